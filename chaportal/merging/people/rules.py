"""What both accounts have and one person has once: settled by a rule, which the preview says."""

from django.utils import timezone

from bulletins.suppression import OF_ANOTHER_ACCOUNT, SCOPE, current
from chaportal.merging.journal import Journal
from duties.models import DutyCalendar, DutyReminder
from homes.models import SavedView
from people.models import Suppression, User
from people.models.consent import email_hash

WISHES = (Suppression.Reason.UNSUBSCRIBED, Suppression.Reason.COMPLAINT)


def sentences(gone: User, survivor: User) -> list[str]:
    """What these rules would do: four queries at most."""
    found = []
    if _wish(gone) and not _wish(survivor):
        found.append(f"Bulletins: {gone.email} asked for none, so {survivor.email} gets none either.")
    if DutyCalendar.objects.own(gone).exists():
        found.append("Calendar of duties: the address of the account that goes is closed. They can make a new one.")
    if DutyReminder.objects.own(gone).exists() and DutyReminder.pgh_event_model.objects.filter(user=survivor).exists():
        found.append("Reminders of duties: what they chose at the account that is kept holds, also where it is none.")
    return found


def carry_out(gone: User, survivor: User, journal: Journal) -> None:
    """Carry the wish against bulletins over, close the calendar, and keep one default of saved views."""
    wish = _wish(gone)
    if wish and not _wish(survivor):
        _carry_over(wish, survivor, journal)
    journal.change(DutyCalendar.objects.own(gone), "revoked_at", timezone.now())
    has_default = SavedView.objects.filter(user=survivor, is_default=True).values("page")
    journal.change(SavedView.objects.filter(user=gone, is_default=True, page__in=has_default), "is_default", False)


def _wish(person: User) -> Suppression | None:
    """That they asked for no bulletins. That an address fails says nothing of another one."""
    return current().filter(email_sha256=email_hash(person.email), reason__in=WISHES).first()


def _carry_over(wish: Suppression, survivor: User, journal: Journal) -> None:
    values = {"reason": wish.reason, "evidence": f"{OF_ANOTHER_ACCOUNT}{wish.evidence}"[:255], "expires_at": None}
    theirs = Suppression.objects.filter(email_sha256=email_hash(survivor.email), scope=SCOPE)
    if not theirs.exists():
        journal.make(Suppression, email_sha256=email_hash(survivor.email), scope=SCOPE, **values)
        return
    for name, value in values.items():
        journal.change(theirs, name, value)
