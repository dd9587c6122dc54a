"""People at a provider without an account: kept by membership staff, invited when they say so."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection

from members.contacts import actions
from members.models import Contact
from people.actions import accept
from people.models import Invitation
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
