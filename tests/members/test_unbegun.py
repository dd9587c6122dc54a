"""A membership ends before a year that it was renewed to: that year never begins, and its invoice is credited by us."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.leaving.actions import end_membership, take_back
from members.models import Leaving, ReminderRule
from members.reminders.owed import owed
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_invoice, make_payment, make_rule, make_term
from tests.reading import text

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def owner(provider):
    return make_person("owner@hazelbank.example", "owner", provider)


@pytest.fixture
def staff(membership_manager):
    return membership_manager


@pytest.fixture
def invoice(provider):
    """Of the year that it was renewed to; that of the year that runs is open too, and a part of the dues was paid."""
    now, year = make_term(provider, ends_in=20), make_term(provider, ends_in=20 + 365)
    make_invoice(now, "CHA-0001")
    make_payment(make_invoice(year, "CHA-0115", amount=90))
    return make_invoice(year, "CHA-0116", amount=450, due_on=TODAY + 30 * DAY)


@pytest.fixture
def leaving(invoice, owner) -> Leaving:
    return left(invoice.provider, owner)


def left(provider, by) -> Leaving:
    return end_membership(provider=provider, by=by, reason="dues", last_day=TODAY + 20 * DAY)


def credit_of(invoice) -> str:
    return f"/staff/invoices/{invoice.pk}/credit/"


def test_the_mails_name_what_is_owed_for_it_and_staff_a_way_to_credit_it(staff, owner, invoice, leaving):
    said = (
        f"The term from {invoice.term.starts_on:%-d %B %Y} never begins, and £450.00 of invoice CHA-0116 is owed for it"
    )
    theirs, ours = (OutboxMessage.objects.get(user=user).text for user in (owner, staff))
    assert f"{said}: we credit that." in theirs
    assert f"{said}. Credit it, with your reason:\n" in ours
    assert credit_of(invoice) in ours
    for mail in (theirs, ours):
        assert "CHA-0001" not in mail
        assert "CHA-0115" not in mail


def test_the_mails_of_who_did_not_renew_say_nothing_of_it(staff, owner, provider):
    make_invoice(make_term(provider, ends_in=20))
    left(provider, owner)
    for mail in OutboxMessage.objects.all():
        assert "never begins" not in mail.text


def test_beside_the_invoice_stands_what_becomes_of_it(signed_in, staff, owner, provider, invoice, leaving):
    first = f"{invoice.term.starts_on:%-d %B %Y}"
    for page in ("/membership/", f"/invoices/{invoice.pk}/"):
        shown = text(signed_in(owner).get(page))
        assert shown.count(f"Its term, from {first}, never begins: we credit it.") == 1, page
        assert credit_of(invoice) not in shown
    for page in (f"/providers/{provider.pk}/", "/staff/invoices/", f"/invoices/{invoice.pk}/"):
        shown = text(signed_in(staff).get(page))
        assert shown.count(f'Its term, from {first}, never begins: <a href="{credit_of(invoice)}">credit it') == 1


def test_the_invoices_of_such_terms_are_a_list_and_a_sheet(signed_in, staff, invoice, leaving):
    client = signed_in(staff)
    assert "?state=unbegun" in text(client.get("/staff/invoices/"))
    listed = text(client.get("/staff/invoices/?state=unbegun"))
    assert "Invoices for terms that never begin" in listed
    assert "state=unbegun&amp;format=csv" in listed
    sheet = client.get("/staff/invoices/file/?state=unbegun&format=csv").content.decode()
    for found in (listed, sheet):
        assert "CHA-0116" in found
        assert "CHA-0001" not in found
        assert "CHA-0115" not in found
    client.post(credit_of(invoice), {"amount": "450", "reason": "It left before this year."})
    assert "Nothing is owed for a term that never begins." in text(client.get("/staff/invoices/?state=unbegun"))
    assert "never begins:" not in text(client.get("/staff/invoices/?state=all"))


def test_staff_see_one_on_their_first_screen_and_more_as_a_list(signed_in, staff, invoice, leaving):
    client = signed_in(staff)
    words = "Invoice CHA-0116 of Hazel Bank Care Ltd is for a term that never begins: credit it"
    assert f'<a href="{credit_of(invoice)}">{words}</a>' in text(client.get("/dashboard/"))
    other = make_provider("Larkfield Ltd")
    make_term(other, ends_in=20)
    make_invoice(make_term(other, ends_in=20 + 365), "CHA-0117")
    left(other, staff)
    first = text(client.get("/dashboard/"))
    assert words not in first
    assert '"/staff/invoices/?state=unbegun">2 invoices are for terms that never begin: credit them</a>' in first
    for each in Leaving.objects.all():
        take_back(leaving=each, by=staff)
    assert "never begin" not in text(client.get("/dashboard/"))


def test_its_owner_is_not_pressed_to_pay_it(signed_in, owner, provider):
    make_term(provider, ends_in=20)
    year = make_term(provider, ends_in=20 + 365)
    make_invoice(year, "CHA-0116", sent_on=TODAY - 40 * DAY, due_on=TODAY - 10 * DAY)
    rule = make_rule(about=ReminderRule.About.INVOICE, when=ReminderRule.When.AFTER, days=5)
    client = signed_in(owner)
    pressing = f"Invoice CHA-0116 was due on {TODAY - 10 * DAY:%-d %B %Y}"
    assert pressing in text(client.get("/dashboard/"))
    [reminder] = owed(TODAY)
    mail = OutboxMessage(key=reminder.key, user=owner)
    assert (reminder.rule, no_longer_wanted(mail)) == (rule, "")
    left(provider, owner)
    first = text(client.get("/dashboard/"))
    assert pressing not in first
    assert "Its term never begins: we credit it." in first
    assert owed(TODAY) == []
    assert no_longer_wanted(mail) == "The invoice was paid or credited, or its term never begins."


def test_what_happened_tells_of_each_term_once(signed_in, owner, provider, invoice, leaving):
    page = text(signed_in(owner).get(f"/providers/{provider.pk}/history/"))
    assert page.count("Membership ended before its time") == 1
    year = invoice.term
    assert page.count(f"The term from {year.starts_on:%-d %B %Y} to {year.ends_on:%-d %B %Y} never begins.") == 1
