"""Members to write to, and bulletins on their way."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bulletins import actions
from publishing import actions as publishing
from tests.conftest import make_person, make_provider

pytest.register_assert_rewrite("tests.bulletins.stand_in")

CONTENT = {"subject": "Fees in April", "body": "<p>The regulator changes its fees.</p>", "audience": "members"}


@pytest.fixture(autouse=True)
def enqueued(monkeypatch):
    """The bulletins for which a worker was enqueued; no broker is asked."""
    numbers = []
    monkeypatch.setattr("jobs.task_queue.current_app.send_task", lambda name, args: numbers.extend(args))
    return numbers


@pytest.fixture
def members(db):
    """Owners of three member providers."""
    return [make_member(number) for number in (1, 2, 3)]


@pytest.fixture
def draft(membership_manager):
    return actions.start(by=membership_manager, **CONTENT)


@pytest.fixture
def submitted(draft, membership_manager):
    return actions.submit(bulletin=draft, by=membership_manager)


@pytest.fixture
def approved(submitted, members, chief_executive):
    """A bulletin on its way to the three members; no worker has looked at it yet."""
    return actions.approve(bulletin=submitted, by=chief_executive, seen=submitted.content_hash)


def make_member(number: int, *, ends_in=100, role="owner"):
    """A person of a provider whose membership ends in some days; member01@provider.example and so on."""
    provider = make_provider(f"Provider {number:02}")
    make_term(provider, ends_in=ends_in)
    return make_person(f"member{number:02}@provider.example", role, provider)


def make_term(provider, *, ends_in, **fields):
    today = timezone.localdate()
    dates = {"starts_on": today + timedelta(days=ends_in - 365), "ends_on": today + timedelta(days=ends_in)}
    return provider.terms.create(**dates, band="1 to 3 homes", dues=480, homes_counted=1, **fields)


@pytest.fixture
def published(press_officer, chief_executive):
    """A text that is public now."""
    words = {
        "title": "Homes are closing",
        "summary": "In short, what we say and why it matters.",
        "body": "<p>At length.</p>",
    }
    edition = publishing.start(kind="media_release", by=press_officer, **words)
    edition = publishing.submit(edition=edition, by=press_officer)
    return publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
