"""The kinds of text that the association publishes. A new kind of release is one more row here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from people.access import Permission

# What a form asks of a text, by the names of an edition's fields.
WORDS = ("title", "summary", "topic", "body")
FOR_EDITORS = ("notes", "contact", "second_contact", "boilerplate")
ASKED_LATER = ("change_note", "is_minor", "correction")


@dataclass(frozen=True)
class TextKind:
    """What a kind is called, where it lives, whom it is for, who may write and approve it, and what it asks for."""

    name: str
    label: str
    prefix: str
    write: Permission
    approve: Permission
    audience: str = "public"  # one of Publication.Audience
    asks: tuple[str, ...] = WORDS + FOR_EDITORS + ASKED_LATER
    needs: tuple[str, ...] = ()  # and of those beside its words, what it is not sent for approval without
    labels: Mapping[str, str] = field(default_factory=dict, hash=False)  # of fields that it calls by another name
    must_quote: str = ""  # how the slugs of figures begin of which it quotes one, where one may be told
    template: str = "publishing/text.html"
    is_release: bool = False  # on the press page
    is_for_press: bool = False  # for immediate release, and closed with ENDS
    shows_files: bool = True  # images and documents


def _release(name: str, label: str, **own) -> TextKind:
    release = {"write": Permission.RELEASE_WRITE, "approve": Permission.RELEASE_APPROVE, "is_release": True}
    return TextKind(name, label, "/press/", **release, **own)


RELEASE_KINDS = [
    _release("media_release", "Media release", needs=("contact",), is_for_press=True),
    _release("statement", "Statement", needs=("contact",), is_for_press=True),
    _release(
        "response_to_report",
        "Response to a report",
        asks=(*WORDS, "answers_title", "answers_link", *FOR_EDITORS, *ASKED_LATER),
        needs=("answers_title", "contact"),
        is_for_press=True,
    ),
    _release(
        "blog",
        "Blog post",
        asks=(*WORDS, "byline", "byline_job", "byline_about", *ASKED_LATER),
        needs=("byline",),
    ),
    _release(
        "open_letter",
        "Open letter",
        asks=(*WORDS, "addressee", "signatories", *FOR_EDITORS, *ASKED_LATER),
        needs=("addressee", "signatories", "contact"),
    ),
]
POLICY_KINDS = [
    TextKind(
        "consultation_response",
        "Consultation response",
        "/policy/responses/",
        Permission.POLICY_WRITE,
        Permission.POLICY_APPROVE,
        must_quote="members-",
    ),
    TextKind(
        "position_paper",
        "Position paper",
        "/policy/positions/",
        Permission.POLICY_WRITE,
        Permission.POLICY_APPROVE,
    ),
]
# Read by the press desk and by who approves for it: on no page, feed or search of the public.
LINE_TO_TAKE = TextKind(
    "line_to_take",
    "Line to take",
    "/staff/press/line/",
    Permission.PRESS_DESK,
    Permission.RELEASE_APPROVE,
    audience="desk",
    asks=("title", "topic", "body", "expires_on", "change_note", "is_minor"),
    needs=("expires_on",),
    labels={"title": "When they ask", "body": "We say"},
    template="publishing/text_line.html",
    shows_files=False,
)
# Read by the people of providers in membership, and by staff.
BRIEFING = TextKind(
    "briefing",
    "Members’ briefing",
    "/briefings/",
    Permission.RELEASE_WRITE,
    Permission.RELEASE_APPROVE,
    audience="members",
    asks=("title", "summary", "topic", "body", "change_note", "is_minor"),
)
KINDS: dict[str, TextKind] = {kind.name: kind for kind in [*RELEASE_KINDS, *POLICY_KINDS, LINE_TO_TAKE, BRIEFING]}


def kinds_with(permissions: frozenset[Permission]) -> list[str]:
    """Names of the kinds that someone with these permissions may write or approve."""
    return [kind.name for kind in KINDS.values() if {kind.write, kind.approve} & permissions]
