"""Publishing without a second person: by whom, at what price, and the review that cannot be forgotten."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from outbox.models import OutboxMessage
from people import actions as people
from people.models import SecurityEvent
from publishing import actions
from publishing.models import Edition, UrgentReview
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.publishing.conftest import CONTENT
from tests.reading import text


@pytest.fixture
def night(press_contact):
    """A press officer who may publish in an emergency."""
    user = make_person("jo@association.example", "press_officer")
    people.give_role(user=user, role="urgent_publisher", provider=None, reason="Night duty")
    return user


@pytest.fixture
def draft(night):
    return actions.start(kind="statement", by=night, **CONTENT)


def publish(edition, by, reason="The report leaked at 22:40"):
    return actions.publish_urgently(edition=edition, by=by, seen=edition.content_hash, reason=reason)


@pytest.fixture
def review(draft, night):
    return publish(draft, night).urgent_review


def test_who_has_the_role_publishes_a_text_of_their_own_at_once(draft, night, client):
    edition = publish(draft, night)
    assert list(Edition.objects.public()) == [edition]
    assert edition.approved_by == night
    assert client.get(edition.publication.path).status_code == 200


def test_a_text_that_waits_for_approval_is_published_too(draft, night):
    assert publish(actions.submit(edition=draft, by=night), night).state == "approved"


def test_nobody_has_the_role_by_being_anything_else(draft, press_officer, chief_executive):
    for user in (press_officer, chief_executive):
        with pytest.raises(PermissionDenied):
            publish(draft, user)


def test_the_role_opens_no_text_of_another_desk(draft, policy_officer):
    people.give_role(user=policy_officer, role="urgent_publisher", provider=None, reason="Night duty")
    with pytest.raises(PermissionDenied):
        publish(draft, policy_officer)


def test_it_needs_a_reason_and_the_words_that_were_read(draft, night):
    with pytest.raises(Refused, match="Say why"):
        publish(draft, night, reason=" ")
    seen = draft.content_hash
    draft = actions.edit(edition=draft, by=night, **CONTENT | {"summary": "Other words."})
    with pytest.raises(Refused, match="changed after you opened it"):
        actions.publish_urgently(edition=draft, by=night, seen=seen, reason="Leak")
    assert not Edition.objects.public().exists()
    assert not UrgentReview.objects.exists()


def test_quotations_still_need_their_speakers(night):
    edition = actions.start(kind="statement", by=night, **CONTENT | {"body": "<blockquote><p>Hm.</p></blockquote>"})
    with pytest.raises(Refused, match="Nobody is named for quotation 1"):
        publish(edition, night)


def test_it_is_recorded_and_all_who_may_approve_are_asked_at_once(draft, night, chief_executive, policy_officer):
    edition = publish(draft, night)
    event = SecurityEvent.objects.get(kind="published_urgently")
    assert (event.user, event.subject, event.reason) == (night, f"text {edition.pk}", "The report leaked at 22:40")
    mail = OutboxMessage.objects.get(key__startswith="urgent:")
    assert mail.user == chief_executive
    assert f"/staff/texts/{edition.pk}/urgent-review/" in mail.text
    assert CONTENT["title"] not in mail.text + mail.subject


def test_a_second_person_reviews_it(review, chief_executive):
    actions.review_urgent(review=review, by=chief_executive, verdict="stands")
    review.refresh_from_db()
    assert (review.verdict, review.reviewed_by) == ("stands", chief_executive)
    with pytest.raises(Refused, match="reviewed it meanwhile"):
        actions.review_urgent(review=review, by=chief_executive, verdict="stands")


def test_neither_who_published_nor_who_wrote_reviews_it(draft, night, press_officer, policy_officer):
    draft = actions.edit(edition=draft, by=press_officer, **CONTENT)
    review = publish(draft, night).urgent_review
    for user in (night, press_officer):
        with pytest.raises(Refused, match="someone else must review"):
            actions.review_urgent(review=review, by=user, verdict="stands")
    with pytest.raises(PermissionDenied):
        actions.review_urgent(review=review, by=policy_officer, verdict="stands")


def test_a_fault_is_named_and_a_withdrawal_withdraws(review, chief_executive):
    with pytest.raises(Refused, match="Say what is wrong"):
        actions.review_urgent(review=review, by=chief_executive, verdict="corrected")
    actions.review_urgent(review=review, by=chief_executive, verdict="withdrawn", note="The leak was a forgery.")
    assert Edition.objects.get().withdrawn_reason == "The leak was a forgery."


@pytest.mark.parametrize("act", [actions.withdraw, actions.remove])
def test_a_review_can_be_finished_though_the_text_is_gone_already(review, chief_executive, act):
    act(publication=review.edition.publication, by=chief_executive, reason="A forgery.")
    review = actions.review_urgent(review=review, by=chief_executive, verdict="withdrawn", note="Too late.")
    assert review.reviewed_at
    assert Edition.objects.get().withdrawn_reason in {"", "A forgery."}


def test_the_database_lets_nobody_review_their_own(review, night):
    with pytest.raises(IntegrityError, match="urgent_reviewed_by_another"):
        UrgentReview.objects.update(verdict="stands", reviewed_at=timezone.now(), reviewed_by=night)


NINE = datetime(2026, 6, 5, 8, tzinfo=UTC)  # nine in London's summer


def published_at(review, moment):
    UrgentReview.objects.filter(pk=review.pk).update(published_at=moment)


def late():
    return OutboxMessage.objects.filter(key__startswith="urgent-late:")


def test_what_nobody_reviewed_escalates_at_nine_in_london_and_not_a_second_before(review, chief_executive):
    published_at(review, NINE - timedelta(hours=10))
    administrator = make_person("admin@association.example", "administrator")
    assert actions.escalate_urgent_reviews(now=NINE - timedelta(seconds=1)).total == 0
    assert actions.escalate_urgent_reviews(now=NINE).total == 2
    assert {mail.user for mail in late()} == {chief_executive, administrator}
    assert "Who may: Chief" in late().first().text


def test_it_escalates_once_a_day_until_it_is_reviewed_and_a_missed_run_is_caught_up(review, chief_executive):
    published_at(review, NINE - timedelta(hours=10))
    assert actions.escalate_urgent_reviews(now=NINE + timedelta(hours=2)).total == 1
    assert actions.escalate_urgent_reviews(now=NINE + timedelta(hours=3)).total == 0
    assert actions.escalate_urgent_reviews(now=NINE + timedelta(days=1)).total == 1
    actions.review_urgent(review=review, by=chief_executive, verdict="stands")
    assert actions.escalate_urgent_reviews(now=NINE + timedelta(days=2)).total == 0


def test_what_was_published_after_nine_has_until_the_next_morning(review, chief_executive):
    published_at(review, NINE + timedelta(minutes=1))
    assert actions.escalate_urgent_reviews(now=NINE + timedelta(hours=8)).total == 0
    assert actions.escalate_urgent_reviews(now=NINE + timedelta(days=1)).total == 1


def test_from_the_reason_to_the_review_on_the_dashboard(signed_in, draft, night, chief_executive):
    author, chief = signed_in(night), signed_in(chief_executive)
    address = f"/staff/texts/{draft.pk}/publish-urgently/"
    assert address in text(author.get(f"/staff/texts/{draft.pk}/"))
    assert author.post(address, {"reason": "Leak", "seen": draft.content_hash}).status_code == 422
    author.post(address, {"reason": "Leak", "identity": "on", "seen": draft.content_hash})
    page = f"/staff/texts/{draft.pk}/urgent-review/"
    assert page in text(chief.get("/dashboard/"))
    assert page not in text(author.get("/dashboard/"))
    assert chief.post(page, {"verdict": "corrected", "note": ""}).status_code == 422
    chief.post(page, {"verdict": "stands"})
    assert page not in text(chief.get("/dashboard/"))
    assert "It stands as it is" in text(author.get(f"/staff/texts/{draft.pk}/"))
