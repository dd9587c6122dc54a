"""Every form on every page takes bad text, and nothing of it is saved."""

import importlib
from pathlib import Path

import pytest
from django import forms as djangos
from django.conf import settings
from django.db import connection
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

import encryption
from tests import world
from tests.system import matrix
from tests.system.forms_on_pages import Form, forms_of
from tests.undoing import undone
from tests.unicode import HIDDEN, bad_signs
from webforms import forms

# Their break inside becomes a space, which these do not take; the others must bear it.
WITHOUT_SPACES = {"email", "url", "tel", "date", "number", "hidden"}
BESIDE = ("people_securityevent", "people_sentform", "django_session")  # written whatever a form says
ENOUGH = 60  # forms that saved what was typed; fewer would prove too little


class Writes:
    """Watches what is written to the database, and what is encrypted on its way there."""

    def __init__(self):
        self.found: list[str] = []
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")):
            self.count += not any(table in sql for table in BESIDE)
            self.look(params)
        return execute(sql, params, many, context)

    def look(self, value):
        value = getattr(value, "obj", value)
        if isinstance(value, str):
            self.found += [value] if bad_signs(value) or "\r" in value else []
        elif isinstance(value, dict):
            self.look([*value.keys(), *value.values()])
        elif isinstance(value, list | tuple):
            for each in value:
                self.look(each)


def filled(form: Form, *, inner_break: bool) -> dict[str, list[str]]:
    """What a person might send, with bad text in each field that takes text."""
    sent: dict[str, list[str]] = {}
    for name, kind, value in form.fields:
        bad = HIDDEN + ("\x0b" if inner_break and kind not in WITHOUT_SPACES else "")
        if kind in ("radio", "option", "submit"):
            sent.setdefault(name, [value])
        elif kind in ("checkbox", "hidden"):
            sent.setdefault(name, []).append(value or "on")
        elif kind == "date":
            sent[name] = [value or str(timezone.localdate())]
        elif kind in ("number", "time"):
            sent[name] = [value or "3"]
        elif kind == "email":
            sent[name] = [f"some{HIDDEN}one@example.org"]
        elif kind in ("text", "textarea", "search", "tel", "url"):
            sent[name] = [f"{(value or 'Words of ours')[:20]}{bad}{(value or ' more')[20:]}"]
    return sent


class DoorsTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()

    def setUp(self):
        self.clients = {name: Client() for name in self.world.people}
        for name, user in self.world.people.items():
            self.clients[name].force_login(user)
        self.writes = Writes()
        kept = encryption.encrypt

        def looked_at(text):
            self.writes.look(text)
            return kept(text)

        encryption.encrypt = looked_at
        self.addCleanup(setattr, encryption, "encrypt", kept)

    @pytest.mark.slow
    def test_nothing_bad_is_written_through_any_form_of_any_page(self):
        saved = set()
        for page in [page for page in matrix.PAGES if page.methods == "GET" and page.allowed]:
            address, client = reverse(page.name, args=page.arguments(self.world)), self.clients[page.allowed.split()[0]]
            for form in forms_of(client.get(address).content.decode(errors="replace")):
                action = form.action or address
                if action.startswith("/accounts/") or (action, str(form.fields)) in saved:
                    continue
                if any(self._sent(client, action, filled(form, inner_break=inner)) for inner in (True, False)):
                    saved.add((action, str(form.fields)))
                assert self.writes.found == [], action
        assert len(saved) >= ENOUGH

    def _sent(self, client, address, data) -> bool:
        """Whether something was written; it is undone."""
        before = self.writes.count
        with undone(), connection.execute_wrapper(self.writes):
            client.post(address, data)
        return self.writes.count > before


def house_forms() -> list[type]:
    """Every form of ours."""
    root = Path(settings.BASE_DIR)
    for app in settings.LAYERS:
        for file in (root / app).rglob("*.py"):
            if "forms." in file.read_text() and not {"migrations", "demo"} & set(file.parts):
                importlib.import_module(
                    ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
                )
    waiting, found = [djangos.BaseForm], []
    while waiting:
        waiting += (new := [cls for cls in waiting.pop().__subclasses__() if cls not in found])
        found += new
    return [cls for cls in found if cls.__module__.split(".")[0] in settings.LAYERS]


def test_every_form_is_one_that_cleans():
    ours = house_forms()
    assert len(ours) > 60
    assert [cls for cls in ours if not issubclass(cls, forms._Cleaned)] == []


def test_fields_for_passwords_are_named_so_that_they_stay_as_typed():
    secret = {
        name
        for cls in [*house_forms(), *_allauth_forms()]
        for name, field in cls.base_fields.items()
        if isinstance(field.widget, djangos.PasswordInput)
    }
    assert secret
    assert [name for name in secret if "password" not in name] == []


def _allauth_forms() -> list[type]:
    module = importlib.import_module("allauth.account.forms")
    return [cls for cls in vars(module).values() if isinstance(cls, type) and hasattr(cls, "base_fields")]
