"""Mail that somebody caused and that cannot be sent: shown to them, whatever their role is."""

from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Section
from outbox.models import OutboxMessage
from outbox.sending import given_up

SHOWN = 6


def mail_given_up(screen: Screen) -> Section | None:
    """The latest of these, until a person has one tried again or puts it aside; nothing while there is none."""
    mails = list(given_up(OutboxMessage.objects.filter(caused_by=screen.user))[:SHOWN])
    return Section("Mail that could not be sent", "dashboard/mail_given_up.html", {"mails": mails}) if mails else None
