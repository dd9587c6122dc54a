"""What is written down of a copy's fate. Each function is one transaction of its own, committed when it returns.

`durable` makes Django refuse to run these inside another transaction, where a crash would undo what was sent.
"""

import random

from django.db import transaction
from django.utils import timezone

from bulletins.models import Bulletin, Delivery, DeliveryEvent, DeliveryPart
from bulletins.outcomes import ServerAnswer, Verdict
from bulletins.suppression import suppress
from jobs.backoff import delay_after
from people.models import Suppression

State, Kind = Delivery.State, DeliveryEvent.Kind
# Nothing else of a row is written: meanwhile its person may have been erased, or have asked us to stop.
RESULT = [
    *("state", "uncertain_at", "attempts", "smtp_code", "enhanced", "reply"),
    *("accepted_at", "next_attempt_at", "bounced_at", "bounce_class", "variant"),
]


@transaction.atomic(durable=True)
def record(delivery: Delivery, verdict: Verdict, answer: ServerAnswer) -> None:
    """Write down what came of handing one copy over."""
    delivery.attempts += 1
    delivery.smtp_code, delivery.enhanced, delivery.reply = answer.code or None, answer.enhanced, answer.reply[:255]
    WRITERS[verdict](delivery, answer)
    delivery.save(update_fields=RESULT)


@transaction.atomic(durable=True)
def record_unsendable(delivery: Delivery, why: str) -> None:
    """Write down that no mail can be made for this row."""
    delivery.state, delivery.reply = State.FAILED, why
    delivery.save(update_fields=RESULT)


@transaction.atomic(durable=True)
def record_suppressed(delivery: Delivery, reason: str) -> None:
    """Write down that the address was suppressed after the audience was frozen."""
    delivery.state, delivery.reply = State.SUPPRESSED, Suppression.Reason(reason).label
    delivery.save(update_fields=RESULT)


@transaction.atomic(durable=True)
def record_left(delivery: Delivery) -> None:
    """Write down that someone no longer belongs to those for whom the bulletin is."""
    delivery.state = State.LEFT
    delivery.save(update_fields=RESULT)


@transaction.atomic(durable=True)
def mark_uncertain(part: DeliveryPart) -> None:
    """Give back a part whose worker died. Its first waiting row was perhaps sent; the rows after it were not."""
    first = part.pending.first()
    if first:
        _in_doubt(first, again=State.PENDING)
        first.save(update_fields=RESULT)
    part.state = DeliveryPart.State.READY
    part.save()


@transaction.atomic(durable=True)
def cancel_rest(bulletin: Bulletin) -> None:
    """Write down that nothing more goes out."""
    bulletin.deliveries.unsettled().update(state=State.CANCELLED, next_attempt_at=None)
    bulletin.parts.undone().update(state=DeliveryPart.State.DONE)


def _accepted(delivery: Delivery, answer: ServerAnswer) -> None:
    delivery.state, delivery.accepted_at = State.ACCEPTED, timezone.now()


def _later(delivery: Delivery, answer: ServerAnswer) -> None:
    wait = delay_after(delivery.attempts)
    if wait is None:
        delivery.state = State.FAILED
    else:
        _try_again(delivery, wait)
    _tell(delivery, Kind.DEFERRED, answer.codes)


def _bounced(delivery: Delivery, answer: ServerAnswer) -> None:
    delivery.state, delivery.bounced_at, delivery.bounce_class = State.FAILED, timezone.now(), "hard"
    evidence = f"delivery {delivery.pk}: {answer.codes}"
    suppress(email=delivery.email, reason=Suppression.Reason.HARD_BOUNCE, evidence=evidence)
    _tell(delivery, Kind.BOUNCED, answer.codes)


def _refused(delivery: Delivery, answer: ServerAnswer) -> None:
    delivery.state = State.FAILED
    _tell(delivery, Kind.REFUSED, answer.codes)


def _uncertain(delivery: Delivery, answer: ServerAnswer) -> None:
    _in_doubt(delivery, again=State.RETRY)


WRITERS = {
    Verdict.ACCEPTED: _accepted,
    Verdict.LATER: _later,
    Verdict.BOUNCED: _bounced,
    Verdict.REFUSED: _refused,
    Verdict.UNCERTAIN: _uncertain,
}


def _in_doubt(delivery: Delivery, *, again: State) -> None:
    """A copy may have arrived. A second one goes out, with the same Message-ID; a third never."""
    if delivery.uncertain_at:
        delivery.state = State.HELD
        _tell(delivery, Kind.HELD)
        return
    delivery.uncertain_at = timezone.now()
    if again == State.RETRY:
        _try_again(delivery, delay_after(1))
    _tell(delivery, Kind.UNCERTAIN)


def _try_again(delivery: Delivery, wait) -> None:
    # Spread a little, so that a server that asked all of us to wait is not asked by all of us at once.
    spread = random.uniform(0.9, 1.1)  # noqa: S311 - no secret
    delivery.state, delivery.next_attempt_at = State.RETRY, timezone.now() + wait * spread


def _tell(delivery: Delivery, kind: str, detail: str = "") -> None:
    DeliveryEvent.objects.create(delivery=delivery, kind=kind, detail=detail)
