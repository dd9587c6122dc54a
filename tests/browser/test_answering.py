"""Two people of one provider answer: nothing typed is lost to a window, a colleague, a tunnel or a session."""

import re

import pytest

from tests.browser.test_every_page import faults
from tests.browser.test_flows import OLU, PHONE

MARGED = "marged@larkfield.example"
SAVED = re.compile(r"^Saved at \d{1,2}:\d\d[ap]m\. Nothing is sent yet\.$")


ASK = """
from policy.models import Consultation
asked = Consultation.objects.get(reference="C-2026-08")
questions = list(asked.questions.in_call())
asked.pk, asked.reference, asked.title = None, "C-TYPED", "Keeping what is typed"
asked.save()
for question in questions:
    question.pk, question.consultation = None, asked
    question.save()
"""
LAPSE = """
from django.utils import timezone
from policy.models import Consultation
Consultation.objects.filter(reference="C-TYPED").update(lapsed_on=timezone.localdate())
"""


@pytest.fixture(scope="module")
def asked(demo):
    """The name of a consultation of this module's own: other walks send answers to those of the demo."""
    demo.manage("shell", "-c", ASK)
    yield re.compile("^Keeping what is typed")
    demo.manage("shell", "-c", LAPSE)


def test_answers_are_kept_as_two_people_type_them(visit, asked):
    olu, marged = visit(OLU), visit(MARGED, width=PHONE)
    for page in (olu, marged):
        page.goto("/consultations/")
        page.get_by_role("link", name=asked).click()
        page.wait_for_load_state()
    olu.get_by_role("textbox").nth(0).fill("Olu’s first answer.")
    olu.get_by_text(SAVED).wait_for()
    olu.reload()
    olu.get_by_text("The form shows what you typed until").wait_for()
    assert olu.get_by_role("textbox").nth(0).input_value() == "Olu’s first answer."
    assert list(faults(olu)) == []

    second = olu.context.new_page()
    second.goto(olu.url)
    olu.get_by_role("textbox").nth(0).fill("Olu’s first answer, longer.")
    olu.get_by_text(SAVED).wait_for()
    second.get_by_role("textbox").nth(0).fill("Typed in a forgotten window.")
    second.get_by_text("Another window of yours has newer words").wait_for()
    assert list(faults(second)) == []
    second.close()

    marged.reload()
    marged.get_by_role("link", name=re.compile("Oluwaseun .* is editing this too")).wait_for()
    marged.get_by_role("textbox").nth(0).fill("Marged’s first answer.")
    marged.get_by_text(SAVED).wait_for()
    assert list(faults(marged)) == []
    marged.get_by_role("button", name="Save and finish later").click()
    marged.get_by_text("Saved. Nothing is sent until you check your answers.").wait_for()
    olu.get_by_role("textbox").nth(0).press("End")
    olu.keyboard.type(" And more.")
    olu.get_by_text(re.compile("^Marged Okonjo changed this at")).wait_for()
    olu.get_by_role("button", name="Check your answers").click()
    olu.get_by_text("Nothing of yours is saved yet, and nothing is lost").wait_for()
    both = olu.get_by_role("row").filter(has_text="Marged’s first answer.").inner_text()
    assert "Olu’s first answer, longer. And more." in both
    assert list(faults(olu)) == []

    olu.context.clear_cookies()
    olu.get_by_role("textbox").nth(0).fill("Typed without a session.")
    olu.get_by_text("You are signed out. Sign in").wait_for()
    again = olu.context.new_page()
    again.goto("/demo/")
    again.locator(f"form:has(input[value='{OLU}']) button").click()
    again.wait_for_url(re.compile("/dashboard/"))
    olu.get_by_text(SAVED).wait_for()
    olu.context.set_offline(True)
    olu.get_by_role("textbox").nth(0).fill("Typed in a tunnel.")
    olu.get_by_role("button", name="Check your answers").click()
    olu.get_by_text("there is no connection").wait_for()
    olu.context.set_offline(False)
    olu.get_by_text(SAVED).wait_for()
    olu.get_by_role("button", name="Check your answers").click()
    olu.get_by_role("heading", name="Check your answers").wait_for()
    assert "Typed in a tunnel." in olu.locator("main").inner_text()
    assert "is not in these answers yet" not in olu.locator("main").inner_text()


def test_without_scripts_the_button_saves_and_nothing_is_said_to_be_kept(visit, asked):
    olu = visit(OLU, scripts=False)
    olu.goto("/consultations/")
    olu.get_by_role("link", name=asked).click()
    olu.get_by_role("textbox").nth(0).fill("Typed without scripts.")
    assert "Saved at" not in olu.locator("main").inner_text()
    olu.get_by_role("button", name="Check your answers").click()
    assert "Typed without scripts." in olu.locator("main").inner_text()
