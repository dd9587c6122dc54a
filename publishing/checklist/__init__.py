"""What is looked at before a text is approved: some must be right, the rest is ticked by whoever approves it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from publishing.checklist.identity import could_identify
from publishing.checklist.numbers import unsourced
from publishing.kinds import TextKind
from publishing.models import Edition
from publishing.models.figure import FigureSnapshot
from publishing.richtext.figure_uses import tokens
from publishing.richtext.markup import plain
from publishing.richtext.tables import uncaptioned
from publishing.workflow import Refused

SHORTEST, LONGEST = 40, 300
MOST_NAMED = 12
FILE_NAME = re.compile(r"\.(jpe?g|png|webp|gif|tiff?|heic)$", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """One line of the list: whether it is so, in a sentence that says what to do where it is not.

    With `tick` it does not block: the approver confirms these words.
    """

    name: str
    passed: bool
    sentence: str
    tick: str = ""

    @property
    def is_blocking(self) -> bool:
        return not self.tick


def checks(edition: Edition) -> list[Check]:
    """The list for one version, as it is now.

    A query for what it shows, one for words of members, one for figures, two for whom we speak.
    """
    prefetch_related_objects([edition], "shown")
    made = (make(edition) for make in MAKERS)
    return [check for check in made if check]


def check_ready(edition: Edition) -> None:
    """Raise Refused, naming all that must be put right first."""
    wrong = [check.sentence for check in checks(edition) if check.is_blocking and not check.passed]
    if wrong:
        raise Refused(" ".join(wrong))


def _parts(edition: Edition) -> Check | None:
    kind = edition.publication.kind
    needed = ["title", "body", *(name for name in kind.needs if name != "contact")]
    missing = [f"“{_label(kind, name)}”" for name in needed if not getattr(edition, name)]
    if not missing:
        return None
    return Check("parts", False, f"Still to be written for this {kind.label.lower()}: {', '.join(missing)}.")


def _label(kind: TextKind, name: str) -> str:
    return kind.labels.get(name) or capfirst(Edition._meta.get_field(name).verbose_name)


def _contact(edition: Edition) -> Check | None:
    if "contact" not in edition.publication.kind.needs:
        return None
    if edition.contact_id:
        return Check("contact", True, "It names someone whom journalists can ring.")
    return Check("contact", False, "Choose a press contact: journalists must know whom to ring.")


def _summary(edition: Edition) -> Check | None:
    if "summary" not in edition.publication.kind.asks:
        return None
    length = len(edition.summary.strip())
    if SHORTEST <= length <= LONGEST:
        return Check("summary", True, f"The summary has {length} characters.")
    wanted = f"Write one or two sentences of {SHORTEST} to {LONGEST}."
    return Check("summary", False, f"The summary has {length} characters. {wanted}")


def _figures(edition: Edition) -> Check | None:
    wrong = list(_wrong_figures(edition))
    if wrong:
        return Check("figures", False, " ".join(wrong))
    return Check("figures", True, "Each figure says what its source says.") if edition.quoted else None


def _wrong_figures(edition: Edition) -> Iterator[str]:
    links = edition.quoted
    known = FigureSnapshot.objects.in_bulk({link.number for link in links}) if links else {}
    for number in tokens(edition.body + edition.notes):
        yield f"[figure {number}] is no figure that can be quoted. Choose one from the list."
    for link in links:
        snapshot = known.get(link.number)
        if snapshot is None or snapshot.is_suppressed:
            yield f"“{link.words}” leads to a figure that is unknown or hidden. Choose one from the list."
        elif snapshot.value != link.words:
            yield f"The text says “{link.words}” where the figure is “{snapshot.value}”. Insert the figure again."


def _for_whom(edition: Edition) -> Check | None:
    """A text that must says for whom we speak, by a figure of our membership, unless none may be told."""
    begins = edition.publication.kind.must_quote
    if not begins:
        return None
    of_members = FigureSnapshot.objects.filter(figure__slug__startswith=begins)
    if of_members.filter(pk__in=[link.number for link in edition.quoted]).exists():
        return Check("for_whom", True, "It says for whom we speak.")
    if not of_members.current().quotable().exists():
        return None
    return Check("for_whom", False, "Say for whom we speak: insert one of the figures of our membership.")


def _images(edition: Edition) -> Check | None:
    wrong = [image.alt for image in edition.images if not image.alt.strip() or FILE_NAME.search(image.alt.strip())]
    if wrong:
        listed = _listed([f"“{alt}”" for alt in wrong])
        return Check("images", False, f"{listed} does not say what an image shows. Describe it for who cannot see it.")
    return Check("images", True, "Each image says what it shows.") if edition.images else None


def _tables(edition: Edition) -> Check | None:
    if "<table" not in edition.body + edition.notes:
        return None
    if uncaptioned(edition.body) + uncaptioned(edition.notes):
        return Check("tables", False, "Say above each table what it shows, in a line that begins with “Table”.")
    return Check("tables", True, "Each table says what it shows.")


def all_words(edition: Edition) -> str:
    """All the words of a version that readers get, plain, a line for each part."""
    parts = ("title", "summary", "answers_title", "byline", "byline_job", "byline_about", "change_note", "correction")
    words = [plain(edition.body), plain(edition.notes), *(getattr(edition, name) for name in parts)]
    shown = [words for file in edition.shown.all() for words in (file.title, file.alt, file.caption, file.credit)]
    return "\n".join([*words, *shown])


def unfit(words: str) -> list[str]:
    """What upper layers say against words of ours, such as that whoever wrote them asks not to be quoted."""
    return [sentence for path in settings.TEXT_CHECKS for sentence in import_string(path)(words)]


def _evidence(edition: Edition) -> Check | None:
    wrong = unfit(all_words(edition))
    return Check("evidence", False, " ".join(wrong)) if wrong else None


def _identity(edition: Edition) -> Check:
    traces = could_identify(all_words(edition))
    found = f"Could this tell who or where someone is? {_listed(traces)}. Take it out unless you are sure."
    return Check(
        "identity",
        not traces,
        found if traces else "Nothing in it looks like a postcode, a registration number, an age or a birthday.",
        tick="Nobody can be identified: no child, no young person, no home",
    )


def _numbers(edition: Edition) -> Check | None:
    numbers = unsourced(edition.body, edition.notes)
    if not numbers:
        return None
    found = f"These numbers have no source here: {_listed(numbers)}. Insert them as figures, or add a link or a note."
    return Check("numbers", False, found, tick=f"I have seen where these numbers come from: {_listed(numbers)}")


def _listed(things: list) -> str:
    more = f" and {len(things) - MOST_NAMED} more" if len(things) > MOST_NAMED else ""
    return "; ".join(str(thing) for thing in things[:MOST_NAMED]) + more


MAKERS: list[Callable[[Edition], Check | None]] = [
    *(_parts, _contact, _summary, _figures, _for_whom, _images, _tables, _evidence, _identity, _numbers)
]
