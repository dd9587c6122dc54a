"""What a home's own people do about a duty of it: mark it done, undo that, switch it off and on."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from duties.models import DutyDone, DutyOff
from duties.overview import Item, asks_report, items_of, life_of
from history import audit_reason
from homes.locks import check_may_edit
from homes.models import Home
from people.models import User
from people.templatetags.people import day


@transaction.atomic
def mark_done(
    *, home: Home, slug: str, done_on: date, today: date, by: User, note: str = "", expires_on: date | None = None
) -> tuple[DutyDone, bool]:
    """Keep a day on which a duty was done, and say whether it is new: marking it twice changes nothing.

    Where the law asks for a report of it, the days of the report begin. What expires is kept with its last valid day.

    Raises PermissionDenied, and ValidationError for a day to come, one before the home was registered, a duty that is
    off, or was to be done once and was, or a last valid day that cannot be.
    """
    item = _item(home, slug, today, by)
    if item.off:
        raise ValidationError(f"{item.name} is switched off for {home}. Switch it on first.")
    if item.premises:
        raise ValidationError("This is asked of each of the premises. Mark each of them on its own.")
    check_day(item, done_on, today)
    check_once(item, done_on)
    if wrong := item.wrong_expiry(done_on, expires_on):
        raise ValidationError({"expires_on": wrong})
    about = {"home": home, "rule": item.rule_key, "own": item.own, "done_on": done_on}
    defaults = {"by": by, "note": note, "expires_on": expires_on, "report_asked": asks_report(item, done_on)}
    done, is_new = DutyDone.objects.get_or_create(**about, defaults=defaults)
    if done.expires_on != expires_on:
        raise ValidationError({"expires_on": f"It is kept as valid until {day(done.expires_on)}. Take that back."})
    return done, is_new


@transaction.atomic
def undo(*, done: DutyDone, by: User) -> None:
    """Take back that a duty was done on a day; the history keeps it. Undoing it twice changes nothing.

    Raises PermissionDenied, and ValidationError for a visit at which actions were raised.
    """
    check_may_edit(done.home, by)
    list(DutyDone.objects.select_for_update().filter(pk=done.pk))  # nobody raises an action at it meanwhile
    if done.actions.exists():
        raise ValidationError("Actions were raised at this visit. Take each of them away first.")
    with audit_reason("Undone"):
        DutyDone.objects.filter(pk=done.pk).delete()


@transaction.atomic
def switch_off(*, home: Home, slug: str, reason: str, today: date, by: User) -> DutyOff:
    """Say that a duty does not apply to a home, and why. The days on which it was done stay."""
    item = _item(home, slug, today, by)
    about = {"home": home, "rule": item.rule_key, "own": item.own}
    off, _ = DutyOff.objects.update_or_create(**about, defaults={"reason": reason})
    return off


@transaction.atomic
def switch_on(*, home: Home, slug: str, today: date, by: User) -> None:
    """Let a duty apply to a home again."""
    item = _item(home, slug, today, by)
    DutyOff.objects.filter(home=home).of(item).delete()


def _item(home: Home, slug: str, today: date, by: User) -> Item:
    check_may_edit(home, by)
    item = items_of(home, today).get(slug)
    if item is None:
        raise ValidationError(f"{home} has no such duty any more. Go back to its duties.")
    return item


def check_day(item: Item, done_on: date, today: date) -> None:
    """Raise ValidationError for a day that is still to come, or on which the home was not registered."""
    life = life_of(item.home)
    if done_on > today:
        raise ValidationError({"done_on": "This day is still to come. Write the day on which it was done."})
    if life.opened and done_on < life.opened:
        raise ValidationError({"done_on": f"The home was registered on {day(life.opened)}. Write a day from then on."})
    if not life.holds(done_on):
        raise ValidationError({"done_on": f"The home is not registered any more since {day(life.closed)}."})


def check_once(item: Item, done_on: date) -> None:
    """Raise ValidationError for another day of what was to be done once, and was."""
    last = item.due_status.last
    if item.due_status.is_over and done_on != last:
        raise ValidationError({"done_on": f"This was to be done once, and was on {day(last)}. Take that back first."})
