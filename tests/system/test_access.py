"""Every URL, as every role, by every method that it takes."""

import logging

import pytest
from django.db.models import Count, Q
from django.test import Client, TestCase
from django.urls import reverse

from people.models import SecurityEvent
from tests import world
from tests.system import downloads, matrix
from tests.system.urls import names, public_names
from tests.undoing import undone

# Public pages with a form need a token against forged ones, and with it a cookie.
WITH_A_FORM = {
    *("people:invitation_accept", "people:invitation_decline"),
    *("bulletins:unsubscribe", "media_releases:accreditation_apply"),
    *("people:access_ask", "people:access_confirm", "people:complain"),
    *("members:join", "members:join_again", "members:application", "members:application_renew"),
    *("members:application_homes", "members:application_evidence", "members:application_check"),
    "members:invoice_by_link",
    *("members:application_send", "members:application_withdraw", "members:application_step"),
}


OWN = {
    "dashboard",
    "people:kept_words",
    "people:session_end",
    "people:role_own",
    "your_data",
    "your_data_file",
    "your_data_erase",
    "your_data_keep",
    "people:provider_choose",
}  # a person's own, whatever their roles
REFUSED = Q(kind=SecurityEvent.Kind.ACCESS_REFUSED)


def _recorded() -> tuple[int, int]:
    """How many refusals and how many other events are recorded."""
    refused, others = Count("pk", filter=REFUSED), Count("pk", filter=~REFUSED)
    return tuple(SecurityEvent.objects.aggregate(refused=refused, others=others).values())


def _lasting(answer) -> dict:
    """Its headers, but for the one that names the second."""
    return {name: value for name, value in answer.headers.items() if name != "Expires"}


class AccessTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()

    def setUp(self):
        logging.disable()  # a line for each refusal, and its traceback, took a tenth of the time
        self.addCleanup(logging.disable, logging.NOTSET)
        self.clients = {name: Client() for name in self.world.people}
        for name, user in self.world.people.items():
            self.clients[name].force_login(user)
        self.recorded = _recorded()

    def ask(self, client, page, **headers):
        """The answer to a request whose effect is undone, with how many `refusals` and other `events` it recorded."""
        address = reverse(page.name, args=page.arguments(self.world))
        with undone():
            typed = downloads.TYPED.get(page.name, {}) if page.methods == "POST" else {}
            send = client.get if page.methods == "GET" else client.post
            answer = send(address, typed(self.world) if callable(typed) else typed, headers=headers)
            refusals, events = _recorded()
        answer.refusals, answer.events = refusals - self.recorded[0], events - self.recorded[1]
        return answer

    @pytest.mark.slow
    def test_every_person_gets_exactly_what_the_matrix_says_and_a_file_leaves_an_event(self):
        files = set()
        for page in matrix.PAGES:
            for person in matrix.PEOPLE:
                with self.subTest(page=page.name, method=page.methods, person=person):
                    answer = self.ask(self.clients[person], page)
                    assert answer.status_code in page.expected(person)
                    assert answer.refusals == (answer.status_code == 403 or person in page.hidden.split())
                    if downloads.is_file(answer):
                        files.add(page.name)
                        assert answer.events == (page.name not in downloads.WITHOUT_EVENT)
        assert downloads.makers() - set(matrix.PUBLIC) == files, "not walked, or made by no view"

    @pytest.mark.slow
    def test_head_is_answered_as_get_without_a_body(self):
        pages = [page for page in matrix.PAGES if page.methods == "GET" and page.allowed]
        readers = [self.clients[page.allowed.split()[0]] for page in pages]
        asked = [
            *zip(readers, (reverse(page.name, args=page.arguments(self.world)) for page in pages), strict=True),
            *((Client(), path) for path in matrix.public_addresses(self.world).values()),
        ]
        for client, address in asked:
            with self.subTest(address=address):
                with undone():
                    get = client.get(address)
                with undone():
                    head = client.head(address)
                assert head.status_code == get.status_code
                assert _lasting(head) == _lasting(get)

    @pytest.mark.slow
    def test_nobody_gets_in_without_signing_in(self):
        for page in matrix.PAGES:
            with self.subTest(page=page.name, method=page.methods):
                answer = self.ask(Client(), page)
                assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/")

    @pytest.mark.slow
    def test_htmx_gets_no_more_than_anyone(self):
        for page in matrix.PAGES:
            for person in ("outsider", "journalist"):
                with self.subTest(page=page.name, method=page.methods, person=person):
                    answer = self.ask(self.clients[person], page, **{"HX-Request": "true"})
                    assert answer.status_code in page.expected(person)

    @pytest.mark.slow
    def test_a_role_that_ended_opens_nothing(self):
        roles = self.world.people["owner"].roles
        roles.update(ends_on=roles.get().starts_on)
        for page in matrix.PAGES:
            if page.name not in OWN:
                with self.subTest(page=page.name, method=page.methods):
                    assert self.ask(self.clients["owner"], page).status_code in {403, 404}

    def test_public_pages_are_open_and_set_no_cookie(self):
        for name, path in matrix.public_addresses(self.world).items():
            with self.subTest(page=name):
                before = downloads.EVENTS.count()
                answer = Client().get(path)
                if downloads.is_file(answer) and path != matrix.PUBLIC[name]:  # part of it is a key
                    told = name in downloads.WITHOUT_EVENT or name in downloads.FOR_EVERYONE
                    assert downloads.EVENTS.count() - before == (not told)
                assert answer.status_code == (404 if path in matrix.NOT_YET_PUBLIC else 200)
                if name not in WITH_A_FORM:
                    assert not answer.cookies
                    assert "Cookie" not in answer.headers.get("Vary", "")

    def test_what_is_not_public_yet_is_not_found_even_by_its_writer(self):
        for path in [*matrix.NOT_YET_PUBLIC, f"/files/{self.world.picture.attachment.key}/full.png"]:
            for client in (Client(), self.clients["press"], self.clients["policy"], self.clients["journalist"]):
                with self.subTest(path=path):
                    assert client.get(path).status_code == 404


def test_every_url_is_in_the_matrix_and_nothing_else():
    listed = {page.name for page in matrix.PAGES} | set(matrix.PUBLIC) | matrix.ALLAUTH_PUBLIC | matrix.ALLAUTH_OWN
    assert names() == listed


def test_what_needs_no_login_is_exempted_by_name():
    assert public_names() == set(matrix.PUBLIC) | matrix.ALLAUTH_PUBLIC


@pytest.mark.parametrize("name", sorted(matrix.ALLAUTH_OWN))
def test_account_pages_need_a_login(name, client, db):
    args = [1] if name in {"mfa_remove_webauthn", "mfa_edit_webauthn"} else []
    assert client.get(reverse(name, args=args)).url.startswith("/accounts/login/")
