"""What colleagues see: the ways on that a page offers, and what it says will happen."""

import re

from tests.publishing.life.cast import Cast
from tests.publishing.life.exits import got
from tests.publishing.life.model import Office, Text, Version

# The last part of the addresses that a staff page leads to.
LED_TO = re.compile(r'(?:href|action)="/staff/texts/(?:publications/)?\d+/([a-z-]+)/')
WAYS = {"edit", "submit", "discard", "draft-again", "publish-urgently", "pull", "publish-now", "next", "move"}
WAYS |= {"withdraw", "reinstate", "remove", "restore", "approve", "send-back"}


def ways_agree(text: Text, version: Version, office: Office, cast: Cast) -> None:
    """Who may write it, or who may approve it, finds exactly the ways on that there are."""
    ways = _for_readers(text, office) | _before_its_time(text, version, office)
    if office.turn % 2:
        client = cast.at_top
        ways |= {"approve", "send-back"} if version.is_submitted and not text.is_removed else set()
    else:
        client = cast.at_desk(text.kind)
        ways |= _for_writers(text, version, office)
        assert ways or version in text.discarded
    assert set(LED_TO.findall(got(client, f"/staff/texts/{version.pk}/"))) & WAYS == ways


def says_what_is_taken_back(page: str, text: Text, office: Office, version: Version | None = None) -> None:
    """Before withdrawing, removing or pulling: each version that waits for its time, by number."""
    named = [int(number) for number in re.findall(r"<li>Version (\d+), scheduled for", page)]
    waiting = [text.number(one) for one in text.scheduled(office.now)]
    if version is None:
        assert named == waiting
        return
    place, last = text.number(version), len(text.line)
    assert named == [number for number in waiting if number > place]
    assert (f"Version {last} goes on as the draft, as version {place}" in page) == (last > place)
    assert (f"Version {place - 1} " in page) == (place > 1)


def _for_readers(text: Text, office: Office) -> set[str]:
    """What changes what readers have."""
    ways = {"move"} if text.proposed else set()
    if not text.begun(office.now):
        return ways
    if text.is_removed:
        return ways | {"restore"}
    return ways | {"remove", "reinstate" if text.public(office.now).is_withdrawn else "withdraw"}


def _before_its_time(text: Text, version: Version, office: Office) -> set[str]:
    return {"pull", "publish-now"} if version in text.scheduled(office.now) and not text.is_removed else set()


def _for_writers(text: Text, version: Version, office: Office) -> set[str]:
    if text.is_removed:
        return {"discard"} if version is text.open else set()
    ways = {"move"} if text.begun(office.now) and text.kind != "briefing" else set()
    if version is text.open:
        return ways | {"edit", "discard", "publish-urgently"} | (set() if version.is_submitted else {"submit"})
    if text.open is None:
        ways |= {"draft-again"} if version in text.discarded else set()
        ways |= {"next"} if text.line else set()
    return ways
