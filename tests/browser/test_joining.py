"""An organisation joins: from the public form on a phone to its owner's first sign-in, with staff deciding between.

With SCREENSHOTS=<folder> each stop is kept as a picture at 390 and 1280 pixels.
"""

import os
import re
import time

import pytest

from tests.browser.test_every_page import faults
from tests.browser.test_flows import PHONE

GWEN, MAUREEN = "gwen@newvalley.example", "maureen@childrenshomes.example"
PASSWORD = "three plain words here"
WITHIN = 90  # seconds for a mail: a worker sends them at once, a sweep each minute
NORTHGATE = "Northgate Residential Care Limited"  # on the demo's register, and no member


# Larger than any form may be before sign-in, as photographs of papers are.
LARGE = b"Who,Share\n" + b"Gwen Parry,1\n" * 12_000


class Visitor:
    """Somebody with a browser, who types one address; the rest is links and mails."""

    def __init__(self, page, portal, width):
        self.page, self.portal, self.width = page, portal, width
        self.stops = 0

    def follow(self, name):
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.look()

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        self.look()

    def fill(self, **fields):
        for name, words in fields.items():
            field = self.page.locator(f"[name={name}]:visible").first
            field.select_option(words) if field.evaluate("it => it.tagName") == "SELECT" else field.fill(words)

    def choose(self, **fields):
        for name, value in fields.items():
            self.page.locator(f"[name={name}][value={value}]").check()

    def sees(self, words):
        self.page.get_by_text(words).locator("visible=true").first.wait_for()

    def look(self):
        """Nothing is wrong with the page at either width."""
        self.page.wait_for_load_state()
        assert list(faults(self.page)) == [], self.page.url
        self.stops += 1
        for width in (PHONE, 1280):
            self.page.set_viewport_size({"width": width, "height": 900})
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url}: {wide}"
            if folder := os.environ.get("SCREENSHOTS"):
                self.page.screenshot(path=f"{folder}/join-{self.width}-{self.stops:02}-{width}.png", full_page=True)
        self.page.set_viewport_size({"width": self.width, "height": 900})

    def open_mail(self, address, subject):
        deadline = time.monotonic() + WITHIN
        while not (found := [mail for mail in self.portal.mails(address) if subject in mail["Subject"]]):
            assert time.monotonic() < deadline, f"no mail with {subject!r} came to {address}"
            time.sleep(0.5)
        self.page.goto(re.search(r"http\S+", found[-1].get_content())[0])
        self.look()


@pytest.fixture
def visitor(visit, demo):
    return lambda email, width: Visitor(visit(email, width=width), demo, width)


def test_an_organisation_joins_and_its_owner_signs_in(visitor):
    gwen, maureen = visitor(None, PHONE), visitor(MAUREEN, 1280)

    gwen.page.goto("/")
    gwen.follow("Join us")
    gwen.fill(name="Gwen Parry", email=GWEN)
    gwen.press("Send me the link")
    gwen.sees("Look into your mailbox")
    gwen.open_mail(GWEN, "Your application to the")

    gwen.follow("Go on: Your organisation")
    gwen.fill(kind="provider", legal_name="New Valley Homes Ltd", sector="private", nation="england")
    gwen.fill(company_number="99 055 12X")
    gwen.press("Save and continue")
    gwen.sees("There is a problem")
    gwen.fill(company_number="99 055 123")
    gwen.press("Save and continue")

    gwen.fill(owner=NORTHGATE)
    gwen.press("Look")
    boxes = gwen.page.locator("[name=ticked]")
    for box in boxes.all()[2:]:
        box.uncheck()
    gwen.fill(urns="9999999")
    gwen.press("Add them")
    gwen.sees("No list of the register prints 9999999 yet.")
    gwen.page.locator("[name=owner]").press("Enter")
    gwen.look()
    assert gwen.page.locator("[name=ticked]:checked").count() == 2
    assert gwen.page.locator("[name=urns]").input_value() == "9999999"
    gwen.fill(urns="")
    gwen.press("Add those that are ticked")
    gwen.sees(re.compile("2 homes on .* band"))
    gwen.press("Continue")

    gwen.fill(owner_name="Gwen Parry", owner_email=GWEN)
    gwen.press("Save and continue")
    gwen.fill(ultimate_owner="Gwen Parry, all of it")
    gwen.choose(owned_in_uk="True")
    gwen.press("Save and continue")
    gwen.choose(taxed_in_uk="True", no_haven="True")
    gwen.press("Save and continue")
    gwen.sees("Files that show it")
    gwen.choose(about="ownership")
    gwen.page.set_input_files("[name=file]", {"name": "s.csv", "mimeType": "text/csv", "buffer": LARGE})
    gwen.page.locator("[name=names_no_child]").check()
    gwen.press("Add file")
    gwen.follow("Continue")
    gwen.follow("Continue")
    for box in gwen.page.locator("main [type=checkbox]").all():
        box.check()
    gwen.press("Declare and send the application")
    gwen.sees("We have what you sent")

    maureen.follow(re.compile("application.* to be decided"))
    maureen.follow("New Valley Homes Ltd")
    maureen.fill(**{"ask-text": "Who else holds a share?"})
    maureen.press("Ask")
    gwen.open_mail(GWEN, "needs something more")
    gwen.sees("Who else holds a share?")
    gwen.fill(text="Nobody.")
    gwen.press("Send the answer")
    gwen.sees("Your answer is with us.")

    maureen.page.reload()
    maureen.sees("Nobody.")
    maureen.choose(**{"approve-as_whom": "new"})
    maureen.press("Approve")
    maureen.sees("New Valley Homes Ltd is a member.")

    gwen.open_mail(GWEN, "Your invitation")
    gwen.fill(name="Gwen Parry", password=PASSWORD)
    gwen.press("Join")
    gwen.sees("Needs you")
    gwen.follow("Membership and invoices")
    gwen.sees("Current")
