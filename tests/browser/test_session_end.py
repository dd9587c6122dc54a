"""The warning before a session ends, in a browser whose clock is turned forward."""

import re

from tests.browser.test_every_page import faults
from tests.browser.test_flows import JO, PHONE

SOON = re.compile(r"You will be signed out at \d{1,2}:\d\d[ap]m if nothing more is done here\.")


def test_the_page_warns_over_what_is_typed_and_the_session_goes_on(visit):
    jo = visit(JO, width=PHONE)
    jo.clock.install()
    jo.goto("/staff/press/enquiries/new/")
    warning, asked = jo.locator("#session-end .notice"), jo.get_by_label("What they ask")
    jo.wait_for_function("document.querySelector('#session-end').dataset.left > 3500")
    # The browser's clock alone is turned: the portal would say that there is an hour left.
    jo.route("**/session/", lambda route: route.abort() if route.request.method == "GET" else route.continue_())
    jo.clock.fast_forward("56:00")
    warning.get_by_text(SOON).wait_for()
    assert list(faults(jo)) == []
    asked.fill("Is it true?")
    asked.scroll_into_view_if_needed()
    box, field = warning.bounding_box(), asked.bounding_box()
    assert box["y"] >= 0, "it stays in sight"
    assert box["y"] + box["height"] <= field["y"], "it does not cover what is typed"
    with jo.expect_response("**/session/") as answer:
        warning.get_by_role("button", name="Stay signed in").click()
    assert answer.value.json()["left"] > 3500
    warning.wait_for(state="hidden")
    assert asked.input_value() == "Is it true?"


def test_a_session_that_is_over_is_said_and_the_words_stay_on_the_page(visit):
    jo = visit(JO)
    jo.clock.install()
    jo.goto("/staff/press/enquiries/new/")
    jo.get_by_label("What they ask").fill("Is it true?")
    jo.route("**/session/", lambda route: route.abort())
    jo.clock.fast_forward("01:01:00")
    jo.locator("#session-end").get_by_text("You are signed out.").wait_for()
    assert jo.get_by_label("What they ask").input_value() == "Is it true?"
    assert list(faults(jo)) == []
