"""From a journalist's question to a release on the press page, feeds included."""

import re
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.utils import timezone

from media_releases.models import Enquiry, OnCall
from publishing import actions, clock
from publishing.models import Edition
from tests.reading import text

WORDS = {
    "title": "Homes are closing <b>",
    "summary": "In short, what we say and why it matters.",
    "body": "<p>At <script>alert(1)</script>length.</p>",
    "notes": "",
    "byline": "",
}


@pytest.fixture
def enquiry(db):
    return make_enquiry()


def make_enquiry(**fields):
    values = {"journalist": "Rhiannon Blackmoor", "outlet": "Channel Wide", "telephone": "020 7946 0181"}
    return Enquiry.objects.create(**{**values, "asked": "Is it true?", "deadline": timezone.now(), **fields})


def publish(edition, approver, at=None):
    edition = actions.submit(edition=edition, by=edition.authors.get())
    return actions.approve(edition=edition, by=approver, seen=edition.content_hash, public_from=at)


def written(client, contact, start="/staff/press/new/?kind=statement"):
    """A draft, as a person writes it: begun with its headline, then edited. Gives its page's address."""
    address = client.post(start, {"title": WORDS["title"]}).url
    return client.post(address, {**WORDS, "contact": contact.pk}).url


@pytest.fixture
def draft(signed_in, press_officer, press_contact):
    written(signed_in(press_officer), press_contact)
    return Edition.objects.get()


def test_from_first_word_to_public_page_with_two_people(
    signed_in, client, press_officer, press_contact, chief_executive, enquiry
):
    writer, approver = signed_in(press_officer), signed_in(chief_executive)
    address = written(writer, press_contact, f"/staff/press/new/?enquiry={enquiry.pk}")
    edition = Edition.objects.get()
    assert edition.publication.release.enquiry == enquiry
    writer.post(f"{address}submit/")
    assert edition.title in [row.title for row in Edition.objects.awaiting_approval_by(chief_executive)]
    at = (timezone.localtime() + timedelta(days=1)).replace(second=0, microsecond=0, hour=9, minute=30)
    typed = {"when": "later", "public_from_0": at.date().isoformat(), "public_from_1": "09:30"}
    answer = approver.post(f"{address}approve/", {**typed, "seen": edition.content_hash, "identity": "on"})
    assert answer.status_code == 302
    page = edition.publication.path
    with clock.at(at - timedelta(seconds=1)):
        assert client.get(page).status_code == 404
        assert page not in text(client.get("/press/"))
    with clock.at(at):
        assert "Homes are closing &lt;b&gt;" in text(client.get(page))
        assert page in text(client.get("/press/"))


def test_the_body_is_sanitised_when_it_is_kept(draft):
    assert draft.body == "<p>At length.</p>"


def test_a_time_that_does_not_exist_is_refused_and_what_was_typed_is_kept(
    signed_in, draft, press_officer, chief_executive
):
    actions.submit(edition=draft, by=press_officer)
    typed = {"when": "later", "public_from_0": "2027-03-28", "public_from_1": "01:30", "seen": draft.content_hash}
    page = signed_in(chief_executive).post(f"/staff/texts/{draft.pk}/approve/", typed)
    assert page.status_code == 422
    assert "does not exist: the clocks go forward" in text(page)
    assert 'value="2027-03-28"' in text(page)
    assert 'value="01:30"' in text(page)


def test_the_author_is_told_that_someone_else_approves(signed_in, draft, press_officer):
    client = signed_in(press_officer)
    client.post(f"/staff/texts/{draft.pk}/submit/")
    assert "Someone else approves it" in text(client.get(f"/staff/texts/{draft.pk}/"))
    page = client.post(
        f"/staff/texts/{draft.pk}/approve/", {"when": "now", "seen": draft.content_hash, "identity": "on"}
    )
    assert "someone else must approve it" in text(page)


def test_the_reason_for_sending_back_is_shown_to_the_author(signed_in, draft, press_officer, chief_executive):
    signed_in(press_officer).post(f"/staff/texts/{draft.pk}/submit/")
    signed_in(chief_executive).post(f"/staff/texts/{draft.pk}/send-back/", {"reason": "Check the figure"})
    assert "Sent back: Check the figure" in text(signed_in(press_officer).get(f"/staff/texts/{draft.pk}/"))


def test_a_headline_that_is_too_long_is_refused_and_every_word_is_kept(signed_in, press_officer):
    client = signed_in(press_officer)
    page = text(client.post("/staff/press/new/", {"kind": "statement", "title": "x" * 161}))
    assert "There is a problem" in page
    assert "x" * 161 in page
    assert not Edition.objects.exists()
    address = client.post("/staff/press/new/", {"kind": "statement", "title": "x"}).url
    page = text(client.post(address, {**WORDS, "title": "x" * 161}))
    assert "There is a problem" in page
    assert "x" * 161 in page
    assert "At &lt;script&gt;" in page


def _releases(count, writer, approver):
    for number in range(count):
        words = {
            "title": f"Release {number}",
            "summary": "In short, what we say and why it matters.",
            "body": "<p>At length.</p>",
        }
        publish(actions.start(kind="statement", by=writer, **words), approver)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_edition_list_takes_the_same_queries_for_any_number(
    signed_in, press_officer, chief_executive, count, django_assert_num_queries
):
    _releases(count, press_officer, chief_executive)
    client = signed_in(press_officer)
    with django_assert_num_queries(6):
        client.get("/staff/texts/")


def test_the_list_of_texts_begins_with_what_was_worked_on_last(signed_in, press_officer, chief_executive):
    kept = {}
    for name in ("Old draft", "Published", "New draft", "Scheduled"):
        summary, body = "In short, what we say and why it matters.", "<p>At length.</p>"
        kept[name] = actions.start(kind="statement", by=press_officer, title=name, summary=summary, body=body)
    publish(kept["Published"], chief_executive)
    publish(kept["Scheduled"], chief_executive, timezone.now().replace(second=0, microsecond=0) + timedelta(days=1))
    for name, days in (("Old draft", -1), ("New draft", 0.5)):
        Edition.objects.filter(pk=kept[name].pk).update(saved_at=timezone.now() + timedelta(days=days))
    page = text(signed_in(press_officer).get("/staff/texts/"))
    assert re.findall(">(Scheduled|New draft|Published|Old draft)</a>", page) == [
        "Scheduled",
        "New draft",
        "Published",
        "Old draft",
    ]
    assert len(re.findall(r"Draft</span>\s+saved ", page)) == 2


@pytest.mark.parametrize(("feed", "version"), [("/press/feed.rss", "rss20"), ("/press/feed.atom", "atom10")])
def test_feeds_are_well_formed_and_keep_their_ids(client, draft, chief_executive, feed, version):
    later = timezone.now().replace(second=0, microsecond=0) + timedelta(hours=1)
    publish(draft, chief_executive, later)
    before = feedparser.parse(client.get(feed).content)
    assert (before.bozo, before.version, before.entries) == (False, version, [])
    with clock.at(later):
        parsed = feedparser.parse(client.get(feed).content)
    assert not parsed.bozo
    entry = parsed.entries[0]
    assert (entry.title, entry.id.rsplit("/", 1)) == (
        draft.title,
        ["tag:127.0.0.1,2026:publication", str(draft.publication_id)],
    )
    assert datetime(*entry.published_parsed[:6], tzinfo=UTC) == later


def test_enquiries_are_listed_by_deadline_and_answered_once(signed_in, press_officer, enquiry):
    make_enquiry(journalist="Earlier", deadline=timezone.now() - timedelta(hours=2))
    client = signed_in(press_officer)
    page = text(client.get("/staff/press/enquiries/"))
    assert page.index("Earlier") < page.index("Rhiannon")
    address = f"/staff/press/enquiries/{enquiry.pk}/"
    client.post(address, {"answer": "It is not."})
    again = text(client.post(address, {"answer": "It is."}))
    assert "A colleague has answered this meanwhile" in again
    enquiry.refresh_from_db()
    assert (enquiry.answer, enquiry.answered_by) == ("It is not.", press_officer)


def test_an_enquiry_without_any_way_to_answer_is_refused(signed_in, press_officer):
    typed = {"journalist": "R", "outlet": "C", "asked": "Is it?", "deadline_0": "2026-12-01", "deadline_1": "5pm"}
    page = text(signed_in(press_officer).post("/staff/press/enquiries/new/", typed))
    assert "how else do we answer" in page
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 30])
def test_enquiry_list_takes_the_same_queries_for_any_number(signed_in, press_officer, count, django_assert_num_queries):
    for number in range(count):
        make_enquiry(journalist=f"Journalist {number}")
    client = signed_in(press_officer)
    with django_assert_num_queries(6):
        client.get("/staff/press/enquiries/")


def test_who_is_on_call_is_on_the_press_officer_s_first_screen(signed_in, press_officer, chief_executive):
    client = signed_in(press_officer)
    assert "Nobody is on call now" in text(client.get("/dashboard/"))
    now = timezone.now()
    OnCall.objects.create(
        user=chief_executive, telephone="07700 900142", starts_at=now, ends_at=now + timedelta(hours=1)
    )
    assert "07700 900142" in text(client.get("/dashboard/"))
