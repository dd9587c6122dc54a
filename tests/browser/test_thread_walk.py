"""One thread of policy end to end: a paper, what it recommends, the reply, a consultation, evidence of which one member
takes its words back, our analysis and response, what came of it, a release, and where everybody’s words went.

By links alone, by five people. With SCREENSHOTS=<folder> each stop is kept as a picture at 390 and 1280 pixels.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.test_flows import ANJALI, BETHAN, JO, OLU, RUTH, fill_in, write
from tests.browser.test_walks import NON
from tests.browser.visitor import PHONE, Visitor

TODAY = timezone.localdate()
REVIEW, NAME = "Review of nights in children’s homes", "Awake at night: who stays up in children’s homes"
RESPONSE, RELEASE = "Rested staff, safe nights: our answer", "Government takes up what homes said of their nights"
QUESTIONS = (
    "1. Should somebody be awake in every home at night?\n\na) Yes\nb) No\n\n2. What do nights cost your homes?\n"
)
COSTS = "Two more waking nights a week, each week of the year, cost us forty thousand pounds."
SLEEPS = "A shift that sleeps in works well where children sleep well and someone knows them."
THEIRS = "Homes will decide by assessment who needs to be awake."


def day(days: int) -> str:
    """A day as a date field takes it, so many days from today."""
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def signed_in_as(demo, chromium):
    def sign_in(address, width=1280):
        visitor = Visitor(demo, chromium, width)
        visitor.choose_in_demo(address)
        return visitor

    return sign_in


def test_a_thread_from_a_paper_to_where_everybody_s_words_went(demo, chromium, signed_in_as):
    anjali = signed_in_as(ANJALI)
    record_the_review(anjali)
    ask_members(anjali)
    members = {address: signed_in_as(address, PHONE) for address in (BETHAN, OLU, NON)}
    answer(members[BETHAN], "attributed", "Yes", COSTS)
    answer(members[OLU], "anonymous", "Yes", "The rota is the hardest part of it, not the money.")
    answer(members[NON], "attributed", "No", SLEEPS)
    close(anjali)
    analyse(anjali)
    draft(anjali)
    take_back_consent(members[NON])
    refused_then_sent_for_approval(anjali)
    approve(signed_in_as(RUTH, PHONE), RESPONSE)
    record_what_came_of_it(anjali)
    release(signed_in_as(JO))
    approve(signed_in_as(RUTH, PHONE), RELEASE)
    receipts(members)
    read(Visitor(demo, chromium))


def record_the_review(anjali):
    anjali.follow("Documents")
    anjali.follow("Record a document")
    anjali.choose(kind="review")
    anjali.page.locator("[name=body]").select_option(label="Department for Education")
    anjali.fill(title=REVIEW, published_on=day(-200), link="https://www.gov.example/nights", summary="Looks at nights.")
    anjali.page.locator("[name=is_public]").check()
    anjali.press("Save")
    anjali.follow("What it recommends")
    anjali.follow("Enter one")
    anjali.fill(number="1", text="Every children’s home has somebody awake at night.")
    anjali.press("Save")
    anjali.follow("Every children’s home has somebody awake")
    anjali.follow("Record what government says")
    anjali.choose(says="accepted")
    anjali.fill(on=day(-100), words="We will ask homes how.", link="https://www.gov.example/reply")
    anjali.press("Record")
    anjali.sees("We will ask homes how.")
    anjali.look("40-recommendation")


def ask_members(anjali):
    anjali.follow("Consultations")
    anjali.follow("Record a consultation")
    anjali.page.locator("[name=body]").select_option(label="Department for Education")
    anjali.page.locator("[name=topic]").select_option(label="Workforce")
    anjali.fill(reference="DFE-NIGHTS-1", title=NAME, summary="Who has to be awake.", minutes="10")
    anjali.fill(link="https://www.gov.example/awake", respond_email="nights@gov.example")
    anjali.fill(opens_at_0=day(-5), opens_at_1="00:01", closes_at_0=day(20), closes_at_1="17:00")
    anjali.fill(internal_deadline_0=day(10), internal_deadline_1="17:00")
    anjali.press("Save")
    anjali.follow("Paste questions")
    anjali.page.locator("textarea:visible").fill(QUESTIONS)
    anjali.press("Check")
    anjali.press("Keep what was checked")
    for box in anjali.page.locator("main [type=checkbox]").all():
        box.check()
    anjali.press("Put these to members")
    anjali.look("41-consultation")


def answer(member, consent, chosen, words):
    member.follow(re.compile(re.escape(NAME)))
    member.choose(consent_to_all=consent)
    member.page.get_by_label(chosen, exact=True).first.check()
    member.page.locator("textarea:visible").first.fill(words)
    member.look("42-answers")
    member.press("Check your answers")
    member.press("Send to the association")
    member.sees("Your answers are with the association")


def close(anjali):
    """Time does it in life: here its days are moved into the past."""
    anjali.page.reload()
    anjali.page.get_by_role("main").get_by_role("link", name="Edit", exact=True).last.click()
    anjali.fill(internal_deadline_0=day(-2), closes_at_0=day(-1))
    anjali.press("Save")
    anjali.sees("Closed, awaiting outcome")


def analyse(anjali):
    anjali.follow("Analysis")
    anjali.sees("3 providers sent answers")
    anjali.sees("Yes: 2")
    anjali.look("43-analysis")
    anjali.follow(re.compile("Answers in words and their themes"))
    anjali.look("44-themes")
    anjali.follow(NAME)


def draft(anjali):
    anjali.follow("Start the response")
    write(anjali.page, "Headline", RESPONSE)
    anjali.press("Start writing")
    write(anjali.page, "Summary", "Children need people who are rested, and homes the money for it.")
    fill_in(anjali.page, "our answer", f"Homes told us what nights need. {SLEEPS} {COSTS}")
    anjali.press("Save draft")
    anjali.page.get_by_role("heading", name="For whom we speak").wait_for()
    anjali.look("45-draft")


def take_back_consent(member):
    member.follow(re.compile("Have your say|Consultations"))
    member.follow(NAME)
    member.follow("How we may use them")
    for choice in member.page.locator("[name^=consent_][value=not_public]").all():
        choice.check()
    member.press("Save")
    member.sees("From now on we keep to it.")


def refused_then_sent_for_approval(anjali):
    anjali.press("Send for approval")
    anjali.sees("the provider who wrote this asks not to be quoted")
    anjali.look("46-refused")
    anjali.follow("Edit")
    body = anjali.page.get_by_role("textbox", name=re.compile("^Body")).first
    body.get_by_text("Homes told us").click(click_count=3)
    anjali.page.keyboard.type(f"Homes told us what nights need. {COSTS}")
    anjali.press("Save draft")
    anjali.press("Send for approval")
    anjali.sees("Someone else approves it")


def approve(approver, title):
    approver.follow(title)
    for tick in approver.page.locator("#decision input[type=checkbox]").all():
        tick.check()
    approver.press("Approve")
    approver.sees("Approved.")


def record_what_came_of_it(anjali):
    anjali.follow("Consultations")
    anjali.follow(NAME)
    anjali.follow("Record that it was sent")
    anjali.choose(how="email")
    anjali.fill(on=day(0), reference="NIGHTS/17")
    anjali.press("Record")
    anjali.follow("Record what became of our answers")
    for box in anjali.page.locator("[name=questions]").all():
        box.check()
    anjali.choose(decided="adopted")
    anjali.fill(on=day(0), words=THEIRS, link="https://www.gov.example/outcome")
    anjali.press("Record")
    anjali.sees(THEIRS)
    anjali.look("47-what-came-of-it")


def release(jo):
    jo.follow("Start a media release")
    write(jo.page, "Headline", RELEASE)
    jo.press("Start writing")
    write(jo.page, "Summary", "Who stays awake is decided home by home, as homes asked.")
    write(jo.page, "Body", "We are glad that what homes said of their nights was heard.")
    jo.press("Save draft")
    jo.follow("Say what it is about")
    jo.page.get_by_label(re.compile(re.escape(NAME))).check()
    jo.press("Save")
    jo.press("Send for approval")
    jo.sees("Someone else approves it")
    jo.look("48-release")


def receipts(members):
    """Each sees its own answers and what became of them, and nobody else's."""
    for address, as_what in (
        (BETHAN, "Quoted without a name"),
        (OLU, "It is quoted in none of them"),
        (NON, "You asked us not to quote it"),
    ):
        member = members[address]
        member.follow(re.compile("Have your say"))
        member.follow(re.compile(f"Where your words went.*{NAME}", re.DOTALL))
        member.sees(re.compile(as_what))
        member.sees(THEIRS)
        member.look(f"49-receipt-{address.partition('@')[0]}")
    assert COSTS not in members[NON].page.content()


def read(reader):
    """From the release to the paper and back, as a journalist does."""
    reader.page.goto("/press/")
    reader.follow(RELEASE)
    reader.follow(re.compile(NAME))
    reader.look("50-public-consultation")
    reader.sees(THEIRS)
    reader.follow(RESPONSE)
    reader.page.get_by_role("heading", name="For whom we speak").wait_for()
    reader.look("51-public-response")
    assert SLEEPS not in reader.page.content()
    reader.follow(re.compile(NAME))
    reader.follow(re.compile(re.escape(RELEASE)))
