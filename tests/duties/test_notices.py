"""Notices to Ofsted: of an absence of 28 days, of the return, of changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from duties import actions
from duties.models import ChangeToNotify, EventNotified, ManagerAbsence
from duties.overview import row_of
from homes import actions as homes_actions
from tests.duties.homes import make_home
from tests.reading import text

TODAY = timezone.localdate()


def day(days):
    return TODAY + timedelta(days=days)


def begin(home, by, starts=-3, back=None, foreseen=False):
    expected = day(back) if back is not None else None
    return actions.begin_absence(home=home, starts_on=day(starts), expected_back=expected, foreseen=foreseen, by=by)


def shown(client, home):
    return text(client.get(f"/homes/{home.pk}/notices/"))


def test_an_absence_gives_its_notice_days_and_each_is_marked(signed_in, home, owner):
    client = signed_in(owner)
    address = f"/homes/{home.pk}/notices/absence/"
    page = text(client.post(address, {"starts_on": str(day(-40)), "unforeseen": "on"}, follow=True))
    assert "Notice of the absence" in page
    assert "Overdue" in page
    absence = ManagerAbsence.objects.get()
    client.post(f"/absences/{absence.pk}/notified/absence/", {"day": str(day(-35))})
    page = text(client.post(f"/absences/{absence.pk}/end/", {"day": str(day(-2))}, follow=True))
    assert "In time" in page
    assert "Notice of the return" in page
    page = text(client.post(f"/absences/{absence.pk}/notified/return/", {"day": str(TODAY)}, follow=True))
    assert page.count("In time") == 2


def test_a_notice_given_after_its_day_is_called_late(signed_in, home, owner):
    absence = begin(home, owner, starts=-40)
    actions.give_notice(absence=absence, of="absence", on=day(-32), today=TODAY, by=owner)
    assert ">Late<" in shown(signed_in(owner), home)


def test_a_short_absence_needs_no_notice(signed_in, home, owner):
    begin(home, owner, starts=-3, back=10)
    assert "no notice is needed" in shown(signed_in(owner), home)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Enter the first day away."),
        ({"starts_on": "2026-03-01", "expected_back": "2026-03-01"}, "comes after the absence begins"),
        ({"starts_on": "yesterday"}, "Enter a valid date"),
    ],
)
def test_an_absence_that_makes_no_sense_is_refused(signed_in, home, owner, typed, sentence):
    answer = signed_in(owner).post(f"/homes/{home.pk}/notices/absence/", typed)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_one_absence_is_open_at_a_time_in_the_database_too(home, owner):
    first = begin(home, owner)
    with pytest.raises(ValidationError, match="open already"):
        begin(home, owner, starts=0)
    with pytest.raises(IntegrityError, match="absence_one_at_a_time"), transaction.atomic():
        ManagerAbsence.objects.create(home=home, starts_on=TODAY, foreseen=True)
    actions.end_absence(absence=first, came_back=TODAY, today=TODAY, by=owner)
    begin(home, owner, starts=0)


@pytest.mark.parametrize("back", [1, -3, -4])
def test_a_return_comes_after_the_beginning_and_not_tomorrow(signed_in, home, owner, back):
    absence = begin(home, owner)
    answer = signed_in(owner).post(f"/absences/{absence.pk}/end/", {"day": str(day(back))})
    assert answer.status_code == 422
    assert "There is a problem" in text(answer)


def test_no_notice_of_a_return_before_the_return_and_none_tomorrow(home, owner):
    absence = begin(home, owner)
    with pytest.raises(ValidationError, match="came back"):
        actions.give_notice(absence=absence, of="return", on=TODAY, today=TODAY, by=owner)
    with pytest.raises(ValidationError, match="still to come"):
        actions.give_notice(absence=absence, of="absence", on=day(1), today=TODAY, by=owner)


def test_a_change_is_kept_until_ofsted_has_been_told(signed_in, home, owner):
    client, address = signed_in(owner), f"/homes/{home.pk}/notices/change/"
    typed = {"kind": "premises", "happens_on": str(TODAY), "note": "Estyniad newydd <b>"}
    page = text(client.post(address, typed, follow=True))
    assert "The premises are significantly altered or extended" in page
    assert "Estyniad newydd &lt;b&gt;" in page
    assert "Ofsted to be told" in page
    client.post(address, typed)
    change = ChangeToNotify.objects.get()
    page = text(client.post(f"/changes/{change.pk}/notified/", {"day": str(TODAY)}, follow=True))
    assert "Ofsted told on" in page
    client.post(f"/changes/{change.pk}/void/")
    assert not ChangeToNotify.objects.exists()


def test_what_was_kept_by_mistake_is_taken_out_and_stays_in_the_history(signed_in, home, owner):
    absence = begin(home, owner)
    signed_in(owner).post(f"/absences/{absence.pk}/void/")
    assert not ManagerAbsence.objects.exists()
    assert absence.events.model.objects.filter(pgh_label="delete").count() == 1


def test_wales_has_notices_of_its_own(signed_in, provider, owner):
    home = make_home(provider, 1, regulator="ciw")
    client = signed_in(owner)
    page = shown(client, home)
    assert "Notices to Care Inspectorate Wales" in page
    assert "Regulation 60 and Schedule 3" in page
    assert "Ofsted" not in page
    assert "Absence of the person in charge" not in page
    with pytest.raises(ValidationError, match="asks for another notice"):
        begin(home, owner)
    typed = {"kind": "wales_purpose", "happens_on": str(day(30))}
    page = text(client.post(f"/homes/{home.pk}/notices/change/", typed, follow=True))
    assert "A revised statement of purpose takes effect" in page
    [notice] = row_of(home, TODAY).notices
    assert (notice.due_status.due, notice.sentence) == (day(2), "28 days before it takes effect.")
    assert notice.source.startswith("Regulation 60 and Schedule 3, Regulated Services")


def test_supported_accommodation_has_notices_of_its_own(signed_in, supported, owner):
    page = shown(signed_in(owner), supported)
    assert "Notices to Ofsted" in page
    assert "Regulation 34" in page
    assert "Regulation 27" in page
    assert "Absence of the person in charge" not in page
    made = actions.add_change(home=supported, kind="supported_absence", happens_on=day(3), note="", by=owner)
    [notice] = row_of(supported, TODAY).notices
    assert (notice.slug, notice.due_status.due) == (f"change-{made.pk}", day(3))
    assert "not confirmed by when" in notice.sentence


def test_a_law_s_changes_are_not_another_s(signed_in, home, owner):
    for kind in ("wales_name", "supported_officers", "nonsense"):
        answer = signed_in(owner).post(f"/homes/{home.pk}/notices/change/", {"kind": kind, "happens_on": str(TODAY)})
        assert answer.status_code == 422
        with pytest.raises(ValidationError, match="does not ask"):
            actions.add_change(home=home, kind=kind, happens_on=TODAY, note="", by=owner)


def test_who_leaves_supported_accommodation_starts_its_own_notice(supported, owner):
    post = homes_actions.appoint(home=supported, by=owner, kind="manager", name="Siân", starts_on=day(-9))
    homes_actions.leave(post=post, by=owner, last_day=TODAY)
    assert ChangeToNotify.objects.get().kind == "supported_manager_stops"


@pytest.mark.parametrize("kind", ["england-40", "england-41"])
def test_of_an_event_the_day_is_kept_on_which_it_was_told_and_nothing_else(signed_in, home, owner, kind):
    client, address = signed_in(owner), f"/homes/{home.pk}/notices/events/{kind}/"
    typed = {"day": str(TODAY), "note": "CANARY", "happened_on": "2026-01-01"}
    page = text(client.post(address, typed, follow=True))
    assert "1 day in the last twelve months" in page
    client.post(address, typed)
    row = EventNotified.objects.get()
    assert (row.kind, row.notified_on, row.by) == (kind, TODAY, owner)
    words = [
        field.name for field in EventNotified._meta.fields if field.get_internal_type() in ("CharField", "TextField")
    ]
    assert words == ["kind"], "no column could take a word about a child"
    client.post(f"/events-notified/{row.pk}/void/")
    assert not EventNotified.objects.exists()


def test_an_event_of_another_law_or_of_tomorrow_is_refused(signed_in, home, owner):
    client = signed_in(owner)
    assert client.post(f"/homes/{home.pk}/notices/events/wales-60/", {"day": str(TODAY)}).status_code == 422
    answer = client.post(f"/homes/{home.pk}/notices/events/england-40/", {"day": str(day(1))})
    assert answer.status_code == 422
    assert "still to come" in text(answer)
    assert not EventNotified.objects.exists()


def test_days_of_more_than_a_year_ago_are_not_shown_any_more(signed_in, home, owner):
    for days in (366, 10):
        actions.note_event(home=home, kind="england-41", on=day(-days), today=TODAY, by=owner)
    assert "1 day in the last twelve months" in shown(signed_in(owner), home)


def test_nobody_else_keeps_or_marks_anything(home, owner, outsider, membership_manager):
    absence, change = (
        begin(home, owner),
        actions.add_change(home=home, kind="premises", happens_on=TODAY, note="", by=owner),
    )
    event = actions.note_event(home=home, kind="england-40", on=TODAY, today=TODAY, by=owner)
    for person in (outsider, membership_manager):
        for act in (
            lambda by: begin(home, by),
            lambda by: actions.end_absence(absence=absence, came_back=TODAY, today=TODAY, by=by),
            lambda by: actions.void_absence(absence=absence, by=by),
            lambda by: actions.notify_change(change=change, on=TODAY, today=TODAY, by=by),
            lambda by: actions.void_change(change=change, by=by),
            lambda by: actions.note_event(home=home, kind="england-40", on=TODAY, today=TODAY, by=by),
            lambda by: actions.void_event(event=event, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_notices_take_eight_queries_for_any_number(signed_in, home, owner, count, django_assert_num_queries):
    for number in range(count):
        actions.add_change(home=home, kind="premises", happens_on=day(-number), note="", by=owner)
        absence = begin(home, owner, starts=-100 - number)
        actions.end_absence(absence=absence, came_back=TODAY, today=TODAY, by=owner)
    client = signed_in(owner)
    shown(client, home)
    with django_assert_num_queries(8):
        shown(client, home)
