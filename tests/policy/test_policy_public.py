"""What everyone may read of policy, and what nobody finds there."""

import re
from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from people.templatetags.people import deadline
from policy.texts import actions as texts
from publishing import clock
from publishing.models import Edition, Publication
from tests.policy.conftest import in_days, make_consultation, make_sent, publish

TEXT = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}
RESPONSE, POSITION = "/policy/responses/what-we-say/", "/policy/positions/what-we-stand-for/"
NAMED = re.compile("What we (say|stand for)<")
PAGES = ["/policy/", RESPONSE, POSITION, "/policy/consultations/CARE-1/", "/policy/feed.rss", "/policy/feed.atom"]


@pytest.fixture
def response(consultation, policy_officer):
    return texts.start_response(consultation=consultation, by=policy_officer, **TEXT)


@pytest.fixture
def position(policy_officer):
    return texts.start_position(by=policy_officer, asks=["Fund it"], **TEXT | {"title": "What we stand for"})


@pytest.fixture
def published(response, position, policy_officer, chief_executive):
    for edition in (response, position):
        publish(edition, author=policy_officer, approver=chief_executive)


@pytest.mark.usefixtures("published")
def test_the_list_has_our_texts_newest_first_and_what_is_open_with_its_closing_time(client, consultation):
    page = client.get("/policy/").content.decode()
    assert page.index(POSITION) < page.index(RESPONSE)
    assert "/policy/consultations/CARE-1/" in page
    assert f"closes {deadline(consultation.closes_at)}" in page
    assert 'href="https://www.gov.uk/consultation"' in page


def test_closing_at_midnight_is_shown_as_the_minute_before(client, body):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=15)
    make_consultation("MIDNIGHT", closes_at=midnight)
    assert "11:59pm" in client.get("/policy/").content.decode()
    assert "11:59pm" in client.get("/policy/consultations/MIDNIGHT/").content.decode()


def test_the_list_has_no_consultation_that_is_not_open(client, body):
    make_consultation("SOON", opens=1)
    make_consultation("CLOSED", opens=-30, ours=-20, closes=-10)
    make_consultation("LAPSED", lapsed_on=timezone.localdate())
    page = client.get("/policy/").content.decode()
    assert "None that we follow is open now." in page
    assert "Our responses to consultations and our positions will be here." in page


@pytest.mark.usefixtures("published")
def test_a_response_links_to_its_consultation_and_back(client):
    page = client.get(RESPONSE).content.decode()
    assert "<h1>What we say</h1>" in page
    assert "At length." in page
    assert "/policy/consultations/CARE-1/" in page
    assert RESPONSE in client.get("/policy/consultations/CARE-1/").content.decode()


@pytest.mark.usefixtures("published")
def test_a_response_does_not_lead_to_a_consultation_that_has_not_opened(client, consultation):
    type(consultation).objects.update(opens_at=in_days(3))
    assert "/policy/consultations/" not in client.get(RESPONSE).content.decode()


@pytest.mark.usefixtures("published")
def test_a_position_says_what_we_ask_for(client):
    assert "<li>Fund it</li>" in client.get(POSITION).content.decode()


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("path", ["/policy/positions/what-we-say/", "/policy/responses/what-we-stand-for/"])
def test_a_text_is_found_under_its_own_kind_only(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("response", "position")
@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_text_that_was_not_approved_is_nowhere(client, state):
    Edition.objects.update(state=state)
    assert [client.get(path).status_code for path in (RESPONSE, POSITION)] == [404, 404]
    for path in ("/policy/", "/policy/consultations/CARE-1/", "/policy/feed.rss", "/policy/feed.atom"):
        assert not NAMED.search(client.get(path).content.decode())


def test_a_text_is_nowhere_before_its_time_and_everywhere_from_it_on(client, response, policy_officer, chief_executive):
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(hours=1)
    publish(response, author=policy_officer, approver=chief_executive, public_from=at)
    lists = ["/policy/", "/policy/consultations/CARE-1/", "/policy/feed.rss", "/policy/feed.atom"]
    with clock.at(at - timedelta(microseconds=1)):
        assert client.get(RESPONSE).status_code == 404
        assert [path for path in lists if NAMED.search(client.get(path).content.decode())] == []
    with clock.at(at):
        assert client.get(RESPONSE).status_code == 200
        assert [path for path in lists if NAMED.search(client.get(path).content.decode())] == lists


@pytest.mark.usefixtures("published")
def test_a_text_for_members_is_not_on_public_pages(client):
    Publication.objects.update(audience="members")
    assert client.get(RESPONSE).status_code == 404
    assert RESPONSE not in client.get("/policy/").content.decode()


@pytest.mark.usefixtures("published", "sent")
def test_no_evidence_and_no_deadline_of_ours_is_on_any_public_page(client, consultation, other_provider):
    make_sent(consultation, other_provider, text="CANARY-PRIVATE", consent="not_public")
    for path in PAGES:
        page = client.get(path)
        assert page.status_code == 200
        words = page.content.decode()
        assert "CANARY" not in words
        assert "Hazel Bank" not in words
        assert "Larkfield" not in words
        assert not re.search(rf"\b{deadline(consultation.internal_deadline)}", words)
        assert "minutes" not in words


@pytest.mark.usefixtures("published")
def test_public_pages_are_the_same_for_everyone_and_set_no_cookie(client, signed_in, owner):
    for path in PAGES:
        response = client.get(path)
        assert response.content == signed_in(owner).get(path).content
        assert not response.cookies
        assert b"csrf" not in response.content


def test_a_consultation_that_has_not_opened_is_not_announced_by_us(client, body):
    consultation = make_consultation("SOON", opens=1)
    assert client.get("/policy/consultations/SOON/").status_code == 404
    with clock.at(consultation.opens_at):
        assert client.get("/policy/consultations/SOON/").status_code == 200


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Open</span>"),
        ({"opens": -30, "ours": -20, "closes": -10}, "They have not published an outcome yet."),
        (
            {"opens": -30, "ours": -20, "closes": -10, "outcome": "<p>In part.</p>", "outcome_on": "2026-06-04"},
            "<p>In part.</p>",
        ),
        ({"lapsed_on": "2026-06-04"}, "It lapsed on 4 June 2026: no outcome will come."),
    ],
)
def test_a_consultation_s_page_says_how_far_it_is(client, body, fields, words):
    make_consultation("CARE-7", **fields)
    page = client.get("/policy/consultations/CARE-7/").content.decode()
    assert words in page
    assert "We have not published a response." in page


def test_an_outcome_is_cleaned_on_the_way_out_too(client, body):
    make_consultation(
        "CARE-7", opens=-30, ours=-20, closes=-10, outcome="<img src=x onerror=alert(1)>So.", outcome_on="2026-06-04"
    )
    assert "onerror" not in client.get("/policy/consultations/CARE-7/").content.decode()


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("path", ["/policy/feed.rss", "/policy/feed.atom"])
def test_a_feed_reader_finds_our_texts(client, path):
    feed = feedparser.parse(client.get(path).content)
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["What we stand for", "What we say"]
    assert feed.entries[1].link.endswith(RESPONSE)
    assert feed.feed.title == "Children's Homes Association: policy"


@pytest.mark.django_db
def test_nothing_is_found_where_nothing_is(client):
    for path in ("/policy/responses/none/", "/policy/positions/none/", "/policy/consultations/NONE/"):
        assert client.get(path).status_code == 404


@pytest.mark.usefixtures("published")
def test_public_pages_take_no_form(client):
    assert {client.post(path).status_code for path in PAGES[:4]} == {405}
