"""Every form of every page: it overwrites nothing unseen, is done once, and its words outlive their session.

Which forms there are, and which of them edit, is found out from the pages and not listed: a form edits when it opens
with what was saved through it.
"""

from django.conf import settings
from django.db import connection
from django.test import Client, TestCase
from django.urls import reverse

from tests import world
from tests.house import matrix
from tests.house.filling_in import OTHER, changed
from tests.house.forms_on_pages import Form, forms_of
from tests.undoing import undone

# What they make is shown on their answer alone: sent again, they make another one, which is the one on screen.
SHOWN_ONCE = ("/duties/subscription/make/", "/previews/")
# Fewer would prove too little.
EDIT, CREATE, TAKE_WORDS = 15, 100, 60
TABLES_BESIDE = ("django_session", "people_sentform", "people_keptwords", "people_securityevent", '"cache"')


class Writes:
    """Counts what is written to the tables of what people keep."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        self.count += is_write and not any(table in sql[:80] for table in TABLES_BESIDE)
        return execute(sql, params, many, context)


class EveryFormTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.build()

    def setUp(self):
        self.clients = {name: Client() for name in self.world.people}
        for name, user in self.world.people.items():
            self.clients[name].force_login(user)

    def _forms_of_all_pages(self) -> list[tuple[Client, str, Form]]:
        """Each form once, with the page that shows it and who may open that."""
        found = {}
        for page in [page for page in matrix.PAGES if page.methods == "GET" and page.allowed]:
            client, address = self.clients[page.allowed.split()[0]], reverse(page.name, args=page.arguments(self.world))
            for form in forms_of(client.get(address).content.decode(errors="replace")):
                form.action = form.action or address
                if not form.action.startswith("/accounts/"):
                    found.setdefault(form.named(), (client, address, form))
        return list(found.values())

    def _edits(self, before: Form, sent: dict, now: Form) -> bool:
        """Whether the form opens with what was sent through it."""
        return any(values != before.shown.get(name) and values == sent.get(name) for name, values in now.shown.items())

    def _same(self, client, address, form: Form) -> Form | None:
        """The form as its page shows it now."""
        page = client.get(address).content.decode(errors="replace")
        for each in forms_of(page):
            each.action = each.action or address
            if each.named() == form.named():
                return each
        return None

    def _post(self, client, form, sent):
        writes = Writes()
        with connection.execute_wrapper(writes):
            answer = client.post(form.action, sent)
        return answer, writes.count

    def test_a_second_window_overwrites_nothing_and_a_second_post_does_nothing(self):
        wrong, edit, create = {}, 0, 0
        for client, address, form in self._forms_of_all_pages():
            with undone():
                first, wrote = self._post(client, form, sent := changed(form, "Alpha"))
                if not wrote or first.status_code >= 400:
                    continue
                create += 1
                again, wrote = self._post(client, form, sent)
                if any(part in form.action for part in SHOWN_ONCE):
                    continue
                if wrote or again.status_code != 302:
                    wrong[form.named()] = f"done twice: {first.status_code}, {again.status_code}, {wrote} writes"
                now = form.shown and self._same(client, address, form)
                if not now or not self._edits(form, sent, now):
                    continue
                edit += 1
                stale = changed(form, OTHER)
                assert {**stale, "form_token": []} != {**sent, "form_token": []}, form.named()
                answer, wrote = self._post(client, form, stale | {"form_token": []})
                if wrote or answer.status_code == 302:
                    wrong[form.named()] = f"overwritten: {answer.status_code}, {wrote} writes"
        assert not wrong, "\n".join(f"{name}: {what}" for name, what in wrong.items())
        assert (edit >= EDIT, create >= CREATE) == (True, True), (edit, create)

    def test_words_typed_when_a_session_had_ended_are_in_the_form_after_signing_in(self):
        lost, tried = [], 0
        for client, address, form in self._forms_of_all_pages():
            sent = changed(form, OTHER)
            if not any("omegas" in value.lower() for values in sent.values() for value in values):
                continue
            tried += 1
            with undone():
                session = client.cookies.pop(settings.SESSION_COOKIE_NAME)
                came_from = {"Referer": f"http://testserver{address}"}
                answer = client.post(form.action, sent, headers=came_from)
                client.cookies[settings.SESSION_COOKIE_NAME] = session.value
                page = client.get(address).content.decode()
                client.cookies.pop("words", None)
                shown = [each for each in forms_of(page) if (each.action or address) == form.action]
                said = [value for each in shown for values in each.untouched.values() for value in values]
                if not (answer.url.startswith("/accounts/login/") and "Nothing has been saved yet" in page):
                    lost.append((form.named(), "not kept"))
                elif not any("omegas" in value.lower() for value in said):
                    lost.append((form.named(), "not filled"))
        assert not lost, "\n".join(map(str, lost))
        assert tried >= TAKE_WORDS
