"""The report of a period for a provider's board: what was done, what was late, what was overdue at the end."""

import io
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from duties import actions
from duties.models import DutyDone
from duties.report import pdf_of, report_of, table_of_report
from homes.models import Home, HomeGrant
from people.models import SecurityEvent
from sheets import read_sheets
from tests.conftest import make_person
from tests.duties.homes import done, make_home
from tests.reading import text
from times import LONDON

TODAY = timezone.localdate()
YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def on(home, rule, *days):
    for day in days:
        DutyDone.objects.create(home=home, rule=rule, done_on=date.fromisoformat(day), note="Siân came")


def lines(home, first=YEAR[0], last=YEAR[1]):
    report = report_of(Home.objects.filter(pk=home.pk), home.provider, first, last)
    return {line.item.slug: line for line in report.lines}


def test_it_counts_what_was_done_in_the_period_and_what_of_it_was_late(home):
    on(home, "england-45", "2024-12-30", "2025-06-30", "2025-12-31", "2026-01-02")
    line = lines(home)["england-45"]
    assert [(doing.on.isoformat(), doing.late) for doing in line.done] == [("2025-06-30", False), ("2025-12-31", True)]


def test_it_says_when_the_report_of_each_day_was_sent_and_which_were_late(home):
    visited = {"home": home, "rule": "england-44", "report_asked": True}
    rows = [
        ("2025-10-01", "2025-10-29"),  # 28 days later: in time
        ("2025-11-01", "2025-11-30"),  # 29 days
        ("2025-12-01", "2026-01-02"),  # after the period's end, which is after its day
        ("2025-12-20", None),  # its day is still to come at the end
    ]
    for done_on, sent_on in rows:
        DutyDone.objects.create(done_on=done_on, sent_on=sent_on, reported_on=sent_on, **visited)
    on(home, "england-44", "2025-09-01")  # of which no report was asked here
    line = lines(home)["england-44"]
    late = {
        day.isoformat(): (sending.sent_on and sending.sent_on.isoformat(), sending.late)
        for day, sending in line.sent.items()
    }
    assert late == {
        "2025-10-01": ("2025-10-29", False),
        "2025-11-01": ("2025-11-30", True),
        "2025-12-01": (None, True),
        "2025-12-20": (None, False),
    }
    report = report_of(Home.objects.filter(pk=home.pk), home.provider, *YEAR)
    assert report.sent_late == 2
    [cells] = [row for row in table_of_report(report).rows if row[1] == "Independent person’s visit"]
    assert cells[5] == 2
    assert (
        "1 September 2025, 1 October 2025 (report sent on 29 October 2025), 1 November 2025 (report sent on" in cells[6]
    )
    assert "1 December 2025 (report not sent, due by 29 December 2025, late)" in cells[6]


def test_it_says_where_a_duty_stood_at_the_end_and_not_today(home):
    on(home, "england-44", "2025-10-20", "2026-01-05")
    assert lines(home)["england-44"].due_status.state == "Overdue"
    assert lines(home, last=date(2025, 11, 1))["england-44"].due_status.state == "In order"


def test_what_is_off_is_left_out_and_what_has_no_day_says_so(home, owner):
    actions.switch_off(home=home, slug="england-44", reason="No", today=TODAY, by=owner)
    found = lines(home)
    assert "england-44" not in found
    assert found["england-45"].due_status.state == "No date yet"


def test_the_worst_comes_first(home):
    on(home, "england-45", "2025-01-02")
    on(home, "england-46", "2025-01-02")
    assert next(iter(lines(home))) == "england-45"


def post(client, home, **typed):
    period = {"provider": home.provider_id, "first": YEAR[0], "last": YEAR[1], "format": "pdf"}
    return client.post("/duties/report/", {**period, **typed})


def test_the_pdf_is_accessible_and_names_homes_by_alias_alone(signed_in, home, owner):
    on(home, "england-45", "2025-01-02")
    answer = post(signed_in(owner), home)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="duties-2025-01-01-2025-12-31.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    pdf = PdfReader(io.BytesIO(answer.content))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Duties from 1 January 2025 to 31 December 2025" in words
    assert "Overdue at the end" in words
    assert "9000001" in words
    assert b"pdfuaid" in answer.content
    assert not [private for private in ("Bramble", "Invented Road", "Siân") if private in words]
    assert SecurityEvent.objects.get(kind="exported").user == owner


def test_the_pdf_takes_any_words(home, owner, provider):
    provider.trading_name = "Cartrefi <Plant> #let x = 1 [Ynys Môn] 🏠"
    provider.save()
    duty = actions.add_duty(provider=provider, home=None, name='#eval("1") *x* $y$ 🔥', every_months=1, by=owner)
    DutyDone.objects.create(home=home, own=duty, done_on=date(2025, 2, 3))
    report = report_of(Home.objects.filter(pk=home.pk), provider, *YEAR)
    pdf = PdfReader(io.BytesIO(pdf_of(report, timezone.now())))
    assert '#eval("1") *x* $y$' in " ".join(page.extract_text() for page in pdf.pages)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_the_sheet_has_a_row_for_each_duty(signed_in, home, owner, kind):
    on(home, "england-45", "2025-01-02")
    [sheet] = read_sheets(post(signed_in(owner), home, format=kind).content)
    assert sheet.rows[0].cells[:6] == ["Home", "Duty", "Source", "Times done", "Of these late", "Reports late"]
    assert sheet.rows[1].cells[0] == "9000001"
    assert len(sheet.rows) == 5
    assert "Bramble" not in str(sheet)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"first": "2025-02-01", "last": "2025-01-01"}, "ends before it begins"),
        ({"last": str(TODAY + timedelta(days=1))}, "still to come"),
        ({"first": "2015-01-01"}, "more than three years"),
        ({"first": ""}, "Enter a day under “From”."),
        ({"format": "exe"}, "Select a valid choice"),
    ],
)
def test_a_period_that_is_none_says_why(signed_in, home, owner, typed, sentence):
    answer = post(signed_in(owner), home, **typed)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_nobody_gets_another_provider_s_report(signed_in, home, outsider):
    assert post(signed_in(outsider), home).status_code == 422


def test_a_limited_manager_s_report_holds_their_homes_alone(signed_in, home, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    other = make_home(provider, 2)
    HomeGrant.objects.create(role=manager.roles.get(), home=other)
    [sheet] = read_sheets(post(signed_in(manager), home, format="csv").content)
    assert {row.cells[0] for row in sheet.rows[1:]} == {other.registration.number}


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_report_takes_three_queries_for_any_number_of_homes(provider, count, django_assert_num_queries):
    for number in range(count):
        done(make_home(provider, number), "england-44", TODAY, 0)
    with django_assert_num_queries(3):
        report_of(Home.objects.all(), provider, *YEAR)


def test_a_duty_that_was_never_done_is_overdue_at_the_end_from_its_first_day_on(home, provider):
    since = datetime(2025, 11, 3, 9, tzinfo=LONDON)
    Home.objects.filter(pk=home.pk).update(claimed_at=since, during=(since.date(), None))
    report = report_of(Home.objects.filter(pk=home.pk), provider, date(2025, 10, 1), date(2025, 12, 31))
    [line] = report.overdue
    assert (line.item.slug, line.due_status.due) == ("england-44", date(2025, 11, 30))
