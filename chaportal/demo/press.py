"""Who rang the press office, what we say, and who is on call."""

from datetime import timedelta

from django.utils import timezone

from chaportal.demo.content import at, day, read
from chaportal.demo.people import Loaded
from chaportal.demo.texts import published
from media_releases.actions import keep_template
from media_releases.models import Enquiry, OnCall, StatementTemplate
from people.models import User
from publishing import actions
from publishing.models import Topic


def load(cast: Loaded) -> None:
    press = read("press")
    officer = cast.with_role("press_officer")
    for row in press["line"]:
        _line(row, officer, cast.with_role("press_officer", 1))
    for row in press["enquiry"]:
        _enquiry(row, officer)
    for row in press["template"]:
        keep_template(template=StatementTemplate(**row), by=officer)
    for week in range(4):
        OnCall.objects.create(
            user=cast.with_role("chief_executive") if week % 2 else cast.with_role("press_officer", 1),
            telephone="07700 900142" if week % 2 else "07700 900187",
            starts_at=at(7 * week - 3, "17:00"),
            ends_at=at(7 * week + 4, "17:00"),
        )


def _line(row: dict, writer: User, approver: User) -> None:
    """A line that has been in force for a while, or one that is still a draft or waits."""
    line = actions.start(
        kind="line_to_take",
        by=writer,
        topic=Topic.objects.get(slug=row["topic"]),
        title=row["question"],
        body=row["line"],
        expires_on=day(row["expires_in_days"]),
    )
    state = row.get("state", "approved")
    if state == "approved":
        published(line, writer, approver, at(min(row["expires_in_days"], 0) - 30, "11:05"))
    elif state == "submitted":
        actions.submit(edition=line, by=writer)


def _enquiry(row: dict, officer) -> None:
    now = timezone.now().replace(second=0, microsecond=0)
    asked_at = now - timedelta(hours=row["asked_hours_ago"])
    answered = {"answered_at": asked_at + timedelta(minutes=50), "answered_by": officer} if row["answered"] else {}
    Enquiry.objects.create(
        **{name: row[name] for name in ("journalist", "outlet", "telephone", "email", "asked")},
        asked_at=asked_at,
        deadline=now + timedelta(hours=row["deadline_in_hours"]),
        answer=row["answered"],
        **answered,
    )
