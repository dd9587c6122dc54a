"""What everyone reads of what we ask for: in its words, now and before, and what became of it."""

from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from policy.asks import actions
from policy.models import Ask
from policy.texts.actions import start_position
from publishing import actions as publishing
from publishing.models import Edition
from tests.policy.conftest import in_days, publish
from tests.policy.test_asks import CAP, FEE, FUND, TEXT, body_of, following, paper
from tests.reading import text

__all__ = ["following", "paper"]  # fixtures
LIST, SHEET, FEED = "/policy/tracker/asks/", "/policy/tracker/asks.csv", "/policy/tracker/feed.atom"
EXITS = LIST, SHEET, FEED


def page_of(ask):
    return f"/policy/tracker/a{ask.pk}/"


def record(ask, by, state="met", **more):
    about = {"on": timezone.localdate() - timedelta(days=3), "words": "The budget has it.", "source": ""}
    return actions.record(ask=ask, by=by, state=state, **about | more)


@pytest.fixture
def fund(paper):
    return paper.asks.order_by("pk").first()


@pytest.fixture
def fee(paper):
    return paper.asks.order_by("pk").last()


def test_the_list_says_where_it_was_asked_and_what_became_of_it(client, paper, fund, policy_officer):
    record(fund, policy_officer, source="https://www.gov.uk/budget")
    shown = text(client.get(LIST))
    assert "2 asks." in shown
    for words in (FUND, FEE, "Met, since", "Nothing yet", paper.publication.path):
        assert words in shown
    assert "Not in the paper" not in shown
    assert (FUND in text(client.get(f"{LIST}?state=met")), FEE in text(client.get(f"{LIST}?state=met"))) == (
        True,
        False,
    )
    rest = text(client.get(f"{LIST}?state=unrecorded"))
    assert (FUND in rest, FEE in rest) == (False, True)
    assert "Of no ask that is what became." in text(client.get(f"{LIST}?state=refused"))
    for query in ("state=nonsense", "page=99"):
        assert FUND in text(client.get(f"{LIST}?{query}")), query


def test_the_sheet_and_the_feed_have_the_same(client, fund, policy_officer):
    record(fund, policy_officer)
    sheet = text(client.get(f"{SHEET}?state=met"))
    assert f'"A{fund.pk}"' in sheet
    assert f"{page_of(fund)}" in sheet
    assert (FUND in sheet, FEE in sheet) == (True, False)
    [entry] = feedparser.parse(client.get(FEED).content).entries
    assert entry.title == f"A{fund.pk}, {FUND}: Met"
    assert entry.link.endswith(page_of(fund))
    assert entry.summary == "The budget has it."


def test_a_page_can_be_cited_and_has_all_that_became_of_it(client, fund, policy_officer):
    assert "Nothing is recorded yet." in text(client.get(page_of(fund)))
    record(fund, policy_officer, "under_way", on=timezone.localdate() - timedelta(days=9))
    state = record(fund, policy_officer, source="https://www.gov.uk/budget")
    shown = text(client.get(page_of(fund)))
    assert shown.index("<strong>Met</strong>") < shown.index("<strong>Under way</strong>")
    assert f'<li id="{state.anchor}">' in shown
    assert "https://www.gov.uk/budget" in shown
    assert page_of(fund) in shown.split("How to cite")[1]


def test_an_ask_that_the_next_version_drops_keeps_its_page_and_says_so(client, paper, fund, fee, following):
    following(body_of("Fund 2,000 more places"))
    shown = text(client.get(page_of(fee)))
    assert "no longer asks for this" in shown
    assert f"{paper.publication.path}versions/1/" in shown
    assert "Not in the paper as it is now" in text(client.get(LIST))
    sheet = text(client.get(SHEET))
    assert ('"Yes","Fund 2,000 more places"' in sheet, f'"No","{FEE}"' in sheet) == (True, True)
    reworded = text(client.get(page_of(fund)))
    assert "no longer asks" not in reworded
    assert reworded.index("<p>Fund 2,000 more places") < reworded.index(f"<p>{FUND}")


def test_words_that_a_version_repeats_are_told_once_from_their_beginning(client, paper, fund, following):
    following(body_of(FUND, CAP))
    shown = text(client.get(page_of(fund)))
    assert shown.count(f"<p>{FUND}") == 1
    assert f'{paper.publication.path}versions/1/">' in shown


def test_it_was_asked_when_a_version_first_said_so_and_not_when_the_paper_began(client, paper, fund, following):
    long_ago = timezone.now() - timedelta(days=400)
    first = Edition.objects.get(publication=paper.publication)
    span = (long_ago, None)
    Edition.objects.filter(pk=first.pk).update(first_public_at=long_ago, public_during=span)
    following(body_of(FUND, CAP))
    Edition.objects.update(first_public_at=long_ago)  # of all versions the day of the first: lists are ordered by it
    cap = paper.asks.order_by("pk").last()
    asked = {ask.pk: timezone.localdate(ask.asked_at) for ask in Ask.objects.public().for_readers()}
    assert (asked[fund.pk], asked[cap.pk]) == (timezone.localdate(long_ago), timezone.localdate())
    assert next(iter(Ask.objects.public().for_readers())) == cap, "what was asked last stands first"


@pytest.mark.parametrize("hidden", ["scheduled", "withheld", "removed", "draft"])
def test_what_a_hidden_text_asks_for_is_nowhere(client, hidden, policy_officer, chief_executive, signed_in):
    edition = start_position(by=policy_officer, asks=["CANARY-ASK"], **TEXT, body="<p>At length.</p>")
    if hidden != "draft":
        publish(
            edition,
            author=policy_officer,
            approver=chief_executive,
            public_from=in_days(1) if hidden == "scheduled" else None,
        )
        ask = Ask.objects.get()
        record(ask, policy_officer, words="CANARY-STATE")
        assert client.get(page_of(ask)).status_code == (404 if hidden == "scheduled" else 200)
    if hidden == "withheld":
        Edition.objects.update(withheld_at=timezone.now(), withheld_reason="Consent ended.")
    if hidden == "removed":
        publishing.remove(publication=edition.publication, by=chief_executive, reason="A slip.")
    for exit_ in EXITS:
        shown = text(client.get(exit_))
        assert "CANARY" not in shown, exit_
        assert TEXT["title"] not in shown, exit_
    for ask in Ask.objects.all():
        assert client.get(page_of(ask)).status_code == 404
        desk = signed_in(policy_officer).get(f"/staff/policy/positions/{ask.position_id}/asks/")
        assert "As readers see it" not in text(desk)


def test_an_ask_of_a_version_to_come_is_not_seen_before_it(client, paper, fund, policy_officer, chief_executive):
    draft = publishing.start_next(publication=paper.publication, by=policy_officer)
    words = TEXT | {"body": body_of("Fund 1,000 more places now", CAP), "notes": "", "change_note": "More."}
    draft = publishing.edit(edition=draft, by=policy_officer, **words)
    publish(draft, author=policy_officer, approver=chief_executive, public_from=in_days(1))
    shown = text(client.get(page_of(fund))) + text(client.get(LIST)) + text(client.get(SHEET))
    assert "places now" not in shown
    assert CAP not in shown
    assert FUND in shown


def test_the_desk_finds_the_page_from_its_own(signed_in, policy_officer, paper, fund):
    assert page_of(fund) in text(signed_in(policy_officer).get(f"/staff/policy/positions/{paper.pk}/asks/"))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_take_the_same_queries_for_any_number(
    client, policy_officer, chief_executive, count, django_assert_num_queries
):
    edition = start_position(by=policy_officer, asks=[f"Do {n}" for n in range(count)], **TEXT, body="<p>L.</p>")
    publish(edition, author=policy_officer, approver=chief_executive)
    for ask in Ask.objects.all():
        record(ask, policy_officer)
    with django_assert_num_queries(3):
        client.get(LIST)
    with django_assert_num_queries(3):
        client.get(page_of(ask))
    with django_assert_num_queries(2):
        client.get(SHEET)
    with django_assert_num_queries(5):
        client.get(FEED)
