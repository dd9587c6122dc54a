"""One visit that several lists print, read from all of them: the same in whatever order they were loaded."""

from datetime import date
from itertools import count

import pytest
from django.utils import timezone

from register.models import Inspection, Judgement, RegisterFile, Registration
from register.visits import visits

pytestmark = pytest.mark.django_db
DAY, SERIAL = date(2024, 5, 1), count()


@pytest.fixture
def registration():
    return Registration.objects.create(regulator="ofsted", number="9000050")


def listed(as_at, **facts):
    facts = {"covers": "all", "released_at": timezone.now(), **facts}
    return RegisterFile.objects.create(as_at=as_at, name="x", sha256=f"{next(SERIAL):064}", original=b"", **facts)


def printed(registration, file, *, number="1", published=None, on=DAY, **grades):
    inspection = Inspection.objects.create(
        file=file,
        list_kind="as_at",
        registration=registration,
        date=on,
        kind="Full inspection",
        event_number=number,
        published_on=published,
    )
    for theme, words in grades.items():
        grade = words.lower()
        Judgement.objects.create(inspection=inspection, theme=theme, words=words, scale="four_point", grade=grade)


def test_the_earliest_list_that_prints_a_judgement_is_right_and_later_ones_fill_gaps(registration):
    newest, oldest, between = (listed(date(year, 3, 31)) for year in (2027, 2025, 2026))
    printed(registration, newest, overall="Outstanding", leadership="Inadequate", health="Good")
    printed(registration, oldest, overall="Good")
    printed(registration, between, overall="Inadequate", leadership="Good", published=date(2024, 6, 1))
    (visit,) = visits([registration])
    assert visit.overall.words == "Good"
    assert [(each.theme, each.words) for each in visit.others] == [("leadership", "Good"), ("health", "Good")]
    assert visit.published_on == date(2024, 6, 1)


def test_a_list_that_leaves_the_number_out_prints_the_same_visit(registration):
    printed(registration, listed(date(2026, 3, 31)), number=None, leadership="Good")
    printed(registration, listed(date(2025, 3, 31)), number="7", overall="Good")
    (visit,) = visits([registration])
    assert (visit.overall.words, len(visit.others)) == ("Good", 1)


def test_two_numbers_on_one_day_are_two_visits_and_one_without_number_is_the_first(registration):
    file = listed(date(2025, 3, 31))
    printed(registration, file, number="8", overall="Inadequate")
    printed(registration, file, number="7", overall="Good")
    printed(registration, listed(date(2026, 3, 31)), number=None, leadership="Good")
    found = {visit.overall.words: len(visit.others) for visit in visits([registration])}
    assert found == {"Good": 1, "Inadequate": 0}


def test_other_days_are_other_visits_the_newest_first(registration):
    file = listed(date(2025, 3, 31))
    for number, on in enumerate([DAY, date(2025, 1, 1), None]):
        printed(registration, file, number=str(number), on=on)
    assert [visit.date for visit in visits([registration])] == [date(2025, 1, 1), DAY, None]


@pytest.mark.parametrize(
    "facts",
    [{"released_at": None}, {"withdrawn_at": timezone.now(), "withdrawn_why": "Half a file."}],
    ids=["not released", "taken back"],
)
def test_a_list_that_is_not_in_use_prints_nothing(registration, facts):
    printed(registration, listed(date(2025, 3, 31), **facts), overall="Good")
    assert visits([registration]) == []


def test_visits_of_other_numbers_days_and_kinds_are_told_apart(registration):
    file = listed(date(2025, 3, 31))
    other, stranger = (Registration.objects.create(regulator="ofsted", number=f"900006{n}") for n in (1, 2))
    printed(registration, file, overall="Good")
    printed(registration, file, on=date(2023, 1, 1), overall="Inadequate")
    printed(other, file, overall="Outstanding")
    printed(stranger, file, overall="Adequate")
    monitoring = Inspection.objects.create(
        file=file, list_kind="as_at", registration=registration, date=DAY, kind="Monitoring visit", event_number="1"
    )
    seen = visits([registration, other])
    found = {(each.registration.number, each.date, each.kind, each.overall and each.overall.words) for each in seen}
    assert found == {
        ("9000050", DAY, "Full inspection", "Good"),
        ("9000050", date(2023, 1, 1), "Full inspection", "Inadequate"),
        ("9000050", DAY, monitoring.kind, None),
        ("9000061", DAY, "Full inspection", "Outstanding"),
    }


def test_the_outcome_of_supported_accommodation_counts_for_the_whole(registration):
    printed(registration, listed(date(2025, 3, 31)), supported_accommodation="Inconsistent")
    (visit,) = visits([registration])
    assert (visit.overall.words, visit.others) == ("Inconsistent", [])


def test_visits_take_two_queries(registration, django_assert_num_queries):
    for year in range(2015, 2026):
        printed(registration, listed(date(year, 3, 31)), overall="Good")
    with django_assert_num_queries(2):
        visits([registration])
