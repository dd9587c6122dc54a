"""allauth's pages in our clothes."""

import pytest
from django.test import Client

PAGES = [
    *("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"),
    *("/accounts/reauthenticate/", "/accounts/2fa/webauthn/"),
]


@pytest.mark.parametrize("path", PAGES)
def test_account_pages_render_in_the_portal_s_layout(client, owner, path):
    client.post("/accounts/login/", {"login": owner.email, "password": "correct horse battery"})
    page = client.get(path)
    assert page.status_code == 200
    assert '<nav aria-label="Portal" class="masthead__nav">' in page.content.decode()


def test_a_person_sees_their_own_sessions_and_can_end_the_others(owner):
    here, there = Client(), Client()
    for client in (here, there):
        client.post("/accounts/login/", {"login": owner.email, "password": "correct horse battery"})
    assert here.get("/accounts/sessions/").content.decode().count("127.0.0.1") == 2
    here.post("/accounts/sessions/")
    assert there.get("/dashboard/").status_code == 302
    assert here.get("/dashboard/").status_code == 200
