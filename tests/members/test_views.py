"""Membership as the manager, an owner and the press desk meet it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from members.membership import with_membership
from members.models import RulesVersion, Term
from members.overview import counts_by_status
from members.status import Status
from people.models import Provider
from tests.conftest import make_provider
from tests.members.conftest import make_dues, make_invoice, make_term
from tests.reading import text

TODAY = timezone.localdate


def test_the_states_add_up_to_the_whole(one_of_each, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = counts_by_status()
    assert counts == {
        Status.CURRENT: 1,
        Status.OVERDUE: 1,
        Status.ENDED: 1,
        Status.RESIGNED: 1,
        Status.APPLICANT: 1,
        Status.ADMITTED: 0,
        Status.NONE: 1,
        Status.REFUSED: 0,
    }
    assert counts.total() == Provider.objects.count()


def test_the_newest_term_decides(provider):
    make_term(provider, ends_in=-400)
    make_term(provider, ends_in=50)
    assert with_membership(Provider.objects.all()).get().term_ends_on == TODAY() + timedelta(days=50)


def test_membership_list_shows_who_is_current_overdue_and_ended(signed_in, one_of_each, membership_manager):
    client = signed_in(membership_manager)
    assert "<strong>6</strong>" in text(client.get("/staff/membership/"))
    for status, name in (("current", "Alder"), ("renewal overdue", "Birch"), ("ended", "Cedar")):
        page = text(client.get("/staff/membership/", {"status": status}))
        assert name in page
        assert "Elm" not in page
    assert "Elm" in text(client.get("/staff/membership/", {"status": "<script>"})), "an unknown state shows all"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_membership_list_takes_the_same_queries_for_any_number(
    signed_in, membership_manager, count, django_assert_num_queries
):
    for number in range(count):
        make_term(make_provider(f"Provider {number}"), ends_in=number)
    client = signed_in(membership_manager)
    with django_assert_num_queries(9):
        client.get("/staff/membership/")


def test_membership_own_shows_an_owner_theirs_and_no_other(signed_in, owner, provider, other_provider):
    make_invoice(make_term(provider, ends_in=-5), "CHA-MINE", amount=1950)
    make_invoice(make_term(other_provider, ends_in=100), "CHA-THEIRS")
    page = text(signed_in(owner).get("/membership/"))
    assert "£1,950.00" in page
    assert "CHA-MINE" in page
    assert "full access until" in page
    assert "CHA-THEIRS" not in page


def test_who_owes_what_is_overdue_can_be_rung_from_the_first_screen(signed_in, provider, membership_manager):
    """Also once it is renewed: whoever has a term from tomorrow on is on no list of renewals that are overdue."""
    provider.telephone = "+441632960001"
    provider.save(update_fields=["telephone"])
    today = timezone.localdate()
    invoice = make_invoice(make_term(provider, ends_in=364), due_on=today)
    client = signed_in(membership_manager)
    assert "tel:+441632960001" not in text(client.get("/dashboard/"))
    make_invoice(invoice.term, "CHA-2", sent_on=today - timedelta(days=9), due_on=today - timedelta(days=1))
    assert 'href="tel:+441632960001"' in text(client.get("/dashboard/"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_membership_own_takes_the_same_queries_for_any_number(
    signed_in, owner, provider, count, django_assert_num_queries
):
    for number in range(count):
        make_invoice(make_term(provider, ends_in=100 - 365 * number), f"CHA-{number}")
    RulesVersion.objects.create(kind="code", starts_on=timezone.localdate(), text="Kindly.")
    client = signed_in(owner)
    with django_assert_num_queries(11):
        client.get("/membership/")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_invoice_list_takes_the_same_queries_for_any_number(
    signed_in, membership_manager, count, django_assert_num_queries
):
    for number in range(count):
        make_invoice(make_term(make_provider(f"Provider {number}"), ends_in=100), f"CHA-{number}")
    client = signed_in(membership_manager)
    with django_assert_num_queries(6):
        client.get("/staff/invoices/")


def test_the_database_refuses_a_term_that_ends_before_it_starts(provider):
    with pytest.raises(IntegrityError, match="term_ends_after_start"):
        make_term(provider, ends_in=1, starts_on=TODAY() + timedelta(days=2))


def test_term_history_says_who_changed_what(signed_in, provider, membership_manager):
    term = make_term(provider, ends_in=100)
    Term.objects.filter(pk=term.pk).update(resigned_on=date(2031, 5, 4))
    page = text(signed_in(membership_manager).get(f"/membership/terms/{term.pk}/history/"))
    assert "2031-05-04" in page, "a bulk write is in the history too"


def test_staff_are_told_when_nobody_gets_the_invoice(signed_in, membership_manager):
    make_dues()
    provider = make_provider("Alder")
    page = text(
        signed_in(membership_manager).post(
            f"/staff/membership/providers/{provider.pk}/term/", {"starts_on": TODAY()}, follow=True
        )
    )
    assert "Nobody got its invoice by mail." in page


def test_staff_are_not_told_so_when_an_owner_gets_it(signed_in, membership_manager, owner, provider):
    make_dues()
    page = text(
        signed_in(membership_manager).post(
            f"/staff/membership/providers/{provider.pk}/term/", {"starts_on": TODAY()}, follow=True
        )
    )
    assert "A member from" in page
    assert "Nobody got its invoice by mail." not in page
