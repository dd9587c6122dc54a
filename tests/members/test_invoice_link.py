"""An invoice by the link in its mail, for whoever pays it and has no account."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.signing import TimestampSigner
from django.utils import timezone

from history import history_of
from members.invoices.emails import queue_invoice_emails
from members.invoices.links import opened_by, token_for
from members.models import Invoice
from members.outbox_checks import invoice_invited
from outbox.models import OutboxMessage
from people.actions import invite
from people.models import Invitation, Role, SecurityEvent
from tests.conftest import make_person
from tests.members.conftest import make_invoice, make_payment, make_term
from tests.members.test_invoices import words_of
from tests.reading import text


@pytest.fixture
def invoice(provider) -> Invoice:
    return make_invoice(make_term(provider, ends_in=100), "CHA-7", amount=540)


@pytest.fixture
def link(invoice, owner) -> str:
    return f"/invoices/link/{token_for(invoice, owner)}/"


def test_each_person_is_mailed_a_link_of_their_own_that_opens_it_without_signing_in(client, invoice, owner):
    finance = make_person("money@hazelbank.example", "finance_contact", invoice.provider)
    queue_invoice_emails(invoice)
    paths = [re.search(r"/invoices/link/\S+", mail.text)[0] for mail in OutboxMessage.objects.order_by("pk")]
    assert {opened_by(path.split("/")[3]).user for path in paths} == {owner, finance}
    for path in paths:
        page = text(client.get(path))
        assert "Invoice CHA-7" in page
        assert "£540.00" in page


def test_it_is_downloaded_with_its_reader_on_record(client, link, owner):
    answer = client.get(f"{link}file/")
    assert "CHA-7" in words_of(answer)
    event = SecurityEvent.objects.get(kind=SecurityEvent.Kind.EXPORTED)
    assert (event.user, event.subject) == (owner, "invoice CHA-7, by the link in a mail")


def test_a_purchase_order_is_written_on_it_and_history_says_by_what(client, link, invoice, owner):
    page = text(client.post(link, {"purchase_order": "PO 4711"}, follow=True))
    assert "The purchase order number stands on the invoice." in page
    invoice.refresh_from_db()
    assert invoice.purchase_order == "PO 4711"
    assert history_of(invoice)[0].why == f"By the link in the mail to {owner}"


def test_a_number_that_is_too_long_is_given_back(client, link, invoice):
    answer = client.post(link, {"purchase_order": "x" * 41})
    assert answer.status_code == 422
    assert "x" * 41 in text(answer) or "x" * 41 in answer.content.decode()
    invoice.refresh_from_db()
    assert invoice.purchase_order == ""


def test_it_says_what_is_still_owed(client, link, invoice):
    make_payment(invoice, 200)
    assert "£340.00" in text(client.get(link))


def test_it_says_what_was_paid_of_it(client, link, invoice):
    assert "Still owed" not in text(client.get(link))
    make_payment(invoice, invoice.amount - 1)
    page = text(client.get(link))
    assert all(words in page for words in (">Paid<", ">Still owed<", "£1.00"))


def test_it_is_good_for_ninety_days(client, link):
    with time_machine.travel(timezone.now() + timedelta(days=90) - timedelta(seconds=5)):
        assert client.get(link).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=90, seconds=5)):
        answer = client.get(link)
    assert answer.status_code == 410
    assert "sign in and see all invoices" in text(answer)


def test_it_ends_with_the_role_of_whom_it_was_sent_to(client, link, owner):
    Role.objects.filter(user=owner).update(ends_on=timezone.localdate())
    assert client.get(link).status_code == client.get(f"{link}file/").status_code == 410


def test_it_ends_with_the_account(client, link, owner):
    owner.is_active = False
    owner.save()
    assert client.get(link).status_code == 410


def test_it_opens_no_other_provider_s(client, invoice, outsider):
    assert client.get(f"/invoices/link/{token_for(invoice, outsider)}/").status_code == 410


@pytest.mark.parametrize("token", ["x", "1-1", "1-1.abc.def"])
def test_a_link_that_is_not_ours_opens_nothing(client, invoice, owner, token):
    assert client.get(f"/invoices/link/{token}/").status_code == 410
    assert opened_by(TimestampSigner(salt="another", sep=".").sign(f"{invoice.pk}-{owner.pk}")) is None


def test_it_asks_to_sign_in_for_all_else(client, link):
    page = client.get(link).content.decode()
    assert "noindex" in page
    assert client.get("/membership/").url.startswith("/accounts/login/")
    assert client.get(f"/invoices/{Invoice.objects.get().pk}/").status_code == 302


def test_it_takes_the_same_queries_for_any_invoice(client, link, django_assert_num_queries):
    with django_assert_num_queries(4):
        client.get(link)


@pytest.fixture
def invitation(invoice, owner):
    return invite(email="new@hazelbank.example", role="finance_contact", provider=invoice.provider, by=owner)


def test_who_is_invited_gets_it_too_and_once_they_joined_the_link_goes_on(client, invoice, owner, invitation):
    queue_invoice_emails(invoice)
    mail = OutboxMessage.objects.get(key=f"invoice-invited:{invoice.pk}:{invitation.pk}")
    assert mail.email == "new@hazelbank.example"
    path = re.search(r"/invoices/link/\S+", mail.text)[0]
    client.post(path, {"purchase_order": "PO 1"})
    assert history_of(invoice)[0].why == "By the link in the mail to new@hazelbank.example"
    assert invoice_invited(mail) == ""
    user = make_person("new@hazelbank.example", "finance_contact", invoice.provider)
    Invitation.objects.update(accepted_at=timezone.now(), user=user)
    assert client.get(path).status_code == 200
    assert invoice_invited(mail) == ""
    Role.objects.filter(user=user).update(ends_on=timezone.localdate())
    assert client.get(path).status_code == 410


def test_a_manager_who_is_invited_gets_none(invoice, owner):
    invite(email="new@hazelbank.example", role="home_manager", provider=invoice.provider, by=owner)
    queue_invoice_emails(invoice)
    assert list(OutboxMessage.objects.filter(key__startswith="invoice").values_list("user", flat=True)) == [owner.pk]


def test_an_invitation_that_is_too_old_or_another_s_opens_nothing(client, invoice, invitation, outsider):
    theirs = invite(email="new@larkfield.example", role="owner", provider=outsider.roles.get().provider, by=outsider)
    assert client.get(f"/invoices/link/{token_for(invoice, theirs)}/").status_code == 410
    queue_invoice_emails(invoice)
    mail = OutboxMessage.objects.get(key__startswith="invoice-invited")
    Invitation.objects.update(expires_at=timezone.now())
    assert client.get(f"/invoices/link/{token_for(invoice, invitation)}/").status_code == 410
    assert "too old" in invoice_invited(mail)
