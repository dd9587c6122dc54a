"""The list of all providers: each filter, orders, kept lists, the sheet; and status by query as by rule."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from homes.models import SavedView
from members.listing.forms import MembershipFilterForm
from members.listing.risks import risks_of
from members.listing.rows import listed
from members.membership import status_of, with_membership, with_renewal_overdue, with_status
from members.models import Application, Term
from members.status import GRACE, Status
from people.models import Provider, User
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_invoice, make_term
from tests.reading import text

pytestmark = pytest.mark.django_db
ADDRESS = "/staff/membership/"
TODAY = timezone.localdate
DAYS = st.integers(-400, 400)
OR_NONE = st.none() | DAYS
# When an application was made, and whether it was accepted: at most one of a provider's waits.
ASKED = st.lists(
    st.tuples(DAYS, st.sampled_from([None, True, False])), max_size=3, unique_by=lambda made: made[1] is None or made
)


def named(query, **fields):
    """The providers that an address shows, by name."""
    from django.http import QueryDict  # noqa: PLC0415

    form = MembershipFilterForm(QueryDict(query))
    return [row.legal_name for row in form.chosen(listed(Provider.objects.all()))]


@given(terms=st.lists(st.tuples(DAYS, st.integers(1, 500), OR_NONE), max_size=3), asked=ASKED)
@settings(max_examples=40)
def test_status_by_query_is_status_by_rule(terms, asked):
    with transaction.atomic():
        provider = make_provider("Alder")
        last = None
        for starts, length, resigned in sorted(terms, key=lambda term: term[0]):
            first = TODAY() + timedelta(days=starts)
            if last and first <= last:
                continue
            last = first + timedelta(days=length)
            left = TODAY() + timedelta(days=resigned) if resigned is not None else None
            Term.objects.create(
                provider=provider, starts_on=first, ends_on=last, resigned_on=left, band="1", dues=1, homes_counted=1
            )
        for days, accepted in asked:
            decided = {} if accepted is None else {"decided_on": TODAY(), "accepted": accepted}
            Application.objects.create(provider=provider, applied_on=TODAY() + timedelta(days=days), **decided)
        row = with_status(with_membership(Provider.objects.filter(pk=provider.pk))).get()
        assert row.status == status_of(row)
        assert with_renewal_overdue(Provider.objects.all()).exists() == (row.status == "renewal overdue")
        transaction.set_rollback(True)


@pytest.mark.parametrize("days", [0, -1, -GRACE.days, -GRACE.days - 1])
def test_status_by_query_turns_on_the_same_days(days):
    make_term(make_provider("Alder"), ends_in=days)
    row = with_status(with_membership(Provider.objects.all())).get()
    assert row.status == status_of(row)
    assert with_renewal_overdue(Provider.objects.all()).exists() == (row.status == "renewal overdue")


@pytest.fixture
def several(db, home, provider, owner):
    """Hazel Bank with a home and an owner who signed in, and five others that each lack something."""
    make_term(provider, ends_in=100, band="1 home")
    User.objects.filter(pk=owner.pk).update(last_login=timezone.now())
    make_person("money@hazelbank.example", "finance_contact", provider)
    alder = make_provider("Alder", sector="voluntary", nation="wales", member_kind="associate")
    make_term(alder, ends_in=-5, band="Associate")
    birch = make_provider("Birch")
    term = make_term(birch, ends_in=40, band="1 home")
    day = TODAY() - timedelta(days=40)
    make_invoice(term, sent_on=day, due_on=day)
    make_person("owner@birch.example", "owner", birch)
    Application.objects.create(provider=make_provider("Cedar"))
    make_provider("Damson")


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Alder", "Birch", "Cedar", "Damson", "Hazel Bank Care Ltd"]),
        ("q=hazel+bank", ["Hazel Bank Care Ltd"]),
        ("status=current", ["Birch", "Hazel Bank Care Ltd"]),
        ("status=renewal+overdue", ["Alder"]),
        ("status=applicant", ["Cedar"]),
        ("kind=associate", ["Alder"]),
        ("sector=voluntary", ["Alder"]),
        ("nation=wales", ["Alder"]),
        ("size=one", ["Hazel Bank Care Ltd"]),
        ("size=none&status=current", ["Birch"]),
        ("band=Associate", ["Alder"]),
        ("lacks=owner", ["Alder", "Cedar", "Damson"]),
        ("lacks=finance&status=current", ["Birch"]),
        ("lacks=visit&status=current", ["Birch"]),
        ("lacks=payment", ["Birch"]),
        ("risk=any", ["Alder", "Birch"]),
        ("risk=An+invoice+is+late", ["Birch"]),
        ("risk=Renewal+overdue", ["Alder"]),
        ("risk=No+owner+here", ["Alder"]),
        ("sort=-homes_count&status=current", ["Hazel Bank Care Ltd", "Birch"]),
        ("status=nonsense&sort=password&page=x", ["Alder", "Birch", "Cedar", "Damson", "Hazel Bank Care Ltd"]),
    ],
)
def test_the_list_is_narrowed_and_ordered(several, query, names):
    assert named(query) == names


def test_names_are_ordered_as_people_read_them_without_regard_to_capitals(db):
    for name in ("Birch", "alder", "Cedar"):
        make_provider(name)
    assert named("") == named("sort=-homes_count") == ["alder", "Birch", "Cedar"]


def test_by_region_of_a_home_and_by_the_month_in_which_the_term_ends(several, home):
    region = home.registration.entries.get().region
    assert named(f"region={region.replace(' ', '+')}") == ["Hazel Bank Care Ltd"]
    ends = TODAY() + timedelta(days=40)
    assert named(f"month={ends:%Y-%m}") == ["Birch"]


def test_a_member_that_nobody_visits_for_half_a_year_is_at_risk(several, owner):
    away = timezone.now() - timedelta(days=181)
    User.objects.filter(pk=owner.pk).update(last_login=away)
    assert "Hazel Bank Care Ltd" in named("risk=any")
    User.objects.filter(pk=owner.pk).update(last_login=away + timedelta(days=2))
    assert "Hazel Bank Care Ltd" not in named("risk=any")


def test_the_numbers_add_up_and_the_page_says_by_what_it_is_narrowed(several, signed_in, membership_manager):
    client = signed_in(membership_manager)
    page = text(client.get(f"{ADDRESS}?risk=any"))
    assert "2 providers: At risk: Any reason" in page
    assert "An invoice is late" in page
    assert "<strong>5</strong>" not in page, "the numbers of the whole do not stand above a part of it"
    assert "<strong>5</strong>" in text(client.get(ADDRESS))


def test_a_list_is_kept_opened_again_and_deleted(several, signed_in, membership_manager):
    client = signed_in(membership_manager)
    client.post(f"{ADDRESS}save/", {"name": "To ring", "query": "risk=any&nonsense=1&sort=last_day"})
    view = SavedView.objects.get()
    assert view.query == "risk=any&sort=last_day" or view.query == "sort=last_day&risk=any"
    assert f'href="{ADDRESS}?' in text(client.get(ADDRESS))
    assert "2 providers" in text(client.get(view.get_absolute_url()))
    client.post(f"{ADDRESS}saved/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_kept_lists_are_ones_own_and_apart_from_those_of_homes(several, signed_in, membership_manager):
    other = make_person("second@association.example", "membership_manager")
    view = SavedView.objects.create(user=other, page="members:membership_list", name="Theirs", query="")
    SavedView.objects.create(user=membership_manager, name="Of homes", query="")
    client = signed_in(membership_manager)
    page = text(client.get(ADDRESS))
    assert "Theirs" not in page
    assert "Of homes" not in page
    assert client.post(f"{ADDRESS}saved/{view.pk}/delete/").status_code == 404


def test_a_list_without_a_name_is_not_kept_and_stays_as_it_was(several, signed_in, membership_manager):
    answer = signed_in(membership_manager).post(f"{ADDRESS}save/", {"name": "", "query": "risk=any"})
    assert answer.status_code == 422
    assert "2 providers: At risk" in text(answer)


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods"])
def test_the_list_is_a_sheet_of_each_format(several, signed_in, membership_manager, file_format):
    answer = signed_in(membership_manager).get(f"{ADDRESS}file/?risk=any&format={file_format}")
    assert f"{TODAY():%Y-%m-%d}.{file_format}" in answer.headers["Content-Disposition"]


def test_the_sheet_says_why_a_member_is_at_risk(several, signed_in, membership_manager):
    answer = signed_in(membership_manager).get(f"{ADDRESS}file/?risk=any&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Provider"], row["Membership"], row["At risk because"]) for row in rows] == [
        ("Alder", "Renewal overdue", "Renewal overdue; No owner here; Nobody signed in for six months"),
        ("Birch", "Current", "An invoice is late; Nobody signed in for six months"),
    ]


def a_term(provider, starts_ago: int, ends_ago: int, **fields):
    first, last = (TODAY() - timedelta(days=days) for days in (starts_ago, ends_ago))
    return make_term(provider, ends_in=0, starts_on=first, ends_on=last, **fields)


@pytest.mark.parametrize(
    ("terms", "away"),
    [
        ([(180, -180)], True),
        ([(179, -180)], False),
        ([(500, 136), (135, -230)], True),  # renewed
        ([(500, 181), (135, -230)], False),  # came back
    ],
)
def test_a_member_is_not_away_before_it_was_here_for_half_a_year(terms, away):
    provider = make_provider("Alder")
    for starts_ago, ends_ago in terms:
        a_term(provider, starts_ago, ends_ago)
    row = listed(Provider.objects.all()).get()
    assert row.is_away is away
    assert ("Nobody signed in for six months" in risks_of(row)) is away


def test_who_left_and_came_back_within_a_term_is_here_anew():
    provider = make_provider("Alder")
    a_term(provider, 464, 100, resigned_on=TODAY() - timedelta(days=200))
    a_term(provider, 120, -200)
    assert not listed(Provider.objects.all()).get().is_away


@pytest.mark.parametrize("providers", [1, 12])
def test_the_list_takes_the_same_queries_for_any_number(
    providers, signed_in, membership_manager, django_assert_num_queries
):
    for number in range(providers):
        make_term(make_provider(f"Birch {number}"), ends_in=-3)
    client = signed_in(membership_manager)
    with django_assert_num_queries(8):
        client.get(f"{ADDRESS}?risk=any")
    with django_assert_num_queries(9):
        client.get(ADDRESS)


def test_status_names_are_those_of_the_rule():
    make_provider("Alder")
    assert with_status(Provider.objects.all()).get().status == Status.NONE


def test_the_order_is_that_of_the_names_that_are_shown():
    make_provider("Zinnia Ltd", trading_name="Alder")
    make_provider("Birch")
    assert named("") == ["Zinnia Ltd", "Birch"]


def test_no_filter_says_that_it_is_optional(signed_in, membership_manager):
    assert "(optional)" not in text(signed_in(membership_manager).get(ADDRESS))
