"""A membership from an empty installation on: applied for, approved, billed, paid, renewed, lapsed and taken up again.

By links and mails alone. With SCREENSHOTS=<folder> each stop is kept as a picture at 390 and 1280 pixels.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.visitor import PASSWORD, PHONE, Visitor
from tests.register.files import homes, register

TODAY = timezone.localdate()
GWEN, HUW = "gwen@newvalley.example", "huw@larch.example"
OWN = homes("9000001", "9000002", **{"Organisation which owns the provider": "New Valley Homes Ltd"})
OTHERS = homes(*(str(number) for number in range(2_000_000, 2_003_500)))  # a list of two homes asks for a second person
LIST = {"name": "register.csv", "mimeType": "text/csv", "buffer": register(*OWN, *OTHERS)}
NUMBER = "CHA-0001"  # of the first invoice


def day(days: int) -> str:
    """A day as a date field takes it, so many days from today."""
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def visitor(empty, chromium):
    return lambda width=1280: Visitor(empty, chromium, width)


def test_a_membership_from_an_empty_installation_to_lapse_and_return(empty, visitor):
    maureen = invited_manager(empty, visitor)
    load_the_register(maureen)
    publish_the_rules(maureen)
    release_the_dues(maureen)
    gwen = visitor(PHONE)
    apply_for_membership(gwen)
    approve(maureen)
    join_and_look(gwen)
    pay_by_bank(maureen)
    renew(maureen, gwen)
    huw = visitor(PHONE)
    lapse(maureen, huw)
    come_back(maureen, huw)


def invited_manager(empty, visitor) -> Visitor:
    tomasz, maureen = visitor(), visitor()
    said = empty.manage("create_staff", "tomasz@verge.example", "administrator", "--print-link")
    tomasz.page.goto(re.search(r"http\S+/invitations/\S+", said)[0])
    tomasz.join("tomasz@verge.example", "Tomasz Bielak")
    tomasz.follow(re.compile("Invite a membership manager"))
    tomasz.fill(email="maureen@verge.example")
    tomasz.page.get_by_label(re.compile("Membership manager: ")).check()
    tomasz.press("Send invitation")
    maureen.open_mail("maureen@verge.example", "Your invitation")
    maureen.join("maureen@verge.example", "Maureen Oyelaran")
    maureen.look("20-membership-manager")
    return maureen


def load_the_register(maureen):
    maureen.follow(re.compile("Load the first list"))
    maureen.follow("Load a file")
    maureen.page.set_input_files("[name=file]", LIST)
    maureen.press("Load")
    maureen.sees("Looks right?")
    maureen.look("21-list-to-release")
    maureen.page.get_by_label("Every provider on the register").check()
    maureen.press("Release it")
    maureen.follow("Start")


def publish_the_rules(maureen):
    for place, kind in enumerate(("criteria", "code")):
        maureen.follow(re.compile("Publish the membership criteria")) if not place else maureen.follow(
            "Publish a version"
        )
        maureen.page.locator(f"[name=kind][value={kind}]").check()
        maureen.fill(starts_on=day(-500), text="# What we promise\n\nHomes that last.")
        maureen.press("Publish")
    maureen.look("22-rules")
    maureen.follow("Start")


def release_the_dues(maureen):
    maureen.follow(re.compile("Release the first dues"))
    maureen.press("Plan the next dues")
    maureen.fill(starts_on="2025-06-01", census_on="2025-06-01")
    maureen.fill(**{"provider-0-name": "1 to 5 homes", "provider-0-from": "0", "provider-0-dues": "450"})
    maureen.press("Save the draft")
    maureen.look("23-dues")
    maureen.press("Release these dues")
    maureen.follow("Start")


def apply_for_membership(gwen):
    gwen.page.goto("/")
    gwen.follow("Join us")
    gwen.look("24-join")
    gwen.fill(name="Gwen Parry", email=GWEN)
    gwen.press("Send me the link")
    gwen.open_mail(GWEN, "Your application to the")
    gwen.follow("Go on: Your organisation")
    gwen.choose(kind="provider", sector="private", nation="england")
    gwen.fill(legal_name="New Valley Homes Ltd", company_number="99055123")
    gwen.press("Save and continue")
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
    gwen.look("24b-files")
    gwen.follow("Continue")
    gwen.look("25-check-your-answers")
    gwen.follow("Continue")
    for box in gwen.page.locator("main [type=checkbox]").all():
        box.check()
    gwen.press("Declare and send the application")
    gwen.sees("We have what you sent")


def approve(maureen):
    """From a day on that has its term end within the month: what renewing looks like is seen today."""
    maureen.follow("Start")
    maureen.follow(re.compile("application.* to be decided"))
    maureen.follow("New Valley Homes Ltd")
    maureen.fill(**{"approve-starts_on": day(-340)})
    maureen.press("Approve")
    maureen.sees("New Valley Homes Ltd is a member.")
    maureen.look("26-a-member")


def join_and_look(gwen):
    gwen.open_mail(GWEN, f"Invoice {NUMBER}")
    gwen.sees("£450.00")
    gwen.fill(purchase_order="PO 4711")
    gwen.press("Keep the number")
    gwen.look("27-invoice-by-link")
    gwen.open_mail(GWEN, "Your invitation")
    gwen.fill(name="Gwen Parry", password=PASSWORD)
    gwen.press("Join")
    gwen.follow("Membership and invoices")
    gwen.follow(NUMBER)
    gwen.sees("PO 4711")
    gwen.follow("Membership and invoices")
    gwen.look("28-own-membership")


def pay_by_bank(maureen):
    maureen.follow("Invoices")
    maureen.follow("From the bank")
    maureen.follow("Load a bank statement")
    line = f"Date,Description,Amount\n{TODAY:%d/%m/%Y},NEW VALLEY HOMES {NUMBER},450.00\n"
    maureen.page.set_input_files("[name=file]", {"name": "bank.csv", "mimeType": "text/csv", "buffer": line.encode()})
    maureen.press("Load the statement")
    maureen.look("29-from-the-bank")
    maureen.press(re.compile("^Confirm"))
    maureen.sees("Nothing waits.")


def renew(maureen, gwen):
    maureen.follow("Membership")
    maureen.follow("Renewals")
    maureen.fill(until=day(60))
    maureen.press("See who it is")
    maureen.look("30-renewal-preview")
    maureen.press("Send 1 invoice")
    gwen.open_mail(GWEN, "Invoice CHA-0002")
    gwen.sees("£450.00")


def lapse(maureen, huw):
    """A member of years ago is entered from the association's papers, with its last term."""
    maureen.follow("Providers")
    maureen.follow("Add a provider")
    maureen.fill(legal_name="Larch Homes Ltd", owner_email=HUW)
    maureen.choose(sector="private", nation="england", member_kind="provider")
    maureen.press("Save")
    maureen.look("31-provider")
    maureen.follow("Admit as a member")
    maureen.fill(starts_on=day(-400))
    maureen.press("Keep, and send the invoice")
    maureen.look("32-what-lapsed")
    huw.open_mail(HUW, "Your invitation")
    huw.fill(name="Huw Bevan", password=PASSWORD)
    huw.press("Join")
    huw.look("33-lapsed-first-screen")


def come_back(maureen, huw):
    huw.follow(re.compile("Your membership ended: its last day was .*Join again"))
    huw.follow("Join again")
    huw.look("33b-what-joining-again-costs")
    huw.press("Join again")
    huw.sees("You asked to join")
    huw.look("34-asked-again")
    maureen.follow("Start")
    maureen.follow(re.compile("application.* to be decided"))
    maureen.follow("Larch Homes Ltd")
    maureen.look("35-asks-again")
    maureen.follow("Admit as a member")
    maureen.press("Keep, and send the invoice")
    huw.page.reload()
    huw.sees("Current")
    huw.look("36-back")
