"""What became of what we asked for, question by question: recorded with its paragraph, corrected, shown."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, IntegrityError, transaction
from django.utils import timezone

from policy.models import Document, QuestionOutcome
from policy.outcomes import actions
from policy.outcomes.reading import outcomes_of, recorded_on
from tests.policy.conftest import in_days, make_consultation, make_sent
from tests.reading import errors, shown

TODAY = timezone.localdate()
LINK = "https://www.gov.uk/outcome"
PARAGRAPH = "We will publish the fee every year, from 2027 on."
ADOPTED = {"decided": "adopted", "on": TODAY, "words": PARAGRAPH, "link": LINK}


@pytest.fixture
def decided(body):
    """CLOSED-1, which closed ten days ago, with questions 1 and 2."""
    return make_consultation("CLOSED-1", opens=-30, ours=-20, closes=-10)


@pytest.fixture
def asked(decided):
    return list(decided.questions.all())


def counting(consultation):
    return [each.row and each.row.decided for each in outcomes_of(consultation)]


def test_one_paragraph_answers_several_questions(decided, asked, policy_officer):
    assert recorded_on(decided) == []
    actions.record(consultation=decided, questions=asked[:1], by=policy_officer, **ADOPTED)
    assert counting(decided) == ["adopted", None]
    actions.record(consultation=decided, questions=asked, by=policy_officer, **ADOPTED | {"decided": "partly"})
    assert counting(decided) == ["partly", "partly"]
    assert [each.row.words for each in recorded_on(decided)] == [PARAGRAPH, PARAGRAPH]


def test_a_correction_counts_in_the_place_of_what_was_wrong_and_both_stay(decided, asked, policy_officer):
    (wrong,) = actions.record(consultation=decided, questions=asked[:1], by=policy_officer, **ADOPTED)
    right = ADOPTED | {"decided": "rejected", "on": TODAY - timedelta(days=3), "corrects": wrong}
    actions.record(consultation=decided, questions=asked[:1], by=policy_officer, **right)
    assert counting(decided) == ["rejected", None]
    assert QuestionOutcome.objects.count() == 2
    for questions in (asked[:1], asked[1:]):
        with pytest.raises(ValidationError, match="corrected meanwhile"):
            actions.record(
                consultation=decided, questions=questions, by=policy_officer, **ADOPTED | {"corrects": wrong}
            )
    (other,) = actions.record(consultation=decided, questions=asked[1:], by=policy_officer, **ADOPTED)
    with pytest.raises(ValidationError, match="corrected meanwhile"):
        actions.record(consultation=decided, questions=asked[:1], by=policy_officer, **ADOPTED | {"corrects": other})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"on": TODAY + timedelta(days=1)}, "That day has not come"),
        ({"on": TODAY - timedelta(days=11)}, "It had not closed on that day"),
    ],
)
def test_a_day_that_cannot_be_is_refused(decided, asked, policy_officer, change, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.record(consultation=decided, questions=asked, by=policy_officer, **ADOPTED | change)
    actions.record(consultation=decided, questions=asked, by=policy_officer, **ADOPTED | {"on": TODAY - timedelta(9)})


def test_nothing_is_decided_while_it_is_open(closed, questions, policy_officer):
    consultation = closed
    with pytest.raises(ValidationError, match="What they decide comes after that"):
        actions.record(consultation=consultation, questions=questions, by=policy_officer, **ADOPTED)
    type(consultation).objects.update(internal_deadline=in_days(-2), closes_at=timezone.now())
    actions.record(consultation=consultation, questions=questions, by=policy_officer, **ADOPTED)


def test_questions_of_another_consultation_are_left_alone(decided, questions, policy_officer):
    assert actions.record(consultation=decided, questions=questions, by=policy_officer, **ADOPTED) == []


def test_words_of_an_answer_do_not_stand_as_theirs(decided, asked, provider, policy_officer):
    words = "we keep two beds free for children who come at night"
    make_sent(decided, provider, text=words)
    with pytest.raises(ValidationError, match="words of a provider"):
        actions.record(consultation=decided, questions=asked, by=policy_officer, **ADOPTED | {"words": words})


def test_only_who_writes_policy_records_it(decided, asked, chief_executive, press_officer, owner):
    for user in (chief_executive, press_officer, owner):
        with pytest.raises(PermissionDenied):
            actions.record(consultation=decided, questions=asked, by=user, **ADOPTED)


def test_a_row_is_neither_changed_nor_deleted(decided, asked, policy_officer):
    rows = actions.record(consultation=decided, questions=asked, by=policy_officer, **ADOPTED)
    for change in (lambda: QuestionOutcome.objects.update(decided="rejected"), rows[0].delete):
        with pytest.raises(Error), transaction.atomic():
            change()


@pytest.mark.parametrize("lacking", [{"words": ""}, {"link": ""}])
@pytest.mark.parametrize(("kind", "is_kept"), [("adopted", False), ("unanswered", True), ("lapsed", True)])
def test_what_they_said_has_its_paragraph_and_its_source(asked, lacking, kind, is_kept):
    row = QuestionOutcome(question=asked[0], **ADOPTED | lacking | {"decided": kind})
    if is_kept:
        row.save()
    else:
        with pytest.raises(IntegrityError, match="question_outcome_quotes_source"):
            row.save()


def test_the_desk_is_not_told_that_nothing_was_published_where_questions_were_decided(
    signed_in, asked, decided, policy_officer
):
    client, path = signed_in(policy_officer), "/staff/policy/consultations/CLOSED-1/"
    assert "Nothing has been published yet." in shown(client.get(path))
    actions.record(consultation=decided, questions=asked[:1], by=policy_officer, **ADOPTED)
    page = shown(client.get(path))
    assert "What they decided as a whole is not recorded yet." in page
    assert "Nothing has been published yet." not in page


def test_it_is_typed_by_the_desk_and_read_by_everyone(signed_in, client, decided, asked, policy_officer):
    desk = signed_in(policy_officer)
    assert "What became of what we asked for" not in shown(client.get("/policy/consultations/CLOSED-1/"))
    path = "/staff/policy/consultations/CLOSED-1/outcome/questions/"
    sent = {"questions": [asked[0].pk], "decided": "adopted", "on": TODAY.isoformat()}
    assert errors(desk.post(path, sent)) == [
        "Choose the document that says so, or write a link to it.",
        "Copy the paragraph in which they say so.",
    ]
    assert desk.post(path, sent | {"words": PARAGRAPH, "link": LINK}).url == "/staff/policy/consultations/CLOSED-1/"
    page = shown(client.get("/policy/consultations/CLOSED-1/"))
    assert "1. What about 1? Adopted ," in page
    assert PARAGRAPH in page
    assert "2. What about 2? Nothing is recorded." in page
    row = QuestionOutcome.objects.get()
    path = f"/staff/policy/outcomes/{row.pk}/correct/"
    assert desk.get(path).context["form"]["words"].value() == PARAGRAPH
    desk.post(path, {"decided": "partly", "on": TODAY.isoformat(), "words": PARAGRAPH, "link": LINK})
    assert "1. What about 1? Adopted in part ," in shown(client.get("/policy/consultations/CLOSED-1/"))
    assert errors(desk.post(path, sent | {"words": PARAGRAPH, "link": LINK})) == [
        "That entry was corrected meanwhile. Look at the newest one."
    ]


def test_a_source_that_is_not_public_is_not_named(client, decided, asked, policy_officer, body):
    facts = {"body": body, "title": "The reply", "kind": "report", "published_on": TODAY, "link": LINK}
    paper = Document.objects.create(**facts, is_public=False)
    row = ADOPTED | {"link": "", "source": paper}
    actions.record(consultation=decided, questions=asked, by=policy_officer, **row)
    assert "The reply" not in shown(client.get("/policy/consultations/CLOSED-1/"))
