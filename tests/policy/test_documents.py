"""Papers by others: their pages, what they answer, their versions, and those that are shared before their time."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from policy.about.actions import say_about
from policy.documents import actions
from policy.models import Document, DocumentReader
from publishing import actions as publishing
from tests import reading
from tests.policy.conftest import in_days, make_body, publish

WORDS = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}
LOCKED = "A locked review"


def make(title, on=date(2016, 7, 4), **fields):
    facts = {"kind": "review", "published_on": on, "link": "https://www.gov.uk/paper"}
    return Document.objects.create(body=make_body(), title=title, **facts | fields)


@pytest.fixture
def locked(body):
    return make(LOCKED, (timezone.now() + timedelta(days=9)).date(), embargoed_until=in_days(8), summary="In short")


def typed(body, **fields):
    facts = {"kind": "strategy", "title": "A strategy", "published_on": "2/2/2023", "link": "https://www.gov.uk/s"}
    return {"body": body.pk, "summary": "", **facts, **fields}


def page(client, path):
    return reading.text(client.get(path))


def test_a_paper_has_a_page_that_keeps_its_address(client, signed_in, policy_officer, body):
    first, second = make("Residential care"), make("Residential care")
    assert (first.slug, second.slug) == ("residential-care", "residential-care-2")
    first = actions.change(document=first, by=policy_officer, responds_to=[], title="Renamed")
    shown = page(client, "/policy/documents/residential-care/")
    assert "<h1>Renamed</h1>" in shown
    assert 'href="https://www.gov.uk/paper"' in shown
    assert "/policy/documents/residential-care/" in page(client, "/policy/documents/")
    assert "/policy/documents/" in page(client, "/policy/")
    assert "/policy/documents/residential-care-2/" in page(client, "/sitemap-pages.xml")
    assert "/policy/documents/residential-care/" in page(
        signed_in(policy_officer), f"/staff/policy/documents/{first.pk}/"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"is_public": False},
        {"on": timezone.localdate() + timedelta(days=2)},
        {"embargoed_until": in_days(1), "on": timezone.localdate()},
    ],
    ids=["not shown", "not published", "under embargo"],
)
def test_what_is_not_for_everyone_is_on_no_public_page(client, body, fields):
    hidden, shown = make("CANARY-PAPER", **fields), make("Shown")
    actions._keep_responses(hidden, [shown])
    actions._keep_responses(shown, [hidden])
    Document.objects.filter(pk=hidden.pk).update(edition_of=shown, edition_kind="updates")
    known = client.get("/policy/documents/nowhere/")
    answer = client.get(f"/policy/documents/{hidden.slug}/")
    assert (answer.status_code, answer.content) == (404, known.content)
    for path in ("/policy/documents/", "/policy/documents/shown/", "/policy/", "/sitemap-pages.xml"):
        assert "canary" not in page(client, path).lower(), path
    assert "Shown" in page(client, "/policy/documents/")


def test_a_paper_leads_to_what_it_answers_and_back(client, body, policy_officer):
    review, response = make("A review"), make("An answer", date(2016, 12, 20), kind="response")
    actions.change(document=response, by=policy_officer, responds_to=[review])
    newer = make("A review again", edition_of=review, edition_kind="replaces")
    shown = page(client, "/policy/documents/a-review/")
    assert "/policy/documents/an-answer/" in shown.split("What answers it")[1]
    assert f"/policy/documents/{newer.slug}/" in shown.split("Other versions")[1]
    assert "/policy/documents/a-review/" in page(client, "/policy/documents/an-answer/").split("What it answers")[1]
    assert "It replaces that one" in page(client, f"/policy/documents/{newer.slug}/")
    actions.change(document=response, by=policy_officer, responds_to=[])
    assert "What it answers" not in page(client, "/policy/documents/an-answer/")


def test_a_text_of_ours_and_the_paper_lead_to_each_other(client, press_officer, chief_executive, body):
    paper = make("A review")
    release = publishing.start(kind="statement", by=press_officer, **WORDS)
    say_about(edition=release, by=press_officer, documents=[paper], consultations=[])
    publish(release, author=press_officer, approver=chief_executive)
    assert "/press/what-we-say/" in page(client, "/policy/documents/a-review/")
    assert "/policy/documents/a-review/" in page(client, "/press/what-we-say/")
    Document.objects.update(embargoed_until=in_days(1))
    assert "A review" not in page(client, "/press/what-we-say/"), "approved, and its paper is under embargo since"


def test_a_page_that_closes_down_says_so_and_leads_to_the_archive(client, body):
    today = timezone.localdate()
    archived = "https://webarchive.nationalarchives.gov.uk/ukgwa/20230308/https://example.independent-review.uk/"
    paper = make("A site", kind="website", closes_on=today + timedelta(days=1), archived_link=archived)
    Document.objects.update(closing_notice="This website will be closed down.")
    shown = page(client, "/policy/documents/a-site/")
    assert "Its page closes down on" in shown
    assert "This website will be closed down." in shown
    Document.objects.filter(pk=paper.pk).update(closes_on=today)
    shown = page(client, "/policy/documents/a-site/")
    assert "Its page was to close down on" in shown
    assert archived in shown


def test_a_shared_paper_is_seen_by_the_desk_and_by_who_is_named(
    signed_in, locked, policy_officer, chief_executive, membership_manager, press_officer, owner
):
    path = f"/staff/papers/{locked.pk}/"
    for person, status in [(membership_manager, 404), (press_officer, 404), (owner, 403), (policy_officer, 404)]:
        assert signed_in(person).get(path).status_code == status
    assert LOCKED in page(signed_in(chief_executive), "/staff/policy/documents/?state=embargo")
    desk = signed_in(policy_officer)
    readers = f"/staff/policy/documents/{locked.pk}/readers/"
    assert desk.post(readers, {"user": membership_manager.pk}).url == readers
    assert desk.post(readers, {"user": membership_manager.pk}).url == readers
    reader = DocumentReader.objects.get()
    assert LOCKED in page(signed_in(membership_manager), path)
    assert path in page(signed_in(membership_manager), "/dashboard/")
    assert LOCKED not in page(signed_in(press_officer), "/dashboard/")
    assert signed_in(press_officer).get(path).status_code == 404
    signed_in(policy_officer).post(f"/staff/policy/readers/{reader.pk}/end/")
    assert signed_in(membership_manager).get(path).status_code == 404


def test_a_named_reader_s_page_ends_with_the_embargo(signed_in, locked, policy_officer, membership_manager):
    actions.name_reader(document=locked, user=membership_manager, by=policy_officer)
    Document.objects.update(embargoed_until=in_days(-1))
    assert signed_in(membership_manager).get(f"/staff/papers/{locked.pk}/").status_code == 404
    with pytest.raises(ValidationError, match="under no embargo"):
        actions.name_reader(document=locked, user=membership_manager, by=policy_officer)


def test_only_the_association_s_people_are_named(locked, policy_officer, owner):
    with pytest.raises(ValidationError, match="own people"):
        actions.name_reader(document=locked, user=owner, by=policy_officer)


def test_who_writes_for_the_press_is_not_offered_what_is_under_embargo(signed_in, locked, press_officer):
    release = publishing.start(kind="statement", by=press_officer, **WORDS)
    make("A review")
    shown = page(signed_in(press_officer), f"/staff/policy/texts/{release.pk}/about/")
    assert "A review" in shown
    assert LOCKED not in shown


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"archived_link": "http://archive.example/"}, "Write a link that begins with https://"),
        ({"closing_notice": "It closes."}, "Write the day on which the page closes down."),
        ({"edition_kind": "updates"}, "Choose both the other version"),
        (
            {"embargoed_until_0": "3/2/2023", "embargoed_until_1": "00:01"},
            "It cannot be published before its embargo is over.",
        ),
    ],
)
def test_what_does_not_fit_together_is_said_and_kept(signed_in, policy_officer, body, fields, sentence):
    answer = signed_in(policy_officer).post("/staff/policy/documents/new/", typed(body, summary="Kept words", **fields))
    assert answer.status_code == 422
    assert sentence in reading.text(answer)
    assert "Kept words" in reading.text(answer)
    assert not Document.objects.exists()


def test_a_paper_answers_no_paper_that_is_itself(policy_officer, body):
    one, two = make("One"), make("Two")
    with pytest.raises(ValidationError, match="does not answer itself"):
        actions.change(document=one, by=policy_officer, responds_to=[one])
    two.edition_of, two.edition_kind = one, "replaces"
    two.save()
    with pytest.raises(ValidationError, match="a version of this one already"):
        actions.change(document=one, by=policy_officer, responds_to=[], edition_of=two, edition_kind="replaces")
    with pytest.raises(IntegrityError, match="document_edition_of_another"), transaction.atomic():
        Document.objects.filter(pk=one.pk).update(edition_of=one, edition_kind="updates")


def test_two_windows_on_a_paper_do_not_overwrite_what_it_answers(signed_in, policy_officer, body):
    review, paper = make("A review"), make("An answer")
    address = f"/staff/policy/documents/{paper.pk}/edit/"
    client = signed_in(policy_officer)
    seen = client.get(address).context["form"]["seen"].value()
    actions.change(document=paper, by=policy_officer, responds_to=[review])
    fields = typed(body, title="Mine", kind="review", published_on="4/7/2016", link="https://www.gov.uk/paper")
    answer = client.post(address, fields | {"seen": seen, "is_public": "on"})
    assert answer.status_code == 422
    assert "changed this after you opened it" in reading.text(answer)
    assert list(paper.responds_to.all()) == [review]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_take_the_same_queries_whatever_stands_beside(
    client, signed_in, policy_officer, body, count, django_assert_num_queries
):
    paper = make("A review")
    for number in range(count):
        answer = make(f"Answer {number}", edition_of=paper, edition_kind="version")
        actions._keep_responses(answer, [paper])
    with django_assert_num_queries(12):
        assert page(client, "/policy/documents/a-review/").count("/policy/documents/answer-") == 4 * count, (
            "in the lists beside it, in the picture and in its table"
        )
    with django_assert_num_queries(2):
        client.get("/policy/documents/")
    desk = signed_in(policy_officer)
    with django_assert_num_queries(9):
        desk.get(f"/staff/policy/documents/{paper.pk}/")
