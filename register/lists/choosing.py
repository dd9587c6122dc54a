"""Which of several columns that say the same thing is read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from register.lists.as_at import as_at_in_words
from register.lists.column import Column, Rank
from register.lists.headings import UNUSED
from register.lists.problems import NotARegister

OF_A_LATER_DAY = "“{}” says the same of a later day."
SAYS_THE_SAME = "“{}” says the same, and surely."
SEVERAL_ALIKE = "{} So does another column: say which is to be read."


def one_for_each_field(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns in their order, with one left for each field that is read, and why the others are not.

    The surest stands. Of two that are equally sure, the one whose heading names the later day; of two guesses the
    nearer, or neither. Raises NotARegister where a heading that is known stands there twice.
    """
    rivals: dict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.field and column.field not in UNUSED and column.is_read:
            rivals[column.field].append(column)
    settled = {column.at: column for each in rivals.values() for column in _settled(each)}
    return tuple(settled.get(column.at, column) for column in columns)


def _settled(rivals: Sequence[Column]) -> list[Column]:
    surest = min(column.rank for column in rivals)
    equals = [column for column in rivals if column.rank is surest]
    if len(equals) == 1:
        chosen = equals[0]
    elif surest is Rank.GUESS:
        chosen = max(equals, key=lambda column: column.nearness)
        if sum(column.nearness == chosen.nearness for column in equals) > 1:
            return [_unclear(column) for column in rivals]
    else:
        chosen = _latest(equals)
    return [column if column is chosen else _left_out(column, chosen) for column in rivals]


def _latest(columns: Sequence[Column]) -> Column:
    """The one whose heading names the latest day: "… (as at 31 March 2025)" before "… (as at 1 April 2024)"."""
    first, *others = columns
    for column in others:
        this_day, first_day = (as_at_in_words([each.heading]) for each in (column, first))
        if this_day is None or first_day is None or this_day == first_day:
            raise NotARegister(
                f"Two columns, “{first.heading}” and “{column.heading}”, say the same thing. Delete the one that is "
                "wrong, then load the file."
            )
        first = max(first, column, key=lambda each: as_at_in_words([each.heading]) or first_day)
    return first


def _left_out(column: Column, chosen: Column) -> Column:
    words = OF_A_LATER_DAY if column.rank is chosen.rank else SAYS_THE_SAME
    return replace(column, is_read=False, why=words.format(chosen.heading))


def _unclear(column: Column) -> Column:
    return replace(column, field=None, why=SEVERAL_ALIKE.format(column.why))
