"""Twelve months by homes: which were missed, on screen and as a sheet, and marked for many homes at once."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from duties import actions
from duties.law import Every, Life, MonthState, months_after, months_by_interval, months_of, twelve_months
from duties.models import DutyDone, PlannedVisit
from duties.visits import grid_of, key_of, with_visits
from homes.models import Area, Home, HomeFacts, HomeGrant
from people.models import SecurityEvent
from sheets import read_sheets
from tests.conftest import make_person
from tests.duties.homes import done, make_home, without_visits
from tests.reading import text
from times import LONDON

TODAY = timezone.localdate()
THIS_MONTH = TODAY.replace(day=1)
NOON = date(2026, 3, 15)
OLD = date(2024, 1, 1)
D, M, T, N = MonthState.DONE, MonthState.MISSED, MonthState.TO_DO, MonthState.NOT_ASKED


def states(done=(), life=None, known=OLD, today=NOON, until=NOON):
    found = months_of(twelve_months(until), done, today=today, life=life or Life(), known=known)
    return [month.state for month in found]


def test_twelve_months_end_with_the_one_of_the_day():
    assert twelve_months(date(2026, 3, 31))[::11] == [date(2025, 4, 1), date(2026, 3, 1)]


def test_a_month_without_a_visit_was_missed_and_this_one_is_still_to_do():
    assert states() == [M] * 11 + [T]
    assert states([date(2025, 4, 1), date(2025, 4, 30), date(2026, 3, 15)]) == [D] + [M] * 10 + [D]


def test_the_last_day_of_a_month_belongs_to_it_and_the_month_is_missed_on_the_next():
    assert states(today=date(2026, 3, 31))[-1] == T
    assert states(today=date(2026, 4, 1))[-1] == M


def test_a_month_of_which_the_home_was_registered_for_a_part_is_not_asked_for():
    assert states(life=Life(date(2025, 12, 2), date(2026, 2, 28))) == [N] * 9 + [M] + [N] * 2
    assert states(life=Life(date(2025, 12, 1))) == [N] * 8 + [M] * 3 + [T]
    assert states([date(2025, 12, 30)], life=Life(date(2025, 12, 2))) == [N] * 8 + [D] + [M] * 2 + [T], "done counts"


def test_of_the_months_before_the_home_came_here_nothing_is_known():
    assert states(known=date(2026, 1, 31)) == [N] * 9 + [M] * 2 + [T]
    assert states(known=date(2026, 2, 1)) == [N] * 10 + [M, T]


def test_a_month_to_come_is_not_asked_for():
    assert states(until=date(2026, 5, 1))[-3:] == [T, N, N]


@pytest.fixture
def two(provider, owner):
    """Two homes, here for a year: one was visited in each month of it but one, the other in this one."""
    good, bad = make_home(provider, 1), make_home(provider, 2)
    here = datetime(TODAY.year - 1, TODAY.month, 1, 9, tzinfo=LONDON)
    Home.objects.update(claimed_at=here)
    for month in twelve_months(TODAY)[:-2]:
        DutyDone.objects.create(home=good, rule="england-44", done_on=month.replace(day=5))
    done(bad, "england-44", TODAY, 0)
    return good, bad


def test_months_that_were_missed_are_counted_and_stand_first(signed_in, two, owner):
    good, bad = two
    page = text(signed_in(owner).get("/duties/visits/"))
    assert "12 months missed</strong>, by 2 of 2 homes." in page
    assert page.index(bad.registration.number) < page.index(good.registration.number)
    assert page.count('<td class="grid__missed">Missed</td>') == 12
    assert page.count('<td class="grid__todo">To do</td>') == 1
    assert len(re.findall(r"<td>5</td>", page)) == 10
    foot = page[page.index("<tfoot>") :]
    missed = re.findall(r"<td>(\d+)", foot)
    assert missed == ["12"] + ["1"] * 10 + ["2", "0"]


def test_a_home_whose_visits_were_marked_from_before_it_came_here_is_known_since_then(home):
    done(home, "england-44", TODAY, 100)
    [row] = grid_of(with_visits(Home.objects.filter(pk=home.pk), TODAY), TODAY, TODAY).rows
    assert row.missed >= 2


def test_a_home_that_is_asked_for_no_visit_is_no_row(signed_in, owner, two):
    without_visits(two[0])
    page = text(signed_in(owner).get("/duties/visits/"))
    assert "by 1 of 1 home." in page
    assert two[0].registration.number not in page


def test_a_welsh_home_is_asked_for_a_visit_every_three_months(signed_in, provider, owner):
    welsh = make_home(provider, 3, regulator="ciw")
    first, second = twelve_months(TODAY)[0], twelve_months(TODAY)[7]
    for month in (first, second):
        DutyDone.objects.create(home=welsh, rule="wales-73", done_on=month)
    [row] = grid_of(with_visits(Home.objects.filter(pk=welsh.pk), TODAY), TODAY, TODAY).rows
    assert [month.state for month in row.months] == [D, N, N, M, N, N, N, D, N, N, M, N]
    page = text(signed_in(owner).get("/duties/visits/"))
    assert f"/homes/{welsh.pk}/duties/#wales-73" in page
    last = twelve_months(TODAY)[10]
    actions.mark_visits(days={welsh.pk: last}, month=last, today=TODAY, by=owner)
    assert DutyDone.objects.get(done_on=last).rule == "wales-73"


def test_a_visit_every_three_months_is_still_to_do_in_the_month_in_which_it_falls_due():
    months = twelve_months(date(2026, 6, 30))
    done, due = [date(2026, 1, 20)], date(2026, 4, 20)
    for today, state in ((due, T), (date(2026, 4, 21), M)):
        found = months_by_interval(months, done, Every(3), due, today)
        assert [month.state for month in found][5:] == [N, D, N, N, state, N, N]


def test_without_a_home_the_page_says_what_will_be_here(signed_in, owner):
    assert "are a row of this table" in text(signed_in(owner).get("/duties/visits/"))


def test_an_earlier_year_is_shown_and_a_later_one_is_not(signed_in, two, owner):
    client = signed_in(owner)
    assert "March 2026" in text(client.get("/duties/visits/?until=2026-03"))
    for until in ("2098-01", "nonsense"):
        page = text(client.get(f"/duties/visits/?until={until}"))
        assert f"{TODAY:%B %Y}" in page
        assert not re.search(r"\w+ 2098", page)


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_the_sheet_has_a_row_for_each_home_by_alias(signed_in, home, two, owner, kind):
    answer = signed_in(owner).get(f"/duties/visits/file/?format={kind}")
    [sheet] = read_sheets(answer.content)
    assert sheet.rows[0].cells[0] == "Home"
    assert sheet.rows[0].cells[12:] == [f"{TODAY:%B %Y}", "Months missed", "Actions to do"]
    assert [row.cells[0] for row in sheet.rows[1:]] == ["8000002", "8000001", "9000001"]
    assert sheet.rows[1].cells[1] == "Missed"
    assert sheet.rows[1].cells[-2:] == ["11", "0"]
    assert sheet.rows[2].cells[-2:] == ["1", "0"]
    assert "Bramble" not in str(sheet)
    assert SecurityEvent.objects.get(kind="exported").subject == "visits of twelve months"


def day_in(month, day=1):
    return str(month.replace(day=day))


def test_a_month_is_marked_for_many_homes_at_once(signed_in, two, owner):
    good, bad = two
    last = twelve_months(TODAY)[-2]
    client, address = signed_in(owner), f"/duties/visits/mark/?month={last:%Y-%m}"
    page = text(client.get(address))
    assert page.count('type="date"') == 2
    typed = {f"home-{good.pk}": day_in(last, 3), f"home-{bad.pk}": day_in(last, 28)}
    answer = client.post(address, typed, follow=True)
    assert "2 visits kept" in text(answer)
    assert "10 months missed" in text(answer)
    kept = DutyDone.objects.filter(done_on__gte=last, done_on__lt=THIS_MONTH).order_by("done_on")
    assert [(row.home, row.by, row.report_asked) for row in kept] == [(good, owner, True), (bad, owner, True)]
    assert "Each of your homes has its visit" in text(client.get(address))


def test_homes_that_stay_empty_are_left(signed_in, two, owner):
    _, bad = two
    last = twelve_months(TODAY)[-2]
    address = f"/duties/visits/mark/?month={last:%Y-%m}"
    before = DutyDone.objects.count()
    client = signed_in(owner)
    client.post(address, {f"home-{bad.pk}": day_in(last)})
    assert DutyDone.objects.count() == before + 1
    assert text(client.get(address)).count('type="date"') == 1


def test_one_wrong_day_keeps_none_and_says_which(signed_in, two, owner):
    good, bad = two
    last = twelve_months(TODAY)[-2]
    before = DutyDone.objects.count()
    typed = {f"home-{good.pk}": day_in(last), f"home-{bad.pk}": str(TODAY)}
    answer = signed_in(owner).post(f"/duties/visits/mark/?month={last:%Y-%m}", typed)
    assert answer.status_code == 422
    assert f"Write a day in {last:%B %Y}." in text(answer)
    assert f'value="{typed[f"home-{good.pk}"]}"' in text(answer)
    assert DutyDone.objects.count() == before


def test_a_visit_of_tomorrow_or_of_a_home_where_it_is_off_is_refused(two, owner):
    good, bad = two
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(ValidationError, match="still to come"):
        actions.mark_visits(days={good.pk: tomorrow}, month=tomorrow, today=TODAY, by=owner)
    without_visits(bad)
    with pytest.raises(ValidationError, match="switched off"):
        actions.mark_visits(days={bad.pk: TODAY}, month=TODAY, today=TODAY, by=owner)


def test_marking_again_keeps_nothing_new(two, owner):
    for new in (1, 0):
        days = {two[0].pk: THIS_MONTH}
        assert actions.mark_visits(days=days, month=THIS_MONTH, today=TODAY, by=owner) == new


def test_nobody_marks_another_s_homes(signed_in, two, owner, outsider, provider):
    with pytest.raises(PermissionDenied):
        actions.mark_visits(days={two[0].pk: THIS_MONTH}, month=THIS_MONTH, today=TODAY, by=outsider)
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=two[0])
    page = text(signed_in(manager).get("/duties/visits/"))
    assert two[0].registration.number in page
    assert two[1].registration.number not in page
    with pytest.raises(PermissionDenied):
        actions.mark_visits(days={two[1].pk: THIS_MONTH}, month=THIS_MONTH, today=TODAY, by=manager)


def test_many_homes_are_pages_whose_totals_count_all_or_one_page_to_print(signed_in, provider, owner):
    for number in range(26):
        make_home(provider, number)
    client = signed_in(owner)
    page = text(client.get("/duties/visits/"))
    assert page.count('name="homes"') == 24
    assert "Page 1 of 2" in page
    assert "Homes that missed it, of all pages" in page
    assert 'href="?print=1">All on one page, to print' in page
    assert text(client.get("/duties/visits/?page=2")).count('name="homes"') == 2
    printed = text(client.get("/duties/visits/?print=1"))
    assert printed.count('name="homes"') == 26
    assert "Page 1" not in printed
    assert 'href="?">In pages' in printed


def test_many_homes_are_marked_some_at_once_and_those_left_empty_are_passed_over(signed_in, provider, owner):
    homes = [make_home(provider, number) for number in range(27)]
    client = signed_in(owner)
    page = text(client.get("/duties/visits/mark/"))
    assert page.count('type="date"') == 24
    assert "3 more homes follow once these are kept" in page
    typed = {f"home-{home.pk}": str(THIS_MONTH) for home in homes[2:24]}
    answer = client.post("/duties/visits/mark/", typed, follow=True)
    page = text(answer)
    assert "22 visits kept" in page
    assert [f"home-{home.pk}" in page for home in homes] == [False] * 24 + [True] * 3
    assert "once these are kept" not in page
    [(address, _)] = answer.redirect_chain
    answer = client.post(address, {f"home-{homes[26].pk}": str(THIS_MONTH)})
    assert answer.headers["Location"] == "/duties/visits/"
    page = text(client.get("/duties/visits/mark/"))
    assert [f"home-{home.pk}" in page for home in homes] == [True] * 2 + [False] * 22 + [True] * 2 + [False]


@pytest.mark.parametrize("skip", ["27", "-1", "x", "²", "999999999999999999999"])
def test_what_is_no_number_of_homes_passes_none_over(signed_in, home, owner, skip):
    page = text(signed_in(owner).get("/duties/visits/mark/", {"skip": skip}))
    assert page.count('type="date"') == 1


@pytest.fixture
def areas(home, two, provider):
    """Three homes: one in the North, two in the South, of which Anna Reed is to visit one. The key of the South."""
    north, south = (Area.objects.create(provider=provider, name=name) for name in ("North", "South"))
    for each, area in ((home, north), (two[0], south), (two[1], south)):
        HomeFacts.objects.update_or_create(home=each, defaults={"area": area})
    PlannedVisit.objects.create(home=two[1], planned_on=months_after(THIS_MONTH, 1), visitor="Anna Reed")
    return south.pk


def names_in(page, *homes):
    """Of which homes the page has the row."""
    return [f"/homes/{home.pk}/duties/#england-44" in page for home in homes]


def test_the_grid_is_narrowed_as_the_overview_is_and_its_links_keep_that(signed_in, home, two, areas, owner, provider):
    for number in (3, 4):
        make_home(provider, number)
    query = f"area={areas}&until={TODAY:%Y-%m}"
    page = text(signed_in(owner).get(f"/duties/visits/?{query}"))
    assert names_in(page, home, *two) == [False, True, True]
    assert "Area: South" in page
    assert "by 2 of 2 homes" in page
    narrow = page.partition("Choose homes")[2].partition("</form>")[0]
    assert f'name="until" value="{TODAY:%Y-%m}"' in narrow
    links = re.findall(r'href="([^"]*[?][^"]*)"', page.partition("<h1>")[2])
    assert {link.partition("?")[0] for link in links if f"area={areas}" in link} == {
        "",
        "/duties/visits/actions/",
        "/duties/visits/file/",
        "/duties/visits/mark/",
    }
    without = [link for link in links if f"area={areas}" not in link]
    assert without == ["/duties/visits/planned/?visitor=", f"?until={TODAY:%Y-%m}"], "show all homes"
    for form in page.partition("<h1>")[2].split("<form")[2:]:
        assert f'name="area" value="{areas}"' in form


def test_a_visitor_stays_chosen_where_homes_are_narrowed_and_the_other_way_round(signed_in, home, two, areas, owner):
    key, client = key_of("Anna Reed"), signed_in(owner)
    page = text(client.get(f"/duties/visits/?area={areas}&visitor={key}"))
    assert names_in(page, home, *two) == [False, False, True]
    north = text(client.get(f"/duties/visits/?area={areas - 1}&visitor={key}"))
    assert "Anna Reed is planned for none of these homes" in north
    assert f'value="{key}" selected' in north


def test_few_homes_are_not_narrowed_on_screen(signed_in, two, areas, owner):
    assert "Choose homes" not in text(signed_in(owner).get("/duties/visits/"))


def test_the_sheet_and_the_form_hold_the_homes_that_are_shown(signed_in, home, two, areas, owner):
    client, query = signed_in(owner), f"area={areas}"
    [sheet] = read_sheets(client.get(f"/duties/visits/file/?format=csv&{query}").content)
    assert [row.cells[0] for row in sheet.rows[1:]] == ["8000002", "8000001"]
    last = f"{twelve_months(TODAY)[-2]:%Y-%m}"
    page = text(client.get(f"/duties/visits/mark/?month={last}&{query}&visitor={key_of('Anna Reed')}"))
    assert f"home-{two[1].pk}" in page
    assert page.count('type="date"') == 1
    assert f'href="/duties/visits/?{query}&amp;visitor=' in page
    answer = client.post(f"/duties/visits/mark/?month={last}&{query}", {f"home-{two[1].pk}": f"{last}-02"})
    assert answer.headers["Location"] == f"/duties/visits/?{query}"
    page = text(client.get(f"/duties/visits/plan/?{query}"))
    assert [f"day-{each.pk}" in page for each in (home, *two)] == [False, True, False], "one has its visit"


@pytest.mark.parametrize("count", [1, 3, 60])
def test_the_grid_takes_seven_queries_for_any_number_of_homes(
    signed_in, provider, owner, count, django_assert_num_queries
):
    for number in range(count):
        done(make_home(provider, number), "england-44", TODAY, 40 * number)
    client = signed_in(owner)
    client.get("/duties/visits/")
    with django_assert_num_queries(7):
        client.get("/duties/visits/")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_marking_takes_six_queries_for_any_number_of_homes(provider, owner, count, django_assert_num_queries):
    homes = [make_home(provider, number) for number in range(count)]
    days = {home.pk: THIS_MONTH for home in homes}
    list(owner.current_roles)
    with django_assert_num_queries(6):
        actions.mark_visits(days=days, month=THIS_MONTH, today=TODAY, by=owner)
