"""How long failed work waits before it is tried again. Without Django or a database."""

from datetime import timedelta

# Quick at first, then every six hours, so that whoever was away for two days has caught up within the third. Then a
# person decides: the mail server that takes a mail from us has four to five days of its own (RFC 5321, 4.5.4.1).
DELAYS = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    *[timedelta(hours=6)] * 11,
)
# A server that is away says nothing of the work that waits for it: it is asked again for ever, at least this often.
FIRST_PROBE, LONGEST_PROBE = timedelta(seconds=10), timedelta(minutes=10)


def delay_after(attempts: int) -> timedelta | None:
    """How long to wait after a number of failed attempts (from 1); None when there were enough."""
    return DELAYS[attempts - 1] if attempts <= len(DELAYS) else None


def probe_after(attempts: int) -> timedelta:
    """How long to leave a server alone after a number of failed attempts (from 1): twice as long each time."""
    return min(FIRST_PROBE * 2 ** min(attempts - 1, 10), LONGEST_PROBE)
