"""Answers stand under the words that they were given to: a question that was answered is corrected, never reworded."""

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from policy.evidence import actions as evidence
from policy.models import Given, Question
from policy.questions import actions as asking
from tests.conftest import make_person
from tests.policy.conftest import in_days
from tests.reading import text

OPPOSITE = {"number": "1", "text": "Should it not be done?", "help": ""}
TYPED = OPPOSITE | {"kind": "text", "in_call": "on"}


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


def asked(consultation):
    return [(question.number, question.text) for question in consultation.questions.asked()]


def test_a_number_is_given_once(consultation, questions, policy_officer):
    with pytest.raises(ValidationError, match="Another question has the number 2"):
        asking.add(consultation=consultation, by=policy_officer, number="2", text="What?", help="")
    with pytest.raises(ValidationError, match="Another question has the number 2"):
        asking.change(question=questions[0], by=policy_officer, number="2", text="What?", help="")
    added = asking.add(consultation=consultation, by=policy_officer, number="3", text="What?", help="")
    assert list(consultation.questions.all()) == [*questions, added]


def test_until_a_provider_begins_a_question_changes_and_goes(consultation, questions, policy_officer):
    same = asking.change(question=questions[0], by=policy_officer, **OPPOSITE)
    assert (same.pk, same.text) == (questions[0].pk, "Should it not be done?")
    asking.withdraw(question=questions[1], by=policy_officer)
    assert list(consultation.questions.all()) == [same]


@pytest.mark.usefixtures("draft")
def test_other_words_make_another_question_and_the_answer_stays_with_its_own(consultation, questions, policy_officer):
    new = asking.change(question=questions[0], by=policy_officer, **OPPOSITE)
    old = Question.objects.get(pk=questions[0].pk)
    assert (old.text, bool(old.withdrawn_at), new.replaces) == ("What about 1?", True, old)
    assert asked(consultation) == [("1", "Should it not be done?"), ("2", "What about 2?")]
    assert [answer.text for answer in old.answers.all()] == ["CANARY-ATTRIBUTED"]
    assert not new.answers.exists()


@pytest.mark.usefixtures("draft")
def test_our_own_help_is_bettered_in_place(questions, policy_officer):
    words = {"number": "1", "text": "What about 1?", "help": "Such as rents"}
    assert asking.change(question=questions[0], by=policy_officer, **words).pk == questions[0].pk
    assert not Question.objects.exclude(withdrawn_at=None).exists()


@pytest.mark.usefixtures("draft")
def test_another_number_alone_is_a_correction_too(questions, policy_officer):
    assert asking.change(question=questions[0], by=policy_officer, number="7", text="What about 1?", help="").replaces


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("change", [{"text": "Other"}, {"number": "9"}, {"consultation_id": None}])
def test_the_database_lets_nobody_reword_it(change, questions, consultation):
    with pytest.raises(Error, match="stays as it was asked"), transaction.atomic():
        Question.objects.filter(pk=questions[1].pk).update(**change)
    added = consultation.questions.create(number="3", text="And this?")
    with pytest.raises(Error, match="stays as it was asked"), transaction.atomic():
        added.delete()


@pytest.mark.usefixtures("draft")
def test_one_that_was_begun_is_withdrawn_with_its_answers_and_asked_again(consultation, questions, policy_officer):
    asking.withdraw(question=questions[1], by=policy_officer)
    assert asked(consultation) == [("1", "What about 1?")]
    assert questions[1].answers.get().text == "CANARY-ANONYMOUS"
    with pytest.raises(ValidationError, match="no longer asked"):
        asking.change(question=questions[1], by=policy_officer, **OPPOSITE)
    with pytest.raises(ValidationError, match="no longer asked"):
        asking.withdraw(question=questions[1], by=policy_officer)
    asking.ask_again(question=questions[1], by=policy_officer)
    assert asked(consultation) == [("1", "What about 1?"), ("2", "What about 2?")]


@pytest.mark.usefixtures("draft")
def test_one_that_was_corrected_is_not_asked_beside_its_correction(questions, policy_officer):
    asking.change(question=questions[0], by=policy_officer, **OPPOSITE)
    with pytest.raises(ValidationError, match="Another question has the number 1"):
        asking.ask_again(question=questions[0], by=policy_officer)


@pytest.mark.usefixtures("sent")
def test_owners_who_answered_are_written_to_once(provider, owner, questions, policy_officer, consultation):
    make_person("colleague@hazelbank.example", "colleague", provider)
    OutboxMessage.objects.all().delete()
    new = asking.change(question=questions[0], by=policy_officer, **OPPOSITE)
    message = OutboxMessage.objects.get()
    assert message.user == owner
    assert "It now reads:\n\n1. Should it not be done?" in message.text
    assert f"/consultations/CARE-1/answer/{provider.pk}/check/" in message.text
    assert no_longer_wanted(message) == ""
    given = {new.pk: Given("Still yes", "attributed")}
    evidence.reopen(submission=consultation.submissions.get(), by=owner)
    evidence.save(consultation=consultation, provider=provider, by=owner, given=given)
    assert no_longer_wanted(message)


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("ended", ["withdrawn", "deadline", "role"])
def test_the_mail_is_not_sent_once_it_is_untrue(ended, owner, questions, policy_officer, consultation):
    OutboxMessage.objects.all().delete()
    new = asking.change(question=questions[0], by=policy_officer, **OPPOSITE)
    if ended == "withdrawn":
        asking.withdraw(question=new, by=policy_officer)
    elif ended == "deadline":
        type(consultation).objects.update(internal_deadline=in_days(-1))
    else:
        owner.roles.update(ends_on=in_days(0).date())
    assert no_longer_wanted(OutboxMessage.objects.get())


@pytest.mark.usefixtures("draft")
def test_who_did_not_answer_it_is_not_written_to(questions, policy_officer):
    questions[0].answers.update(text="")
    asking.change(question=questions[0], by=policy_officer, **OPPOSITE)
    assert not OutboxMessage.objects.exists()


def test_the_owner_finds_the_former_answer_under_the_new_words(draft, questions, policy_officer, signed_in, owner):
    new = asking.change(question=questions[0], by=policy_officer, **OPPOSITE)
    client, address = signed_in(owner), f"/consultations/CARE-1/answer/{draft.provider_id}/"
    page = text(client.get(f"{address}check/"))
    assert "<h2>1. Should it not be done?</h2>" in page
    assert "To questions as they were asked before" in page
    assert "1. What about 1?" in page
    page = client.get(address)
    assert "We corrected this question" in text(page)
    assert page.context["form"][f"text_{new.pk}"].value() == "CANARY-ATTRIBUTED"
    assert page.context["form"]["consent_to_all"].value() == "attributed"
    fields = page.context["form"]
    typed = {name: fields[name].value() or "" for name in fields.fields}
    assert client.post(address, typed | {"then": "check"}).status_code == 302
    assert (new.answers.get().text, new.answers.get().consent) == ("CANARY-ATTRIBUTED", "attributed")
    assert "We corrected this question" not in text(client.get(address))


def test_the_desk_is_told_before_and_reads_answers_under_their_own_words(client, sent, questions, other_provider):
    edit = f"/staff/policy/questions/{questions[0].pk}/edit/"
    page = client.get(edit)
    assert "Providers have begun to answer." in text(page)
    seen = page.context["form"]["seen"].value()
    assert "is corrected" in text(client.post(edit, TYPED | {"seen": seen}, follow=True))
    page = text(client.get("/staff/policy/consultations/CARE-1/"))
    assert "No longer asked (1)" in page
    assert "Ask again" not in page
    page = text(client.get("/staff/policy/consultations/CARE-1/evidence/"))
    assert page.index("1. What about 1?") < page.index("CANARY-ATTRIBUTED") < page.index("2. What about 2?")
    assert "These answers were given to this wording." in page


@pytest.mark.usefixtures("sent")
def test_the_desk_asks_a_withdrawn_one_again(client, questions):
    page = text(client.post(f"/staff/policy/questions/{questions[1].pk}/withdraw/", follow=True))
    assert "Question 2 is not asked any more." in page
    assert "Ask again" in page
    page = text(client.post(f"/staff/policy/questions/{questions[1].pk}/ask-again/", follow=True))
    assert "Question 2 is asked again." in page
    assert "No longer asked" not in page
