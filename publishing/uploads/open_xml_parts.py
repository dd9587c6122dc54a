"""The XML of one part of a Word or Excel file: what is checked in it, and what is taken out."""

from lxml import etree

from publishing.uploads.allowed import FIELDS
from publishing.uploads.kept import Unusable
from publishing.uploads.office import check_formula, check_link, local, split, without

COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
TRACKED = {
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "numberingChange",
}
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
PERSONAL = ("absPath", "fileSharing", "webPublishItems", "webPublishing")  # where it lay, who has it open
WHO = {"refreshedBy", "lastModifiedBy", "userName"}
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
ENCLOSES = {"OLEObject", "oleObject", "altChunk", "subDoc", "control", "ddeLink", "oleLink", "oleItem", "ddeItem"}
RUNS = {"macro", "onAction", "oleUpdate"}  # attributes that name a program


def cleaned_part(root: etree._Element, taken_out: set[str]) -> etree._Element:
    """The same tree without comments and names of people. Raises Unusable."""
    without(root, *COMMENT_MARKS, *PERSONAL)
    for each in root.iter(etree.Element):
        _check(each)
    check_fields(root)
    return root


def _check(each: etree._Element) -> None:
    space, name = split(each.tag)
    if name in TRACKED and space in WORD:
        raise Unusable(
            "It has tracked changes, which readers could bring back. Accept or reject them all, and save it."
        )
    if name == "sheet" and each.get("state", "visible") != "visible":
        raise Unusable(
            f"Its sheet “{each.get('name', '')}” is hidden, and readers could show it. Delete it or show it."
        )
    if name in FORMULAS and each.text:
        check_formula(each.text, _where(each))
    if name in ENCLOSES:
        raise Unusable("This document holds another file or program inside. Delete it, or paste it as a picture.")
    for attribute, value in each.attrib.items():
        _check_attribute(each, attribute, value)


def _check_attribute(each: etree._Element, attribute: str, value: str) -> None:
    plain = split(attribute)[1]
    if plain in WHO:
        del each.attrib[attribute]
    elif plain in RUNS and value:
        raise Unusable("It has a shape or a button that starts a macro. Take the macro off it.")
    elif plain == "action" and value and not value.startswith("ppaction://hlink"):
        raise Unusable("It has a shape or a button that starts a program. Take the action off it.")
    elif plain in ("src", "althref") and value:
        raise Unusable("This document fetches a picture from elsewhere. Insert it into the document instead.")
    elif plain == "href" and value:
        check_link(value)


def _where(each: etree._Element) -> str:
    cell = each.getparent().get("r") if each.getparent() is not None else None
    return f"Cell {cell}" if cell else "It"


def check_fields(root: etree._Element) -> None:
    """Raises Unusable for a field of Word that is not on the list, also one that is put together from others."""
    open_fields: list[tuple[list[str], list[bool]]] = []
    for each in root.iter(etree.Element):
        name = local(each)
        if name == "fldSimple":
            _check_field(_value(each, "instr"))
        elif name == "fldChar":
            _turn(open_fields, _value(each, "fldCharType"))
        elif name in ("instrText", "delInstrText"):
            if not open_fields:
                raise Unusable("It has a part of a field outside of a field. Save it again.")
            open_fields[-1][0].append(each.text or "")
    if open_fields:
        raise Unusable("It has a field without an end. Save it again.")


def _turn(open_fields: list, kind: str) -> None:
    if kind == "begin":
        open_fields.append(([], []))
    elif kind == "end" and open_fields:
        _check_field("".join(open_fields.pop()[0]))


def _value(each: etree._Element, name: str) -> str:
    return next((value for key, value in each.attrib.items() if split(key)[1] == name), "")


def _check_field(instruction: str) -> None:
    words = instruction.split()
    code = words[0].upper() if words else ""
    if code not in FIELDS and not code.startswith("="):
        raise Unusable(
            f"It has the field {code or 'without a name'}, which may fetch or start something. Click it, press "
            "Ctrl+Shift+F9 to keep its text only, and save the document."
        )
    if code == "HYPERLINK" and len(words) > 1 and not words[1].startswith("\\"):
        check_link(words[1].strip('"“”'))
