"""Who is on call to approve, by which telephone, and when nobody is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from media_releases import actions
from media_releases.forms import next_week
from media_releases.models import OnCall, StatementTemplate
from media_releases.rota import gaps
from publishing import actions as publishing
from publishing.models import PressContact
from tests.reading import text
from times import LONDON

LIST = "/staff/press/on-call/"
HOUR = timedelta(hours=1)


def at(hours):
    return timezone.now().replace(second=0, microsecond=0) + hours * HOUR


@pytest.fixture
def put(press_officer, chief_executive):
    def put_on_call(starts=-1, ends=10, **facts):
        facts = {"user": chief_executive, "telephone": "07700 900142"} | facts
        return actions.put_on_call(by=press_officer, starts_at=at(starts), ends_at=at(ends), **facts)

    return put_on_call


@pytest.mark.parametrize(
    ("covered", "expected"),
    [
        ([], [(0, 9)]),
        ([(0, 9)], []),
        ([(2, 4)], [(0, 2), (4, 9)]),
        ([(2, 6), (1, 4), (6, 7)], [(0, 1), (7, 9)]),
        ([(1, 8), (2, 3)], [(0, 1), (8, 9)]),
        ([(-5, -1), (9, 12)], [(0, 9)]),
        ([(-5, 20)], []),
    ],
)
def test_gaps_are_the_hours_that_nobody_covers(covered, expected):
    def instant(hour):
        return datetime(2026, 6, 1, tzinfo=UTC) + hour * HOUR

    spans = [(instant(one), instant(two)) for one, two in covered]
    assert gaps(spans, instant(0), instant(9)) == [(instant(one), instant(two)) for one, two in expected]


@pytest.mark.parametrize(
    ("facts", "hours", "named"),
    [
        ({"name": "Chief", "email": "Chief@association.example"}, {}, True),
        ({"name": "CHIEF, on call", "email": "desk@association.example"}, {}, False),
        ({"name": "ruth amberley", "email": "desk@association.example"}, {}, True),
        ({"name": "Chief", "email": "chief@association.example"}, {"starts": 1}, False),
        ({"name": "Chief", "email": "chief@association.example"}, {"starts": -2, "ends": -1}, False),
        ({"name": "Chief", "email": "chief@association.example", "is_current": False}, {}, False),
    ],
)
def test_a_new_text_names_the_contact_who_is_on_call_now(
    put, signed_in, press_officer, press_contact, chief_executive, facts, hours, named
):
    """One function says who it is: for what is started, for the form, and for a statement of a template."""
    type(chief_executive).objects.filter(pk=chief_executive.pk).update(name="Ruth Amberley")
    put(**hours)
    theirs = PressContact.objects.create(telephone="01632 960002", position=9, **facts)
    usual = theirs if named else press_contact
    assert PressContact.objects.usual() == usual
    started = publishing.start(kind="statement", by=press_officer, title="Homes")
    assert started.contact == usual
    type(started).objects.update(contact=None)
    form = signed_in(press_officer).get(f"/staff/texts/{started.pk}/edit/").context["form"]
    assert form.initial["contact"] == usual.pk
    template = StatementTemplate.objects.create(name="T", title="On homes", summary="In short.", body="<p>Words.</p>")
    assert actions.start_statement(template=template, answers={}, by=press_officer).contact == usual


def test_without_a_contact_there_is_no_usual_one(db):
    assert PressContact.objects.usual() is None


def test_the_rota_shows_who_and_when_nobody(signed_in, press_officer, chief_executive, put):
    client = signed_in(press_officer)
    assert text(client.get(LIST)).count("Nobody is on call from") == 1
    put()
    put(starts=5, ends=24 * 40, user=press_officer, telephone="07700 900187")
    for person in (press_officer, chief_executive):
        page = text(signed_in(person).get(LIST))
        assert "07700 900142" in page
        assert "Nobody is on call from" not in page
        assert "Someone is on call at every hour" in page


def test_only_the_press_desk_keeps_the_rota_and_approvers_read_it(signed_in, chief_executive, policy_officer, put):
    shift = put()
    with pytest.raises(PermissionDenied):
        actions.take_off_call(shift=shift, by=chief_executive)
    assert "Add a week" not in text(signed_in(chief_executive).get(LIST))
    assert signed_in(policy_officer).get(LIST).status_code == 403


def test_a_week_is_typed_in_london_time_and_the_telephone_is_that_of_last_time(
    signed_in, press_officer, chief_executive, put
):
    put(starts=-200, ends=-100)
    client = signed_in(press_officer)
    typed = {
        "user": chief_executive.pk,
        "starts_at_0": "2027-03-26",
        "starts_at_1": "17:00",
        "ends_at_0": "2027-04-02",
        "ends_at_1": "5pm",
    }
    assert client.post(f"{LIST}new/", typed).status_code == 302
    shift = OnCall.objects.latest("pk")
    assert shift.telephone == "07700 900142"
    assert (shift.starts_at.hour, shift.ends_at.hour) == (17, 16), "the clocks went forward that Sunday"


def test_the_next_week_offered_is_seven_days_on_the_clock_where_the_clocks_change(put, monkeypatch):
    shift = put()
    begins = datetime(2027, 10, 29, 17, tzinfo=LONDON)
    OnCall.objects.filter(pk=shift.pk).update(ends_at=begins)
    offered = next_week()
    assert offered["starts_at"] == begins
    assert offered["ends_at"] == datetime(2027, 11, 5, 17, tzinfo=LONDON)
    assert offered["ends_at"].astimezone(UTC) - begins.astimezone(UTC) == timedelta(days=7, hours=1)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"telephone": ""}, "first time on call"),
        ({"starts": 5, "ends": 4}, "end after it starts"),
    ],
)
def test_what_would_not_help_anyone_is_refused_in_words(put, facts, said):
    with pytest.raises(ValidationError, match=said):
        put(**facts)


def test_who_may_not_approve_cannot_be_on_call(put, policy_officer):
    with pytest.raises(ValidationError, match="may not approve"):
        put(user=policy_officer)


def test_a_refused_form_keeps_what_was_typed(signed_in, press_officer, chief_executive):
    typed = {"user": chief_executive.pk, "starts_at_0": "2027-03-28", "starts_at_1": "01:30", "ends_at_1": "17:00"}
    page = signed_in(press_officer).post(f"{LIST}new/", typed)
    assert page.status_code == 422
    assert "the clocks go forward" in text(page)
    assert 'value="01:30"' in text(page)


def test_a_shift_is_changed_or_taken_off_until_it_begins_and_its_history_stays(
    signed_in, press_officer, chief_executive, put
):
    client = signed_in(press_officer)
    running, coming = put(), put(starts=20, ends=30)
    client.post(f"{LIST}{coming.pk}/remove/")
    assert list(OnCall.objects.all()) == [running]
    assert coming.events.model.objects.filter(pgh_obj_id=coming.pk, pgh_label="delete").exists()
    assert "It has begun" in text(client.post(f"{LIST}{running.pk}/remove/", follow=True))
    ends = at(3).astimezone(LONDON)
    typed = {
        "user": press_officer.pk,
        "telephone": "07700 900187",
        "starts_at_0": f"{at(-2).astimezone(LONDON):%Y-%m-%d}",
        "starts_at_1": f"{at(-2).astimezone(LONDON):%H:%M}",
        "ends_at_0": f"{ends:%Y-%m-%d}",
        "ends_at_1": f"{ends:%H:%M}",
    }
    assert client.post(f"{LIST}{running.pk}/", typed).status_code == 302
    running.refresh_from_db()
    assert (running.user, running.ends_at) == (press_officer, at(3))
    assert "07700 900187" in text(client.get(f"{LIST}{running.pk}/history/"))


def test_a_shift_that_is_over_is_not_rewritten(signed_in, press_officer, put):
    over = put(starts=-5, ends=-1)
    assert signed_in(press_officer).get(f"{LIST}{over.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="it is over"):
        actions.take_off_call(shift=over, by=press_officer)


def test_now_and_next_are_on_the_first_screen_and_now_beside_a_draft(signed_in, press_officer, put):
    words = {"title": "Homes are closing", "summary": "In short.", "body": "<p>At length.</p>"}
    draft = publishing.start(kind="statement", by=press_officer, **words)
    client = signed_in(press_officer)
    assert "Nobody is on call now" in text(client.get(f"/staff/texts/{draft.pk}/"))
    put()
    put(starts=10, ends=20, user=press_officer, telephone="07700 900187")
    page = text(client.get("/dashboard/"))
    assert page.index("07700 900142") < page.index("Next: ") < page.index("07700 900187")
    assert "07700 900142" in text(client.get(f"/staff/texts/{draft.pk}/"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_on_call_list_takes_the_same_queries_for_any_number(
    signed_in, press_officer, put, count, django_assert_num_queries
):
    for number in range(count):
        put(starts=number, ends=number + 1)
        put(starts=24 * 60 + number, ends=24 * 60 + number + 1)
    client = signed_in(press_officer)
    with django_assert_num_queries(6):
        client.get(LIST)
