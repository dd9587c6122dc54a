"""A service under another law, for every test of duties."""

import pytest

from homes import actions as homes_actions
from tests.register.files import homes, register
from tests.register.released import released


@pytest.fixture
def supported(provider, owner, membership_manager):
    """Supported accommodation of Hazel Bank's."""
    kind = {"Provision type": "Supported Accommodation"}
    released(register(*homes("9000071", **kind)))
    claimed = homes_actions.claim(urn="9000071", provider=provider, by=owner)
    return homes_actions.confirm(home=claimed, by=membership_manager)
