"""What a first screen asks the database: once of each room, however many homes there are."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from chaportal.dashboards.first_steps import NEW
from members.models import Invoice
from people.models import Role
from tests.duties.homes import make_home
from tests.members.conftest import make_invoice, make_payment, make_term
from tests.reading import text

pytestmark = pytest.mark.django_db

OF_FEW_HOMES = 18  # with what the register says of each
OF_MANY_HOMES = 16
OF_A_NEW_OWNER = 20
OF_STAFF = 25  # with lines of the bank and runs that wait
OF_A_MEMBER = 21
LONG_AGO = timezone.localdate() - timedelta(days=90)


def test_a_new_owner_with_first_steps(signed_in, owner, provider, django_assert_num_queries):
    client = signed_in(owner)
    client.get("/dashboard/")
    with django_assert_num_queries(OF_A_NEW_OWNER):
        client.get("/dashboard/")


@pytest.mark.parametrize(("homes", "queries"), [(1, OF_FEW_HOMES), (3, OF_FEW_HOMES), (6, OF_MANY_HOMES)])
def test_an_owner(homes, queries, signed_in, home, owner, provider, django_assert_num_queries):
    for number in range(2, homes + 1):
        make_home(provider, number)
    Role.objects.filter(user=owner).update(starts_on=timezone.localdate() - NEW)
    client = signed_in(owner)
    client.get("/dashboard/")
    with django_assert_num_queries(queries):
        client.get("/dashboard/")


def test_who_keeps_memberships_sees_the_unpaid_invoices_that_are_due_first_and_how_many_there_are(
    membership_manager, signed_in, provider, django_assert_num_queries
):
    term = make_term(provider, ends_in=100)
    for days in range(9):
        make_invoice(term, f"CHA-{days}", due_on=timezone.localdate() + timedelta(days=days))
    make_payment(Invoice.objects.get(number="CHA-1"))
    client = signed_in(membership_manager)
    client.get("/dashboard/")
    with django_assert_num_queries(OF_STAFF):
        page = text(client.get("/dashboard/"))
    assert re.findall(r"CHA-\d", page) == ["CHA-0", *(f"CHA-{days}" for days in range(2, 7))]
    assert "All 8" in page


@pytest.mark.parametrize("count", [1, 3, 4, 12])
def test_all_that_needs_an_owner_can_be_seen_what_is_late_first(
    signed_in, home, owner, provider, count, django_assert_num_queries
):
    term = make_term(provider, ends_in=9)
    for number in range(count - 1):
        make_invoice(term, f"CHA-{number}", due_on=timezone.localdate() - timedelta(days=1), sent_on=LONG_AGO)
    Role.objects.filter(user=owner).update(starts_on=timezone.localdate() - NEW)
    client = signed_in(owner)
    client.get("/dashboard/")
    with django_assert_num_queries(OF_A_MEMBER):
        page = text(client.get("/dashboard/"))
    block = page.partition("Needs you</h2>")[2].partition("</section>")[0]
    first, _, more = block.partition("<details>")
    assert (first.count("<li>"), more.count("<li>")) == (min(count, 3), max(0, count - 3))
    assert (f"<summary>{count - 3} more</summary>" in more) == (count > 3)
    assert block.count("was due on") == count - 1
    assert block.rindex("<li>") < block.index("Your membership runs until"), "what is late stands before it"
