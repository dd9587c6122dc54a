"""An ask lasts through all versions of a paper; its words are approved, and what became of it is dated."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from policy.asks import actions
from policy.asks.reading import asks_in, matched
from policy.models import Ask, AskState, AskWording
from policy.texts.actions import start_position
from publishing import actions as publishing
from tests.policy.conftest import publish
from tests.reading import text

TEXT = {"title": "What homes need", "summary": "In short, what we say about managers and why it matters to homes."}
FUND, FEE, CAP = (
    "Fund 1,000 more places",
    "Drop the registration fee for new homes",
    "Publish what a profit cap would do",
)


def body_of(*asks, heading="What we ask for", tag="ol"):
    return f"<p>At length.</p><h2>{heading}</h2><{tag}>{''.join(f'<li>{ask}</li>' for ask in asks)}</{tag}>"


def asked(position):
    """The asks of the newest version, each with its key."""
    edition = position.publication.editions.filter(state="approved").latest("number")
    return [(wording.ask_id, wording.text) for wording in edition.ask_wordings.all()]


@pytest.fixture
def paper(policy_officer, chief_executive):
    """A published position with two asks."""
    edition = start_position(by=policy_officer, asks=[FUND, FEE], **TEXT, body="<p>At length.</p>")
    publish(edition, author=policy_officer, approver=chief_executive)
    return edition.publication.position_paper


@pytest.fixture
def following(paper, policy_officer, chief_executive):
    """Publishes the next version with a body."""

    def follow(body):
        edition = publishing.start_next(publication=paper.publication, by=policy_officer)
        words = TEXT | {"body": body, "notes": "", "change_note": "Other asks."}
        edition = publishing.edit(edition=edition, by=policy_officer, **words)
        publish(edition, author=policy_officer, approver=chief_executive)
        return edition

    return follow


@pytest.mark.parametrize(
    ("body", "asks"),
    [
        (body_of("One", "Two <em>and</em> more"), ["One", "Two and more"]),
        (body_of("One", tag="ul"), ["One"]),
        (body_of("One", heading="what we  ask for"), ["One"]),
        (body_of("One", "  "), ["One"]),
        (body_of("One", heading="What we know"), []),
        ("<h2>What we ask for</h2><p>Nothing yet.</p><ol><li>One</li></ol>", []),
        ("<p>What we ask for</p><ol><li>One</li></ol>", []),
        ("", []),
    ],
)
def test_asks_are_the_list_under_their_heading(body, asks):
    assert asks_in(body) == asks


@pytest.mark.parametrize(
    ("asks", "found"),
    [
        ([FUND, FEE], [1, 2]),
        ([FEE, FUND], [2, 1]),
        (["Fund 2,000 more places", CAP], [1, None]),
        ([CAP], [None]),
        ([FUND, FUND], [1, None]),
        ([], []),
    ],
)
def test_an_ask_is_the_same_in_other_words_that_are_much_alike(asks, found):
    assert matched(asks, {1: FUND, 2: FEE}) == found


@given(
    st.lists(st.sampled_from([FUND, FEE, CAP, "Fund places", "x"])), st.lists(st.sampled_from([FUND, FEE, CAP, "y"]))
)
def test_no_ask_is_two(asks, known):
    found = [key for key in matched(asks, dict(enumerate(known))) if key is not None]
    assert len(found) == len(set(found))


def test_a_version_words_its_asks_as_it_is_approved_and_not_before(paper, policy_officer):
    first = asked(paper)
    assert [words for _, words in first] == [FUND, FEE]
    draft = publishing.start_next(publication=paper.publication, by=policy_officer)
    publishing.edit(edition=draft, by=policy_officer, **TEXT, body=body_of(CAP), notes="", change_note="Less.")
    assert asked(paper) == first
    assert AskWording.objects.count() == 2


def test_an_ask_lasts_in_other_words_and_another_place(paper, following):
    (fund, _), (fee, _) = asked(paper)
    following(body_of("Publish what a profit cap would do", "Fund 2,000 more places"))
    (cap, _), (still, words) = asked(paper)
    assert (still, words) == (fund, "Fund 2,000 more places")
    assert cap not in (fund, fee)
    assert Ask.objects.filter(pk=fee).exists(), "it was asked once"


def test_a_version_that_was_taken_back_leaves_no_ask(paper, policy_officer, chief_executive):
    draft = publishing.start_next(publication=paper.publication, by=policy_officer)
    words = TEXT | {"body": body_of(FUND, FEE, CAP), "notes": "", "change_note": "More."}
    draft = publishing.submit(edition=publishing.edit(edition=draft, by=policy_officer, **words), by=policy_officer)
    later = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    publishing.approve(edition=draft, by=chief_executive, seen=draft.content_hash, public_from=later)
    assert Ask.objects.count() == 3
    draft = publishing.pull(edition=draft, by=policy_officer, reason="Too much")
    draft = publishing.edit(edition=draft, by=policy_officer, **words | {"body": body_of(FUND)})
    publish(draft, author=policy_officer, approver=chief_executive)
    assert [words for _, words in asked(paper)] == [FUND]
    assert Ask.objects.count() == 2


def test_what_became_of_it_is_dated_and_never_rewritten(paper, policy_officer, chief_executive):
    ask = paper.asks.first()
    today = timezone.localdate()
    said = {"state": "under_way", "on": today - timedelta(days=9), "words": "A bill was announced.", "source": ""}
    first = actions.record(ask=ask, by=policy_officer, **said)
    actions.record(ask=ask, by=policy_officer, **said | {"state": "refused", "on": today})
    assert [(each.state, each.state_on) for each in Ask.objects.with_state()] == [("refused", today), (None, None)]
    with pytest.raises(PermissionDenied):
        actions.record(ask=ask, by=chief_executive, **said)
    with pytest.raises(ValidationError, match="That day has not come"):
        actions.record(ask=ask, by=policy_officer, **said | {"on": today + timedelta(days=1)})
    for change in (lambda: AskState.objects.filter(pk=first.pk).update(words="Other"), first.delete):
        with pytest.raises(Error, match="Cannot"), transaction.atomic():
            change()


def test_the_desk_records_it_and_readers_of_the_paper_see_it(paper, policy_officer, signed_in, client):
    desk = signed_in(policy_officer)
    page = text(desk.get(f"/staff/policy/positions/{paper.pk}/asks/"))
    assert f"1. {FUND}" in page
    assert "Nothing yet" in page
    assert "What became of what we ask" not in text(client.get(paper.publication.path))
    ask = paper.asks.first()
    address = f"/staff/policy/asks/{ask.pk}/states/new/"
    wrong = desk.post(address, {"state": "met", "on": "2100-01-01", "words": "Kept", "source": ""})
    assert wrong.status_code == 422
    assert "Kept" in wrong.content.decode()
    said = {"state": "met", "on": "2026-05-04", "words": "Ministers <b>paid</b>.", "source": "https://www.gov.uk/paid"}
    assert "Readers of the paper see it." in text(desk.post(address, said, follow=True))
    shown = text(client.get(paper.publication.path))
    assert "What became of what we ask" in shown
    assert "Ministers &lt;b&gt;paid&lt;/b&gt;." in shown
    assert "https://www.gov.uk/paid" in shown
    assert "Met" in text(desk.get("/staff/policy/positions/"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queries_do_not_grow(count, paper, following, policy_officer, signed_in, django_assert_num_queries):
    following(body_of(*(f"{'abcdefghij'[number % 10] * 20} {number}" for number in range(count))))
    for ask in paper.asks.all():
        AskState.objects.create(ask=ask, state="met", on="2026-05-04", words="So", by=policy_officer)
    desk = signed_in(policy_officer)
    with django_assert_num_queries(11):
        assert desk.get(f"/staff/policy/positions/{paper.pk}/asks/").status_code == 200
