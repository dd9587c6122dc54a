"""Settings of production: what stops the start, and what the browser is told."""

import json
import os
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

from tests.house.urls import patterns

PRODUCTION = {
    "DATABASE_URL": "postgresql://portal:secret@db.example/portal",
    "BASE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "SECRET_KEY": "s" * 60,
    "FIELD_KEYS": "x" * 43 + "=",
    "SMTP_URL": "smtp+tls://user:secret@smtp.example:587",
}
ASK = (
    "import json; from chaportal import settings as s;"
    "print(json.dumps({n: getattr(s, n) for n in ('SESSION_COOKIE_NAME', 'CSRF_COOKIE_NAME', 'SESSION_COOKIE_SECURE',"
    "'CSRF_COOKIE_SECURE', 'SECURE_SSL_REDIRECT', 'SECURE_HSTS_SECONDS', 'DEBUG', 'SMTP_OPTIONS', 'SECURE_CSP')}))"
)


def start(**changes) -> subprocess.CompletedProcess:
    """The settings as a process of production reads them; a value of None is missing."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = kept | {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    return subprocess.run(
        [sys.executable, "-c", ASK], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )


def test_production_is_secure_without_being_asked():
    said = json.loads(start().stdout)
    assert said["SESSION_COOKIE_NAME"] == "__Host-session"
    assert said["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert said["SESSION_COOKIE_SECURE"] is said["CSRF_COOKIE_SECURE"] is said["SECURE_SSL_REDIRECT"] is True
    assert said["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert said["DEBUG"] is False
    assert said["SMTP_OPTIONS"]["use_tls"] is True
    assert "upgrade-insecure-requests" in said["SECURE_CSP"]


@pytest.mark.parametrize("name", ["BASE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "FIELD_KEYS"])
def test_a_missing_value_stops_the_start_and_says_what_to_set(name):
    answer = start(**{name: None})
    assert answer.returncode != 0
    assert f"ImproperlyConfigured: Set {name}: " in answer.stderr


def test_the_demo_refuses_a_database_that_is_not_the_embedded_one():
    answer = start(DEMO="1")
    assert answer.returncode != 0
    assert "Unset DEMO" in answer.stderr


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
    assert set(services) == {"migrate", "web", "worker", "beat", "postgres", "redis"}
    assert services["postgres"]["image"] == "postgres:18"
    assert [name for name in services if name != "migrate" and "healthcheck" not in services[name]] == []
    values = [value for service in services.values() for value in service.get("environment", {}).values()]
    assert [value for value in values if "PASSWORD" in value and ":?}" not in value] == []
    assert "USER portal" in (settings.BASE_DIR / "Dockerfile").read_text()
