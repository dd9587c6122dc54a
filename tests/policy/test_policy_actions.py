"""What the policy desk does, and what the rules refuse."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from policy.consultations import actions as consultations
from policy.documents import actions as documents
from policy.models import Consultation, ConsultationResponse, Document, PositionPaper, PublicBody, Question
from policy.questions import actions as asking
from policy.texts import actions as texts
from publishing.models import Edition, Publication
from tests.policy.conftest import in_days, make_consultation

TEXT = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}


def facts(body, **other):
    return {
        "reference": "CARE-9",
        "body": body,
        "title": "Care",
        "summary": "They ask.",
        "link": "https://www.gov.uk/",
        "opens_at": in_days(-1),
        "closes_at": in_days(9),
        "internal_deadline": in_days(5),
        "minutes": 8,
        **other,
    }


@pytest.fixture
def document(body):
    return Document.objects.create(
        body=body, kind="report", title="A report", published_on=timezone.localdate(), link="https://www.gov.uk/"
    )


@pytest.mark.parametrize("role", ["chief_executive", "press_officer", "membership_manager", "owner"])
def test_only_the_policy_desk_writes(request, role, body, consultation, questions, document):
    user = request.getfixturevalue(role)
    attempts = [
        lambda: consultations.record(by=user, **facts(body)),
        lambda: consultations.change(consultation=consultation, by=user, title="Other"),
        lambda: consultations.settle(consultation=consultation, by=user, lapsed_on=timezone.localdate()),
        lambda: asking.add(consultation=consultation, by=user, number="9", text="What?", help=""),
        lambda: asking.change(question=questions[0], by=user, text="Other", number="1"),
        lambda: asking.withdraw(question=questions[0], by=user),
        lambda: asking.ask_again(question=questions[0], by=user),
        lambda: documents.save_body(by=user, body=PublicBody(name="Ofsted")),
        lambda: documents.save_body(body=body, by=user),
        lambda: documents.record(by=user, body=body, kind="report", title="A", published_on=timezone.localdate()),
        lambda: documents.change(document=document, by=user, responds_to=[], title="Other"),
        lambda: documents.triage(document=document, by=user),
        lambda: texts.start_response(consultation=consultation, by=user, **TEXT),
        lambda: texts.start_position(by=user, asks=[], **TEXT),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert Consultation.objects.get().title == "Consultation CARE-1"
    assert (Question.objects.count(), PublicBody.objects.count(), Edition.objects.count()) == (2, 1, 0)
    assert Document.objects.new().get().title == "A report"


def test_a_reference_is_given_once(body, policy_officer):
    first = consultations.record(by=policy_officer, **facts(body))
    with pytest.raises(ValidationError, match="has this reference") as refused:
        consultations.record(by=policy_officer, **facts(body))
    assert list(refused.value.error_dict) == ["reference"]
    assert Consultation.objects.get() == first


def test_changing_a_consultation_keeps_the_other_one_s_reference(consultation, policy_officer):
    other = make_consultation("CARE-2")
    with pytest.raises(ValidationError, match="has this reference"):
        consultations.change(consultation=other, by=policy_officer, reference="CARE-1")
    assert consultations.change(consultation=other, by=policy_officer, title="New").title == "New"
    other.refresh_from_db()
    assert (other.reference, other.title) == ("CARE-2", "New")


def test_an_outcome_is_kept_with_its_day_and_without_script(body, policy_officer):
    closed = make_consultation("CLOSED", opens=-30, ours=-20, closes=-10)
    today = timezone.localdate()
    outcome = "<p>Adopted.</p><script>alert(1)</script>"
    consultations.settle(consultation=closed, by=policy_officer, outcome=outcome, outcome_on=today)
    closed.refresh_from_db()
    assert (closed.outcome, closed.outcome_on, closed.lapsed_on) == ("<p>Adopted.</p>", today, None)


def test_an_outcome_can_be_taken_back_and_turned_into_a_lapse(body, policy_officer):
    today = timezone.localdate()
    closed = make_consultation("CLOSED", opens=-30, ours=-20, closes=-10, outcome="<p>So.</p>", outcome_on=today)
    consultations.settle(consultation=closed, by=policy_officer, lapsed_on=today)
    closed.refresh_from_db()
    assert (closed.outcome, closed.outcome_on, closed.lapsed_on) == ("", None, today)
    consultations.settle(consultation=closed, by=policy_officer)
    closed.refresh_from_db()
    assert closed.lapsed_on is None


@pytest.mark.parametrize("what", [{"outcome": "So.", "outcome_on": 1}, {"lapsed_on": 1}])
def test_a_day_that_has_not_come_is_refused(body, policy_officer, what):
    closed = make_consultation("CLOSED", opens=-30, ours=-20, closes=-10)
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="has not come"):
        consultations.settle(
            consultation=closed, by=policy_officer, **{k: tomorrow if v == 1 else v for k, v in what.items()}
        )


def test_an_outcome_from_before_the_closing_day_is_refused(consultation, policy_officer):
    with pytest.raises(ValidationError, match="It closes on"):
        consultations.settle(
            consultation=consultation, by=policy_officer, outcome="So.", outcome_on=timezone.localdate()
        )


@pytest.mark.parametrize("name", ["department for EDUCATION", "DfE"])
def test_a_public_body_is_named_once(body, policy_officer, name):
    with pytest.raises(ValidationError, match="in the list already"):
        documents.save_body(by=policy_officer, body=PublicBody(name=name))
    assert documents.save_body(by=policy_officer, body=PublicBody(name="Ofsted")).slug == "ofsted"


def test_a_document_is_new_until_it_is_sorted_and_the_first_time_counts(document, policy_officer):
    assert list(Document.objects.new()) == [document]
    first = documents.triage(document=document, by=policy_officer).triaged_at
    assert documents.triage(document=document, by=policy_officer).triaged_at == first
    assert list(Document.objects.new()) == []
    assert documents.change(document=document, by=policy_officer, responds_to=[], title="Other").triaged_at == first


def test_a_response_is_a_publication_that_is_not_public_yet(consultation, policy_officer):
    edition = texts.start_response(consultation=consultation, by=policy_officer, **TEXT)
    assert consultation.response.publication == edition.publication
    assert edition.publication.path == "/policy/responses/what-we-say/"
    assert list(Edition.objects.public()) == []


def test_a_consultation_has_one_response(consultation, policy_officer):
    texts.start_response(consultation=consultation, by=policy_officer, **TEXT)
    with pytest.raises(ValidationError, match="has been started"):
        texts.start_response(consultation=consultation, by=policy_officer, **TEXT)
    assert (ConsultationResponse.objects.count(), Publication.objects.count()) == (1, 1)


def test_the_asks_of_a_position_are_words_that_are_approved(policy_officer):
    asks = ["Fund 1,000 places", "Drop <b>the</b> fee & more"]
    edition = texts.start_position(by=policy_officer, asks=asks, **TEXT)
    assert not PositionPaper.objects.get().asks.exists(), "not before somebody approves them"
    assert edition.body == (
        "<p>At length.</p><h2>What we ask for</h2><ol><li>Fund 1,000 places</li>"
        "<li>Drop &lt;b&gt;the&lt;/b&gt; fee &amp; more</li></ol>"
    )
    assert edition.publication.path == "/policy/positions/what-we-say/"


def test_a_position_without_asks_says_none(policy_officer):
    assert texts.start_position(by=policy_officer, asks=[], **TEXT).body == "<p>At length.</p>"
