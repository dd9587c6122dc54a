"""The days of consultations as entries of a person's calendar: the desk's own, and until when members answer."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from icalendar import Event

from duties.calendar_file import at_midnight, whole_day
from history import last_changes
from members.membership import own_members
from people.links import link_to
from people.models import User
from people.templatetags.people import day, deadline
from policy.attention import AnswerProgress, Call, open_for
from policy.cycle.days import last_day
from policy.cycle.milestones import Milestone, milestones
from policy.models import Consultation
from policy.phases import Phase


def entries(user: User, today: date) -> Iterator[Event]:
    """All that `milestones` gives for the desk, late things today; for members what they can still answer."""
    work = Consultation.objects.for_desk(user).in_work().with_owner().with_phase().with_work()
    found = milestones(work)
    calls = [call for call in open_for(user, own_members(user)) if call.progress != AnswerProgress.SENT]
    changed = _changed([*(each.consultation for each in found), *(call.consultation for call in calls)])
    for milestone in found:
        yield _of_desk(milestone, changed[milestone.consultation.pk], today)
    for call in calls:
        yield _of_member(call, changed[call.consultation.pk])


def _changed(consultations: Iterable[Consultation]) -> dict[int, datetime]:
    events = Consultation.pgh_event_model.objects.filter(pgh_obj__in={each.pk for each in consultations})
    return {pk: last for (pk,), last in last_changes(events, "pgh_obj").items()}


def _of_desk(milestone: Milestone, changed: datetime, today: date) -> Event:
    consultation, what = milestone.consultation, milestone.what
    if milestone.is_late:  # it has moved at midnight
        changed = max(changed, at_midnight(today))
    summary = f"{what.capitalize()}: {_named(consultation)}"
    address = link_to("policy:consultation_detail", consultation.reference)
    return whole_day(
        f"consultation-{consultation.pk}-{what.name.lower()}",
        max(milestone.on, today),
        changed,
        summary=f"Late: {summary} ({day(milestone.on)})" if milestone.is_late else summary,
        lines=[f"Owner: {consultation.owned_by or 'nobody'}.", address],
        address=address,
    )


def _named(consultation: Consultation) -> str:
    """Before it opens by its reference alone: it may be known in confidence, and a calendar lies with others."""
    return consultation.reference if consultation.phase == Phase.UPCOMING else consultation.title


def _of_member(call: Call, changed: datetime) -> Event:
    consultation = call.consultation
    address = link_to("policy:submission_edit", consultation.reference, call.provider.pk)
    until = f"{consultation.minutes} minutes, until {deadline(consultation.internal_deadline)}."
    return whole_day(
        f"answer-{consultation.pk}-{call.provider.pk}",
        last_day(consultation.internal_deadline),
        changed,
        summary=f"Have your say: {consultation.title}",
        lines=[until, f"You answer for {call.provider}.", address],
        address=address,
    )
