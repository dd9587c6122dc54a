"""A newcomer's first day: from an empty database to the first release on the press page, by links alone.

With SCREENSHOTS=<folder> each stop is kept as a picture at 390 and 1280 pixels.
"""

import re

from tests.browser.test_flows import write
from tests.browser.visitor import DESK, PHONE, Visitor

HEADLINE = "Every child deserves a home that stays"


def test_a_newcomer_gets_from_an_empty_database_to_the_first_release_by_links_alone(empty, chromium):
    def visitor(width=DESK):
        return Visitor(empty, chromium, width)

    tomasz, jo, ruth, reader = visitor(), visitor(PHONE), visitor(PHONE), visitor()

    said = empty.manage("create_staff", "tomasz@verge.example", "administrator", "--print-link")
    tomasz.page.goto(re.search(r"http\S+/invitations/\S+", said)[0])
    tomasz.look("01-invitation")
    tomasz.join("tomasz@verge.example", "Tomasz Bielak")
    tomasz.sees("Set up the portal")
    tomasz.look("02-first-screen")

    tomasz.follow("Say what the association is")
    tomasz.fill(name="Verge Homes Federation", short_name="VHF", structure_colour="#5a2d82")
    tomasz.look("03-association")
    tomasz.press("Save")
    tomasz.sees("Saved. Every page shows it within a second.")
    tomasz.follow("Start")

    tomasz.follow("Test that mail arrives")
    tomasz.press("Send me a test mail")
    tomasz.look("04-mail-test")
    tomasz.open_mail("tomasz@verge.example", "Test mail")
    tomasz.sees("The test mail arrived")
    tomasz.follow("Go on with the set-up")

    for step, role, address in (
        ("Invite a press officer", "Press officer", "jo@verge.example"),
        ("Invite someone who approves", "Chief executive", "ruth@verge.example"),
    ):
        tomasz.follow(re.compile(step))
        tomasz.fill(email=address)
        tomasz.page.get_by_label(re.compile(f"{role}: ")).check()
        tomasz.press("Send invitation")
        tomasz.follow("Start")
    tomasz.sees("Invited, not joined yet")
    tomasz.look("05-invited")

    jo.open_mail("jo@verge.example", "Your invitation to the Verge Homes Federation portal")
    jo.join("jo@verge.example", "Jo Merriweather")
    jo.look("06-press-officer")
    jo.follow("Add whom journalists ring")
    jo.fill(name="Jo Merriweather", job="Press officer", telephone="01632 960222", email="press@verge.example")
    jo.look("07-contact")
    jo.press(re.compile("^(Save|Keep|Add)"))
    jo.follow("Start")
    jo.follow("Add the first topic")
    jo.fill(name="Workforce")
    jo.press(re.compile("^(Save|Keep|Add)"))
    jo.follow("Start")
    jo.follow("Write what stands about us")
    jo.fill(name="Short")
    write(jo.page, "Words", "We speak for those who run homes for children.")
    jo.look("08-about")
    jo.press(re.compile("^(Save|Keep|Add)"))
    jo.follow("Start")
    assert jo.page.get_by_text("Set up the portal").count() == 0, "all that she can do is done"

    jo.follow("Start a media release")
    write(jo.page, "Headline", HEADLINE)
    jo.look("09-new-release")
    jo.press("Start writing")
    write(jo.page, "Summary", "Two of three homes kept their manager for a year, and children noticed.")
    write(jo.page, "Body", "We asked those who run homes what keeps people there.")
    jo.press("Save draft")
    jo.look("10-draft")
    jo.press("Send for approval")
    jo.sees("Someone else approves it")

    ruth.open_mail("ruth@verge.example", "Your invitation")
    ruth.join("ruth@verge.example", "Ruth Amberley")
    ruth.look("11-chief-executive")
    ruth.follow(HEADLINE)
    for tick in ruth.page.locator("#decision input[type=checkbox]").all():
        tick.check()
    ruth.look("12-decision")
    ruth.press("Approve")
    ruth.sees("Approved.")

    reader.page.goto("/")
    reader.look("13-home")
    reader.follow("Press")
    assert reader.page.url == f"{empty.address}/press/"
    reader.look("14-press")
    reader.follow(HEADLINE)
    reader.look("15-release")
    for words in ("We asked those who run homes", "01632 960222", "We speak for those who run homes for children."):
        reader.sees(words)
    assert "Verge Homes Federation" in reader.page.title()

    tomasz.page.reload()
    for done in (
        "Say what the association is",
        "Test that mail arrives",
        "Invite a press officer",
        "Invite someone who",
    ):
        assert tomasz.page.get_by_text(done).count() == 0
    tomasz.sees("Load the first list of the public register")
    tomasz.look("16-what-is-left")
