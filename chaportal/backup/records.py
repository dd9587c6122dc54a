"""What the portal's own pages show of backups."""

from jobs.models import JobRun

BACKUP = "backup"
RESTORE = "restore"
TRIAL = "restore-trial"
# How the outcome of a run begins that was read back and found whole.
VERIFIED = "Verified"


def last_verified_backup() -> JobRun | None:
    """The newest backup that was read back and found whole: `finished_at` says when, `outcome` how much is in it."""
    return JobRun.objects.filter(name=BACKUP, finished_at__isnull=False, outcome__startswith=VERIFIED).first()


def last_restore() -> JobRun | None:
    """The newest restore, on trial or in earnest, after which everything was compared and found equal."""
    return JobRun.objects.filter(
        name__in=[RESTORE, TRIAL], finished_at__isnull=False, outcome__startswith=VERIFIED
    ).first()
