"""What is done to a bulletin by people: written, approved and so sent, paused, cancelled; and who stops getting it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from bulletins import audience
from bulletins.models import Bulletin, Delivery, DeliveryEvent, Subscriber
from bulletins.suppression import current, record_consent, suppress
from bulletins.workflow import BulletinState, Move, moved
from history import audit_reason
from jobs.task_queue import enqueue_after_commit
from people.access import Permission, check
from people.association import association
from people.models import Suppression, User
from people.models.consent import email_hash
from publishing.checklist import unfit
from publishing.richtext.markup import clean, plain
from publishing.workflow import Approval, Refused, check_approval

SEND = "bulletins.tasks.send"


@transaction.atomic
def start(*, by: User, picks: list[int] = (), **content) -> Bulletin:
    """Start a draft. `content` is subject, body and audience; `picks` are ids of publications."""
    check(by, Permission.BULLETIN_WRITE)
    bulletin = Bulletin.objects.create(**_cleaned(content))
    bulletin.picks.set(picks)
    bulletin.authors.add(by)
    return bulletin


@transaction.atomic
def edit(*, bulletin: Bulletin, by: User, picks: list[int] = (), **content) -> Bulletin:
    """Replace the words of a draft or submitted bulletin; it is a draft again. Raises Refused once it is approved."""
    check(by, Permission.BULLETIN_WRITE)
    bulletin = _locked(bulletin)
    bulletin.state = moved(bulletin.state, Move.EDIT)
    for name, value in _cleaned(content).items():
        setattr(bulletin, name, value)
    bulletin.save()
    bulletin.picks.set(picks)
    bulletin.authors.add(by)
    return bulletin


@transaction.atomic
def submit(*, bulletin: Bulletin, by: User) -> Bulletin:
    """Ask for approval. Raises Refused unless it is a draft."""
    check(by, Permission.BULLETIN_WRITE)
    return _move(bulletin, Move.SUBMIT)


@transaction.atomic
def send_back(*, bulletin: Bulletin, by: User, reason: str) -> Bulletin:
    """Make a submitted bulletin a draft again, with a reason that its author sees."""
    check(by, Permission.BULLETIN_APPROVE)
    with audit_reason(reason):
        return _move(bulletin, Move.SEND_BACK)


@transaction.atomic
def approve(*, bulletin: Bulletin, by: User, seen: str) -> Bulletin:
    """Approve what has the hash `seen`, fix who gets it, and have it sent. Approving it twice changes nothing.

    Raises Refused for an author, for words that changed since they were seen or that members sent us and may not be
    quoted, and when nobody would get it.
    """
    check(by, Permission.BULLETIN_APPROVE)
    bulletin = _locked(bulletin)
    if bulletin.approved_hash and bulletin.approved_hash == seen:
        return bulletin
    authors = frozenset(bulletin.authors.values_list("pk", flat=True))
    check_approval(Approval(by.pk, authors, seen, bulletin.content_hash))
    if wrong := unfit(f"{bulletin.subject}\n{plain(bulletin.body)}"):
        raise Refused(" ".join(wrong))
    bulletin.state = moved(bulletin.state, Move.APPROVE)
    bulletin.approved_hash, bulletin.approved_at, bulletin.approved_by = seen, timezone.now(), by
    frozen = audience.freeze(bulletin)
    if not frozen.prepared:
        raise Refused("Nobody would get this bulletin. Choose other people to write to.")
    bulletin.candidates, bulletin.prepared, bulletin.excluded = frozen.candidates, frozen.prepared, frozen.excluded
    bulletin.save()
    enqueue_after_commit(SEND, bulletin.pk)
    return bulletin


@transaction.atomic
def pause(*, bulletin: Bulletin, by: User) -> Bulletin:
    """Stop sending after the message in hand. Raises Refused unless it is being sent."""
    check(by, Permission.BULLETIN_APPROVE)
    return _move(bulletin, Move.PAUSE)


@transaction.atomic
def resume(*, bulletin: Bulletin, by: User) -> Bulletin:
    """Go on sending. Raises Refused unless it is paused or was stopped.

    One that was stopped with none of its picked texts left goes on without them: a person says so by this.
    """
    check(by, Permission.BULLETIN_APPROVE)
    was_stopped = _locked(bulletin).state == BulletinState.STOPPED
    bulletin = _move(bulletin, Move.RESUME)
    if was_stopped and bulletin.has_lost_its_picks:
        bulletin.goes_without_picks = True
        bulletin.save(update_fields=["goes_without_picks"])
    enqueue_after_commit(SEND, bulletin.pk)
    return bulletin


@transaction.atomic
def cancel(*, bulletin: Bulletin, by: User, reason: str) -> Bulletin:
    """Send no more of it, for good. The worker writes that down in the rows that were waiting."""
    check(by, Permission.BULLETIN_APPROVE)
    with audit_reason(reason):
        bulletin = _move(bulletin, Move.CANCEL)
    enqueue_after_commit(SEND, bulletin.pk)
    return bulletin


@transaction.atomic
def try_again(*, bulletin: Bulletin, by: User) -> Bulletin:
    """Send the copies that failed once more. Raises Refused until all is done, and when there is none."""
    check(by, Permission.BULLETIN_APPROVE)
    bulletin = _locked(bulletin)
    bulletin.state, bulletin.finished_at = moved(bulletin.state, Move.TRY_AGAIN), None
    bulletin.save()
    again = {"state": Delivery.State.RETRY, "attempts": 0, "next_attempt_at": timezone.now()}
    if not bulletin.deliveries.to_try_again().update(**again):
        raise Refused("No copy failed that could be tried again.")
    enqueue_after_commit(SEND, bulletin.pk)
    return bulletin


@transaction.atomic
def unsubscribe(*, delivery: Delivery) -> None:
    """Whoever holds the link wants no more bulletins. Doing it again changes nothing."""
    delivery = Delivery.objects.select_for_update(of=("self",)).get(pk=delivery.pk)
    source = f"Link in bulletin {delivery.bulletin_id}"
    _stop(delivery.email, source)
    if delivery.unsubscribed_at is None:
        delivery.unsubscribed_at = timezone.now()
        delivery.save(update_fields=["unsubscribed_at"])
        DeliveryEvent.objects.create(delivery=delivery, kind=DeliveryEvent.Kind.UNSUBSCRIBED)


@transaction.atomic
def subscribe(*, email: str, name: str, source: str, by: User) -> Subscriber:
    """Write bulletins to someone without a login who asked for them; `source` says how they asked.

    Raises ValidationError for an address that is subscribed already or must not be written to.
    """
    check(by, Permission.BULLETIN_WRITE)
    email = email.strip().lower()
    if current().filter(email_sha256=email_hash(email)).exists():
        raise ValidationError({"email": "This address asked us to stop, or it fails. We do not write to it."})
    subscriber, made = Subscriber.objects.get_or_create(email=email, defaults={"name": name})
    if not made:
        raise ValidationError({"email": "This address gets our bulletins already."})
    record_consent(email=email, given=True, wording=_wording(), source=source)
    return subscriber


@transaction.atomic
def stop(*, subscriber: Subscriber, by: User) -> None:
    """A subscriber told us to stop: their row goes, and a hash of the address stays so that we never write again."""
    check(by, Permission.BULLETIN_WRITE)
    _stop(subscriber.email, "Told the association")


def _stop(email: str, source: str) -> None:
    if suppress(email=email, reason=Suppression.Reason.UNSUBSCRIBED, evidence=source):
        record_consent(email=email, given=False, wording=_wording(), source=source)
    Subscriber.objects.filter(email=email.lower()).delete()


def _wording() -> str:
    return f"Bulletins of the {association().name} by e-mail"


def _cleaned(content: dict) -> dict:
    # A line break in a subject would start a header of its own.
    return content | {"subject": " ".join(content["subject"].split()), "body": clean(content["body"])}


def _locked(bulletin: Bulletin) -> Bulletin:
    return Bulletin.objects.select_for_update(of=("self",)).get(pk=bulletin.pk)


def _move(bulletin: Bulletin, move: Move) -> Bulletin:
    bulletin = _locked(bulletin)
    bulletin.state = moved(bulletin.state, move)
    bulletin.save()
    return bulletin
