"""Letting journalists read under embargo: terms accepted, grants given and ended, each reading kept."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from history import audit_reason
from outbox.actions import queue_email
from people.access import Permission, check
from people.models import User
from publishing import clock
from publishing.emails import embargo
from publishing.embargo import TERMS_VERSION, readers
from publishing.models import Edition, EmbargoGrant, EmbargoRead, Publication, TermsAcceptance, Topic
from publishing.workflow import Refused


def accept_terms(*, user: User) -> None:
    """Keep that a reader accepted the terms as they are now; accepting twice changes nothing."""
    TermsAcceptance.objects.get_or_create(user=user, version=TERMS_VERSION)


@transaction.atomic
def give_grant(
    *,
    user: User,
    by: User,
    publication: Publication | None = None,
    topic: Topic | None = None,
    until: datetime | None = None,
) -> EmbargoGrant:
    """Let a journalist read one text, or the releases on one topic, before they are public.

    They are told by mail, without a word about the text. Raises Refused for someone who is not accredited now or holds
    the grant already, for a removed text, and for an end that has passed.
    """
    check(by, publication.kind.approve if publication else Permission.RELEASE_APPROVE)
    user, now = User.objects.select_for_update().get(pk=user.pk), clock.read()
    reader = readers().filter(user=user).first()
    if reader is None:
        raise Refused("This journalist is not accredited at the moment. Choose another, or accredit them first.")
    if publication and (publication.removed_at or publication.audience != Publication.Audience.PUBLIC):
        raise Refused("This text was removed, or is for our own eyes: nobody can be given it.")
    if until and until <= now:
        raise Refused("That time has passed. Choose a later one, or none.")
    if EmbargoGrant.objects.in_force().filter(user=user, publication=publication, topic=topic).exists():
        raise Refused("This journalist holds this grant already.")
    grant = EmbargoGrant.objects.create(
        user=user,
        publication=publication,
        topic=topic,
        job=reader.job,
        outlet=reader.outlet,
        during=DateTimeTZRange(now, until),
        given_by=by,
    )
    queue_email(key=f"embargo-grant:{grant.pk}", user=user, **embargo.granted())
    return grant


@transaction.atomic
def end_grant(*, grant: EmbargoGrant, by: User, reason: str) -> EmbargoGrant:
    """End a grant now: the next request opens nothing. Ending it twice changes nothing."""
    grant = EmbargoGrant.objects.visible_to(by).select_for_update(of=("self",)).get(pk=grant.pk)
    _end(grant, reason)
    return grant


def end_grants_of(*, user: User, reason: str) -> None:
    """End all that a journalist was given, for whoever ends their accreditation."""
    for grant in EmbargoGrant.objects.in_force().filter(user=user).select_for_update():
        _end(grant, reason)


@transaction.atomic
def open_embargoed(*, pk: int, user: User, is_read: bool, what: str = EmbargoRead.What.PAGE) -> Edition | None:
    """The version that a reader may open under embargo, if there is one; a reading is kept before any word goes out."""
    edition = Edition.objects.under_embargo_for(user).with_page().filter(pk=pk).first()
    grant = edition and EmbargoGrant.objects.opening_for(user).covering(edition).order_by("topic", "pk").first()
    if grant is None:
        return None
    if is_read:
        EmbargoRead.objects.create(grant=grant, edition=edition, what=what, at=clock.read())
    return edition


@transaction.atomic
def list_embargoed(*, user: User, most: int | None = None) -> list[Edition]:
    """What is under embargo for a reader, the next to be public first; that they see its headlines is kept before."""
    editions = list(Edition.objects.under_embargo_for(user).with_page()[:most])
    grants = list(EmbargoGrant.objects.opening_for(user).order_by("topic", "pk")) if editions else []
    pairs = [(edition, next((grant for grant in grants if grant.covers(edition)), None)) for edition in editions]
    given, now, listed = [pair for pair in pairs if pair[1]], clock.read(), EmbargoRead.What.LIST
    reads = [EmbargoRead(grant=grant, edition=edition, what=listed, at=now) for edition, grant in given]
    EmbargoRead.objects.bulk_create(reads)
    return [edition for edition, _ in given]


def tell_holders(edition: Edition, mail: dict, cause: str) -> None:
    """Owe everyone who holds a grant on an edition one mail for one cause, which names its public time."""
    key = f"{cause}:{edition.pk}:{edition.public_from:%Y%m%dT%H%M%S}"
    for row in readers().filter(user__in=_holders(edition)).select_related("user"):
        queue_email(key=f"{key}:{row.user_id}", user=row.user, **mail)


def _holders(edition: Edition):
    return EmbargoGrant.objects.in_force().covering(edition).values("user")


def _end(grant: EmbargoGrant, reason: str) -> None:
    now = clock.read()
    if grant.during.isempty or (grant.during.upper and grant.during.upper <= now):
        return
    grant.during = DateTimeTZRange(grant.during.lower, now)
    with audit_reason(reason):
        grant.save()
