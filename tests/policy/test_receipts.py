"""Where a provider's words went: for its own people alone, told once of our response and once of the outcome."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from outbox.models import OutboxMessage
from policy.consent.actions import change_consent
from policy.models import Answer, Question, Receipt, Submission
from policy.outcomes.actions import record
from policy.receipts import telling
from policy.receipts.reading import outcomes_for, receipt_of
from policy.receipts.voice import years_of
from policy.texts.actions import start_response
from publishing import actions as publishing
from tests.policy.conftest import make_consultation, make_sent, publish
from tests.reading import shown

TODAY = timezone.localdate()
WORDS = "we keep two beds free for children who come to us at night"
CONTENT = {"title": "What we say", "summary": "In short, what we say about beds and why it matters to homes."}
BODY = f"<p>The first paragraph.</p><p>One member said: {WORDS}, and others agree.</p><p>The last.</p>"
DECIDED = {"on": TODAY, "words": "Beds will be paid for.", "link": "https://www.gov.uk/outcome"}
RECEIPT = "/consultations/CLOSED-1/answer/{}/receipt/"


@pytest.fixture
def over(body):
    return make_consultation("CLOSED-1", opens=-30, ours=-20, closes=-10)


@pytest.fixture
def given(over, provider):
    """Hazel Bank's answers, the first of which our response carries; each may be quoted without a name."""
    submission = make_sent(over, provider, text="Other words.", consent="anonymous")
    first = submission.answers.get(question__number="1")
    first.text = WORDS
    first.save()
    first.sent_versions.create(text=WORDS, consent="anonymous")
    return submission


@pytest.fixture
def response(over, given, policy_officer, chief_executive):
    edition = start_response(consultation=over, by=policy_officer, body=BODY, **CONTENT)
    publish(edition, author=policy_officer, approver=chief_executive)
    return edition


def decide(consultation, by, number="1", kind="adopted"):
    record(
        consultation=consultation,
        questions=consultation.questions.filter(number=number),
        by=by,
        decided=kind,
        **DECIDED,
    )


def mails():
    return list(OutboxMessage.objects.filter(key__startswith="receipt:").order_by("pk"))


@pytest.mark.usefixtures("response")
def test_a_receipt_names_the_paragraph_and_what_became_of_it(signed_in, owner, over, given, policy_officer):
    none_yet = "They have not published an outcome yet"
    assert none_yet in shown(signed_in(owner).get(RECEIPT.format(given.provider_id)))
    decide(over, policy_officer)
    first, second = receipt_of(given)
    assert [place.paragraph for place in first.places] == [f"One member said: {WORDS}, and others agree."]
    assert (first.outcome.decided, second.outcome, second.places) == ("adopted", None, [])
    page = shown(signed_in(owner).get(RECEIPT.format(given.provider_id)))
    assert "What we say" in page
    assert f"One member said: {WORDS}" in page
    assert "Quoted without a name" in page
    assert "Adopted ," in page
    assert none_yet not in page
    assert "Beds will be paid for." in page
    assert "It is quoted in none of them." in page
    assert "Nothing is recorded of this question." in page


def test_who_agreed_with_a_draft_of_ours_reads_which_and_what_became_of_it(
    signed_in, owner, over, given, policy_officer
):
    second = over.questions.get(number="2")
    third = over.questions.create(number="3", text="And 3?", place=9)
    for question in (second, third):
        draft = question.shown_drafts.create(number=1, text=f"CANARY-DRAFT-{question.number}")
        given.agreements.create(question=question, draft=draft)
    given.agreements.filter(question=second).update(draft=None)  # taken back
    decide(over, policy_officer, number="3")
    [_, of_second, of_third] = receipt_of(given)
    assert (of_second.question, of_second.agreed, of_second.answer.question) == (second, None, second)
    assert (of_third.question, of_third.answer, of_third.places) == (third, None, [])
    assert (of_third.agreed.text, of_third.outcome.decided) == ("CANARY-DRAFT-3", "adopted")
    page = shown(signed_in(owner).get(RECEIPT.format(given.provider_id)))
    assert "You agreed with our draft 1 of" in page
    assert "CANARY-DRAFT-3" in page
    assert "CANARY-DRAFT-2" not in page
    assert page.count("In our texts") == 2, "of the two that have words"


def test_only_its_own_people_see_a_receipt(signed_in, owner, outsider, over, given, other_provider, policy_officer):
    make_sent(over, other_provider, text="CANARY-THEIRS")
    path = RECEIPT.format(given.provider_id)
    assert "CANARY-THEIRS" not in shown(signed_in(owner).get(path))
    assert "CANARY-THEIRS" not in shown(signed_in(owner).get("/consultations/voice/"))
    assert signed_in(outsider).get(path).status_code == 404
    assert signed_in(policy_officer).get(path).status_code == 403
    assert signed_in(policy_officer).get("/consultations/voice/").status_code == 403


def test_answers_that_were_not_sent_have_no_receipt(signed_in, owner, given):
    Submission.objects.update(submitted_at=None, submitted_by=None)
    assert signed_in(owner).get(RECEIPT.format(given.provider_id)).status_code == 404


@pytest.mark.usefixtures("response")
def test_a_text_that_is_withheld_shows_no_more_than_it_shows_others(given, owner):
    answer = given.answers.get(question__number="1")
    change_consent(submission=given, by=owner, consents={answer.pk: "not_public"})
    assert [became.places for became in receipt_of(given)] == [[], []]


def test_of_several_versions_the_newest_that_readers_have_is_named(response, given, policy_officer, chief_executive):
    following = publishing.start_next(publication=response.publication, by=policy_officer)
    words = CONTENT | {"body": f"<p>In short: {WORDS}.</p>", "notes": "", "change_note": "Shorter."}
    following = publishing.edit(edition=following, by=policy_officer, **words)
    publish(following, author=policy_officer, approver=chief_executive)
    (place,) = receipt_of(given)[0].places
    assert (place.edition, place.paragraph) == (following, f"In short: {WORDS}.")


def test_an_answer_to_a_corrected_question_goes_with_the_one_in_its_place(over, policy_officer):
    first = over.questions.get(number="1")
    Question.objects.filter(pk=first.pk).update(withdrawn_at=timezone.now())
    second = over.questions.create(number="1", text="Asked right", replaces=first, withdrawn_at=timezone.now())
    third = over.questions.create(number="1", text="Asked better", replaces=second)
    record(consultation=over, questions=[third], by=policy_officer, decided="rejected", **DECIDED)
    other = over.questions.get(number="2")
    assert {pk: row.decided for pk, row in outcomes_for([first.pk, other.pk]).items()} == {first.pk: "rejected"}


def test_the_owners_are_told_once_of_our_response_and_once_of_the_outcome(over, given, response, owner, policy_officer):
    assert telling.tell().total == 1
    assert telling.tell().in_words("told") == "0 told"
    (mail,) = mails()
    assert mail.user == owner
    assert "We have published our response to “Consultation CLOSED-1”" in mail.text
    assert "There is an outcome" not in mail.text
    assert RECEIPT.format(given.provider_id) in mail.text
    decide(over, policy_officer)
    assert telling.tell().total == 1
    decide(over, policy_officer, number="2")
    type(over).objects.update(outcome="<p>Yes.</p>", outcome_on=TODAY)
    assert telling.tell().in_words("told") == "0 told"
    assert "There is an outcome of “Consultation CLOSED-1”" in mails()[1].text
    assert set(Receipt.objects.values_list("about", flat=True)) == {"response", "outcome"}


@pytest.mark.usefixtures("response", "owner")
def test_both_at_once_are_one_mail(over, policy_officer):
    decide(over, policy_officer)
    assert telling.tell().total == 1
    (mail,) = mails()
    assert "We have published our response" in mail.text
    assert "There is an outcome" in mail.text


@pytest.mark.usefixtures("given", "owner")
def test_nobody_is_told_while_there_is_nothing_to_tell(over, policy_officer):
    start_response(consultation=over, by=policy_officer, body=BODY, **CONTENT)
    assert telling.tell().total == 0
    type(over).objects.update(outcome="<p>Yes.</p>", outcome_on=TODAY)
    assert telling.tell().total == 1


@pytest.mark.usefixtures("given", "owner")
def test_who_sent_nothing_is_told_nothing(over):
    Submission.objects.update(submitted_at=None, submitted_by=None)
    type(over).objects.update(outcome="<p>Yes.</p>", outcome_on=TODAY)
    assert telling.tell().total == 0


@pytest.mark.usefixtures("response")
def test_your_voice_counts_by_year_in_london(signed_in, owner, over, given, provider, policy_officer):
    decide(over, policy_officer, number="1", kind="partly")
    decide(over, policy_officer, number="2", kind="adopted")
    unsent = make_sent(make_consultation("UNSENT-1", opens=-90, ours=-80, closes=-70), provider)
    Submission.objects.filter(pk=unsent.pk).update(submitted_at=None)
    earlier = make_sent(make_consultation("OLD-1", opens=-900, ours=-800, closes=-790), provider)
    Submission.objects.filter(pk=given.pk).update(submitted_at=datetime(2026, 1, 1, 0, 30, tzinfo=UTC))
    # An hour before the year ends in UTC, and in London too: winter.
    Submission.objects.filter(pk=earlier.pk).update(submitted_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    Answer.objects.filter(submission=earlier, question__number="2").update(text="")
    years = years_of(owner)
    assert [(year.year, year.answers, year.quoted, year.adopted) for year in years] == [
        (2026, 2, 1, 2),
        (2025, 1, 0, 0),
    ]
    assert years[0].contributions[0].decisions == [("Adopted", 1), ("Adopted in part", 1)]
    page = shown(signed_in(owner).get("/consultations/voice/"))
    assert "You gave 2 answers to 1 consultation." in page
    assert "1 is quoted in texts of ours." in page
    assert "Adopted: 1; Adopted in part: 1" in page
    assert "Nothing is recorded yet" in page


def test_before_the_first_answer_the_page_says_so(signed_in, owner):
    assert "You have sent us no answers yet." in shown(signed_in(owner).get("/consultations/voice/"))


@pytest.mark.parametrize("more", [0, 3, 30])
def test_the_pages_ask_the_same_for_any_number_of_answers(
    signed_in, owner, over, given, provider, policy_officer, more, django_assert_num_queries
):
    for number in range(3, 3 + more):
        question = over.questions.create(number=str(number), text=f"What about {number}?", in_call=False)
        answer = given.answers.create(question=question, text="More.", consent="anonymous")
        answer.sent_versions.create(text="More.", consent="anonymous")
        make_sent(make_consultation(f"OLD-{number}", opens=-90, ours=-80, closes=-70), provider)
    decide(over, policy_officer)
    client = signed_in(owner)
    with django_assert_num_queries(16):
        assert client.get(RECEIPT.format(provider.pk)).status_code == 200
    with django_assert_num_queries(8):
        assert client.get("/consultations/voice/").status_code == 200
