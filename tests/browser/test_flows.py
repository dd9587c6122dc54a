"""One real path through every app, in a browser, with real Redis, Celery and SMTP behind it."""

import re
from datetime import timedelta
from urllib.parse import quote_plus

import pytest
from django.utils import timezone

from tests.browser.test_every_page import faults

JO, KWAME = "jo@childrenshomes.example", "kwame@childrenshomes.example"
ANJALI, SIAN = "anjali@childrenshomes.example", "sian@childrenshomes.example"
MAUREEN, FARIDA = "maureen@childrenshomes.example", "farida@childrenshomes.example"
RUTH = "ruth@childrenshomes.example"
BETHAN, OLU = "bethan@hazelbank.example", "oluwaseun@larkfield.example"
PHONE = 390


def write(page, name, words):
    """Type into a field, the rich-text editor included: it takes its place once the page's scripts have run."""
    page.wait_for_load_state()
    page.get_by_role("textbox", name=re.compile(f"^{name}")).first.fill(words)


def fill_in(page, blank, words):
    """Type over a blank of a text in the editor: what stands around it stays."""
    page.wait_for_load_state()
    page.get_by_role("textbox", name=re.compile("^Body")).first.get_by_text(f"[fill in: {blank}]").click(click_count=3)
    page.keyboard.type(words)


def test_a_release_from_first_word_to_public_page_with_two_people_and_a_phone(visit):
    jo, ruth, kwame, reader = visit(JO), visit(RUTH, width=PHONE), visit(KWAME, width=PHONE), visit()
    jo.get_by_role("link", name="Start a media release").click()
    write(jo, "Headline", "Tŷ Gobaith stays open")
    jo.get_by_role("button", name="Start writing").click()
    write(jo, "Summary", "The home’s future is agreed, and its people stay.")
    write(jo, "Body", "We are glad, and so are the people who work there.")
    with autosaving(jo, "Ruth Amberley, chief executive"):
        quote(jo, "Diolch o galon to everyone who wrote.", "Ruth Amberley, chief executive")
    jo.reload()
    jo.get_by_text("You have words here that are not saved").wait_for()
    assert "Diolch o galon" in jo.get_by_role("textbox", name=re.compile("^Body")).first.inner_text()
    jo.get_by_role("button", name="Save draft").click()
    jo.get_by_role("link", name="Quotations").click()
    jo.get_by_text("Change the speaker").click()
    jo.get_by_label("A colleague who approves it here").select_option(label="Ruth Amberley")
    jo.get_by_role("button", name="Save").click()
    jo.get_by_role("link", name="Tŷ Gobaith stays open").click()
    jo.get_by_role("button", name="Send for approval").click()
    jo.get_by_text("Someone else approves it: nobody").wait_for()
    assert reader.goto("/press/ty-gobaith-stays-open/").status == 404
    sign_off(kwame, "Tŷ Gobaith stays open")
    kwame.get_by_text("Ruth Amberley has not approved quotation 1 yet").first.wait_for()
    ruth.goto("/dashboard/")
    ruth.get_by_role("listitem").filter(has_text="Tŷ Gobaith").get_by_role("link", name="Are these your").click()
    assert list(faults(ruth)) == []
    ruth.get_by_role("button", name="Approve my words").click()
    ruth.get_by_text("Your words are approved").wait_for()
    sign_off(kwame, "Tŷ Gobaith stays open")
    kwame.get_by_text("Approved.").wait_for()
    assert reader.goto("/press/ty-gobaith-stays-open/").status == 200
    assert "We are glad" in reader.content()
    assert "— Ruth Amberley, chief executive" in reader.locator("figure").inner_text()
    reader.goto("/press/?q=Gobaith")
    assert reader.get_by_role("link", name="Tŷ Gobaith stays open").count() == 1


def quote(page, words, source):
    """Write a quotation below what stands in the editor, as its typing shortcut does."""
    page.get_by_role("textbox", name=re.compile("^Body")).first.press("Control+End")
    for line in ("", f"> {words}", f"– {source}"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def autosaving(page, last_words):
    """Until the portal keeps the last words too: a machine that is slow keeps the first while the rest is typed."""
    return page.expect_response(lambda answer: quote_plus(last_words) in (answer.request.post_data or ""))


def wait_until_autosaved(page):
    """Wait until the portal has said that it keeps what was typed."""
    page.get_by_text(re.compile("^Kept ")).wait_for()


def sign_off(page, title):
    """From the first screen to the decision at the end of a text, on a phone."""
    page.goto("/dashboard/")
    page.get_by_role("link", name=title).click()
    for tick in page.locator("#decision input[type=checkbox]").all():
        tick.check()
    page.get_by_role("button", name="Approve").click()


def test_nothing_typed_is_lost_to_a_colleague_a_session_or_a_connection(visit):
    jo, kwame = visit(JO), visit(KWAME, width=PHONE)
    jo.goto("/staff/press/new/?kind=statement")
    write(jo, "Headline", "Nothing is lost")
    jo.get_by_role("button", name="Start writing").click()
    write(jo, "Summary", "Jo’s summary.")
    write(jo, "Body", "Jo’s body.")
    wait_until_autosaved(jo)
    kwame.goto(jo.url)
    kwame.get_by_role("link", name=re.compile("Jo Merriweather is editing this too")).wait_for()
    write(kwame, "Summary", "Kwame’s summary.")
    write(kwame, "Body", "Kwame’s body.")
    kwame.get_by_role("button", name="Save draft").click()
    kwame.get_by_text("Saved.").wait_for()
    jo.get_by_role("button", name="Save draft").click()
    jo.get_by_text("Nothing is overwritten").first.wait_for()
    assert {"Kwame’s", "Jo’s"} <= set(jo.locator("main details").first.inner_text().split())
    assert list(faults(jo)) == []
    jo.context.clear_cookies()
    write(jo, "Summary", "Typed without a session.")
    jo.get_by_text("You are signed out. Sign in").wait_for()
    again = jo.context.new_page()
    again.goto("/demo/")
    again.locator(f"form:has(input[value='{JO}']) button").click()
    again.wait_for_url(re.compile("/dashboard/"))
    wait_until_autosaved(jo)
    jo.context.set_offline(True)
    write(jo, "Summary", "Typed in a tunnel.")
    jo.get_by_role("button", name="Save mine").click()
    jo.get_by_text("there is no connection").wait_for()
    jo.context.set_offline(False)
    wait_until_autosaved(jo)
    jo.get_by_role("button", name="Save mine").click()
    jo.get_by_text("Saved.").wait_for()
    assert "Typed in a tunnel." in jo.content()


def test_a_home_from_number_to_private_name(visit):
    olu, maureen = visit(OLU, width=PHONE), visit(MAUREEN)
    maureen.goto("/staff/register/")
    olu.goto("/homes/add/")
    olu.get_by_label("Ofsted number").fill("99")
    olu.get_by_role("button", name="Look it up").click()
    olu.get_by_text("There is a problem").wait_for()
    assert olu.get_by_label("Ofsted number").input_value() == "99"
    free = _unclaimed(maureen)
    olu.get_by_label("Ofsted number").fill(free)
    olu.get_by_role("button", name="Look it up").click()
    olu.get_by_text(f"Is {free} yours?").first.wait_for()
    olu.get_by_label("It is ours already").check()
    olu.get_by_label("I have the certificate").check()
    olu.get_by_role("button", name="Yes, add this home").click()
    olu.get_by_text("is waiting for us to confirm it").wait_for()
    maureen.goto("/staff/claims/")
    theirs = maureen.get_by_role("listitem").filter(has_text=free)
    theirs.get_by_text(f"Confirm {free}").click()
    theirs.get_by_label("I have looked into it").check()
    theirs.get_by_role("button", name="Confirm").click()
    maureen.get_by_text(f"{free} is confirmed").wait_for()
    olu.reload()
    olu.get_by_role("link", name="Edit name and address").click()
    write(olu, "Name", "Llys y Coed")
    olu.get_by_role("button", name="Save").click()
    olu.get_by_text("Llys y Coed").first.wait_for()
    assert "Llys y Coed" not in olu.title()
    maureen.goto(olu.url)
    assert "Llys y Coed" not in maureen.content()


def _unclaimed(page) -> str:
    """The demo's register ends with homes of no member."""
    return "9000300"


def test_a_consultation_from_question_to_published_response(visit):
    bethan, anjali, sian, reader = visit(BETHAN, width=PHONE), visit(ANJALI), visit(SIAN), visit()
    bethan.get_by_role("link", name=re.compile("Capping profit")).first.click()
    bethan.get_by_role("textbox").first.fill("We reinvest what is left.")
    bethan.get_by_label("Quote it without our name").first.check()
    bethan.get_by_role("button", name="Check your answers").click()
    bethan.get_by_role("button", name="Send to the association").click()
    bethan.get_by_text("Change your answers").wait_for()
    anjali.goto("/staff/policy/consultations/C-2026-08/evidence/")
    assert "We reinvest what is left." in anjali.content()
    anjali.goto("/staff/policy/consultations/C-2026-08/response/new/")
    write(anjali, "Headline", "Our answer on the profit cap")
    anjali.get_by_role("button", name="Start writing").click()
    write(anjali, "Summary", "Count what care costs first, then cap what is left.")
    fill_in(anjali, "our answer", "We ask for three things.")
    anjali.get_by_role("button", name=re.compile("Save")).click()
    anjali.get_by_role("button", name="Send for approval").click()
    sian.goto("/dashboard/")
    sian.get_by_role("link", name="Our answer on the profit cap").click()
    sian.get_by_label("Nobody can be identified").check()
    sian.get_by_role("button", name="Approve").click()
    reader.goto("/policy/")
    reader.get_by_role("link", name="Our answer on the profit cap").click()
    reader.get_by_text("We ask for three things.").wait_for()
    reader.get_by_role("heading", name="For whom we speak").wait_for()
    assert "We reinvest" not in reader.content()


def test_a_bulletin_from_draft_to_the_mailbox(visit):
    maureen, farida = visit(MAUREEN), visit(FARIDA)
    maureen.goto("/staff/bulletins/new/")
    write(maureen, "Subject", "Fees from April")
    write(maureen, "Body", "The regulator changes its fees.")
    maureen.get_by_role("button", name=re.compile("Save")).click()
    maureen.get_by_role("button", name=re.compile("approval")).click()
    farida.goto(maureen.url)
    with farida.expect_navigation():
        farida.get_by_role("button", name=re.compile("^Approve")).click()
    _until(farida, maureen.url, '<span class="tag">Sent</span>')
    _until(farida, "/demo/mail/", "Fees from April")
    farida.get_by_role("link", name="Fees from April").first.click()
    farida.get_by_text("List-Unsubscribe-Post").wait_for()
    farida.locator("a[href*='/unsubscribe/']").first.click()
    farida.get_by_role("button").first.wait_for()
    assert list(faults(farida)) == []
    farida.goto(maureen.url + "people/")
    assert "Handed to their mail server" in farida.content()


def test_an_invitation_arrives_by_mail(visit):
    bethan, newcomer = visit(BETHAN), visit()
    bethan.goto("/providers/1/people/")
    bethan.get_by_label("Email address").fill("ffion@hazelbank.example")
    bethan.get_by_label(re.compile("Colleague")).check()
    bethan.get_by_role("button", name="Send invitation").click()
    _until(newcomer, "/demo/mail/", "Your invitation")
    newcomer.get_by_role("link", name=re.compile("Your invitation")).first.click()
    newcomer.locator("a[href*='/invitations/']").click()
    newcomer.get_by_label("Your name").wait_for()
    assert list(faults(newcomer)) == []
    newcomer.get_by_label("Your name").fill("Ffion Ŵyn-Llewelyn")
    newcomer.get_by_label("Password").fill("three plain words here")
    newcomer.get_by_role("button", name="Join").click()
    newcomer.get_by_role("heading", name="Ffion Ŵyn-Llewelyn").wait_for()


def _until(page, address, words):
    """Reload a page until the words are on it: a worker is on its way."""
    for _ in range(45):
        page.goto(address)
        if words in page.content():
            return
        page.wait_for_timeout(2000)
    pytest.fail(f"{words!r} did not appear on {address}")


def test_a_scheduled_release_is_not_to_be_seen_before_its_minute(visit):
    jo, kwame, reader = visit(JO), visit(KWAME), visit()
    jo.goto("/staff/press/new/")
    write(jo, "Headline", "Tomorrow’s news")
    jo.get_by_role("button", name="Start writing").click()
    write(jo, "Summary", "Not yet: it is for tomorrow, and not a minute before.")
    write(jo, "Body", "Not yet.")
    jo.get_by_role("button", name="Save draft").click()
    jo.get_by_role("button", name="Send for approval").click()
    kwame.goto(jo.url)
    kwame.get_by_label("At a time that I choose").check()
    kwame.get_by_label("Nobody can be identified").check()
    kwame.get_by_label("Day", exact=True).fill((timezone.localdate() + timedelta(days=1)).isoformat())
    kwame.get_by_label("Time", exact=True).fill("half past")
    kwame.get_by_role("button", name="Approve").click()
    kwame.get_by_role("link", name=re.compile("Write the time as hours and minutes")).wait_for()
    kwame.get_by_label("Time", exact=True).fill("9.30am")
    kwame.get_by_role("button", name="Approve").click()
    kwame.get_by_text("Scheduled").first.wait_for()
    assert reader.goto("/press/tomorrows-news/").status == 404
    jo.reload()
    jo.get_by_role("link", name="Take it off the schedule").click()
    jo.get_by_text("It is a draft again, and goes out only when someone approves it again.").wait_for()
    jo.get_by_label("Reason").fill("The report is late")
    jo.get_by_role("button", name="Take it back").click()
    jo.get_by_text("Taken back: it will not be published.").wait_for()
    jo.get_by_role("button", name="Send for approval").wait_for()


def test_a_figure_is_inserted_where_the_cursor_is_and_leads_to_its_source(visit):
    jo = visit(JO)
    jo.goto("/staff/press/new/")
    write(jo, "Headline", "What the register says")
    jo.get_by_role("button", name="Start writing").click()
    write(jo, "Summary", "How homes are judged, by the newest list of the register.")
    write(jo, "Body", "Of all judged homes,")
    jo.keyboard.press("End")
    jo.keyboard.type(" ")
    jo.get_by_text("Insert a figure").click()
    jo.get_by_label("Find by words").fill("JUDGED good")
    jo.get_by_role("button", name=re.compile("^Insert.*judged good or outstanding")).click()
    jo.keyboard.type(" are good or better.")
    jo.get_by_role("button", name="Save draft").click()
    figure = jo.locator("article .reading a")
    assert re.fullmatch(r"\d+%", figure.inner_text())
    assert jo.locator("article").get_by_text(f"{figure.inner_text()} are good or better.").count() == 1
    figure.click()
    assert "Share of judged children’s homes" in jo.locator(":target").inner_text()
    jo.get_by_role("button", name="Send for approval").click()
    jo.get_by_text("Someone else approves it: nobody").wait_for()


def test_a_provider_of_any_name_fits_the_masthead_of_a_phone(visit):
    idris = visit("idris@bowenshah.example", width=PHONE)
    idris.evaluate("document.querySelector('.chooser select').add(new Option('Cartrefi Gofal '.repeat(20)))")
    assert idris.evaluate("document.documentElement.scrollWidth") == PHONE


# The words of the short cells of a table that stand on more than one line.
BROKEN = """[...document.querySelectorAll('.table--short td')].flatMap(cell => {
    const text = cell.firstChild, range = document.createRange();
    return [...(text?.data ?? '').matchAll(/[^\\s-]+-?/g)].filter(word => {
        range.setStart(text, word.index); range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map(word => word[0]);
})"""


def test_no_word_of_a_home_s_card_is_broken_on_a_phone(visit):
    olu = visit(OLU, width=PHONE)
    olu.goto("/homes/")
    assert olu.locator(".table--short td").count() > 20
    assert olu.evaluate(BROKEN) == []
