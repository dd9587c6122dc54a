"""Settings of production: what stops the start, and what the browser is told."""

import base64
import json
import os
import re
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

from chaportal import embedded, environment
from tests.system.urls import patterns

PRODUCTION = {
    "DATABASE_URL": "postgresql://portal:secret@db.example/portal",
    "REDIS_URL": "redis://redis.example:6379/0",
    "BASE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org, www.example.org",
    "SECRET_KEY": "0123456789abcdefghij" * 3,
    "FIELD_KEYS": base64.urlsafe_b64encode(b"k" * 32).decode(),
    "MEDIA_ROOT": "/srv/media",
    "SMTP_URL": "smtp+tls://user:secret@smtp.example:587",
    "FROM_EMAIL": "Portal <portal@example.org>",
    "BULLETIN_FROM_EMAIL": "bulletins@example.org",
    "TRUSTED_PROXY_COUNT": "1",
}
# What makes no sense in production, with a word of the sentence that says so.
NONSENSE = [
    ("BASE_URL", "http://portal.example.org", "https://"),
    ("BASE_URL", "portal.example.org", "https://"),
    ("BASE_URL", "https://portal.example.org/portal/", "without a path"),
    ("BASE_URL", "https://portal.example.org?a=1", "without a path"),
    ("BASE_URL", "https://portal.example.org#a", "without a path"),
    ("BASE_URL", "https://elsewhere.example.org", "elsewhere.example.org"),
    ("ALLOWED_HOSTS", "*", "no *"),
    ("ALLOWED_HOSTS", "portal.example.org,*", "no *"),
    ("ALLOWED_HOSTS", "https://portal.example.org", "no https://"),
    ("SECRET_KEY", "short", "50 characters"),
    ("SECRET_KEY", "a" * 60, "50 characters"),
    ("SECRET_KEY", ("0123456789" * 5)[1:], "50 characters"),
    ("SECRET_KEY", "012345678" * 6, "50 characters"),
    ("FIELD_KEYS", "no-fernet-key", "32 random bytes"),
    ("FIELD_KEYS", f"{PRODUCTION['FIELD_KEYS']},old", "32 random bytes"),
    ("DATABASE_URL", "sqlite:///portal.db", "postgresql://"),
    ("DATABASE_URL", "postgresql:///portal", "the host"),
    ("REDIS_URL", "memory://", "redis://"),
    ("MEDIA_ROOT", "media", "whole path"),
    ("SMTP_URL", "consolemail://", "smtp+tls://"),
    ("FROM_EMAIL", "the portal", "email address"),
    ("SECURITY_EMAIL", "https://example.org", "email address"),
    ("PRESS_EMAIL", "press", "email address"),
    ("BULLETIN_FROM_EMAIL", "Bulletins", "email address"),
    ("REDIS_URL", "redis://", "the host"),
    ("TRUSTED_PROXY_COUNT", "one", "number"),
    ("TRUSTED_PROXY_COUNT", "-1", "number"),
    ("TRUSTED_PROXY_COUNT", "²", "number"),
    ("DEBUG", "on", "Unset DEBUG"),
    ("DEMO", "1", "Unset DEMO"),
    ("EMBEDDED", "on", "Unset EMBEDDED"),
    ("HTTPS", "off", "Unset HTTPS"),
    ("HTTPS", "ture", "on or off"),
    ("BEHIND_TLS_PROXY", "yep", "on or off"),
]
ASK = (
    "import json; from chaportal import settings as s;"
    "print(json.dumps({n: getattr(s, n) for n in ('SESSION_COOKIE_NAME', 'CSRF_COOKIE_NAME', 'SESSION_COOKIE_SECURE',"
    "'CSRF_COOKIE_SECURE', 'SECURE_SSL_REDIRECT', 'SECURE_HSTS_SECONDS', 'DEBUG', 'SMTP_OPTIONS', 'SECURE_CSP')}))"
)


def start(ask: str = ASK, **changes) -> subprocess.CompletedProcess:
    """The settings as a process of production reads them; a value of None is missing."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = kept | {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    return subprocess.run([sys.executable, "-c", ask], env=given, cwd=settings.BASE_DIR, capture_output=True, text=True)


def test_production_is_secure_without_being_asked():
    said = json.loads(start().stdout)
    assert said["SESSION_COOKIE_NAME"] == "__Host-session"
    assert said["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is said["SECURE_SSL_REDIRECT"] is True
    assert said["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert said["DEBUG"] is False
    assert said["SMTP_OPTIONS"]["use_tls"] is True
    assert "upgrade-insecure-requests" in said["SECURE_CSP"]


def test_the_tests_name_every_value_that_production_needs():
    assert PRODUCTION.keys() == environment.REQUIRED.keys()


def test_a_missing_value_stops_the_start_and_says_what_to_set():
    answer = start(MEDIA_ROOT=None)
    assert answer.returncode != 0
    assert answer.stdout == ""
    assert re.findall(r"^Set (\w+): ", answer.stderr, re.MULTILINE) == ["MEDIA_ROOT"]


@pytest.mark.parametrize("name", PRODUCTION)
def test_each_value_that_production_needs_is_asked_for_where_it_is_missing_or_blank(name):
    without = {each: value for each, value in PRODUCTION.items() if each != name}
    for given in (without, PRODUCTION | {name: "  "}):
        assert environment.faults(given)[0].startswith(f"Set {name}: ")


def test_with_nothing_set_all_is_named_at_once_and_no_server_starts(tmp_path):
    answer = start(**dict.fromkeys(PRODUCTION), DATA=str(tmp_path))
    assert re.findall(r"^Set (\w+): ", answer.stderr, re.MULTILINE) == list(PRODUCTION)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "value", "said"), NONSENSE)
def test_a_value_that_makes_no_sense_stops_the_start_and_says_why(name, value, said):
    faults = environment.faults(PRODUCTION | {name: value})
    assert [fault for fault in faults if said in fault], faults
    if name in {"SECRET_KEY", "FIELD_KEYS", "DATABASE_URL"}:
        assert value not in " ".join(faults)


def test_what_a_page_sets_is_not_asked_for_and_never_invented():
    said = json.loads(
        start("import json; from chaportal import settings as s; print(json.dumps(s.ASSOCIATION))").stdout
    )
    assert {name for name, value in said.items() if value} == {
        *("name", "short_name", "structure_colour", "attention_colour", "mail_name")
    }
    unreadable = start(STRUCTURE_COLOUR="#FFCC00")
    assert "Set STRUCTURE_COLOUR: #ffcc00 on its own soft ground has a contrast of" in unreadable.stderr


def test_such_a_value_stops_a_process_too():
    answer = start(HTTPS="off", DEBUG="on", ALLOWED_HOSTS="*")
    assert answer.returncode != 0
    assert all(said in answer.stderr for said in ("Unset HTTPS", "Unset DEBUG", "no *"))


def test_a_key_of_fifty_characters_ten_of_them_different_is_taken():
    assert environment.faults(PRODUCTION | {"SECRET_KEY": "0123456789" * 5}) == []


def test_an_address_by_a_socket_and_two_keys_make_sense():
    keys = ",".join([PRODUCTION["FIELD_KEYS"]] * 2)
    url = "postgresql://portal@/portal?host=/run/postgresql"
    assert (
        environment.faults(PRODUCTION | {"FIELD_KEYS": keys, "DATABASE_URL": url, "HTTPS": "on", "DEMO": "off"}) == []
    )


def test_importing_the_settings_of_the_embedded_servers_starts_none(tmp_path):
    answer = start(**dict.fromkeys(PRODUCTION), DATA=str(tmp_path), EMBEDDED="on")
    assert "was never started" in answer.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["", "0", "off", "false", "ture"])
def test_the_embedded_servers_are_asked_for_by_a_word_that_means_on(value):
    assert not embedded.asked_for({"EMBEDDED": value, "DEMO": value})
    assert embedded.asked_for({"EMBEDDED": value, "DEMO": "on"})


def test_the_demo_s_doors_are_not_there_without_the_demo():
    assert settings.DEMO is False
    assert not [name for name, _ in patterns() if name.startswith("demo:")]


def test_pages_tell_the_browser_what_it_may_do(client, db):
    headers = client.get("/press/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_the_session_cookie_is_out_of_scripts_reach(client, owner):
    client.post("/accounts/login/", {"login": owner.email, "password": "correct horse battery"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_docker_compose_has_every_service_with_a_health_check_and_no_secret():
    compose = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
    services = compose["services"]
    assert set(services) == {"migrate", "web", "proxy", "worker", "beat", "postgres", "redis"}
    assert [name for name in services if name != "migrate" and "healthcheck" not in services[name]] == []
    values = [value for service in services.values() for value in service.get("environment", {}).values()]
    assert [value for value in values if "PASSWORD" in value and ":?}" not in value] == []
    assert "USER portal" in (settings.BASE_DIR / "Dockerfile").read_text()


@pytest.mark.slow
def test_the_debug_toolbar_is_where_debug_is_and_nowhere_else():
    asked = "from django.conf import settings; print('debug_toolbar' in settings.INSTALLED_APPS)"
    here = {"EMBEDDED": "on", "DATA": os.environ["DATA"]}
    for debug in ("on", "off"):
        command = [sys.executable, "-c", f"import django; django.setup(); {asked}"]
        environment = os.environ | here | {"DEBUG": debug, "DJANGO_SETTINGS_MODULE": "chaportal.settings"}
        run = subprocess.run(
            command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
        )
        assert run.stdout.strip() == str(debug == "on")
