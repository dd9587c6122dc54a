"""The same portal by keyboard alone, and without JavaScript."""

import re

BETHAN, JO = "bethan@hazelbank.example", "jo@childrenshomes.example"
FORMS = {
    BETHAN: ["/dashboard/", "/homes/add/", "/homes/1/edit/", "/membership/"],
    JO: ["/dashboard/", "/staff/press/new/", "/staff/press/enquiries/new/", "/staff/press/lines/new/"],
}
FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect()
  const mark = style.outlineStyle !== "none" || style.boxShadow !== "none"
  const name = here.name || here.textContent.trim().slice(0, 40)
  return {tag: here.tagName, name, mark, seen: box.width > 0 && box.height > 0}
}"""


def stops(page, most=80):
    """What the Tab key reaches, in order, until it comes round."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            break
        found.append(stop)
    return found


def test_every_stop_of_the_tab_key_is_visible_and_marked(visit):
    for email, addresses in FORMS.items():
        page = visit(email)
        for address in addresses:
            page.goto(address)
            reached = stops(page)
            assert [stop for stop in reached if not (stop["mark"] and stop["seen"])] == [], address
            controls = page.locator("main button, main input:not([type=hidden]), main select, main a").count()
            assert len(reached) >= min(controls // 2, 10), address


def test_the_first_stop_skips_to_the_content(visit):
    page = visit()
    page.goto("/press/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_an_owner_signs_in_and_adds_a_home_by_keyboard_alone(visit):
    page = visit()
    page.goto("/demo/")
    page.get_by_role("button", name="Sign in as Bethan").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/dashboard/"))
    page.goto("/homes/add/")
    page.get_by_label("Ofsted number").focus()
    page.keyboard.type("1234567")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/homes/add/1234567/"))
    page.get_by_role("heading", level=1).wait_for()


def test_a_release_is_written_without_javascript(visit):
    page = visit(JO, scripts=False)
    page.goto("/staff/press/new/")
    page.get_by_label("Headline").fill("Written without scripts")
    page.get_by_role("button", name="Start writing").click()
    page.get_by_label("Summary").fill("In short, and without any script in the browser.")
    page.get_by_label("Body").fill("First paragraph.\n\nSecond paragraph.")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("heading", name="Written without scripts").wait_for()
    assert page.locator("article p", has_text="Second paragraph.").count() == 1
    page.get_by_role("button", name="Send for approval").click()
    page.get_by_text("Waiting for approval").first.wait_for()


def test_a_home_is_edited_without_javascript(visit):
    page = visit(BETHAN, scripts=False)
    page.goto("/homes/1/edit/")
    page.get_by_label("Telephone").fill("01632 960599")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("01632 960599").first.wait_for()
    page.get_by_role("link", name="History").click()
    page.get_by_text("Bethan Pugh-Rees").first.wait_for()


def test_a_figure_is_inserted_without_javascript(visit):
    page = visit(JO, scripts=False)
    page.goto("/staff/press/new/")
    page.get_by_label("Headline").fill("A figure without scripts")
    page.get_by_role("button", name="Start writing").click()
    page.get_by_label("Summary").fill("In short, and without any script in the browser.")
    page.get_by_text("Insert a figure").click()
    assert page.get_by_role("button", name=re.compile("^Insert")).count() == 0
    token = page.locator("aside code").first.inner_text()
    page.get_by_label("Body").fill(f"There are {token} homes.")
    page.get_by_role("button", name="Save draft").click()
    assert page.locator("article .reading a[href^='#figure-']").count() == 1
    assert page.get_by_role("heading", name="Figures in this text").count() == 1


def test_the_menu_is_a_button_on_a_phone_and_open_where_there_is_room(visit):
    page = visit(JO)
    menu, link = page.get_by_text("Menu", exact=True), page.get_by_role("link", name="Enquiries", exact=True)
    for width, shut in ((390, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/staff/texts/")
        assert menu.is_visible() is shut
        assert link.is_visible() is not shut
    page.set_viewport_size({"width": 390, "height": 900})
    menu.focus()
    page.keyboard.press("Enter")
    link.click()
    page.wait_for_url("**/staff/press/enquiries/")
