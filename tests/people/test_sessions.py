"""The second factor belongs to the session, sessions end with what they rested on, and addresses decide nothing."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client, override_settings

from outbox import sending
from people import actions
from people.models import SecurityEvent
from people.second_factor import passed
from people.sessions import row_key
from tests.authenticator import code_for, code_of
from tests.conftest import by_password_alone, make_person

STAFF_PAGE = "/staff/register/"
PASSWORD = "correct horse battery"
PASS_IT = "/accounts/2fa/reauthenticate/?next="


def sign_in(user) -> Client:
    """By the form, with the code where one is asked for."""
    cache.clear()  # a code that was used is not taken again
    client = Client()
    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    if answer.url == "/accounts/2fa/authenticate/":
        client.post(answer.url, {"code": code_for(user)})
    assert is_signed_in(client)
    return client


def recorded(user) -> list[tuple[str, str]]:
    """What the trustee sees of a person, but for signing in."""
    events = SecurityEvent.objects.filter(user=user).exclude(kind="signed_in").order_by("pk")
    return list(events.values_list("kind", "subject"))


def is_signed_in(client) -> bool:
    return client.get("/accounts/email/").status_code == 200


def reauthenticated(client) -> Client:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def set_up_totp(client):
    """Enrol as a person does: the page gives a secret, and the code of it is typed."""
    secret = reauthenticated(client).get("/accounts/2fa/totp/activate/").context["form"].secret
    return client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})


def test_a_session_by_password_alone_opens_no_staff_page_of_an_account_that_has_a_factor(press_officer):
    client = by_password_alone(press_officer)
    assert client.get(f"{STAFF_PAGE}?page=2").url == f"{PASS_IT}%2Fstaff%2Fregister%2F%3Fpage%3D2"
    assert client.post("/staff/press/new/", {"title": "x"}).url == f"{PASS_IT}%2Fdashboard%2F"
    answer = client.get(STAFF_PAGE, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"{PASS_IT}%2Fstaff%2Fregister%2F")


def test_it_opens_them_once_it_passed_the_factor(press_officer):
    client = by_password_alone(press_officer)
    assert client.get(f"{PASS_IT}{STAFF_PAGE}").status_code == 200
    assert client.post(f"{PASS_IT}{STAFF_PAGE}", {"code": code_for(press_officer)}).url == STAFF_PAGE
    assert client.get(STAFF_PAGE).status_code == 200


def key_of(client) -> str:
    return client.cookies["session"].value


def test_nothing_that_the_database_keeps_opens_a_session(press_officer):
    client = sign_in(press_officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE position(%s IN t::text) > 0', [key_of(client)])
            assert cursor.fetchone() == (0,), table
    kept = {Session.objects.get().session_key, UserSession.objects.get().session_key}
    assert kept == {row_key(key_of(client))}
    thief = Client()
    thief.cookies["session"] = kept.pop()
    assert not is_signed_in(thief)
    thief.cookies["session"] = key_of(client)
    assert is_signed_in(thief), "the test knows an open session"


def test_a_session_has_a_new_key_after_signing_in_and_is_gone_after_signing_out(owner):
    client = Client()
    client.cookies["session"] = "chosen-by-a-stranger"
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    assert key_of(client) != "chosen-by-a-stranger"
    thief = Client()
    thief.cookies["session"] = key_of(client)
    client.post("/accounts/logout/")
    assert key_of(client) == ""
    assert Session.objects.count() == 0
    assert not is_signed_in(thief)


def test_a_key_in_use_is_sent_again_as_it_is(owner):
    client = sign_in(owner)
    before = key_of(client)
    reauthenticated(client)  # the session is written, and its cookie with it
    assert key_of(client) == before
    assert is_signed_in(client)


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/accounts/email/", "/accounts/password/change/"])
def test_nor_may_it_change_the_account_whose_factor_it_did_not_pass(path, press_officer, owner):
    totp.TOTP.activate(owner, totp.generate_totp_secret())
    for user in (press_officer, owner):
        assert by_password_alone(user).get(path).url.startswith(PASS_IT)
    assert by_password_alone(press_officer).post("/accounts/logout/").status_code == 302


def test_the_proof_of_one_person_is_not_the_next_one_s(press_officer, policy_officer):
    client = Client()
    client.force_login(press_officer)
    records = client.session["account_authentication_methods"]
    client = by_password_alone(policy_officer)
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(press_officer.pk)
    session.save()
    assert client.get(STAFF_PAGE).url.startswith(PASS_IT)


@pytest.mark.django_db(transaction=True)
def test_setting_one_up_counts_for_this_session_and_ends_the_others(press_officer):
    press_officer.authenticator_set.all().delete()
    here, elsewhere = sign_in(press_officer), sign_in(press_officer)
    assert set_up_totp(here).status_code == 302
    assert here.get(STAFF_PAGE).status_code == 200
    assert not is_signed_in(elsewhere)
    assert UserSession.objects.filter(user=press_officer).count() == Session.objects.count() == 1
    assert ("second_factor_changed", "totp") in recorded(press_officer)


@pytest.mark.django_db(transaction=True)
def test_losing_it_ends_the_others_and_closes_the_staff_pages_here(press_officer):
    here, elsewhere = sign_in(press_officer), sign_in(press_officer)
    reauthenticated(here).post("/accounts/2fa/totp/deactivate/")
    assert not press_officer.authenticator_set.exists()
    assert recorded(press_officer) == [("second_factor_changed", "totp")]
    assert not is_signed_in(elsewhere)
    assert here.get(STAFF_PAGE).url == "/accounts/2fa/"
    # A factor that was set up elsewhere later is not passed here because of the former one.
    totp.TOTP.activate(press_officer, totp.generate_totp_secret())
    assert here.get(STAFF_PAGE).url.startswith(PASS_IT)


@pytest.mark.django_db(transaction=True)
def test_new_recovery_codes_end_the_others(press_officer):
    here, elsewhere = sign_in(press_officer), sign_in(press_officer)
    reauthenticated(here).post("/accounts/2fa/recovery-codes/generate/")
    assert Authenticator.objects.filter(user=press_officer, type="recovery_codes").exists()
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_recovery_codes_count_as_no_factor_of_the_session_that_made_them(press_officer, rf):
    client = by_password_alone(press_officer)
    request = rf.get("/")
    request.user, request.session = press_officer, client.session
    codes = Authenticator(user=press_officer, type=Authenticator.Type.RECOVERY_CODES, data={})
    authenticator_added.send(Authenticator, request=request, user=press_officer, authenticator=codes)
    assert not passed(request)
    codes.type = Authenticator.Type.TOTP
    authenticator_added.send(Authenticator, request=request, user=press_officer, authenticator=codes)
    assert passed(request)


def test_a_changed_password_ends_the_others(owner):
    here, elsewhere = sign_in(owner), sign_in(owner)
    new = {"oldpassword": PASSWORD, "password1": "another horse battery", "password2": "another horse battery"}
    reauthenticated(here).post("/accounts/password/change/", new)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert UserSession.objects.filter(user=owner).count() == 1
    assert recorded(owner) == [("password_changed", "")]


def test_an_ended_role_ends_the_sessions_of_that_person_and_no_other(owner, provider):
    colleague = make_person("col@hazelbank.example", "colleague", provider)
    theirs, mine = sign_in(colleague), sign_in(owner)
    mine.post(f"/roles/{colleague.roles.get().pk}/end/")
    assert not is_signed_in(theirs)
    assert is_signed_in(mine)


def test_who_ends_an_own_role_stays_signed_in_here_only(owner, provider):
    make_person("second@hazelbank.example", "owner", provider)
    here, elsewhere = sign_in(owner), sign_in(owner)
    here.post(f"/roles/{owner.roles.get().pk}/end/")
    assert owner.roles.get().ends_on
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_ending_a_role_in_an_action_ends_all_sessions(owner, provider):
    make_person("second@hazelbank.example", "owner", provider)
    client = sign_in(owner)
    actions.end_role(role=owner.roles.get(), reason="Left")
    assert not is_signed_in(client)


@pytest.mark.parametrize("forced", ["", None])
def test_a_client_s_script_name_opens_no_page(forced, press_officer):
    """Gunicorn takes SCRIPT_NAME from a header of the client, and Django puts it before the path."""
    press_officer.authenticator_set.all().delete()
    client = by_password_alone(press_officer)
    with override_settings(FORCE_SCRIPT_NAME=forced):
        answer = client.get(STAFF_PAGE, SCRIPT_NAME="/accounts")
        assert (answer.status_code, answer.url) == (302, "/accounts/2fa/")


def attempts(client, user, password, times, ip) -> list[bytes]:
    form = {"login": user.email, "password": password}
    return [client.post("/accounts/login/", form, REMOTE_ADDR=ip).content for _ in range(times)]


TOO_MANY = b"Too many wrong passwords"


def test_a_stranger_s_wrong_passwords_lock_out_the_stranger_only(owner):
    said = attempts(Client(), owner, "wrong wrong wrong wrong", 8, "198.51.100.7")
    assert [TOO_MANY in page for page in said] == [False] * 5 + [True] * 3
    answer = Client().post("/accounts/login/", {"login": owner.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.1")
    assert answer.url == "/dashboard/"
    # Even the right one is refused to the stranger, or the limit would tell when a guess was right.
    assert TOO_MANY in attempts(Client(), owner, PASSWORD, 1, "198.51.100.7")[0]


def follow_reset(client, user, mailoutbox):
    """Ask for a reset, open the link of the mail, and choose a password; gives the answer to that."""
    client.post("/accounts/password/reset/", {"email": user.email})
    sending.send_outbox()
    link = next(word for word in mailoutbox[-1].body.split() if "/accounts/password/reset/key/" in word)
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    new = {"password1": "another horse battery", "password2": "another horse battery"}
    return client.post(page.request["PATH_INFO"], new)


def test_guessing_from_many_networks_is_slow_and_a_reset_still_lets_in(owner, mailoutbox):
    said = [page for n in range(26) for page in attempts(Client(), owner, "wrong wrong wrong", 4, f"198.51.100.{n}")]
    assert [TOO_MANY in page for page in said] == [False] * 100 + [True] * 4
    assert TOO_MANY in attempts(Client(), owner, PASSWORD, 1, "192.0.2.1")[0]
    client = Client(REMOTE_ADDR="192.0.2.1")
    assert follow_reset(client, owner, mailoutbox).url == "/dashboard/"
    assert is_signed_in(client)


def test_a_reset_ends_all_other_sessions_and_is_recorded(owner, mailoutbox):
    elsewhere, here = sign_in(owner), Client()
    follow_reset(here, owner, mailoutbox)
    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)
    assert recorded(owner) == [("password_changed", "")]


def test_a_reset_does_not_stand_for_the_second_factor(press_officer, mailoutbox):
    client = Client()
    assert follow_reset(client, press_officer, mailoutbox).url == "/accounts/2fa/authenticate/"
    assert client.get(STAFF_PAGE).status_code == 302


def test_requests_for_a_reset_fill_nobody_s_mailbox(owner, mailoutbox):
    for n in range(9):
        Client().post("/accounts/password/reset/", {"email": owner.email}, REMOTE_ADDR=f"198.51.100.{n}")
    sending.send_outbox()
    assert len(mailoutbox) == 5
