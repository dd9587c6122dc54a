"""Days already done, by sheet: in any format, errors by row and column, nothing kept until it is said so."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from duties import actions
from duties.models import DutyDone
from duties.sheet import Entry, entries_of, plan, table_of, to_fill_in
from homes.models import HomeGrant
from people.models import SecurityEvent
from sheets import NotASheet
from sheets.writing import Format, Table, written
from tests.conftest import make_person
from tests.duties.homes import done, make_home
from tests.reading import text

TODAY = timezone.localdate()
ROWS = re.compile(r'name="rows" value="([^"]+)"')
HEADINGS = ["Home", "Duty", "Done on", "Note"]


def sheet(*rows, headings=HEADINGS, kind=Format.CSV) -> bytes:
    return written(kind, Table("Sheet", headings, rows))


def send(client, raw: bytes):
    return client.post("/duties/sheet/", {"file": SimpleUploadedFile("days.csv", raw)})


def keep(client, page):
    return client.post("/duties/sheet/save/", {"rows": ROWS.search(text(page))[1]}, follow=True)


def found(owner, *rows):
    return plan([Entry(number, *row) for number, row in enumerate(rows, start=2)], owner, TODAY)


def sentences(owner, *rows):
    return [(problem.row, problem.column, problem.sentence) for problem in found(owner, *rows).problems]


@pytest.mark.parametrize("kind", list(Format))
def test_a_sheet_is_checked_then_kept_and_the_second_time_changes_nothing(signed_in, home, owner, kind):
    client = signed_in(owner)
    day = TODAY - timedelta(days=40)
    raw = sheet(["9000001", "Regulation 44", day, "Siân ap Gwilym"], ["9000001", "45", day, None], kind=kind)
    page = send(client, raw)
    assert "Keep 2 days" in text(page)
    assert not DutyDone.objects.exists()
    assert "2 days kept" in text(keep(client, page))
    assert set(DutyDone.objects.values_list("rule", "done_on", "note", "by")) == {
        ("england-44", day, "Siân ap Gwilym", owner.pk),
        ("england-45", day, "", owner.pk),
    }
    assert "There is nothing new in it" in text(send(client, raw))
    assert DutyDone.objects.first().events.last().pgh_context.metadata["reason"] == "Loaded from a sheet"


def test_our_own_sheet_comes_back_without_a_change(signed_in, home, owner):
    done(home, "england-44", TODAY, 40)
    client = signed_in(owner)
    raw = client.get("/duties/sheet/template/?format=ods").content
    assert entries_of(table_of(raw))[0].duty == "Independent person’s visit"
    assert "There is nothing new in it" in text(send(client, raw))
    assert SecurityEvent.objects.filter(kind="exported").count() == 1


def test_our_sheet_names_homes_by_number_and_only_those_that_one_edits(home, owner, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    other = make_home(provider, 2)
    HomeGrant.objects.create(role=manager.roles.get(), home=other)
    rows = to_fill_in(manager, TODAY).rows
    assert {row[0] for row in rows} == {other.registration.number}
    assert "Bramble House" not in str(to_fill_in(owner, TODAY))


@pytest.mark.parametrize("called", ["9000001", " 9000001 ", "Home 3", "HOME 3", "bramble house"])
def test_a_home_is_found_by_number_alias_and_name(home, owner, called):
    home.alias = "Home 3"
    home.save()
    assert len(found(owner, (called, "44", "01/02/2025")).new) == 1


@pytest.mark.parametrize(
    "called",
    [
        *("44", "Reg 44", "reg. 44", "Regulation 44", "Visit", "independent person's visit"),
        "Independent person: visits and reports",
    ],
)
def test_a_duty_is_found_by_number_name_and_column(home, owner, called):
    assert [row.rule for row in found(owner, ("9000001", called, "01/02/2025")).new] == ["england-44"]


def test_an_own_duty_is_found_by_its_name(home, owner, provider):
    duty = actions.add_duty(provider=provider, home=None, name="Prawf larwm tân", every_months=1, by=owner)
    assert found(owner, ("9000001", "prawf larwm tân", "1/2/2025")).new[0].own == duty


def test_a_day_is_read_as_people_write_it(home, owner):
    assert str(found(owner, ("9000001", "44", "1 Chwe 2025 10:30")).new[0].done_on) == "2025-02-01"


@pytest.mark.parametrize("called", ["9000001.0", "9.000001E+06"])
def test_a_number_that_a_program_changed_is_the_home_or_said(home, owner, called):
    assert len(found(owner, (called, "44", "1/2/2025")).new) == 1
    assert "shortened this number" in sentences(owner, ("9.0E+06", "44", "1/2/2025"))[0][2]


def test_names_of_signs_alone_are_told_apart(home, owner, provider):
    for name in ("🔥", "💧"):
        actions.add_duty(provider=provider, home=None, name=name, every_months=1, by=owner)
    assert found(owner, ("9000001", "💧", "1/2/2025")).new[0].own.name == "💧"
    assert "no duty called “”" in sentences(owner, ("9000001", "", "1/2/2025"))[0][2]


def test_names_that_differ_in_signs_alone_are_told_apart(home, owner, provider):
    for name in ("Fire A", "Fire (A)"):
        actions.add_duty(provider=provider, home=None, name=name, every_months=1, by=owner)
    assert [found(owner, ("9000001", name, "1/2/2025")).new[0].own.name for name in ("Fire (A)", "Fire A")] == [
        *("Fire (A)", "Fire A")
    ]


def test_a_day_that_is_kept_comes_back_though_it_could_not_be_kept_anew(home, owner):
    done(home, "england-44", TODAY, -5)
    done(home, "england-45", TODAY, 5)
    actions.switch_off(home=home, slug="england-45", reason="No", today=TODAY, by=owner)
    rows = [("9000001", number, f"{TODAY - timedelta(days=days)}") for number, days in (("44", -5), ("45", 5))]
    made = found(owner, *rows)
    assert (made.known, made.new, made.problems) == (2, [], [])


def test_the_dry_run_shows_what_was_read_beside_what_was_kept_and_names_what_is_not_read(signed_in, home, owner):
    done(home, "england-44", TODAY, 60)
    last = TODAY - timedelta(days=60)
    raw = sheet(["9000001", "44", "1 Sept 2025 10:00", "Siân", "x"], headings=[*HEADINGS, "Colour"])
    page = text(send(signed_in(owner), raw))
    assert f'<td data-label="Done last, until now">{last.day} {last:%B %Y}</td>' in page
    assert '<td data-label="Done on">1 September 2025</td>' in page
    assert '<td data-label="Valid until">–</td><td data-label="Note">Siân</td>' in page
    assert 'Columns that are not read: <span class="tag tag--quiet">Colour</span>' in page


def test_a_row_that_slipped_is_said(home, owner):
    entries = entries_of(table_of(b"Home,Duty,Done on\n9000001,44,1/2/2025,x\n"))
    (problem,) = plan(entries, owner, TODAY).problems
    assert (problem.row, problem.column) == (2, "The whole row")
    assert "text to the right" in problem.sentence


def test_the_dry_run_shows_the_first_rows_and_says_how_many_there_are(signed_in, home, owner):
    days = [TODAY - timedelta(days=number) for number in range(201)]
    page = text(send(signed_in(owner), sheet(*(["9000001", "44", day, ""] for day in days))))
    assert "the first 200 of 201 days" in page
    assert page.count("Independent person’s visit") == 200


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (("9000002", "44", "1/2/2025"), "Home", "None of the homes that you edit is called “9000002”"),
        (("9000001", "73", "1/2/2025"), "Duty", "This home has no duty called “73”"),
        (("9000001", "", "1/2/2025"), "Duty", "This home has no duty called “”"),
        (("9000001", "44", "31/2/2025"), "Done on", "“31/2/2025” is no day"),
        (("9000001", "44", "monthly"), "Done on", "“monthly” is no day"),
        (("9000001", "44", "1/1/2099"), "Done on", "1 January 2099 is still to come"),
        (("9000001", "44", "3/6/2015"), "Done on", "before 4 June 2015, when the home was registered"),
        (("9000001", "44", "1/2/2025", "x" * 201), "Note", "Shorten it to 200"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(home, owner, row, column, sentence):
    [(number, at, said)] = sentences(owner, row)
    assert (number, at) == (2, column)
    assert sentence in said


def test_two_homes_of_one_name_are_told_apart_by_number(home, owner, provider):
    for place in (home, make_home(provider, 2)):
        place.alias = "Home"
        place.save()
    assert sentences(owner, ("home", "44", "1/2/2025"))[0][2].startswith("2 of your homes are called")


def test_a_duty_that_is_off_is_said(home, owner):
    actions.switch_off(home=home, slug="england-44", reason="No", today=TODAY, by=owner)
    assert "switched off" in sentences(owner, ("9000001", "44", "1/2/2025"))[0][2]


def test_rows_without_a_day_are_left_out_and_a_day_twice_is_kept_once(home, owner):
    row = ("9000001", "44", "1/2/2025")
    made = found(owner, row, row, ("9000001", "45", ""))
    assert (len(made.new), made.known, made.without_day) == (1, 1, 1)


def test_nothing_is_kept_while_a_row_is_wrong(signed_in, home, owner):
    page = send(signed_in(owner), sheet(["9000001", "44", "1/2/2025", ""], ["Nowhere <b>", "44", "1/2/2025", ""]))
    assert page.status_code == 422
    assert "Row 3" in text(page)
    assert "Nowhere &lt;b&gt;" in text(page)
    assert not ROWS.search(text(page))
    entries = [Entry(2, "9000001", "44", "1/2/2025"), Entry(3, "Nowhere", "44", "1/2/2025")]
    with pytest.raises(ValidationError, match="nothing was kept"):
        actions.save_sheet(entries=entries, today=TODAY, by=owner)
    assert not DutyDone.objects.exists()


def test_what_one_person_was_shown_no_other_can_keep_and_nobody_can_change(signed_in, home, owner, outsider):
    client = signed_in(owner)
    page = send(client, sheet(["9000001", "44", "1/2/2025", ""]))
    assert "Choose the sheet again" in text(keep(signed_in(outsider), page))
    changed = client.post("/duties/sheet/save/", {"rows": ROWS.search(text(page))[1] + "x"}, follow=True)
    assert "Choose the sheet again" in text(changed)
    assert not DutyDone.objects.exists()


def test_another_provider_s_home_is_not_found(home, outsider):
    assert sentences(outsider, ("9000001", "44", "1/2/2025"))[0][1] == "Home"


def test_headings_may_stand_in_any_order_below_a_title():
    raw = written(Format.CSV, Table("x", ["Our visits", "", ""], [["Date", "URN", "Reg"], ["1/2/2025", "9000001", 44]]))
    assert entries_of(table_of(raw)) == [Entry(3, "9000001", "44", "1/2/2025")]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"Name;Town\r\nA;B\r\n", "No row of this file has the headings"),
        (sheet(["9000001", "44", "1/2/2025", ""], headings=["Home", "Duty", "Done on", "Child"]), "speak of children"),
    ],
)
def test_what_is_no_such_sheet_is_refused_with_a_sentence(raw, sentence):
    with pytest.raises(NotASheet, match=sentence):
        entries_of(table_of(raw))


def test_a_wrong_file_comes_back_with_the_form(signed_in, home, owner):
    page = send(signed_in(owner), b"%PDF-1.7 ...")
    assert page.status_code == 422
    assert "This is a PDF" in text(page)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_check_takes_the_same_queries_for_any_number_of_rows(provider, owner, count, django_assert_num_queries):
    homes = [make_home(provider, number) for number in range(count)]
    owner.current_roles  # noqa: B018 - read once a request
    with django_assert_num_queries(4):
        found(owner, *((home.registration.number, "44", "1/2/2025") for home in homes))
