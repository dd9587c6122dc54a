"""What a heading that no list had may mean: a slip of a letter in a known one, or a guess, for a person to confirm.

A guess needs words that are all near to those of a known heading, and cells that say what such a column says. Where the
column stands among the others makes up for words that are less near. Names and addresses are never guessed.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from register.lists import cells
from register.lists.codes import Status, canonical
from register.lists.grades import GRADES, NO_GRADE, Theme
from register.lists.headings import DATES, HEADINGS, NOTES, WHEREABOUTS, known_headings, words_of
from register.lists.rows import CODED
from sheets.headings import letters

LONG = 10  # letters: of shorter headings, one that differs may make another word
NEAR_WORD = 0.75
NEAR = 0.8  # of 1
NEAR_AS_TEXT = 0.87  # where the cells are words of any kind, which say little
NEAR_IN_PLACE = 0.65  # between the columns that stand around it in every list
FITTING = 0.9  # of the cells that say something
# These do not change what a heading means.
FILLERS = frozenset(words_of("number no total registered maximum max current name last most recent that which and for"))
# Words that no list had, and that mean what a known heading does.
ALSO_MEANT = {
    "urn": ("Unique reference number",),
    "provision_type": ("Setting type",),
    "registration_date": ("Date registered",),
    "status": ("Status",),
    "postcode": ("Post code",),
    "local_authority": ("Council",),
    "constituency": ("Constituency",),
    "places": ("Capacity", "Beds"),
    "owner": ("Owner", "Operator"),
    "event_type": ("Visit type",),
    "inspection_date": ("Visit date", "Date inspected"),
    "publication_date": ("Date published",),
    "event_number": ("Inspection reference",),
    "overall": ("Overall judgement", "Overall grade", "Overall rating", "Overall outcome"),
}
COUNTS, FLAGS = {"places", "premises"}, {"short_breaks", "multi_building"}
NUMBERS = {"urn", "linked_school", "event_number"}
CODES = {**CODED, "status": Status}
ORDER = {field: place for place, field in enumerate(HEADINGS)}


@dataclass(frozen=True, slots=True)
class Guess:
    """The field that a heading may give, the known heading that it is like, and how near it is."""

    field: str
    meant: str
    nearness: float


def slip_of(heading: str) -> Guess | None:
    """The known heading from which it differs by one letter, missing or to spare; never that of a name or address."""
    joined = "".join(words_of(heading))
    if len(joined) < LONG:
        return None
    whole, lacking = _by_letters()
    near = [lacking.get(joined), *(whole.get(shorter) for shorter in _without_a_letter(joined))]
    known = next((known for known in near if known), None)
    return Guess(known.field, known.heading, 1) if known else None


def guesses_of(heading: str, around: tuple[str | None, str | None]) -> list[Guess]:
    """What a heading may mean, the likeliest first, given the fields of the columns on its left and on its right.

    What is like a name or an address is given as such: whoever asks must not fill it.
    """
    words = words_of(NOTES.sub(" ", heading))
    bare = tuple(word for word in words if word not in FILLERS)
    near: dict[str, Guess] = {}
    for known in (known for each in {words, bare} - {()} for known in _near(each)):
        if known.nearness >= _enough(known.field, around):
            near[known.field] = max(near.get(known.field, known), known, key=lambda guess: guess.nearness)
    return sorted(near.values(), key=lambda guess: -guess.nearness)


def _near(words: tuple[str, ...]) -> Iterator[Guess]:
    """How near these words are to known headings to which none of them is strange: no "Place of safety" is "Places"."""
    alike = [frozenset(each for each in _known_words() if _alike(word, each) >= NEAR_WORD) for word in words]
    for known in _known():
        if all(each.intersection(known.sorted) for each in alike):
            yield Guess(known.field, known.heading, _alike(" ".join(sorted(words)), " ".join(known.sorted)))


def fits(field: str, texts: Collection[str]) -> bool:
    """Whether the cells of a column say what this field does; without any there is nothing to say so."""
    bare = field.removeprefix("previous_")
    return bool(texts) and sum(_fits(bare, text) for text in texts) >= FITTING * len(texts)


@dataclass(frozen=True, slots=True)
class _KnownHeading:
    """`joined` are its words as one, `sorted` by the alphabet. `was_printed` says that a list has had it."""

    heading: str
    field: str
    joined: str
    sorted: tuple[str, ...]
    was_printed: bool


@lru_cache(maxsize=1)
def _known() -> Sequence[_KnownHeading]:
    meant = ((heading, field) for field, headings in ALSO_MEANT.items() for heading in headings)
    printed = [_known_heading(heading, field, was_printed=True) for heading, field in known_headings()]
    return printed + [_known_heading(heading, field, was_printed=False) for heading, field in meant]


def _known_heading(heading: str, field: str, *, was_printed: bool) -> _KnownHeading:
    words = words_of(heading)
    return _KnownHeading(heading, field, "".join(words), tuple(sorted(words)), was_printed)


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    return frozenset(word for known in _known() for word in known.sorted)


@lru_cache(maxsize=1)
def _by_letters() -> tuple[dict[str, _KnownHeading], dict[str, _KnownHeading]]:
    """Printed headings that are no name or address, by their letters, and by what is left when one is missing."""
    whole, lacking = {}, {}
    for known in _known():
        if known.was_printed and known.field not in WHEREABOUTS:
            whole.setdefault(known.joined, known)
            for shorter in _without_a_letter(known.joined):
                lacking.setdefault(shorter, known)
    return whole, lacking


def _without_a_letter(joined: str) -> Iterator[str]:
    return (joined[:at] + joined[at + 1 :] for at in range(len(joined)))


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _enough(field: str, around: tuple[str | None, str | None]) -> float:
    if not _is_telling(field):
        return NEAR_AS_TEXT
    left, right = (ORDER.get(beside) if beside else None for beside in around)
    at = ORDER.get(field)
    in_place = left is not None and right is not None and at is not None and left < at < right
    return NEAR_IN_PLACE if in_place else NEAR


def _is_telling(field: str) -> bool:
    bare = field.removeprefix("previous_")
    return bare in DATES | COUNTS | FLAGS | NUMBERS | set(CODES) | set(Theme)


def _fits(field: str, text: str) -> bool:
    if field in DATES:
        return bool(cells.DATE.fullmatch(text) or cells.ISO_DATE.fullmatch(text))
    if field in COUNTS:
        return bool(cells.COUNT.fullmatch(text))
    if field in FLAGS:
        return letters(text) in cells.YES | cells.NO
    if field in NUMBERS:
        return bool(cells.URN.fullmatch(text)) or (field == "event_number" and text.isdecimal())
    if field in CODES:
        return isinstance(canonical(CODES[field], text), CODES[field])
    if field in set(Theme):
        return text == NO_GRADE or letters(text) in GRADES
    return not any(sign.isdecimal() for sign in text) or field in {"owner", "reason"}
