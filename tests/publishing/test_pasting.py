"""One text as other programs put it on the clipboard means the same everywhere: page, feed, PDF, plain text, mail."""
# ruff: noqa: E501

import email
import email.policy
import io
import re
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from pypdf import PdfReader

from bulletins.emails import freeze
from bulletins.models import Bulletin, BulletinVariant
from publishing import actions
from publishing.richtext.blanks import left_open
from publishing.richtext.layout import laid_out
from publishing.richtext.markup import clean, plain, shown
from publishing.richtext.pasting.links import fault_of, mended
from publishing.richtext.tables import uncaptioned
from publishing.widgets import words_in
from tests.publishing.conftest import CONTENT
from tests.publishing.pasted import PASTED, REPLY

MEANT = (
    "<p>Homes are <strong>closing</strong>, and <em>fast</em>.<sup>1</sup></p>"
    "<ol><li>Fund places<ul><li>in Wales</li></ul></li><li>Train staff</li></ol>"
    "<p>Table 1: Homes by region</p>"
    "<table><tbody><tr><th>Region</th><th>Homes</th></tr><tr><td>Wales</td><td>310</td></tr></tbody></table>"
    '<p><sup>1</sup> Ofsted, <a href="https://www.gov.uk/a" rel="noopener">2026</a>.</p>'
)
PLAIN = """Homes are closing, and fast.1

1. Fund places
   - in Wales
2. Train staff

Table 1: Homes by region
Region | Homes
Wales | 310

1 Ofsted, 2026 (https://www.gov.uk/a)."""

ATOM = "{http://www.w3.org/2005/Atom}"


def meaning(html: str) -> str:
    """Cleaned HTML without what says nothing: space between blocks, a paragraph that is all of an item, a head of rows."""
    html = re.sub(r"\s+", " ", html.replace("&nbsp;", " "))
    html = re.sub(r"\s*(</?(?:p|ol|ul|li|table|tbody|thead|tr|td|th)\b[^>]*>)\s*", r"\1", html)
    html = re.sub(r"<li><p>(.*?)</p>", r"<li>\1", html)
    return html.replace("</thead><tbody>", "").replace("thead>", "tbody>").replace("Table: ", "Table 1: ")


@pytest.mark.parametrize("program", PASTED)
def test_what_is_pasted_keeps_its_meaning_and_nothing_else(program):
    once = clean(PASTED[program])
    assert meaning(once) == MEANT
    assert clean(once) == once
    assert uncaptioned(once) == 0
    assert laid_out(once).replace("Table: ", "Table 1: ") == PLAIN


@pytest.mark.parametrize("program", PASTED)
def test_the_page_captions_the_table_and_labels_its_cells_for_a_phone(program):
    page = shown(PASTED[program])
    assert re.search(r'<table class="table--cards">\s*<caption>Table( 1)?: Homes by region</caption>', page)
    assert '<th scope="col">Region</th>' in page
    assert '<td data-label="Homes">310</td>' in page


# What a reader has to find again wherever the text goes, as patterns of HTML.
SURVIVES = [
    "<strong>closing</strong>, and <em>fast</em>",
    r"<ol>\s*<li>\s*(<p>)?Fund places(</p>)?\s*<ul>\s*<li>\s*(<p>)?in Wales(</p>)?\s*</li>\s*</ul>\s*</li>",
    r"<li>\s*(<p>)?Train staff(</p>)?\s*</li>\s*</ol>",
    r"<table[^>]*>\s*<caption[^>]*>Table( 1)?: Homes by region</caption>",
    r"<th[^>]*>(<p>)?Region(</p>)?</th>\s*<th[^>]*>(<p>)?Homes(</p>)?</th>",
    r"<td[^>]*>(<p>)?Wales(</p>)?</td>\s*<td[^>]*>(<p>)?310(</p>)?</td>",
    r"<sup>1</sup> Ofsted, <a href=\"https://www\.gov\.uk/a\"[^>]*>2026</a>",
]


def lost(html: str) -> list[str]:
    html = " ".join(html.replace("&nbsp;", " ").split())
    html = re.sub(r' style="[^"]*"', "", html)  # a mail has its looks in each element
    return [pattern for pattern in SURVIVES if not re.search(pattern, html)]


@pytest.mark.parametrize("program", PASTED)
def test_all_of_a_pasted_text_survives_on_page_feeds_plain_text_and_pdf(client, press_officer, approved, program):
    body = f"{PASTED[program]}<ol start='4'><li>Last</li></ol>"
    edition = approved(actions.start(kind="media_release", by=press_officer, **{**CONTENT, "body": body}))
    path = edition.publication.path
    page = client.get(path).content.decode()
    entry = ElementTree.fromstring(client.get("/press/feed.atom").content).find(f"{ATOM}entry")
    atom = "".join(each.text for name in ("content", "summary") for each in entry.findall(f"{ATOM}{name}"))
    feed = client.get("/press/feed.json").json()["items"][0]["content_html"]
    assert {"page": lost(page), "Atom": lost(atom), "JSON": lost(feed)} == {"page": [], "Atom": [], "JSON": []}
    assert "mso-" not in page + atom + feed
    said = client.get(f"{path}text/").content.decode().replace("Table: ", "Table 1: ")
    assert PLAIN in said
    assert "4. Last" in said
    pdf = PdfReader(io.BytesIO(client.get(f"{path}pdf/").getvalue()))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for said in ("Homes are closing, and fast.", "1. Fund places", "in Wales", "2. Train staff", "Homes by region"):
        assert said in words
    assert re.search(r"Region Homes Wales 310 1 Ofsted, 2026\.", words)
    links = [note.get_object()["/A"]["/URI"] for page in pdf.pages for note in page.get("/Annots", [])]
    assert "https://www.gov.uk/a" in links


@pytest.mark.parametrize("program", PASTED)
def test_all_of_a_pasted_text_survives_in_a_mail(db, program):
    bulletin = Bulletin.objects.create(subject="x", body=clean(PASTED[program]))
    variant = BulletinVariant.objects.create(bulletin=bulletin)
    freeze(variant)
    mail = email.message_from_bytes(bytes(variant.skeleton), policy=email.policy.default)
    plain_words, html = (mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
    assert lost(html) == []
    assert "mso-" not in html
    assert PLAIN in plain_words.replace("Table: ", "Table 1: ")


def test_quotations_have_their_marks_in_plain_words_and_their_source_below():
    said = "<blockquote><p>We wait.</p><p>We pay.</p><p>– Jo, owner</p></blockquote><blockquote>“Own.”</blockquote>"
    assert laid_out(said) == "“We wait.\n\n“We pay.”\n\n– Jo, owner\n\n“Own.”"


def test_quoted_mail_is_no_quotation_that_a_speaker_must_approve():
    assert (
        meaning(clean(REPLY))
        == "<p>Our line stands.</p><br><p>On Tue, Jo wrote:<br></p><p>Is it true?</p><p>Older words</p>"
    )


def test_tables_that_lay_out_become_words_and_merged_cells_stay():
    layout = "<table><tr><td>One</td></tr><tr><td><p>Two</p></td></tr></table>"
    assert meaning(clean(layout)) == "<p>One</p><p>Two</p>"
    nested = "<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr></table></td></tr></table>"
    assert meaning(clean(nested)) == "<p>a</p><p>b</p><p>c</p>"
    merged = (
        '<p>Table 2</p><table><tr><th colspan="2">Homes</th></tr><tr><td>1</td><td colspan="9999">2</td></tr></table>'
    )
    assert 'colspan="2"' in clean(merged)
    assert "9999" not in clean(merged)
    assert 'class="table--wide"' in shown(merged)
    assert uncaptioned("<p>Homes</p><table><tr><td>1</td><td>2</td></tr></table>") == 1


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("www.gov.uk/a", "https://www.gov.uk/a"),
        ("gov.uk/a?b=c", "https://gov.uk/a?b=c"),
        ("jo@example.org", "mailto:jo@example.org"),
        (
            "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.gov.uk%2Fa&data=05%7Cjo%40example.org%7C1",
            "https://www.gov.uk/a",
        ),
        ("https://urldefense.com/v3/__https://www.gov.uk/a?b=c__;!!AbC!xyz$", "https://www.gov.uk/a?b=c"),
        ("https://urldefense.com/v3/__https:/www.gov.uk/a__;!!AbC", "https://www.gov.uk/a"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.gov.uk_a&d=Dw&r=jo", "https://www.gov.uk/a"),
        ("https://www.google.com/url?q=https://www.gov.uk/a&sa=D", "https://www.gov.uk/a"),
        ("https://www.google.com/search?q=https://www.gov.uk/", "https://www.google.com/search?q=https://www.gov.uk/"),
        ("/press/", "/press/"),
        ("tel:02079460180", "tel:02079460180"),
    ],
)
def test_a_link_is_mended_where_it_is_plain_what_is_meant(href, meant):
    assert mended(href) == meant
    assert not fault_of(meant)
    assert f'href="{meant.replace("&", "&amp;")}"' in clean(f'<p><a href="{href.replace("&", "&amp;")}">x</a></p>')


@pytest.mark.parametrize(
    ("href", "said"),
    [
        ("file:///C:/Users/jo/a.docx", "“the report” leads to a file"),
        ("C:\\a.docx", "“the report” leads to a file"),
        ("\\\\server\\a", "“the report” leads to a file"),
        ("https://protect-eu.mimecast.com/s/AbC?domain=gov.uk", "“the report” goes through a mail gateway"),
        ("https://eur02.safelinks.protection.outlook.com/ap/t-59584e83/?url=x", "mail gateway"),
        ("onenote:https://a.example/", "of a kind that readers cannot follow"),
        ("report", "has no https://"),
        ("/staff/texts/1/", "“the report” leads to a page that readers cannot open"),
        ("http://127.0.0.1:8000/dashboard/", "leads to a page that readers cannot open"),
        ("/preview/abc/", "leads to a page that readers cannot open"),
    ],
)
def test_a_link_that_cannot_be_mended_is_refused_by_name(href, said):
    with pytest.raises(ValidationError, match=said):
        words_in(f'<p>See <a href="{href}">the report</a>.</p>')


def test_good_links_pass_and_links_within_a_document_are_words():
    words_in('<p><a href="/press/">x</a> <a href="https://www.gov.uk/">y</a> <a href="#figure-3">3</a></p>')
    assert (
        clean('<p><a href="#_Toc123">Part</a> <a href="#figure-3">3</a></p>')
        == '<p>Part <a href="#figure-3" rel="noopener">3</a></p>'
    )


def test_square_brackets_are_words_unless_a_template_left_them_open():
    assert left_open("[2021] EWHC 3, “[T]he [sic] court”") == []
    assert left_open("On [fill in: the report], [2021]") == ["the report"]


def test_a_draft_may_have_no_body_but_loses_no_picture_in_silence():
    assert words_in("<p></p>", required=False) == words_in("", required=False) == ""
    with pytest.raises(ValidationError, match="Nothing is left"):
        words_in('<p><img src="x.png"></p>', required=False)
    with pytest.raises(ValidationError, match="Nothing is left"):
        words_in("<p></p>")
    assert plain("<p></p>") == ""
