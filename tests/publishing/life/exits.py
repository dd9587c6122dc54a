"""What readers get, compared with what was approved."""

from django.test import Client

from tests.publishing.life.cast import PAPERS, TOPICS, Cast
from tests.publishing.life.model import PUBLIC, RELEASES, Office, Text, Version, tokens
from tests.reading import text as text_of


def got(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return text_of(answer)


def lists_agree(office: Office, cast: Cast) -> None:
    """Lists, feeds, search, sitemaps, and what is under embargo; of what has two forms, one in turn."""
    pages, turn = _in_two_forms(office), office.turn % 2
    lists = {forms[turn]: words for forms, words in pages.items()} | {"/sitemap-news.xml": office.news()}
    for address, expected in lists.items():
        assert tokens(got(cast.anyone, address), "q") == expected, address
    listed = got(cast.anyone, "/sitemap-texts-0.xml")
    named = {text.path for text in office.texts if f"{text.path}<" in listed}
    assert named == {text.path for text, _ in office.public(*PUBLIC)}
    assert tokens(got(cast.at_press, "/briefings/"), "q") == office.words("briefing")
    assert tokens(got(cast.at_embargo, "/embargo/"), "q") == set(office.under_embargo().values())


def _in_two_forms(office: Office) -> dict[tuple[str, str], set[str]]:
    workforce, costs = ((f"/press/topics/{topic}/", f"/press/topics/{topic}/feed.atom") for topic in TOPICS)
    return {
        ("/press/", "/press/?q=headline"): office.words(*PUBLIC),
        ("/press/feed.json", "/press/feed.rss"): office.words(*RELEASES),
        ("/policy/", "/policy/feed.atom"): office.words("position_paper"),
        workforce: office.words(*RELEASES, topic="workforce"),
        costs[::-1]: office.words(*RELEASES, topic="costs"),
    }


def page_agrees(text: Text, office: Office, cast: Cast) -> None:
    """The text at its own address, or that there is none, or that it is gone, or where it is now."""
    version, answer = text.public(office.now), cast.reader(text.kind).get(text.path)
    if version is None:
        assert (answer.status_code, answer.headers.get("Location", "")) == _gone(text)
        assert not tokens(text_of(answer))
        return
    page = text_of(answer)
    assert answer.status_code == 200
    assert tokens(page, "qnc") == text.notes_shown(version)
    assert tokens(page, "kb") == tokens(version.contact + " " + version.about_us)
    assert ("Withdrawn " in page) == version.is_withdrawn
    assert not any(row in page for row in ("Not published yet", "Embargoed until"))
    if text.kind != "briefing":
        assert {title for title in PAPERS if title in page} == version.about


def former_agree(text: Text, office: Office, cast: Cast) -> None:
    """One of the versions at an address of its own, which is there once it was replaced; and all former addresses."""
    if text.kind == "briefing":
        return
    number = office.turn % max(len(text.line), 1)
    answer = cast.anyone.get(f"{text.path}versions/{number + 1}/")
    if text.is_removed:
        assert (answer.status_code, answer.headers.get("Location", "")) == _gone(text)
    elif number < len(text.begun(office.now)) - 1:
        # Its own words; the page also leads to the current ones.
        assert text.notes_shown(text.line[number]) <= tokens(text_of(answer), "qnc")
    else:
        assert answer.status_code == 404
    for former in text.former_paths:
        answer = cast.anyone.get(former)
        expected = _gone(text) if text.is_removed else (301, text.path)
        assert (answer.status_code, answer.headers.get("Location", "")) == expected


def early_agrees(version: Version, office: Office, cast: Cast) -> None:
    """A version that waits for its time, for the journalist: by a grant, and only by one."""
    answer = cast.at_embargo.get(f"/embargo/{version.pk}/")
    may = version.pk in office.under_embargo()
    assert answer.status_code == (200 if may else 404)
    assert (version.words in tokens(text_of(answer))) == may


def _gone(text: Text) -> tuple[int, str]:
    """What the addresses answer of a text that nobody can read."""
    if not text.is_removed or text.kind == "briefing":
        return 404, ""
    return (301, text.redirect_to) if text.redirect_to else (410, "")
