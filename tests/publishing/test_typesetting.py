"""Texts as files: accessible, the words as they were typed, the same bytes each time, and never before their minute."""

import io
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from publishing import actions, clock
from publishing.models import Boilerplate, PressContact
from publishing.typesetting.files import TEXT
from publishing.typesetting.tree import tree_of
from tests.publishing import files
from tests.publishing.conftest import CONTENT, minute_from_now
from tests.publishing.test_figure_uses import make_snapshot
from typesetting.compiling import compiled

WALES = "Ŵyn a’r tŷ: “cartref” i blant – Llŷn"
WORD = (
    '<!--StartFragment--><p class=MsoNormal><b>Bold</b><o:p></o:p></p><p style="mso-list:l0">·&nbsp; item</p>'
    "<p>Table 1: Two words</p><table><tr><td>One</td><td>Two</td></tr></table><h1>Large</h1>"
)


def reader(answer) -> PdfReader:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def structure(pdf: PdfReader) -> list[dict]:
    """The tagged elements in reading order."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict):
            found.append(node)
            if "/K" in node:
                walk(node["/K"])

    walk(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return [node for node in found if "/S" in node]


def tags(pdf: PdfReader) -> list[str]:
    return [node["/S"][1:] for node in structure(pdf)]


def alts(pdf: PdfReader) -> list[str]:
    """What its pictures say they show."""
    return [str(node["/Alt"]) for node in structure(pdf) if "/Alt" in node]


def leads(pdf: PdfReader) -> list[str]:
    """Where its links lead."""
    return [note.get_object()["/A"]["/URI"] for page in pdf.pages for note in page.get("/Annots", [])]


def shades(image, box) -> set:
    return {shade for _, shade in image.crop(box).getcolors(100_000)}


@pytest.fixture
def public(press_officer, approved):
    """A function: a text of a kind that is public."""

    def publish(kind="media_release", **content):
        edition = actions.start(kind=kind, by=press_officer, **CONTENT | content)
        for row in edition.quotations.all():
            actions.note_approval(quotation=row, by=press_officer, seen=row.seal, how="by telephone")
        return approved(edition)

    return publish


@pytest.fixture
def pdf(client, public):
    """A function: the PDF of a text that is public, read as a reader would."""

    def read(kind="media_release", **content):
        return reader(client.get(public(kind, **content).publication.path + "pdf/"))

    return read


def test_a_release_says_what_journalists_expect_in_their_order(pdf):
    contact = PressContact.objects.create(name="Gŵen", job="Press", telephone="01632 960001", email="g@cha.example")
    about = Boilerplate.objects.create(name="Short", text="<p>About words.</p>")
    found = words(pdf(title=WALES, notes="<p>A note.</p>", contact=contact, boilerplate=about))
    order = [
        *("MEDIA RELEASE", "For immediate release", WALES, CONTENT["summary"], "At length.", "ENDS"),
        *("Contact", "Gŵen, Press", "01632 960001", "g@cha.example", "Notes to editors", "A note.", "About us"),
        *("About words.", "/press/wyn-ar-ty-cartref-i-blant-llyn/", "Version 1"),
    ]
    places = [found.find(piece) for piece in order]
    assert -1 not in places, list(zip(order, places, strict=True))
    assert places == sorted(places)


def test_it_is_marked_as_accessible_in_our_language_with_title_and_author(pdf):
    found = pdf("blog", byline="Siân", title=WALES)
    root = found.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    assert (found.metadata.title, found.metadata.author) == (WALES, "Siân")


def test_headings_lists_quotations_and_links_are_tagged_and_lead_somewhere(pdf):
    found = pdf(
        body='<h2>Two</h2><h3>Three</h3><p><a href="https://x.example/?a=1&amp;b=2">link</a></p><ol start="4"><li>Four'
        "</li><li>Five</li></ol><ul><li>Dot</li></ul><blockquote><p>Said.</p><p>– Ruth</p></blockquote>",
        contact=PressContact.objects.create(name="Ann", telephone="+44 (0)1632 960001", email="jo@cha.example"),
    )
    assert {"H1", "H2", "H3", "L", "LI", "BlockQuote", "Link"} <= set(tags(found))
    assert "4. Four 5. Five" in words(found)
    assert words(found).count("Said. — Ruth") == words(found).count("Ruth") == 1
    assert leads(found)[:3] == ["https://x.example/?a=1&b=2", "tel:+4401632960001", "mailto:jo@cha.example"]


def test_a_small_heading_that_comes_first_does_not_skip_a_level(pdf):
    found = pdf(body="<h3>Small</h3><p>A</p><h2>Large</h2><h3>Small</h3><p>B</p>", notes="<h3>In notes</h3>")
    assert [tag for tag in tags(found) if tag[0] == "H"] == ["H1", "H2", "H2", "H3", "H2", "H2", "H3"]


def test_what_looks_like_markup_stands_as_it_was_typed(pdf):
    odd = '#import "x" $x^2$ @ref <label> \\ *a* _b_ `c` = d // e https://x.example ] f [ #{1+1} ~ -- ...'
    assert odd in words(pdf(summary=odd))


@given(
    st.text(
        st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_characters="\xad", exclude_categories=["Cc"]),
        min_size=1,
    )
)
def test_any_words_come_out_as_themselves(typed):
    html = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    nodes = tree_of(f"<p>{html}</p>", page="/")
    said = "".join(node["of"][0] for node in nodes if node["of"])
    assert " ".join(said.split(" ")).split() == typed.split()


TAGS = ["p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "sub", "sup", "a", "br", "table", "script"]
MARKUP = st.lists(st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ["word", " ", "#x "]))


@given(MARKUP, MARKUP)
def test_any_rich_text_compiles_as_accessible(body, notes):
    values = VALUES | {"body": tree_of("".join(body), page="/"), "notes": tree_of("".join(notes), page="/", under=2)}
    assert compiled(TEXT, values, format="pdf", pdf_standards=["ua-1"]).startswith(b"%PDF")


VALUES = {
    **dict.fromkeys(["association", "short_name", "author", "kind", "date", "title", "summary", "address"], "x"),
    **dict.fromkeys(["byline", "byline_name", "byline_about", "addressee", "warning", "version"], ""),
    **{
        name: []
        for name in ["notices", "signers", "images", "documents", "corrections", "contacts", "figures", "about"]
    },
    "made_at": {"year": 2026, "month": 6, "day": 3, "hour": 9, "minute": 30, "second": 0},
    "is_for_press": True,
    "answers": None,
}


def test_what_no_font_has_is_named_and_nothing_else_is_lost(pdf):
    chinese = "".join(chr(0x4E00 + number) for number in range(100))
    assert "Well done [clapping hands sign] all." in words(pdf(body="<p>Well done 👏 all.\ufeff\u0007</p>"))
    found = words(pdf(title="Many", body=f"<p>Before {chinese} after.</p>"))
    assert "Before [cjk unified ideograph-4e00]" in found
    assert "[cjk unified ideograph-4e63] after." in found


def test_pasted_word_and_no_notes_at_all_give_a_whole_page(pdf):
    found = words(pdf(body=WORD, notes=""))
    assert "Bold" in found
    assert "Table 1: Two words One Two" in found
    assert "Notes to editors" not in found


def test_six_thousand_words_and_fifty_names_are_all_there(pdf):
    body = "".join(f"<p>Paragraph {number} {'word ' * 98}</p>" for number in range(60))
    names = "\n".join(f"Person {number} O’Neill-Prŷs, owner, Home Ltd" for number in range(50))
    found = words(pdf("open_letter", title="x" * 160, body=body, addressee="The Minister", signatories=names))
    assert "To: The Minister" in found
    assert found.count("word") == 60 * 98
    assert found.count("O’Neill-Prŷs, owner") == 50
    assert "ENDS" not in found


def test_the_same_version_gives_the_same_bytes_and_is_sent_once(client, public):
    path = public().publication.path
    for file in ("pdf/", "share.png"):
        first, second = client.get(path + file), client.get(path + file)
        assert first.content == second.content
        again = client.get(path + file, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(path + "pdf/")["Content-Disposition"] == 'inline; filename="homes-are-closing.pdf"'


def test_a_new_version_and_a_withdrawal_change_the_file_and_its_tag(
    client, public, following, approved, chief_executive
):
    first = public()
    address = f"{first.publication.path}pdf/"
    before = client.get(address)
    approved(following(first.publication, correction="It was three.\r\nNot two."))
    after = client.get(address)
    assert after["ETag"] != before["ETag"]
    found = words(reader(after))
    assert "Updated" in found
    assert "Adds Wales." in found
    assert "It was three. Not two." in found
    assert "Version 2" in found
    actions.withdraw(publication=first.publication, by=chief_executive, reason="Newer figures.")
    withdrawn = client.get(address)
    assert withdrawn["ETag"] != after["ETag"]
    found = words(reader(withdrawn))
    assert "Newer figures." in found
    assert "For immediate release" not in found


def test_a_former_version_says_that_it_was_replaced(client, public, following, approved):
    first = public()
    approved(following(first.publication))
    found = words(reader(client.get(f"{first.publication.path}versions/1/pdf/")))
    assert "This is version 1, which another has replaced." in found
    assert "At length." in found
    assert "At greater length." not in found
    assert client.get(f"{first.publication.path}versions/2/pdf/").status_code == 404


@pytest.mark.parametrize("file", ["pdf/", "share.png", "versions/1/pdf/"])
def test_there_is_no_file_of_what_is_not_public_yet(client, press_officer, approved, following, file):
    draft = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT)
    assert client.get(draft.publication.path + file).status_code == 404
    at = minute_from_now(30)
    edition = approved(draft, at)
    with clock.at(at - timedelta(seconds=1)):
        assert client.get(edition.publication.path + file).status_code == 404
    with clock.at(at):
        assert client.get(edition.publication.path + file).status_code == (404 if "versions" in file else 200)


@pytest.mark.parametrize("file", ["pdf/", "share.png"])
def test_the_next_version_is_not_in_a_file_before_its_minute(client, public, following, approved, file):
    first, at = public(), minute_from_now(30)
    before = client.get(first.publication.path + file).content
    approved(following(first.publication, title="Something else"), at)
    with clock.at(at - timedelta(seconds=1)):
        assert client.get(first.publication.path + file).content == before
    with clock.at(at):
        assert client.get(first.publication.path + file).content != before


@pytest.mark.parametrize("file", ["pdf/", "share.png", "versions/1/pdf/", "versions/1/"])
def test_files_go_where_their_text_went(moved, client, public, press_officer, chief_executive, file):
    publication = public().publication
    old = publication.path
    publication = moved(publication, "elsewhere")
    assert client.get(old + file).url == f"/press/elsewhere/{file}"
    actions.remove(publication=publication, by=chief_executive, reason="Wrong")
    assert client.get(f"/press/elsewhere/{file}").status_code == 410


@pytest.mark.parametrize("title", ["Ŵyn", WALES * 4, "W" * 160, "i" * 160, "👏 done", "a " * 80])
def test_a_share_image_has_its_size_and_its_margins_whatever_the_headline(client, public, title):
    answer = client.get(public(title=title[:160]).publication.path + "share.png")
    assert answer["Content-Type"] == "image/png"
    image = Image.open(io.BytesIO(answer.content)).convert("RGB")
    assert image.size == (1200, 630)
    assert shades(image, (1140, 100, 1200, 610)) == {(0xFB, 0xFA, 0xF7)}, "words reach into the margin"
    assert shades(image, (64, 515, 1136, 545)) == {(0xFB, 0xFA, 0xF7)}, "the headline reaches the date"
    assert len(shades(image, (64, 190, 1136, 300))) > 1


def test_an_address_of_no_text_has_no_file(client, db):
    for path in ("/press/nothing/pdf/", "/press/nothing/share.png", "/pdf/", f"/press/{quote('../x')}/pdf/"):
        assert client.get(path).status_code == 404


def test_files_set_no_cookie_and_lead_search_engines_to_the_page(client, public):
    path = public().publication.path
    answer = client.get(f"{path}pdf/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert answer["Link"].endswith(f'{path}>; rel="canonical"')


def test_a_figure_that_is_quoted_has_its_source_in_the_file(pdf):
    snapshot = make_snapshot()
    found = pdf(body=f'<p>Of these, <a href="#figure-{snapshot.pk}">83%</a> are good. <a href="/press/">More</a></p>')
    said = words(found)
    assert "Figures in this text" in said
    assert "83%: Share of judged homes (of 3,629). As at 31 March 2025, from The register. Counted once." in said
    page = f"{settings.BASE_URL}/press/"
    assert leads(found)[:2] == [f"{page}homes-are-closing/#figure-{snapshot.pk}", page]


def test_images_stand_with_what_they_show_and_documents_with_where_they_are(client, press_officer, approved, show):
    draft = actions.start(kind="media_release", by=press_officer, **CONTENT)
    for number, size in enumerate([(1600, 900), (40, 1000)]):
        raw = files.image(size=size)
        show(draft, raw=raw, alt=f"Dau ddarn o jig-so {number}", caption="Ŵyn", credit="Siân Llŷr", licence="cc_by")
    document = show(draft, title="The letter")
    pdf = reader(client.get(approved(draft).publication.path + "pdf/"))
    assert "Ŵyn Siân Llŷr. Creative Commons Attribution 4.0." in words(pdf)
    assert alts(pdf) == ["Dau ddarn o jig-so 0", "Dau ddarn o jig-so 1"]
    assert sum(len(page.images) for page in pdf.pages) == 2
    assert f"{settings.BASE_URL}/files/{document.attachment.key}/full.pdf" in leads(pdf)
