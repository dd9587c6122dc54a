"""What stands before the numbers of invoices: chosen before the first, and fixed from then on."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from members.invoices.numbers import (
    CREDIT_NOTES,
    INVOICES,
    choose_prefix,
    however_written,
    is_used,
    next_number,
    padded,
    prefix_of,
)
from members.models import NumberSeries
from tests.reading import text

PAGE = "/staff/invoices/numbering/"


def test_staff_choose_it_before_the_first_invoice_and_read_it_afterwards(signed_in, membership_manager):
    client = signed_in(membership_manager)
    assert 'value="CHA-"' in client.get(PAGE).content.decode()
    refused = client.post(PAGE, {"prefix": "abc 1"})
    assert (refused.status_code, 'value="abc 1"' in refused.content.decode()) == (422, True)
    assert "Capital letters, digits, - and /" in text(refused)
    assert "The first invoice is RCA/0001." in text(client.post(PAGE, {"prefix": "RCA/"}, follow=True))
    assert [next_number(INVOICES), next_number(INVOICES), next_number(CREDIT_NOTES)] == [
        "RCA/0001",
        "RCA/0002",
        "RCA/C0001",
    ]
    page = text(client.get(PAGE))
    assert "RCA/0001 and so on, credit notes RCA/C0001" in page
    assert 'name="prefix"' not in page
    assert client.post(PAGE, {"prefix": "NEW-"}).status_code == 422
    with pytest.raises(ValidationError, match="numbered meanwhile"):
        choose_prefix(prefix="NEW-", by=membership_manager)


@pytest.mark.parametrize("prefix", ["", "cha-", "CHA1", "-A", "A B-", "ÄB-", "ABCDEFGHIJ-"])
def test_what_could_be_read_as_something_else_is_refused(membership_manager, prefix):
    with pytest.raises(ValidationError):
        choose_prefix(prefix=prefix, by=membership_manager)
    assert prefix_of(INVOICES) == "CHA-"


def test_nobody_chose_and_it_is_kept_with_the_first_number(db):
    assert next_number(INVOICES) == "CHA-0001"
    assert NumberSeries.objects.get().prefix == "CHA-"


def test_it_can_be_chosen_until_the_first_number_is_given(membership_manager):
    choose_prefix(prefix="RCA/", by=membership_manager)
    assert not is_used()
    next_number(INVOICES)
    assert is_used()


def test_the_database_renames_no_series_and_goes_never_back(db):
    next_number(INVOICES)
    for change in ({"prefix": "NEW-"}, {"last": 0}):
        with pytest.raises(DatabaseError), transaction.atomic():
            NumberSeries.objects.update(**change)


def test_an_owner_chooses_nothing(owner):
    with pytest.raises(PermissionDenied):
        choose_prefix(prefix="NEW-", by=owner)


@pytest.mark.parametrize(
    ("number", "written", "is_it"),
    [
        ("CHA-0111", "cha 111", True),
        ("CHA-0111", "C.H.A 0111", True),
        ("CHA-0111", "cha 00111", False),
        ("CHA-0111", "cha 11", False),
        ("2026-0001", "2026 0001", True),
        ("2026-0001", "2026 1", False),
    ],
)
def test_a_number_is_known_however_it_is_written(number, written, is_it):
    assert bool(re.search(however_written(number), written, re.IGNORECASE)) == is_it


@pytest.mark.parametrize(
    ("typed", "given"), [("CHA-111", "CHA-0111"), ("CHA-10111", "CHA-10111"), ("2026/7", "2026/0007"), ("CHA", "CHA")]
)
def test_a_number_that_is_typed_without_its_noughts_has_them_again(typed, given):
    assert padded(typed) == given
