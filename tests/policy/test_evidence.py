"""What a provider tells us is the provider's own until it is sent, and never public."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Role
from policy.evidence import actions as evidence
from policy.models import Answer, Given, Submission
from publishing import clock
from tests.policy.conftest import make_consultation, make_sent

FIRST, SECOND = Given("CANARY-ATTRIBUTED", "attributed"), Given("CANARY-ANONYMOUS", "anonymous")


def save(consultation, provider, by, *given):
    pks = [question.pk for question in consultation.questions.all()]
    given = dict(zip(pks, given, strict=False))
    return evidence.save(consultation=consultation, provider=provider, by=by, given=given)


def saved_answers(submission):
    return [answer.given for answer in submission.answers.order_by("question__place")]


def test_answers_are_a_draft_until_they_are_sent(draft, owner):
    assert (draft.submitted_at, draft.version, saved_answers(draft)) == (None, 1, [FIRST, SECOND])
    sent = evidence.send(submission=draft, by=owner, seen=1)
    assert (sent.submitted_by, sent.version) == (owner, 2)
    assert sent.submitted_at <= timezone.now()


def test_only_who_answers_for_the_provider_saves_sends_and_reopens(
    consultation, provider, sent, outsider, policy_officer
):
    for user in (outsider, policy_officer):
        with pytest.raises(PermissionDenied):
            save(consultation, provider, user, Given("Mine", "attributed"))
        with pytest.raises(PermissionDenied):
            evidence.reopen(submission=sent, by=user)
    Submission.objects.update(submitted_at=None, submitted_by=None)
    for user in (outsider, policy_officer):
        with pytest.raises(PermissionDenied):
            evidence.send(submission=sent, by=user, seen=2)
    assert saved_answers(sent) == [FIRST, SECOND]


def test_who_sees_what_of_a_draft(draft, owner, outsider, policy_officer, chief_executive, press_officer):
    assert list(Submission.objects.visible_to(owner)) == [draft]
    assert Answer.objects.visible_to(owner).count() == 2
    for user in (outsider, policy_officer, chief_executive, press_officer):
        assert list(Submission.objects.visible_to(user)) == []
        assert list(Answer.objects.visible_to(user)) == []


def test_who_sees_what_was_sent(sent, owner, outsider, policy_officer, chief_executive, press_officer):
    for user in (owner, policy_officer, chief_executive):
        assert list(Submission.objects.visible_to(user)) == [sent]
        assert Answer.objects.visible_to(user).count() == 2
    for user in (outsider, press_officer):
        assert list(Submission.objects.visible_to(user)) == []
        assert list(Answer.objects.visible_to(user)) == []


def test_even_an_own_draft_is_not_among_what_was_sent(draft, owner):
    assert Answer.objects.visible_to(owner).count() == 2
    assert list(Answer.objects.visible_to(owner).sent()) == []


def test_a_policy_officer_who_owns_a_provider_reads_no_draft_of_others(draft, other_provider, policy_officer):
    Role.objects.create(user=policy_officer, provider=other_provider, name="owner")
    assert list(Submission.objects.visible_to(policy_officer)) == []


def test_a_former_owner_sees_nothing(sent, owner):
    owner.roles.update(ends_on=timezone.localdate())
    assert list(Submission.objects.visible_to(type(owner).objects.get(pk=owner.pk))) == []


def test_saving_the_same_words_again_changes_nothing(draft, consultation, provider, owner):
    assert save(consultation, provider, owner, FIRST, SECOND).version == 1
    assert save(consultation, provider, owner, FIRST, SECOND).version == 1


def test_an_answer_can_be_emptied_and_its_history_stays(draft, consultation, provider, owner):
    save(consultation, provider, owner, Given("", ""), SECOND)
    answer = draft.answers.get(question__number=1)
    assert answer.text == ""
    assert list(answer.events.order_by("pgh_id").values_list("text", flat=True)) == ["CANARY-ATTRIBUTED", ""]


def test_a_question_of_another_consultation_is_no_place_for_an_answer(draft, consultation, provider, owner):
    other = make_consultation("CARE-2").questions.first()
    given = {other.pk: Given("Stray", "attributed")}
    evidence.save(consultation=consultation, provider=provider, by=owner, given=given)
    assert not Answer.objects.filter(text="Stray").exists()


def test_nothing_is_sent_that_was_not_checked(draft, consultation, provider, owner):
    save(consultation, provider, owner, Given("Changed", "attributed"))
    with pytest.raises(evidence.StaleError):
        evidence.send(submission=draft, by=owner, seen=1)
    with pytest.raises(evidence.StaleError):
        evidence.send(submission=draft, by=owner, seen=None)
    assert Submission.objects.get().submitted_at is None


def test_sending_needs_a_consent_for_each_answer_and_saving_does_not(consultation, provider, owner):
    draft = save(consultation, provider, owner, Given("One", ""), Given("Two", "not_public"))
    with pytest.raises(ValidationError) as refused:
        evidence.send(submission=draft, by=owner, seen=draft.version)
    assert refused.value.messages == ["Question 1: say how we may use your answer."]


def test_sending_needs_an_answer(consultation, provider, owner):
    draft = save(consultation, provider, owner, Given("", "attributed"))
    with pytest.raises(ValidationError, match="no answer to send"):
        evidence.send(submission=draft, by=owner, seen=draft.version)


def test_sending_twice_is_harmless(sent, owner):
    again = evidence.send(submission=sent, by=owner, seen=1)
    assert (again.version, again.submitted_at) == (sent.version, sent.submitted_at)


def test_sent_answers_are_opened_again_before_they_are_changed(sent, consultation, provider, owner, policy_officer):
    with pytest.raises(ValidationError, match="have been sent"):
        save(consultation, provider, owner, Given("Other", "attributed"))
    reopened = evidence.reopen(submission=sent, by=owner)
    assert (reopened.submitted_at, reopened.submitted_by, reopened.version) == (None, None, 3)
    assert list(Submission.objects.visible_to(policy_officer)) == []
    assert evidence.reopen(submission=sent, by=owner).version == 3


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("internal_deadline", "Our deadline for answers was"),
        ("closes_at", "deadline"),
        (None, "You can answer from"),
    ],
)
def test_after_our_deadline_and_before_the_opening_nothing_is_saved_sent_or_reopened(
    draft, consultation, provider, owner, when, sentence
):
    other = make_consultation("CARE-2")
    done = make_sent(other, provider)
    with clock.at(getattr(other, when) if when else other.opens_at.replace(year=2020)):
        for attempt in [
            lambda: save(consultation, provider, owner, Given("Late", "attributed")),
            lambda: evidence.send(submission=draft, by=owner, seen=1),
            lambda: evidence.reopen(submission=done, by=owner),
        ]:
            with pytest.raises(ValidationError, match=sentence):
                attempt()
    assert saved_answers(draft) == [FIRST, SECOND]
    assert Submission.objects.sent().get() == done


def test_one_that_lapsed_takes_no_answers(draft, consultation, owner):
    consultation.lapsed_on = timezone.localdate()
    consultation.save()
    with pytest.raises(ValidationError, match="has lapsed"):
        evidence.send(submission=draft, by=owner, seen=1)


def test_the_database_keeps_one_submission_a_provider_and_known_consents(draft, consultation, provider, questions):
    with pytest.raises(IntegrityError, match="submission_once"), transaction.atomic():
        Submission.objects.create(consultation=consultation, provider=provider)
    with pytest.raises(IntegrityError, match="answer_once"), transaction.atomic():
        Answer.objects.create(submission=draft, question=questions[0])
    with pytest.raises(IntegrityError, match="answer_consent_known"), transaction.atomic():
        draft.answers.update(consent="anything")
    with pytest.raises(IntegrityError, match="submission_sent_has_time"), transaction.atomic():
        Submission.objects.update(submitted_by=provider.roles.first().user)
