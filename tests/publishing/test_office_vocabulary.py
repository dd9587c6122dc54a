"""Office documents may be written in listed words only; files of real programs pass, and keep what they show.

The files in `documents/` were written by LibreOffice 7.4, python-docx 1.2 and XlsxWriter 3.2.
"""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from publishing.uploads.rebuilt_file import Unusable
from publishing.uploads.vocabulary import vocabulary
from publishing.uploads.worker import rebuilt
from tests.publishing.office_files import docx, opendocument, rel, rels, xlsx

DOCUMENTS = sorted((Path(__file__).parent / "documents").iterdir())
COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NEW = 'xmlns:new="http://example.org/2031/new"'
BOX = """<w:p><w:r><mc:AlternateContent><mc:Choice Requires="new"><new:box/></mc:Choice>
<mc:Fallback><w:t>an older box</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"""
EXTENDED = '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:extLst>'


def part(raw: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.read(name).decode()


def words(raw: bytes) -> dict[str, int]:
    """How often each element stands in each part."""
    counted = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for name in package.namelist():
            if name.endswith(".xml") and not name.startswith(("docProps", "[", "META", "meta")):
                for each in etree.fromstring(package.read(name)).iter(etree.Element):
                    counted[name, each.tag] = counted.get((name, each.tag), 0) + 1
    return counted


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_file_of_a_real_program_keeps_every_element_of_its_parts(path):
    raw = path.read_bytes()
    kept = rebuilt(raw)
    before, after = words(raw), words(kept.raw)
    parts = {name for name, _ in after}
    lost = {tag for (name, tag), count in before.items() if name in parts and after.get((name, tag), 0) < count}
    assert {tag.rpartition("}")[2] for tag in lost} <= LOST_BY_DESIGN[path.suffix]
    assert rebuilt(kept.raw).raw == kept.raw


LOST_BY_DESIGN = {
    ".docx": set(),
    ".xlsx": {"legacyDrawing", "ext", "extCalcPr"},  # the boxes of comments; how LibreOffice counts
    ".odt": {"forms", "scripts", "image"},
    ".ods": {"forms", "scripts", "image", "annotation", "p", "creator", "date"},
}


def test_charts_of_calc_and_excel_are_no_macros_and_bring_no_workbook_along():
    charts = next(path for path in DOCUMENTS if path.name == "libreoffice-charts.ods")
    assert 'xlink:href=".."' in part(charts.read_bytes(), "Object 1/content.xml"), "as Calc writes it"
    assert "chart:series" in part(rebuilt(charts.read_bytes()).raw, "Object 1/content.xml")
    behind = {
        "word/charts/_rels/chart1.xml.rels": rels(rel("rId1", "package", "../embeddings/book.xlsm")),
        "word/embeddings/book.xlsm": b"CANARY",
    }
    macros = {"word__embeddings__book_xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12"}
    kept = rebuilt(docx(more_types=macros, **behind))
    assert "the workbook behind a chart" in kept.taken_out
    assert b"CANARY" not in kept.raw
    linked = rels(rel("rId1", "oleObject", "file:///C:/Users/CANARY/book.xlsx", "External"))
    kept = rebuilt(docx(**{"word/charts/_rels/chart1.xml.rels": linked}))
    assert "word/charts/_rels/chart1.xml.rels" not in zipfile.ZipFile(io.BytesIO(kept.raw)).namelist()
    assert "externalData" not in part(kept.raw, "word/charts/chart1.xml")


def body(raw: bytes) -> str:
    return part(rebuilt(raw).raw, "word/document.xml")


def test_an_unknown_element_is_refused_by_its_name_and_an_unknown_attribute_taken_out():
    with pytest.raises(Unusable, match="do not know \\(“launcher”\\).*as a PDF"):
        rebuilt(docx("<w:p><w:launcher/></w:p>"))
    with pytest.raises(Unusable, match="do not know \\(“box”\\)"):
        rebuilt(docx(f"<w:p><new:box {NEW}/></w:p>"))
    with pytest.raises(Unusable, match="do not know \\(“launcher”\\)"):
        rebuilt(opendocument("<text:p><text:launcher/></text:p>"))
    assert "w:launch" not in body(docx('<w:p w:launch="x" w:rsidR="00A"><w:r><w:t>kept</w:t></w:r></w:p>'))
    assert "launch" not in part(rebuilt(opendocument('<text:p text:launch="x">y</text:p>')).raw, "content.xml")


def test_what_a_reader_may_pass_over_is_taken_out_where_it_is_not_known():
    assert "an older box" in (said := body(docx(BOX.replace("<w:p>", f"<w:p {NEW}>", 1))))
    assert "new:box" not in said
    extension = f'<a:ext uri="x"><new:box {NEW}/></a:ext></a:extLst></a:blip></w:drawing></w:r></w:p>'
    assert "new:box" not in body(docx(EXTENDED + extension))
    ignorable = f'<w:p {NEW} mc:Ignorable="new" new:said="x"><new:box/><w:r><w:t>text</w:t></w:r></w:p>'
    assert "new:" not in (said := body(docx(ignorable))).replace("xmlns:new", "")
    assert "text" in said
    foreign = f"<text:p>before <new:mark {NEW}>marked</new:mark> after</text:p>"
    assert "before marked after" in part(rebuilt(opendocument(foreign)).raw, "content.xml")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (docx("<w:p><w:fldData/><w:ffData><w:entryMacro w:val='Go'/></w:ffData></w:p>"), "starts a macro"),
        (docx("<w:p><w:object/></w:p>"), "another file or program"),
        (docx(BOX.replace("<w:p>", f"<w:p {NEW}>").replace("<new:box/>", '<w:control w:name="x"/>')), "a control"),
        (docx(settings="<w:frameset/>"), "frames with other documents"),
        (opendocument('<table:table-cell table:formula="of:=value-webservice(1)"/>', "spreadsheet"), "WEBSERVICE"),
        (opendocument("<text:p><text:meta-field/></text:p>"), "meta-field"),
        (opendocument("<draw:param/>"), "param"),
    ],
    ids=[
        *("a macro of a field", "an object", "a control beside a fallback", "frames"),
        *("a name like a word of a condition", "a field of data", "a parameter of a program"),
    ],
)
def test_what_the_list_leaves_out_is_refused(raw, said):
    with pytest.raises(Unusable, match=said):
        rebuilt(raw)


def test_names_of_people_and_of_their_folders_go_whole():
    kept = body(docx('<w:p><w:permStart w:id="1" w:ed="CANARY@example.org"/><w:r><w:t>said</w:t></w:r></w:p>'))
    assert "CANARY" not in kept
    settings = '<w:mailMerge><w:query w:val="CANARY"/></w:mailMerge><w:docVars><w:docVar w:val="CANARY"/></w:docVars>'
    assert "CANARY" not in part(rebuilt(docx(settings=settings)).raw, "word/settings.xml")


def test_a_workbook_in_the_strict_form_has_the_same_words():
    known = vocabulary("open_xml")
    strict = {tag for tag in known.elements if "purl.oclc.org/ooxml/spreadsheetml/main" in tag}
    same = {tag for tag in known.elements if "schemas.openxmlformats.org/spreadsheetml/2006/main" in tag}
    assert len(strict) == len(same) > 200
    assert openpyxl.load_workbook(io.BytesIO(rebuilt(xlsx()).raw)).active["B4"].value == "=SUM(B2:B3)"
