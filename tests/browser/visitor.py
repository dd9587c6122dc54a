"""Somebody with a browser in front of a portal, who types one address; the rest is links and mails.

With SCREENSHOTS=<folder> each stop is kept as a picture at 390 and 1280 pixels.
"""

import os
import re
import time

from tests.authenticator import code_of
from tests.browser.conftest import Portal
from tests.browser.test_every_page import faults

PASSWORD = "three plain words here"
PHONE, DESK = 390, 1280
WITHIN = 90  # seconds for a mail: a worker sends them at once, a sweep each minute


class Visitor:
    """What they do: follow a link, press a button, fill in a form, look at the page, open a mail."""

    def __init__(self, portal: Portal, chromium, width: int = DESK):
        self.portal, self.width = portal, width
        self.context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=portal.address)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)

    def follow(self, name) -> None:
        link = self.page.get_by_role("link", name=name)
        if not link.count():
            self.page.get_by_text("Menu", exact=True).click()  # on a phone the menu is closed
        with self.page.expect_navigation():
            link.first.click()

    def press(self, name) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name).first.click()

    def fill(self, **fields) -> None:
        for name, words in fields.items():
            self.page.locator(f"[name={name}]:visible").first.fill(words)

    def choose(self, **fields) -> None:
        """An option of a list, or of radio buttons."""
        for name, value in fields.items():
            options = self.page.locator(f"[name={name}][value={value}]")
            options.check() if options.count() else self.page.locator(f"[name={name}]").select_option(value)

    def sees(self, words) -> None:
        self.page.get_by_text(words).first.wait_for()

    def choose_in_demo(self, address: str) -> None:
        """Be somebody of the demo's cast."""
        self.page.goto("/demo/")
        with self.page.expect_navigation():
            self.page.locator(f"form:has(input[value='{address}']) button").click()

    def look(self, name: str) -> None:
        """Nothing is wrong with the page at either width; kept as pictures where somebody asks for them."""
        assert list(faults(self.page)) == []
        for width in (PHONE, DESK):
            self.page.set_viewport_size({"width": width, "height": 900})
            if folder := os.environ.get("SCREENSHOTS"):
                self.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": self.width, "height": 900})

    def open_mail(self, address: str, subject: str) -> None:
        """Wait for a mail, and open the link in it."""
        deadline = time.monotonic() + WITHIN
        while not (found := [mail for mail in self.portal.mails(address) if subject in mail["Subject"]]):
            assert time.monotonic() < deadline, f"no mail with {subject!r} came to {address}"
            time.sleep(0.5)
        self.page.goto(re.search(r"http\S+", found[-1].get_content())[0])

    def join(self, address: str, name: str) -> None:
        """On the page of an invitation: choose a password, and set up the second factor as asked."""
        self.fill(name=name, password=PASSWORD)
        self.press("Join")
        self.sees("need a second factor")
        self.follow("Set up an app")
        secret = self.page.locator(".key code").inner_text()
        self.fill(code=code_of(secret.replace(" ", "")))
        self.press("Set up")
        self.follow("Start")
