"""The steps of an application, in their order, and which of them are done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from members.models import Application
from people.models import Provider

Kind = Provider.MemberKind

CLOSED = (
    "This was sent meanwhile, so what you did here is not kept. It can be changed only where we ask for more: ring us "
    "if something is wrong in it."
)


@dataclass(frozen=True)
class Step:
    """A page of the application: the last part of its address, its heading, and whether what it asks for is there."""

    slug: str
    title: str
    is_done: Callable[[Application], bool]


def _organisation(application: Application) -> bool:
    return all([application.legal_name, application.kind, application.sector, application.nation])


def _homes(application: Application) -> bool:
    return application.welsh_homes > 0 or application.homes.exists()


def _people(application: Application) -> bool:
    return bool(application.owner_name and application.owner_email)


def _ownership(application: Application) -> bool:
    return bool(application.ultimate_owner) and application.owned_in_uk is not None


def _tax(application: Application) -> bool:
    return application.taxed_in_uk is not None and application.no_haven is not None


def _evidence(application: Application) -> bool:
    return True  # staff ask for what they miss; nobody is kept from sending by a scanner that is away


ORGANISATION = Step("organisation", "Your organisation", _organisation)
HOMES = Step("homes", "Your homes", _homes)
PEOPLE = Step("people", "Your people", _people)
OWNERSHIP = Step("ownership", "Who owns it", _ownership)
TAX = Step("tax", "Where taxes are paid", _tax)
EVIDENCE = Step("evidence", "Files that show it", _evidence)
STEPS = (ORGANISATION, HOMES, PEOPLE, OWNERSHIP, TAX, EVIDENCE)


def steps_of(application: Application) -> list[Step]:
    """Those that apply: an associate has no homes, a local authority no owner."""
    left_out = {Kind.ASSOCIATE: {HOMES}, Kind.LOCAL_AUTHORITY: {OWNERSHIP, TAX, EVIDENCE}}
    return [step for step in STEPS if step not in left_out.get(application.kind, set())]


def check_open(application: Application) -> None:
    """Raise ValidationError where whoever has the link can change it no more."""
    if not application.is_open_to_applicant:
        raise ValidationError(CLOSED)


def undone(application: Application) -> list[Step]:
    """What is still missing before it can be sent."""
    return [step for step in steps_of(application) if not step.is_done(application)]


def after(application: Application, slug: str) -> Step | None:
    """The step that follows one; None where all are done, or it was the last: then the answers are checked.

    Files are needed by nobody, so they would always be done: who has added none comes by their page.
    """
    steps = steps_of(application)
    place = next((place for place, step in enumerate(steps) if step.slug == slug), len(steps))
    following = next(iter(steps[place + 1 :]), None)
    is_news = following is EVIDENCE and not application.files.exists()
    return following if is_news or undone(application) else None
