"""Lines to take: approved like any text, in force until a day, and never public."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from media_releases.lines import lines_for
from publishing import actions, clock
from publishing.models import Edition, Publication, Topic
from publishing.workflow import Refused
from tests.reading import text

LIST = "/staff/press/lines/"


def days(count):
    return timezone.localdate() + timedelta(days=count)


@pytest.fixture
def make_line(press_officer):
    def make(title="Is it true?", expires_in=10, **words):
        facts = {"body": "<p>It is not.</p>", "expires_on": days(expires_in), **words}
        return actions.start(kind="line_to_take", by=press_officer, title=title, **facts)

    return make


@pytest.fixture
def approve(press_officer, chief_executive):
    def approved(line, at=None):
        line = actions.submit(edition=line, by=press_officer)
        return actions.approve(edition=line, by=chief_executive, seen=line.content_hash, public_from=at)

    return approved


def test_a_line_is_in_force_once_someone_else_has_approved_it(signed_in, press_officer, make_line, approve):
    line, client = make_line(), signed_in(press_officer)
    page = text(client.get(LIST))
    assert page.index("Not in force yet: do not use") < page.index("Is it true?")
    line = actions.submit(edition=line, by=press_officer)
    with pytest.raises(Refused, match="someone else"):
        actions.approve(edition=line, by=press_officer, seen=line.content_hash, public_from=None)
    line = actions.send_back(edition=line, by=press_officer, reason="Wording")
    approve(line)
    page = text(client.get(LIST))
    assert "It is not." in page
    assert "do not use" not in page
    assert text(client.get(line.publication.path)).count("It is not.") == 1


def test_a_line_is_used_on_its_last_day_and_not_the_day_after(make_line, approve, press_officer):
    line = approve(make_line(expires_in=3))
    last = timezone.localtime().replace(hour=23, minute=59) + timedelta(days=3)
    with clock.at(last):
        assert list(lines_for(press_officer).in_force()) == [line]
        assert not lines_for(press_officer).expired().exists()
    with clock.at(last + timedelta(minutes=2)):
        assert not lines_for(press_officer).in_force().exists()
        assert list(lines_for(press_officer).expired()) == [line]


def test_an_expired_line_stands_apart_and_is_renewed_by_a_version_with_its_own_day(
    signed_in, press_officer, make_line, approve
):
    line, client = approve(make_line(expires_in=1)), signed_in(press_officer)
    with clock.at(timezone.now() + timedelta(days=2)):
        page = text(client.get(LIST))
        assert "Expired on" in page
        assert "It is not." not in page
        assert client.get(line.publication.path).status_code == 404
        address = client.post(f"/staff/texts/publications/{line.publication_id}/next/").url
        renewed = line.publication.editions.get(number=2)
        assert (address, renewed.expires_on) == (f"/staff/texts/{renewed.pk}/edit/", None)
    typed = {"title": line.title, "body": line.body, "is_minor": "on", "expires_on": days(-1).isoformat()}
    assert "That day has passed" in text(client.post(address, typed))
    client.post(address, typed | {"expires_on": days(60).isoformat()})
    approve(line.publication.editions.get(number=2))
    with clock.at(timezone.now() + timedelta(days=2)):
        assert "It is not." in text(client.get(LIST))


def test_a_line_without_its_last_day_is_not_sent_for_approval(make_line, press_officer):
    with pytest.raises(Refused, match="Still to be written for this line to take: “Use until”"):
        actions.submit(edition=make_line(expires_on=None), by=press_officer)


def test_a_line_is_not_approved_for_a_day_after_its_last(make_line, approve):
    with pytest.raises(Refused, match="comes before"):
        approve(make_line(expires_in=-1))
    with pytest.raises(Refused, match="comes before"):
        approve(make_line(expires_in=1), at=timezone.now().replace(second=0, microsecond=0) + timedelta(days=2))


def test_the_last_day_is_part_of_what_is_approved(make_line, press_officer, chief_executive):
    line = actions.submit(edition=make_line(), by=press_officer)
    seen = line.content_hash
    Edition.objects.filter(pk=line.pk).update(expires_on=days(900))
    with pytest.raises(Refused, match="changed after you opened"):
        actions.approve(edition=line, by=chief_executive, seen=seen, public_from=None)


def test_no_exit_to_the_public_has_a_line_in_force(client, make_line, approve):
    line = approve(make_line(title="CANARY question"))
    assert list(Edition.objects.public()) == list(Publication.objects.public()) == []
    assert list(Publication.objects.once_public()) == []
    for address in ("/", "/press/", "/press/?q=canary", "/press/feed.rss", "/press/feed.atom", "/policy/"):
        assert "CANARY question" not in text(client.get(address))
    assert client.get(line.publication.path).status_code == 302
    assert client.get(f"{line.publication.path}versions/1/").status_code == 404


def test_the_database_gives_no_line_to_the_public_and_the_desk_nothing_else(make_line, press_officer):
    words = {
        "title": "Homes are closing",
        "summary": "In short, what we say and why it matters.",
        "body": "<p>At length.</p>",
    }
    for row, audience in (
        (make_line(), "public"),
        (actions.start(kind="statement", by=press_officer, **words), "desk"),
    ):
        with pytest.raises(IntegrityError, match="publication_lines_are_for_the_desk"), transaction.atomic():
            Publication.objects.filter(pk=row.publication_id).update(audience=audience)


def test_a_line_asks_for_less_than_a_release_and_is_found_by_its_words(signed_in, press_officer, approve):
    topic = Topic.objects.create(slug="wales", name="Wales")
    client = signed_in(press_officer)
    assert "When they ask" in text(client.get(f"{LIST}new/"))
    client.post(f"{LIST}new/", {"title": ""})
    assert not Edition.objects.exists()
    address = client.post(f"{LIST}new/", {"title": "A gaiff plant aros?"}).url
    page = text(client.get(address))
    assert "We say" in page
    assert not [name for name in ("summary", "notes", "contact", "change_note") if f'name="{name}"' in page]
    typed = {"title": "A gaiff plant aros?", "body": "Cânt, ŵy. <b>Yes</b>", "topic": topic.pk}
    client.post(address, typed | {"expires_on": days(5).isoformat()})
    line = Edition.objects.get()
    assert (line.body, line.topic) == ("<p>Cânt, ŵy. <strong>Yes</strong></p>", topic)
    approve(line)
    assert "Cânt, ŵy." in text(client.get(LIST, {"q": "plant"}))
    assert "No line in force matches “&lt;b&gt;”" in text(client.get(LIST, {"q": "<b>"}))


def test_who_does_not_keep_lines_neither_reads_nor_writes_them(signed_in, policy_officer, owner, make_line, approve):
    line = approve(make_line())
    for person in (policy_officer, owner):
        assert not lines_for(person).exists()
        assert signed_in(person).get(line.publication.path).status_code == 403


@pytest.mark.parametrize("count", [1, 3, 30])
def test_line_list_takes_the_same_queries_for_any_number(
    signed_in, press_officer, make_line, approve, count, django_assert_num_queries
):
    for number in range(count):
        topic = Topic.objects.create(slug=f"topic-{number}", name=f"Topic {number}")
        approve(make_line(title=f"Why {number}?", topic=topic))
        make_line(title=f"Draft {number}?", topic=topic)
        approve(make_line(title=f"Soon gone {number}?", topic=topic, expires_in=0))
    client = signed_in(press_officer)
    with django_assert_num_queries(8), clock.at(timezone.now() + timedelta(days=1)):
        assert text(client.get(LIST)).count("It is not.") == count
