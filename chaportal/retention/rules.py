"""The rules: what is removed, so long after what, and why. The one table of them; `removing.py` carries them out.

A rule that another job carries out, because it is as old as what it removes, is named here with that job.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.utils import timezone

from homes.actions.sheets import KEPT_FOR as SHEETS_KEPT
from homes.models import HomeSheet
from jobs.models import JobRun
from jobs.runs import KEPT_FOR as RUNS_KEPT
from members.applications.actions.beginning import LEFT_FOR
from members.imports.actions import KEPT_FOR as IMPORTS_KEPT
from members.models import Application, ProviderImport
from outbox.models import OutboxMessage
from outbox.sending import ACCOUNT_MAILS_KEPT
from people.access_requests.actions import FORGOTTEN_AFTER
from people.models import AccessRequest, Complaint, Invitation, SecurityEvent

YEAR = timedelta(days=366)  # never less than a year
SIGN_INS = [SecurityEvent.Kind.SIGNED_IN, SecurityEvent.Kind.SIGN_IN_FAILED, SecurityEvent.Kind.DEMO_SIGN_IN]
NO_LONGER = "No longer needed for what it was kept for (UK GDPR, article 5(1)(e))."


@dataclass(frozen=True)
class Rule:
    """`older` gives the rows that it removes, of a time before which they lie. `since`: from when it is counted."""

    slug: str
    what: str
    keeps: timedelta
    since: str
    why: str
    in_force: date
    older: Callable[[datetime], models.QuerySet]
    job: str = ""  # that carries it out; else the nightly one does

    def due(self) -> models.QuerySet:
        """What it would remove now."""
        return self.older(timezone.now() - self.keeps)

    @property
    def keeps_in_words(self) -> str:
        """`2 years`, `30 days`."""
        years = self.keeps // YEAR
        return f"{years} year{'s' if years > 1 else ''}" if years else f"{self.keeps.days} days"


def _refused(before: datetime) -> models.QuerySet:
    return Application.objects.filter(accepted=False, provider=None, decided_on__lt=timezone.localdate(before))


def _invitations(before: datetime) -> models.QuerySet:
    return Invitation.objects.filter(accepted_at=None, expires_at__lt=before)


def _complaints(before: datetime) -> models.QuerySet:
    return Complaint.objects.filter(closed_on__lt=timezone.localdate(before))


def _mails(before: datetime) -> models.QuerySet:
    out = models.Q(sent_at__lt=before) | models.Q(dropped_at__lt=before)
    proof = Complaint.objects.filter(receipt=models.OuterRef("pk"))  # of an acknowledgement
    return OutboxMessage.objects.filter(out, ~models.Exists(proof))


def _sign_ins(before: datetime) -> models.QuerySet:
    return SecurityEvent.objects.filter(kind__in=SIGN_INS, created_at__lt=before)


def _events(before: datetime) -> models.QuerySet:
    return SecurityEvent.objects.exclude(kind__in=SIGN_INS).filter(created_at__lt=before)


FIRST = date(2026, 11, 28)
RULES = [
    Rule(
        "refused-applications",
        "Applications that were refused, with their files, messages and declarations",
        2 * YEAR,
        "the decision",
        "Until then it can be asked why, and who applies again can be compared.",
        FIRST,
        _refused,
    ),
    Rule(
        "expired-invitations",
        "Invitations that nobody accepted",
        timedelta(days=30),
        "the last day of their link",
        NO_LONGER,
        FIRST,
        _invitations,
    ),
    Rule(
        "closed-complaints",
        "Complaints about personal data, with all that was done about them",
        3 * YEAR,
        "the outcome",
        "Until then the Information Commissioner may ask, and the same person may complain again.",
        FIRST,
        _complaints,
    ),
    Rule("sent-mails", "Mails that were sent or called off", 2 * YEAR, "the sending", NO_LONGER, FIRST, _mails),
    Rule(
        "sign-ins",
        "Sign-ins, and failed ones",
        YEAR,
        "the event",
        "A break-in is often found late; after a year they are no longer needed for that.",
        FIRST,
        _sign_ins,
    ),
    Rule(
        "security-events",
        "Who read an address, took out a file, was given a role, or was refused",
        6 * YEAR,
        "the event",
        "Claims about it may be brought for six years (Limitation Act 1980, sections 2 and 5).",
        FIRST,
        _events,
    ),
    Rule(
        "access-requests",
        "Who asked to join a member’s account",
        FORGOTTEN_AFTER,
        "the asking",
        NO_LONGER,
        FIRST,
        lambda before: AccessRequest.objects.filter(asked_on__lte=timezone.localdate(before)),
        job="forget-access-requests",
    ),
    Rule(
        "drafts",
        "Applications that nobody went on with (after a week those on which nobody wrote a word)",
        LEFT_FOR,
        "the last word written",
        NO_LONGER,
        FIRST,
        lambda before: Application.objects.drafts().filter(saved_at__lte=before),
        job="delete-old-applications",
    ),
    Rule(
        "home-sheets",
        "Sheets of homes that were uploaded, with their faults",
        SHEETS_KEPT,
        "the upload",
        NO_LONGER,
        FIRST,
        lambda before: HomeSheet.objects.filter(created_at__lt=before),
        job="delete-old-sheets",
    ),
    Rule(
        "import-sheets",
        "Sheets of providers and people that were uploaded",
        IMPORTS_KEPT,
        "the upload",
        NO_LONGER,
        FIRST,
        lambda before: ProviderImport.objects.filter(created_at__lt=before, imported_at=None),
        job="delete-old-imports",
    ),
    Rule(
        "account-mails",
        "Mails with a key in them, such as a link to a new password",
        ACCOUNT_MAILS_KEPT,
        "the writing",
        NO_LONGER,
        FIRST,
        lambda before: OutboxMessage.objects.with_a_key().filter(created_at__lt=before),
        job="clear-sessions",
    ),
    Rule(
        "job-runs",
        "That a scheduled job ran",
        RUNS_KEPT,
        "the run",
        "It names nobody; a fault is found within a season.",
        FIRST,
        lambda before: JobRun.objects.filter(started_at__lt=before),
        job="clear-sessions",
    ),
]


def in_words() -> list[tuple[str, str]]:
    """What is kept how long, for everyone to read."""
    return [(rule.what, f"{rule.keeps_in_words} after {rule.since}") for rule in RULES if rule.slug != "job-runs"]
