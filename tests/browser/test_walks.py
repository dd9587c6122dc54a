"""A provider's people go about their week by links alone, on a phone: what they would keep a spreadsheet for is there.

At each stop the page is accessible, no wider than the phone and no longer than five of its screens.
"""

import re
from datetime import datetime

import pytest

from tests.browser.test_every_page import faults
from tests.browser.test_flows import BETHAN, OLU, PHONE, write
from times import LONDON

AGNIESZKA, NON = "agnieszka@larkfield.example", "non@cartrefidyffrynaeron.example"
A_SCREEN = 844  # pixels of a phone of this width


@pytest.fixture
def walk(visit):
    def begin(email):
        walker = Walker(visit(email, width=PHONE))
        walker.look()
        return walker

    return begin


class Walker:
    """A page and how one moves on it; it looks at each page it comes to."""

    def __init__(self, page):
        self.page = page

    def look(self):
        self.page.wait_for_load_state()
        assert list(faults(self.page)) == [], self.page.url
        self.page.set_viewport_size({"width": PHONE, "height": A_SCREEN})
        high = self.page.evaluate("document.documentElement.scrollHeight")
        assert high <= 5 * A_SCREEN, f"{self.page.url}: {high}"

    def follow(self, name):
        """A link of the page's own; from one page to the next of them all."""
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.look()

    def menu(self, name):
        self.page.get_by_text("Menu", exact=True).click()
        self.page.get_by_role("navigation", name="Portal").get_by_role("link", name=name).click()
        self.look()

    def press(self, name):
        self.page.get_by_role("button", name=name).first.click()
        self.look()

    def unfold(self, name):
        self.page.locator("summary:visible", has_text=name).first.click()

    def reads(self, words):
        self.page.get_by_text(words).locator("visible=true").first.wait_for()


def test_the_owner_of_one_home_sees_and_does_what_falls_due(walk):
    bethan = walk(BETHAN)
    falls_due = bethan.page.get_by_role("region", name="What falls due")
    assert falls_due.bounding_box()["y"] + falls_due.bounding_box()["height"] <= A_SCREEN, (
        "on the first screen of a phone"
    )
    bethan.press(re.compile("^(Done|Sent) today"))
    assert "/duties/" in bethan.page.url, "kept in one tap"
    bethan.menu("Duties")
    bethan.press(re.compile("^Done today"))
    bethan.reads("marked as done on")
    bethan.press("Undo")
    bethan.follow("Notices to the regulator")
    bethan.page.go_back()
    bethan.follow("Visits of twelve months")
    bethan.follow("Bramble House")
    bethan.follow("Bramble House")
    bethan.follow("Change vacancies")
    bethan.page.get_by_label("Vacancies").fill("1")
    bethan.press("Save")
    bethan.menu("Start")
    bethan.reads("1 vacancy as of")


def test_the_director_of_sixty_homes_finds_the_worst_and_changes_many_at_once(walk):
    olu = walk(OLU)
    olu.follow("Duties of all")
    olu.unfold("Choose homes")
    olu.page.get_by_label("Area").select_option("North")
    olu.press("Show")
    olu.reads("Area: North")
    olu.follow(re.compile("^Due soon"))
    olu.follow("Month by month")
    olu.follow(re.compile("^Done:"))
    olu.follow("Duties")
    olu.follow("Actions raised at visits")
    olu.follow("Visits of twelve months")
    olu.follow("Who visits when")
    olu.page.go_back()
    olu.follow("Mark visits of this month")
    day = olu.page.locator("input[type=date]").first
    day.fill(f"{datetime.now(LONDON).date()}")
    olu.press("Keep these days")
    olu.reads("1 visit kept")
    olu.menu("Have your say")
    olu.page.get_by_role("checkbox").first.check()
    olu.press("Send those that I ticked")
    olu.reads("1 answer sent to the association")
    olu.menu("Your homes")
    olu.press("Change all")
    olu.page.get_by_label("Responsible individual").fill("Colm O’Dowd")
    olu.page.get_by_label("In the post since").fill("2026-01-05")
    olu.press("Check what changes")
    olu.press("Make these changes")
    olu.reads(re.compile(r"Homes changed: \d\d"))
    olu.menu("Your homes")
    olu.follow("Areas")
    olu.page.go_back()
    olu.follow(re.compile("ended"))
    olu.page.get_by_role("table").get_by_role("link").last.click()
    olu.look()
    olu.menu("Duties")
    olu.follow("Report for your board")


def test_the_manager_of_two_homes_does_the_work_of_the_week(walk):
    agnieszka = walk(AGNIESZKA)
    agnieszka.press(re.compile("^(Done|Sent) today"))
    assert "/duties/" in agnieszka.page.url, "kept in one tap"
    agnieszka.menu("Duties")
    agnieszka.follow(re.compile("^Notice of the absence"))
    agnieszka.menu("Your homes")
    agnieszka.page.get_by_role("table").get_by_role("link", name="Ty'r Onnen").click()
    agnieszka.look()
    assert agnieszka.page.get_by_role("link", name="Areas").count() == 0


def test_the_welsh_owner_meets_welsh_law_and_a_return_once_a_provider(walk):
    non = walk(NON)
    non.follow("Duties of all 7 homes")
    non.reads("Tŷ'r Gelynnen")
    non.follow("Tŷ'r Gelynnen")
    assert "(Wales) Regulations 2017" in non.page.content()
    assert "(England)" not in non.page.content()
    non.follow("Notices to the regulator")
    non.menu("Your homes")
    write(non.page, "Find by name", "tyr gelynnen")
    non.press("Find")
    non.reads("Tŷ'r Gelynnen")
    non.reads("Care home")
