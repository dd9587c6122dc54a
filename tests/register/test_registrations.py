"""The history of a number on the register, and the scales on which it was judged."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from register.lists.grades import GRADES, WELSH_WORDS, Grade, Scale, Theme
from register.lists.scales import PERIODS, period_of
from register.models import Registration
from tests.register.files import homes, register
from tests.register.released import released
from tests.register.test_register_kinds import FORM_2014, FORM_2018, MOVES, PREMISES, written


def load(raw, name="list.csv", **more):
    return released(raw, name, **more)


def page_of(client, number):
    return client.get(f"/registrations/{Registration.objects.get(number=number).pk}/")


# Scales


@pytest.mark.parametrize(
    ("scale", "day", "name"),
    [
        (Scale.FOUR_POINT, date(2015, 3, 31), "Four grades, with “adequate” or “satisfactory”"),
        (Scale.FOUR_POINT, date(2015, 4, 1), "Three judgements on four grades"),
        (Scale.FOUR_POINT, date(2017, 4, 1), "Three judgements on four grades"),
        (Scale.INTERIM, date(2022, 3, 31), "Interim inspections: effectiveness since the last full one"),
        (Scale.WELSH_THEMES, date(2025, 4, 1), "Four themes, each rated, and none for the whole"),
    ],
)
def test_a_scale_is_in_use_from_one_day_until_another(scale, day, name):
    assert period_of(scale, day).name == name


@pytest.mark.parametrize(
    ("scale", "day"),
    [
        (Scale.INTERIM, date(2022, 4, 1)),
        (Scale.WELSH_THEMES, date(2025, 3, 31)),
        (Scale.SUPPORTED_ACCOMMODATION, date(2023, 4, 27)),
        (Scale.STRAY, date(2020, 1, 1)),
        (Scale.FOUR_POINT, None),
    ],
)
def test_a_scale_is_not_in_use_before_or_after(scale, day):
    assert period_of(scale, day) is None


def test_the_periods_of_a_scale_follow_each_other_without_a_gap():
    for scale in Scale:
        periods = [period for period in PERIODS if period.scale is scale]
        assert all(first.ends == then.starts for first, then in pairwise(periods))


def test_wales_rates_four_themes_and_nothing_for_the_whole():
    (wales,) = [period for period in PERIODS if period.nation == "Wales"]
    assert not wales.has_overall
    assert len(wales.themes) == 4
    assert Theme.OVERALL not in wales.themes
    assert set(WELSH_WORDS.values()) == set(wales.grades)
    assert Grade.NOT_JUDGED not in wales.grades


def test_every_grade_of_england_is_on_a_scale_with_a_period():
    on_scales = {(period.scale, grade) for period in PERIODS for grade in period.grades}
    assert {pair for pair in GRADES.values() if pair[0] is not Scale.STRAY} <= on_scales


# The page


@pytest.mark.django_db
def test_staff_read_what_every_list_said_the_newest_first(signed_in, press_officer):
    load(written(FORM_2014), "provider_at_march_2014.csv")
    load(written(FORM_2018 | {"Places": "6"}), "provider_at_march_2018.csv")
    load(register({"URN": "SC123456", "Registration status": "Closed"}, as_at="31 March 2025"))
    text = page_of(signed_in(press_officer), "SC123456").content.decode()
    assert text.index("31 March 2025") < text.index("31 March 2018") < text.index("31 March 2014")
    for words in ("Closed", "Example Care Limited", "County Durham", "Requires improvement", ">3<", "Changed"):
        assert words in text
    assert "Four grades, with “adequate” or “satisfactory”" not in text
    assert "Grades as numbers, in the lists of 2013 and 2014" in text


@pytest.mark.django_db
def test_only_what_changed_since_the_list_before_is_marked(signed_in, press_officer):
    load(register(*homes("9000001"), as_at="31 March 2024"))
    load(register(*homes("9000001"), as_at="31 March 2025"))
    client = signed_in(press_officer)
    assert page_of(client, "9000001").content.count(b"Changed") == 0
    load(register(*homes("9000001", Places="5"), as_at="30 April 2025"))
    assert page_of(client, "9000001").content.count(b"Changed") == 1


@pytest.mark.django_db
def test_a_replaced_list_is_not_in_the_history(signed_in, press_officer, the_register):
    load(register(*homes("9000001", Places="7")))
    text = page_of(signed_in(press_officer), "9000001").content.decode()
    assert text.count("31 March 2025</th>") == 1


@pytest.mark.django_db
def test_joining_and_premises_stand_on_the_page(signed_in, press_officer):
    load(written(MOVES))
    load(written(PREMISES), as_at=date(2025, 3, 31))
    client = signed_in(press_officer)
    assert b"5 November 2024: Joiner" in page_of(client, "2835817").content
    assert b"County Durham, category 1: 2 places" in page_of(client, "2700001").content


@pytest.mark.django_db
def test_the_history_goes_on_under_a_new_number(signed_in, press_officer, the_register):
    load(register(*homes("9000001", "9000002"), as_at="31 March 2024"))
    new, old = (Registration.objects.get(number=number) for number in ("9000002", "9000001"))
    Registration.objects.filter(pk=new.pk).update(succeeds=old)
    text = page_of(signed_in(press_officer), "9000002").content.decode()
    assert "before: 9000001" in text
    assert text.count("31 March 2024") == 2


@pytest.mark.django_db
def test_a_provider_reads_its_own_homes_registrations_and_no_others(signed_in, home, owner, outsider):
    assert page_of(signed_in(owner), "9000001").status_code == 200
    assert page_of(signed_in(owner), "9000002").status_code == 404
    assert page_of(signed_in(outsider), "9000001").status_code == 404


@pytest.mark.django_db
def test_a_former_provider_reads_it_no_longer(signed_in, home, owner):
    home.state = "ended"
    home.during = (home.during.lower, home.during.lower + timedelta(days=1))
    home.save()
    assert page_of(signed_in(owner), "9000001").status_code == 404


@pytest.mark.django_db
def test_a_welsh_registration_is_seen_by_those_who_confirm_homes(signed_in, press_officer, membership_manager):
    Registration.objects.create(regulator="ciw", number="CIW-1")
    assert page_of(signed_in(press_officer), "CIW-1").status_code == 404
    assert page_of(signed_in(membership_manager), "CIW-1").status_code == 200


@pytest.mark.django_db
def test_the_newest_list_is_searched_by_urn_owner_and_authority(signed_in, press_officer, the_register):
    client = signed_in(press_officer)
    for words, found in (("9000001", 1), ("hazel bank", 4), ("lancashire", 4), ("nobody", 0)):
        page = client.get("/staff/register/registrations/", {"q": words}).content
        assert page.count(b'data-label="Kind"') == found


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_of_registrations_takes_the_same_queries_for_any_number(
    signed_in, press_officer, count, django_assert_num_queries
):
    load(register(*homes(*(str(9_000_000 + number) for number in range(count)))))
    client = signed_in(press_officer)
    client.get("/staff/register/registrations/")
    with django_assert_num_queries(6):
        client.get("/staff/register/registrations/")


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_history_takes_the_same_queries_for_any_number_of_lists(
    signed_in, press_officer, count, django_assert_num_queries
):
    for month in range(count):
        day = date(2010 + month // 12, month % 12 + 1, 28)
        load(register(*homes("9000001"), as_at=f"{day.day} {day:%B %Y}"))
    client = signed_in(press_officer)
    address = f"/registrations/{Registration.objects.get().pk}/"
    client.get(address)
    with django_assert_num_queries(12):
        client.get(address)
