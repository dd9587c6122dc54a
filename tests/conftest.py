"""The cast that every test shares, and what is strict under all of them."""

import gc

import hypothesis
import pytest
from django.conf import settings
from django.db.models.sql.compiler import SQLCompiler
from django.http import HttpRequest
from django.test import Client, override_settings
from django.utils import timezone

from jobs import task_queue
from tests.database import django_db_setup  # noqa: F401 - in place of pytest-django's
from tests.mail_server import mail_server  # noqa: F401 - a fixture for every test
from tests.workers import pytest_xdist_make_scheduler  # noqa: F401 - a hook

# How long drawing an example takes says how busy the machine is, and nothing of the code.
hypothesis.settings.register_profile("portal", suppress_health_check=[hypothesis.HealthCheck.too_slow], deadline=None)
hypothesis.settings.load_profile("portal")

# As the demo has them; an installation has none until somebody says what they are.
NUMBERS = {
    "telephone": "0121 496 0100",
    "hours": "Monday to Friday, 9am to 5pm",
    "press_telephone": "020 7946 0180",
    "press_hours": "at any hour, every day",
    "press_email": "press@association.example",
    "security_email": "security@association.example",
}


def pytest_collection_finish():
    """Modules, models and tests stay to the end: looking for garbage among them took a seventh of the time."""
    gc.collect()
    gc.freeze()


BEGAN = timezone.localdate()


def pytest_runtest_setup(item):
    """In a run that passes midnight, a module's TODAY is the day of its tests, not that of its import."""
    if getattr(item.module, "TODAY", None) == BEGAN:
        item.module.TODAY = timezone.localdate()


@pytest.fixture(autouse=True, scope="session")
def _no_order_is_dropped():
    """Django leaves a model's own ordering out where rows are grouped, without a word: then it must be asked for."""
    as_sql = SQLCompiler.as_sql

    def as_sql_in_order(self, *args, **kwargs):
        sql = as_sql(self, *args, **kwargs)
        if self._meta_ordering and self.query.group_by is not None:
            raise AssertionError(f"Rows of {self.query.model.__name__} come in no order: say order_by().")
        return sql

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "as_sql", as_sql_in_order)
        yield


@pytest.fixture(autouse=True, scope="session")
def _plain_settings(tmp_path_factory):
    """Cheap passwords, static files as they lie in the source, uploads in a folder that goes with the tests.

    For the whole session, so that what a class of tests sets up has them too.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        MEDIA_ROOT=str(tmp_path_factory.mktemp("media")),
        STORAGES=settings.STORAGES | {"staticfiles": plain},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ASSOCIATION=settings.ASSOCIATION | NUMBERS,
        OUTBOX_CHECKS=settings.OUTBOX_CHECKS | dict.fromkeys(["test", "one", "bad", "good"], ""),  # mails of tests
        PAGE_CACHE_BYTES=0,  # a test's transaction never ends, so what it changes has no new cache_version
    ):
        yield


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch):
    """Mail in memory, and no association's row that another test kept."""
    # No row, and none is looked for: a test that keeps one has it read anew.
    monkeypatch.setattr("people.association.CACHED_FOR", float("inf"))
    monkeypatch.setattr("people.association._cached", (0.0, {}))
    task_queue._silent_until = 0.0  # a broker that was away in another test
    for mailer in settings.MAILERS.values():
        mailer["BACKEND"] = "django.core.mail.backends.locmem.EmailBackend"
        mailer["OPTIONS"] = {}


@pytest.fixture(autouse=True)
def _signing_in_passes_the_second_factor(monkeypatch):
    """`force_login` stands for the whole way in: a session that passed its user's second factor, where there is one.

    Django's own would put the name of the session's row in the cookie, which opens nothing.
    """
    from django.contrib.auth import login  # noqa: PLC0415 - Django is not set up yet

    from people.second_factor import has_factor, mark_passed  # noqa: PLC0415
    from people.sessions import SessionStore  # noqa: PLC0415

    def session_of(client):
        return SessionStore.of_cookie(client.cookies[settings.SESSION_COOKIE_NAME].value)

    def force_login(client, user):
        request = HttpRequest()
        request.session = SessionStore()
        login(request, user, settings.AUTHENTICATION_BACKENDS[0])
        if has_factor(user):
            mark_passed(request, user, "test")
        request.session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = request.session.cookie

    monkeypatch.setattr(Client, "session", property(session_of))
    monkeypatch.setattr(Client, "force_login", force_login)


def by_password_alone(user) -> Client:
    """A client whose session began with a password and nothing else."""
    client = Client()
    client.force_login(user)
    session = client.session
    session.pop("account_authentication_methods", None)
    session.save()
    return client


@pytest.fixture
def provider(db):
    """Hazel Bank Care Ltd: one home, one owner."""
    return make_provider("Hazel Bank Care Ltd")


@pytest.fixture
def other_provider(db):
    return make_provider("Larkfield Children's Services Limited")


@pytest.fixture
def owner(provider):
    return make_person("owner@hazelbank.example", "owner", provider)


@pytest.fixture
def outsider(other_provider):
    """The owner of another provider."""
    return make_person("owner@larkfield.example", "owner", other_provider)


def _make_the_register():
    from tests.register.files import homes, register  # noqa: PLC0415 - Django is not set up when this module is read
    from tests.register.released import released  # noqa: PLC0415

    school = {"URN": "SC000009", "Provision type": "Residential Special School", "Name": "Elm School"}
    closed = {"URN": "9000003", "Registration status": "Closed"}
    return released(register(*homes("9000001", "9000002"), closed, school))


@pytest.fixture(scope="session")
def _register_snapshot():
    from tests.snapshot import Snapshot  # noqa: PLC0415 - Django is not set up when this module is read

    return Snapshot(_make_the_register)


@pytest.fixture
def the_register(db, _register_snapshot):
    """A list with two children's homes and a residential special school."""
    return _register_snapshot()


@pytest.fixture
def home(the_register, provider, owner, membership_manager):
    """Hazel Bank's home, claimed and confirmed, with its private name and address."""
    from homes import actions, locations  # noqa: PLC0415 - Django is not set up when this module is read
    from homes.models import Home  # noqa: PLC0415

    claimed = actions.claim(urn="9000001", provider=provider, by=owner)
    confirmed = actions.confirm(home=claimed, by=membership_manager)
    locations.save(home=confirmed, by=owner, name="Bramble House", address="1 Invented Road", postcode="ZZ99 1ZZ")
    return Home.objects.get(pk=confirmed.pk)


@pytest.fixture
def press_contact(db):
    """Whom releases name for journalists to ring: without one, none can be approved."""
    from publishing.models import PressContact  # noqa: PLC0415 - Django is not set up when this module is read

    return PressContact.objects.create(name="Jo", telephone="01632 960001", email="jo@association.example")


@pytest.fixture
def press_officer(press_contact):
    return make_person("press@association.example", "press_officer")


@pytest.fixture
def policy_officer(db):
    return make_person("policy@association.example", "policy_officer")


@pytest.fixture
def membership_manager(db):
    return make_person("members@association.example", "membership_manager")


@pytest.fixture
def chief_executive(db):
    return make_person("chief@association.example", "chief_executive")


@pytest.fixture
def signed_in():
    """A function: a client signed in as a user."""

    def sign_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def make_provider(name: str, **fields):
    from people.models import Provider  # noqa: PLC0415 - Django is not set up when this module is read

    return Provider.objects.create(legal_name=name, **{"sector": "private", "nation": "england", **fields})


def make_person(email: str, role: str, provider=None):
    """A user with a verified address and one role; staff get a second factor, as they must have."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: PLC0415

    from people.access import ROLES  # noqa: PLC0415
    from people.models import Role, User  # noqa: PLC0415

    user = User.objects.create_user(email, "correct horse battery", name=email.split("@")[0].capitalize())
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    Role.objects.create(user=user, provider=provider, name=role)
    if ROLES[role].needs_second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user
