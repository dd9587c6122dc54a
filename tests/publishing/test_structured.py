"""What a page says of its text to machines."""

import io
import json
import re

import pytest
from django.utils import timezone
from PIL import Image

from publishing import actions
from publishing.models import Topic
from publishing.richtext.markup import data_block
from tests.publishing import files
from tests.publishing.conftest import CONTENT

PAGE = "/press/homes-are-closing/"
WHOLE = "http://127.0.0.1:8000" + PAGE


def page(client, path=PAGE):
    return client.get(path).content.decode()


def data(client, path=PAGE):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page(client, path))[1])


def meta(client, name):
    return re.search(rf'<meta (?:name|property)="{name}" content="(.*?)">', page(client))[1]


def test_a_release_is_a_news_article(client, first):
    found = data(client)
    assert (found["@type"], found["headline"], found["description"]) == ("NewsArticle", first.title, first.summary)
    at = timezone.localtime(first.first_public_at).isoformat(timespec="seconds")
    assert (found["datePublished"], found["dateModified"]) == (at, at)
    assert found["url"] == found["mainEntityOfPage"] == WHOLE
    assert found["author"] == found["publisher"]
    assert found["publisher"]["name"] == "Children's Homes Association"
    assert "correction" not in found
    assert "isBasedOn" not in found


def test_who_writes_is_the_author(client, press_officer, approved):
    approved(actions.start(kind="blog", by=press_officer, **CONTENT | {"byline": "Siân Prosser"}))
    assert data(client)["author"] == {"@type": "Person", "name": "Siân Prosser"}


def test_corrections_and_a_withdrawal_are_in_the_data(client, publication, first, following, approved, chief_executive):
    second = approved(following(publication, correction="It was Wales."))
    found = data(client)
    assert [(row["@type"], row["text"]) for row in found["correction"]] == [("CorrectionComment", "It was Wales.")]
    assert found["dateModified"] == timezone.localtime(second.public_from).isoformat(timespec="seconds")
    assert found["datePublished"] == timezone.localtime(first.first_public_at).isoformat(timespec="seconds")
    actions.withdraw(publication=publication, by=chief_executive, reason="Newer figures.")
    assert data(client)["creativeWorkStatus"] == "Withdrawn"


def test_no_word_ends_the_block(client, press_officer, approved):
    words = {
        "title": 'A </script><b>"&',
        "summary": "<!-- <script> ]]> \u2028 Tŷ, and what we say of it at some length.",
    }
    edition = approved(actions.start(kind="statement", by=press_officer, **CONTENT | words))
    found = data(client, edition.publication.path)
    assert (found["headline"], found["description"]) == (words["title"], words["summary"])
    assert page(client, edition.publication.path).count("</script>") == 2
    block = data_block({"a": "</script><!--&"})
    assert not set("<>&") & set(block.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))


def test_social_networks_find_what_they_look_for(client, press_officer, approved):
    topic = Topic.objects.create(slug="workforce", name="Workforce")
    edition = approved(actions.start(kind="statement", by=press_officer, topic=topic, **CONTENT))
    assert f'<link rel="canonical" href="{WHOLE}">' in page(client)
    assert (meta(client, "og:type"), meta(client, "og:url")) == ("article", WHOLE)
    assert (meta(client, "og:title"), meta(client, "og:description")) == (edition.title, edition.summary)
    assert (meta(client, "description"), meta(client, "article:section")) == (edition.summary, "Workforce")
    at = timezone.localtime(edition.first_public_at).isoformat()
    assert meta(client, "article:published_time") == at


def test_what_stands_for_a_text_elsewhere_is_its_leading_image(client, press_officer, approved, show):
    draft = actions.start(kind="statement", by=press_officer, **CONTENT)
    show(draft, title="A document comes first")
    lead = show(draft, alt='Two "chairs" & a jigsaw.')
    show(draft, files.image("PNG"), alt="Another")
    approved(draft)
    whole = f"http://127.0.0.1:8000/files/{lead.attachment.key}/full.jpg"
    assert data(client)["image"] == {"@type": "ImageObject", "url": whole, "width": 500, "height": 1000}
    assert meta(client, "og:image") == whole
    assert (meta(client, "og:image:width"), meta(client, "og:image:height")) == ("500", "1000")
    assert meta(client, "og:image:alt") == "Two &quot;chairs&quot; &amp; a jigsaw."
    assert client.get(whole.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_text_without_images_is_shared_with_its_headline(client, first):
    assert meta(client, "og:image") == data(client)["image"]["url"] == f"{WHOLE}share.png"
    assert meta(client, "og:image:alt") == first.title
    drawn = Image.open(io.BytesIO(client.get(f"{PAGE}share.png").content))
    assert (meta(client, "og:image:width"), meta(client, "og:image:height")) == tuple(map(str, drawn.size))


@pytest.mark.usefixtures("first")
def test_a_former_version_points_to_the_current_one_and_says_nothing_else(client, publication, following, approved):
    approved(following(publication))
    old = page(client, f"{PAGE}versions/1/")
    assert '<meta name="robots" content="noindex">' in old
    assert f'<link rel="canonical" href="{WHOLE}">' in old
    assert "ld+json" not in old
    assert "og:" not in old
