"""Mail that somebody caused and that cannot be sent: shown to them, whatever their role is."""

from django.db.models import Q

from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Section
from members.reminders.owed import KINDS
from outbox.models import OutboxMessage
from outbox.sending import given_up
from people.access import Permission, can

SHOWN = 6


def mail_given_up(screen: Screen) -> Section | None:
    """The latest of these, until a person has one tried again or puts it aside; nothing while there is none.

    Reminders, which a job sends, are those of whoever keeps memberships. They alone read to which account a mail was.
    """
    keeps_members = can(screen.user, Permission.MEMBERSHIP_MANAGE)
    theirs = Q(caused_by=screen.user)
    if keeps_members:
        theirs |= Q(caused_by=None, key__regex=f"^({'|'.join(KINDS.values())}):")
    found = given_up(OutboxMessage.objects.filter(theirs).select_related("user"))
    mails = list(found[: SHOWN + 1])
    more = found.count() - SHOWN if len(mails) > SHOWN else 0
    context = {"mails": mails[:SHOWN], "more": more, "named": keeps_members}
    return Section("Mail that could not be sent", "dashboard/mail_given_up.html", context) if mails else None
