"""Dues by year: who pays what for a term that begins on a day, and what it rests on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from members.dues import actions
from members.dues.actions import BandRow
from members.dues.census import Count, census_on
from members.dues.prices import price_for, price_of_homes
from members.membership import status_of, with_membership
from members.models import Application, Band, DuesYear, Term
from members.terms.actions import Agreed, next_first_day, start_term
from people.models import Provider
from register.lists.wales import WelshKind
from register.models import OwnerName, Registration, WelshService
from tests.conftest import make_provider
from tests.members.conftest import make_dues, make_invoice, make_payment, make_term, put_in_force
from tests.members.test_representation import hold
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

MARCH, APRIL = date(2025, 3, 31), date(2025, 4, 1)
BANDS = [
    ("provider", 1, 1, "1 home", 450),
    ("provider", 2, 4, "2 to 4 homes", 900),
    ("provider", 5, None, "5 homes or more", 1950),
    ("associate", 0, None, "Associate", 100),
]


@pytest.fixture
def staff(signed_in, membership_manager):
    return signed_in(membership_manager)


@pytest.fixture
def listed(db):
    """Five homes of four places as at 31 March 2025."""
    return released(register(*homes(*(str(number) for number in range(9000001, 9000006)))))


@pytest.fixture
def dues(listed):
    return make_dues(*BANDS, starts_on=APRIL, census_on=MARCH)


def renamed(provider, **fields):
    Provider.objects.filter(pk=provider.pk).update(**fields)
    provider.refresh_from_db()
    return provider


# What is counted.


def test_homes_and_places_are_those_on_the_list_that_covers_the_day(listed, provider, other_provider):
    hold(provider, "9000001", "9000002")
    hold(other_provider, "9000003")
    census = census_on(MARCH)
    assert (census.file, census.by_provider()) == (
        listed,
        {provider.pk: Count(2, 8), other_provider.pk: Count(1, 4)},
    )


def test_a_list_covers_its_day_and_the_year_after_it(listed):
    assert census_on(MARCH - timedelta(days=1)).file is None
    assert census_on(MARCH + timedelta(days=366)).file == listed
    assert census_on(MARCH + timedelta(days=367)).file is None
    newer = released(register(*homes("9000001"), as_at="30 April 2025"), "at_april_2025.csv")
    assert census_on(date(2025, 4, 29)).file == listed
    assert census_on(date(2025, 4, 30)).file == newer


def test_a_home_counts_for_who_had_it_on_the_day_else_for_who_has_it_now(listed, provider, other_provider):
    hold(provider, "9000001", since=date(2024, 1, 1), until=date(2025, 6, 1))
    hold(other_provider, "9000001", since=date(2025, 6, 1))
    hold(other_provider, "9000002", since=date(2025, 6, 1))
    assert census_on(MARCH).by_provider() == {provider.pk: Count(1, 4), other_provider.pk: Count(1, 4)}


def test_a_home_that_nobody_added_counts_for_whose_name_the_list_prints(listed, provider, other_provider):
    OwnerName.objects.create(key=listed.entries.first().owner_key, provider=provider)
    hold(other_provider, "9000005")
    assert census_on(MARCH).by_provider() == {provider.pk: Count(4, 16), other_provider.pk: Count(1, 4)}


def test_a_home_under_a_newer_number_is_found_under_the_one_of_the_time(listed, provider):
    newer = Registration.objects.create(
        regulator="ofsted", number="9000077", succeeds=Registration.objects.get(number="9000001")
    )
    hold(provider, newer.number)
    assert census_on(MARCH).by_provider() == {provider.pk: Count(1, 4)}


def test_services_in_wales_count_without_a_list(db):
    welsh = make_provider("Cartrefi Cyf", nation="wales")
    number = Registration.objects.create(regulator="ciw", number="SIN-1")
    WelshService.objects.create(
        registration=number, kind=WelshKind.CARE_HOME, local_authority="Powys", places=3, ended_on=MARCH
    )
    hold(welsh, "SIN-1")
    assert census_on(MARCH - timedelta(days=1)).by_provider() == {welsh.pk: Count(1, 3)}
    assert census_on(MARCH).by_provider() == {welsh.pk: Count()}
    make_dues(*BANDS, starts_on=APRIL, census_on=MARCH - timedelta(days=1))
    assert price_for(welsh, APRIL).band.name == "1 home"


def test_a_family_centre_of_wales_is_no_home(db):
    welsh = make_provider("Cartrefi Cyf", nation="wales")
    number = Registration.objects.create(regulator="ciw", number="SIN-2")
    WelshService.objects.create(registration=number, kind=WelshKind.FAMILY_CENTRE, local_authority="Powys", places=3)
    hold(welsh, "SIN-2")
    assert census_on(MARCH).by_provider() == {welsh.pk: Count()}


# Which band, which dues.


@pytest.mark.parametrize(("count", "band"), [(1, "1 home"), (2, "2 to 4 homes"), (4, "2 to 4 homes"), (5, "5 homes")])
def test_the_band_follows_from_the_homes_on_the_register(dues, provider, count, band):
    hold(provider, *(str(9000000 + number) for number in range(1, count + 1)))
    price = price_for(provider, date(2025, 9, 1))
    assert price.band.name.startswith(band)
    assert (price.dues, price.ends_on, price.months) == (price.band.dues, date(2026, 8, 31), None)


def test_it_may_follow_from_places(listed, provider):
    make_dues(("provider", 0, 7, "Small", 1), ("provider", 8, None, "Large", 2), measure="places")
    DuesYear.objects.update(released_at=None)
    DuesYear.objects.update(starts_on=APRIL, census_on=MARCH, released_at=timezone.now())
    hold(provider, "9000001")
    assert price_for(provider, APRIL).band.name == "Small"
    hold(provider, "9000002")
    assert price_for(provider, APRIL).band.name == "Large"


def test_each_kind_of_member_has_bands_of_its_own(dues, provider):
    assert price_for(renamed(provider, member_kind="associate"), APRIL).band.name == "Associate"
    with pytest.raises(ValidationError, match="There is no band for local authorities in the dues from 1 April 2025"):
        price_for(renamed(provider, member_kind="local_authority"), APRIL)


def test_who_is_not_kept_here_yet_is_told_by_the_homes_that_it_names(dues):
    chosen = Registration.objects.filter(number__in=["9000001", "9000002"]).values_list("pk", flat=True)
    price = price_of_homes(chosen, kind="provider", starts_on=APRIL)
    assert (price.band.name, price.count) == ("2 to 4 homes", Count(2, 8))


def test_a_released_year_holds_until_the_next_one_begins_and_a_draft_never(dues, provider):
    hold(provider, "9000001")
    later = make_dues(("provider", 0, None, "Later", 9), starts_on=date(2026, 4, 1), census_on=MARCH, released=False)
    assert price_for(provider, date(2026, 4, 1)).year == dues
    put_in_force(later)
    assert price_for(provider, date(2026, 3, 31)).year == dues
    assert price_for(provider, date(2026, 4, 1)).year == later
    with pytest.raises(ValidationError, match="No dues are released for a term that begins on 31 March 2025"):
        price_for(provider, MARCH)


def test_without_a_list_for_the_census_date_a_sentence_says_so(provider):
    make_dues(*BANDS, starts_on=APRIL, census_on=MARCH)
    with pytest.raises(ValidationError, match="No list of the register covers 31 March 2025, the census date"):
        price_for(provider, APRIL)
    assert price_for(renamed(provider, member_kind="associate"), APRIL).dues == 100, "no home is counted for those"


def test_before_the_census_nobody_knows(listed, provider):
    day = timezone.localdate() + timedelta(days=5)
    make_dues(*BANDS, starts_on=day, census_on=day)
    with pytest.raises(ValidationError, match="which is still to come"):
        price_for(provider, day)


def test_on_the_day_of_the_census_it_is_known(provider):
    """Of a member in Wales no list is waited for."""
    today = timezone.localdate()
    make_dues(("provider", 0, 4, "Small", 100), ("provider", 5, None, "Large", 200), starts_on=today, census_on=today)
    assert price_for(renamed(provider, nation="wales"), today).band.name == "Small"


def test_who_joins_on_the_first_day_pays_the_whole_year_and_no_twelfths(listed, provider):
    make_dues(*BANDS, starts_on=APRIL, census_on=MARCH, joining="months")
    hold(provider, "9000001")
    first, second = price_for(provider, APRIL), price_for(provider, date(2025, 5, 1))
    assert (first.months, first.dues, second.months) == (None, Decimal(450), 11)


def test_without_a_home_on_the_register_a_sentence_says_so(dues, provider):
    with pytest.raises(ValidationError, match="No band for providers of homes holds 0 homes on 31 March 2025"):
        price_for(provider, APRIL)


@pytest.mark.parametrize(
    ("joining", "ends_on", "pounds"),
    [
        ("own", date(2026, 9, 14), Decimal(450)),
        ("full", date(2026, 3, 31), Decimal(450)),
        ("months", date(2026, 3, 31), Decimal("262.50")),
    ],
)
def test_who_joins_in_the_middle_pays_by_the_rule_of_the_year(listed, provider, joining, ends_on, pounds):
    make_dues(*BANDS, starts_on=APRIL, census_on=MARCH, joining=joining)
    hold(provider, "9000001")
    price = price_for(provider, date(2025, 9, 15))
    assert (price.ends_on, price.dues) == (ends_on, pounds)


# What a term keeps.


def test_a_term_freezes_what_it_rests_on(dues, listed, provider, membership_manager):
    hold(provider, "9000001", "9000002")
    asked = Application.objects.create(provider=provider)
    term = start_term(provider=provider, starts_on=APRIL, by=membership_manager)
    assert (term.kind, term.band, term.chosen_band.year, term.dues) == ("provider", "2 to 4 homes", dues, 900)
    assert (term.homes_counted, term.places_counted, term.census_on, term.register_file) == (2, 8, MARCH, listed)
    asked.refresh_from_db()
    assert asked.accepted
    for change in ({"dues": 1}, {"band": "x"}, {"homes_counted": 9}, {"register_file": None}, {"kind": "associate"}):
        with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
            Term.objects.update(**change)


@pytest.mark.parametrize(
    ("band", "dues_agreed", "expected"), [("1 home", None, 450), (None, 600, 600), ("1 home", 0, 0)]
)
def test_something_else_is_agreed_with_a_reason(dues, provider, membership_manager, band, dues_agreed, expected):
    hold(provider, "9000001", "9000002")
    chosen = band and Band.objects.get(name=band)
    agreed = Agreed("Founding member", chosen, dues_agreed)
    term = start_term(provider=provider, starts_on=APRIL, by=membership_manager, agreed=agreed)
    assert (term.dues, term.override_reason, term.homes_counted) == (expected, "Founding member", 2)


def test_a_band_of_another_kind_or_year_cannot_be_agreed(dues, provider, membership_manager):
    later = make_dues(*BANDS, starts_on=date(2026, 4, 1), census_on=MARCH)
    for band in (dues.bands.get(kind="associate"), later.bands.first()):
        with pytest.raises(ValidationError, match="no band of this year for this kind of member"):
            start_term(provider=provider, starts_on=APRIL, by=membership_manager, agreed=Agreed("Why", band))


def test_a_band_can_be_agreed_where_none_follows(dues, provider, membership_manager):
    agreed = Agreed("Opens in May", dues.bands.get(name="1 home"))
    assert start_term(provider=provider, starts_on=APRIL, by=membership_manager, agreed=agreed).homes_counted == 0


def test_only_membership_staff_begin_a_term(dues, provider, owner):
    with pytest.raises(PermissionDenied):
        start_term(provider=provider, starts_on=APRIL, by=owner)


def test_the_database_lets_no_two_terms_of_a_provider_run_at_once(provider, other_provider):
    make_term(provider, ends_in=100, resigned_on=timezone.localdate())
    make_term(other_provider, ends_in=100)
    make_term(provider, ends_in=364), "from the day of the resignation on"
    with pytest.raises(IntegrityError, match="term_one_at_a_time"), transaction.atomic():
        make_term(provider, ends_in=363)


def test_who_resigned_may_come_back_within_the_year(provider, membership_manager):
    make_dues()
    make_term(provider, ends_in=100, resigned_on=timezone.localdate())
    term = start_term(provider=provider, starts_on=timezone.localdate(), by=membership_manager)
    assert term.starts_on == timezone.localdate()


@pytest.mark.parametrize(
    ("terms", "first"),
    [
        ([], 0),
        ([(100, None)], 101),
        ([(-30, None)], -29),  # the last day of grace
        ([(-31, None)], 0),
        ([(100, 50)], 50),  # it leaves
        ([(100, 0)], 0),  # it left
        ([(-10, -9)], 0),  # it left, and there is no grace
        ([(20, 21), (385, 21)], 21),  # it leaves at the end of a year that was renewed
        ([(20, None), (400, None)], 401),
        ([(20, 5), (385, 21)], 5),  # what it renewed to never begins, and is in no way
    ],
)
def test_the_first_free_day_is_proposed_and_may_be_kept(provider, membership_manager, terms, first):
    make_dues()
    today = timezone.localdate()
    for ends_in, resigned_in in terms:
        resigned_on = None if resigned_in is None else today + timedelta(days=resigned_in)
        make_term(provider, ends_in=ends_in, resigned_on=resigned_on)
    assert next_first_day(provider) == today + timedelta(days=first)
    term = start_term(provider=provider, starts_on=next_first_day(provider), by=membership_manager)
    after = today + timedelta(days=max(first, 0))
    assert status_of(with_membership(Provider.objects.all(), after).get(), after) == "current"
    assert next_first_day(provider) == term.ends_on + timedelta(days=1)


def test_a_term_that_never_begins_takes_no_day_and_one_that_was_ended_those_before(provider, membership_manager):
    make_dues()
    today = timezone.localdate()
    make_term(provider, ends_in=20, resigned_on=today + timedelta(days=5))
    never = make_term(provider, ends_in=385, resigned_on=today + timedelta(days=21))
    with pytest.raises(ValidationError, match=f"to {today + timedelta(days=4):%-d %B %Y}"):
        start_term(provider=provider, starts_on=today, by=membership_manager)
    term = start_term(provider=provider, starts_on=today + timedelta(days=5), by=membership_manager)
    assert term.starts_on < never.starts_on < term.ends_on


def test_whoever_leaves_is_not_renewed_but_admitted_again(signed_in, provider, membership_manager):
    make_dues()
    term, client = make_term(provider, ends_in=20), signed_in(membership_manager)
    page, form = f"/providers/{provider.pk}/", f"/staff/membership/providers/{provider.pk}/term/"
    assert ">Renew<" in text(client.get(page))
    assert "take back that it leaves" not in text(client.get(form))
    Term.objects.update(resigned_on=timezone.localdate() + timedelta(days=6))
    last = f"{timezone.localdate() + timedelta(days=5):%-d %B %Y}"
    shown = text(client.get(page))
    assert f">Admit it again, although it leaves on {last}<" in shown
    assert ">Renew<" not in shown
    assert f"leaves: its last day of membership is {last}." in text(client.get(form))
    Term.objects.update(resigned_on=term.starts_on)
    assert "although it leaves" not in text(client.get(page))


def test_who_owes_what_is_overdue_is_not_renewed_unawares(signed_in, provider, membership_manager):
    make_dues()
    client, form = signed_in(membership_manager), f"/staff/membership/providers/{provider.pk}/term/"
    today = timezone.localdate()
    invoice = make_invoice(make_term(provider, ends_in=20), due_on=today - timedelta(days=1), sent_on=date(2020, 1, 1))
    assert "owes £450.00 of invoices that are overdue" in text(client.get(form))
    make_payment(invoice)
    assert "overdue" not in text(client.get(form))


def test_a_year_that_overlaps_is_refused_with_a_sentence(provider, membership_manager):
    make_dues()
    last = make_term(provider, ends_in=10)
    with pytest.raises(ValidationError, match="A term runs from"):
        start_term(provider=provider, starts_on=last.ends_on, by=membership_manager)


# What the database refuses of years and bands.


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"census_on": date(2025, 4, 2)}, "dues_year_census_before_it_starts"),
        ({"vat_rate": -1}, "dues_year_vat_not_negative"),
    ],
)
def test_the_database_refuses_a_year(db, change, name):
    with pytest.raises(IntegrityError, match=name):
        DuesYear.objects.create(**{"starts_on": APRIL, "census_on": MARCH} | change)


@pytest.mark.parametrize(
    ("change", "name"),
    [({"size_to": 0}, "band_sizes_in_order"), ({"dues": -1}, "band_dues_not_negative"), ({"name": ""}, "band_name")],
)
def test_the_database_refuses_a_band(db, change, name):
    year = make_dues(released=False)
    with pytest.raises(IntegrityError, match=name):
        Band.objects.create(**{"year": year, "kind": "associate", "name": "x", "size_from": 1, "dues": 1} | change)


def test_the_database_lets_no_two_bands_hold_one_size(db):
    year = make_dues(released=False)
    Band.objects.create(year=year, kind="associate", name="Other kind", size_from=0, dues=1)
    Band.objects.create(year=year, kind="provider", name="Two", size_from=7, dues=1)
    with pytest.raises(IntegrityError, match="band_sizes_once"), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_is_released_stays(db):
    year = make_dues()
    for change in (
        lambda: DuesYear.objects.update(vat_rate=9),
        lambda: DuesYear.objects.all()._raw_delete("default"),
        lambda: Band.objects.update(dues=9),
        lambda: Band.objects.all()._raw_delete("default"),
        lambda: Band.objects.create(year=year, kind="associate", name="x", dues=1),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


# What staff do.


def test_the_next_draft_begins_with_the_bands_of_now_a_year_later(dues, membership_manager):
    assert actions.next_facts() == {
        **{"starts_on": date(2026, 4, 1), "census_on": date(2026, 3, 31), "vat_rate": 0},
        **{"measure": "homes", "joining": "own"},
    }
    draft = actions.plan_year(by=membership_manager, **actions.next_facts())
    assert [band.name for band in draft.bands.order_by("pk")] == [band.name for band in dues.bands.all()]
    with pytest.raises(ValidationError, match="There are dues from this day"):
        actions.plan_year(by=membership_manager, **actions.next_facts())


def test_a_draft_is_changed_as_a_whole(membership_manager):
    year = make_dues(*BANDS, released=False)
    facts = {"starts_on": APRIL, "census_on": MARCH, "measure": "places", "joining": "full", "vat_rate": Decimal(20)}
    rows = [BandRow("provider", "1 to 3", 1, 3, Decimal(5)), BandRow("provider", "More", 4, None, Decimal(6))]
    actions.change_draft(year=year, rows=rows, by=membership_manager, **facts)
    year.refresh_from_db()
    assert {name: getattr(year, name) for name in facts} == facts
    found = [BandRow(each.kind, each.name, each.size_from, each.size_to, each.dues) for each in year.bands.all()]
    assert found == rows
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_bands_that_overlap_are_refused_and_gaps_when_released(membership_manager):
    year = make_dues(released=False)
    facts = {"starts_on": APRIL, "census_on": MARCH}
    one, many = BandRow("provider", "1", 1, 1, Decimal(5)), BandRow("provider", "Many", 3, None, Decimal(6))
    rows = [one, BandRow("provider", "More", 1, None, Decimal(5))]
    with pytest.raises(ValidationError, match="For providers of homes: “1” and “More” both hold 1 home"):
        actions.change_draft(year=year, rows=rows, by=membership_manager, **facts)
    actions.change_draft(year=year, rows=[one, many], by=membership_manager, **facts)
    with pytest.raises(ValidationError, match="For providers of homes: No band holds 2 homes"):
        actions.release(year=year, by=membership_manager)
    two = BandRow("associate", "Some homes", 1, None, Decimal(5))
    actions.change_draft(year=year, rows=[two], by=membership_manager, **facts)
    with pytest.raises(ValidationError, match="For associates: No band holds 0 homes"):
        actions.release(year=year, by=membership_manager)
    actions.change_draft(year=year, rows=[], by=membership_manager, **facts)
    with pytest.raises(ValidationError, match="There are no bands yet"):
        actions.release(year=year, by=membership_manager)


def test_released_dues_become_a_draft_again_until_a_term_rests_on_them(dues, provider, membership_manager):
    for action in (actions.release, actions.delete_draft):
        with pytest.raises(ValidationError, match="These dues are released"):
            action(year=dues, by=membership_manager)
    assert actions.take_back(year=dues, by=membership_manager).is_draft
    released_again = actions.release(year=dues, by=membership_manager)
    assert released_again.released_by == membership_manager
    hold(provider, "9000001")
    start_term(provider=provider, starts_on=APRIL, by=membership_manager)
    with pytest.raises(ValidationError, match="Terms have begun by these dues"):
        actions.take_back(year=dues, by=membership_manager)


def test_a_draft_goes_with_its_bands(membership_manager):
    actions.delete_draft(year=make_dues(released=False), by=membership_manager)
    assert not Band.objects.exists()


# The pages.

ROW = {"provider-0-name": "1 home", "provider-0-from": "1", "provider-0-to": "1", "provider-0-dues": "450"}
MORE = {"provider-1-name": "More", "provider-1-from": "2", "provider-1-to": "", "provider-1-dues": "900"}
FACTS = {"starts_on": "2025-04-01", "census_on": "2025-03-31", "measure": "homes", "joining": "own", "vat_rate": "0"}


def test_staff_plan_the_first_dues_and_release_them(staff):
    assert "There are no dues yet" in text(staff.get("/staff/dues/"))
    draft = staff.post("/staff/dues/new/")
    year = DuesYear.objects.get()
    assert draft.url == f"/staff/dues/{year.pk}/edit/"
    page = text(staff.post(draft.url, FACTS | ROW, follow=True))
    assert "No band holds 2 homes or more" in page
    assert 'name="provider-1-name"' in text(staff.get(draft.url)), "an empty row for more"
    page = text(staff.post(draft.url, FACTS | ROW | MORE, follow=True))
    assert "Before these dues can be released" not in page
    assert "are released" in text(staff.post(f"/staff/dues/{year.pk}/release/", follow=True))
    assert "<strong>In force</strong>" in text(staff.get("/staff/dues/"))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"provider-0-to": "0"}, "provider-0-to", "must not be less"),
        ({"provider-0-dues": ""}, "provider-0-dues", "A band has a name, a first number and dues"),
        ({"provider-0-dues": "-1"}, "provider-0-dues", "greater than or equal to 0"),
        ({"provider-1-from": "1"}, "__all__", "both hold 1 home"),
        ({"census_on": "2025-04-02"}, "census_on", "Homes are counted before it begins"),
    ],
)
def test_a_band_that_cannot_be_is_refused_and_what_was_typed_stays(staff, typed, field, sentence):
    year = make_dues(released=False)
    answer = staff.post(f"/staff/dues/{year.pk}/edit/", FACTS | ROW | MORE | typed)
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert 'value="More"' in text(answer)
    assert year.bands.get().name == "1 home"


def test_an_emptied_row_takes_its_band_away(staff):
    year = make_dues(*BANDS[:3], released=False)
    staff.post(f"/staff/dues/{year.pk}/edit/", FACTS | ROW | dict.fromkeys(MORE, ""))
    assert [band.name for band in year.bands.all()] == ["1 home"]


def test_what_a_term_costs_is_seen_before_it_is_kept(staff, dues, provider):
    hold(provider, "9000001", "9000002")
    address = f"/staff/membership/providers/{provider.pk}/term/"
    assert address in text(staff.get(f"/providers/{provider.pk}/"))
    page = text(staff.get(address))
    for words in ("2 homes, 8 places, by the list as at 31 March 2025", "2 to 4 homes", "£900.00"):
        assert words in page
    shown = staff.get(address).context["form"].initial["shown"]
    page = text(staff.post(address, {"starts_on": "2025-05-01", "shown": shown}, follow=True))
    assert "A member from 1 May 2025 to 30 April 2026" in page


def test_another_day_that_costs_something_else_is_shown_before_it_is_kept(staff, dues, provider):
    hold(provider, "9000001")
    later = make_dues(("provider", 0, None, "New band", 9), starts_on=date(2026, 4, 1), census_on=MARCH)
    address = f"/staff/membership/providers/{provider.pk}/term/"
    typed = {"starts_on": "2025-04-01", "shown": "9.00"}
    answer = staff.post(address, typed)
    assert "From 1 April 2025 it is “1 home” for £450.00" in answer.context["form"].errors["__all__"][0]
    assert not Term.objects.exists()
    assert staff.post(address, typed | {"shown": "450.00"}).status_code == 302
    assert Term.objects.get().chosen_band.year != later


def test_what_was_agreed_needs_both_what_and_why(staff, dues, provider):
    address = f"/staff/membership/providers/{provider.pk}/term/"
    band = dues.bands.get(name="1 home")
    typed = {"starts_on": "2025-04-01", "band": band.pk}
    assert "why" in staff.post(address, typed).context["form"].errors["reason"][0]
    typed = {"starts_on": "2025-04-01", "reason": "Because"}
    assert "what was agreed" in staff.post(address, typed).context["form"].errors["dues"][0]
    assert staff.post(address, typed | {"dues": "5"}).status_code == 422, "no band follows from no homes"
    assert staff.post(address, typed | {"dues": "5", "band": band.pk}).status_code == 302
    assert Term.objects.get().dues == 5


def test_a_renewal_begins_the_day_after_the_last_term(staff, provider):
    make_dues()
    last = make_term(provider, ends_in=10)
    form = staff.get(f"/staff/membership/providers/{provider.pk}/term/").context["form"]
    assert form.initial["starts_on"] == last.ends_on + timedelta(days=1)
