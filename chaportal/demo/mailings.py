"""Bulletins: some sent, one stopped half-way, one still a draft."""

from datetime import datetime, timedelta

from bulletins import actions, emails
from bulletins.models import Bulletin, Delivery, DeliveryPart
from chaportal.demo.content import at, read
from chaportal.demo.people import Loaded

State = Delivery.State
TAKEN = {"state": State.ACCEPTED, "attempts": 1, "smtp_code": 250, "enhanced": "2.0.0", "reply": "250 2.0.0 Kept"}
UNKNOWN = {
    "state": State.FAILED,
    "attempts": 1,
    "smtp_code": 550,
    "enhanced": "5.1.1",
    "reply": "550 5.1.1 No such user",
}


def load(cast: Loaded) -> None:
    writer, approver = cast.with_role("membership_manager"), cast.with_role("membership_manager", 1)
    for row in sorted(read("bulletins")["bulletin"], key=lambda row: -row["days_ago"]):
        content = {name: row[name] for name in ("subject", "body", "audience")}
        bulletin = actions.start(by=writer, **content)
        if row["state"] != "draft":
            bulletin = actions.submit(bulletin=bulletin, by=writer)
            bulletin = actions.approve(bulletin=bulletin, by=approver, seen=bulletin.content_hash)
            when = at(-row["days_ago"], "00:03")
            (_sent if row["state"] == "sent" else _half_way)(bulletin, when)


def _sent(bulletin: Bulletin, when: datetime) -> None:
    """As the worker would have left it: every row with its result, one address that fails."""
    _freeze(bulletin)
    done = when + timedelta(minutes=4)
    waiting = bulletin.deliveries.filter(state=State.PENDING)
    last = waiting.last()
    waiting.update(**TAKEN, accepted_at=done)
    Delivery.objects.filter(pk=last.pk).update(**UNKNOWN, accepted_at=None)
    bulletin.parts.update(state=DeliveryPart.State.DONE)
    Bulletin.objects.filter(pk=bulletin.pk).update(state="sent", approved_at=when, finished_at=done)


def _half_way(bulletin: Bulletin, when: datetime) -> None:
    """Paused by someone after the first half: Resume sends the rest, for real."""
    _freeze(bulletin)
    middle = bulletin.prepared // 2
    bulletin.deliveries.filter(seq__lte=middle).update(**TAKEN, accepted_at=when)
    Bulletin.objects.filter(pk=bulletin.pk).update(state="paused", approved_at=when)


def _freeze(bulletin: Bulletin) -> None:
    for variant in bulletin.variants.all():
        emails.freeze(variant)
