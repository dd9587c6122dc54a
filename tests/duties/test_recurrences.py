"""Duties of a provider's own by the week, and once by a day: on every page, in mails, calendars and sheets."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from duties import actions, ical
from duties.calendar_file import calendar_of
from duties.models import Duty, DutyCalendar, DutyDone
from duties.overview import changes_of, duties_overview, items_for, items_of
from duties.report import report_of, table_of_report
from duties.sheet import Entry, plan, to_fill_in
from homes.models import Home
from outbox.models import OutboxMessage
from tests.duties.homes import make_home, without_visits
from tests.reading import text
from times import LONDON

TODAY = timezone.localdate()
MONDAY = date(2026, 3, 2)


@pytest.fixture
def weekly(home, provider, owner):
    return actions.add_duty(provider=provider, home=None, name="Fire alarm test", every_weeks=1, by=owner)


@pytest.fixture
def repair(home, owner):
    by = TODAY + timedelta(days=10)
    return actions.add_duty(provider=home.provider, home=home, name="Mend the gate", once_by=by, by=owner)


def marked(home, duty, day, by, today=TODAY):
    return actions.mark_done(home=home, slug=f"own-{duty.pk}", done_on=day, today=today, by=by)


def did(home, duty, *days):
    DutyDone.objects.bulk_create(DutyDone(home=home, own=duty, done_on=day) for day in days)


def add(client, provider, **typed):
    return client.post(f"/providers/{provider.pk}/duties/add/", {"name": "Fire alarm test", **typed}, follow=True)


def test_a_rhythm_is_chosen_and_its_own_field_counts(signed_in, home, owner, provider):
    page = text(add(signed_in(owner), provider, recurrence="every_weeks", every_weeks=1, every_months=6))
    assert "Fire alarm test, every week" in page
    assert Duty.objects.get().every_months is None
    assert "“due soon”" not in text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))
    did(home, Duty.objects.get(), TODAY)
    assert "It is “due soon” from 2 days before its day." in text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"recurrence": "every_weeks", "every_months": 6}, "every_weeks", "Write a number of weeks from 1 to 52."),
        ({"recurrence": "every_weeks", "every_weeks": 0}, "every_weeks", "Write a number of weeks from 1 to 52."),
        ({"recurrence": "every_weeks", "every_weeks": 53}, "every_weeks", "Write a number of weeks from 1 to 52."),
        ({"recurrence": "every_months", "every_weeks": 6}, "every_months", "Write a number of months from 1 to 60."),
        ({"recurrence": "once_by"}, "once_by", "Write the day by which it must be done, from today on."),
        (
            {"recurrence": "once_by", "once_by": TODAY - timedelta(1)},
            "once_by",
            "Write the day by which it must be done",
        ),
        ({"recurrence": "once_by", "once_by": "2206-11-28"}, "once_by", "more than ten years away"),
        ({"recurrence": "daily"}, "recurrence", "Select a valid choice"),
        ({}, "recurrence", "Choose one under “How often”."),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused_under_its_field(signed_in, home, owner, provider, typed, field, sentence):
    refused = add(signed_in(owner), provider, **typed)
    assert refused.status_code == 422
    assert sentence in str(refused.context["duty_form"].errors[field])
    assert 'value="Fire alarm test"' in text(refused)
    assert not Duty.objects.exists()


def test_today_is_a_day_by_which_something_may_have_to_be_done(home, owner):
    actions.add_duty(provider=home.provider, home=home, name="Mend the gate", once_by=TODAY, by=owner)


def test_what_was_done_once_leaves_the_lists_and_stays_in_the_record(signed_in, home, owner, repair):
    client, slug = signed_in(owner), f"own-{repair.pk}"
    make_home(home.provider, 1)
    month = f"/duties/calendar/?month={repair.once_by:%Y-%m}"
    due = f"by {repair.once_by.day} {repair.once_by:%B %Y}"
    assert due in text(client.get("/duties/"))
    assert slug in text(client.get(month))
    assert "Mend the gate" in str(to_fill_in(owner, TODAY))
    assert "first time that we know of" not in text(client.get(f"/homes/{home.pk}/duties/")).split(slug)[1][:900]

    kept, _ = marked(home, repair, TODAY, owner)
    assert due not in text(client.get("/duties/"))
    assert slug not in text(client.get(month))
    assert "Mend the gate" not in str(to_fill_in(owner, TODAY))
    assert not [item for item in items_for(owner, TODAY) if item.slug == slug]
    assert {row.cells[-1] for row in duties_overview(Home.objects.own(owner).confirmed(), TODAY)} == {None}
    page = text(client.get(f"/homes/{home.pk}/duties/"))
    record = page[page.index("Done once, and asked no more") :]
    assert "Mend the gate" in record
    assert f"/duties/done/{kept.pk}/undo/" in record
    assert f"/homes/{home.pk}/duties/{slug}/done/" not in page

    actions.undo(done=kept, by=owner)
    assert items_of(home, TODAY)[slug].due_status.due == repair.once_by
    assert "Done once, and asked no more" not in text(client.get(f"/homes/{home.pk}/duties/"))


def test_what_was_done_once_is_not_done_on_another_day(home, owner, repair):
    kept, _ = marked(home, repair, TODAY - timedelta(2), owner)
    assert marked(home, repair, TODAY - timedelta(2), owner) == (kept, False)
    with pytest.raises(ValidationError, match="to be done once, and was on"):
        marked(home, repair, TODAY, owner)


def test_another_day_of_what_was_done_once_is_refused_with_a_sentence(signed_in, home, owner, repair):
    marked(home, repair, TODAY - timedelta(2), owner)
    client, address = signed_in(owner), f"/homes/{home.pk}/duties/own-{repair.pk}/done/"
    answer = client.post(address, {"done_on": str(TODAY)})  # from a window that was opened before
    assert answer.status_code == 422
    assert "This was to be done once, and was on" in text(answer)
    assert "and asked no more." in text(answer)
    assert "before the home closes" not in text(answer).split(f'id="own-{repair.pk}"')[1][:900]


def test_a_sheet_marks_once_what_is_done_once(home, owner, repair):
    rows = [("9000001", "Mend the gate", str(day)) for day in (TODAY - timedelta(2), TODAY - timedelta(1))]
    made = plan([Entry(number, *row) for number, row in enumerate(rows, 2)], owner, TODAY)
    assert [(problem.row, problem.column) for problem in made.problems] == [(3, "Done on")]
    marked(home, repair, TODAY - timedelta(2), owner)
    made = plan([Entry(number, *row) for number, row in enumerate(rows, 2)], owner, TODAY)
    assert (made.known, [problem.row for problem in made.problems]) == (1, [3])


def test_what_was_due_once_is_not_asked_of_a_home_that_came_later(home, owner):
    duty = actions.add_duty(provider=home.provider, home=None, name="Recall of doors", once_by=TODAY, by=owner)
    later, same_day = make_home(home.provider, 1), make_home(home.provider, 2)
    tomorrow = datetime.combine(TODAY + timedelta(1), datetime.min.time(), LONDON)
    Home.objects.filter(pk=later.pk).update(claimed_at=tomorrow)
    rows = duties_overview(Home.objects.own(owner).confirmed(), TODAY + timedelta(1))
    asked = {row.home for row in rows if any(item.own == duty for item in row.items)}
    assert asked == {home, same_day}


def test_the_report_says_whether_what_is_done_once_was_late(home, owner, repair):
    Duty.objects.filter(pk=repair.pk).update(once_by=date(2025, 3, 31))
    did(home, repair, date(2025, 4, 1))
    [line] = [line for line in of_2025(home).lines if line.item.own == repair]
    assert (line.late, line.due_status.state) == (1, "Done")


def of_2025(home):
    return report_of(Home.objects.filter(pk=home.pk), home.provider, date(2025, 1, 1), date(2025, 12, 31))


def test_the_report_counts_what_comes_often_and_names_what_was_late(home, weekly):
    did(home, weekly, date(2025, 5, 1), date(2025, 5, 8), date(2025, 5, 20))
    [row] = [row for row in table_of_report(of_2025(home)).rows if row[1] == "Fire alarm test"]
    assert row[3:7] == [3, 1, 0, "3 days, late on 20 May 2025"]


def test_a_calendar_page_has_one_line_of_what_comes_often(signed_in, home, owner, weekly):
    monthly = actions.add_duty(provider=home.provider, home=None, name="Vehicle check", every_months=1, by=owner)
    for duty in (weekly, monthly):
        did(home, duty, date(2025, 5, 8), date(2025, 5, 15), date(2025, 5, 29))
    page = text(signed_in(owner).get("/duties/calendar/?month=2025-05&show=done"))
    assert page.count("Fire alarm test") == 1
    assert "Thursday 29 May" in page.split("Fire alarm test")[0].rsplit("<tr>", 1)[1]
    assert "3 times, this day the last" in page.split("Fire alarm test")[1][:600]
    assert page.count("Vehicle check") == 3


def test_a_subscribed_calendar_has_the_next_day_alone_of_what_comes_often(home, owner, weekly):
    slow = actions.add_duty(provider=home.provider, home=None, name="Tap flushing", every_weeks=4, by=owner)
    did(home, weekly, MONDAY)
    did(home, slow, MONDAY)
    calendar = DutyCalendar.objects.create(user=owner, token_hash="x")
    items = items_for(owner, MONDAY)
    file = calendar_of(calendar, ical.entries_of_duties(items, changes_of(items), MONDAY), MONDAY).decode()
    assert file.count("SUMMARY:Fire alarm test") == 1
    assert file.count("SUMMARY:Tap flushing") == 13


@pytest.mark.parametrize("frequency", ["weekly", "when_due"])
def test_a_mail_tells_of_what_comes_often_once_it_is_overdue(home, owner, weekly, frequency):
    without_visits(home)
    did(home, weekly, MONDAY - timedelta(days=5))  # due on Wednesday, soon from Monday
    actions.choose_reminder(frequency=frequency, today=MONDAY - timedelta(days=1), by=owner)
    mails = [actions.remind_of_duties(today=MONDAY + timedelta(days)).total for days in range(8)]
    assert mails == ([0] * 7 + [1] if frequency == "weekly" else [0, 0, 0, 1] + [0] * 4)
    assert "Fire alarm test was due by 4 March 2026" in OutboxMessage.objects.get().text


def test_a_mail_tells_of_what_is_done_once_before_and_after_its_day(home, owner, repair):
    without_visits(home)
    Duty.objects.filter(pk=repair.pk).update(once_by=MONDAY + timedelta(days=20))
    actions.choose_reminder(frequency="when_due", today=MONDAY, by=owner)
    Home.objects.update(claimed_at=datetime(2026, 1, 1, tzinfo=LONDON))
    mails = [actions.remind_of_duties(today=MONDAY + timedelta(days)).total for days in range(30)]
    assert [day for day, sent in enumerate(mails) if sent] == [6, 21]


def test_those_with_whom_it_is_shared_see_what_is_still_to_be_done(signed_in, home, owner, repair, membership_manager):
    actions.share(provider=home.provider, until=TODAY, today=TODAY, by=owner)
    address = f"/providers/{home.provider_id}/"
    assert "Mend the gate" in text(signed_in(membership_manager).get(address))
    marked(home, repair, TODAY, owner)
    assert "Mend the gate" not in text(signed_in(membership_manager).get(address))


def test_a_page_shows_half_a_year_of_weeks(signed_in, home, owner, weekly):
    did(home, weekly, *(TODAY - timedelta(weeks=number) for number in range(30)))
    page = text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))
    assert "30 days kept" in page
    assert page.count("/undo/") == 26


@pytest.mark.parametrize(
    "recurrence",
    [
        {"every_weeks": 1, "every_months": 1},
        {"once_by": TODAY, "every_weeks": 1},
        {"every_weeks": 53},
        {"every_weeks": 0},
        {"every_weeks": 1, "rule": "england-46", "name": ""},
        {"once_by": TODAY, "rule": "england-46", "name": ""},
    ],
)
def test_the_database_refuses_two_rhythms_and_those_that_no_rule_may_have(provider, recurrence):
    with pytest.raises(IntegrityError, match="duty_has_one_recurrence"), transaction.atomic():
        Duty.objects.create(**{"provider": provider, "name": "Drill", **recurrence})
