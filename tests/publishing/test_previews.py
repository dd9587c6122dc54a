"""Previews for people without an account: who opens them, until when, and what is kept of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from people.models import SecurityEvent
from publishing import actions, clock
from publishing.models import Edition, PreviewLink, PreviewRead
from publishing.workflow import Refused
from tests.publishing import files
from tests.publishing.conftest import CONTENT, minute_from_now
from tests.reading import text

READER = {"name": "Efa Gwynne-Ŵyn", "organisation": "Larkfield", "reason": "Checks what we quote her with."}


@pytest.fixture
def draft(press_officer):
    return actions.start(kind="statement", by=press_officer, **CONTENT)


@pytest.fixture
def shared(draft, press_officer):
    """A link and its address."""
    link, token = actions.share(edition=draft, by=press_officer, days=7, **READER)
    return link, f"/preview/{token}/"


def test_a_person_without_an_account_reads_a_draft_under_their_name(client, shared):
    answer = client.get(shared[1])
    assert answer.status_code == 200
    assert "Shared with Efa Gwynne-Ŵyn, Larkfield. Not for publication." in text(answer)
    assert "At length." in text(answer)


def test_the_page_is_kept_by_nobody_and_found_by_no_search_engine(client, shared):
    answer = client.get(shared[1])
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in text(answer)
    assert not answer.cookies


def test_each_opening_is_kept_with_the_words_that_were_shown(client, shared, draft, press_officer):
    client.get(shared[1])
    seen = draft.content_hash
    actions.edit(edition=draft, by=press_officer, **CONTENT | {"title": "Other words"})
    client.get(shared[1])
    client.head(shared[1])
    assert [read.content_hash == seen for read in shared[0].reads.all()] == [False, True]


def test_what_becomes_of_a_link_reaches_the_trustee_and_a_day_s_readings_once(client, draft, press_officer):
    link, token = actions.share(edition=draft, by=press_officer, days=7, **READER)
    # Noon in London: whatever the time is now, an hour more is the same day, and a day more is the next.
    noon = timezone.localtime(timezone.now() + timedelta(days=1)).replace(hour=12)
    for at in (noon, noon + timedelta(hours=1), noon + timedelta(days=1)):
        with clock.at(at):
            client.get(f"/preview/{token}/")
    for _ in range(2):
        actions.stop(link=link, by=press_officer)
    client.get(f"/preview/{token}/")
    rows = SecurityEvent.objects.filter(kind__startswith="preview").order_by("pk")
    assert [(row.get_kind_display(), row.user, row.about) for row in rows] == [
        ("Preview link made", press_officer, None),
        ("Preview read by its link", None, press_officer),
        ("Preview read by its link", None, press_officer),
        ("Preview link stopped", press_officer, None),
    ]
    assert {row.subject for row in rows} == {f"preview {link.pk} of version {draft.pk}"}, "neither name nor headline"
    assert rows[1].nobody == "Whoever has the link"


def test_what_was_read_cannot_be_unsaid(client, shared):
    client.get(shared[1])
    for change in (lambda: PreviewRead.objects.update(content_hash=""), PreviewRead.objects.all().delete):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            change()


def test_ended_stopped_removed_and_unknown_links_answer_alike(client, draft, press_officer, approved, chief_executive):
    addresses = []
    for _ in range(2):
        link, token = actions.share(edition=draft, by=press_officer, days=1, **READER)
        addresses.append(f"/preview/{token}/")
    actions.stop(link=link, by=press_officer)
    unknown = client.get("/preview/never-made/")
    assert unknown.status_code == 404
    stopped = client.get(addresses[1])
    with clock.at(timezone.now() + timedelta(days=1, seconds=1)):
        ended = client.get(addresses[0])
    assert client.get(addresses[0]).status_code == 200
    actions.discard_draft(edition=draft, by=press_officer)
    removed = client.get(addresses[0])
    for answer in (stopped, ended, removed):
        assert (answer.status_code, answer.content) == (404, unknown.content)
        assert answer.headers["Cache-Control"] == unknown.headers["Cache-Control"]
    assert PreviewRead.objects.count() == 1


def test_a_link_opens_its_own_version_only_and_leads_to_the_public_page_afterwards(
    client, shared, draft, approved, following
):
    at = minute_from_now()
    approved(draft, at)
    with clock.at(at - timedelta(seconds=1)):
        assert client.get(shared[1]).status_code == 200
    with clock.at(at):
        assert client.get(shared[1]).url == draft.publication.path
        following(draft.publication, title="The next version")
        assert client.get(shared[1]).status_code == 302
    assert PreviewRead.objects.count() == 1


def test_the_reader_sees_its_images_below_the_address_and_no_reading_is_added(client, shared, draft, show):
    picture = show(draft)
    address = f"{shared[1]}files/{picture.attachment.key}/320.jpg"
    assert address in text(client.get(shared[1]))
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert PreviewRead.objects.count() == 1


def test_files_of_a_preview_go_with_its_link(client, draft, show, press_officer, approved, chief_executive):
    picture = show(draft)
    links = [actions.share(edition=draft, by=press_officer, days=1, **READER) for _ in range(2)]
    stopped, open_one = (f"/preview/{token}/files/{picture.attachment.key}/full.jpg" for _, token in links)
    actions.stop(link=links[0][0], by=press_officer)
    assert [client.get(address).status_code for address in (stopped, open_one)] == [404, 200]
    assert client.get(f"/preview/never-made/files/{picture.attachment.key}/full.jpg").status_code == 404
    with clock.at(timezone.now() + timedelta(days=1, seconds=1)):
        assert client.get(open_one).status_code == 404
    at = minute_from_now()
    edition = approved(draft, at)
    assert client.get(open_one).status_code == 200
    with clock.at(at):
        assert client.get(open_one).status_code == 404, "its own address has it now"
    draft = actions.pull(edition=edition, by=press_officer, reason="Not now")
    assert client.get(open_one).status_code == 200
    actions.discard_draft(edition=draft, by=press_officer)
    assert client.get(open_one).status_code == 404


def test_a_preview_opens_no_file_of_another_text_or_of_a_later_version(
    client, shared, draft, show, press_officer, approved, following
):
    other = show(actions.start(kind="blog", by=press_officer, **CONTENT))
    at = minute_from_now()
    approved(draft, at)
    with clock.at(at):
        later = show(following(draft.publication), files.image("PNG"))
    for shown in (other, later):
        name = shown.attachment.full_name
        assert client.get(f"{shared[1]}files/{shown.attachment.key}/{name}").status_code == 404


def test_a_public_or_removed_version_is_not_shared(press_officer, chief_executive, first):
    with pytest.raises(Refused, match="at its own address"):
        actions.share(edition=first, by=press_officer, days=7, **READER)


def test_whoever_may_not_write_or_approve_the_text_shares_and_stops_nothing(policy_officer, draft, shared):
    with pytest.raises(Edition.DoesNotExist):
        actions.share(edition=draft, by=policy_officer, days=7, **READER)
    with pytest.raises(PreviewLink.DoesNotExist):
        actions.stop(link=shared[0], by=policy_officer)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"expires_at": timezone.now() + timedelta(days=31)}, "preview_ends_within_30_days"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "preview_ends_within_30_days"),
        ({"reason": ""}, "preview_is_for_a_person_and_a_reason"),
    ],
)
def test_the_database_keeps_a_reader_a_reason_and_an_end(shared, fields, name):
    with pytest.raises(IntegrityError, match=name):
        PreviewLink.objects.filter(pk=shared[0].pk).update(**fields)


def test_staff_see_the_address_once_and_the_readings_always(signed_in, press_officer, draft):
    staff = signed_in(press_officer)
    page = f"/staff/texts/publications/{draft.publication_id}/previews/"
    assert "Nobody outside has been sent this text" in text(staff.get(page))
    answer = text(staff.post(page, {**READER, "days": 7}))
    address = answer.split('value="http')[1].split('"')[0]
    path = "/preview/" + address.split("/preview/")[1]
    Client().get(path)
    assert path not in text(staff.get(page))
    assert "Opened 1 time" in text(staff.get(page))
    staff.post(f"/staff/texts/previews/{PreviewLink.objects.get().pk}/stop/")
    assert Client().get(path).status_code == 404
    assert "Stopped" in text(staff.get(page))


@pytest.mark.parametrize("days", ["0", "31", "many", ""])
def test_a_wrong_number_of_days_makes_no_link_and_keeps_what_was_typed(signed_in, press_officer, draft, days):
    page = f"/staff/texts/publications/{draft.publication_id}/previews/"
    answer = signed_in(press_officer).post(page, {**READER, "days": days})
    assert answer.status_code == 422
    assert "Efa Gwynne-Ŵyn" in text(answer)
    assert not PreviewLink.objects.exists()


def test_a_public_text_offers_no_preview(signed_in, press_officer, first):
    page = f"/staff/texts/publications/{first.publication_id}/previews/"
    assert "Make a link" not in text(signed_in(press_officer).get(page))
    assert "at its own address" in text(signed_in(press_officer).post(page, {**READER, "days": 7}))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries_however_many_links(
    signed_in, press_officer, draft, count, django_assert_num_queries
):
    for _ in range(count):
        link, _ = actions.share(edition=draft, by=press_officer, days=7, **READER)
        PreviewRead.objects.create(link=link, content_hash=draft.content_hash)
    staff = signed_in(press_officer)
    with django_assert_num_queries(11):
        staff.get(f"/staff/texts/publications/{draft.publication_id}/previews/")
