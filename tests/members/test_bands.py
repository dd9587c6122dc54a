"""Bands are rows that staff keep, and a year's membership is begun with one."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from members.models import Application, Band, Term
from members.periods import last_day_of_year
from members.terms import actions
from tests.members.conftest import make_term
from tests.reading import text

BANDS = "/staff/membership/bands/"


@pytest.fixture
def staff(signed_in, membership_manager):
    return signed_in(membership_manager)


@pytest.fixture
def small(db):
    return Band.objects.create(name="1 home", homes_from=0, homes_to=1, dues=450, position=1)


@pytest.fixture
def large(small):
    return Band.objects.create(name="2 homes or more", homes_from=2, dues=900, position=2)


def test_a_band_is_added_changed_and_refused_with_a_reason(staff):
    band = {"name": "2 to 4 homes", "homes_from": 2, "homes_to": 4, "dues": "900", "vat_rate": "20"}
    assert staff.post(f"{BANDS}new/", band).status_code == 302
    assert "2 to 4 homes" in text(staff.get(BANDS))
    assert Band.objects.get().vat_rate == 20
    for wrong, field in [({"homes_to": 1, "name": "x"}, "homes_to"), ({"dues": -1, "name": "x"}, "dues"), ({}, "name")]:
        answer = staff.post(f"{BANDS}new/", band | wrong)
        assert answer.status_code == 422
        assert field in answer.context["form"].errors
    assert Band.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"homes_to": 0}, {"dues": -1}, {"name": "1 HOME"}])
def test_the_database_refuses_it_too(small, wrong):
    with pytest.raises(IntegrityError, match="band_"):
        Band.objects.create(**{"name": "x", "homes_from": 1, "homes_to": 2, "dues": 1} | wrong)


def test_a_provider_is_admitted_for_a_year_and_its_application_is_accepted(staff, provider, small, large):
    asked, today = Application.objects.create(provider=provider), timezone.localdate()
    address = f"/staff/membership/providers/{provider.pk}/term/"
    assert address in text(staff.get(f"/providers/{provider.pk}/"))
    form = staff.get(address).context["form"]
    assert (form.initial["starts_on"], form.initial["homes_counted"], form.initial["band"]) == (today, 0, small)
    page = staff.post(address, {"starts_on": today.isoformat(), "homes_counted": 3, "band": large.pk}, follow=True)
    assert "A member from" in text(page)
    term = Term.objects.get()
    assert (term.band, term.dues, term.chosen_band) == ("2 homes or more", 900, large)
    assert term.ends_on == last_day_of_year(today)
    asked.refresh_from_db()
    assert asked.accepted


def test_a_renewal_follows_the_last_term_and_never_overlaps_it(staff, provider, small, membership_manager):
    last = make_term(provider, ends_in=10)
    address = f"/staff/membership/providers/{provider.pk}/term/"
    follows = last.ends_on + timedelta(days=1)
    assert staff.get(address).context["form"].initial["starts_on"] == follows
    typed = {"starts_on": last.ends_on.isoformat(), "homes_counted": 1, "band": small.pk}
    answer = staff.post(address, typed)
    assert "A term runs from" in answer.context["form"].errors["starts_on"][0]
    assert staff.post(address, typed | {"starts_on": follows.isoformat()}).status_code == 302
    assert staff.post(address, typed | {"starts_on": follows.isoformat()}).status_code == 422
    assert Term.objects.count() == 2


def test_who_resigned_may_come_back_within_the_year(provider, small, membership_manager):
    today = timezone.localdate()
    make_term(provider, ends_in=100, resigned_on=today)
    facts = {"provider": provider, "band": small, "homes_counted": 1, "by": membership_manager}
    assert actions.start_term(starts_on=today, **facts).starts_on == today


def test_a_band_for_another_number_of_homes_is_refused_and_what_was_typed_stays(staff, provider, small, large):
    typed = {"starts_on": "2026-01-01", "homes_counted": 7, "band": small.pk}
    answer = staff.post(f"/staff/membership/providers/{provider.pk}/term/", typed)
    assert answer.context["form"].errors["band"] == ["1 home is not for 7 homes. Choose the one that is."]
    assert 'value="7"' in text(answer)
    assert not Term.objects.exists()


def test_new_dues_leave_terms_alone_and_a_band_in_use_is_retired(staff, provider, small, membership_manager):
    facts = {"provider": provider, "band": small, "homes_counted": 1, "by": membership_manager}
    term = actions.start_term(starts_on=date(2026, 1, 1), **facts)
    band = {"name": "One home", "homes_from": 0, "homes_to": 1, "dues": "500"}
    staff.post(f"{BANDS}{small.pk}/edit/", band)
    assert "in use" in text(staff.post(f"{BANDS}arrange/", {"delete": small.pk}, follow=True))
    staff.post(f"{BANDS}arrange/", {"retire": small.pk})
    term.refresh_from_db()
    assert (term.band, term.dues) == ("1 home", 450)
    form = staff.get(f"/staff/membership/providers/{provider.pk}/term/").context["form"]
    assert list(form.fields["band"].queryset) == []


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 3, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2028, 2, 28), date(2029, 2, 27)),
    ],
)
def test_a_year_ends_the_day_before_it_would_begin_again(first, last):
    assert last_day_of_year(first) == last
