"""Sending bulletins: one worker a bulletin, one message in its hands, each result recorded before the next message.

A worker that dies loses nothing. PostgreSQL frees its lock, the next worker finds its part open, and only the part's
first waiting row is in doubt: it is marked and sent again with the same Message-ID. Each message waits for the
answer to the one before: that is plain and slow, and bulletins go out as fast as the relay answers.
"""

import logging
import time
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from bulletins import emails, ledger, skeleton
from bulletins.audience import still_addressed
from bulletins.models import Bulletin, BulletinVariant, Delivery, DeliveryPart, MailRoute
from bulletins.models.route import MAILER
from bulletins.outcomes import ServerAnswer, Verdict, verdict
from bulletins.smtp import RouteDown, SMTPConnection
from bulletins.suppression import reason_for
from bulletins.workflow import MOVES, BulletinState, Move
from history import audit_reason
from jobs import retry
from jobs.locks import alone
from jobs.task_queue import enqueue

JOB = "sweep-bulletins"
logger = logging.getLogger(__name__)

# Seconds after which a run rings for the next. With the longest wait for an answer it stays below the task's limit.
BUDGET = 20
# So many refusals in a row are about us or the words, not about the people.
MOST_REFUSED = 20


@dataclass
class Run:
    """What one run of a worker keeps between messages."""

    line: SMTPConnection
    deadline: float
    refused: int = 0  # in a row
    variant: BulletinVariant | None = None  # the mail as it reads now
    pieces: dict[int, list] = field(default_factory=dict)  # of each variant's frozen mail

    @property
    def has_time(self) -> bool:
        return time.monotonic() < self.deadline


def sweep() -> int:
    """Ring for every bulletin that a worker should look at: whatever was lost on the way is found again here.

    Gives how many. One whose run failed is left alone until its time.
    """
    retry.forget_settled(JOB, Bulletin.objects.with_work())
    waiting = retry.due(JOB, Bulletin.objects.with_work()).values_list("pk", flat=True)
    for bulletin_id in waiting:
        enqueue("bulletins.tasks.send", bulletin_id)
    return len(waiting)


def send(bulletin_id: int) -> None:
    """Do what a bulletin needs now, unless another worker is at it: make its mail, send, finish."""
    with alone(f"bulletin:{bulletin_id}") as is_alone:
        more = is_alone and _run(bulletin_id)
    if more:
        enqueue("bulletins.tasks.send", bulletin_id)


def _run(bulletin_id: int) -> bool:
    """One run; whether there is more to do at once."""
    bulletin = Bulletin.objects.get(pk=bulletin_id)
    for part in bulletin.parts.open():
        ledger.mark_uncertain(part)
    if bulletin.state in {BulletinState.APPROVED, BulletinState.PREPARING}:
        _prepare(bulletin)
    _queue_due(bulletin)
    with SMTPConnection(MAILER) as line:
        run = Run(line, time.monotonic() + BUDGET)
        while run.has_time and (part := _claim(bulletin)):
            _send_part(run, part)
    _finish(bulletin)
    return not run.has_time


def _prepare(bulletin: Bulletin) -> None:
    """Make the mail's bytes, unless they are made."""
    if _move(bulletin, Move.PREPARE):
        for variant in bulletin.variants.filter(skeleton=None):
            emails.freeze(variant)
        _move(bulletin, Move.SEND)


def _may_go_on(bulletin: Bulletin, shown: list[int]) -> bool:
    """Whether a bulletin that shows these editions may be sent: one that lost all its texts waits for a person."""
    if shown or bulletin.goes_without_picks or not bulletin.picks.exists():
        return True
    with audit_reason("None of the texts that it points to is public any more"):
        _move(bulletin, Move.STOP)
    return False


def _variant(run: Run, bulletin: Bulletin, shown: list[int]) -> BulletinVariant:
    """The mail that shows these editions: the one in hand, one of before, or one that is made now."""
    if run.variant is None or run.variant.editions != shown:
        made = bulletin.variants.filter(editions=shown).last()
        run.variant = made or BulletinVariant(bulletin=bulletin)
        if made is None:
            emails.freeze(run.variant)
    return run.variant


@transaction.atomic(durable=True)
def _queue_due(bulletin: Bulletin) -> None:
    """Turn rows that are to be tried again by now into parts of one row, so that they follow the same rules."""
    queued = DeliveryPart.objects.undone().filter(
        bulletin=bulletin, seq_lo__lte=OuterRef("seq"), seq_hi__gte=OuterRef("seq")
    )
    due = dict(bulletin.deliveries.due().filter(~Exists(queued)).values_list("pk", "seq"))
    route = MailRoute.objects.for_bulletins()
    Delivery.objects.filter(pk__in=due).update(state=Delivery.State.PENDING, next_attempt_at=None)
    DeliveryPart.objects.bulk_create(
        DeliveryPart(bulletin=bulletin, route=route, seq_lo=seq, seq_hi=seq) for seq in due.values()
    )


@transaction.atomic(durable=True)
def _claim(bulletin: Bulletin) -> DeliveryPart | None:
    """Take the next part whose route works, while the bulletin is being sent."""
    usable = Q(route__blocked_until=None) | Q(route__blocked_until__lte=Now())
    ready = bulletin.parts.ready().filter(usable, bulletin__state=BulletinState.SENDING).select_related("route")
    part = ready.select_for_update(skip_locked=True, of=("self",)).first()
    if part:
        part.state, part.opened_at = DeliveryPart.State.OPEN, timezone.now()
        part.save()
    return part


def _send_part(run: Run, part: DeliveryPart) -> None:
    """Send the rows of a part in order, and give it back if some must wait."""
    try:
        while run.has_time and (delivery := _next(part)):
            _send_one(run, part, delivery)
    except RouteDown:
        part.route.block()
    part.state = DeliveryPart.State.READY if part.pending.exists() else DeliveryPart.State.DONE
    part.save(update_fields=["state"])


def _next(part: DeliveryPart) -> Delivery | None:
    """The next row, asked for anew each time, with all that may have changed since it was prepared.

    A pause, a cancel or a wish to stop, someone who left and a picked text that was removed take effect within one
    message.
    """
    bulletin = part.bulletin
    return (
        part.pending.filter(bulletin__state=BulletinState.SENDING)
        .annotate(
            barred=reason_for("email_norm"),
            is_addressed=still_addressed(bulletin.audience),
            shown=ArraySubquery(bulletin.public_picks().values("pk")),
        )
        .first()
    )


def _send_one(run: Run, part: DeliveryPart, delivery: Delivery) -> None:
    if delivery.barred:
        ledger.record_suppressed(delivery, delivery.barred)
        return
    if not delivery.is_addressed:
        ledger.record_left(delivery)
        return
    if not _may_go_on(part.bulletin, delivery.shown):
        return
    delivery.variant = _variant(run, part.bulletin, delivery.shown)
    message = _message(delivery, _pieces(run, delivery.variant))
    if message is None:
        return
    outcome, answer = _hand_over(run.line, delivery, message)
    ledger.record(delivery, outcome, answer)
    _learn(run, part, outcome)


def _message(delivery: Delivery, pieces: list) -> bytes | None:
    """One person's mail; None when none can be made, which is written down and holds up nobody."""
    try:
        return emails.message_for(delivery, pieces)
    except skeleton.Unsendable as fault:
        ledger.record_unsendable(delivery, str(fault))
    except Exception as fault:  # of this row's values: the rows after it must not wait for it
        ledger.record_unsendable(delivery, retry.described(fault))
    return None


def _hand_over(line: SMTPConnection, delivery: Delivery, message: bytes) -> tuple[Verdict, ServerAnswer]:
    """Hand one copy over, on a second connection where the first breaks too early to matter. Raises RouteDown."""
    sender, recipient = emails.sender(), emails.recipient(delivery)
    answer = line.hand_over(sender, recipient, message)
    if verdict(answer) == Verdict.LOST:
        answer = line.hand_over(sender, recipient, message)
    outcome = verdict(answer)
    if outcome == Verdict.BLOCKED:
        raise RouteDown(answer.codes)
    return (Verdict.LATER if outcome == Verdict.LOST else outcome), answer


def _learn(run: Run, part: DeliveryPart, outcome: Verdict) -> None:
    """What an outcome says about the route and the bulletin."""
    if outcome == Verdict.ACCEPTED:
        part.route.clear()
    run.refused = run.refused + 1 if outcome == Verdict.REFUSED else 0
    if run.refused == MOST_REFUSED:
        with audit_reason(f"{MOST_REFUSED} copies in a row were refused"):
            _move(part.bulletin, Move.STOP)


def _pieces(run: Run, variant: BulletinVariant) -> list:
    """The frozen mail, cut at its markers once a run. Raises ValueError when its bytes have changed since."""
    if variant.pk not in run.pieces:
        frozen = bytes(variant.skeleton)
        if skeleton.digest(frozen) != variant.sha256:
            raise ValueError(f"The frozen mail of variant {variant.pk} has changed.")
        run.pieces[variant.pk] = skeleton.cut(frozen, variant.markers)
    return run.pieces[variant.pk]


def _finish(bulletin: Bulletin) -> None:
    """Close a cancelled bulletin, and one of which every row has its final state."""
    bulletin.refresh_from_db(fields=["state"])
    if bulletin.state == BulletinState.CANCELLED:
        ledger.cancel_rest(bulletin)
    if bulletin.state != BulletinState.SENDING or bulletin.deliveries.unsettled().exists():
        return
    rows = bulletin.deliveries.count()
    if rows != bulletin.candidates:
        logger.error("Bulletin %s has %s rows for %s people.", bulletin.pk, rows, bulletin.candidates)
        return
    with audit_reason("Every copy has its final state"):
        _move(bulletin, Move.FINISH, finished_at=timezone.now())


def _move(bulletin: Bulletin, move: Move, **fields) -> bool:
    """Move a bulletin if it still stands where the move begins: a person may have moved it meanwhile."""
    sources, target = MOVES[move]
    return bool(Bulletin.objects.filter(pk=bulletin.pk, state__in=sources).update(state=target, **fields))
