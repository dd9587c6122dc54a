"""What journalists find at any hour: who speaks for us, logos, words about us and facts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from media_releases import actions
from media_releases.models import Logo, Spokesperson
from publishing import actions as publishing
from publishing.models import Attachment, Boilerplate
from tests.publishing import files
from tests.reading import text

PEOPLE, PACK, LOGOS = "/press/spokespeople/", "/press/media-pack/", "/staff/press/logos/"
FACTS = {
    "name": "Dr Siân Llywarch-Fôn",
    "job": "Cyfarwyddwr Cymru (Director for Wales)",
    "speaks_about": "Wales, and the not-for-profit law",
    "languages": "English and Welsh",
    "biography": "Siân ran a home in Ynys Môn <b>for</b> eleven years.",
    "position": 1,
    "is_current": "on",
}
SUMMARY = "A summary that is long enough to be approved."
PHOTO = {"alt": "Siân Llywarch at a desk.", "credit": "Photograph: Jo", "licence": "with_news"}


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


def chosen(raw=None):
    return SimpleUploadedFile("Siân.jpg", raw or files.photograph())


@pytest.fixture
def desk(signed_in, press_officer):
    return signed_in(press_officer)


@pytest.fixture
def spokesperson(desk):
    assert desk.post("/staff/press/spokespeople/new/", {**FACTS, **PHOTO, "file": chosen()}).status_code == 302
    return Spokesperson.objects.get()


def test_who_speaks_for_us_is_on_a_public_page_with_photo_and_terms(client, spokesperson):
    page = text(client.get(PEOPLE))
    for words in ("Dr Siân Llywarch-Fôn", "English and Welsh", PHOTO["alt"], PHOTO["credit"], "Free to use with this"):
        assert words in page
    assert "&lt;b&gt;for&lt;/b&gt;" in page
    assert client.get(f"/files/{spokesperson.photo.folder}320.jpg").status_code == 200
    assert PEOPLE in text(client.get("/press/"))


def test_who_speaks_for_us_no_more_leaves_the_page_and_so_does_the_photo(client, desk, spokesperson):
    gone = {name: value for name, value in FACTS.items() if name != "is_current"}
    desk.post(f"/staff/press/spokespeople/{spokesperson.pk}/", {**gone, **PHOTO})
    assert "Siân" not in text(client.get(PEOPLE))
    assert client.get(f"/files/{spokesperson.photo.folder}full.jpg").status_code == 404
    assert "Speaks for us no more" in text(desk.get("/staff/press/spokespeople/"))
    assert "speaks for us" in text(desk.get(f"/staff/press/spokespeople/{spokesperson.pk}/history/")).lower()


def test_words_change_without_choosing_the_photo_again_and_a_new_photo_takes_its_place(client, desk, spokesperson):
    address, first = f"/staff/press/spokespeople/{spokesperson.pk}/", spokesperson.photo
    desk.post(address, {**FACTS, **PHOTO, "job": "Director"})
    spokesperson.refresh_from_db()
    assert (spokesperson.photo, spokesperson.job) == (first, "Director")
    desk.post(address, {**FACTS, **PHOTO, "file": chosen(files.image("PNG"))})
    assert client.get(f"/files/{first.folder}full.jpg").status_code == 404
    assert list(Attachment.objects.unused()) == [first]


def test_a_photo_needs_its_words_and_nobody_needs_a_photo(desk):
    refused = desk.post("/staff/press/spokespeople/new/", {**FACTS, "file": chosen()})
    assert refused.status_code == 422
    assert text(refused).count("A photo needs this") == 6  # three fields, each in the summary and beside it
    refused = desk.post("/staff/press/spokespeople/new/", {**FACTS, **PHOTO, "file": chosen(b"<svg/>")})
    assert "SVG drawing" in text(refused)
    assert "Llywarch-Fôn" in text(refused)
    assert not Spokesperson.objects.exists()
    assert desk.post("/staff/press/spokespeople/new/", FACTS).status_code == 302


def test_the_database_takes_no_photo_without_its_words(spokesperson):
    with pytest.raises(IntegrityError, match="spokesperson_photo_is_described"):
        Spokesperson.objects.update(credit="")


def test_the_media_pack_has_facts_words_to_copy_and_logos(client, desk):
    Boilerplate.objects.create(name="Short", text="<p>We speak for homes &amp; those in them.</p>")
    logo = {"name": "In colour", "alt": "A roof over two letters.", "licence": "reserved"}
    assert desk.post(f"{LOGOS}new/", {**logo, "file": chosen(files.image("PNG", mode="RGBA"))}).url == LOGOS
    page = text(client.get(PACK))
    for words in ("020 7946 0180", "Short (8 words)", "We speak for homes &amp; those in them.", logo["alt"]):
        assert words in page
    file = f"/files/{Logo.objects.get().image.folder}full.png"
    assert client.get(file).status_code == 200
    desk.post(f"{LOGOS}arrange/", {"retire": Logo.objects.get().pk})
    assert client.get(file).status_code == 404
    assert "A roof over two letters" not in text(client.get(PACK))


def test_new_words_about_us_are_for_new_texts_and_published_ones_keep_theirs(
    client, desk, press_officer, chief_executive
):
    about = Boilerplate.objects.create(name="Short", text="<p>Old words.</p>")
    content = {"title": "Homes", "summary": SUMMARY, "body": "<p>At length.</p>", "boilerplate": about}
    edition = publishing.submit(
        edition=publishing.start(kind="statement", by=press_officer, **content), by=press_officer
    )
    publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    for _ in range(2):  # a double click
        desk.post(f"/staff/texts/about/{about.pk}/edit/", {"name": "Short", "text": "New words."})
    assert [row.text for row in Boilerplate.objects.public()] == ["<p>New words.</p>"]
    assert "New words." in text(client.get(PACK))
    assert "Old words." in text(client.get("/press/homes/"))


def test_a_release_never_takes_the_address_of_a_page(press_officer):
    words = {"summary": "In short.", "body": "<p>At length.</p>"}
    titles = ("Spokespeople", "Media pack", "Spokespeople")
    texts = [publishing.start(kind="statement", by=press_officer, title=title, **words) for title in titles]
    paths = [edition.publication.path for edition in texts]
    assert paths == ["/press/spokespeople-2/", "/press/media-pack-2/", "/press/spokespeople-3/"]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_pages_take_the_same_queries_for_any_number(client, desk, press_officer, count, django_assert_num_queries):
    facts = {name: value for name, value in FACTS.items() if name != "is_current"}
    person = actions.save_spokesperson(by=press_officer, raw=files.image(), name_of_file="x", **facts, **PHOTO)
    Spokesperson.objects.bulk_create(Spokesperson(**facts, **PHOTO, photo=person.photo) for _ in range(count - 1))
    Logo.objects.bulk_create(Logo(name="x", alt="x", licence="cc_by", image=person.photo) for _ in range(count))
    with django_assert_num_queries(1):
        client.get(PEOPLE)
    with django_assert_num_queries(3):
        client.get(PACK)
    with django_assert_num_queries(5):
        desk.get("/staff/press/spokespeople/")
    with django_assert_num_queries(6):
        desk.get("/staff/press/media-pack/")


def made(by, name) -> Logo:
    words = {name: PHOTO[name] for name in ("alt", "licence")}
    return actions.save_logo(by=by, raw=files.image(), name_of_file="x", name=name, **words)


def test_logos_are_reworded_ordered_retired_and_brought_back(client, desk, press_officer):
    first, second = made(press_officer, "In colour"), made(press_officer, "In black")
    assert '<input type="file"' not in text(desk.get(f"{LOGOS}{second.pk}/edit/")), "newsrooms have this image"
    desk.post(f"{LOGOS}{second.pk}/edit/", {"name": "In ink", "alt": "Two roofs.", "licence": "cc_by"})
    desk.post(f"{LOGOS}arrange/", {"up": second.pk})
    page = text(client.get(PACK))
    assert page.index("In ink") < page.index("In colour")
    assert 'alt="Two roofs."' in page
    file = f"/files/{second.image.folder}{second.image.preview_name}"
    assert client.get(file).status_code == 200
    for verb, status, said in [("retire", 404, "Nobody can fetch it"), ("restore", 200, "offered again")]:
        assert said in text(desk.post(f"{LOGOS}arrange/", {verb: second.pk}, follow=True))
        assert client.get(file).status_code == status
    assert list(Logo.objects.public()) == [first, second], "at the end again"


def test_a_logo_without_a_usable_image_keeps_what_was_typed(desk):
    given = {"name": "Ours", "alt": "A roof.", "licence": "cc_by", "file": chosen(b"no image")}
    answer = desk.post(f"{LOGOS}new/", given)
    assert answer.status_code == 422
    assert 'value="Ours"' in text(answer)
    assert not Logo.objects.exists()


def test_what_happened_to_a_logo_can_be_read(desk, press_officer):
    logo = made(press_officer, "Full")
    desk.post(f"{LOGOS}arrange/", {"retire": logo.pk})
    page = text(desk.get(f"{LOGOS}{logo.pk}/history/"))
    assert "History of Full" in page
    assert f'<td data-label="Who">{press_officer}</td>' in page
