"""In the demo staff can pass their second factor, as a page shows its codes; elsewhere no code is ever shown."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import include, path

from chaportal import urls
from chaportal.demo.cast import CAST
from chaportal.demo.codes import codes
from tests.conftest import make_person
from tests.reading import text

# As `chaportal/urls.py` has them where DEMO is on.
urlpatterns = [*urls.urlpatterns, path("demo/", include("chaportal.demo.urls"))]
handler400, handler500 = urls.handler400, urls.handler500
STAFF = next(person for person in CAST if person.role == "press_officer")
PAGE = "/demo/codes/"


@pytest.fixture
def officer(db):
    return make_person(STAFF.email, STAFF.role)


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.ROOT_URLCONF = True, __name__


def test_a_code_of_the_page_is_taken_where_staff_are_asked_again(demo, officer, signed_in):
    ((person, code),) = codes()
    assert person == STAFF
    page = text(Client().get(PAGE))
    assert code in page
    assert STAFF.name in page
    client = signed_in(officer)
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": code, "next": "/accounts/2fa/"})
    assert (answer.status_code, answer.url) == (302, "/accounts/2fa/")


def test_nobody_s_code_is_shown_but_the_cast_s(demo, officer):
    other = make_person("visitor@association.example", STAFF.role)
    assert Authenticator.objects.filter(user=other).exists()
    assert [person.email for person, _ in codes()] == [STAFF.email]


def test_without_the_demo_there_is_neither_page_nor_code(officer, settings):
    assert settings.DEMO is False
    assert Client().get(PAGE).status_code == 404
    settings.ROOT_URLCONF = __name__  # even were its door there
    with pytest.raises(ImproperlyConfigured, match="DEMO"):
        Client().get(PAGE)
