"""A consultation that is open to answers, and what may stand beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from policy.evidence import actions as evidence
from policy.models import Answer, Consultation, Given, PublicBody, SentAnswer, Submission
from publishing import actions as publishing
from tests.members.conftest import make_term


@pytest.fixture
def provider(provider):
    """Hazel Bank, a member."""
    return make_member(provider)


@pytest.fixture
def other_provider(other_provider):
    """Larkfield, a member."""
    return make_member(other_provider)


@pytest.fixture
def body(db):
    return make_body()


@pytest.fixture
def consultation(body):
    """CARE-1 with questions 1 and 2: opened ten days ago, our deadline in ten days, closes in twenty."""
    return make_consultation("CARE-1")


@pytest.fixture
def closed(consultation):
    """CARE-1, with our deadline behind it."""
    type(consultation).objects.update(internal_deadline=in_days(-1))
    return consultation


@pytest.fixture
def questions(consultation):
    return list(consultation.questions.all())


@pytest.fixture
def draft(consultation, questions, provider, owner):
    """Hazel Bank's answers: question 1 attributed, question 2 anonymous. Not sent."""
    given = {
        questions[0].pk: Given("CANARY-ATTRIBUTED", "attributed"),
        questions[1].pk: Given("CANARY-ANONYMOUS", "anonymous"),
    }
    return evidence.save(consultation=consultation, provider=provider, by=owner, given=given)


@pytest.fixture
def sent(draft, owner):
    return evidence.send(submission=draft, by=owner, seen=draft.version)


def make_member(provider):
    make_term(provider, ends_in=100)
    return provider


def make_body(name="Department for Education", slug="dfe"):
    return PublicBody.objects.get_or_create(name=name, defaults={"slug": slug})[0]


def in_days(days):
    return timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)


def make_consultation(reference, *, opens=-10, ours=10, closes=20, questions=2, **fields):
    """A consultation with dates in days from now."""
    consultation = Consultation.objects.create(
        **{
            "reference": reference,
            "body": make_body(),
            "title": f"Consultation {reference}",
            "summary": "What they ask.",
            "link": "https://www.gov.uk/consultation",
            "opens_at": in_days(opens),
            "internal_deadline": in_days(ours),
            "closes_at": in_days(closes),
            "minutes": 8,
            **fields,
        }
    )
    for number in range(1, questions + 1):
        consultation.questions.create(
            number=str(number), place=number, text=f"What about {number}?", in_call=number <= 7
        )
    return consultation


def make_sent(consultation, provider, text="Our answer", consent="attributed"):
    """Answers of a provider to every question, sent."""
    submission = Submission.objects.create(
        consultation=consultation, provider=provider, version=2, submitted_at=timezone.now()
    )
    for question in consultation.questions.all():
        answer = Answer.objects.create(submission=submission, question=question, text=text, consent=consent)
        SentAnswer.objects.create(answer=answer, text=text, consent=consent)
    return submission


def publish(edition, *, author, approver, public_from=None):
    """Approve a draft, to be public from a time (default: now)."""
    publishing.submit(edition=edition, by=author)
    return publishing.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=public_from)
