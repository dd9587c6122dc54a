"""Who rang the press office, what we say, and who is on call."""

from datetime import timedelta

from django.utils import timezone

from chaportal.demo.content import at, day, read
from chaportal.demo.people import Loaded
from chaportal.demo.texts import published
from media_releases.actions import accept, apply, save_template
from media_releases.models import Accreditation, Enquiry, OnCall, StatementTemplate
from people.models import User
from publishing import actions
from publishing.models import Edition, Topic


def load(cast: Loaded) -> None:
    press = read("press")
    officer = cast.with_role("press_officer")
    for row in press["line"]:
        _line(row, officer, cast.with_role("press_officer", 1))
    for row in press["enquiry"]:
        _enquiry(row, officer)
    for row in press["template"]:
        save_template(template=StatementTemplate(**row), by=officer)
    _journalists(press["journalist"], officer)
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


def _journalists(rows: list[dict], officer) -> None:
    """Applications for accreditation: the first is the cast's journalist, who has been let in; others wait.

    She holds a grant on a scheduled release, and someone outside can preview a draft.
    """
    for row in rows:
        apply(**row)
    accepted = Accreditation.objects.visible_to(officer).get(email=rows[0]["email"])
    journalist = accept(accreditation=accepted, by=officer).user
    actions.accept_terms(user=journalist)
    waiting = Edition.objects.visible_to(officer).coming().select_related("publication").order_by("pk")
    scheduled, draft = waiting.filter(state="approved").first(), waiting.exclude(state="approved").first()
    actions.give_grant(user=journalist, by=officer, publication=scheduled.publication)
    actions.share(
        edition=draft,
        by=officer,
        days=7,
        name="Dr Efa Gwynne-Parry",
        organisation="Prifysgol Glannau Menai",
        reason="Checks what we quote her with.",
    )


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
