"""Staff reach no staff page without a second factor, by any way in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import connection

from outbox.models import OutboxMessage
from outbox.sending import send_outbox
from people.actions import require_second_factor
from people.models import SecurityEvent, User
from tests.authenticator import code_for
from tests.conftest import by_password_alone, make_person

STAFF_PAGE = "/staff/register/"


@pytest.fixture
def newcomer(press_officer):
    """A press officer who has not set up a second factor."""
    press_officer.authenticator_set.all().delete()
    return press_officer


def test_staff_with_a_second_factor_come_in(signed_in, press_officer):
    assert signed_in(press_officer).get(STAFF_PAGE).status_code == 200


@pytest.mark.parametrize("path", [STAFF_PAGE, "/dashboard/", "/providers/", "/staff/texts/"])
def test_staff_without_one_are_sent_to_set_it_up(signed_in, newcomer, path):
    assert signed_in(newcomer).get(path).url == "/accounts/2fa/"


def test_recovery_codes_alone_are_no_second_factor(signed_in, newcomer):
    Authenticator.objects.create(user=newcomer, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert signed_in(newcomer).get(STAFF_PAGE).url == "/accounts/2fa/"


def test_a_post_is_stopped_too(signed_in, newcomer):
    assert signed_in(newcomer).post("/staff/press/new/", {"title": "x"}).url == "/accounts/2fa/"


def test_htmx_is_told_to_load_the_whole_page(signed_in, newcomer):
    answer = signed_in(newcomer).get(STAFF_PAGE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/accounts/2fa/")


def test_an_unverified_address_comes_first_because_it_cannot_enrol(signed_in, newcomer):
    EmailAddress.objects.update(verified=False)
    assert signed_in(newcomer).get(STAFF_PAGE).url == "/accounts/email/"


def test_the_account_pages_and_public_pages_stay_open(signed_in, newcomer):
    client = signed_in(newcomer)
    for path in ("/accounts/2fa/", "/accounts/email/", "/press/"):
        assert client.get(path).status_code == 200


def test_owners_are_not_forced(signed_in, owner):
    assert signed_in(owner).get("/dashboard/").status_code == 200


def sign_in(client, email, password="correct horse battery"):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_a_password_alone_does_not_sign_staff_in(client, press_officer):
    assert sign_in(client, press_officer.email).url == "/accounts/2fa/authenticate/"
    assert client.get(STAFF_PAGE).status_code == 302


def test_password_and_code_sign_staff_in(client, press_officer):
    sign_in(client, press_officer.email)
    client.post("/accounts/2fa/authenticate/", {"code": code_for(press_officer)})
    assert client.get(STAFF_PAGE).status_code == 200
    assert SecurityEvent.objects.filter(kind="signed_in", user=press_officer).count() == 1


@pytest.mark.parametrize("email", ["press@association.example", "nobody@association.example"])
def test_a_wrong_password_says_the_same_whether_or_not_the_address_is_known(client, press_officer, email):
    page = sign_in(client, email, "wrong wrong wrong wrong")
    assert b"This email address and password do not belong together" in page.content


@pytest.mark.parametrize("email", ["press@association.example", "nobody@association.example"])
def test_a_reset_says_the_same_whether_or_not_the_address_is_known(client, press_officer, email, mailoutbox):
    assert client.post("/accounts/password/reset/", {"email": email}).url == "/accounts/password/reset/done/"
    assert mailoutbox == [], "the page waits for no mail server"
    send_outbox()
    assert len(mailoutbox) == 1
    assert OutboxMessage.objects.get().text == "", "no copy of the link is kept"


def test_sign_up_is_closed(client, db):
    client.post(
        "/accounts/signup/",
        {"email": "eve@example.example", "password1": "correct horse battery", "password2": "correct horse battery"},
    )
    assert not User.objects.exists()


def test_no_second_factor_s_secret_lies_in_the_database_in_clear(owner):
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(owner, secret)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE user_id = %s", [owner.pk])
        assert secret not in cursor.fetchone()[0]


def test_an_address_that_failed_to_sign_in_is_not_kept(client, press_officer):
    sign_in(client, press_officer.email, "wrong wrong wrong wrong")
    event = SecurityEvent.objects.get(kind="sign_in_failed")
    assert (event.user, event.subject, event.reason) == (None, "", "")


def test_there_is_no_other_door():
    """No Django admin, so no login form beside allauth's."""
    assert not apps.is_installed("django.contrib.admin")


def test_an_owner_requires_one_of_everyone_from_their_next_page_on(signed_in, owner, outsider, provider):
    colleague = make_person("col@hazelbank.example", "colleague", provider)
    theirs, mine, elsewhere = signed_in(colleague), signed_in(owner), signed_in(outsider)
    assert theirs.get("/homes/").status_code == 200
    mine.post(f"/providers/{provider.pk}/people/second-factor/", {"required": "yes"})
    for client in (theirs, mine):
        assert client.get("/homes/").url == "/accounts/2fa/"
    page = theirs.get("/accounts/2fa/").content
    assert b"Your organisation requires a second factor" in page
    assert elsewhere.get("/homes/").status_code == 200

    totp.TOTP.activate(owner, totp.generate_totp_secret())
    mine = signed_in(owner)
    page = mine.get(f"/providers/{provider.pk}/people/").content
    assert (page.count(b">Yes<"), page.count(b">Not yet<")) == (1, 1)
    mine.post(f"/providers/{provider.pk}/people/second-factor/")
    assert theirs.get("/homes/").status_code == 200
    said = (
        SecurityEvent.objects.filter(kind="rule_changed", user=owner).order_by("pk").values_list("subject", flat=True)
    )
    assert list(said) == [
        f"Provider {provider.pk} requires a second factor of its people",
        f"Provider {provider.pk} no longer requires a second factor of its people",
    ]
    why = [event.pgh_context.metadata.get("reason") for event in provider.events.order_by("pgh_id")[1:]]
    assert why == ["Second factor required", "Second factor no longer required"]


def test_a_session_that_did_not_pass_it_is_asked_for_it(owner, provider):
    totp.TOTP.activate(owner, totp.generate_totp_secret())
    client = by_password_alone(owner)
    assert client.get("/homes/").status_code == 200
    provider.requires_second_factor = True
    provider.save()
    assert client.get("/homes/").url.startswith("/accounts/2fa/reauthenticate/")


def test_nobody_but_an_owner_requires_it(signed_in, owner, outsider, provider):
    colleague = make_person("col@hazelbank.example", "colleague", provider)
    for user, status in ((outsider, 404), (colleague, 403)):
        answer = signed_in(user).post(f"/providers/{provider.pk}/people/second-factor/", {"required": "yes"})
        assert answer.status_code == status
        with pytest.raises(PermissionDenied):
            require_second_factor(provider=provider, required=True, by=user)
    provider.refresh_from_db()
    assert not provider.requires_second_factor
