"""A membership ends before a year that it was renewed to: that year never begins, and its invoice is credited by us."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from members.invoices.actions import credit
from members.invoices.numbers import INVOICES
from members.leaving.actions import end_membership, take_back
from members.models import Invoice, Leaving, NumberSeries, ReminderRule
from members.reminders.owed import owed
from members.terms.actions import send_new_invoice
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
    """Of the year that it was renewed to; that of the year that runs is open too."""
    now, year = make_term(provider, ends_in=20), make_term(provider, ends_in=20 + 365)
    make_invoice(now, "CHA-0001")
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
    client.post(credit_of(invoice), {"amount": "450", "reason": "It left before this year."})
    assert "No invoice for a term that never begins waits to be credited." in text(
        client.get("/staff/invoices/?state=unbegun")
    )
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


@pytest.fixture
def paid(invoice):
    """The same, of which 400 pounds were paid."""
    NumberSeries.objects.update_or_create(name=INVOICES, defaults={"last": 116})
    make_payment(invoice, 400)
    return invoice


def test_what_was_paid_for_it_is_named_too(signed_in, staff, owner, provider, paid):
    first = f"{paid.term.starts_on:%-d %B %Y}"
    asked = f'£450.00 of <a href="/invoices/{paid.pk}/">invoice CHA-0116</a>, of which £400.00 was paid'
    assert f"it never begins: credit what is asked for it, {asked}" in text(
        signed_in(staff).get(f"/membership/{provider.pk}/leave/")
    )
    make_payment(paid, 50)
    left(provider, owner)
    said = f"The term from {first} never begins, and £450.00 of invoice CHA-0116 was paid for it"
    theirs, ours = (OutboxMessage.objects.get(user=user).text for user in (owner, staff))
    assert f"{said}: we credit that." in theirs
    assert f"{said}. Credit it, with your reason:\n" in ours
    shown = text(signed_in(owner).get("/membership/"))
    assert f"Its term, from {first}, never begins: we credit it." in shown
    client = signed_in(staff)
    assert f'"{credit_of(paid)}">Invoice CHA-0116 of Hazel Bank Care Ltd' in text(client.get("/dashboard/"))
    assert "CHA-0116" in text(client.get("/staff/invoices/?state=unbegun"))
    client.post(credit_of(paid), {"amount": "450", "reason": "It left before this year."})
    assert "never begin" not in text(client.get("/dashboard/"))
    assert "CHA-0116" not in text(client.get("/staff/invoices/?state=unbegun"))
    left_over = text(client.get("/staff/payments/"))
    assert ("£400.00" in left_over, "£50.00" in left_over) == (True, True)


def test_of_what_is_owed_in_part_the_mail_says_both(staff, owner, provider, paid):
    left(provider, owner)
    said = "£50.00 of invoice CHA-0116 is owed for it and £400.00 of invoice CHA-0116 was paid for it"
    assert said in OutboxMessage.objects.get(user=staff).text


def test_who_stays_after_it_was_credited_is_sent_a_new_invoice(signed_in, staff, owner, provider, paid, leaving):
    client, page = signed_in(staff), f"/providers/{provider.pk}/"
    client.post(credit_of(paid), {"amount": "450", "reason": "It left before this year."})
    anew = f"/staff/membership/terms/{paid.term_id}/invoice/"
    assert anew not in text(client.get(page)), "it never begins"
    OutboxMessage.objects.all().delete()
    answer = text(signed_in(owner).post(f"/membership/leavings/{leaving.pk}/take-back/", follow=True))
    first = f"{paid.term.starts_on:%-d %B %Y}"
    assert (
        f"Taken back. The invoice for the term from {first} was credited, so nothing is owed for it: we send you a new "
        "one." in answer
    )
    assert anew not in answer
    assert "Nothing is asked" not in text(signed_in(owner).get(page)), "staff see to it"
    assert signed_in(owner).post(anew).status_code == 403
    theirs, ours = OutboxMessage.objects.get(user=owner), OutboxMessage.objects.get(user=staff)
    assert f"The invoice for the term from {first} was credited: we send a new one." in theirs.text
    assert f"Its invoice for the term from {first} was credited, so nothing is owed for it." in ours.text
    assert no_longer_wanted(ours) == ""
    client = signed_in(staff)
    assert f"Nothing is asked for the term from {first}: its invoice was credited." in text(client.get(page))
    assert "Invoice CHA-0117 over £450.00 is sent." in text(client.post(anew, follow=True))
    new = Invoice.objects.get(number="CHA-0117")
    assert (new.term, new.amount, new.lines.count()) == (paid.term, 450, 1)
    assert OutboxMessage.objects.filter(key=f"invoice:{new.pk}:{owner.pk}").exists()
    assert no_longer_wanted(ours) == "A new invoice was sent, or it leaves."
    assert anew not in text(client.get(page))
    assert "once all it had are credited" in text(client.post(anew, follow=True))
    assert Invoice.objects.count() == 3


def test_staff_who_take_it_back_read_where_to_send_it(signed_in, staff, provider, paid, leaving):
    client = signed_in(staff)
    client.post(credit_of(paid), {"amount": "450", "reason": "It left before this year."})
    OutboxMessage.objects.all().delete()
    said = text(client.post(f"/membership/leavings/{leaving.pk}/take-back/", follow=True))
    assert "was credited, so nothing is owed for it: send a new one below." in said
    assert not OutboxMessage.objects.filter(user=staff).exists(), "they did it themselves"


def test_who_stays_and_owes_it_still_is_asked_for_nothing_new(signed_in, staff, owner, provider, paid, leaving):
    client = signed_in(staff)
    client.post(credit_of(paid), {"amount": "449.99", "reason": "A part."})
    said = text(client.post(f"/membership/leavings/{leaving.pk}/take-back/", follow=True))
    assert "Taken back." in said
    assert "was credited" not in said
    with pytest.raises(ValidationError, match="once all it had are credited"):
        send_new_invoice(term=paid.term, by=staff)


@pytest.mark.parametrize("facts", [{"ends_in": -1}, {"ends_in": 100, "dues": 0}, {"ends_in": 100, "resigned_on": "x"}])
def test_no_new_invoice_for_a_term_that_is_over_free_or_never_begins(provider, staff, facts):
    if "resigned_on" in facts:
        facts = facts | {"resigned_on": TODAY - 300 * DAY}
    term = make_term(provider, **facts)
    credit(invoice=make_invoice(term, amount=9), amount=9, reason="x", by=staff)
    with pytest.raises(ValidationError, match="once all it had are credited"):
        send_new_invoice(term=term, by=staff)


def test_an_owner_sends_no_new_invoice(provider, owner, staff):
    term = make_term(provider, ends_in=100)
    invoice = make_invoice(term, "OLD-1")
    with pytest.raises(PermissionDenied):
        send_new_invoice(term=term, by=owner)
    credit(invoice=invoice, amount=450, reason="x", by=staff)
    assert send_new_invoice(term=term, by=staff).amount == 450


def test_what_is_kept_of_it_once_a_part_was_credited_is_asked_about_no_more(signed_in, staff, owner, provider, paid):
    make_payment(paid, 50)
    left(provider, owner)
    client = signed_in(staff)
    client.post(credit_of(paid), {"amount": "300", "reason": "Half a year was agreed."})
    assert "never begin" not in text(client.get("/dashboard/"))
    assert "CHA-0116" not in text(client.get("/staff/invoices/?state=unbegun"))
    assert "never begins" not in text(client.get(f"/invoices/{paid.pk}/"))


def test_what_is_owed_of_it_stays_to_be_credited(signed_in, staff, owner, provider, paid):
    left(provider, owner)
    client = signed_in(staff)
    client.post(credit_of(paid), {"amount": "10", "reason": "A part of it."})
    assert "CHA-0116" in text(client.get("/staff/invoices/?state=unbegun"))
    assert "never begins" in text(client.get(f"/invoices/{paid.pk}/"))
