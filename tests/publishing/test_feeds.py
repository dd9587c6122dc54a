"""Feeds: what stays for ever, what moves, and what they say of a text's later life."""

import json
from datetime import UTC, datetime
from unittest import mock
from xml.etree import ElementTree

import feedparser
import pytest

from publishing import actions, clock
from publishing.models import Topic
from tests.publishing import files
from tests.publishing.conftest import CONTENT, minute_from_now

XML = ["/press/feed.rss", "/press/feed.atom", "/press/topics/workforce/feed.rss", "/press/topics/workforce/feed.atom"]
JSON = ["/press/feed.json", "/press/topics/workforce/feed.json"]
EMPTY = ["/policy/feed.rss", "/policy/feed.atom"]
GUID = "tag:127.0.0.1,2026:publication/"


@pytest.fixture
def topic(db):
    return Topic.objects.create(slug="workforce", name="Workforce")


@pytest.fixture
def release(press_officer, approved, topic):
    """A public text on workforce."""
    return approved(actions.start(kind="statement", by=press_officer, topic=topic, **CONTENT))


def parsed(client, address):
    feed = feedparser.parse(client.get(address).content)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def entry(client, address):
    """id, title, published, updated, content and link of the first entry, whatever the format."""
    if address in JSON:
        item = json.loads(client.get(address).content)["items"][0]
        times = [datetime.fromisoformat(item[name]) for name in ("date_published", "date_modified")]
        return [item["id"], item["title"], *times, item["content_html"], item["url"]]
    first = parsed(client, address).entries[0]
    published = first.published_parsed
    updated = first.get("updated_parsed") if "atom" in address else None
    times = [at and datetime(*at[:6], tzinfo=UTC) for at in (published, updated)]
    words = first.content[0].value if "atom" in address else first.summary
    return [first.id, first.title, *times, words, first.link]


@pytest.mark.parametrize("address", [*XML, *EMPTY])
def test_xml_feeds_are_well_formed_with_texts_and_without(client, topic, address):
    assert parsed(client, address).entries == []
    assert parsed(client, address).feed.link.startswith("http://127.0.0.1:8000/p")


@pytest.mark.parametrize("address", [*XML, *JSON])
def test_links_are_those_of_the_portal_whatever_the_visitor_called_it(client, release, settings, address):
    settings.ALLOWED_HOSTS = ["*"]
    words = client.get(address, headers={"host": "elsewhere.example"}).content.decode()
    assert "elsewhere" not in words
    assert entry(client, address)[5] == "http://127.0.0.1:8000/press/homes-are-closing/"


ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("address", [address for address in XML if "atom" in address])
def test_atom_entries_have_the_text_as_content_and_say_it_in_short_beside(client, release, address):
    """RFC 4287, 4.1.2: an id, a title and a time of its own, an author, one summary and one content at most."""
    first = ElementTree.fromstring(client.get(address).content).find(f"{ATOM}entry")
    [content], [summary] = first.findall(f"{ATOM}content"), first.findall(f"{ATOM}summary")
    assert (content.get("type"), content.text) == ("html", "<p>At length.</p>")
    assert (summary.get("type", "text"), summary.text) == ("text", release.summary)
    for name in ("id", "title", "updated"):
        assert len(first.findall(f"{ATOM}{name}")) == 1
    assert first.find(f"{ATOM}author/{ATOM}name").text == "Children's Homes Association"
    read = parsed(client, address).entries[0]
    assert (read.content[0].type, read.content[0].value) == ("text/html", "<p>At length.</p>")
    assert read.summary == release.summary


@pytest.mark.parametrize("address", ["/press/feed.atom", "/press/feed.json"])
def test_a_feed_has_whole_texts_as_far_as_they_fit_the_newest_first(client, release, press_officer, approved, address):
    approved(actions.start(kind="statement", by=press_officer, **CONTENT | {"title": "Newer", "body": "<p>New.</p>"}))
    with mock.patch("publishing.syndication.feeds.WHOLE", len("<p>New.</p>")):
        words = client.get(address).content.decode()
    assert "New." in words
    assert "At length." not in words
    assert release.summary in words


@pytest.mark.parametrize("address", JSON)
def test_json_feeds_have_what_the_specification_asks_for(client, release, address):
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"http://127.0.0.1:8000{address}"
    assert feed["home_page_url"] == f"http://127.0.0.1:8000{address.removesuffix('feed.json')}"
    item = feed["items"][0]
    assert (item["summary"], item["content_html"]) == (release.summary, "<p>At length.</p>")
    assert (item["tags"], item["authors"]) == (["Statement", "Workforce"], [{"name": "Children's Homes Association"}])


@pytest.mark.parametrize("address", [*XML, *JSON])
def test_the_id_and_the_first_day_stay_and_the_change_moves(
    moved, client, release, following, approved, topic, address
):
    before = entry(client, address)
    at = minute_from_now()
    approved(following(release.publication, title="Another headline", topic=topic), at)
    assert entry(client, address) == before
    with clock.at(at):
        after = entry(client, address)
    assert after[0] == before[0] == f"{GUID}{release.publication_id}"
    assert after[1] == "Another headline"
    assert after[2] == before[2]
    assert after[3] == at or "rss" in address
    moved(release.publication, "elsewhere")
    assert entry(client, address)[0] == before[0]


@pytest.mark.parametrize("address", [*XML, *JSON])
def test_a_correction_and_a_withdrawal_are_said(client, release, following, approved, chief_executive, topic, address):
    approved(following(release.publication, correction="It was <Wales>.", topic=topic))
    assert "Correction 1, " in entry(client, address)[4]
    assert "It was &lt;Wales&gt;." in entry(client, address)[4]
    edition = actions.withdraw(publication=release.publication, by=chief_executive, reason="Newer figures.")
    found = entry(client, address)
    assert found[1] == "Withdrawn: Homes are closing"
    assert ": Newer figures." in found[4]
    assert "rss" in address or found[3].replace(microsecond=0) == edition.withdrawn_at.replace(microsecond=0)


@pytest.mark.parametrize("address", [*XML, *JSON])
def test_a_correction_to_come_is_not_said(client, release, following, approved, topic, address):
    approved(following(release.publication, correction="It was Wales.", topic=topic), minute_from_now())
    assert "Wales" not in client.get(address).content.decode()


def test_a_topic_s_feed_has_that_topic_only_and_none_is_a_404(client, release, topic):
    Topic.objects.create(slug="funding", name="Funding")
    assert parsed(client, "/press/topics/funding/feed.rss").entries == []
    assert parsed(client, "/press/topics/funding/feed.rss").feed.title.endswith("press, Funding")
    assert client.get("/press/topics/nothing/feed.rss").status_code == 404


@pytest.mark.parametrize("address", [*XML, *JSON])
def test_the_leading_image_comes_with_its_entry(client, release, press_officer, approved, show, topic, address):
    draft = actions.start(kind="blog", by=press_officer, byline="Siân", topic=topic, **CONTENT)
    show(draft, title="A document comes first")
    lead = show(draft).attachment
    show(draft, files.image("PNG"))
    approved(draft)
    whole = f"http://127.0.0.1:8000/files/{lead.key}/full.jpg"
    if address in JSON:
        illustrated, plain = json.loads(client.get(address).content)["items"]
        assert illustrated["image"] == whole
        assert "image" not in plain
    else:
        illustrated, plain = parsed(client, address).entries
        [found] = illustrated.enclosures
        assert (found.href, found.type, found.length) == (whole, "image/jpeg", str(lead.size))
        assert plain.enclosures == []


@pytest.mark.parametrize("address", [*XML, *JSON])
def test_a_feed_takes_the_same_queries_for_any_number(
    client, release, press_officer, following, approved, show, topic, address, django_assert_num_queries
):
    whole = not address.endswith("rss")  # with who is quoted
    queries = 3 + ("topics" in address) + whole
    for _ in range(2):
        with django_assert_num_queries(queries):
            client.get(address)
        new = actions.start(kind="blog", by=press_officer, byline="Siân", topic=topic, **CONTENT)
        show(new)
        new = approved(new)
        approved(following(new.publication, topic=topic, correction="It was Wales."))


@pytest.mark.parametrize("address", [*XML, *JSON])
def test_what_is_to_come_changes_no_byte_of_a_feed(client, release, press_officer, approved, topic, address):
    before = client.get(address)
    approved(actions.start(kind="blog", by=press_officer, byline="Siân", topic=topic, **CONTENT), minute_from_now())
    after = client.get(address)
    assert (before.content, before["ETag"]) == (after.content, after["ETag"])
    assert client.head(address)["ETag"] == before["ETag"]


def test_pages_name_their_feeds(client, release):
    for address, feeds in {
        "/press/": "/press/",
        "/press/homes-are-closing/": "/press/",
        "/policy/": "/policy/",
    }.items():
        page = client.get(address).content.decode()
        for extension, kind in {"rss": "rss+xml", "atom": "atom+xml", "json": "feed+json"}.items():
            assert f'type="application/{kind}"' in page
            assert f'href="{feeds}feed.{extension}"' in page
    assert 'href="/press/topics/workforce/feed.json"' in client.get("/press/topics/workforce/").content.decode()
