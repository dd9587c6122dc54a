"""What the desk writes and readers get without an approval carries no words of an answer, whatever its consent."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from policy.asks import actions as asks
from policy.consent.checking import problems
from policy.consultations import actions as consultations
from policy.documents import actions as documents
from policy.models import Ask, Document, Finding, GovernmentReply, Stance
from policy.questions import actions as questions
from policy.recommendations import actions as recommendations
from policy.recommendations.pasted import Item
from policy.texts.actions import start_position
from tests.policy.conftest import in_days, make_body, make_consultation, publish
from tests.policy.test_consent import RUN_OF_IT, SAID, TEXT, send
from tests.reading import text

WORDS = f"We hear: {RUN_OF_IT}."
LINK = "https://www.gov.uk/paper"


@pytest.fixture
def document(db):
    day = timezone.localdate()
    return Document.objects.create(
        body=make_body(), kind="report", title="A paper", slug="p", published_on=day, link=LINK
    )


@pytest.fixture
def ask(policy_officer, chief_executive):
    edition = start_position(by=policy_officer, asks=["Fund it"], body="<p>At length.</p>", **TEXT)
    publish(edition, author=policy_officer, approver=chief_executive)
    return Ask.objects.get()


@pytest.fixture
def recommendation(document, policy_officer):
    [made] = recommendations.enter(document=document, items=[Item("1", "Fund it.")], by=policy_officer)
    return made


def dated(**more):
    return {"on": timezone.localdate(), **more}


def each_exit(by, consultation, document, recommendation, ask):
    """All that the desk writes for readers, as a function of the words."""
    record, sourced = recommendations.record, {"link": LINK, "source": None}
    of = {"recommendations": [recommendation], "by": by}
    facts = {"kind": "report", "body": document.body, "published_on": document.published_on, "link": LINK}
    asked = {"number": 9, "text": "What?", "help": ""}
    return {
        "ask": lambda words: asks.record(ask=ask, by=by, **dated(state="met", words=words, source="")),
        "reply": lambda words: record(kind=GovernmentReply, **of, **dated(says="accepted", words=words, **sourced)),
        "finding": lambda words: record(kind=Finding, **of, **dated(state="done", words=words, **sourced)),
        "stance": lambda words: record(kind=Stance, **of, **dated(stance="support", words=words)),
        "entered": lambda words: recommendations.enter(document=document, items=[Item("2", words)], by=by),
        "recommendation": lambda words: recommendations.change(recommendation=recommendation, by=by, text=words),
        "document": lambda words: documents.record(by=by, title="Another", slug="q", summary=words, **facts),
        "summary": lambda words: documents.change(document=document, by=by, responds_to=[], summary=words),
        "title": lambda words: consultations.change(consultation=consultation, by=by, title=words),
        "outcome": lambda words: consultations.settle(
            consultation=consultation, by=by, outcome=f"<p>{words}</p>", outcome_on=timezone.localdate()
        ),
        "question": lambda words: questions.add(consultation=consultation, by=by, **asked | {"text": words}),
        "help": lambda words: questions.add(consultation=consultation, by=by, **asked | {"number": 8, "help": words}),
    }


def test_no_exit_of_the_desk_carries_words_of_an_answer(
    closed,
    provider,
    owner,
    policy_officer,
    document,
    recommendation,
    ask,
):
    send(closed, provider, owner, "attributed")
    other = make_consultation("CARE-2", opens=-30, ours=-20, closes=-10)
    exits = each_exit(policy_officer, other, document, recommendation, ask)
    for write in exits.values():
        with pytest.raises(ValidationError, match="in your own words here"):
            write(WORDS)
        write("In our own words: managers are hard to find far from towns, we hear.")


def test_the_form_says_so_and_keeps_what_was_typed(closed, provider, owner, policy_officer, ask, signed_in):
    send(closed, provider, owner, "attributed")
    address = f"/staff/policy/asks/{ask.pk}/states/new/"
    typed = {"state": "met", "on": str(timezone.localdate()), "words": WORDS, "source": ""}
    page = signed_in(policy_officer).post(address, typed)
    assert page.status_code == 422
    assert "Say it in your own words here." in text(page)
    assert WORDS in page.content.decode()


def test_what_was_there_before_is_no_theft(closed, provider, owner, policy_officer, document):
    documents.change(document=document, by=policy_officer, responds_to=[], summary=SAID)
    send(closed, provider, owner, "not_public")
    documents.change(document=document, by=policy_officer, responds_to=[], summary=SAID, title="A newer title")


@pytest.mark.parametrize("kind", [GovernmentReply, Finding])
def test_nothing_rests_on_a_paper_that_is_under_embargo(kind, document, recommendation, policy_officer):
    Document.objects.create(
        body=document.body,
        kind="report",
        title="Secret",
        slug="s",
        published_on=timezone.localdate(),
        link=LINK,
        embargoed_until=in_days(3),
    )
    state = {"says": "accepted"} if kind is GovernmentReply else {"state": "done"}
    content = dated(words="So.", link="", source=Document.objects.get(slug="s"), **state)
    with pytest.raises(ValidationError, match="not published yet"):
        recommendations.record(kind=kind, recommendations=[recommendation], by=policy_officer, **content)
    Document.objects.update(embargoed_until=None)
    recommendations.record(kind=kind, recommendations=[recommendation], by=policy_officer, **content)


@pytest.mark.parametrize(
    ("names", "text_of_ours", "is_named"),
    [
        (("Lantern Hill Residential Ltd", ""), "Lantern Hill told us: {}", True),
        (("Northgate Residential Care Limited", ""), "At Northgate they say: {}", True),
        (("Hope Care Ltd", ""), "There is hope: {}", False),
        (("Hope Care Ltd", ""), "Hope told us: {}", True),
        (("XYZ Holdings Ltd", "Fern Homes"), "Fern says: {}", True),
        (("The Children's Homes Group Ltd", ""), "The children’s homes say: {}", False),
    ],
)
def test_an_anonymous_answer_is_named_by_its_everyday_name_too(names, text_of_ours, is_named, closed, provider, owner):
    type(provider).objects.filter(pk=provider.pk).update(legal_name=names[0], trading_name=names[1])
    send(closed, provider, owner, "anonymous")
    assert bool(problems(text_of_ours.format(RUN_OF_IT))) is is_named
