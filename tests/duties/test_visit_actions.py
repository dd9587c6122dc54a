"""Actions that were raised at visits: who does what until when, ticked off, listed across homes, and reminded of."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from duties import actions
from duties.law import DueState, months_after
from duties.models import DutyDone, DutyReminder, VisitAction
from duties.overview import row_of
from homes import actions as homes_actions
from homes.models import Home, HomeGrant
from outbox.sending import send_outbox
from people.models import SecurityEvent
from sheets import read_sheets
from tests.conftest import make_person
from tests.duties.homes import done, in_history, make_home
from tests.reading import text

TODAY = timezone.localdate()


@pytest.fixture
def visited(provider, owner):
    home = make_home(provider, 1)
    return done(home, "england-44", TODAY, 3)


def raised(visit, owner, days=7, what="Mend the fire door", **fields):
    about = {"what": what, "responsible": "Priya Nair", "due_on": TODAY + timedelta(days=days), **fields}
    return actions.save_action(action=VisitAction(visit=visit, **about), by=owner)


def typed(visit, **fields):
    about = {"visit": visit.pk, "what": "Mend the fire door", "responsible": "Priya Nair", "due_on": TODAY, **fields}
    return {name: str(value) for name, value in about.items()}


def page_of(visit):
    return f"/homes/{visit.home_id}/duties/"


def test_an_action_is_raised_at_the_visit_ticked_off_and_taken_back(signed_in, visited, owner):
    client = signed_in(owner)
    answer = client.post(f"{page_of(visited)}actions/", typed(visited), follow=True)
    assert "Mend the fire door" in text(answer)
    action = VisitAction.objects.get()
    assert (action.visit, action.by, action.done_on) == (visited, owner, None)
    client.post(f"/duties/visits/actions/{action.pk}/done/")
    assert VisitAction.objects.get().done_on == TODAY
    client.post(f"/duties/visits/actions/{action.pk}/not-done/")
    assert VisitAction.objects.get().done_on is None
    client.post(f"/duties/visits/actions/{action.pk}/void/")
    assert not VisitAction.objects.exists()


def test_the_form_says_that_nothing_about_a_child_belongs_there(signed_in, visited, owner):
    page = text(signed_in(owner).get(page_of(visited)))
    form = page.partition("Raise an action of a visit")[2].partition("</form>")[0]
    assert "Nothing about any child" in form


def test_ticking_twice_keeps_the_first_day(visited, owner):
    action = raised(visited, owner)
    before = TODAY - timedelta(days=1)
    actions.tick_action(action=action, today=before, by=owner)
    actions.tick_action(action=action, today=TODAY, by=owner)
    assert VisitAction.objects.get().done_on == before


def test_a_day_that_is_a_slip_of_the_year_is_refused(signed_in, visited, owner):
    answer = signed_in(owner).post(f"{page_of(visited)}actions/", typed(visited, due_on="9999-12-31"))
    assert answer.status_code == 422
    assert "more than five years after the visit" in text(answer)
    last = months_after(visited.done_on, 60)
    assert raised(visited, owner, due_on=last).due_on == last
    with pytest.raises(ValidationError, match="Look at the year"):
        raised(visited, owner, due_on=last + timedelta(days=1))


def test_a_refused_action_keeps_what_was_typed(signed_in, visited, owner):
    sent = typed(visited, due_on=TODAY - timedelta(days=4))
    answer = signed_in(owner).post(f"{page_of(visited)}actions/", sent)
    assert answer.status_code == 422
    assert "Write that day or a later one." in text(answer)
    assert 'value="Mend the fire door"' in text(answer)
    assert not VisitAction.objects.exists()


def test_an_action_is_changed(signed_in, visited, owner):
    action, client = raised(visited, owner), signed_in(owner)
    address = f"/duties/visits/actions/{action.pk}/"
    assert 'value="Priya Nair"' in text(client.get(address))
    client.post(address, {"what": "Mend the door", "responsible": "Tom Ash", "due_on": str(TODAY)})
    found = VisitAction.objects.get()
    assert (found.what, found.responsible, found.due_on) == ("Mend the door", "Tom Ash", TODAY)
    refused = client.post(address, {"what": "X", "responsible": "Tom Ash", "due_on": str(TODAY - timedelta(days=9))})
    assert refused.status_code == 422


def test_only_a_visit_has_actions(signed_in, visited, owner):
    review = done(visited.home, "england-45", TODAY, 3)
    with pytest.raises(ValidationError, match="no such visit"):
        raised(review, owner)
    answer = signed_in(owner).post(f"{page_of(visited)}actions/", typed(review))
    assert answer.status_code == 422


def test_a_visit_with_actions_is_not_taken_back(signed_in, visited, owner):
    action, client = raised(visited, owner), signed_in(owner)
    answer = client.post(f"/duties/done/{visited.pk}/undo/", follow=True)
    assert "Actions were raised at this visit." in text(answer)
    assert DutyDone.objects.filter(pk=visited.pk).exists()
    actions.void_action(action=action, by=owner)
    client.post(f"/duties/done/{visited.pk}/undo/")
    assert not DutyDone.objects.exists()


def test_the_database_takes_no_action_without_words_or_without_who(visited):
    for bad in ({"what": "\u200b", "responsible": "Priya Nair"}, {"what": "Mend", "responsible": ""}):
        with pytest.raises(IntegrityError, match="visit_action_shows"), transaction.atomic():
            VisitAction.objects.create(visit=visited, due_on=TODAY, **bad)


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, DueState.OVERDUE), (0, DueState.DUE_SOON), (7, DueState.DUE_SOON), (8, DueState.IN_ORDER)],
)
def test_it_stands_as_any_duty_does(visited, owner, days, state):
    raised(visited, owner, days)
    row = row_of(visited.home, TODAY)
    [action] = row.actions
    assert action.due_status.state == state
    assert action in row.duties


def test_what_was_done_is_on_no_list_of_what_is_due(visited, owner):
    actions.tick_action(action=raised(visited, owner, -1), today=TODAY, by=owner)
    assert row_of(visited.home, TODAY).actions == []


@pytest.fixture
def listed(visited, provider, owner):
    """Four actions in three homes: one done, one overdue, two to come."""
    other, third = (done(make_home(provider, number), "england-44", TODAY, 3) for number in (2, 3))
    raised(visited, owner, 20, "Paint the hall")
    raised(other, owner, -2, "Mend the fire door")
    raised(third, owner, 5, "Test the alarm")
    actions.tick_action(action=raised(third, owner, 1, "Buy a lamp"), today=TODAY, by=owner)
    return visited, other, third


def test_the_list_across_homes_has_overdue_ones_first_and_done_ones_apart(signed_in, listed, owner):
    client = signed_in(owner)
    page = text(client.get("/duties/visits/actions/"))
    places = [page.index(f">{what}<") for what in ("Mend the fire door", "Test the alarm", "Paint the hall")]
    assert places == sorted(places)
    assert "Buy a lamp" not in page
    assert "To be done: 3" in page
    page = text(client.get("/duties/visits/actions/?show=done"))
    assert "Buy a lamp" in page
    assert "Paint the hall" not in page


def test_the_list_is_narrowed_as_other_lists_are(signed_in, listed, owner):
    visited, other, _ = listed
    for visit, manager in ((visited, "Ann Lee"), (other, "Bo Key")):
        homes_actions.appoint(home=visit.home, by=owner, kind="manager", name=manager, starts_on=TODAY)
    client = signed_in(owner)
    page = text(client.get("/duties/visits/actions/"))
    key = page.partition(">Ann Lee<")[0].rpartition('value="')[2].partition('"')[0]
    page = text(client.get(f"/duties/visits/actions/?managed_by={key}"))
    assert "Paint the hall" in page
    assert "Mend the fire door" not in page


def test_ticked_in_the_list_leads_back_to_the_list(signed_in, listed, owner):
    action = VisitAction.objects.get(what="Paint the hall")
    answer = signed_in(owner).post(f"/duties/visits/actions/{action.pk}/done/", {"then": "list"})
    assert answer.headers["Location"] == "/duties/visits/actions/"


def test_the_overview_counts_it(signed_in, listed, owner):
    _, other, _ = listed
    assert row_of(other.home, TODAY).count(DueState.OVERDUE) == 1
    page = text(signed_in(owner).get("/duties/?state=overdue"))
    assert other.home.registration.number in page


def test_the_sheet_of_visits_counts_it(signed_in, listed, owner):
    [sheet] = read_sheets(signed_in(owner).get("/duties/visits/file/?format=csv").content)
    assert {row.cells[0]: row.cells[-1] for row in sheet.rows[1:]} == {"8000001": "1", "8000002": "1", "8000003": "1"}


def test_mails_and_calendars_say_that_it_is_there_and_not_what(visited, owner):
    DutyReminder.objects.create(user=owner, frequency="when_due", told_until=TODAY - timedelta(days=5))
    action = raised(visited, owner, -1)
    VisitAction.objects.update(raised_at=timezone.now() - timedelta(days=3))
    actions.remind_of_duties(today=TODAY)
    send_outbox()
    [sent] = mail.outbox
    assert "8000001: Action raised at a visit was due by" in sent.body
    assert "for Priya Nair" in sent.body
    assert "fire door" not in sent.body
    token = actions.make_calendar(by=owner)
    feed = Client().get(f"/calendars/{token}.ics").content
    uids = [str(event["uid"]) for event in Calendar.from_ical(feed).walk("VEVENT")]
    assert any(uid.startswith(f"duty-{visited.home_id}-action-{action.pk}-1@") for uid in uids)
    assert b"fire door" not in feed


def test_an_entry_of_the_calendar_is_as_new_as_the_action(visited, owner):
    Home.objects.update(claimed_at=timezone.now() - timedelta(days=3))
    for model in (Home, DutyDone):
        in_history(model, 72)
    raised(visited, owner)
    feed = Client().get(f"/calendars/{actions.make_calendar(by=owner)}.ics").content
    [event] = [each for each in Calendar.from_ical(feed).walk("VEVENT") if "-action-" in str(each["uid"])]
    assert timezone.now() - event["last-modified"].dt < timedelta(hours=1)


def test_nobody_raises_or_ticks_in_another_s_home(signed_in, visited, owner, outsider, provider):
    action = raised(visited, owner)
    with pytest.raises(PermissionDenied):
        raised(visited, outsider)
    for act in (actions.untick_action, actions.void_action):
        with pytest.raises(PermissionDenied):
            act(action=action, by=outsider)
    with pytest.raises(PermissionDenied):
        actions.tick_action(action=action, today=TODAY, by=outsider)
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    assert not VisitAction.objects.visible_to(manager)
    HomeGrant.objects.create(role=manager.roles.get(), home=visited.home)
    assert VisitAction.objects.visible_to(manager).get() == action
    assert "Mend the fire door" in text(signed_in(manager).get("/duties/visits/actions/"))


def test_the_former_owner_reads_what_was_raised_in_their_time_and_changes_it_no_more(
    signed_in, visited, owner, membership_manager
):
    action = raised(visited, owner)
    homes_actions.end_home(home=visited.home, last_day=TODAY - timedelta(days=1), by=membership_manager, reason="Sold")
    client = signed_in(owner)
    page = text(client.get(page_of(visited)))
    assert "Mend the fire door" in page
    assert f"/duties/visits/actions/{action.pk}/" not in page
    assert "Mend the fire door" not in text(client.get("/duties/visits/actions/"))
    assert VisitAction.objects.visible_to(owner).get() == action
    with pytest.raises(PermissionDenied):
        actions.tick_action(action=action, today=TODAY, by=owner)


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_takes_seven_queries_for_any_number_of_actions(
    signed_in, visited, owner, count, django_assert_num_queries
):
    for number in range(count):
        raised(visited, owner, number)
    client = signed_in(owner)
    client.get("/duties/visits/actions/")
    with django_assert_num_queries(7):
        client.get("/duties/visits/actions/")


def test_the_list_as_a_sheet_names_homes_by_alias_with_what_was_done_last(signed_in, visited, owner):
    closed = raised(visited, owner, days=2, what="Renew the licence")
    actions.tick_action(action=closed, today=TODAY, by=owner)
    raised(visited, owner, days=-1)
    other = done(make_home(visited.home.provider, 2), "england-44", TODAY, 3)
    raised(other, owner, days=-2, what="=SUM(A1)")
    client = signed_in(owner)
    address = re.search(r'href="([^"]*actions/file/[^"]*csv)"', text(client.get("/duties/visits/actions/")))[1]
    [sheet] = read_sheets(client.get(address).content)
    heads, first, second, last = (row.cells for row in sheet.rows)
    assert heads[2] == "What is to be done"
    assert [first[2], second[2], last[2]] == ["'=SUM(A1)", "Mend the fire door", "Renew the licence"]
    assert second[0] == str(visited.home)
    assert [row[6] for row in (first, second, last)] == ["Overdue", "Overdue", "Done"]
    assert SecurityEvent.objects.filter(kind="exported", subject="actions raised at visits", user=owner).exists()
