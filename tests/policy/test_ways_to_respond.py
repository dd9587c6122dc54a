"""How one responds to a consultation, and until when: said with the zone wherever it is said."""

from datetime import datetime

import pytest
from django.db import Error, transaction

from people.templatetags.people import deadline, opening
from policy.models import Consultation
from tests.policy.conftest import in_days, make_consultation
from tests.policy.test_desk import errors, typed
from tests.reading import text
from times import LONDON

NEW = "/staff/policy/consultations/new/"
WAYS = {
    "respond_link": "https://consult.example/answer",
    "respond_email": "answers@department.example",
    "respond_post": "The Department\n1 High Street",
    "respond_form": "https://consult.example/form.docx",
}


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


def test_each_way_is_recorded_and_shown_while_it_is_open(client, body):
    assert client.post(NEW, typed(body, **WAYS)).status_code == 302
    consultation = Consultation.objects.get()
    assert {name: getattr(consultation, name) for name in WAYS} == WAYS
    Consultation.objects.update(opens_at=in_days(-1), internal_deadline=in_days(1), closes_at=in_days(2))
    for path in (f"/staff/policy/consultations/{consultation.reference}/", "/policy/consultations/DFE-2026-14/"):
        page = client.get(path).content.decode()
        assert "How to respond to them" in page
        assert 'href="https://consult.example/answer"' in page
        assert 'href="mailto:answers@department.example"' in page
        assert 'href="https://consult.example/form.docx"' in page
        assert "The Department<br>1 High Street" in page
    Consultation.objects.update(opens_at=in_days(-9), internal_deadline=in_days(-2), closes_at=in_days(-1))
    assert "How to respond" not in text(client.get("/policy/consultations/DFE-2026-14/"))


def test_a_consultation_without_ways_says_nothing_of_them(client, consultation):
    assert "How to respond" not in text(client.get("/policy/consultations/CARE-1/"))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"respond_link": "http://consult.example/"}, "https://"),
        ({"respond_email": "nobody"}, "Enter a valid email address."),
        ({"respond_form": "https://consult.example/form"}, "Write where the form is sent too"),
    ],
)
def test_a_way_that_leads_nowhere_gets_a_sentence(client, body, wrong, sentence):
    answer = client.post(NEW, typed(body, **wrong))
    assert answer.status_code == 422
    assert sentence in errors(answer)[0]
    assert not Consultation.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"respond_link": "http://consult.example/"},
        {"respond_form": "javascript:alert(1)", "respond_email": "a@b.example"},
        {"respond_form": "https://consult.example/form"},
        {"respond_post": " "},
    ],
)
def test_the_database_keeps_no_way_that_leads_nowhere(consultation, wrong):
    with pytest.raises(Error), transaction.atomic():
        Consultation.objects.update(**wrong)


def test_a_closing_time_in_the_hour_that_comes_twice_is_asked_about(client, body):
    october = {"internal_deadline_0": "2026-10-20", "closes_at_0": "2026-10-25", "closes_at_1": "01:30"}
    answer = client.post(NEW, typed(body, **october))
    (sentence,) = errors(answer)
    assert sentence.startswith("01:30 on 25 October 2026 happens twice: the clocks go back then.")
    assert "Write 01:30 BST for the first or 01:30 GMT for the second." in sentence
    assert 'value="01:30"' in answer.content.decode()
    assert client.post(NEW, typed(body, **october | {"closes_at_1": "01:30 GMT"})).status_code == 302
    page = client.get("/staff/policy/consultations/DFE-2026-14/")
    assert "25 October 2026, 1:30am GMT, UK time" in text(page)
    assert 'value="01:30 GMT"' in client.get("/staff/policy/consultations/DFE-2026-14/edit/").content.decode()


def test_opening_and_closing_say_the_zone():
    def london(*parts):
        return datetime(*parts, tzinfo=LONDON)

    assert deadline(london(2026, 12, 4)) == "3 December 2026, 11:59pm, UK time"
    assert deadline(london(2026, 6, 4, 17)) == "4 June 2026, 5:00pm, UK time"
    assert deadline(london(2026, 10, 25, 1, 30)) == "25 October 2026, 1:30am BST, UK time"
    assert opening(london(2026, 12, 4)) == "4 December 2026"
    assert opening(london(2026, 12, 4, 9, 30)) == "4 December 2026, 9:30am, UK time"
    assert (opening(None), deadline(None)) == ("", "")


def test_public_pages_lists_and_forms_say_it_alike(signed_in, client, body, provider, owner):
    midnight = in_days(20).astimezone(LONDON).replace(hour=0, minute=0)
    make_consultation("CARE-1", ours=10, closes_at=midnight)
    said = deadline(midnight)
    assert said.endswith(", 11:59pm, UK time")
    for path in ("/policy/", "/policy/consultations/CARE-1/", "/staff/policy/consultations/"):
        assert said in text(client.get(path))
    ours = deadline(Consultation.objects.get().internal_deadline)
    for path in ("/consultations/", f"/consultations/CARE-1/answer/{provider.pk}/", "/dashboard/"):
        assert ours in text(signed_in(owner).get(path))
