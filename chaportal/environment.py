"""What an installation must be told before it starts: nothing that matters is guessed.

The settings ask `faults` first, so that whoever sets up the portal reads all that is missing or wrong at once. No
sentence repeats a value that is secret.
"""

from collections.abc import Callable, Mapping
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name, validate_email
from django.http.request import validate_host

from chaportal.embedded import ON

OFF = {"0", "off", "false", "no", ""}
SWITCHES = ("EMBEDDED", "DEMO", "DEBUG", "HTTPS", "BEHIND_TLS_PROXY")
REQUIRED = {
    "DATABASE_URL": "where PostgreSQL is, such as postgresql://portal:password@postgres/portal",
    "REDIS_URL": "where Redis is, such as redis://redis:6379/0",
    "BASE_URL": "the portal's own address, such as https://portal.example.org",
    "ALLOWED_HOSTS": "the host names of the portal, comma-separated",
    "SECRET_KEY": "50 random characters, as `openssl rand -base64 50` prints",
    "FIELD_KEYS": "Fernet keys, comma-separated, newest first (see docs/operating.md)",
    "MEDIA_ROOT": "the folder for uploaded files, by its whole path",
    "SMTP_URL": "the mail relay, such as smtp+tls://user:password@host:587",
    "FROM_EMAIL": "whom mails come from, such as Portal <portal@example.org>",
    "BULLETIN_FROM_EMAIL": "whom bulletins come from, such as Bulletins <bulletins@example.org>",
    "TRUSTED_PROXY_COUNT": "how many proxies stand before the portal, 0 for none: rate limits count by visitor",
}


def faults(environ: Mapping[str, str]) -> list[str]:
    """All that keeps the portal from starting in production, a sentence each; empty when nothing does."""
    missing = [f"Set {name}: {hint}." for name, hint in REQUIRED.items() if not environ.get(name, "").strip()]
    wrong = [
        f"{name}: {fault}." for name, check in CHECKS.items() if (fault := _fault(check, environ.get(name, "").strip()))
    ]
    return [*missing, *wrong, *_switches(environ), *_hosts(environ)]


def _fault(check: Callable[[str], str], value: str) -> str:
    return check(value) if value else ""


def _switches(environ: Mapping[str, str]) -> list[str]:
    """A word that is misspelt must not turn anything off, and nothing here may be turned off in production."""
    values = {name: environ[name].strip().lower() for name in SWITCHES if name in environ}
    wrong = [f"{name}: say on or off." for name, value in values.items() if value not in ON | OFF]
    if values.get("DEMO") in ON:
        wrong.append("Unset DEMO: it signs anyone in as anyone, and runs on the embedded database only.")
    if values.get("EMBEDDED") in ON:
        wrong.append("Unset EMBEDDED or DATABASE_URL: the embedded servers stand instead of a database of your own.")
    if values.get("DEBUG") in ON:
        wrong.append("Unset DEBUG: its error pages show private values to anyone.")
    if values.get("HTTPS") in OFF:
        wrong.append("Unset HTTPS: passwords and addresses would cross the net in clear.")
    return wrong


def _hosts(environ: Mapping[str, str]) -> list[str]:
    """Links in mails lead to BASE_URL: the portal must answer there."""
    host = urlsplit(environ.get("BASE_URL", "").strip()).hostname
    allowed = [name.strip() for name in environ.get("ALLOWED_HOSTS", "").split(",")]
    if host and any(allowed) and not validate_host(host, allowed):
        return [f"ALLOWED_HOSTS: name {host} too, the host of BASE_URL."]
    return []


def _base_url(value: str) -> str:
    address = urlsplit(value)
    if address.scheme != "https" or not address.hostname:
        return "begin it with https:// and the host's name"
    return "end it with the host's name, without a path" if address.path or address.query or address.fragment else ""


def _allowed_hosts(value: str) -> str:
    try:
        for name in value.split(","):
            validate_domain_name(name.strip().removeprefix("."))
    except ValidationError:
        return "host names such as portal.example.org, comma-separated, each by itself: no *, no https://, no port"
    return ""


def _secret_key(value: str) -> str:
    return "50 characters or more, at random" if len(value) < 50 or len(set(value)) < 10 else ""


def _field_keys(value: str) -> str:
    try:
        for key in value.split(","):
            Fernet(key.strip())
    except ValueError:
        return "each key is 32 random bytes in base64, as `openssl rand -base64 32 | tr '+/' '-_'` prints them"
    return ""


def _media_root(value: str) -> str:
    return "" if Path(value).is_absolute() else "a whole path, from / on"


def _sender(value: str) -> str:
    try:
        validate_email(parseaddr(value)[1])
    except ValidationError:
        return "an email address, or Name <address>"
    return ""


def _count(value: str) -> str:
    return "" if value.isascii() and value.isdigit() else "a number, 0 or more"


def _address(*schemes: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        given = urlsplit(value)
        socket = given.scheme.endswith("socket") or "host=/" in given.query
        known = given.scheme in schemes and (given.hostname or socket)
        return "" if known else f"begin it with {' or '.join(f'{scheme}://' for scheme in schemes)}, then the host"

    return check


CHECKS: dict[str, Callable[[str], str]] = {
    "DATABASE_URL": _address("postgresql", "postgres"),
    "REDIS_URL": _address("redis", "rediss", "redis+socket"),
    "BASE_URL": _base_url,
    "ALLOWED_HOSTS": _allowed_hosts,
    "SECRET_KEY": _secret_key,
    "FIELD_KEYS": _field_keys,
    "MEDIA_ROOT": _media_root,
    "SMTP_URL": _address("smtp+tls", "smtp+ssl", "smtp"),
    "FROM_EMAIL": _sender,
    "BULLETIN_FROM_EMAIL": _sender,
    "PRESS_EMAIL": _sender,
    "SECURITY_EMAIL": _sender,
    "TRUSTED_PROXY_COUNT": _count,
}
