"""The pages and mails of allauth are ours in words: nothing that a person reaches is in allauth's own.

Every template of allauth's is one of ours or cannot be reached here; every page and mail is looked through for the
sentences of allauth's catalogue, for its headings in Title Case, and for a host in the association's place.
"""

import re
from html import unescape
from pathlib import Path

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from outbox.sending import send_outbox
from people.association import association
from tests.conftest import by_password_alone, make_person
from tests.system import matrix

ALLAUTH = Path(allauth.__file__).parent
# What no address here leads to: telephones, codes instead of passwords, trusted browsers and signing up are off
# (settings), an address is confirmed by a code, and an account has one address.
UNREACHED = re.compile(
    r"phone|login_code|signup\.html|signup_by|signup_form|trust|password_reset_code|account_already_exists"
    r"|verification_sent\.html|verified_email_required|email_confirm\.html|email_confirm_|account/email\.html"
    r"|warn_no_email|already_logged_in|download\.txt"
    r"|/base_|/base\.html|login_script"  # without words, or extended by nothing
)
MSGID = re.compile(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
HEADING = re.compile(r"<(?:h1|h2|title|button|label)[^>]*>(.*?)</", re.DOTALL)
NAMES = ("Children's Homes Association", "Error:", "Owner", "Press")


def catalogue() -> list[str]:
    """Sentences of allauth's of two words and more, as it shows them to people."""
    po = (ALLAUTH / "locale/de/LC_MESSAGES/django.po").read_text()
    found = {"".join(re.findall(r'"((?:[^"\\]|\\.)*)"', group)) for group in MSGID.findall(po)}
    sentences = {re.split(r"%\(|\{", each)[0].strip() for each in found}
    return sorted(each for each in sentences if " " in each and len(each) > 8 and each not in OURS_TOO)


# What is said so in plain English by anyone.
OURS_TOO = {"Sign in with a passkey", "Forgot your password?", "Email address", "email address", "Recovery codes"}


def templates() -> list[str]:
    root = ALLAUTH / "templates"
    files = [path for app in ("account", "mfa", "usersessions") for path in (root / app).rglob("*.*")]
    return sorted(str(path.relative_to(root)) for path in files)


def test_every_template_that_can_be_reached_is_ours():
    reached = [name for name in templates() if not UNREACHED.search(name)]
    assert len(reached) > 60
    ours = str(settings.BASE_DIR / "templates")
    assert [name for name in reached if not get_template(name).origin.name.startswith(ours)] == []


def title_case(words: str) -> bool:
    """`Change Password`: two words and more, each with a capital."""
    for name in NAMES:
        words = words.replace(name, "")
    parts = [part for part in words.split() if part.isalpha() and len(part) > 3]
    return len(parts) > 1 and all(part[0].isupper() for part in parts)


def faults(text: str) -> list[str]:
    """What is allauth's, or a host's, in the text of a page or mail."""
    plain = " ".join(unescape(re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", text, flags=re.DOTALL)).split())
    plain = plain.replace(settings.BASE_URL, "")
    found = [each for each in SENTENCES if each in plain]
    found += [each for each in ("example.com", "testserver", "localhost", "127.0.0.1:") if each in plain]
    headings = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in HEADING.findall(text)]
    return found + [each for each in headings if title_case(unescape(each))]


SENTENCES = catalogue()


def test_the_search_finds_what_it_is_for():
    assert len(SENTENCES) > 100
    page = "<title>Two-Factor Authentication</title><h1>Change Password</h1><p>Hello from testserver!</p>"
    assert {"Hello from", "testserver", "Change Password"} <= set(faults(page))
    assert faults("<h1>Sign in</h1><label>Email address</label>") == []


@pytest.fixture
def keyed(owner, monkeypatch):
    """An owner with an app, a passkey and recovery codes."""
    person = make_person("factors@association.example", "press_officer")
    RecoveryCodes.activate(person)
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda user: [])
    person.passkey = Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "My phone", "credential": {}, "passwordless": False}
    )
    return person


def addresses(keyed) -> list[str]:
    names = sorted(matrix.ALLAUTH_PUBLIC | matrix.ALLAUTH_OWN)
    args = {"account_reset_password_from_key": ["1", "x-y"]}
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        args[name] = [keyed.passkey.pk]
    return [reverse(name, args=args.get(name)) for name in names]


def confirmed(user) -> Client:
    """A session in which nobody is asked for the password again."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": method, "at": timezone.now().timestamp(), "reauthenticated": True} for method in ("password", "mfa")
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def looked_through(client, paths) -> dict[str, list[str]]:
    """The faults of each page by GET, and of what it says to a form with nonsense in it."""
    fields = ("action_add", "code", "email", "oldpassword", "password", "password1")
    sent = dict.fromkeys(fields, "no") | {"login": "nobody@x.example", "password2": "yes"}
    found = {}
    for path in paths:
        pages = [client.get(path, follow=True)]
        if "logout" not in path:
            pages.append(client.post(path, sent, follow=True))
        for page in pages:
            if "text/html" in page.headers.get("Content-Type", "") and (wrong := faults(page.content.decode())):
                found[path] = wrong
    return found


@pytest.mark.parametrize("who", ["anonymous", "without a factor", "by password alone", "with factors"])
def test_no_page_is_in_allauth_s_words_or_names_a_host(who, owner, keyed, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    clients = {
        "anonymous": Client,
        "without a factor": lambda: confirmed(owner),
        "by password alone": lambda: by_password_alone(keyed),
        "with factors": lambda: confirmed(keyed),
    }
    assert looked_through(clients[who](), addresses(keyed)) == {}


def mails() -> list[str]:
    found = [name for name in templates() if name.endswith("_message.txt") and not UNREACHED.search(name)]
    return [name.removesuffix("_message.txt") for name in found]


@pytest.mark.parametrize("prefix", mails())
def test_every_mail_is_ours_and_names_the_association_and_no_host(prefix, rf, owner, mailoutbox):
    request = rf.get("/")
    request.user = owner
    context = {
        **{"user": owner, "code": "ABC-DEF", "timestamp": timezone.now(), "ip": "192.0.2.1", "user_agent": "Browser"},
        **{"from_email": "a@x.example", "to_email": "b@x.example", "deleted_email": "a@x.example"},
        "password_reset_url": f"{settings.BASE_URL}/accounts/password/reset/key/1-x/",
    }
    with request_context(request):
        facts = {"association": association(), "portal": settings.BASE_URL, "email": owner.email}
        mail = get_adapter(request).render_mail(prefix, owner.email, facts | context)
    assert faults(mail.body) == []
    assert faults(f"<h1>{mail.subject}</h1>") == []
    assert mail.subject.startswith("CHA portal: ")
    assert "Children's Homes Association" in mail.body
    assert "&#" not in mail.body + mail.subject


def test_the_link_of_a_mail_leads_to_the_portal_whatever_host_was_asked(owner, mailoutbox, settings):
    settings.ALLOWED_HOSTS = ["*"]

    Client().post("/accounts/password/reset/", {"email": owner.email}, headers={"Host": "elsewhere.example:81"})
    send_outbox()
    assert f"\n{settings.BASE_URL}/accounts/password/reset/key/" in mailoutbox[0].body
    assert "elsewhere" not in mailoutbox[0].body
    assert EmailAddress.objects.count() == 1
