"""Kept pages: the same bytes while nothing changed, a change seen at once, and never more memory than their share."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cache_version.models import CacheVersion
from publishing import actions, clock
from publishing.models import Edition, Topic
from publishing.public import page as public_page
from publishing.public.page_cache import OVERHEAD, Finished, PageCache
from tests.conftest import make_person


@pytest.fixture
def keeping(settings, monkeypatch, transactional_db):
    """Pages are kept, and the stamp is read for each request, as it is after a second."""
    settings.PAGE_CACHE_BYTES = 1024 * 1024
    monkeypatch.setattr(public_page, "REMEMBERED", -1)
    public_page.forget()
    yield
    public_page.forget()


@pytest.fixture
def approver(keeping):
    return make_person("chief@association.example", "chief_executive")


@pytest.fixture
def writer(keeping, press_contact):
    return make_person("press@association.example", "press_officer")


def release(writer, approver, title="Homes are closing", public_from=None) -> Edition:
    words = {"summary": "In short, what we say and why it matters.", "body": "<p>Words.</p>"}
    edition = actions.start(kind="media_release", by=writer, title=title, **words)
    edition = actions.submit(edition=edition, by=writer)
    return actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=public_from)


def opened(path="/press/", **headers):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        answer = Client(headers=headers).get(path)
    return answer, len(caught)


def test_the_second_reader_gets_the_same_bytes_for_the_one_query_of_the_stamp(writer, approver):
    release(writer, approver)
    first, many = opened()
    second, one = opened()
    assert (many > 1, one) == (True, 1)
    assert (first.content, dict(first.headers)) == (second.content, dict(second.headers))


@pytest.mark.parametrize("forced", ["", None])
def test_a_client_s_script_name_gives_nobody_the_wrong_page(writer, approver, settings, forced):
    """Gunicorn takes SCRIPT_NAME from a header of the client, and Django puts it before the path."""
    settings.FORCE_SCRIPT_NAME = forced
    release(writer, approver)
    Client().get("/", SCRIPT_NAME="/press")
    assert b"Homes are closing" in opened("/press/")[0].content
    assert b"Homes are closing" not in opened("/policy/")[0].content


def test_two_addresses_of_one_view_are_kept_apart(writer, approver):
    first = release(writer, approver).publication.path
    second = release(writer, approver, title="Homes are opening").publication.path
    for _ in range(2):
        assert b"Homes are closing" in opened(first)[0].content
        assert b"Homes are opening" in opened(second)[0].content


def test_the_stamp_is_remembered_for_a_second(writer, approver, monkeypatch):
    release(writer, approver)
    monkeypatch.setattr(public_page, "REMEMBERED", 1.0)
    opened()
    assert opened()[1] == 0
    later = public_page.time.monotonic() + 1.1
    monkeypatch.setattr(public_page.time, "monotonic", lambda: later)
    assert opened()[1] == 1


def test_a_text_published_now_is_there_for_the_next_reader(writer, approver):
    assert b"Homes are closing" not in opened()[0].content
    release(writer, approver)
    assert b"Homes are closing" in opened()[0].content


def test_a_withdrawal_and_a_removal_are_there_for_the_next_reader(writer, approver):
    edition = release(writer, approver)
    assert opened(edition.publication.path)[0].status_code == 200
    actions.withdraw(publication=edition.publication, by=approver, reason="The figures were wrong.")
    assert b"The figures were wrong." in opened(edition.publication.path)[0].content
    actions.remove(publication=edition.publication, by=approver, reason="A mistake.")
    assert opened(edition.publication.path)[0].status_code == 410


def test_a_scheduled_text_appears_with_its_minute_though_nothing_is_written_then(writer, approver):
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=10)
    edition = release(writer, approver, public_from=at)
    with clock.at(at - timedelta(microseconds=1)):
        assert edition.title.encode() not in opened()[0].content
        assert opened()[1] == 1  # from the page cache: the cache version and the minute are those of the page before
    with clock.at(at):
        assert edition.title.encode() in opened()[0].content
    with clock.at(at - timedelta(microseconds=1)):
        assert edition.title.encode() not in opened()[0].content


def test_a_change_that_is_rolled_back_leaves_the_pages_and_the_cache_version(writer, approver):
    release(writer, approver)
    before = CacheVersion.objects.get().number
    with transaction.atomic():
        Topic.objects.create(name="Places", slug="places")
        transaction.set_rollback(True)
    assert CacheVersion.objects.get().number == before


def test_the_cache_version_grows_once_for_a_transaction_also_by_bulk_writes_and_deletes(writer, approver):
    release(writer, approver)
    for write in (
        lambda: Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(30)),
        lambda: Topic.objects.update(position=7),
        lambda: Topic.objects.all().delete(),
        lambda: connection.cursor().execute("UPDATE publishing_publication SET audience = 'members'"),
    ):
        before = CacheVersion.objects.get().number
        write()
        assert CacheVersion.objects.get().number == before + 1


def test_pages_of_other_parameters_and_hosts_are_other_pages(writer, approver, settings):
    release(writer, approver)
    opened("/press/?kind=media_release")
    assert opened("/press/?kind=statement")[1] > 1
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    assert opened("/press/", host="one.example")[1] > 1
    assert opened("/press/", host="two.example")[1] > 1
    assert opened("/press/?utm_source=mail", host="two.example")[1] == 1  # a parameter that the page does not read


def test_what_is_not_there_is_not_kept(keeping, writer, approver):
    assert opened("/press/homes-are-closing/")[0].status_code == 404
    release(writer, approver)
    assert opened("/press/homes-are-closing/")[0].status_code == 200


def test_a_browser_that_has_the_page_is_told_so(writer, approver):
    edition = release(writer, approver)
    etag = opened()[0]["ETag"]
    again, _ = opened("/press/", if_none_match=etag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    actions.withdraw(publication=edition.publication, by=approver, reason="Wrong.")
    assert Edition.objects.get().withdrawn_at
    after, _ = opened(edition.publication.path, if_none_match=etag)
    assert after.status_code == 200


def test_who_takes_gzip_gets_it_under_a_tag_of_its_own(writer, approver):
    release(writer, approver)
    plain, (small, _) = opened()[0], opened("/press/", accept_encoding="br;q=1, gzip;q=0.8")
    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert small["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in plain["Vary"]
    assert opened("/press/", if_none_match=small["ETag"], accept_encoding="gzip")[0].status_code == 304


def test_gzip_is_for_who_takes_it(writer, approver):
    taking = ["gzip", "GZIP ; Q=0.001", "x-gzip", "*", "br, *;q=0.1", "gzip;q=1.000"]
    other = ["gzip;q=0.0, *", "identity", "", "gzip;q=0", "gzip;q=0.0", "gzip; q = 0.000", "*;q=0", "gzip;q=x"]
    release(writer, approver)
    got = [each for each in taking + other if "Content-Encoding" in opened("/press/", accept_encoding=each)[0]]
    assert got == taking


def test_head_says_what_get_says_without_the_body(writer, approver):
    release(writer, approver)
    got, head = Client().get("/press/"), Client().head("/press/")
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(got.headers)


def finished(size: int) -> Finished:
    return Finished(b"x" * (size - OVERHEAD), None, {}, "etag")


def test_the_shelf_throws_out_what_was_used_least():
    page_cache = PageCache()
    for key in "abc":
        page_cache.put(key, finished(2000), most_bytes=6000)
    page_cache.get("a")
    page_cache.put("d", finished(2000), most_bytes=6000)
    assert [key for key in "abcd" if page_cache.get(key)] == ["a", "c", "d"]


def test_the_shelf_counts_a_page_once_however_often_it_is_put():
    page_cache = PageCache()
    for _ in range(10):
        page_cache.put("a", finished(2000), most_bytes=4000)
    page_cache.put("b", finished(2000), most_bytes=4000)
    assert page_cache.get("a")
    assert page_cache.get("b")


def test_a_page_larger_than_the_shelf_is_not_kept():
    page_cache = PageCache()
    page_cache.put("a", finished(5000), most_bytes=4000)
    assert page_cache.get("a") is None
