"""How people get an account: by a mail that only they receive."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from people import actions, emails
from people.models import Invitation, Notice, Role, User
from tests.conftest import make_person

PASSWORD = "three plain words here"


def sent_link():
    emails.send_notices()
    line = next(line for line in mail.outbox[-1].body.splitlines() if line.startswith("http"))
    return "/" + line.split("/", 3)[3]


@pytest.fixture
def invitation(owner, provider):
    return actions.invite(email="New@HazelBank.example", role="colleague", provider=provider, by=owner)


def test_an_owner_invites_and_the_person_joins_with_a_password_of_their_own(signed_in, owner, provider, client):
    page = signed_in(owner).post(
        f"/providers/{provider.pk}/people/", {"email": "new@hazelbank.example", "role": "colleague"}
    )
    assert page.status_code == 302
    link = sent_link()
    assert b"Colleague" in client.get(link).content
    assert client.post(link, {"name": "Ffion Ŵyn", "password": PASSWORD}).url == "/accounts/login/"
    user = User.objects.get(email="new@hazelbank.example")
    assert (user.name, user.check_password(PASSWORD)) == ("Ffion Ŵyn", True)
    assert user.emailaddress_set.get().verified
    assert list(user.roles.values_list("name", "provider")) == [("colleague", provider.pk)]


def test_a_link_works_once(client, invitation):
    link = sent_link()
    client.post(link, {"name": "Ffion", "password": PASSWORD})
    assert client.get(link).status_code == 410
    assert client.post(link, {"name": "Eve", "password": PASSWORD}).status_code == 410


def test_a_link_dies_after_fourteen_days(client, invitation):
    link = sent_link()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(link).status_code == 410


def test_inviting_again_replaces_the_earlier_link(client, invitation, owner, provider):
    first = sent_link()
    actions.invite(email="new@hazelbank.example", role="colleague", provider=provider, by=owner)
    assert client.get(first).status_code == 410


def test_a_short_password_is_refused_with_a_sentence_and_the_name_is_kept(client, invitation):
    page = client.post(sent_link(), {"name": "Ffion", "password": "short"})
    assert b"15 characters" in page.content
    assert b'value="Ffion"' in page.content
    assert not Role.objects.filter(name="colleague").exists()


def test_someone_with_an_account_takes_the_role_without_a_new_password(client, owner, other_provider, outsider):
    actions.invite(email=owner.email, role="colleague", provider=other_provider, by=outsider)
    link = sent_link()
    assert b"You have an account already" in client.get(link).content
    client.post(link)
    owner.refresh_from_db()
    assert owner.check_password("correct horse battery")
    assert owner.roles.filter(provider=other_provider, name="colleague").exists()


def test_someone_who_has_the_role_is_not_invited_again(signed_in, owner, provider):
    page = signed_in(owner).post(f"/providers/{provider.pk}/people/", {"email": owner.email, "role": "owner"})
    assert b"has this role already" in page.content
    assert Notice.objects.count() == 0


def test_an_owner_cannot_invite_staff(signed_in, owner, provider):
    page = signed_in(owner).post(
        f"/providers/{provider.pk}/people/", {"email": "x@example.example", "role": "administrator"}
    )
    assert page.status_code == 200
    assert Invitation.objects.count() == 0


def test_the_database_keeps_no_token(invitation):
    link = sent_link()
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert Invitation.objects.filter(token_hash=token).count() == 0
    assert token not in str(invitation.events.values())


def test_the_first_member_of_staff_is_invited_by_command(db, client):
    call_command("create_staff", "first@association.example", "administrator", stdout=StringIO())
    client.post(sent_link(), {"name": "First", "password": PASSWORD})
    assert User.objects.get().roles.get().name == "administrator"


def test_the_command_prints_the_link_where_it_is_asked_to_or_a_person_reads(db, client, monkeypatch):
    """Where no mail goes out yet it is the way in; elsewhere what a program prints is kept in logs."""
    said = StringIO()
    call_command("create_staff", "first@association.example", "administrator", stdout=said)
    assert "/invitations/" not in said.getvalue()
    assert "--print-link" in said.getvalue()
    for said, options in ((StringIO(), {"print_link": True}), (Terminal(), {})):
        call_command("create_staff", "first@association.example", "administrator", stdout=said, **options)
        link = next(word for word in said.getvalue().split() if "/invitations/" in word)
        assert 'Follow "Set up the portal"' in said.getvalue()
        assert client.get("/" + link.split("/", 3)[3]).status_code == 200
    client.post("/" + link.split("/", 3)[3], {"name": "First", "password": PASSWORD})
    assert User.objects.get().roles.get().name == "administrator"


class Terminal(StringIO):
    def isatty(self):
        return True


def test_the_command_refuses_what_is_no_address(db):
    with pytest.raises(CommandError, match="valid email"):
        call_command("create_staff", "nobody", "administrator")


def test_a_notice_is_owed_once_and_sent_once(owner):
    for _ in range(2):
        actions.owe(key="test:1", user=owner, subject="Hello", text="Words")
    assert emails.send_notices().total == 1
    assert emails.send_notices().total == 0
    assert [message.to for message in mail.outbox] == [[owner.email]]


def test_an_owner_ends_a_colleague_s_role(signed_in, owner, provider):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    signed_in(owner).post(f"/roles/{colleague.roles.get().pk}/end/")
    assert not colleague.roles.current().exists()


def test_an_owner_cannot_end_a_role_at_another_provider(signed_in, owner, outsider):
    assert signed_in(owner).post(f"/roles/{outsider.roles.get().pk}/end/").status_code == 404
    assert outsider.roles.current().exists()


def test_accepting_twice_in_two_tabs_gives_one_role(invitation):
    actions.accept(invitation=invitation, name="Ffion", password=PASSWORD)
    with pytest.raises(ValidationError, match="has been used"):
        actions.accept(invitation=invitation, name="Ffion", password=PASSWORD)


def test_someone_is_known_by_another_address_that_they_confirmed(client, owner, outsider, other_provider):
    owner.emailaddress_set.create(email="second@hazelbank.example", verified=True, primary=False)
    invitation = actions.invite(
        email="second@hazelbank.example", role="colleague", provider=other_provider, by=outsider
    )
    assert invitation.user == owner
    client.post(sent_link())
    assert owner.roles.filter(provider=other_provider, name="colleague").exists()
    assert User.objects.count() == 2


def test_an_invitation_outlives_a_change_of_address(client, invitation):
    link = sent_link()
    User.objects.filter(pk=invitation.user_id).update(email="changed@hazelbank.example")
    assert client.get(link).status_code == 200


def test_an_address_that_is_too_long_is_refused_with_a_sentence(signed_in, owner, provider):
    long = f"{'x' * 250}@hazelbank.example"
    page = signed_in(owner).post(f"/providers/{provider.pk}/people/", {"email": long, "role": "colleague"})
    assert b"There is a problem" in page.content


def test_an_invitation_to_a_wrong_address_is_withdrawn(signed_in, client, owner, provider, invitation):
    link = sent_link()
    page = signed_in(owner).get(f"/providers/{provider.pk}/people/")
    assert b"Withdraw" in page.content
    signed_in(owner).post(f"/invitations/{invitation.pk}/withdraw/")
    assert client.get(link).status_code == 410


def test_another_provider_cannot_withdraw_it(signed_in, invitation, outsider):
    assert signed_in(outsider).post(f"/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert Invitation.objects.pending().count() == 1


def test_the_last_administrator_cannot_go(signed_in, db):
    admin = make_person("admin@association.example", "administrator")
    client = signed_in(admin)
    page = client.post(f"/roles/{admin.roles.get().pk}/end/", follow=True)
    assert b"This is the last administrator" in page.content
    assert admin.roles.current().exists()
