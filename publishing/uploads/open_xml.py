"""Word and Excel: the parts that allowed relationships lead to, without what tells of people (ECMA-376)."""

import posixpath
from urllib.parse import unquote

from lxml import etree

from publishing.uploads.allowed import DOCX, LEFT_OUT, PARTS, TAKEN, XLSX
from publishing.uploads.office import check_link, local, packed, read_xml, written_xml
from publishing.uploads.open_xml_parts import cleaned_part
from publishing.uploads.pictures import plain_picture
from publishing.uploads.rebuilt_file import RebuiltFile, Unusable

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
STRICT_RELATED = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
PROPERTIES = ("title", "language", "subject", "description")
MAIN = {f"{DOCX}.main+xml": DOCX, f"{XLSX}.main+xml": XLSX}
PICTURE_TYPES = {b"\xff": "image/jpeg", b"\x89": "image/png", b"G": "image/gif"}
# What is refused, in words; anything else that is not allowed is named as the file names it.
KNOWN = {
    "origin": "a digital signature, which does not outlive being made anew. Save it without",
    "vbaProject": "macros. Save it as .docx or .xlsx, without them",
    "wordVbaData": "macros. Save it as .docx or .xlsx, without them",
    "xlMacrosheet": "sheets of macros (Excel 4). Delete them",
    "xlIntlMacrosheet": "sheets of macros (Excel 4). Delete them",
    "dialogsheet": "sheets of dialogs (Excel 5). Delete them",
    "extensibility": "buttons that start macros. Save it without them",
    "oleObject": "another file or program inside. Delete it, or paste it as a picture",
    "package": "another file inside. Delete it, or paste it as a picture",
    "aFChunk": "another file inside. Copy its text in",
    "control": "a control (ActiveX). Delete it",
    "ctrlProp": "a control of a form. Delete it",
    "externalLink": "links to other workbooks or programs. Break them (Data, Edit links, Break link)",
    "connections": "a connection to data elsewhere. Delete it (Data, Queries and connections)",
    "queryTable": "a connection to data elsewhere. Delete it (Data, Queries and connections)",
    "subDocument": "parts in other files. Copy their text in",
}

# A chart shows the numbers that are kept in it; the workbook that they came from, of whatever kind, stays behind.
CHARTS, BEHIND_CHARTS = {"chart", "chartEx"}, {"package", "oleObject", "externalLinkPath"}
# Elements that are nothing but a relationship.
ONLY_POINTERS = {
    *("attachedTemplate", "externalData", "legacyDrawing", "legacyDrawingHF", "svgBlip", "printerSettings"),
    *("imgLayer", "embedRegular", "embedBold", "embedItalic", "embedBoldItalic"),
}


class Rebuild:
    """One package on its way from the parts that came to those that are kept."""

    def __init__(self, came: dict[str, bytes]):
        self.came = came
        self.types = ContentTypes(came["[Content_Types].xml"])
        self.rebuilt: dict[str, bytes] = {}
        self.kinds: dict[str, str] = {}
        self.taken_out: set[str] = set()

    def follow(self, name: str) -> set[str]:
        """Keep what a part's allowed relationships lead to. Gives the ids of those that were left out."""
        rels = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels".lstrip("/")
        if rels not in self.came:
            return set()
        root, left_out = read_xml(self.came[rels]), set()
        for each in list(root):
            if not self._keeps(each, name):
                left_out.add(each.get("Id"))
                root.remove(each)
        if len(root):
            self.rebuilt[rels] = written_xml(root)
        return left_out

    def _keeps(self, each: etree._Element, source: str) -> bool:
        kind = each.get("Type", "").rsplit("/", 1)[-1]
        if self.kinds.get(source) in CHARTS and kind in BEHIND_CHARTS:
            self.taken_out.add("the workbook behind a chart")
            return False
        if kind in LEFT_OUT:
            if LEFT_OUT[kind]:
                self.taken_out.add(LEFT_OUT[kind])
            return False
        if kind == "core-properties":
            return self._take_title(each.get("Target", "").lstrip("/"))
        if kind == "hyperlink":
            if each.get("TargetMode") == "External" or not each.get("Target", "").startswith("#"):
                check_link(each.get("Target", ""))
            return True
        if kind not in PARTS:
            what = KNOWN.get(kind, f"something that we do not take ({kind}). Delete it")
            raise Unusable(f"This document holds {what}, and choose that file.")
        if each.get("TargetMode") == "External":
            raise Unusable(
                f"This document fetches something from elsewhere ({kind}). Insert it into the document instead."
            )
        target = unquote(each.get("Target", ""))
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
        return self._take(path, kind)

    def _take(self, name: str, kind: str) -> bool:
        if name in self.kinds:
            return True
        if name not in self.came:
            return False
        self.kinds[name] = kind
        if kind == "image":
            return self._take_picture(name)
        if kind == "officeDocument" and "macroEnabled" in self.types.of(name):
            raise Unusable("This document can hold macros. Save it as .docx or .xlsx and choose that file.")
        if not self.types.of(name).endswith(PARTS[kind]):
            raise Unusable(f"A part of this document is not what it says it is ({kind}). Save it again.")
        left_out = self.follow(name)
        root = read_xml(self.came[name])
        _forget(root, left_out)
        self.rebuilt[name] = written_xml(cleaned_part(root))
        return True

    def _take_title(self, name: str) -> bool:
        """Of the properties the title alone: programs read it out."""
        if name not in self.came or not self.types.of(name).endswith("core-properties+xml"):
            return False
        root = read_xml(self.came[name])
        for each in list(root):
            if local(each) not in PROPERTIES:
                root.remove(each)
                self.taken_out.add("the author's name and other properties")
        self.kinds[name], self.rebuilt[name] = "core-properties", written_xml(root)
        return True

    def _take_picture(self, name: str) -> bool:
        if name.lower().endswith(".svg"):  # beside each drawing of this kind Word keeps the same as PNG
            del self.kinds[name]
            return False
        picture = plain_picture(self.came[name])
        if picture is None:
            raise Unusable(
                f"It has a picture that is no JPEG, PNG or GIF ({posixpath.basename(name)}). Paste it in as a picture."
            )
        self.rebuilt[name] = picture
        return True

    def package(self) -> bytes:
        return packed({"[Content_Types].xml": self._content_types(), **self.rebuilt})

    def _content_types(self) -> bytes:
        root = etree.Element(f"{{{CONTENT_TYPES}}}Types", nsmap={None: CONTENT_TYPES})
        rels = "application/vnd.openxmlformats-package.relationships+xml"
        etree.SubElement(root, f"{{{CONTENT_TYPES}}}Default", Extension="rels", ContentType=rels)
        for name, kind in self.kinds.items():
            is_picture = kind == "image"
            content_type = PICTURE_TYPES[self.rebuilt[name][:1]] if is_picture else self.types.of(name)
            etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
        return written_xml(root)


class ContentTypes:
    """Which part is of which type, as the package says."""

    def __init__(self, raw: bytes):
        root = read_xml(raw)
        entries = [(local(each), dict(each.attrib)) for each in root]
        self._defaults = {
            e.get("Extension", "").lower(): e.get("ContentType", "") for n, e in entries if n == "Default"
        }
        self._parts = {e.get("PartName", "").lower(): e.get("ContentType", "") for n, e in entries if n == "Override"}

    def of(self, name: str) -> str:
        return self._parts.get(f"/{name}".lower()) or self._defaults.get(name.rsplit(".", 1)[-1].lower(), "")


def rebuilt_open_xml(parts: dict[str, bytes]) -> RebuiltFile:
    """A .docx or .xlsx of its allowed parts. Raises Unusable."""
    rebuild = Rebuild(parts)
    rebuild.follow("")
    main = [MAIN.get(rebuild.types.of(name)) for name, kind in rebuild.kinds.items() if kind == "officeDocument"]
    if len(main) != 1 or main[0] is None:
        raise Unusable(f"This kind of document is not taken. {TAKEN}")
    return RebuiltFile(main[0], rebuild.package(), taken_out=tuple(sorted(rebuild.taken_out)))


def _forget(root: etree._Element, left_out: set[str]) -> None:
    """Take out what names a relationship that was left out: the attribute, and the element that is nothing else."""
    for each in list(root.iter(etree.Element)):
        named = [
            name
            for name, value in each.attrib.items()
            if value in left_out and name.startswith((RELATED, STRICT_RELATED))
        ]
        for name in named:
            del each.attrib[name]
        if named and local(each) in ONLY_POINTERS and each.getparent() is not None:
            each.getparent().remove(each)
