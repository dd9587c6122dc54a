import pytest

from homes.models import HomeFacts, HomeLocation
from tests.homes.values import FACTS, PLACE, VACANCIES_ON, make_home


@pytest.fixture
def known(provider):
    """A home of which everything is kept."""
    home = make_home(provider, "confirmed", "9000021")
    HomeLocation.private.create(home=home, **PLACE)
    HomeFacts.objects.create(home=home, vacancies_on=VACANCIES_ON, **FACTS)
    return home


@pytest.fixture
def bare(provider):
    """A home of which nothing is kept."""
    return make_home(provider, "confirmed", "SC012345")
