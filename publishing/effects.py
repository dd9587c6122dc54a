"""What will happen if a text is published now, taken back, withdrawn or removed: for the page that asks first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from people.templatetags.people import day, moment
from publishing import clock
from publishing.models import Edition, EmbargoGrant, EmbargoRead, PreviewRead, Publication

SHOWN = 10


@dataclass(frozen=True)
class Effect:
    """One thing to know before; with an address on this site to look at it."""

    sentence: str
    address: str = ""


def read_early(edition: Edition) -> Iterator[Effect]:
    """Who has read a version before its time, or may, and is told by mail."""
    reads = EmbargoRead.objects.opened().filter(edition=edition).select_related("grant__user")
    people = sorted({f"{read.grant.user or 'Someone who has left'}, {read.grant.outlet}" for read in reads})
    if people:
        yield Effect(f"{_count(people, 'journalist has', 'journalists have')} read it under embargo: {_named(people)}.")
    holders = EmbargoGrant.objects.in_force().covering(edition).values("user").distinct().count()
    if holders:
        who = "1 journalist" if holders == 1 else f"{holders} journalists"
        yield Effect(f"{who} may read it under embargo now. Each gets a mail that says what became of it.")
    previews = PreviewRead.objects.filter(link__edition=edition).select_related("link")
    names = sorted({str(read.link) for read in previews})
    if names:
        yield Effect(f"Opened as a preview by {_named(names)}. They get no mail: ring them.")


def published_now(edition: Edition) -> Iterator[Effect]:
    """Who can read a scheduled version at once, or which version must come first."""
    earlier = edition.publication.editions.scheduled().filter(number__lt=edition.number).order_by("number").last()
    if earlier:
        waits = f"Version {earlier.number} comes before it and waits for {moment(earlier.public_from)}."
        yield Effect(f"{waits} Publish that one first, or take both back.", f"/staff/texts/{earlier.pk}/")
        return
    instead = f", instead of from {moment(edition.public_from)} on" if edition.public_from else ""
    yield Effect(f"Anyone can read it at once{instead}.")
    yield from read_early(edition)


def taken_back_with(publication: Publication) -> Iterator[Effect]:
    """The versions that wait for their time and will be drafts."""
    for edition in publication.editions.scheduled().select_related("publication").order_by("number"):
        when = f"Version {edition.number}, scheduled for {moment(edition.public_from)}, is taken back."
        yield Effect(f"{when} It goes out again only when someone approves it again.", f"/staff/texts/{edition.pk}/")
        yield from read_early(edition)


def pulled_with(edition: Edition) -> Iterator[Effect]:
    """What becomes of a scheduled version that is taken back, and of those after it."""
    later = list(edition.publication.editions.numbered().filter(number__gt=edition.number).order_by("number"))
    if later:
        next_draft = f"Version {later[-1].number} goes on as the draft, as version {edition.number}"
        yield Effect(f"{next_draft}; the words of this version are kept among the discarded ones.")
        for version in later[:-1] + ([later[-1]] if later[-1].public_from else []):
            yield Effect(f"Version {version.number}, scheduled for {moment(version.public_from)}, is taken back too.")
    else:
        yield Effect("It is a draft again, and goes out only when someone approves it again.")
    before = edition.publication.editions.filter(public_during__endswith=edition.public_from).first()
    if before:
        waits = before.public_from > clock.read()
        becomes = f"is public from {moment(before.public_from)} on, as planned" if waits else "stays what readers see"
        yield Effect(f"Version {before.number} {becomes}.")
    yield from read_early(edition)


def led_here(publication: Publication) -> Iterator[Effect]:
    """What leads readers to a text: links, removed texts, addresses that it had, and what upper layers know."""
    linking = Edition.objects.public().exclude(publication=publication).select_related("publication")
    linking = linking.filter(Q(body__contains=publication.path) | Q(notes__contains=publication.path))
    for edition in linking.newest_first()[:SHOWN]:
        yield Effect(f"“{edition.title}” links to it.", edition.publication.path)
    for other in Publication.objects.filter(redirect_to=publication.path)[:SHOWN]:
        yield Effect(f"{other.path}, which was removed, leads here.", other.path)
    for former in publication.redirects.all()[:SHOWN]:
        yield Effect(f"{former.path}, where it was before, leads here.")
    for path in settings.TEXT_MENTIONS:
        yield from (Effect(*mention) for mention in import_string(path)(publication))


def seen_by(publication: Publication) -> Effect:
    """Who has it now, and since when."""
    who = {"public": "Anyone", "members": "Members", "desk": "The press desk"}[publication.audience]
    return Effect(
        f"{who} can read it at {publication.path}, since {day(publication.first_public_at)}.", publication.path
    )


def _count(things: list, one: str, many: str) -> str:
    return f"{len(things)} {one if len(things) == 1 else many}"


def _named(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return "; ".join(names[:SHOWN]) + more
