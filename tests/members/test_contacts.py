"""People at a provider without an account: kept by membership staff, invited when they say so."""

import re
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from members.contacts import actions
from members.models import Contact
from outbox.models import OutboxMessage
from people.actions import accept, withdraw
from people.models import Invitation
from people.providers.actions import invite_again, invite_for_provider
from tests.conftest import make_person
from tests.reading import text

FACTS = {"name": "Siân Rees", "email": "sian@hazelbank.example", "job_title": "Bursar", "role": "finance_contact"}


@pytest.fixture
def contact(provider, membership_manager):
    return actions.keep_contact(provider=provider, by=membership_manager, **FACTS)


def test_somebody_is_kept_changed_and_forgotten_on_the_provider_s_page(signed_in, provider, membership_manager):
    client, page = signed_in(membership_manager), f"/providers/{provider.pk}/"
    assert f"/staff/providers/{provider.pk}/contacts/new/" in text(client.get(page))
    client.post(f"/staff/providers/{provider.pk}/contacts/new/", FACTS | {"email": "Sian@HazelBank.example"})
    contact = Contact.objects.get()
    assert contact.email == FACTS["email"]
    client.post(f"/staff/contacts/{contact.pk}/", FACTS | {"name": "Siân Llŷr"})
    assert "Siân Llŷr" in text(client.get(page))
    client.post(f"/staff/contacts/{contact.pk}/forget/")
    assert "Nobody is kept here without an account" in text(client.get(page))


def test_neither_name_nor_address_is_refused_and_what_was_typed_stays(signed_in, provider, membership_manager):
    blank = FACTS | {"name": "", "email": ""}
    answer = signed_in(membership_manager).post(f"/staff/providers/{provider.pk}/contacts/new/", blank)
    assert answer.status_code == 422
    assert "Write a name or an e-mail address" in text(answer)
    assert 'value="Bursar"' in text(answer)


def test_the_database_wants_a_name_or_an_address_and_keeps_the_name_encrypted(contact, provider):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM members_contact")
        assert "Siân" not in cursor.fetchone()[0]
    with pytest.raises(IntegrityError, match="contact_name_or_address"):
        Contact.objects.create(provider=provider, role="reader")


def test_who_accepts_has_an_account_and_leaves_the_list(signed_in, contact, provider, membership_manager):
    client = signed_in(membership_manager)
    client.post(f"/staff/contacts/{contact.pk}/invite/")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.provider) == (contact.email, "finance_contact", provider)
    assert "Sent, open until" in text(client.get(f"/providers/{provider.pk}/"))
    accept(invitation=invitation, name="Siân", password="seven blue houses 4")
    assert not Contact.objects.without_account().exists()


def test_what_they_are_here_already_is_read_before_anything_is_sent(signed_in, contact, provider, membership_manager):
    make_person(contact.email, "reader", provider)
    client, address = signed_in(membership_manager), f"/staff/contacts/{contact.pk}/invite/"
    asked = client.post(address)
    assert asked.status_code == 422
    assert "is reader here already" in text(asked)
    assert "Nothing is sent yet" in text(asked)
    assert not Invitation.objects.exists()
    read = re.search(r'name="read" value="([^"]+)"', text(asked))[1]
    assert "An invitation is on its way" in text(client.post(address, {"read": unescape(read)}, follow=True))
    assert Invitation.objects.get().role == "finance_contact"


def test_staff_send_any_invitation_again_where_no_owner_can(signed_in, provider, membership_manager):
    old = invite_for_provider(provider=provider, email="pay@hazelbank.example", role="reader", by=membership_manager)
    Invitation.objects.update(expires_at=timezone.now())
    client, page, again = signed_in(membership_manager), f"/providers/{provider.pk}/", f"/invitations/{old.pk}/again/"
    assert f'action="{again}"' in text(client.get(page))
    assert "on its way to pay@hazelbank.example" in text(client.post(again, follow=True))
    assert Invitation.objects.pending().get() == old
    assert OutboxMessage.objects.filter(key__startswith=f"invitation:{old.pk}:").count() == 2
    make_person("owner@hazelbank.example", "owner", provider)
    assert f'action="{again}"' not in text(client.get(page))
    assert "has an owner, who invites everyone else" in text(client.post(again, follow=True))


def test_what_was_accepted_or_withdrawn_is_not_sent_again(provider, membership_manager):
    facts = {"provider": provider, "role": "reader", "by": membership_manager}
    taken = invite_for_provider(email="pay@hazelbank.example", **facts)
    gone = invite_for_provider(email="else@hazelbank.example", **facts)
    accept(invitation=taken, name="Siân", password="seven blue houses 4")
    withdraw(invitation=gone)
    for invitation in (taken, gone):
        with pytest.raises(ValidationError, match="Look at what stands now"):
            invite_again(invitation=invitation, by=membership_manager)
    assert not Invitation.objects.pending().exists()


def test_where_there_is_an_owner_the_owner_invites(contact, provider, membership_manager):
    make_person("owner@hazelbank.example", "owner", provider)
    with pytest.raises(ValidationError, match="has an owner, who invites everyone else"):
        actions.invite_contact(contact=contact, by=membership_manager)
    assert not Invitation.objects.exists()


def test_an_address_is_one_person_s(contact, provider, membership_manager):
    second = actions.keep_contact(provider=provider, by=membership_manager, **FACTS | {"name": "Huw Rees"})
    actions.invite_contact(contact=contact, by=membership_manager)
    with pytest.raises(ValidationError, match="Siân Rees has this address too"):
        actions.invite_contact(contact=second, by=membership_manager)
    unknown = actions.keep_contact(provider=provider, by=membership_manager, **FACTS | {"email": ""})
    with pytest.raises(ValidationError, match="No e-mail address is kept"):
        actions.invite_contact(contact=unknown, by=membership_manager)


def test_the_one_box_finds_them_by_their_address(signed_in, contact, membership_manager, press_officer):
    assert "Siân Rees" in text(signed_in(membership_manager).get("/staff/find/?q=SIAN@hazel"))
    assert "Siân Rees" not in text(signed_in(press_officer).get("/staff/find/?q=SIAN@hazel"))


def test_nobody_else_sees_or_keeps_them(contact, provider, owner, press_officer):
    for by in (owner, press_officer):
        assert not Contact.objects.visible_to(by).exists()
        with pytest.raises(PermissionDenied):
            actions.keep_contact(provider=provider, by=by, **FACTS)
        with pytest.raises(PermissionDenied):
            actions.change_contact(contact=contact, by=by, **FACTS)
        with pytest.raises(PermissionDenied):
            actions.forget_contact(contact=contact, by=by)
