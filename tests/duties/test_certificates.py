"""What expires, such as certificates and insurances: due on the last valid day that is entered when it is marked."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from duties import actions, ical
from duties.calendar_file import calendar_of
from duties.models import Duty, DutyCalendar, DutyDone
from duties.overview import changes_of, items_for, items_of
from duties.report import report_of
from duties.sheet import Entry, entries_of, plan, table_of, to_fill_in
from homes.models import Home
from outbox.models import OutboxMessage
from people.templatetags.people import day
from sheets.writing import Format, written
from tests.duties.homes import done, without_visits
from tests.reading import text

TODAY = timezone.localdate()
MONDAY = date(2026, 3, 2)


@pytest.fixture
def record(home, owner):
    return actions.add_duty(provider=home.provider, home=None, name="Gas safety record", while_valid=True, by=owner)


def obtain(home, duty, by, days_ago, days_valid):
    return actions.mark_done(
        home=home,
        slug=f"own-{duty.pk}",
        done_on=TODAY - timedelta(days=days_ago),
        expires_on=TODAY - timedelta(days=days_ago) + timedelta(days=days_valid),
        today=TODAY,
        by=by,
    )


def status(home, duty):
    return items_of(home, TODAY)[f"own-{duty.pk}"].due_status


def planned(owner, *rows):
    return plan([Entry(number, "9000001", *row) for number, row in enumerate(rows, 2)], owner, TODAY)


def test_it_is_added_entered_and_shown_by_its_last_valid_day(signed_in, home, owner, provider):
    client = signed_in(owner)
    typed = {"name": "Gas safety record", "recurrence": "while_valid"}
    page = text(client.post(f"/providers/{provider.pk}/duties/add/", typed, follow=True))
    assert "Gas safety record, each time before it expires" in page
    assert "Enter the one that you have with its expiry day" in page
    duty = Duty.objects.get()
    card = text(client.get(f"/homes/{home.pk}/duties/")).split(f'id="own-{duty.pk}"')[1].split("</li>")[0]
    assert "No date yet" in card
    assert "Done today" not in card
    assert "Enter a new one" in card
    until = TODAY + timedelta(days=200)
    typed = {"done_on": TODAY, "expires_on": until}
    page = text(client.post(f"/homes/{home.pk}/duties/own-{duty.pk}/done/", typed, follow=True))
    assert f"Valid until {day(until)}, obtained on {day(TODAY)}." in page
    assert f"{day(TODAY)}, valid until {day(until)}" in page
    assert status(home, duty).due == until


def test_the_first_screen_leads_to_the_form_instead_of_a_tap(signed_in, home, owner, record):
    obtain(home, record, owner, 360, 365)
    client, slug = signed_in(owner), f"own-{record.pk}"
    address = f"/homes/{home.pk}/duties/?new={slug}#{slug}"
    page = text(client.get("/dashboard/"))
    assert f'href="{address}"' in page
    assert f"/duties/{slug}/done/" not in page
    opened = text(client.get(address)).split(f'id="{slug}"')[1].split("</details>")[0]
    assert "<details open>" in opened
    assert "Obtained on" in opened
    assert "<details open>" not in text(client.get(f"/homes/{home.pk}/duties/"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Enter a day under “Valid until and including”."),
        ({"done_on": TODAY}, "Enter a day under “Valid until and including”."),
        ({"done_on": TODAY, "expires_on": TODAY - timedelta(1)}, "before the day on which it was obtained"),
        ({"done_on": TODAY, "expires_on": "2206-01-01"}, "more than 25 years"),
    ],
)
def test_it_is_not_marked_without_a_last_valid_day_that_can_be(signed_in, home, owner, record, typed, sentence):
    refused = signed_in(owner).post(f"/homes/{home.pk}/duties/own-{record.pk}/done/", typed)
    assert refused.status_code == 422
    assert sentence in str(refused.context["form"].errors["expires_on"])
    assert not DutyDone.objects.exists()


def test_only_what_expires_has_a_last_valid_day(home, owner, record):
    about = {"home": home, "done_on": TODAY, "today": TODAY, "by": owner}
    with pytest.raises(ValidationError, match="does not expire"):
        actions.mark_done(slug="england-45", expires_on=TODAY, **about)
    with pytest.raises(ValidationError, match="the last day on which it is valid"):
        actions.mark_done(slug=f"own-{record.pk}", **about)


def test_it_may_be_valid_for_a_day_and_for_25_years(home, owner, record):
    obtain(home, record, owner, 1, 0)
    actions.mark_done(
        home=home, slug=f"own-{record.pk}", done_on=date(2020, 5, 1), expires_on=date(2045, 5, 1), today=TODAY, by=owner
    )
    assert status(home, record).due == TODAY - timedelta(days=1)


def test_the_one_that_was_obtained_last_counts_until_it_is_taken_back(home, owner, record):
    obtain(home, record, owner, 400, 800)
    newest, _ = obtain(home, record, owner, 30, 100)
    assert status(home, record).due == TODAY + timedelta(days=70)
    actions.undo(done=newest, by=owner)
    assert status(home, record).due == TODAY + timedelta(days=400)


def test_a_day_that_is_kept_is_not_given_another_expiry_unseen(home, owner, record):
    kept, _ = obtain(home, record, owner, 30, 100)
    assert obtain(home, record, owner, 30, 100) == (kept, False)
    with pytest.raises(ValidationError, match=f"kept as valid until {day(kept.expires_on)}"):
        obtain(home, record, owner, 30, 101)


def test_an_expiry_is_seen_in_a_subscribed_calendar_and_in_mails(home, owner, record):
    without_visits(home)
    DutyDone.objects.create(home=home, own=record, done_on=date(2025, 4, 2), expires_on=date(2026, 4, 1))
    calendar = DutyCalendar.objects.create(user=owner, token_hash="x")
    items = items_for(owner, MONDAY)
    file = calendar_of(calendar, ical.entries_of_duties(items, changes_of(items), MONDAY), MONDAY).decode()
    assert file.count("SUMMARY:Gas safety record") == 1
    assert "DTSTART;VALUE=DATE:20260401" in file
    actions.choose_reminder(frequency="when_due", today=MONDAY - timedelta(days=1), by=owner)
    mails = [actions.remind_of_duties(today=MONDAY + timedelta(number)).total for number in range(40)]
    assert [number for number, sent in enumerate(mails) if sent] == [0, 31]
    assert "Gas safety record is due by 1 April 2026" in OutboxMessage.objects.earliest("pk").text


def test_the_report_counts_what_was_renewed_after_it_had_expired_as_late(home, record):
    for obtained, until in [("2024-03-01", "2025-02-28"), ("2025-03-03", "2025-09-01"), ("2025-09-01", "2026-08-31")]:
        DutyDone.objects.create(home=home, own=record, done_on=obtained, expires_on=until)
    report = report_of(Home.objects.filter(pk=home.pk), home.provider, date(2025, 1, 1), date(2025, 12, 31))
    [line] = [line for line in report.lines if line.item.own == record]
    assert [(str(doing.on), doing.late) for doing in line.done] == [("2025-03-03", True), ("2025-09-01", False)]
    assert line.due_status.due == date(2026, 8, 31)


def test_our_sheet_with_certificates_comes_back_without_a_change(home, owner, record):
    done(home, "england-44", TODAY, 40)
    obtain(home, record, owner, 30, 100)
    for kind in Format:
        made = plan(entries_of(table_of(written(kind, to_fill_in(owner, TODAY)))), owner, TODAY)
        assert (made.known, made.new, made.problems) == (2, [], [])


def test_a_certificate_is_entered_by_sheet(home, owner, record):
    entry = Entry(2, "9000001", "Gas safety record", "1/2/2025", valid_until="31/1/2026")
    assert actions.save_sheet(entries=[entry], today=TODAY, by=owner) == 1
    assert DutyDone.objects.get().expires_on == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("duty", "valid_until", "sentence"),
    [
        ("Gas safety record", "", "Write the last day on which it is valid."),
        ("Gas safety record", "31/1/2024", "before the day on which it was obtained"),
        ("Gas safety record", "soon", "soon"),
        ("45", "31/1/2026", "does not expire"),
    ],
)
def test_a_sheet_says_what_is_wrong_with_a_last_valid_day(home, owner, record, duty, valid_until, sentence):
    [problem] = planned(owner, (duty, "1/2/2025", "", valid_until)).problems
    assert (problem.row, problem.column) == (2, "Valid until")
    assert sentence in problem.sentence


def test_a_sheet_gives_no_other_expiry_to_a_day_that_is_kept(home, owner, record):
    kept, _ = obtain(home, record, owner, 30, 100)
    other = str(kept.expires_on + timedelta(days=1))
    rows = [("Gas safety record", str(kept.done_on), "", until) for until in ("", str(kept.expires_on), other)]
    made = planned(owner, *rows)
    assert (made.known, [(problem.row, problem.column) for problem in made.problems]) == (2, [(4, "Valid until")])


@pytest.mark.parametrize(
    "fields", [{"own": True, "expires_on": TODAY - timedelta(1)}, {"rule": "england-45", "expires_on": TODAY}]
)
def test_the_database_refuses_an_expiry_before_its_day_and_of_a_rule(home, record, fields):
    fields = {**fields, "own": record} if "own" in fields else fields
    with pytest.raises(IntegrityError, match="duty_done_is_valid_from_its_day"), transaction.atomic():
        DutyDone.objects.create(home=home, done_on=TODAY, **fields)


@pytest.mark.parametrize("fields", [{"every_months": 1}, {"name": "", "rule": "england-46"}])
def test_the_database_refuses_an_expiry_beside_another_rhythm_or_for_a_rule(provider, fields):
    with pytest.raises(IntegrityError, match="duty_has_one_recurrence"), transaction.atomic():
        Duty.objects.create(**{"provider": provider, "name": "Gas", "while_valid": True, **fields})
