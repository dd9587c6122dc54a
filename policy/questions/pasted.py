"""The questions of a paper as they are pasted from Word or PDF. Without a database.

Nothing is lost: a line without a number goes on with what stands above it, a bullet is an option of the question above,
and what stands before the first number is an entry without one, for a person to look at. What lies in a question's own
words is read from them: a scale, a limit of characters, that several options may be ticked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from policy.models.question_rules import MOST_STEPS, Kind
from policy.pasting.reading import BULLET, beginnings, begun, faults_of, joined

BEGINS = beginnings(r"question|quest\.|q\.?")
HEADING = re.compile(
    r"^\s*(?:heading:\s*|(?=(?:part|section|chapter|theme)\s+(?:\d{1,2}|[a-z]|[ivx]{1,4})\b))", re.IGNORECASE
)
LETTERED = re.compile(r"^\(?(?P<letter>[a-z]|[ivx]{2,4})[).]\s+", re.IGNORECASE)
ALONE = re.compile(r"[a-z]|[ivx]{2,5}", re.IGNORECASE)  # a number that counts within a question
WHOLE = re.compile(r"\d+")
SCALE = re.compile(r"scale (?:of|from) (\d{1,2})\s*(?:to|-|–)\s*(\d{1,2})", re.IGNORECASE)
LIMIT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{2,6}) characters", re.IGNORECASE)
SEVERAL = re.compile(r"all (?:that|which) apply|(?:tick|select|choose) (?:all|any)|one or more", re.IGNORECASE)
LONGEST_OPTION, MOST_OPTIONS = 300, 40


@dataclass(frozen=True)
class Asked:
    """One question as it was read, or a heading between questions."""

    number: str
    text: str
    options: tuple[str, ...] = ()
    is_heading: bool = False

    @property
    def content(self) -> dict:
        """What is kept of it."""
        words = {"number": self.number, "text": self.text}
        if self.is_heading:
            return words | {"kind": Kind.SEPARATOR}
        if self.options:
            kind = Kind.MANY if SEVERAL.search(self.text) else Kind.ONE
            return words | {"kind": kind, "options": list(self.options)}
        if ends := _scale(self.text):
            return words | {"kind": Kind.SCALE, "lowest": ends[0], "highest": ends[1]}
        limit = LIMIT.search(self.text)
        return words | {"kind": Kind.TEXT, "limit": int(limit[1].replace(",", "")) if limit else None}

    @property
    def kind_in_words(self) -> str:
        return str(self.content["kind"].label)


@dataclass
class _Draft:
    number: str
    text: str
    is_heading: bool = False
    options: list[str] = field(default_factory=list)
    lettered: list[list[str]] = field(default_factory=list)  # letter and words: options, or questions of their own

    def go_on(self, line: str, *, after_a_gap: bool) -> None:
        """Take a line that has no sign of its own."""
        if after_a_gap or not (self.options or self.lettered):
            self.text = joined(self.text, line)
        elif self.lettered:
            self.lettered[-1][1] = joined(self.lettered[-1][1], line)
        else:
            self.options[-1] = joined(self.options[-1], line)

    def asked(self) -> Iterator[Asked]:
        """What it comes to: lettered lines are questions where one of them asks, and options otherwise."""
        if any("?" in words for _, words in self.lettered):
            alone = "?" in self.text or bool(self.options) or not self.text
            yield Asked(self.number, self.text, tuple(self.options), self.is_heading or not alone)
            yield from (Asked(_within(self.number, letter), words) for letter, words in self.lettered)
        else:
            options = self.options + [words for _, words in self.lettered]
            yield Asked(self.number, self.text, tuple(filter(None, options)), self.is_heading)


def read(pasted: str) -> list[Asked]:
    """The questions of a paper, with the headings between them, in their order."""
    drafts: list[_Draft] = []
    gap = True
    for line in pasted.splitlines():
        if line.strip():
            _take(drafts, line, gap)
        gap = not line.strip()
    return _numbered([asked for draft in drafts for asked in draft.asked()])


def written(items: list[Asked]) -> str:
    """The list as `read` takes it without doubt: what a person checks and mends."""
    return "\n\n".join("\n".join([_first_line(item), *(f"• {option}" for option in item.options)]) for item in items)


def faults(items: list[Asked], longest: int, longest_number: int, taken: set[str]) -> list[str]:
    """What has to be mended before the list can be kept, a sentence each; `taken`: numbers that are asked already."""
    questions = [item for item in items if item.number or not item.is_heading]
    found = list(faults_of(questions, "Question", longest, longest_number))
    found += [
        f"Question {item.number} is asked here already. Take it out." for item in questions if item.number in taken
    ]
    for item in items:
        name = f"Question {item.number}" if item.number else f"“{item.text[:40]}”"
        if len(item.options) == 1:
            found.append(f"{name} has one option, “{item.options[0][:40]}”. Write the others, or take its sign off.")
        if len(item.options) > MOST_OPTIONS:
            found.append(f"{name} has {len(item.options)} options, and {MOST_OPTIONS} fit.")
        if len(set(item.options)) < len(item.options):
            found.append(f"{name} has the same option twice. Take one out.")
        found += [
            f"An option of {name} is longer than {LONGEST_OPTION} characters. Shorten it."
            for option in item.options
            if len(option) > LONGEST_OPTION
        ]
    return found


def gaps(items: list[Asked]) -> list[str]:
    """Whole numbers that the list leaves out: papers do, and so does who copies them."""
    numbers = [int(found[0]) for item in items if (found := WHOLE.match(item.number))]
    return [
        f"After question {before} comes {after}. If the paper has {'one' if after == before + 2 else 'some'} between "
        "them, add what is missing."
        for before, after in pairwise(numbers)
        if after > before + 1
    ]


def _take(drafts: list[_Draft], line: str, gap: bool) -> None:
    heading, begins, bullet = HEADING.match(line), begun(BEGINS, line), BULLET.match(line)
    last = drafts[-1] if drafts and not drafts[-1].is_heading else None
    if heading:
        drafts.append(_Draft("", line[heading.end() :].strip(), is_heading=True))
    elif begins and last and ALONE.fullmatch(begins.number) and not begins.is_named:
        last.lettered.append([begins.number, begins.rest])
    elif begins:
        drafts.append(_begun(begins.number, begins.rest))
    elif bullet and last:
        last.options.append(line[bullet.end() :].strip())
    elif drafts and not (drafts[-1].is_heading and gap) and not (gap and _is_unnumbered(drafts)):
        drafts[-1].go_on(line.strip(), after_a_gap=gap)
    else:
        drafts.append(_Draft("", line.strip()))


def _begun(number: str, rest: str) -> _Draft:
    """ "4. a) How" is question 4a."""
    letter = LETTERED.match(rest) if WHOLE.fullmatch(number) else None
    return _Draft(_within(number, letter["letter"]), rest[letter.end() :]) if letter else _Draft(number, rest)


def _within(number: str, letter: str) -> str:
    """The number of a part of a question: 4a, but 4(ii)."""
    return f"{number}{letter.lower()}" if len(letter) == 1 and letter not in "ivx" else f"{number}({letter.lower()})"


def _is_unnumbered(drafts: list[_Draft]) -> bool:
    """Whether no entry has a number so far: paragraphs are entries then."""
    return not any(draft.number for draft in drafts)


def _numbered(items: list[Asked]) -> list[Asked]:
    """The same, with 1, 2, 3… where Word has lost its numbers, and so has begun anew or gave none."""
    questions = [item for item in items if not item.is_heading]
    if len(questions) > 1 and {item.number for item in questions} not in ({""}, {"1"}):
        return items
    numbers = iter(range(1, len(questions) + 1))
    return [item if item.is_heading else Asked(str(next(numbers)), item.text, item.options) for item in items]


def _first_line(item: Asked) -> str:
    numbered = f"{item.number}. {item.text}" if item.number else item.text
    return f"Heading: {numbered}" if item.is_heading else numbered


def _scale(text: str) -> tuple[int, int] | None:
    found = SCALE.search(text)
    lowest, highest = (int(found[1]), int(found[2])) if found else (0, 0)
    return (lowest, highest) if lowest < highest < lowest + MOST_STEPS else None
