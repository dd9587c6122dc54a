"""What of a paper is put to members and how, what we answer ourselves, and what we stand for on its topic."""

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from policy.evidence import actions as evidence
from policy.models import Consultation, Given, Question
from policy.questions import actions as asking
from policy.questions import call
from policy.texts.actions import start_position
from publishing.actions import edit
from publishing.models import Topic
from tests.conftest import make_person
from tests.policy.conftest import make_consultation, publish
from tests.reading import text

WORDS = {"summary": "In short, what we say and why it matters to all.", "body": "<p>At length.</p>"}
ONE = "/staff/policy/consultations/CARE-1/"
CALL = f"{ONE}questions/members/"
EIGHT = "A call puts 7 questions to members at most, and these are: 1, 2, 3, 4, 5, 6, 7."


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


@pytest.fixture
def nine(body):
    """CARE-1 with nine questions, of which seven are put to members."""
    consultation = make_consultation("CARE-1", questions=7)
    for number in (8, 9):
        consultation.questions.create(number=str(number), place=number, text=f"What about {number}?", in_call=False)
    return consultation


def test_an_eighth_is_refused_with_a_sentence_wherever_it_is_chosen(nine, client, policy_officer):
    eighth = nine.questions.get(number="8")
    with pytest.raises(ValidationError, match=EIGHT):
        asking.change(question=eighth, by=policy_officer, in_call=True)
    with pytest.raises(ValidationError, match=EIGHT):
        asking.add(consultation=nine, by=policy_officer, number="10", text="What?", in_call=True)
    edit_it = f"/staff/policy/questions/{eighth.pk}/edit/"
    typed = {"number": "8", "kind": "text", "text": "Typed", "help": "", "in_call": "on"}
    answer = client.post(edit_it, typed)
    assert answer.status_code == 422
    assert EIGHT in text(answer)
    assert "Typed</textarea>" in answer.content.decode()
    assert client.get(f"{ONE}questions/new/").context["form"]["in_call"].value() is False


def test_the_call_is_chosen_on_one_page(nine, client):
    page = client.get(CALL)
    assert page.content.decode().count(" checked") == 7
    seen = page.context["form"]["seen"].value()
    pks = [question.pk for question in nine.questions.all()]
    answer = client.post(CALL, {"questions": pks[:8], "seen": seen})
    assert answer.status_code == 422
    assert "You chose 8 questions, and a call puts 7 to members at most" in text(answer)
    assert answer.content.decode().count(" checked") == 8
    assert client.post(CALL, {"questions": pks[2:], "seen": seen}).url == ONE
    assert [question.number for question in nine.questions.in_call()] == list("3456789")
    assert "7 of 9 are put to members." in text(client.get(ONE))


def test_two_windows_of_the_call(nine, client):
    seen = client.get(CALL).context["form"]["seen"].value()
    nine.questions.filter(number="1").update(in_call=False)
    kept = [question.pk for question in nine.questions.filter(number="2")]
    answer = client.post(CALL, {"questions": kept, "seen": seen})
    assert answer.status_code == 422
    assert "changed this after you opened it" in text(answer)
    assert nine.questions.in_call().count() == 6


def test_the_database_puts_no_eighth_to_members(nine):
    for write in (
        lambda: nine.questions.filter(number="8").update(in_call=True),
        lambda: nine.questions.create(number="10", place=10, text="What?"),
    ):
        with pytest.raises(Error, match="are put to members already"), transaction.atomic():
            write()
    nine.questions.create(kind="separator", place=10, text="A heading")
    nine.questions.filter(number="1").update(in_call=False)
    nine.questions.filter(number="8").update(in_call=True)
    nine.questions.filter(number="8").update(text="Better words", in_call=True)


def test_one_that_is_asked_again_is_no_eighth(nine, provider, owner, policy_officer):
    first = nine.questions.get(number="1")
    evidence.save(consultation=nine, provider=provider, by=owner, given={first.pk: Given("Yes", "anonymous")})
    asking.withdraw(question=first, by=policy_officer)
    asking.change(question=nine.questions.get(number="8"), by=policy_officer, in_call=True)
    with pytest.raises(ValidationError, match="A call puts 7 questions to members at most"):
        asking.ask_again(question=first, by=policy_officer)


def test_members_see_what_is_put_to_them_alone(nine, provider, owner, signed_in):
    nine.questions.create(kind="separator", place=0, text="Part A")
    nine.questions.create(kind="separator", place=20, text="Part B, of which nothing is asked")
    nine.questions.filter(number="2").update(in_call=False)
    page = signed_in(owner).get(f"/consultations/CARE-1/answer/{provider.pk}/").content.decode()
    assert "<h2>Part A</h2>" in page
    assert "Part B" not in page
    assert "What about 3?" in page
    assert all(f"What about {number}?" not in page for number in (2, 8, 9))
    given = {question.pk: Given("Words", "anonymous") for question in nine.questions.filter(number__in=["2", "3"])}
    draft = evidence.save(consultation=nine, provider=provider, by=owner, given=given)
    assert [answer.question.number for answer in draft.answers.select_related("question")] == ["3"]


def test_a_consultation_of_which_nothing_is_put_to_members_calls_nobody(nine):
    assert Consultation.objects.calling().get() == nine
    nine.questions.update(in_call=False)
    nine.questions.create(kind="separator", place=10, text="A heading")
    assert not Consultation.objects.calling().exists()


def test_what_was_answered_stays_when_it_is_put_no_longer(
    questions, draft, consultation, owner, signed_in, policy_officer
):
    call.put_to_members(consultation=consultation, questions=questions[1:], by=policy_officer)
    page = text(signed_in(owner).get(f"/consultations/CARE-1/answer/{draft.provider_id}/check/"))
    assert "To questions as they were asked before" in page
    assert "Not put to members any more" in page
    assert "CANARY-ATTRIBUTED" in page


def test_members_read_our_wording_with_the_paper_s_beside_it(questions, sent, owner, signed_in, client, provider):
    edit_it = f"/staff/policy/questions/{questions[0].pk}/edit/"
    typed = {"number": "1", "kind": "text", "text": "What about 1?", "help": "", "in_call": "on"}
    seen = client.get(edit_it).context["form"]["seen"].value()
    OutboxMessage.objects.all().delete()
    client.post(edit_it, typed | {"wording": "In short: how is it?", "seen": seen})
    new = Question.objects.get(replaces=questions[0])
    message = OutboxMessage.objects.get()
    assert "1. In short: how is it?" in message.text
    assert no_longer_wanted(message) == ""
    member, address = signed_in(owner), f"/consultations/CARE-1/answer/{provider.pk}/"
    member.post(f"{address}reopen/")
    page = member.get(address).content.decode()
    assert "1. In short: how is it?" in page
    assert "Their paper asks: “What about 1?”" in page
    assert "1. In short: how is it?" in text(member.get(f"{address}check/"))
    with pytest.raises(Error, match="stays as it was asked"), transaction.atomic():
        Question.objects.filter(pk=new.pk).update(wording="Other")
    Question.objects.filter(pk=new.pk).update(in_call=False)
    assert no_longer_wanted(message)


def test_the_evidence_says_how_members_were_asked(closed, provider, owner, client, questions):
    questions[0].wording = "In short: how is it?"
    questions[0].save()
    submission = closed.submissions.create(provider=provider)
    submission.answers.create(question=questions[0], text="Well", consent="anonymous")
    closed.submissions.update(version=1, submitted_at=closed.opens_at)
    assert "Members were asked: In short: how is it?" in text(client.get(f"{ONE}evidence/"))


def test_a_heading_has_no_wording(client, consultation):
    typed = {"number": "", "kind": "separator", "text": "Part A", "wording": "Ours", "help": ""}
    answer = client.post(f"{ONE}questions/new/", typed)
    assert "Nobody is asked a heading." in text(answer)


def test_a_question_is_skipped_with_a_reason_and_has_somebody_who_sees_to_it(client, questions, policy_officer):
    plan = f"/staff/policy/questions/{questions[0].pk}/plan/"
    answer = client.post(plan, {"answering": "skip", "owner": policy_officer.pk})
    assert answer.status_code == 422
    assert "Say why, in a sentence." in text(answer)
    answer = client.post(plan, {"answering": "answer", "skip_reason": "About fostering"})
    assert "Only what we skip has a reason." in text(answer)
    data = {"answering": "skip", "skip_reason": "About fostering", "owner": policy_officer.pk}
    assert client.post(plan, data).url == ONE
    page = text(client.get(ONE))
    assert "We skip it: About fostering" in page
    assert f"{policy_officer} sees to it" in page
    assert "Not decided whether we answer it" in page
    assert f'data-copy="words-{questions[0].pk}"' in client.get(ONE).content.decode()


def test_nobody_but_the_desk_sees_to_a_question(client, questions, owner):
    left = make_person("left@cha.example", "policy_officer")
    left.roles.update(ends_on=left.roles.get().starts_on)
    plan = f"/staff/policy/questions/{questions[0].pk}/plan/"
    for person in (owner, left):
        answer = client.post(plan, {"answering": "answer", "owner": person.pk})
        assert "Select a valid choice." in text(answer)


def test_two_windows_of_the_plan(client, questions, policy_officer):
    plan = f"/staff/policy/questions/{questions[0].pk}/plan/"
    seen = client.get(plan).context["form"]["seen"].value()
    call.plan(question=questions[0], by=policy_officer, answering="answer")
    answer = client.post(plan, {"answering": "skip", "skip_reason": "No", "seen": seen})
    assert answer.status_code == 422
    assert "changed this after you opened it" in text(answer)
    assert Question.objects.get(pk=questions[0].pk).answering == "answer"


@pytest.mark.parametrize("wrong", [{"answering": "skip"}, {"skip_reason": "Why"}, {"answering": "later"}])
def test_the_database_keeps_no_skip_without_a_reason(questions, wrong):
    with pytest.raises(Error), transaction.atomic():
        Question.objects.filter(pk=questions[0].pk).update(**wrong)


def test_a_correction_takes_our_work_along(sent, questions, policy_officer):
    call.plan(question=questions[0], by=policy_officer, answering="answer", owner=policy_officer)
    new = asking.change(question=questions[0], by=policy_officer, text="Other words?")
    assert (new.answering, new.owner_id, new.in_call, new.place) == ("answer", policy_officer.pk, True, 1)


@pytest.fixture
def topic(db):
    return Topic.objects.create(slug="pay", name="Pay and staff")


@pytest.fixture
def position(topic, policy_officer, chief_executive):
    """A position on pay that readers have."""
    edition = start_position(by=policy_officer, asks=[], title="Pay them well", **WORDS)
    edition = edit(edition=edition, by=policy_officer, topic=topic)
    return publish(edition, author=policy_officer, approver=chief_executive)


def test_our_position_stands_beside_a_question_or_that_there_is_none(client, consultation, questions, topic, position):
    page = text(client.get(ONE))
    assert page.count("No position yet<") == 2
    consultation.topic = topic
    consultation.save()
    page = client.get(ONE).content.decode()
    assert page.count(f'Our position on Pay and staff: <a href="{position.publication.path}">Pay them well</a>') == 2
    other = Topic.objects.create(slug="planning", name="Planning")
    Question.objects.filter(pk=questions[1].pk).update(topic=other)
    page = text(client.get(ONE))
    assert "No position yet on Planning" in page
    assert page.count("Our position on Pay and staff:") == 1
    assert "No position yet on Planning" in text(client.get(f"/staff/policy/questions/{questions[1].pk}/plan/"))


def test_a_position_that_is_no_longer_public_is_none(client, consultation, questions, topic, position, policy_officer):
    Consultation.objects.update(topic=topic)
    type(position.publication).objects.filter(pk=position.publication_id).update(
        removed_at=position.first_public_at, removed_reason="Gone"
    )
    assert "Our position" not in text(client.get(ONE))


def test_the_page_takes_the_same_queries_for_any_number_of_questions(
    client, consultation, questions, position, topic, policy_officer, django_assert_num_queries
):
    Consultation.objects.update(topic=topic)
    Question.objects.update(topic=topic, owner=policy_officer)
    with django_assert_num_queries(12):
        client.get(ONE)
    for number in range(10, 30):
        more = {"topic": topic, "owner": policy_officer, "in_call": False}
        consultation.questions.create(number=str(number), place=number, text="What?", **more)
    with django_assert_num_queries(12):
        client.get(ONE)
