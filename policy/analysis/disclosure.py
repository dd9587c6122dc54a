"""Which counts of answers may leave the team, so that nobody can work out what one member answered. Without Django.

The rule (docs/domain.md, “Small numbers”): behind each number stand at least five ultimate groups, none of them with
more than half of it; and the same holds of whatever follows from all numbers by adding and subtracting. So a table is
told with the same answers for all its parts, and a part as a whole or not at all: then what follows is a sum of numbers
that may be told (docs/decisions/0049). All in one answer is never told: it would say what each of them answered.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from members.small_numbers import may_be_disclosed

type Cell = Mapping[int, int]  # how many providers, by their ultimate group
type Counts = Mapping[str, Cell]  # by answer: each provider is in one

OTHERS = "Another answer, or none"


def may_be_told(cell: Cell) -> bool:
    """Whether enough groups gave an answer, and none of them is more than half of those who gave it."""
    return may_be_disclosed({group: (number,) for group, number in cell.items()})


def size(cell: Cell) -> int:
    """How many providers."""
    return sum(cell.values())


def disclosable_answers(whole: Counts) -> dict[str, set[str]]:
    """Of what each answer that is told is made up: the answers that may be shown, and all others as one.

    The smallest that may be told joins the others where these may not. Empty where fewer than two are left.
    """
    shown = [answer for answer, cell in whole.items() if may_be_told(cell)]
    others = [answer for answer in whole if answer not in shown]
    while shown and size(joined(whole, others)) and not may_be_told(joined(whole, others)):
        smallest = min(reversed(shown), key=lambda answer: size(whole[answer]))
        shown.remove(smallest)
        others.append(smallest)
    found = {answer: {answer} for answer in shown}
    if size(joined(whole, others)):
        found[OTHERS] = set(others)
    return found if len(found) > 1 else {}


def disclosable_parts(parts: Mapping[str, Counts], answers: Mapping[str, set[str]]) -> set[str]:
    """The parts of a whole that may be told beside it, each with all of these answers.

    What is hidden follows as one from the whole, so it must bear being told: else the smallest of the others is hidden.
    """
    cells = {name: [joined(counts, answers[each]) for each in answers] for name, counts in parts.items()}
    filled = {name: row for name, row in cells.items() if any(map(size, row))}
    shown = {name for name, row in filled.items() if all(map(may_be_told, row))}
    while shown:
        hidden = [row for name, row in filled.items() if name not in shown]
        if not hidden or all(may_be_told(_sum(cells)) for cells in zip(*hidden, strict=True)):
            break
        shown.remove(min(shown, key=lambda name: (sum(map(size, filled[name])), name)))
    return shown


def joined(counts: Counts, answers: Iterable[str]) -> Cell:
    """Several answers as one."""
    return _sum(counts.get(answer, {}) for answer in answers)


def _sum(cells: Iterable[Cell]) -> Cell:
    total: Counter[int] = Counter()
    for cell in cells:
        total.update(cell)
    return total
