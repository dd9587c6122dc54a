import pytest

from homes.loading import load_register
from homes.models import Home, HomeFacts, HomeLocation
from tests.homes.files import homes, register
from tests.homes.kept import FACTS, PLACE, SAID_ON, make_home


@pytest.fixture
def the_register(db):
    """A list with two children's homes and a residential special school."""
    school = {"URN": "SC000009", "Provision type": "Residential Special School", "Name": "Elm School"}
    closed = {"URN": "9000003", "Registration status": "Closed"}
    raw = register(*homes("9000001", "9000002"), closed, school)
    return load_register(raw=raw, name="provider_at_march_2025.csv", by=None).file


@pytest.fixture
def home(the_register, provider, owner, membership_manager):
    """Hazel Bank's home, claimed and confirmed, with its private name and address."""
    from homes import actions, locations  # noqa: PLC0415 - after Django is set up

    claimed = actions.claim(urn="9000001", provider=provider, by=owner)
    confirmed = actions.confirm(home=claimed, by=membership_manager)
    locations.keep(home=confirmed, by=owner, name="Bramble House", address="1 Invented Road", postcode="ZZ99 1ZZ")
    return Home.objects.get(pk=confirmed.pk)


@pytest.fixture
def known(provider):
    """A home of which everything is kept."""
    home = make_home(provider, "confirmed", "9000021")
    HomeLocation.private.create(home=home, **PLACE)
    HomeFacts.objects.create(home=home, vacancies_on=SAID_ON, **FACTS)
    return home


@pytest.fixture
def bare(provider):
    """A home of which nothing is kept."""
    return make_home(provider, "confirmed", "SC012345")
