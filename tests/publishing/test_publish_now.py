"""The report is out: an approved text is public before its time."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from people.models import SecurityEvent
from publishing import actions, clock
from publishing.models import Edition
from publishing.workflow import Refused
from tests.publishing.conftest import CONTENT, minute_from_now


@pytest.fixture
def scheduled(press_officer, approved):
    return approved(actions.start(kind="statement", by=press_officer, **CONTENT), minute_from_now(60))


def test_a_scheduled_text_is_public_at_once_with_its_time_and_reason_kept(client, scheduled, press_officer):
    assert client.get(scheduled.publication.path).status_code == 404
    edition = actions.publish_now(edition=scheduled, by=press_officer, reason="The report leaked")
    assert client.get(edition.publication.path).status_code == 200
    assert edition.public_from == edition.first_public_at == edition.publication.first_public_at
    assert edition.events.latest("pgh_id").pgh_context.metadata["reason"] == "The report leaked"
    event = SecurityEvent.objects.get()
    assert (event.kind, event.user, event.reason) == ("embargo_lifted", press_officer, "The report leaked")
    assert scheduled.title not in event.subject


def test_the_version_before_ends_at_that_moment_and_a_correction_carries_it(
    publication, chief_executive, following, approved
):
    later = approved(following(publication, correction="We named the wrong year."), minute_from_now(60))
    edition = actions.publish_now(edition=later, by=chief_executive, reason="The report leaked")
    former = publication.editions.get(number=1)
    assert former.public_during.upper == edition.public_from == publication.corrections.get().at
    assert list(Edition.objects.public()) == [edition]
    assert edition.first_public_at == former.first_public_at < edition.public_from


def test_a_version_whose_former_waits_itself_is_refused(press_officer, chief_executive, scheduled, following, approved):
    later = approved(following(scheduled.publication), minute_from_now(120))
    with pytest.raises(Refused, match="The version before this one becomes public"):
        actions.publish_now(edition=later, by=chief_executive, reason="Out")
    actions.publish_now(edition=scheduled, by=chief_executive, reason="Out")
    later.refresh_from_db()
    assert later.first_public_at == Edition.objects.public().get().first_public_at
    with clock.at(minute_from_now(120)):
        assert Edition.objects.public().get() == later


def test_only_a_waiting_text_is_published_now_and_only_once(scheduled, press_officer, chief_executive):
    actions.publish_now(edition=scheduled, by=press_officer, reason="Out")
    with pytest.raises(Refused, match="public already"):
        actions.publish_now(edition=scheduled, by=chief_executive, reason="Out")
    draft = actions.start(kind="statement", by=press_officer, **CONTENT)
    with pytest.raises(Refused, match="never scheduled"):
        actions.publish_now(edition=draft, by=chief_executive, reason="Out")


def test_it_needs_a_reason_and_the_right_to_approve(scheduled, policy_officer, chief_executive):
    with pytest.raises(Refused, match="Say why"):
        actions.publish_now(edition=scheduled, by=chief_executive, reason=" ")
    with pytest.raises(PermissionDenied):
        actions.publish_now(edition=scheduled, by=policy_officer, reason="Out")


def test_a_text_that_was_taken_back_stays_away(scheduled, chief_executive):
    actions.pull(edition=scheduled, by=chief_executive, reason="Never")
    with pytest.raises(Refused, match="never scheduled"):
        actions.publish_now(edition=scheduled, by=chief_executive, reason="Out")


def test_one_button_on_the_page_does_it(signed_in, client, press_officer, scheduled):
    staff = signed_in(press_officer)
    page = f"/staff/texts/{scheduled.pk}/"
    assert "The report is out" in staff.get(page).content.decode()
    assert staff.post(f"{page}publish-now/", {"reason": ""}).status_code == 422
    assert client.get(scheduled.publication.path).status_code == 404
    staff.post(f"{page}publish-now/", {"reason": "It leaked"})
    assert client.get(scheduled.publication.path).status_code == 200
    assert "The report is out" not in staff.get(page).content.decode()
    assert "public already" in staff.post(f"{page}publish-now/", {"reason": "Again"}).content.decode()


def test_a_refresh_a_second_later_is_not_earlier(scheduled, press_officer):
    edition = actions.publish_now(edition=scheduled, by=press_officer, reason="Out")
    with clock.at(edition.public_from - timedelta(seconds=1)):
        assert not Edition.objects.public().exists()
