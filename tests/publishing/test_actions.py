"""From first word to public page, and what the rules refuse."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from publishing import actions, clock
from publishing.models import Edition, Publication
from publishing.workflow import Refused
from tests.conftest import make_person

CONTENT = {
    "title": "Homes are closing",
    "summary": "In short, what we say and why it matters.",
    "body": "<p>At length.</p>",
}


@pytest.fixture
def draft(press_officer):
    return actions.start(kind="media_release", by=press_officer, **CONTENT)


@pytest.fixture
def submitted(draft, press_officer):
    return actions.submit(edition=draft, by=press_officer)


def minute_from_now(minutes=10):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=minutes)


def test_a_draft_is_not_public(draft):
    assert list(Edition.objects.public()) == []
    assert list(Publication.objects.public()) == []


def test_an_approved_text_is_public_at_its_time_and_not_a_microsecond_before(submitted, chief_executive):
    at = minute_from_now()
    edition = actions.approve(edition=submitted, by=chief_executive, seen=submitted.content_hash, public_from=at)
    with clock.at(at - timedelta(microseconds=1)):
        assert list(Edition.objects.public()) == []
    with clock.at(at):
        assert list(Edition.objects.public()) == [edition]
        assert list(Publication.objects.public()) == [edition.publication]


def test_now_means_the_database_s_now(submitted, chief_executive):
    actions.approve(edition=submitted, by=chief_executive, seen=submitted.content_hash, public_from=None)
    assert Edition.objects.public().count() == 1


def test_an_author_cannot_approve_even_after_someone_else_s_edit(submitted, press_officer, chief_executive):
    with pytest.raises(Refused, match="someone else"):
        actions.approve(edition=submitted, by=press_officer, seen=submitted.content_hash, public_from=None)


def test_words_changed_since_they_were_seen_are_not_approved(submitted, press_officer, chief_executive):
    seen = submitted.content_hash
    edition = actions.edit(
        edition=submitted, by=press_officer, **CONTENT | {"summary": "Other words, which say the same at some length."}
    )
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match="changed after you opened it"):
        actions.approve(edition=edition, by=chief_executive, seen=seen, public_from=None)


def test_editing_a_submitted_text_makes_it_a_draft_again(submitted, press_officer):
    assert actions.edit(edition=submitted, by=press_officer, **CONTENT).state == "draft"


def test_approving_twice_changes_nothing(submitted, chief_executive):
    seen = submitted.content_hash
    first = actions.approve(edition=submitted, by=chief_executive, seen=seen, public_from=None)
    again = actions.approve(edition=submitted, by=chief_executive, seen=seen, public_from=minute_from_now())
    assert (again.public_during, again.approved_at) == (first.public_during, first.approved_at)


def test_a_time_that_has_passed_is_refused(submitted, chief_executive):
    with pytest.raises(Refused, match="has passed"):
        actions.approve(
            edition=submitted, by=chief_executive, seen=submitted.content_hash, public_from=minute_from_now(-5)
        )
    submitted.refresh_from_db()
    assert submitted.state == "submitted"


def test_an_approved_text_cannot_be_edited(submitted, press_officer, chief_executive):
    actions.approve(edition=submitted, by=chief_executive, seen=submitted.content_hash, public_from=None)
    with pytest.raises(Refused):
        actions.edit(edition=submitted, by=press_officer, **CONTENT)


def test_a_policy_officer_writes_no_release(policy_officer):
    with pytest.raises(PermissionDenied):
        actions.start(kind="media_release", by=policy_officer, **CONTENT)


def test_the_address_follows_the_headline_until_the_text_is_public(draft, press_officer):
    edition = actions.edit(edition=draft, by=press_officer, **CONTENT | {"title": "Homes are opening"})
    assert edition.publication.path == "/press/homes-are-opening/"


def test_two_texts_of_one_headline_have_two_addresses(draft, press_officer):
    second = actions.start(kind="statement", by=press_officer, **CONTENT)
    third = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT)
    paths = [draft.publication.path, second.publication.path, third.publication.path]
    assert paths == ["/press/homes-are-closing/", "/press/homes-are-closing-2/", "/press/homes-are-closing-3/"]


@pytest.mark.django_db
def test_the_database_refuses_a_draft_with_a_public_time(draft):
    now = timezone.now()
    with pytest.raises(IntegrityError, match="edition_public_is_approved"):
        Edition.objects.filter(pk=draft.pk).update(public_during=(now, None))


def test_sending_back_needs_the_right_to_approve_and_keeps_the_reason(submitted, chief_executive):
    edition = actions.send_back(edition=submitted, by=chief_executive, reason="Check the figure")
    assert edition.state == "draft"
    assert edition.events.latest("pgh_id").pgh_context.metadata["reason"] == "Check the figure"


def schedule(edition, approver, minutes):
    at = minute_from_now(minutes)
    return actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=at), at


def test_a_scheduled_text_is_taken_back_and_never_appears(submitted, chief_executive):
    edition, at = schedule(submitted, chief_executive, 10)
    edition = actions.pull(edition=edition, by=chief_executive, reason="The report is late")
    assert (edition.state, edition.publication.first_public_at) == ("draft", None)
    with clock.at(at + timedelta(days=1)):
        assert not Edition.objects.public().exists()
    assert edition.events.latest("pgh_id").pgh_context.metadata["reason"] == "The report is late"


def test_taking_back_the_next_version_lets_the_one_before_go_on(submitted, press_officer, chief_executive):
    first = actions.approve(edition=submitted, by=chief_executive, seen=submitted.content_hash, public_from=None)
    second = actions.start_next(publication=first.publication, by=press_officer)
    second = actions.edit(edition=second, by=press_officer, **CONTENT | {"title": "Second"}, change_note="New head")
    second, at = schedule(actions.submit(edition=second, by=press_officer), chief_executive, 10)
    actions.pull(edition=second, by=chief_executive, reason="Not yet")
    with clock.at(at + timedelta(days=1)):
        assert [edition.title for edition in Edition.objects.public()] == [CONTENT["title"]]


def test_a_public_text_cannot_be_taken_back_unseen(submitted, chief_executive):
    edition = actions.approve(edition=submitted, by=chief_executive, seen=submitted.content_hash, public_from=None)
    with pytest.raises(Refused, match="is public"):
        actions.pull(edition=edition, by=chief_executive, reason="Oops")


def test_the_list_to_approve_holds_no_text_of_one_s_own_and_none_of_another_kind(
    submitted, press_officer, chief_executive, policy_officer
):
    """Four eyes begin in the list: what one may not approve is not offered."""

    def listed(person):
        return list(Edition.objects.awaiting_approval_by(person))

    second = make_person("second@association.example", "press_officer")
    assert listed(press_officer) == []
    assert listed(second) == listed(chief_executive) == [submitted]
    assert listed(policy_officer) == []
    submitted.authors.add(second)
    assert listed(second) == []
    actions.send_back(edition=submitted, by=chief_executive, reason="Not yet")
    assert listed(chief_executive) == []
