"""Whatever the times, readers have exactly the last version whose time has come, also where the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publishing import actions, clock
from publishing.models import Edition, Publication

# London's clocks go forward at the first of these and back at the second; the third is a day like any other.
AROUND = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2026, 6, 4, tzinfo=UTC)]
MINUTES = st.lists(st.integers(-180, 180), min_size=1, max_size=3, unique=True).map(sorted)
MICROSECOND = timedelta(microseconds=1)
WORDS = {"summary": "What the association says about places, in one sentence.", "body": "<p>At length.</p>"}


def scheduled(begins: list[datetime], writer, approver) -> Publication:
    """A text with a version for each time, all approved a day before the first."""
    with clock.at(begins[0] - timedelta(days=1)):
        edition = actions.start(kind="position_paper", by=writer, title="Places", **WORDS)
        for begin in begins:
            if begin != begins[0]:
                edition = actions.start_next(publication=edition.publication, by=writer)
                words = WORDS | {"body": f"<p>From {begin}.</p>", "change_note": "Says more."}
                edition = actions.edit(edition=edition, by=writer, title="Places", **words)
            edition = actions.submit(edition=edition, by=writer)
            edition = actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=begin)
    return edition.publication


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(around=st.sampled_from(AROUND), minutes=MINUTES, reader=st.timedeltas(timedelta(hours=-4), timedelta(hours=4)))
@pytest.mark.django_db
@pytest.mark.slow
def test_the_public_version_is_the_last_whose_time_has_come(policy_officer, chief_executive, around, minutes, reader):
    begins = [around + timedelta(minutes=number) for number in minutes]
    moments = [around + reader, *begins, *(begin - MICROSECOND for begin in begins)]
    with transaction.atomic():
        publication = scheduled(begins, policy_officer, chief_executive)
        for moment in moments:
            come = [number for number, begin in enumerate(begins, start=1) if begin <= moment]
            with clock.at(moment):
                public = Edition.objects.public().filter(publication=publication)
                replaced = Edition.objects.replaced().filter(publication=publication).order_by("number")
                assert [edition.number for edition in public] == come[-1:]
                assert [edition.number for edition in replaced] == come[:-1]
                assert Publication.objects.public().filter(pk=publication.pk).exists() == bool(come)
                assert Publication.objects.once_public().filter(pk=publication.pk).exists() == bool(come)
        transaction.set_rollback(True)
