"""What a page leads to, and the walk of a person by links alone."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

FIRST = "/dashboard/"
# Pages of one kind (of one view, for other rows) are looked at so often, each with so many questions.
MOST_OF_A_KIND = 15
MOST_QUESTIONS = 2
GETTING, POSTING = ("href", "hx-get"), ("formaction", "hx-post", "hx-put", "hx-delete")


class _Parser(HTMLParser):
    def __init__(self, page: str):
        super().__init__()
        self.page, self.found = page, []
        self.method = "GET"

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag == "form":
            self.method = (values.get("method") or "get").upper()
            self.found.append((self.method, values.get("action") or self.page))
        for name in GETTING:
            if values.get(name) and tag in {"a", "button", "div", "form", "input", "select"}:
                self.found.append(("GET", values[name]))
        for name in POSTING:
            if values.get(name):
                self.found.append((self.method if name == "formaction" else "POST", values[name]))


def links(page: str, html: str) -> list[tuple[str, str]]:
    """Method and path with query of everything on the page that leads somewhere on this site."""
    parser = _Parser(page)
    parser.feed(html)
    absolute = ((method, urlsplit(urljoin(page, to))) for method, to in parser.found)
    return [(method, to._replace(fragment="").geturl()) for method, to in absolute if not to.scheme and not to.netloc]


def name_of(address: str) -> str | None:
    """The URL's name."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


@dataclass
class Walk:
    """Where somebody came by links, and what was shown on the way."""

    statuses: dict[str, int] = field(default_factory=dict)
    shown: dict[tuple[str, str], str] = field(default_factory=dict)  # method and address: the first page that shows it
    onward: dict[str, set[str]] = field(default_factory=dict)

    @property
    def names(self) -> set[tuple[str, str]]:
        return {(method, name_of(address)) for method, address in self.shown}

    def dead_ends(self) -> set[str]:
        """Paths from which no links lead back to the first screen, whatever their questions."""
        onward: dict[str, set[str]] = {}
        for page, leads_to in self.onward.items():
            onward.setdefault(urlsplit(page).path, set()).update(urlsplit(to).path for to in leads_to)
        back, size = {FIRST}, 0
        while size != len(back):
            size = len(back)
            back |= {page for page, leads_to in onward.items() if leads_to & back}
        return onward.keys() - back


def walk(client: Client, start: str = FIRST) -> Walk:
    """Open the first screen and whatever links and search forms lead to, each page once, posting nothing."""
    walked, waiting, asked = Walk(), [start], Counter()
    while waiting:
        address = waiting.pop(0)
        kind, path = name_of(address), urlsplit(address).path
        if address in walked.statuses or kind is None:
            continue
        if asked[kind] == MOST_OF_A_KIND or asked[path] == MOST_QUESTIONS:
            continue
        asked.update([kind, path])
        answer = client.get(address)
        walked.statuses[address] = answer.status_code
        if answer.has_header("Location"):
            waiting.append(answer["Location"])
            walked.onward.setdefault(address, set()).add(answer["Location"])
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        found = links(address, answer.content.decode())
        walked.onward[address] = {to for method, to in found if method == "GET"}
        for method, to in found:
            walked.shown.setdefault((method, to), address)
            if method == "GET":
                waiting.append(to)
    return walked
