"""What a first screen asks the database: once of each room, however many homes there are."""

import pytest

from tests.duties.homes import make_home

pytestmark = pytest.mark.django_db

OF_FEW_HOMES = 17  # with what the register says of each
OF_MANY_HOMES = 15


@pytest.mark.parametrize(("homes", "queries"), [(1, OF_FEW_HOMES), (3, OF_FEW_HOMES), (6, OF_MANY_HOMES)])
def test_an_owner(homes, queries, signed_in, home, owner, provider, django_assert_num_queries):
    for number in range(2, homes + 1):
        make_home(provider, number)
    client = signed_in(owner)
    client.get("/dashboard/")
    with django_assert_num_queries(queries):
        client.get("/dashboard/")
