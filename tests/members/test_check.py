"""Was this provider a member on that day? By any name, and honest about what is only near."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.check import check_membership
from members.names import plain, why_near
from members.periods import Period, periods
from people.models import Provider
from tests.conftest import make_provider
from tests.members.conftest import make_term
from tests.reading import text

PAGE = "/staff/membership/check/"
TODAY = timezone.localdate


def names(found):
    return [str(one.provider) for one in found]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Hazel Bank Care Ltd", "HAZEL BANK CARE LIMITED"),
        ("The Larkfield Children's Services", "Larkfield Children’s Services Limited"),
        ("Tŷ Gwyn Gofal Cyf", "ty gwyn gofal cyfyngedig"),
        ("Oak & Ash", "Oak and Ash Ltd."),
        ("Two Rivers C.I.C.", "2 rivers"),
        ("Ty-Gwyn, (Care)", "ty gwyn care"),
    ],
)
def test_one_name_in_two_spellings_is_one_name(one, two):
    assert plain(one) == plain(two) != ""


@pytest.mark.parametrize(
    ("typed", "name", "why"),
    [
        ("hazel", "hazel bank care", "has these words in it"),
        ("hazel bank care homes", "hazel bank care", "is a part of what you typed"),
        ("hazelbank care", "hazel bank care", "is the same apart from spaces"),
        ("hazle bank care", "hazel bank care", "is spelt alike"),
        ("hazel bank care", "hazel bank care", ""),
        ("larkfield", "hazel bank care", ""),
        ("haze", "hazel bank care", ""),
    ],
)
def test_a_near_name_says_why_it_is_near(typed, name, why):
    assert why_near(typed, name) == why


def test_terms_that_follow_one_another_are_one_membership_and_a_resignation_ends_it():
    day = date(2026, 1, 1)
    terms = [
        (day, date(2026, 12, 31), date(2026, 6, 1)),
        (date(2025, 1, 1), date(2025, 12, 31), None),
        (date(2020, 1, 1), date(2020, 12, 31), None),
    ]
    assert periods(terms) == [
        Period(date(2020, 1, 1), date(2020, 12, 31)),
        Period(date(2025, 1, 1), date(2026, 5, 31), resigned=True),
    ]
    assert periods([(day, date(2026, 12, 31), day)]) == []


def test_a_provider_is_found_by_each_name_that_it_or_its_parents_have_or_had(press_officer):
    top = make_provider("Grand Holdings plc")
    parent = make_provider("Meadow Group Ltd", trading_name="Meadow", parent=top)
    home = make_provider("Tŷ Gwyn Gofal Cyf", trading_name="White House Care", parent=parent)
    Provider.objects.filter(pk=home.pk).update(legal_name="New Name Ltd")
    make_provider("Unrelated Ltd")
    for typed, said in (
        ("new name", "legal name New Name Ltd"),
        ("WHITE HOUSE CARE LIMITED", "trading name White House Care"),
        ("Ty Gwyn Gofal", "former name Tŷ Gwyn Gofal Cyf"),
        ("meadow", "parent’s trading name Meadow"),
        ("The Grand Holdings", "parent’s legal name Grand Holdings plc"),
    ):
        answer = check_membership(press_officer, typed, TODAY())
        found = next(one for one in answer.exact if one.provider == home)
        assert found.names == [said]
        assert {*names(answer.exact), *names(found.group)} == {"White House Care", "Meadow", "Grand Holdings plc"}
        assert "Unrelated Ltd" not in names([*answer.exact, *answer.near])


def test_two_companies_that_own_each_other_do_not_keep_it_busy(press_officer):
    one = make_provider("One Ltd")
    two = make_provider("Other Ltd", parent=one)
    Provider.objects.filter(pk=one.pk).update(parent=two)
    assert names(check_membership(press_officer, "1", TODAY()).exact) == ["One Ltd", "Other Ltd"]


def test_exact_and_near_stand_apart_and_a_near_one_is_no_answer(signed_in, provider, press_officer):
    make_term(provider, ends_in=10)
    client = signed_in(press_officer)
    page = text(client.get(PAGE, {"q": "hazel bank care"}))
    assert "Of exactly this name" in page
    assert "A member on" in page
    page = text(client.get(PAGE, {"q": "Hazle Bank Care"}))
    assert "We know no provider of exactly this name; those below are near" in page
    assert "is spelt alike" in page
    page = text(client.get(PAGE, {"q": "<b>Quarrydene"}))
    assert "We know no provider of exactly this name. It may" in page
    assert "Do not say “not a member” on this alone" in page
    assert "<b>Quarrydene" not in page
    assert "&lt;b&gt;Quarrydene" in page


def test_the_day_decides_and_the_dates_around_it_are_shown(signed_in, provider, press_officer):
    term = make_term(provider, ends_in=-5)
    client = signed_in(press_officer)

    def page_on(day):
        return text(client.get(PAGE, {"q": "hazel bank care", "on": day.isoformat()}))

    assert "A member on" in page_on(term.ends_on)
    assert "Renewal overdue on" in page_on(TODAY())
    assert "Not a member on" in page_on(term.starts_on - timedelta(days=1))
    assert f"to {term.ends_on.day} {term.ends_on:%B %Y}" in page_on(date(2001, 1, 1))
    assert "still to come" in page_on(TODAY() + timedelta(days=1))


@pytest.mark.parametrize("typed", ["Ltd", "The", "…"])
def test_what_fits_any_company_is_asked_again(signed_in, press_officer, typed):
    page = signed_in(press_officer).get(PAGE, {"q": typed})
    assert page.status_code == 422
    assert "Write more of the name" in text(page)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_membership_check_takes_the_same_queries_for_any_number(
    signed_in, press_officer, count, django_assert_num_queries
):
    top = make_provider("Hazel Group")
    for number in range(count):
        make_term(make_provider(f"Hazel {number}", trading_name="Hazel", parent=top), ends_in=10)
    client = signed_in(press_officer)
    with django_assert_num_queries(7):
        client.get(PAGE, {"q": "hazel"})
