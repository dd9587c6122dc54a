"""Changing how one signs in: one address, codes that are taken once, passwords as they were typed."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django import forms as djangos
from django.core.cache import cache
from django.test import Client

from outbox import sending
from outbox.models import OutboxMessage
from people import account_forms, actions
from people.forms import AcceptForm
from people.models import SecurityEvent, User
from tests.authenticator import code_for
from tests.people.test_invitations import sent_link
from tests.people.test_sessions import is_signed_in, sign_in

PASSWORD = "correct horse battery"
# Spaces at the ends, an emoji of joined parts, a soft hyphen, a decomposed accent: as typed, all of it.
ODD = "  \u200bThree plain words \U0001f469\u200d\U0001f9b0 cafe\u0301 \u00ad "


def code_in(mail) -> str:
    return re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})$", mail.body, re.MULTILINE)[1]


def change_address(client, address, mailoutbox):
    """Ask for another address, and type the code that was sent there; gives the answer to that."""
    answer = client.post("/accounts/email/", {"action_add": "", "email": address})
    assert answer.url == "/accounts/confirm-email/"
    sending.send_outbox()
    assert mailoutbox[-1].to == [address.lower()]
    return client.post(answer.url, {"code": code_in(mailoutbox[-1])})


@pytest.mark.parametrize("has_factor", [True, False])
def test_one_change_of_address_with_a_second_factor_and_without(has_factor, press_officer, owner, mailoutbox):
    user = press_officer if has_factor else owner
    client, former = sign_in(user), user.email
    assert change_address(client, "New@Elsewhere.example", mailoutbox).status_code == 302
    user.refresh_from_db()
    assert user.email == "new@elsewhere.example"
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [(user.email, True, True)]
    sending.send_outbox()
    told = mailoutbox[-1]
    assert (told.to, told.subject) == ([former], "CHA portal: Your email address was changed")
    assert SecurityEvent.objects.filter(kind="email_changed", user=user).count() == 1
    client.post("/accounts/logout/")
    assert is_signed_in(sign_in(user))


def test_until_the_code_is_typed_nothing_changes_and_three_wrong_ones_end_it(owner, mailoutbox):
    client = sign_in(owner)
    client.post("/accounts/email/", {"action_add": "", "email": "typo@elsewhere.example"})
    for _ in range(3):
        client.post("/accounts/confirm-email/", {"code": "WRONG"})
    sending.send_outbox()
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    assert list(owner.emailaddress_set.values_list("email", flat=True)) == [owner.email]
    assert User.objects.get(pk=owner.pk).email == owner.email


def test_the_address_of_another_account_is_not_taken(owner, outsider, mailoutbox):
    client = sign_in(owner)
    page = change_address(client, outsider.email, mailoutbox)
    assert "This address belongs to another account." in page.content.decode()
    assert User.objects.get(pk=owner.pk).email == "owner@hazelbank.example"


def test_a_code_that_waited_too_long_is_not_sent_and_no_copy_of_one_is_kept(owner):
    client = sign_in(owner)
    client.post("/accounts/email/", {"action_add": "", "email": "new@elsewhere.example"})
    notice = OutboxMessage.objects.get(key__startswith="account-code:")
    assert sending.no_longer_wanted(notice) == ""
    notice.created_at -= timedelta(minutes=16)
    assert sending.no_longer_wanted(notice) == "The code in it is too old."
    sending.send_outbox()
    assert OutboxMessage.objects.get(pk=notice.pk).text == ""


@pytest.mark.parametrize(("step", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off_and_no_more(step, taken, press_officer):
    """RFC 6238, 5.2."""
    cache.clear()
    client = Client()
    client.post("/accounts/login/", {"login": press_officer.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_for(press_officer, step)})
    assert is_signed_in(client) is taken


def test_a_code_is_taken_once_as_long_as_it_is_good(press_officer, monkeypatch):
    """RFC 6238, 5.2: not a second time. allauth forgets it after one step, and takes it for three."""
    cache.clear()
    start = 1_800_000_000.0
    monkeypatch.setattr(totp.time, "time", lambda: start)
    code = code_for(press_officer, 1)
    for seconds, taken in [(0, True), (31, False), (58, False)]:
        monkeypatch.setattr(totp.time, "time", lambda seconds=seconds: start + seconds)
        client = Client()
        client.post("/accounts/login/", {"login": press_officer.email, "password": PASSWORD})
        answer = client.post("/accounts/2fa/authenticate/", {"code": f"{code[:3]} {code[3:]}"})
        assert (answer.status_code == 302) is taken, seconds


def test_a_password_is_taken_as_typed_wherever_it_is_typed(client, owner, provider, mailoutbox):
    actions.invite(email="new@hazelbank.example", role="colleague", provider=provider, by=owner)
    client.post(sent_link(), {"name": "Ffion", "password": ODD})
    user = User.objects.get(email="new@hazelbank.example")
    assert user.check_password(ODD)
    client = Client()
    login = {"login": user.email, "password": ODD}
    assert client.post("/accounts/login/", login | {"password": ODD.strip()}).status_code == 200
    assert client.post("/accounts/login/", login).status_code == 302
    for typed, url in ((ODD.strip(), None), (ODD, "/dashboard/")):
        assert getattr(client.post("/accounts/reauthenticate/", {"password": typed}), "url", None) == url
    other = ODD[::-1]
    changed = {"oldpassword": ODD, "password1": other, "password2": other}
    assert client.post("/accounts/password/change/", changed).status_code == 302
    assert User.objects.get(pk=user.pk).check_password(other)
    User.objects.filter(pk=user.pk).update(password="!")
    client.force_login(User.objects.get(pk=user.pk))
    client.post("/accounts/password/set/", {"password1": ODD, "password2": ODD})
    assert User.objects.get(pk=user.pk).check_password(ODD)
    client = Client()
    client.post("/accounts/password/reset/", {"email": user.email})
    sending.send_outbox()
    link = next(word for word in mailoutbox[-1].body.split() if "/reset/key/" in word)
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    client.post(page.request["PATH_INFO"], {"password1": other, "password2": other})
    assert User.objects.get(pk=user.pk).check_password(other)


def test_no_field_for_a_password_strips_it():
    classes = [AcceptForm, *(cls for cls in vars(account_forms).values() if hasattr(cls, "base_fields"))]
    fields = [field for cls in classes for field in cls.base_fields.values()]
    secret = [field for field in fields if isinstance(field.widget, djangos.PasswordInput)]
    assert len(secret) > 8
    assert [field for field in secret if field.strip] == []


def test_who_signed_in_just_now_is_not_asked_again_before_setting_up_a_factor(owner, monkeypatch):
    client = sign_in(owner)
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
    later = totp.time.time() + 15 * 60 + 1
    monkeypatch.setattr(totp.time, "time", lambda: later)
    assert client.get("/accounts/2fa/totp/activate/").url.startswith("/accounts/reauthenticate/")


def test_the_key_of_an_app_is_there_to_scan_to_open_and_to_type(owner):
    page = sign_in(owner).get("/accounts/2fa/totp/activate/")
    secret, html = page.context["form"].secret, page.content.decode()
    assert len(secret) == 32
    assert f"<code>{' '.join(re.findall('....', secret))}</code>" in html
    assert re.search(rf'<a href="otpauth://totp/owner%40hazelbank.example\?secret={secret}&amp;issuer=CHA"', html)
    assert '<img class="qr" src="data:image/svg+xml;base64,' in html


def test_signing_in_with_a_code_counts_as_well(press_officer):
    client = sign_in(press_officer)
    assert client.get("/accounts/2fa/recovery-codes/generate/").status_code == 200
