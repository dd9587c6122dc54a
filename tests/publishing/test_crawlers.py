"""What search engines and security researchers read."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from policy.models import Consultation, PublicBody
from publishing import actions, clock
from publishing.models import Edition, Publication, Topic
from publishing.syndication import sitemaps
from tests.publishing.conftest import CONTENT, minute_from_now

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
BASE = "http://127.0.0.1:8000"


@pytest.fixture
def release(press_officer, approved):
    """A function: a public text."""
    return lambda title="Homes are closing", **more: approved(
        actions.start(kind=more.get("kind", "statement"), by=press_officer, **CONTENT | {"title": title})
    )


def tree(client, address):
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def places(client, address):
    return [found.text.removeprefix(BASE) for found in tree(client, address).iter(f"{SITEMAP}loc")]


def test_the_index_leads_to_every_public_text_once_and_to_no_other(client, release, press_officer, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 2)
    paths = [release(f"Release {number}").publication.path for number in range(5)]
    actions.start(kind="statement", by=press_officer, **CONTENT)
    removed = release("Removed").publication
    Publication.objects.filter(pk=removed.pk).update(removed_at=timezone.now(), removed_reason="Wrong.")
    files = places(client, "/sitemap.xml")
    assert len(files) >= 4
    found = [place for file in files[1:] for place in places(client, file)]
    assert found == paths


def test_a_file_that_is_not_in_the_index_is_a_404(client, release):
    release()
    assert client.get("/sitemap-texts-99999.xml").status_code == 404


def test_a_text_to_come_is_in_no_sitemap_and_adds_no_file(client, press_officer, approved, monkeypatch):
    monkeypatch.setattr(sitemaps, "PART", 1)
    before = client.get("/sitemap.xml").content
    at = minute_from_now()
    edition = approved(actions.start(kind="statement", by=press_officer, **CONTENT), at)
    file = f"/sitemap-texts-{edition.publication_id}.xml"
    assert client.get("/sitemap.xml").content == before
    assert client.get(file).status_code == 404
    assert places(client, "/sitemap-news.xml") == []
    with clock.at(at):
        assert file in places(client, "/sitemap.xml")
        assert places(client, file) == places(client, "/sitemap-news.xml") == [edition.publication.path]


def test_the_latest_change_is_that_of_the_version_or_of_the_withdrawal(
    client,
    release,
    following,
    approved,
    chief_executive,
):
    first = release()
    file = f"/sitemap-texts-{first.publication_id // sitemaps.PART}.xml"

    def changed():
        return parse_datetime(tree(client, file).find(f".//{SITEMAP}lastmod").text)

    assert changed() == first.public_from.replace(microsecond=0)
    second = approved(following(first.publication))
    assert changed() == second.public_from.replace(microsecond=0)
    withdrawn = actions.withdraw(publication=first.publication, by=chief_executive, reason="Newer figures.")
    assert changed() == withdrawn.withdrawn_at.replace(microsecond=0)


def test_lists_and_consultations_that_have_opened_are_in_it(client, db):
    Topic.objects.create(slug="workforce", name="Workforce")
    body = PublicBody.objects.create(name="Department for Education", slug="dfe")
    now = timezone.now()
    for reference, days in (("OPEN", -1), ("SECRET", 1)):
        Consultation.objects.create(
            reference=reference,
            body=body,
            title="What they ask",
            link="https://consult.example/",
            opens_at=now + timedelta(days=days),
            closes_at=now + timedelta(days=9),
            internal_deadline=now + timedelta(days=8),
            minutes=5,
        )
    assert places(client, "/sitemap-pages.xml") == [
        "/",
        "/press/",
        "/policy/",
        "/policy/documents/",
        "/policy/tracker/",
        "/policy/tracker/asks/",
        "/members/",
        "/data-protection/",
        "/press/topics/workforce/",
        "/policy/consultations/OPEN/",
    ]


def test_the_news_sitemap_follows_google_s_rules(client, release, chief_executive):
    old, new, withdrawn = release("Old"), release("New & <newer>"), release("Withdrawn")
    two_days = timezone.now() - timedelta(days=2, minutes=1)
    Edition.objects.filter(pk=old.pk).update(first_public_at=two_days)
    actions.withdraw(publication=withdrawn.publication, by=chief_executive, reason="Newer figures.")
    assert places(client, "/sitemap-news.xml") == [new.publication.path]
    news = tree(client, "/sitemap-news.xml").find(f".//{NEWS}news")
    assert news.find(f"{NEWS}publication/{NEWS}name").text == "Children's Homes Association"
    assert news.find(f"{NEWS}publication/{NEWS}language").text == "en"
    assert news.find(f"{NEWS}title").text == "New & <newer>"
    assert parse_datetime(news.find(f"{NEWS}publication_date").text) == new.first_public_at


def test_the_news_sitemap_is_whole_when_there_is_no_news(client, db):
    assert places(client, "/sitemap-news.xml") == []


def test_it_has_a_thousand_at_most(release, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_NEWS", 1)
    release("One")
    release("Two")
    assert [edition.title for edition in sitemaps.news()] == ["Two"]


def test_robots_are_told_of_the_sitemaps_and_kept_from_what_needs_a_login(client, db):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {BASE}/sitemap.xml" in lines
    assert f"Sitemap: {BASE}/sitemap-news.xml" in lines
    assert "Disallow: /staff/" in lines
    assert "Disallow: /" not in lines


def test_a_researcher_finds_whom_to_write_to_for_the_next_months(client, db):
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in answer.content.decode().split("\n") if line)
    assert said["Contact"] == "mailto:security@association.example"
    assert said["Canonical"] == f"{BASE}/.well-known/security.txt"
    assert said["Preferred-Languages"] == "en"
    assert timedelta(days=90) < parse_datetime(said["Expires"]) - timezone.now() < timedelta(days=365)
    assert "Policy" not in said


def test_a_policy_on_reports_is_named_where_there_is_one(client, db, settings):
    settings.ASSOCIATION = settings.ASSOCIATION | {"security_policy": "https://cha.example/reports"}
    assert "Policy: https://cha.example/reports\n" in client.get("/.well-known/security.txt").content.decode()
