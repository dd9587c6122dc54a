"""Claiming a home by its number, and confirming it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from homes import actions
from homes.models import Home
from outbox.models import OutboxMessage
from register.models import Registration


def claim(provider, owner, urn="9000001"):
    return actions.claim(urn=urn, provider=provider, by=owner)


def test_a_claim_waits_until_staff_confirm_it(the_register, provider, owner, membership_manager):
    home = claim(provider, owner)
    assert home.state == "claimed"
    home = actions.confirm(home=home, by=membership_manager)
    assert (home.state, home.during) == ("confirmed", DateRange(timezone.localdate(), None))


@pytest.mark.parametrize("urn", [" 900 0001 ", "9000001", "\t9000001"])
def test_a_number_is_found_however_it_is_spaced(the_register, provider, owner, urn):
    assert claim(provider, owner, urn).registration.number == "9000001"


@pytest.mark.parametrize(
    ("urn", "sentence"),
    [
        ("123456", "No home on the current register"),
        ("sc000009", "is registered as “Residential Special School”"),
        ("9000003", "says that 9000003 is closed"),
        ("<b>", "No home on the current register"),
    ],
)
def test_a_number_that_cannot_be_claimed_says_why(the_register, provider, owner, urn, sentence):
    with pytest.raises(ValidationError, match=sentence):
        claim(provider, owner, urn)
    assert Home.objects.count() == 0


def test_a_home_is_claimed_once(the_register, provider, owner):
    claim(provider, owner)
    with pytest.raises(ValidationError, match="one of your homes already"):
        claim(provider, owner)


def test_the_database_lets_one_of_two_tabs_through(the_register, provider, owner):
    home = claim(provider, owner)
    with pytest.raises(IntegrityError, match="home_claimed_once"):
        Home.objects.create(registration=home.registration, provider=provider)


def test_two_providers_may_claim_and_one_gets_it(
    the_register, provider, owner, other_provider, outsider, membership_manager
):
    mine, theirs = claim(provider, owner), claim(other_provider, outsider)
    actions.confirm(home=mine, by=membership_manager)
    with pytest.raises(ValidationError, match="confirmed for another provider"):
        actions.confirm(home=theirs, by=membership_manager)
    theirs.refresh_from_db()
    assert theirs.state == "claimed"


def test_the_database_refuses_two_providers_at_a_time(home, other_provider):
    with pytest.raises(IntegrityError, match="home_one_provider_at_a_time"):
        Home.objects.create(
            registration=home.registration, provider=other_provider, state="confirmed", during=home.during
        )


def test_a_refusal_tells_every_owner_why(the_register, provider, owner, membership_manager):
    home = actions.refuse(home=claim(provider, owner), by=membership_manager, reason="The register names someone else")
    assert home.state == "refused"
    notice = OutboxMessage.objects.get()
    assert notice.user == owner
    assert "The register names someone else" in notice.text
    assert home.events.latest("pgh_id").pgh_context.metadata["reason"] == "The register names someone else"


def test_confirming_twice_is_refused_with_a_sentence(home, membership_manager):
    with pytest.raises(ValidationError, match="confirmed already"):
        actions.confirm(home=home, by=membership_manager)


def test_only_an_owner_of_that_provider_claims_and_only_staff_confirm(
    the_register, provider, owner, outsider, press_officer
):
    with pytest.raises(PermissionDenied):
        claim(provider, outsider)
    home = claim(provider, owner)
    for person in (owner, press_officer):
        with pytest.raises(PermissionDenied):
            actions.confirm(home=home, by=person)


def test_a_regulator_s_number_is_registered_once(db):
    Registration.objects.create(regulator="ofsted", number="SC000001")
    Registration.objects.create(regulator="ciw", number="SC000001")
    with pytest.raises(IntegrityError, match="registration_once"):
        Registration.objects.create(regulator="ofsted", number="SC000001")
