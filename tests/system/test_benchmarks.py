"""What the benchmarks measure can still be filled in: they run by hand, and a column that was added would stop them."""

import pytest

from benchmarks import homes, members, texts
from homes.models import Home
from members.balances import unpaid
from members.models import Invoice
from people.models import Provider, User
from publishing.models import Edition, Publication


@pytest.mark.django_db(transaction=True)
def test_texts_are_filled_in_and_are_public():
    texts.fill(40)
    assert Publication.objects.count() == Edition.objects.public().count() == 40
    assert Edition.objects.count() == 44, "every tenth has two versions"


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_homes_are_filled_in_and_belong_to_one_owner():
    owner = homes.fill(homes.OWN)
    assert Home.objects.own(owner).confirmed().count() == Home.objects.count() == homes.OWN == 520


@pytest.mark.django_db(transaction=True)
def test_a_desk_is_filled_in_with_people_and_invoices():
    members.fill(3)
    assert (Provider.objects.count(), Invoice.objects.count()) == (3, 18)
    assert User.objects.exclude(name="").count() == 12
    assert 0 < unpaid(Invoice.objects.all()).count() < 18
