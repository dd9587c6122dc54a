"""Files in texts: nobody reaches one before its text is public, nor after, and what they are is part of an approval."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client

from jobs.models import JobRun
from publishing import actions, clock
from publishing.models import Attachment, Shown
from publishing.tasks import clear_files
from publishing.uploads import Unusable
from publishing.workflow import Refused
from tests.publishing import files
from tests.publishing.conftest import ABOUT, CONTENT, minute_from_now
from tests.reading import text

PAGE = "/press/homes-are-closing/"


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def address(shown, name=None):
    return f"/files/{shown.attachment.key}/{name or shown.attachment.full_name}"


@pytest.fixture
def draft(press_officer):
    return actions.start(kind="statement", by=press_officer, **CONTENT)


@pytest.fixture
def picture(draft, show):
    return show(draft)


def test_a_file_is_not_found_before_its_text_is_public_and_not_a_microsecond_later(client, picture, approved):
    never = client.get("/files/3f2504e0-4f89-41d3-9a0c-0305e82c3301/full.jpg")
    at = minute_from_now()

    def same_as_never():
        answer = client.get(address(picture))
        return (answer.status_code, answer.content, answer.headers) == (404, never.content, never.headers)

    assert same_as_never()
    approved(picture.edition, at)
    with clock.at(at - timedelta(microseconds=1)):
        assert same_as_never()
        assert client.head(address(picture)).status_code == 404
    with clock.at(at):
        assert client.get(address(picture)).status_code == 200


def test_a_file_goes_with_its_text_even_for_those_who_have_it(client, picture, approved, chief_executive):
    edition = approved(picture.edition)
    etag = client.get(address(picture)).headers["ETag"]
    held = {"If-None-Match": etag}
    assert client.get(address(picture), headers=held).status_code == 304
    actions.withdraw(publication=edition.publication, by=chief_executive, reason="Wrong")
    assert client.get(address(picture)).status_code == 200
    actions.remove(publication=edition.publication, by=chief_executive, reason="Wrong")
    assert client.get(address(picture)).status_code == 404
    assert client.get(address(picture), headers=held).status_code == 404


def test_a_file_of_a_later_version_waits_for_it_and_one_of_a_former_version_stays(
    client, picture, approved, following, show, press_officer
):
    first = approved(picture.edition)
    second = following(first.publication)
    kept = second.shown.get()
    assert (kept.attachment, kept.alt) == (picture.attachment, picture.alt)
    actions.show_no_more(shown=kept, by=press_officer)
    new = show(second, files.image("PNG"))
    at = minute_from_now()
    approved(second, at)
    assert [client.get(address(shown)).status_code for shown in (picture, new)] == [200, 404]
    with clock.at(at):
        assert [client.get(address(shown)).status_code for shown in (picture, new)] == [200, 200]
        assert address(picture) not in text(client.get(PAGE))
        assert address(picture) in text(client.get(f"{PAGE}versions/1/"))


def test_an_address_tells_nothing_and_the_place_of_the_file_less(picture):
    assert re.fullmatch(r"/files/[0-9a-f-]{36}/full\.jpg", address(picture))
    assert str(picture.attachment.key) not in picture.attachment.stored_as
    assert re.fullmatch(r"attachments/\w{40}", picture.attachment.stored_as)


def test_what_a_file_is_served_as(client, picture, show, approved):
    table = show(picture.edition, "Rhanbarth,Cartrefi\nYnys Môn,3\n".encode(), title="Table by region")
    approved(picture.edition)
    image, document = client.get(address(picture)), client.get(address(table))
    assert (image.headers["Content-Type"], document.headers["Content-Type"]) == ("image/jpeg", "text/csv")
    for answer, disposition in ((image, "inline"), (document, "attachment")):
        assert answer.headers["Content-Disposition"] == disposition
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not answer.cookies
        assert "CANARY" not in str(answer.headers)
    assert text(document).startswith('"Rhanbarth"')


def test_each_size_has_its_address_and_nothing_else_has(client, picture, approved):
    approved(picture.edition)
    sizes = {name: len(client.get(address(picture, name)).content) for name in ("320.jpg", "full.jpg")}
    assert sizes["320.jpg"] < sizes["full.jpg"] == picture.attachment.size
    for name in ("640.jpg", "1280.jpg", "320.png", "full", "..", "0", "%2e%2e%2fsecrets.env"):
        assert client.get(address(picture, name)).status_code == 404
    assert client.post(address(picture)).status_code == 405


def test_readers_see_the_image_with_its_words_and_the_document_with_its_size(client, picture, show, approved):
    show(picture.edition, title="Results & <b>tables</b>")
    approved(picture.edition)
    page = text(client.get(PAGE))
    for words in (ABOUT["alt"], ABOUT["caption"], ABOUT["credit"], "Free to use with this news, with the credit"):
        assert words in page
    assert 'width="500" height="1000"' in page
    assert f"{address(picture, '320.jpg')} 320w" in page
    assert "Results &amp; &lt;b&gt;tables&lt;/b&gt;</a>" in page
    assert "CANARY" not in page


@pytest.mark.slow
def test_a_page_with_twenty_files_takes_as_many_queries_as_one_with_one(
    client, draft, show, approved, django_assert_num_queries
):
    show(draft)
    first = approved(draft)
    with django_assert_num_queries(3):
        client.get(PAGE)
    second = actions.start_next(publication=first.publication, by=first.authors.get())
    for number in range(19):
        show(second, f"a,b\n{number},1".encode(), title=f"Table {number}")
    second = actions.edit(edition=second, by=first.authors.get(), **CONTENT, is_minor=True)
    approved(second)
    with django_assert_num_queries(5):  # a later version asks for updates and corrections too
        client.get(PAGE)


def test_an_approval_is_bound_to_files_words_and_order(picture, show, press_officer):
    hashes = [picture.edition.content_hash]

    def changed(edition):
        edition = type(edition).objects.get(pk=edition.pk)
        hashes.append(edition.content_hash)
        assert edition.state == "draft"
        return actions.submit(edition=edition, by=press_officer)

    edition = actions.submit(edition=picture.edition, by=press_officer)
    other = show(edition, files.image("PNG"), credit="Other")
    edition = changed(edition)
    actions.describe(shown=other, by=press_officer, alt="Other words.")
    edition = changed(edition)
    actions.show_earlier(shown=other, by=press_officer)
    assert list(edition.shown.values_list("pk", flat=True)) == [other.pk, picture.pk]
    edition = changed(edition)
    actions.show_no_more(shown=other, by=press_officer)
    changed(edition)
    assert len(set(hashes)) == 4, "the last is the first again"
    assert hashes[-1] == hashes[0]


def test_an_approved_version_shows_what_it_was_approved_with(picture, approved, press_officer):
    edition = approved(picture.edition, minute_from_now())
    for change in (actions.show_no_more, actions.show_earlier, actions.describe):
        with pytest.raises(Refused):
            change(shown=picture, by=press_officer)
    with pytest.raises(Refused):
        actions.show(edition=edition, kind="image", raw=files.image("PNG"), name_of_file="x", by=press_officer, **ABOUT)
    assert edition.shown.count() == 1


def test_whoever_changes_a_picture_is_among_the_authors_and_cannot_approve(picture, press_officer, chief_executive):
    with pytest.raises(PermissionDenied):
        actions.show_no_more(shown=picture, by=chief_executive)
    assert list(picture.edition.authors.all()) == [press_officer]


@pytest.mark.slow
def test_the_same_file_twice_and_the_twenty_first_are_refused(draft, show):
    show(draft)
    with pytest.raises(Refused, match="this very file"):
        show(draft)
    for number in range(19):
        show(draft, f"a,b\n{number},1".encode(), title="Table")
    with pytest.raises(Refused, match="which is the most"):
        show(draft, b"a,b\n20,1", title="Table")


def test_a_file_moves_up_the_first_stays_and_one_that_is_gone_is_said_to_be(draft, show, press_officer):
    shown = [show(draft, f"a,b\n{number},1".encode(), title=f"Table {number}") for number in range(3)]
    actions.show_earlier(shown=shown[2], by=press_officer)
    actions.show_earlier(shown=shown[0], by=press_officer)
    assert [row.title for row in draft.shown.all()] == ["Table 0", "Table 2", "Table 1"]
    actions.show_no_more(shown=shown[1], by=press_officer)
    with pytest.raises(Refused, match="meanwhile"):
        actions.show_no_more(shown=shown[1], by=press_officer)


def test_the_database_takes_no_image_without_description_credit_or_licence(picture):
    for name in ("alt", "credit", "licence"):
        with pytest.raises(IntegrityError, match="described_or_document_named"), transaction.atomic():
            Shown.objects.filter(pk=picture.pk).update(**{name: ""})


def test_the_database_keeps_a_file_as_it_was_uploaded(picture):
    with pytest.raises(ProgrammingError, match="bytes_stay"):
        Attachment.objects.filter(pk=picture.attachment_id).update(sha256="0" * 64)


def test_a_line_to_take_shows_no_files(signed_in, press_officer):
    line = actions.start(kind="line_to_take", by=press_officer, **CONTENT)
    with pytest.raises(Refused, match="A line to take shows no images"):
        actions.show(edition=line, kind="image", raw=files.image(), name_of_file="x", by=press_officer, **ABOUT)
    assert signed_in(press_officer).get(f"/staff/texts/{line.pk}/attachments/").status_code == 404


# On the page


def typed(kind, raw, name="Llun tŷ (2).jpg", **about):
    about = {f"{kind}-{field}": value for field, value in about.items()}
    return {"kind": kind, f"{kind}-file": SimpleUploadedFile(name, raw), **about}


@pytest.fixture
def page(draft):
    return f"/staff/texts/{draft.pk}/attachments/"


def test_staff_add_describe_order_and_remove_without_javascript(signed_in, draft, page, press_officer):
    writer = signed_in(press_officer)
    assert "Add the first below" in text(writer.get(page))
    for raw in (files.photograph(), files.image("PNG")):
        assert writer.post(page, typed("image", raw, **ABOUT)).url == page
    assert writer.post(page, typed("document", files.pdf(), title="Results")).url == page
    first, second, third = draft.shown.all()
    assert (first.alt, third.title) == (ABOUT["alt"], "Results")
    writer.post(f"/staff/texts/attachments/{second.pk}/earlier/")
    writer.post(f"/staff/texts/attachments/{third.pk}/remove/")
    changed = {**ABOUT, "alt": "A jigsaw of Eryri, three pieces missing."}
    writer.post(f"/staff/texts/attachments/{first.pk}/", changed)
    assert [shown.alt for shown in draft.shown.all()] == [second.alt, changed["alt"]]
    shown = text(writer.get(page))
    assert "Llun tŷ (2).jpg" in shown
    assert shown.count("Move up") == 1
    assert changed["alt"] in text(writer.get(f"/staff/texts/{draft.pk}/"))


def test_what_was_typed_stays_when_the_file_or_the_words_are_refused(signed_in, page, press_officer, settings):
    writer = signed_in(press_officer)
    refused = writer.post(page, typed("image", b"<svg onload=alert(1)>", name="photo.jpg", **ABOUT))
    assert refused.status_code == 422
    assert "SVG drawing, which can hold programs" in text(refused)
    assert "half-finished jigsaw" in text(refused)
    bare = text(writer.post(page, typed("image", files.photograph(), caption="A kitchen")))
    for sentence in ("Enter something under “What the image shows”.", "Enter the credit.", "Choose the licence."):
        assert bare.count(f">{sentence}</") == 2, "in the summary, where nothing is before it, and beside the field"
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    huge = text(writer.post(page, typed("document", b"x" * (3 * 512 * 1024), title="Results")))
    assert "This file has 1.5\xa0MB. Make it smaller: 1 MB is the most." in huge
    assert "The submitted file is empty" in text(writer.post(page, typed("document", b"", title="Results")))
    assert not Attachment.objects.exists()


def test_staff_see_files_of_drafts_at_an_address_of_their_own_which_is_kept_by_no_cache(
    signed_in, picture, press_officer, policy_officer
):
    own = f"/staff/texts/{picture.edition_id}{address(picture)}"
    answer = signed_in(press_officer).get(own)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert own in text(signed_in(press_officer).get(f"/staff/texts/{picture.edition_id}/"))
    assert signed_in(policy_officer).get(own).status_code == 404
    assert Client().get(own).url.startswith("/accounts/login/")


def test_a_file_is_reached_only_through_a_text_that_shows_it(signed_in, picture, press_officer):
    other = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT)
    assert signed_in(press_officer).get(f"/staff/texts/{other.pk}{address(picture)}").status_code == 404


def test_an_approved_version_offers_no_change(signed_in, picture, approved, press_officer):
    approved(picture.edition)
    page = text(signed_in(press_officer).get(f"/staff/texts/{picture.edition_id}/attachments/"))
    assert "stays as it is" in page
    assert "Add an image" not in page
    answer = signed_in(press_officer).post(f"/staff/texts/attachments/{picture.pk}/remove/", follow=True)
    assert "it is approved now" in text(answer)


def test_two_versions_side_by_side_say_what_is_shown_otherwise(
    signed_in, picture, approved, following, show, press_officer
):
    second = following(approved(picture.edition).publication)
    staff, address = signed_in(press_officer), f"/staff/texts/publications/{second.publication_id}/difference/"
    assert "mages and documents" not in text(staff.get(address))
    actions.describe(shown=second.shown.get(), by=press_officer, credit="Photograph: Efa Gwynne")
    show(second, title="Table by region")
    page = text(staff.get(address))
    assert "mages and documents" in page
    for words in ("Table by region", "Efa Gwynne", "Siân Llywarch"):
        assert words in page


def test_the_history_says_who_changed_the_words_of_an_image(signed_in, picture, press_officer):
    signed_in(press_officer).post(f"/staff/texts/attachments/{picture.pk}/", {**ABOUT, "credit": "Photograph: Efa"})
    page = text(signed_in(press_officer).get(f"/staff/texts/publications/{picture.edition.publication_id}/history/"))
    assert "<del>Photograph: Siân Llywarch</del> → Photograph: Efa" in page


# What nobody shows


def in_storage():
    return default_storage.listdir("attachments")[1]


def test_a_refused_file_leaves_no_row_and_what_lies_in_the_storage_is_swept(draft, show):
    show(draft)
    kept = set(in_storage())
    with pytest.raises(Unusable):
        show(draft, b"nothing", credit="x")
    default_storage.save("attachments/left-by-a-crash", SimpleUploadedFile("x", b"x"))
    assert actions.clear_strays(before=minute_from_now(-60)).total == 0, "an upload may be under way"
    assert actions.clear_strays(before=minute_from_now(60)).total == 1
    assert set(in_storage()) == kept


def test_a_file_that_no_version_shows_goes_after_its_time_and_one_that_is_shown_stays(picture, show, press_officer):
    other = show(picture.edition, files.image("PNG"))
    actions.show_no_more(shown=other, by=press_officer)
    assert actions.forget_unused(before=minute_from_now(-60)) == 0
    assert actions.forget_unused(before=minute_from_now(60)) == 1
    assert list(Attachment.objects.all()) == [picture.attachment]
    assert len(in_storage()) == 5, "the bytes go when the row is gone for good"
    actions.clear_strays(before=minute_from_now(60))
    assert len(in_storage()) == 3 - 1
    assert picture.attachment.read("full.jpg")


def test_the_nightly_job_says_what_it_did(picture):
    clear_files()
    assert JobRun.objects.get().outcome == "0 unused, 0 deleted from the storage"
