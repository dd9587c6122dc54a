"""Office files: ZIP packages, opened within bounds, read as XML without entities, and written anew."""

import io
import re
import zipfile
from functools import lru_cache

from lxml import etree

from publishing.uploads.allowed import FUNCTIONS, LINK, TAKEN
from publishing.uploads.rebuilt_file import RebuiltFile, Unusable

MOST_PARTS = 5000
UNPACKED_MOST = 200 * 1024 * 1024
DAMAGED = "This file is damaged. Open it, save it again and choose that file."
# Texts, names of sheets, and columns of tables.
QUOTED = re.compile(r'"[^"]*"' + r"|'[^']*'" + r"|\[[^\[\]]*\]")
TO_THE_WEB = re.compile(r'HYPERLINK\s*\(\s*"(?:https?://|mailto:|#)', re.IGNORECASE)
FUNCTION = re.compile(r"([A-Z_][A-Z0-9_.]*)\s*\(", re.IGNORECASE)
PREFIX = re.compile(r"^(_XLFN\.|_XLWS\.|_XLPM\.|COM\.SUN\.STAR\.SHEET\.ADDIN\.ANALYSIS\.GET)+")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def rebuilt_office(raw: bytes) -> RebuiltFile:
    """A Word, Excel or OpenDocument file of its allowed parts alone. Raises Unusable."""
    from publishing.uploads.open_document import rebuilt_open_document  # noqa: PLC0415 - they stand on this module
    from publishing.uploads.open_xml import rebuilt_open_xml  # noqa: PLC0415

    parts = unpacked(raw)
    if "mimetype" in parts:
        return rebuilt_open_document(parts)
    if "[Content_Types].xml" in parts:
        return rebuilt_open_xml(parts)
    raise Unusable(f"This is a folder of files (ZIP). {TAKEN}")


def unpacked(raw: bytes) -> dict[str, bytes]:
    """The parts by name. Raises Unusable for what is damaged, locked, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            about = [part for part in package.infolist() if not part.is_dir()]
            names = {part.filename.lower() for part in about}
            if len(names) < len(about) or len(about) > MOST_PARTS or sum(p.file_size for p in about) > UNPACKED_MOST:
                raise Unusable("This file unpacks to something that no document is. Save it again and choose that.")
            if any(part.flag_bits & 1 for part in about):
                raise Unusable("This document has a password. Save it without one and choose that file.")
            return {part.filename.lstrip("/"): package.read(part) for part in about}
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as fault:
        raise Unusable(DAMAGED) from fault


def read_xml(raw: bytes) -> etree._Element:
    """The root, without comments and processing instructions. Raises Unusable for a DTD, which no office file has."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unusable(DAMAGED) from fault
    if root.getroottree().docinfo.doctype:
        raise Unusable("This document declares entities (a DTD), as no office program does. Save it again.")
    return root


def written_xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def packed(parts: dict[str, bytes], *, stored_first: tuple[str, bytes] | None = None) -> bytes:
    """The ZIP file, the same for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        if stored_first:
            package.writestr(zipfile.ZipInfo(stored_first[0], LONG_AGO), stored_first[1], zipfile.ZIP_STORED)
        for name, raw in parts.items():
            package.writestr(zipfile.ZipInfo(name, LONG_AGO), raw, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def without(root: etree._Element, *names: str) -> int:
    """Take out all elements with these local names, and keep the text behind each. Gives how many."""
    found = [each for each in root.iter(*(f"{{*}}{name}" for name in names)) if each.getparent() is not None]
    for each in found:
        parent, before = each.getparent(), each.getprevious()
        if each.tail and before is not None:
            before.tail = (before.tail or "") + each.tail
        elif each.tail:
            parent.text = (parent.text or "") + each.tail
        parent.remove(each)
    return len(found)


@lru_cache(10_000)
def split(name: str) -> tuple[str, str]:
    """The namespace and the local part of an element's or an attribute's name."""
    space, _, plain = name.rpartition("}")
    return space.removeprefix("{"), plain


def local(element: etree._Element) -> str:
    return split(element.tag)[1]


def check_link(address: str) -> None:
    if not LINK.fullmatch(address.strip()):
        raise Unusable(
            f"It links to “{address[:80]}”. Links may lead to web pages (https://) and mail addresses only: mend it, "
            "or remove it."
        )


def check_formula(formula: str, where: str) -> None:
    """Raises Unusable for a formula that may reach beyond its workbook."""
    bare = QUOTED.sub("", formula.upper())
    if len(TO_THE_WEB.findall(formula)) == bare.count("HYPERLINK"):
        bare = bare.replace("HYPERLINK", "")
    names = {PREFIX.sub("", name) for name in FUNCTION.findall(bare)}
    strange = sorted(names - FUNCTIONS)
    if strange or "|" in bare:
        what = f"the function {strange[0]}" if strange else "a link to another program (DDE)"
        raise Unusable(
            f"{where} has a formula with {what}, which may reach beyond the sheet. Copy such cells and paste their "
            "values."
        )
