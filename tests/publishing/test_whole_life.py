"""Drafts, versions, schedules and what becomes of them, in any order and at any time.

After every step nothing is public that was not approved, and the rows are what they should be now and later. At the end
all exits agree with each other and with what was approved, every text can still be made public, and everything public
can be taken away: no state is a dead end.
"""

import os
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from publishing.syndication import sitemaps
from tests.publishing.life.cast import Cast
from tests.publishing.life.machine import Life, begin

EXAMPLES = int(os.environ.get("LIFE_EXAMPLES", "200"))
STEPS = int(os.environ.get("LIFE_STEPS", "8"))
FIRST = 10  # without patience: `make test-fast` tries these, `make test` all
AT_ONCE = 100  # examples in one transaction: what they undo slows it down
PARTS = [
    pytest.param(min(FIRST, EXAMPLES), id="first"),
    *(pytest.param(min(AT_ONCE, EXAMPLES - begin), id=f"after {begin}") for begin in range(FIRST, EXAMPLES, AT_ONCE)),
]


@pytest.fixture
def _begun(press_officer, policy_officer, chief_executive, signed_in, settings):
    settings.SESSION_COOKIE_AGE = 10 * 365 * 24 * 3600  # examples live for months
    begin(Cast(press_officer, policy_officer, chief_executive, signed_in))
    with patch.object(sitemaps, "PART", 10**9):
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("_begun")
@pytest.mark.parametrize("examples", PARTS)
def test_a_text_lives_its_whole_life_in_any_order(examples):
    how = settings(
        # Plain chance. The default spends half of its examples on repeating parts of earlier ones within themselves,
        # which is for finding equal values, and ends most of those early.
        backend="hypothesis-urandom",
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=how)
