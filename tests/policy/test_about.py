"""What a text is about: said by who writes it, read from both ends."""

import json
import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from policy.about.actions import say_about
from policy.models import About, Document, Recommendation
from policy.recommendations import actions as recommendations
from policy.texts.actions import start_response
from publishing import actions
from publishing.workflow import Refused
from tests import reading
from tests.conftest import make_person
from tests.policy.conftest import in_days, make_body, make_consultation, publish

WORDS = {
    "title": "Homes are closing",
    "summary": "In short, what we say and why it matters.",
    "body": "<p>At length.</p>",
}
PAGE = "/press/homes-are-closing/"


@pytest.fixture
def document(db):
    return make_document("A review of places")


@pytest.fixture
def release(press_officer):
    return actions.start(kind="statement", by=press_officer, **WORDS)


def make_document(title, **fields):
    values = {"kind": "review", "published_on": timezone.localdate(), "link": "https://www.gov.uk/review"}
    return Document.objects.create(body=make_body(), title=title, **values | fields)


def text(client, path):
    return reading.text(client.get(path))


def about(release):
    return [str(row) for row in About.objects.filter(edition=release)]


def test_a_release_says_what_it_is_about_and_the_consultation_leads_back(
    client, release, document, consultation, press_officer, chief_executive
):
    say_about(edition=release, by=press_officer, documents=[document], consultations=[consultation])
    assert "What we published on it" not in text(client, "/policy/consultations/CARE-1/")
    publish(release, author=press_officer, approver=chief_executive)
    page = text(client, PAGE)
    assert '<a href="/policy/documents/a-review-of-places/">A review of places</a>, ' in page
    assert "Department for Education" in page
    assert 'href="/policy/consultations/CARE-1/"' in page
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])
    assert [(row["name"], row["url"]) for row in data["isBasedOn"]] == [
        ("A review of places", "http://127.0.0.1:8000/policy/documents/a-review-of-places/"),
        ("Consultation: Consultation CARE-1", "http://127.0.0.1:8000/policy/consultations/CARE-1/"),
    ]
    assert PAGE in text(client, "/policy/consultations/CARE-1/")


def test_a_consultation_that_has_not_opened_is_not_named(client, release, consultation, press_officer, chief_executive):
    say_about(edition=release, by=press_officer, documents=[], consultations=[consultation])
    publish(release, author=press_officer, approver=chief_executive)
    type(consultation).objects.update(opens_at=in_days(3))
    assert "CARE-1" not in text(client, PAGE)
    assert "What this is about" not in text(client, PAGE)


def test_who_writes_the_text_says_it_and_nobody_else(release, document, press_officer, policy_officer, chief_executive):
    for person in (policy_officer, chief_executive):
        with pytest.raises(PermissionDenied):
            say_about(edition=release, by=person, documents=[document], consultations=[])
    say_about(edition=release, by=press_officer, documents=[document], consultations=[])
    assert about(release) == ["A review of places"]


def test_saying_it_again_replaces_it_and_saying_the_same_changes_nothing(
    release, document, consultation, press_officer
):
    def say(documents, consultations):
        by = {"edition": release, "by": press_officer}
        say_about(**by, documents=documents, consultations=consultations)
        return sorted(About.objects.values_list("pk", flat=True))

    first = say([document], [consultation])
    assert len(first) == 2
    assert say([document], [consultation]) == first
    assert say([document], []) == first[:1]
    assert say([], [consultation]) != first[:1]
    assert about(release) == ["Consultation CARE-1"]
    assert say([], []) == []


def test_the_form_shows_what_is_chosen_and_only_what_has_been_published(
    signed_in, release, document, consultation, press_officer
):
    make_document("Not out yet", published_on=timezone.localdate() + timedelta(days=1))
    make_consultation("SOON", opens=1)
    client = signed_in(press_officer)
    address = f"/staff/policy/texts/{release.pk}/about/"
    page = text(client, address)
    assert "A review of places" in page
    assert "Consultation CARE-1" in page
    assert "Not out yet" not in page
    assert "SOON" not in page
    assert "checked" not in page
    assert client.post(address, {"documents": [document.pk]}).url == f"/staff/texts/{release.pk}/"
    assert text(client, address).count("checked") == 1
    assert "A review of places" in text(client, f"/staff/texts/{release.pk}/")
    unknown = client.post(address, {"documents": [document.pk + 99]})
    assert "There is a problem" in unknown.content.decode()
    assert about(release) == ["A review of places"]


@pytest.fixture
def recommendation(document):
    return Recommendation.objects.create(document=document, number="12", text="Fund it.")


def test_a_text_about_a_recommendation_leads_there_and_back(
    client, release, recommendation, press_officer, chief_executive
):
    say_about(edition=release, by=press_officer, documents=[], consultations=[], recommendations=[recommendation])
    promise, paper = f"/policy/tracker/r{recommendation.pk}/", "/policy/documents/a-review-of-places/"
    assert PAGE not in text(client, promise)
    draft = publish(release, author=press_officer, approver=chief_executive)
    page = text(client, PAGE)
    assert f'<a href="{promise}">A review of places: recommendation 12</a>' in page
    assert "What we published on it" in text(client, promise)
    for path in (promise, paper):
        assert PAGE in text(client, path)
    following = actions.start_next(publication=draft.publication, by=press_officer)
    assert about(following) == ["Recommendation 12: A review of places"]
    with pytest.raises(ValidationError, match="a text of ours is about it"):
        recommendations.delete(recommendation=recommendation, by=make_person("p@x.example", "policy_officer"))
    Document.objects.update(triaged_at=None, is_public=False)
    assert "recommendation 12" not in text(client, PAGE)


def test_recommendations_are_named_by_their_references(signed_in, release, recommendation, press_officer):
    client, address = signed_in(press_officer), f"/staff/policy/texts/{release.pk}/about/"
    named = f"r{recommendation.pk}; R{recommendation.pk}"
    assert client.post(address, {"recommendations": named}).status_code == 302
    assert about(release) == ["Recommendation 12: A review of places"]
    assert f'value="R{recommendation.pk}"' in text(client, address)
    assert "Recommendation 12: A review of places" in text(client, f"/staff/texts/{release.pk}/")
    for wrong in ("R999999", f"R{recommendation.pk}, 7{recommendation.pk}"):
        answer = client.post(address, {"recommendations": wrong})
        assert answer.status_code == 422
        assert "There is no recommendation R" in reading.text(answer)
        assert wrong in reading.text(answer)
    assert about(release) == ["Recommendation 12: A review of places"]


def test_what_was_approved_before_recommendations_could_be_named_stays_approved(release, document, recommendation):
    rows = [About(edition=release, document=document), About(edition=release, recommendation=recommendation)]
    assert [row.content for row in rows] == [
        ["about", document.pk, None],
        ["about", None, None, recommendation.pk],
    ]


def test_the_database_keeps_it_to_one_thing_a_row_and_once(release, document, consultation, recommendation):
    About.objects.create(edition=release, recommendation=recommendation)
    with pytest.raises(IntegrityError, match="about_recommendation_once"), transaction.atomic():
        About.objects.create(edition=release, recommendation=recommendation)
    About.objects.create(edition=release, document=document)
    for wrong in (
        {},
        {"document": document, "consultation": consultation},
        {"document": document, "recommendation": recommendation},
    ):
        with pytest.raises(IntegrityError, match="about_one_of_three"), transaction.atomic():
            About.objects.create(edition=release, **wrong)
    with pytest.raises(IntegrityError, match="about_document_once"), transaction.atomic():
        About.objects.create(edition=release, document=document)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_release_takes_three_queries_whatever_it_is_about(
    client, release, press_officer, chief_executive, count, django_assert_num_queries
):
    documents = [make_document(f"Paper {number}") for number in range(count)]
    say_about(edition=release, by=press_officer, documents=documents, consultations=[])
    publish(release, author=press_officer, approver=chief_executive)
    with django_assert_num_queries(3):
        client.get(PAGE)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_consultation_takes_the_same_queries_for_any_number_of_texts(
    client, consultation, press_officer, chief_executive, count, django_assert_num_queries
):
    for _ in range(count):
        edition = actions.start(kind="statement", by=press_officer, **WORDS)
        say_about(edition=edition, by=press_officer, documents=[], consultations=[consultation])
        publish(edition, author=press_officer, approver=chief_executive)
    with django_assert_num_queries(4):
        assert text(client, "/policy/consultations/CARE-1/").count("</a></h3>") == count


def test_what_a_text_is_about_waits_for_the_approval_of_the_version(
    client, signed_in, release, document, consultation, press_officer, chief_executive
):
    say_about(edition=release, by=press_officer, documents=[document], consultations=[])
    first = publish(release, author=press_officer, approver=chief_executive)
    with pytest.raises(Refused, match="approved now"):
        say_about(edition=first, by=press_officer, documents=[], consultations=[consultation])
    draft = actions.start_next(publication=first.publication, by=press_officer)
    assert about(draft) == ["A review of places"]
    draft = actions.edit(edition=draft, by=press_officer, **WORDS, is_minor=True)
    draft = actions.submit(edition=draft, by=press_officer)
    seen = draft.content_hash
    say_about(edition=draft, by=press_officer, documents=[], consultations=[consultation])
    draft.refresh_from_db()
    assert (draft.state, draft.content_hash == seen) == ("draft", False)
    assert "CARE-1" not in text(client, PAGE)
    assert PAGE not in text(client, "/policy/consultations/CARE-1/")
    publish(draft, author=press_officer, approver=chief_executive)
    assert "CARE-1" in text(client, PAGE)
    assert "A review of places" not in text(client, PAGE)
    assert PAGE in text(client, "/policy/consultations/CARE-1/")
    assert "start the next version to change it" in text(signed_in(press_officer), f"/staff/texts/{draft.pk}/")


def test_a_response_is_about_its_consultation_in_every_version_whatever_is_ticked(
    consultation, policy_officer, chief_executive, client, document, signed_in
):
    edition = start_response(consultation=consultation, by=policy_officer, **WORDS)
    assert about(edition) == ["Consultation CARE-1"]
    page = text(signed_in(policy_officer), f"/staff/policy/texts/{edition.pk}/about/")
    assert "Consultation CARE-1" not in page, "it is not asked"
    say_about(edition=edition, by=policy_officer, documents=[document], consultations=[])
    assert set(about(edition)) == {"Consultation CARE-1", "A review of places"}
    publish(edition, author=policy_officer, approver=chief_executive)
    following = actions.start_next(publication=edition.publication, by=policy_officer)
    assert set(about(following)) == {"Consultation CARE-1", "A review of places"}
    assert '<a href="/policy/consultations/CARE-1/">' in text(client, edition.publication.path)
    assert "What we published on it" not in text(client, "/policy/consultations/CARE-1/"), "it has its own place there"
