"""Words of answers stand in texts of ours only as far as who wrote them allows: the words count, not the row."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletins import actions as bulletins
from members.names import stands_in
from policy.consent.checking import carried_in, problems
from policy.consent.words import shared_run
from policy.evidence import actions as evidence
from policy.models import AnswerUse, Given, SentAnswer
from policy.texts.actions import start_position
from publishing import actions as publishing
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.policy.conftest import in_days

SAID = "We closed two homes last winter because no manager could be found within a hundred miles of them."
RUN_OF_IT = "two homes last winter because no manager could be found"
QUOTED = f"<p>One provider told us: “Closed {RUN_OF_IT}.”</p>"
NAMED = f"<p>Hazel Bank Care told us: “Closed {RUN_OF_IT}.”</p>"
PIECES = ["a", "B", "é", "Ŵy", "x1", "don’t", "...", "–", "\n", "🙂"]
TEXT = {"title": "What homes need", "summary": "In short, what we say about managers and why it matters to homes."}


def send(consultation, provider, owner, consent, text=SAID):
    """The first question is answered, whatever is open."""
    type(consultation).objects.update(internal_deadline=in_days(10))
    question = consultation.questions.first()
    submission = consultation.submissions.filter(provider=provider).first()
    if submission:
        evidence.reopen(submission=submission, by=owner)
    given = {question.pk: Given(text, consent)}
    submission = evidence.save(consultation=consultation, provider=provider, by=owner, given=given)
    evidence.send(submission=submission, by=owner, seen=submission.version)
    type(consultation).objects.update(internal_deadline=in_days(-1))


@pytest.mark.parametrize(
    ("text", "shared"),
    [
        (f"They say {RUN_OF_IT.upper()}!", RUN_OF_IT),
        ("two homes, last winter – because “no” manager... could", "two homes last winter because no manager could"),
        ("two homes last winter because no manager", ""),
        ("two homes last winter, it seems, because no manager could be found", ""),
        (SAID, SAID.lower().rstrip(".")),
        ("", ""),
    ],
)
def test_eight_words_in_a_row_are_found_whatever_stands_between_them(text, shared):
    assert shared_run(text, SAID) == shared


def test_what_the_question_says_itself_is_nobody_s():
    assert not shared_run(SAID, SAID, known=f"Is it true that {SAID}")
    assert shared_run(SAID, SAID, known="two homes last winter because no manager could")


@pytest.mark.django_db
@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(["a", "B", "é", "Ŵy", "x1", "don’t", "...", "–", "\n", "🙂"]), max_size=24).map(" ".join)
)
def test_the_database_and_python_agree_on_runs_of_a_text_with_itself(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(policy_word_runs(%s))", [text])
        found = cursor.fetchone()[0]
    assert bool(found) == bool(shared_run(text, text))


@pytest.mark.parametrize("text", ["Hazel Bank Care Ltd says", "HAZEL BANK CARE LIMITED’s homes", "at Hazel Bank Care"])
def test_a_name_is_known_in_its_spellings(text):
    assert stands_in("Hazel Bank Care Ltd", text)


@pytest.mark.parametrize("text", ["Hazel Bank", "Witch Hazel Bank Carers", ""])
def test_and_is_not_seen_where_it_is_not(text):
    assert not stands_in("Hazel Bank Care Ltd", text)


ALLOWED = {"attributed": (True, True), "anonymous": (True, False), "not_public": (False, False)}


@pytest.mark.parametrize("consent", ALLOWED)
def test_each_consent_lets_pass_what_it_says(consent, closed, provider, owner):
    send(closed, provider, owner, consent)
    unnamed, named = ALLOWED[consent]
    assert (not problems(QUOTED), not problems(NAMED)) == (unnamed, named)
    assert not problems("A text with more than eight words that nobody has ever sent to us as an answer.")


def test_nothing_is_quoted_while_answers_can_still_change(sent, consultation, provider, owner):
    send(consultation, provider, owner, "attributed")
    type(consultation).objects.update(internal_deadline=in_days(2))
    [why] = problems(QUOTED)
    assert "answers can change until" in why


def test_words_that_a_provider_took_back_are_still_known(closed, provider, owner):
    send(closed, provider, owner, "attributed")
    send(closed, provider, owner, "attributed", text="We say something else now.")
    [why] = problems(QUOTED)
    assert "has taken them back since" in why


def test_what_counts_is_the_consent_that_was_sent_last(closed, provider, owner):
    send(closed, provider, owner, "not_public")
    send(closed, provider, owner, "attributed")
    assert not problems(NAMED)
    send(closed, provider, owner, "not_public")
    assert problems(QUOTED)


def test_a_draft_tells_nobody_anything(consultation, provider, owner):
    question = consultation.questions.first()
    evidence.save(
        consultation=consultation, provider=provider, by=owner, given={question.pk: Given(SAID, "not_public")}
    )
    assert not carried_in(SAID)


def test_each_sending_keeps_what_was_sent_and_nothing_twice(closed, provider, owner):
    send(closed, provider, owner, "attributed")
    send(closed, provider, owner, "attributed")
    send(closed, provider, owner, "anonymous")
    assert list(SentAnswer.objects.values_list("text", "consent")) == [(SAID, "anonymous"), (SAID, "attributed")]


def test_a_question_s_own_words_are_no_answer(closed, provider, owner):
    closed.questions.filter(number=1).update(text=SAID)
    send(closed, provider, owner, "not_public", text=f"You ask: {SAID} Yes.")
    assert not problems(QUOTED)


def position(by, body):
    return start_position(by=by, asks=[], body=body, **TEXT)


def approve(edition, author, approver, **more):
    edition = publishing.submit(edition=edition, by=author)
    return publishing.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=None)


@pytest.mark.parametrize("part", ["title", "summary", "notes", "body"])
def test_a_text_is_not_submitted_with_words_that_may_not_stand_in_it(part, closed, provider, owner, policy_officer):
    send(closed, provider, owner, "not_public")
    edition = position(policy_officer, "<p>At length.</p>")
    words = TEXT | {"body": "<p>At length.</p>", "notes": ""}
    edition = publishing.edit(edition=edition, by=policy_officer, **words | {part: f"Closed {RUN_OF_IT} this year"})
    with pytest.raises(Refused, match="asks not to be quoted"):
        publishing.submit(edition=edition, by=policy_officer)


def test_approval_looks_again(closed, provider, owner, policy_officer, chief_executive):
    send(closed, provider, owner, "attributed")
    edition = publishing.submit(edition=position(policy_officer, NAMED), by=policy_officer)
    send(closed, provider, owner, "anonymous")
    with pytest.raises(Refused, match="without its name alone"):
        publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    assert not AnswerUse.objects.exists()


@pytest.mark.parametrize(("words", "used_as"), [(NAMED, "named"), (QUOTED, "unnamed")])
def test_an_approval_keeps_which_answers_the_text_carries(
    words, used_as, closed, provider, owner, policy_officer, chief_executive
):
    send(closed, provider, owner, "attributed")
    edition = approve(position(policy_officer, words), policy_officer, chief_executive)
    use = AnswerUse.objects.get()
    assert (use.edition, use.answer.text, use.used_as) == (edition, SAID, used_as)
    assert list(AnswerUse.objects.visible_to(policy_officer)) == [use]
    assert not AnswerUse.objects.visible_to(owner).exists()


def test_a_bulletin_carries_them_no_further(closed, provider, owner, membership_manager, chief_executive):
    send(closed, provider, owner, "not_public")
    made = bulletins.start(by=membership_manager, subject="News", body=QUOTED, audience="owners")
    bulletins.submit(bulletin=made, by=membership_manager)
    made.refresh_from_db()
    with pytest.raises(Refused, match="asks not to be quoted"):
        bulletins.approve(bulletin=made, by=chief_executive, seen=made.content_hash)


def test_the_desk_sees_why_beside_the_text(closed, provider, owner, policy_officer, signed_in):
    send(closed, provider, owner, "not_public")
    edition = position(policy_officer, QUOTED)
    page = signed_in(policy_officer).get(f"/staff/texts/{edition.pk}/").content.decode()
    assert "asks not to be quoted. Say in your own words what it taught you." in page
    other = make_person("press2@association.example", "press_officer")
    assert signed_in(other).get(f"/staff/texts/{edition.pk}/").status_code == 404
