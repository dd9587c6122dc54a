"""The XML of one part of a Word or Excel file: known words only; what is checked in them, and what is taken out."""

from itertools import pairwise

from lxml import etree

from publishing.uploads.allowed import FIELDS
from publishing.uploads.office import check_formula, check_link, local, split, without
from publishing.uploads.rebuilt_file import Unusable
from publishing.uploads.vocabulary import unknown, vocabulary

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Taken out whole: comments, who edits and has edited, where the file lay, letters to many, what macros remember.
LEFT_OUT = (
    *("commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd", "docVars", "mailMerge"),
    *("attachedSchema", "saveThroughXslt", "absPath", "fileSharing", "fileRecoveryPr", "webPublishItems"),
    *("webPublishing", "webPublishObjects", "customWorkbookViews", "customSheetViews", "scenarios", "dataConsolidate"),
    *("functionGroups", "smartTagPr", "smartTagTypes", "customProperties", "formsDesign", "printerSettings"),
)
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
TRACKED = (
    "tracked changes, which readers could bring back. Accept or reject them all",
    *("ins", "del", "moveFrom", "moveTo", "delText", "cellIns", "cellDel", "cellMerge", "numberingChange"),
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "tcPrChange"),
    *("trPrChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
)
ENCLOSED = (
    "another file or program inside. Delete it, or paste it as a picture",
    *("OLEObject", "oleObject", "oleObjects", "object", "objectEmbed", "objectLink", "altChunk", "subDoc"),
    *("ddeLink", "oleLink", "oleItem", "ddeItem", "externalBook", "movie", "contentPart"),
)
RUNNING = (
    "a control or a form that starts a macro. Delete it",
    *("control", "controls", "entryMacro", "exitMacro", "formControlPr"),
)
FRAMED = ("frames with other documents. Copy their text in", *("frameset", "framesetSplitbar", "sourceFileName"))
# What is refused in words of its own, by the local names of elements; all others are named as the file names them.
REFUSALS = {name: refusal for refusal, *names in (ENCLOSED, RUNNING, FRAMED) for name in names}
REFUSALS_IN_WORD = dict.fromkeys(TRACKED[1:], TRACKED[0])
RUNS = {"macro", "onAction", "oleUpdate"}  # attributes that name a program


def cleaned_part(root: etree._Element) -> etree._Element:
    """The same tree of known words, without comments and names of people. Raises Unusable."""
    without(root, *LEFT_OUT)
    for each in root.iter(etree.Element):
        _check(each)
    _keep_known(root)
    check_fields(root)
    return root


def _check(each: etree._Element) -> None:
    space, name = split(each.tag)
    refusal = REFUSALS.get(name) or (REFUSALS_IN_WORD.get(name) if space in WORD else None)
    if refusal:
        raise Unusable(f"This document holds {refusal}, and save it.")
    if name == "sheet" and each.get("state", "visible") != "visible":
        raise Unusable(
            f"Its sheet “{each.get('name', '')}” is hidden, and readers could show it. Delete it or show it."
        )
    if name in FORMULAS and each.text:
        check_formula(each.text, _where(each))
    for attribute, value in each.attrib.items():
        _check_attribute(attribute, value)


def _check_attribute(attribute: str, value: str) -> None:
    plain = split(attribute)[1]
    if plain in RUNS and value:
        raise Unusable("It has a shape or a button that starts a macro. Take the macro off it.")
    if plain == "action" and value and not value.startswith("ppaction://hlink"):
        raise Unusable("It has a shape or a button that starts a program. Take the action off it.")
    if plain in ("src", "althref") and value:
        raise Unusable("This document fetches a picture from elsewhere. Insert it into the document instead.")
    if plain == "href" and value:
        check_link(value)


def _keep_known(root: etree._Element) -> None:
    """Known elements and attributes alone. Raises Unusable for an element that no reader may pass over."""
    known = vocabulary("open_xml")
    if not known.knows(root):
        raise unknown(root)
    for each in list(root.iter(etree.Element)):
        if known.knows(each):
            known.drop_unknown_attributes(each)
        else:
            _pass_over(each, root)


def _pass_over(each: etree._Element, root: etree._Element) -> None:
    """Take out an unknown element where the standard lets a reader that does not know it do so (ECMA-376, part 3)."""
    line = [each, *each.iterancestors()]
    if line[-1] is not root:
        return  # it went with something around it
    for inner, outer in pairwise(line):
        is_extension = local(inner) == "ext" and local(outer) == "extLst"
        if is_extension or outer.tag == f"{COMPATIBILITY}AlternateContent":
            outer.remove(inner)
            if not len(outer) and not is_extension and outer.getparent() is not None:
                outer.getparent().remove(outer)
            return
    if split(each.tag)[0] not in _ignorable(line):
        raise unknown(each)
    each.getparent().remove(each)


def _ignorable(line: list[etree._Element]) -> set[str | None]:
    return {each.nsmap.get(prefix) for each in line for prefix in each.get(f"{COMPATIBILITY}Ignorable", "").split()}


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
