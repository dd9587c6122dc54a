"""Word, Excel and OpenDocument files, small and made by hand: a harmless one of each, and ways to spoil it."""
# ruff: noqa: E501

import io
from datetime import date

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from tests.publishing.files import image, package

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = f'{W} xmlns:r="{RELATED}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
CORE = f"{PACKAGE}/relationships/metadata/core-properties"


def rel(name: str, kind: str, target: str, mode: str = "") -> str:
    kind = kind if kind.startswith("http") else f"{RELATED}/{kind}"
    external = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{external}/>'


def rels(*relations: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def types(**overrides: str) -> str:
    """Overrides by part name, with `__` for a slash and `_` for a full stop."""
    lines = [
        f'<Override PartName="/{name.replace("__", "/").replace("_", ".")}" ContentType="{kind}"/>'
        for name, kind in overrides.items()
    ]
    return f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>{"".join(lines)}</Types>'


PARAGRAPH = "<w:p><w:r><w:t>Places by region</w:t></w:r></w:p>"
CHART = f'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{RELATED}"><c:chart/><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
COMMENT = f'<w:comments {W}><w:comment w:id="0" w:author="CANARY-COMMENTER"><w:p><w:r><w:t>CANARY-COMMENT</w:t></w:r></w:p></w:comment></w:comments>'


def docx(body: str = PARAGRAPH, more_rels: tuple = (), more_types: dict | None = None, settings="", **parts) -> bytes:
    """A letter with an image, a chart with its workbook, a link, a comment, an author and a template."""
    overrides = {
        "word__document_xml": f"{WORD}.document.main+xml",
        "word__settings_xml": f"{WORD}.settings+xml",
        "word__comments_xml": f"{WORD}.comments+xml",
        "word__charts__chart1_xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        "docProps__core_xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **(more_types or {}),
    }
    marked = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>said</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    return package(
        {
            "[Content_Types].xml": types(**overrides),
            "_rels/.rels": rels(
                rel("rId1", "officeDocument", "word/document.xml"), rel("rId2", CORE, "docProps/core.xml")
            ),
            "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Places</dc:title><dc:creator>CANARY-AUTHOR</dc:creator></cp:coreProperties>',
            "word/document.xml": f"<w:document {SPACES}><w:body>{body}{marked}<w:sectPr/></w:body></w:document>",
            "word/_rels/document.xml.rels": rels(
                rel("rId1", "settings", "settings.xml"),
                rel("rId2", "comments", "comments.xml"),
                rel("rId3", "image", "media/image1.png"),
                rel("rId4", "hyperlink", "https://example.org/a?b=c", "External"),
                rel("rId5", "chart", "charts/chart1.xml"),
                *more_rels,
            ),
            "word/settings.xml": f'<w:settings {SPACES}><w:attachedTemplate r:id="rId1"/>{settings}</w:settings>',
            "word/_rels/settings.xml.rels": rels(
                rel("rId1", "attachedTemplate", "file:///C:/Users/CANARY-PATH/a.dotm", "External")
            ),
            "word/comments.xml": COMMENT,
            "word/media/image1.png": image("PNG", (40, 20)),
            "word/charts/chart1.xml": CHART,
            "word/charts/_rels/chart1.xml.rels": rels(rel("rId1", "package", "../embeddings/book.xlsx")),
            "word/embeddings/book.xlsx": b"CANARY-WORKBOOK",
            **parts,
        }
    )


def field(*instructions: str, result: str = "1") -> str:
    """A field whose instruction is spread over runs."""
    said = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in instructions)
    return (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{said}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def xlsx(change=lambda book: None) -> bytes:
    """A workbook with a chart, a sum, a link, a comment and an author, as openpyxl writes it."""
    book = Workbook()
    sheet = book.active
    for row in (["Region", "Homes", "On"], ["Wales", 90, date(2026, 3, 31)], ["North", 310, date(2026, 3, 31)]):
        sheet.append(row)
    sheet["B4"] = "=SUM(B2:B3)"
    sheet["A4"].hyperlink = "https://example.org/"
    sheet["A2"].comment = Comment("CANARY-COMMENT", "CANARY-COMMENTER")
    book.properties.creator, book.properties.title = "CANARY-AUTHOR", "Homes"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "E2")
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = ("office", "text", "table", "script", "style", "meta", "form", "presentation")
ODF_SPACES = " ".join(
    [
        *(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in (*NAMES, "manifest")),
        f'xmlns:draw="{ODF}:drawing:1.0"',
        'xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    ]
)
ODF_BODY = (
    '<text:p>Places <text:a xlink:href="https://example.org/">here</text:a>'
    "<office:annotation><dc:creator>CANARY-COMMENTER</dc:creator><text:p>CANARY-COMMENT</text:p></office:annotation> tail</text:p>"
    '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    '<draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>'
)


def opendocument(body: str = ODF_BODY, kind: str = "text", manifest: str = "", **parts) -> bytes:
    """A text or a sheet with a picture, a chart, a link, a comment and an author."""
    media_type = {
        "text": "application/vnd.oasis.opendocument.text",
        "spreadsheet": "application/vnd.oasis.opendocument.spreadsheet",
    }[kind]
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    entries = entry.format("/", media_type) + entry.format("Object 1/", "application/vnd.oasis.opendocument.chart")
    content = f"<office:document-content {ODF_SPACES}><office:scripts/>%s<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    styles = parts.pop("styles", "")
    return package(
        {
            "mimetype": media_type,
            "META-INF/manifest.xml": f"<manifest:manifest {ODF_SPACES}>{entries}{manifest}</manifest:manifest>",
            "content.xml": content % styles,
            "meta.xml": f"<office:document-meta {ODF_SPACES}><office:meta><dc:title>Places</dc:title><meta:initial-creator>CANARY-AUTHOR</meta:initial-creator></office:meta></office:document-meta>",
            "settings.xml": f"<office:document-settings {ODF_SPACES}>CANARY-PRINTER</office:document-settings>",
            "Pictures/a.png": image("PNG", (40, 20)),
            "Object 1/content.xml": f"<office:document-content {ODF_SPACES}><office:body><office:chart/></office:body></office:document-content>",
            "ObjectReplacements/Object 1": b"x",
            "Thumbnails/thumbnail.png": image("PNG", (10, 10)),
            **parts,
        }
    )
