"""An answer is drafted beside what members said and what we said before, and stands in the one text of our response."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import given as any_of
from hypothesis import strategies as st

from policy.coding.actions import add_theme, code
from policy.drafting import actions
from policy.drafting.actions import NO_DRAFT, NOT_ASKED, NOT_STARTED
from policy.drafting.beside import evidence_on
from policy.drafting.parts import answer_in, parts_of, with_answer
from policy.models import Answer, Consultation, Question
from policy.texts.actions import TO_WRITE, start_position, start_response
from publishing import actions as publishing
from publishing.models import Edition, Topic
from tests.conftest import make_provider
from tests.policy.conftest import in_days, make_consultation, make_sent, publish
from tests.reading import errors, text

SAID = "Nights are long, and nobody pays for them, say the people who work them."


@pytest.fixture
def edition(consultation, policy_officer):
    return start_response(consultation=consultation, by=policy_officer, title="Our response")


@pytest.fixture
def question(consultation):
    return consultation.questions.get(number="1")


def page(question) -> str:
    return f"/staff/policy/questions/{question.pk}/answer/"


def body() -> str:
    return Edition.objects.get().body


def asked(*numbers: str) -> list[Question]:
    return [Question(pk=place, number=number, text="Why?") for place, number in enumerate(numbers, start=1)]


def test_an_answer_is_written_into_the_draft_in_the_order_of_questions(signed_in, policy_officer, edition, question):
    publishing.edit(edition=edition, by=policy_officer, body="<p>We speak.</p>")
    client, second = signed_in(policy_officer), question.consultation.questions.get(number="2")
    assert "Saved in the draft." in text(
        client.post(page(second), {"our_answer": "<p>Two &amp; more.</p>"}, follow=True)
    )
    client.post(page(question), {"our_answer": "<h2>In Wales</h2><p>One.</p>"})
    assert body() == (
        "<p>We speak.</p><h2>1. What about 1?</h2><h3>In Wales</h3><p>One.</p>"
        "<h2>2. What about 2?</h2><p>Two &amp; more.</p>"
    )
    client.post(page(question), {"our_answer": "<p>Other.</p>"})
    assert "<h2>1. What about 1?</h2><p>Other.</p><h2>2. What" in body()
    assert "Other." in text(client.get(page(question)))
    client.post(page(question), {"our_answer": ""})
    assert "What about 1?" not in body()
    assert policy_officer in Edition.objects.get().authors.all()


def test_the_first_answer_takes_the_place_of_what_is_to_be_written(policy_officer, edition, question):
    assert body() == TO_WRITE
    actions.write_answer(question=question, by=policy_officer, our_answer="")
    assert body() == TO_WRITE
    actions.write_answer(question=question, by=policy_officer, our_answer="<p>One.</p>")
    assert body() == "<h2>1. What about 1?</h2><p>One.</p>"


@any_of(st.permutations("1234"), st.sampled_from(["", "<p>Before.</p>"]), st.sampled_from(["", "<p>x</p>"]))
def test_whatever_is_written_first_parts_stand_in_order_and_nothing_else_changes(order, before, again):
    questions = asked("1", "2", "3", "4")
    made = before
    for number in order:
        made = with_answer(made, questions, questions[int(number) - 1], f"<p>Answer {number}.</p>")
    found = [part.question for part in parts_of(made, questions) if part.question]
    assert found == [1, 2, 3, 4]
    made = with_answer(made, questions, questions[1], again)
    assert answer_in(parts_of(made, questions), questions[1]) == again
    assert [answer_in(parts_of(made, questions), questions[place]) for place in (0, 2, 3)] == [
        f"<p>Answer {number}.</p>" for number in (1, 3, 4)
    ]
    assert made.startswith(before)


def test_of_two_parts_for_one_question_the_first_takes_its_answer():
    questions = asked("1", "2")
    made = "<h2>Q1</h2><p>a</p><h2>End</h2><p>e</p><h2>Question 1</h2><p>b</p>"
    assert answer_in(parts_of(made, questions), questions[0]) == "<p>a</p><p>b</p>"
    assert with_answer(made, questions, questions[0], "<p>c</p>") == "<h2>1. Why?</h2><p>c</p><h2>End</h2><p>e</p>"


def test_a_heading_in_an_answer_that_names_another_question_is_refused_and_kept(
    signed_in, policy_officer, edition, question
):
    answer = signed_in(policy_officer).post(page(question), {"our_answer": "<p>A</p><h3>Question 2</h3><p>B</p>"})
    assert answer.status_code == 422
    assert "A heading in it names Question 2." in errors(answer)[0]
    assert "Question 2&lt;/h3&gt;" in text(answer)
    assert body() == TO_WRITE


def test_two_windows_overwrite_nothing_unseen(signed_in, policy_officer, edition, question):
    client = signed_in(policy_officer)
    seen = client.get(page(question)).context["form"]["seen"].value()
    client.post(page(question), {"our_answer": "<p>First.</p>", "seen": seen})
    second = client.post(page(question), {"our_answer": "<p>Second.</p>", "seen": seen})
    assert second.status_code == 422
    assert "changed this after you opened it" in text(second)
    assert "First." in body()
    other = question.consultation.questions.get(number="2")
    seen = client.get(page(other)).context["form"]["seen"].value()
    client.post(page(other), {"our_answer": "<p>Elsewhere.</p>", "seen": seen})
    assert "First." in body()
    assert "Elsewhere." in body()


def test_a_longer_answer_than_they_take_is_kept_and_said(signed_in, policy_officer, edition, consultation):
    short = consultation.questions.create(number="3", place=3, text="Why?", limit=5)
    client = signed_in(policy_officer)
    saved = text(client.post(page(short), {"our_answer": "<p>Too long.</p>"}, follow=True))
    assert "Saved, but they take 5 characters, and your answer is 4 characters too long." in saved
    assert "They take 5 characters; the saved answer has 9." in saved
    stands = text(client.get(f"/staff/texts/{edition.pk}/"))
    assert (
        f'<a href="{page(short)}">Question 3</a>: <span class="attention">9 of 5 characters: too long</span>' in stands
    )
    assert 'Question 1</a>: <span class="attention">Nothing yet</span>' in stands


def test_where_there_is_no_draft_it_says_what_to_do(signed_in, policy_officer, chief_executive, question):
    client = signed_in(policy_officer)
    assert "Our response has not been started." in text(client.get(page(question)))
    assert client.post(page(question), {"our_answer": "<p>A</p>"}).status_code == 200
    with pytest.raises(ValidationError, match=NOT_STARTED):
        actions.write_answer(question=question, by=policy_officer, our_answer="<p>A</p>")
    edition = start_response(consultation=question.consultation, by=policy_officer, title="Our response")
    actions.write_answer(question=question, by=policy_officer, our_answer="<p>Said.</p>")
    publishing.edit(edition=edition, by=policy_officer, summary="What homes say to both questions, in some words.")
    publish(Edition.objects.get(), author=policy_officer, approver=chief_executive)
    shut = text(client.get(page(question)))
    assert "Version 1 of our response is approved and cannot change." in shut
    assert "<p>Said.</p>" in shut
    with pytest.raises(ValidationError, match=NO_DRAFT.format("approved")):
        actions.write_answer(question=question, by=policy_officer, our_answer="<p>A</p>")


def test_what_is_not_asked_is_not_answered(signed_in, policy_officer, edition, question):
    Question.objects.filter(pk=question.pk).update(withdrawn_at=in_days(-1))
    assert signed_in(policy_officer).get(page(question)).status_code == 404
    heading = question.consultation.questions.create(place=9, text="Part", kind="separator", in_call=False)
    for wrong in (question, heading):
        with pytest.raises(ValidationError, match=NOT_ASKED):
            actions.write_answer(question=wrong, by=policy_officer, our_answer="<p>A</p>")


def test_who_does_not_write_policy_drafts_nothing(signed_in, press_officer, chief_executive, edition, question):
    for user in (press_officer, chief_executive):
        assert signed_in(user).get(page(question)).status_code == 403
        for each in (question, make_consultation("CARE-2").questions.first()):
            with pytest.raises(PermissionDenied):
                actions.write_answer(question=each, by=user, our_answer="<p>A</p>")
        Consultation.objects.filter(reference="CARE-2").delete()


def test_beside_it_stands_how_members_answered_once_they_can_no_longer(signed_in, policy_officer, edition, question):
    for name, consent in (("Alder", "attributed"), ("Birch", "anonymous"), ("CANARY-Cedar", "not_public")):
        make_sent(question.consultation, make_provider(name), text=f"{SAID} {name}", consent=consent)
    client = signed_in(policy_officer)
    hidden = text(client.get(page(question)))
    assert "Answers are counted once members can answer no longer" in hidden
    assert "of 3 answered" not in hidden
    assert SAID not in hidden
    asked_of = Consultation.objects.with_phase().get()
    assert evidence_on(question, asked_of, policy_officer) is None
    Consultation.objects.update(internal_deadline=in_days(-1))
    nights = add_theme(question=question, by=policy_officer, name="Nights")
    for answer in Answer.objects.filter(question=question).select_related("question__consultation"):
        code(answer=answer, by=policy_officer, themes=[nights], extract=answer.text, extract_of=nights)
    seen = text(client.get(page(question)))
    assert "3 of 3 answered." in seen
    assert '<th scope="row">Nights</th><td class="numbers">3</td><td class="numbers">100</td>' in seen
    assert "Nights: named by 3, 2 quotes" in seen
    assert f"{SAID} Alder" in seen
    assert "Birch: Quote it without our name" in seen
    assert "CANARY" not in seen


def test_beside_it_stand_our_position_and_earlier_answers_on_its_topic(
    signed_in, policy_officer, chief_executive, edition, question
):
    topic, other = Topic.objects.create(name="Nights", slug="nights"), Topic.objects.create(name="Pay", slug="pay")
    client = signed_in(policy_officer)
    assert "what it is about" in text(client.get(page(question)))
    Question.objects.filter(pk=question.pk).update(topic=topic)
    assert "No earlier answer of ours is about it." in text(client.get(page(question)))
    position = start_position(by=policy_officer, title="Nights count", asks=["Pay for nights"], topic=topic)
    publishing.edit(edition=position, by=policy_officer, summary="Nights are work, and we say what should be paid.")
    publish(Edition.objects.get(pk=position.pk), author=policy_officer, approver=chief_executive)
    for reference, about, on_question in (("OLD-1", topic, None), ("OLD-2", other, topic), ("OLD-3", other, None)):
        old = make_consultation(reference, topic=about)
        old.questions.filter(number="2").update(topic=on_question or other)
        answered(old, policy_officer, chief_executive, reference)
    draft = make_consultation("OLD-4", topic=topic)
    start_response(consultation=draft, by=policy_officer, title="Draft", body="<h2>Question 1</h2><p>CANARY-DRAFT</p>")
    seen = text(client.get(page(question)))
    assert "Our position: Nights count" in seen
    assert "<li>Pay for nights</li>" in seen
    assert "<p>OLD-1 one.</p>" in seen
    assert "<p>OLD-2 two.</p>" in seen
    for wrong in ("OLD-1 two", "OLD-2 one", "OLD-3", "CANARY"):
        assert wrong not in seen
    assert seen.index("OLD-2 two") < seen.index("OLD-1 one"), "the newest first"
    Edition.objects.filter(title="Response OLD-1").update(withheld_at=in_days(0), withheld_reason="Taken back.")
    assert "OLD-1 one" not in text(client.get(page(question)))


def answered(consultation, writer, approver, name: str) -> Edition:
    words = f"<h2>Question 1</h2><p>{name} one.</p><h2>Question 2</h2><p>{name} two.</p>"
    made = start_response(
        consultation=consultation,
        by=writer,
        title=f"Response {name}",
        summary="What homes say to both questions, in some words.",
        body=words,
    )
    return publish(made, author=writer, approver=approver)


@pytest.mark.parametrize("more", [0, 6])
def test_it_asks_as_often_for_any_number(
    signed_in, policy_officer, chief_executive, edition, question, more, django_assert_num_queries
):
    topic = Topic.objects.create(name="Nights", slug="nights")
    Question.objects.filter(pk=question.pk).update(topic=topic)
    for number in range(1 + more):
        make_sent(question.consultation, make_provider(f"Alder {number}"), text=SAID)
        theme = question.answer_themes.create(name=f"Theme {number}")
        for answer in Answer.objects.filter(question=question):
            theme.codings.create(answer=answer, extract=SAID, by=policy_officer)
        question.consultation.questions.create(number=f"9{number}", place=9 + number, text="More?", in_call=False)
    for number in range(1 + min(more, 2)):
        answered(make_consultation(f"OLD-{number}", topic=topic), policy_officer, chief_executive, f"OLD-{number}")
    Consultation.objects.update(internal_deadline=in_days(-1))
    client = signed_in(policy_officer)
    client.get(page(question))
    with django_assert_num_queries(21):
        assert "OLD-0 one" in text(client.get(page(question)))
