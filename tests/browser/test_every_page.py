"""Every page of the demo, as each of the cast: accessible, self-contained, and no wider than a phone."""

import re
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from chaportal.demo.cast import CAST

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# No pages: static files, feeds, pictures and documents, texts in other forms.
NOT_OPENED = re.compile(
    r"^/static/|/files/|\.(rss|atom|json|xml|txt|png|jpg|csv)$|/html/$|/pdf/$|/text/$|/recovery-codes/download/"
)
# From their own first page everyone reaches what is theirs; these are entered by no link.
ENTRANCES = [
    "/",
    "/press/",
    "/policy/",
    "/demo/",
    "/demo/mail/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/none/",
]
PEOPLE = [None, *{person.role: person.email for person in reversed(CAST)}.values()]
# Pages that read otherwise for each role; of the others, one look is enough.
VARIES = {"/dashboard/", "/homes/", "/homes/*/", "/providers/*/", "/staff/texts/*/"}
LOOKED_AT: set[str] = set()


def kind(address: str) -> str:
    """What stays of an address when its numbers and names are left out: one page of each kind is enough."""
    path = urlparse(address).path
    path = re.sub(r"^/press/topics/[^/]+/", "/press/topics/*/", path)
    path = re.sub(r"^/(press|briefings|policy/\w+|staff/press/line|staff/texts/topics)/[^/*]+/", r"/\1/*/", path)
    path = re.sub(r"/[A-Z]-\d{4}-\d+/", "/*/", path)
    path = re.sub(r"^/ask-to-join/[0-9a-f]{32}\.[^/]+/", "/ask-to-join/*/", path)
    path = re.sub(r"^/join/[0-9a-f]{32}\.[^/]+/", "/join/*/", path)
    return re.sub(r"/\d[\d-]*(?=/)", "/*", path)


def visible_links(page) -> list[str]:
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return [link for link in links if link.startswith("/")]


@pytest.mark.parametrize("email", PEOPLE)
def test_every_page_is_accessible_self_contained_and_fits_a_phone(visit, demo, email):
    page = visit(email)
    wrong = []
    page.on("console", lambda message: wrong.append((page.url, message.text)) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append((page.url, str(error))))
    page.on("request", lambda request: _own(request.url, demo) or wrong.append((page.url, request.url)))
    waiting = ["/dashboard/"] if email else [*ENTRANCES]
    seen: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        if kind(address) in seen | LOOKED_AT or NOT_OPENED.search(urlparse(address).path):
            continue
        seen.add(kind(address))
        if not opened(page, address):
            continue
        waiting += visible_links(page)
        wrong += [(address, *fault) for fault in faults(page)]
    LOOKED_AT.update(seen - VARIES)
    assert [fault for fault in wrong if not fault[0].endswith("/none/")] == []
    assert seen >= ({"/dashboard/"} if email else set(ENTRANCES))


def opened(page, address) -> bool:
    """Go there; False for a file that is saved and not shown."""
    try:
        page.goto(address)
    except Error as fault:
        if "Download is starting" not in str(fault):
            raise
        return False
    return True


def _own(url: str, demo) -> bool:
    return url.startswith((demo.address, "data:", "blob:"))


def faults(page):
    """What axe finds, and whether the page is wider than a phone of 390 pixels."""
    for violation in Axe().run(page, options=RULES).response["violations"]:
        nodes = [node["html"][:160] for node in violation["nodes"][:2]]
        yield violation["id"], violation["help"], nodes
    page.set_viewport_size({"width": 390, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 390:
        yield "wider than a phone", width
    page.set_viewport_size({"width": 1280, "height": 900})
