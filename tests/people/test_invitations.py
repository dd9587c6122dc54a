"""How people get an account: by a mail that only they receive."""

from datetime import timedelta
from html import unescape
from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from outbox import sending
from outbox.models import OutboxMessage
from people import actions
from people.models import Invitation, Role, User
from tests.conftest import make_person
from tests.reading import text

PASSWORD = "three plain words here"


def sent_link():
    sending.send_outbox()
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
    assert client.post(link, {"name": "Ffion Ŵyn", "password": PASSWORD}).url == "/dashboard/"
    assert client.get("/homes/").status_code == 200, "nobody is asked for the password that they chose just now"
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


def test_inviting_again_keeps_the_first_link_and_makes_no_second_one(signed_in, invitation, owner, provider):
    first = sent_link()
    almost = timezone.now() + timedelta(seconds=5)
    Invitation.objects.update(expires_at=almost)
    page = f"/providers/{provider.pk}/people/"
    again = {"email": "new@hazelbank.example", "role": "colleague"}
    assert b"Send again" in signed_in(owner).get(page).content
    said = signed_in(owner).post(page, again, follow=True).content.decode()
    assert "The same link is good for 14 days more" in said
    assert sent_link() == first
    assert len(mail.outbox) == 2
    assert Invitation.objects.get().expires_at > almost + timedelta(days=13)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert Client().get(first).status_code == 410
    signed_in(owner).post(page, again)
    assert Client().get(first).status_code == 200, "an old one is renewed as well"


def test_two_who_invite_at_once_make_one_invitation(invitation):
    same = {"email": invitation.email, "role": "colleague", "provider": invitation.provider}
    with pytest.raises(IntegrityError, match="invitation_open_once"), transaction.atomic():
        Invitation.objects.create(**same, expires_at=timezone.now())


def test_nobody_has_an_account_before_they_accept(client, invitation):
    assert not User.objects.filter(email="new@hazelbank.example").exists()
    assert invitation.user is None
    client.post(sent_link(), {"name": "Ffion", "password": PASSWORD})
    assert Invitation.objects.get().user == User.objects.get(email="new@hazelbank.example")


def test_an_invitation_is_declined_and_who_invited_is_told(client, invitation, owner):
    link = sent_link()
    assert f'href="{link}decline/"' in client.get(link).content.decode()
    assert b"Decline the invitation?" in client.get(f"{link}decline/").content
    assert Invitation.objects.count() == 1, "looking declines nothing"
    assert b"You declined" in client.post(f"{link}decline/").content
    assert client.get(link).status_code == client.post(f"{link}decline/").status_code == 410
    assert not User.objects.filter(email="new@hazelbank.example").exists()
    notice = OutboxMessage.objects.get(key__startswith="invitation-declined:")
    assert notice.user == owner
    assert "new@hazelbank.example was invited as: Colleague of Hazel Bank" in notice.text


def test_who_is_signed_in_as_another_is_told_and_can_sign_out_and_go_on(signed_in, invitation, outsider):
    link, client = sent_link(), signed_in(outsider)
    for page in (client.get(link), client.post(link, {"name": "Eve", "password": PASSWORD})):
        assert f"You are signed in as {outsider}" in page.content.decode()
        assert "This invitation is for <strong>new@hazelbank.example</strong>" in page.content.decode()
    assert not Role.objects.filter(name="colleague").exists()
    assert client.post("/accounts/logout/", {"next": link}).url == link
    assert client.post(link, {"name": "Ffion", "password": PASSWORD}).url == "/dashboard/"
    assert Role.objects.get(name="colleague").user.email == "new@hazelbank.example"


def test_who_is_signed_in_already_takes_the_role_at_once(signed_in, owner, other_provider, outsider):
    actions.invite(email=owner.email, role="colleague", provider=other_provider, by=outsider)
    client, link = signed_in(owner), sent_link()
    assert client.post(link).url == "/dashboard/"
    assert b"You are now: Colleague" in client.get("/dashboard/").content


def test_nobody_confirms_an_own_role_by_taking_the_invited_address_later(db):
    admin = make_person("admin@association.example", "administrator")
    invitation = actions.invite(email="else@x.example", role="chief_executive", provider=None, by=admin)
    admin.emailaddress_set.update(email="else@x.example")
    with pytest.raises(ValidationError, match="You invited yourself"):
        actions.accept(invitation=invitation, name="", password=None)
    assert list(admin.roles.values_list("name", flat=True)) == ["administrator"]
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize("change", [lambda token: f"{token}x", lambda token: token.split(".")[0], lambda token: "x.y"])
def test_a_token_that_was_changed_opens_nothing(change, client, invitation):
    token = sent_link().rstrip("/").rsplit("/", 1)[1]
    assert client.get(f"/invitations/{token}/").status_code == 200
    assert client.get(f"/invitations/{change(token)}/").status_code == 410


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
    assert OutboxMessage.objects.count() == 0


def test_an_owner_cannot_invite_staff(signed_in, owner, provider):
    page = signed_in(owner).post(
        f"/providers/{provider.pk}/people/", {"email": "x@example.example", "role": "administrator"}
    )
    assert page.status_code == 422
    assert Invitation.objects.count() == 0


def test_the_database_keeps_no_token(invitation):
    link = sent_link()
    token = link.rstrip("/").rsplit("/", 1)[1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT i::text FROM people_invitation i UNION SELECT e::text FROM people_invitationevent e")
        kept = " ".join(row for (row,) in cursor.fetchall())
    assert token.split(".")[1] not in kept, "the signature"
    assert token not in OutboxMessage.objects.get().text
    assert str(invitation.key) not in str(list(invitation.events.values()))


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
        actions.queue_email(key="test:1", user=owner, subject="Hello", text="Words")
    assert sending.send_outbox().total == 1
    assert sending.send_outbox().total == 0
    assert [message.to for message in mail.outbox] == [[owner.email]]


def test_an_owner_ends_a_colleague_s_role_after_a_page_that_says_what_ends(signed_in, owner, provider):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    client, address = signed_in(owner), f"/roles/{colleague.roles.get().pk}/end/"
    assert f'href="{address}"' in client.get(f"/providers/{provider.pk}/people/").content.decode()
    page = client.get(address).content.decode()
    assert colleague.roles.current().exists(), "looking ends nothing"
    for words in ("Colleague of Hazel Bank", "edits all of the provider", "no other role here", "told by mail at"):
        assert words in page
    client.post(address)
    assert not colleague.roles.current().exists()
    sending.send_outbox()
    told = mail.outbox[-1]
    assert (told.to, told.subject) == ([colleague.email], "Your role has ended: Colleague")
    assert "Owner ended this role on" in told.body
    assert "write to owner@hazelbank.example or ring us on 0121" in told.body


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


def test_an_invitation_outlives_a_change_of_address(client, owner, other_provider, outsider):
    actions.invite(email=owner.email, role="colleague", provider=other_provider, by=outsider)
    link = sent_link()
    User.objects.filter(pk=owner.pk).update(email="changed@hazelbank.example")
    owner.emailaddress_set.update(email="changed@hazelbank.example")
    client.post(link)
    assert owner.roles.filter(provider=other_provider, name="colleague").exists()


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


def test_who_has_another_role_is_invited_once_it_was_said_which_and_what_accepting_adds(signed_in, owner, provider):
    reader = make_person("sian@hazelbank.example", "reader", provider)
    client, people = signed_in(owner), f"/providers/{provider.pk}/people/"
    typed = {"email": "Sian@hazelbank.example", "role": "owner"}
    asked = client.post(people, typed)
    assert asked.status_code == 422
    said = f"{reader} is reader here already: whoever accepts this becomes owner too, and stays what they are."
    assert said in text(asked)
    assert not Invitation.objects.exists()
    read = _read_in(asked)
    assert read == said
    client.post(people, typed | {"email": "huw@hazelbank.example", "read": read})
    assert Invitation.objects.get().email == "huw@hazelbank.example", "nothing is to be said of him"
    client.post(people, typed | {"read": read})
    invitation = Invitation.objects.get(email="sian@hazelbank.example")
    actions.accept(invitation=invitation, name="", password=None)
    assert set(reader.roles.current().values_list("name", flat=True)) == {"reader", "owner"}


def test_who_has_an_open_invitation_to_another_role_gets_a_second_one_only_knowingly(
    signed_in, owner, provider, invitation
):
    client, people = signed_in(owner), f"/providers/{provider.pk}/people/"
    typed = {"email": "new@hazelbank.example", "role": "reader"}
    asked = client.post(people, typed)
    assert asked.status_code == 422
    assert "new@hazelbank.example was invited as colleague on" in text(asked)
    assert client.post(people, typed | {"role": "colleague"}).status_code == 302, "the open one is renewed"
    assert Invitation.objects.get().pk == invitation.pk
    assert client.post(people, typed | {"read": "something else"}).status_code == 422
    client.post(people, typed | {"read": _read_in(asked)})
    assert set(Invitation.objects.values_list("role", flat=True)) == {"colleague", "reader"}
    assert client.post(people, typed).status_code == 302, "sent again, that is said no more"


def _read_in(answer) -> str:
    return unescape(answer.content.decode().split('name="read" value="')[1].split('"')[0])


def test_staff_read_it_too_before_they_invite_the_owner_where_there_is_none(signed_in, provider, membership_manager):
    make_person("sian@hazelbank.example", "reader", provider)
    answer = signed_in(membership_manager).post(f"/providers/{provider.pk}/owner/", {"email": "sian@hazelbank.example"})
    assert answer.status_code == 422
    assert "is reader here already" in text(answer)
    assert not Invitation.objects.exists()


def test_staff_see_every_open_invitation_of_a_provider_whoever_sent_it(signed_in, owner, provider, membership_manager):
    actions.invite(email="money@hazelbank.example", role="finance_contact", provider=provider, by=owner)
    page = text(signed_in(membership_manager).get(f"/providers/{provider.pk}/"))
    assert "money@hazelbank.example is invited as finance contact" in page
    assert "Its owner sends it again, or withdraws it." in page
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    assert "money@" not in text(signed_in(colleague).get(f"/providers/{provider.pk}/"))
