"""Done, written, sent: one chain, whose report is due 28 days after."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from duties import actions
from duties.models import DutyDone
from duties.overview import items_of, row_of
from duties.sheet import Entry
from homes.models import Home
from outbox.models import OutboxMessage
from tests.duties.homes import done, make_home, without_first_days
from tests.reading import text
from times import LONDON

TODAY = timezone.localdate()


@pytest.fixture
def home(home):
    """Here for a year, so that what was done in it asks for its report."""
    since = TODAY - timedelta(days=365)
    claimed = datetime(since.year, since.month, since.day, 9, tzinfo=LONDON)
    Home.objects.filter(pk=home.pk).update(claimed_at=claimed, during=(since, None))
    home.refresh_from_db()
    return home


def ago(days):
    return TODAY - timedelta(days=days)


def mark(home, by, slug="england-44", days=0):
    row, _ = actions.mark_done(home=home, slug=slug, done_on=ago(days), today=TODAY, by=by)
    return row


def note(row, by, step="sent", days=0):
    return actions.note_report(done=row, step=step, on=ago(days), today=TODAY, by=by)


@pytest.mark.parametrize("slug", ["england-44", "england-45", "england-16"])
def test_marking_it_done_starts_the_28_days_of_its_report(home, owner, slug):
    mark(home, owner, slug, days=5)
    [report] = items_of(home, TODAY)[slug].reports
    assert report.due_status.due == TODAY + timedelta(days=23)
    assert report.due_status.state == "In order"


@pytest.mark.parametrize(("days", "state"), [(17, "In order"), (18, "Due soon"), (28, "Due soon"), (29, "Overdue")])
def test_a_report_is_due_soon_ten_days_before_and_overdue_a_day_after_its_28th(home, owner, days, state):
    mark(home, owner, days=days)
    [report] = items_of(home, TODAY)["england-44"].reports
    assert report.due_status.state == state


def test_the_chain_stands_as_one_row_with_its_steps(signed_in, home, owner):
    row = mark(home, owner, days=20)
    client, address = signed_in(owner), f"/homes/{home.pk}/duties/"
    page = text(client.get(address))
    block = page[page.index(f'id="report-{row.pk}"') :]
    assert block.index("Done on") < block.index("To be written") < block.index("To be sent to Ofsted, placing")
    assert "Due soon" in block[: block.index("Report sent")]
    page = text(client.post(f"/duties/done/{row.pk}/report/written/", {"day": str(ago(3))}, follow=True))
    assert "Written on" in page
    assert "Report written" not in page
    page = text(client.post(f"/duties/done/{row.pk}/report/sent/", {"day": str(ago(1))}, follow=True))
    assert "report of the visit sent on" in page
    assert "To be sent" not in page
    row.refresh_from_db()
    assert (row.reported_on, row.sent_on, row.sent_late) == (ago(3), ago(1), False)


def test_what_was_sent_was_written_too(home, owner):
    row = note(mark(home, owner, days=9), owner, days=2)
    assert (row.reported_on, row.sent_on) == (ago(2), ago(2))
    assert not items_of(home, TODAY)["england-44"].reports


def test_a_report_that_was_sent_after_28_days_is_called_late(signed_in, home, owner):
    row = note(note(mark(home, owner, days=40), owner, "written", days=20), owner, days=12)
    assert row.sent_late is False
    assert note(row, owner, days=11).sent_late is True
    assert "Late" in text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))


@pytest.mark.parametrize(
    ("step", "days", "sentence"),
    [("sent", -1, "still to come"), ("written", 6, "comes on that day or later"), ("sent", 6, "comes on that day")],
)
def test_a_day_that_cannot_be_it_says_why(signed_in, home, owner, step, days, sentence):
    row = mark(home, owner, days=5)
    answer = signed_in(owner).post(f"/duties/done/{row.pk}/report/{step}/", {"day": str(ago(days))})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "There is a problem" in text(answer)


def test_it_is_not_sent_before_it_was_written_nor_written_after_it_was_sent(home, owner):
    row = note(mark(home, owner, days=9), owner, "written", days=4)
    with pytest.raises(ValidationError, match="It was written on"):
        note(row, owner, "sent", days=5)
    row = note(row, owner, "sent", days=3)
    with pytest.raises(ValidationError, match="It was sent on"):
        note(row, owner, "written", days=2)


def test_a_slip_is_taken_back(signed_in, home, owner):
    row = note(mark(home, owner, days=9), owner, days=2)
    page = text(signed_in(owner).post(f"/duties/done/{row.pk}/report/clear/", follow=True))
    assert "To be sent to Ofsted" in page
    row.refresh_from_db()
    assert (row.reported_on, row.sent_on) == (None, None)


def test_a_statement_of_purpose_that_was_not_revised_is_sent_to_nobody(signed_in, home, owner):
    row = mark(home, owner, "england-16", days=9)
    page = text(signed_in(owner).post(f"/duties/done/{row.pk}/report/none/", follow=True))
    assert "nothing is to be sent" in page
    assert not items_of(home, TODAY)["england-16"].reports


def test_of_a_visit_there_is_always_a_report(signed_in, home, owner):
    row = mark(home, owner, days=9)
    page = text(signed_in(owner).post(f"/duties/done/{row.pk}/report/none/", follow=True))
    assert "the law always asks for a report" in page
    assert "Nothing was revised" not in page
    assert items_of(home, TODAY)["england-44"].reports


def test_what_was_done_before_the_home_came_here_asks_for_no_report(home, owner):
    mark(home, owner, days=366)
    mark(home, owner, days=365)
    assert [report.done_on for report in items_of(home, TODAY)["england-44"].reports] == [ago(365)]


def test_a_duty_without_a_report_has_no_chain(home, owner):
    row = mark(home, owner, "england-46", days=9)
    assert not row.report_asked
    with pytest.raises(ValidationError, match="No report is asked for"):
        note(row, owner)


def test_a_duty_that_is_off_asks_for_no_report(home, owner):
    mark(home, owner, days=40)
    without_first_days(home)
    assert row_of(home, TODAY).worst.state == "No date yet"


def test_a_report_that_is_overdue_makes_its_home_the_worst(signed_in, home, owner, provider):
    fine = make_home(provider, 1)
    for place in (home, fine):
        done(place, "england-44", TODAY, 0)
        done(place, "england-46", TODAY, 0)
    late = mark(home, owner, days=40)
    page = text(signed_in(owner).get("/duties/"))
    table = page[page.index("<table") :]
    assert table.index("Bramble House") < table.index(fine.registration.number)
    assert "Report: " in table
    assert "Overdue: 1" in page
    note(late, owner)
    assert "Report: " not in text(signed_in(owner).get("/duties/"))


def test_reports_stand_on_the_first_screen_in_the_month_and_in_mails(signed_in, home, owner):
    row = mark(home, owner, "england-45", days=25)
    done(home, "england-44", TODAY, 0)
    client = signed_in(owner)
    screen = text(client.get("/dashboard/"))
    assert f"/homes/{home.pk}/duties/#report-{row.pk}" in screen
    due = TODAY + timedelta(days=3)
    assert f"/duties/#report-{row.pk}" in text(client.get(f"/duties/calendar/?month={due:%Y-%m}"))
    DutyDone.objects.update(marked_at=timezone.now() - timedelta(days=9))
    actions.choose_reminder(frequency="when_due", today=ago(30), by=owner)
    actions.remind_of_duties(today=TODAY)
    mail = OutboxMessage.objects.get()
    assert "9000001: Report of the quality of care review is due by" in mail.text
    assert "Bramble" not in mail.text


def test_a_visit_that_was_marked_late_is_told_the_next_morning(home, owner):
    actions.choose_reminder(frequency="when_due", today=TODAY, by=owner)
    mark(home, owner, "england-45", days=25)
    done(home, "england-44", TODAY, 0)
    actions.remind_of_duties(today=TODAY + timedelta(days=1))
    assert "Report of the quality of care review" in OutboxMessage.objects.get().text


def test_a_review_of_the_quality_of_support_starts_the_days_of_its_report(signed_in, supported, owner):
    mark(supported, owner, "supported-32")
    [report] = items_of(supported, TODAY)["supported-32"].reports
    assert report.due_status.due == TODAY + timedelta(days=28)
    page = text(signed_in(owner).get(f"/homes/{supported.pk}/duties/"))
    assert "Report of the quality of support review" in page
    assert "We have not confirmed by when: we take 28 days after the review." in page


def test_nobody_else_touches_a_chain(home, owner, outsider, membership_manager):
    row = mark(home, owner, "england-16", days=9)
    for person in (outsider, membership_manager):
        for act in (
            lambda by: note(row, by),
            lambda by: actions.need_no_report(done=row, by=by),
            lambda by: actions.clear_report(done=row, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"reported_on": ago(1)}, "duty_reported_once_done"),
        ({"report_asked": True, "reported_on": ago(6)}, "duty_reported_once_done"),
        ({"report_asked": True, "sent_on": ago(1)}, "duty_sent_once_reported"),
        ({"report_asked": True, "reported_on": ago(1), "sent_on": ago(2)}, "duty_sent_once_reported"),
    ],
)
def test_the_database_refuses_a_chain_in_another_order(home, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        DutyDone.objects.create(home=home, rule="england-44", done_on=ago(5), **fields)


def test_a_sheet_starts_chains_for_what_was_done_since_the_home_came_here(home, owner):
    entries = [Entry(number, "9000001", "44", str(ago(days))) for number, days in ((2, 400), (3, 20))]
    actions.save_sheet(entries=entries, today=TODAY, by=owner)
    assert [row.report_asked for row in DutyDone.objects.order_by("done_on")] == [False, True]


@pytest.mark.parametrize("count", [1, 20])
def test_chains_cost_the_page_of_a_home_no_query(signed_in, home, owner, count, django_assert_num_queries):
    for days in range(count):
        mark(home, owner, days=days)
    client = signed_in(owner)
    address = f"/homes/{home.pk}/duties/"
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)


def test_a_day_of_the_law_s_28_is_the_day_of_the_review_s_completion(home, owner):
    """SI 2015/541, regulation 45: a review that is completed on 31 January is reported by 28 February."""
    since = datetime(2026, 1, 1, 9, tzinfo=LONDON)
    Home.objects.filter(pk=home.pk).update(claimed_at=since, during=(since.date(), None))
    home.refresh_from_db()
    actions.mark_done(home=home, slug="england-45", done_on=date(2026, 1, 31), today=date(2026, 2, 3), by=owner)
    [report] = items_of(home, date(2026, 2, 3))["england-45"].reports
    assert report.due_status.due == date(2026, 2, 28)
