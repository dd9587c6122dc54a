"""OpenDocument texts and sheets: content, styles, title, pictures, charts and formulas (ODF 1.3)."""

import posixpath
import re

from lxml import etree

from publishing.uploads.allowed import OBJECTS, ODS, ODT, STREAMS, TAKEN
from publishing.uploads.office import check_formula, check_link, local, packed, read_xml, split, without, written_xml
from publishing.uploads.pictures import plain_picture
from publishing.uploads.rebuilt_file import RebuiltFile, Unusable
from publishing.uploads.vocabulary import unknown, vocabulary

URN = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST, OFFICE = f"{URN}:manifest:1.0", f"{URN}:office:1.0"
HREF = "{http://www.w3.org/1999/xlink}href"
PICTURE = re.compile(r"(?i)(Pictures|media)/[^/]+\.(png|jpe?g|gif)")
CONDITIONAL = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value"
# Words of conditions, which are no functions: ODF 1.3, part 3 (19.1.2, 19.471) and what LibreOffice writes.
CONDITION = re.compile(
    r"(?<![\w.-])(cell-content(-text-length)?(-is-(not-)?between|-is-in-list|-is-(whole|decimal)-number|-is-(date|time|text))?|"
    r"is-true-formula|formula-is|value|(not-)?between|(top|bottom)-(elements|percent)|(begins|ends)-with|"
    r"(not-)?contains-text)\("
)
LINKS = {"a", "bookmark-ref"}  # elements of any namespace that a reader follows by pressing
PARAGRAPHS = {"p", "h", "span", "a"}
SHOWN_INSIDE = {"image", "object"}  # elements that show another part of the same file
# What is refused in words of its own: all of these namespaces, and these local names.
REFUSED_SPACES = {
    f"{URN}:script:1.0": "a program or an event that starts one",
    f"{URN}:form:1.0": "a form",
    f"{URN}:database:1.0": "a connection to a database",
}
LEFT_OUT = ("annotation", "annotation-end", "dde-connection-decls", "meta", "settings", "event-listeners", "forms")
REFUSED = {
    "tracked-changes": "tracked changes, which readers could bring back. Accept or reject them all",
    "object-ole": "another file or program inside. Delete it, or paste it as a picture",
    "plugin": "a recording or a program inside. Delete it",
    "applet": "a program inside. Delete it",
    "floating-frame": "a frame with another document. Delete it",
    "execute-macro": "a field that starts a macro. Delete it",
    "script": "a program. Delete it",
    "dde-connection": "a link to another program (DDE). Keep its text only",
    "dde-connection-decl": "a link to another program (DDE). Keep its text only",
    "dde-source": "a link to another program (DDE). Keep its text only",
    "dde-link": "a link to another program (DDE). Keep its values only",
    "table-source": "a link to another workbook. Keep its values only",
    "cell-range-source": "a link to another workbook. Keep its values only",
    "section-source": "text of another file. Copy it in",
    "consolidation": "a link to other sheets. Keep its values only",
}


def rebuilt_open_document(parts: dict[str, bytes]) -> RebuiltFile:
    """An .odt or .ods of its allowed parts. Raises Unusable."""
    media_type = parts["mimetype"].decode("ascii", "replace").strip()
    if media_type not in (ODT, ODS):
        raise Unusable(f"This kind of document is not taken. {TAKEN}")
    types = _types(parts)
    taken_out: set[str] = set()
    folders = {"": media_type} | {name: kind for name, kind in types.items() if name.endswith("/") and kind in OBJECTS}
    rebuilt = {
        f"{folder}{stream}": parts[f"{folder}{stream}"]
        for folder in folders
        for stream in STREAMS
        if f"{folder}{stream}" in parts
    }
    if "content.xml" not in rebuilt:
        raise Unusable("This file is damaged. Open it, save it again and choose that file.")
    pictures = {name: _picture(name, parts[name]) for name in parts if PICTURE.fullmatch(name)}
    inside = {*pictures, *(folder.rstrip("/") for folder in folders)}
    rebuilt = {
        name: written_xml(_cleaned(read_xml(raw), posixpath.dirname(name), inside, taken_out))
        for name, raw in rebuilt.items()
    }
    if "meta.xml" in parts:
        rebuilt["meta.xml"] = _title_of(read_xml(parts["meta.xml"]), taken_out)
    rebuilt |= pictures
    made = packed(
        {**rebuilt, "META-INF/manifest.xml": _manifest(folders, rebuilt)},
        stored_first=("mimetype", media_type.encode()),
    )
    return RebuiltFile(media_type, made, taken_out=tuple(sorted(taken_out)))


def _types(parts: dict[str, bytes]) -> dict[str, str]:
    """Types by path, as the manifest says. Raises Unusable for a file with a password, or with macros beside it."""
    root = read_xml(parts.get("META-INF/manifest.xml", b"<none/>"))
    if any(local(each) == "encryption-data" for each in root.iter(etree.Element)):
        raise Unusable("This document has a password. Save it without one and choose that file.")
    if any(name.startswith(("Basic/", "Scripts/")) for name in parts):
        raise Unusable("This document holds macros. Save it without them and choose that file.")
    declared = {each.get(f"{{{MANIFEST}}}full-path", ""): each.get(f"{{{MANIFEST}}}media-type", "") for each in root}
    return {name: kind for name, kind in declared.items() if ".." not in name and not name.startswith("/")}


def _picture(name: str, raw: bytes) -> bytes:
    picture = plain_picture(raw)
    if picture is None:
        raise Unusable(f"It has a damaged picture ({posixpath.basename(name)}). Insert it again.")
    return picture


def _cleaned(root: etree._Element, folder: str, inside: set[str], taken_out: set[str]) -> etree._Element:
    _drop_empty(root)
    for each in list(root.iter(etree.Element)):
        _check(each, folder, inside)
    if without(root, *LEFT_OUT[:2]):
        taken_out.add("comments")
    without(root, *LEFT_OUT[2:])
    _check_hidden(root)
    _keep_known(root)
    return root


def _keep_known(root: etree._Element) -> None:
    """Known elements and attributes alone. What a program added to the standard goes and leaves its text behind
    (ODF 1.3, part 3, foreign elements); an unknown word of the standard raises Unusable."""
    known = vocabulary("open_document")
    for each in list(root.iter(etree.Element)):
        if known.knows(each):
            known.drop_unknown_attributes(each)
        elif split(each.tag)[0].startswith(URN) or each is root:
            raise unknown(each)
        elif local(each.getparent()) in PARAGRAPHS:
            etree.strip_tags(each.getparent(), each.tag)
        else:
            each.getparent().remove(each)


def _drop_empty(root: etree._Element) -> None:
    """Programs write lists of forms and of scripts that are empty, or name libraries that are not there."""
    for name in (f"{{{OFFICE}}}forms", f"{{{OFFICE}}}scripts"):
        for each in list(root.iter(name)):
            if name.endswith("scripts") or not len(each):
                each.getparent().remove(each)


def _check(each: etree._Element, folder: str, inside: set[str]) -> None:
    space, name = split(each.tag)
    if name in REFUSED and not (name == "script" and space == f"{URN}:presentation:1.0"):
        raise Unusable(f"This document holds {REFUSED[name]}, and save it.")
    for key, value in each.attrib.items():
        if key == HREF:
            _check_reference(each, value, folder, inside)
        elif split(key)[1] == "formula" and value:
            check_formula(value, "A cell" if name == "table-cell" else "It")
        elif (split(key)[1] == "condition" or key == CONDITIONAL) and value:
            check_formula(CONDITION.sub("(", value), "A rule")
        elif split(key)[0] in REFUSED_SPACES and name != "config-item":
            raise Unusable(f"This document holds {REFUSED_SPACES[split(key)[0]]}. Delete it, and save it.")
    if space in REFUSED_SPACES:
        raise Unusable(f"This document holds {REFUSED_SPACES[space]}. Delete it, and save it.")


def _check_reference(each: etree._Element, value: str, folder: str, inside: set[str]) -> None:
    if local(each) in LINKS:
        check_link(value)
        return
    path = posixpath.normpath(posixpath.join(folder, value))
    if local(each) == "chart" and path in (".", folder):
        return  # its numbers are in this same document
    is_replacement = path.startswith("ObjectReplacements/")  # a picture of a chart, made anew by the program
    if local(each) not in SHOWN_INSIDE or not (path in inside or is_replacement):
        raise Unusable(
            "This document fetches something from elsewhere, or shows something that is no JPEG, PNG or GIF. Insert it "
            "as a picture instead."
        )
    if is_replacement:
        each.getparent().remove(each)


def _check_hidden(root: etree._Element) -> None:
    hidden = {
        style.get(f"{{{URN}:style:1.0}}name")
        for style in root.iter(f"{{{URN}:style:1.0}}style")
        if any(each.get(f"{{{URN}:table:1.0}}display") == "false" for each in style)
    }
    for table in root.iter(f"{{{URN}:table:1.0}}table"):
        if table.get(f"{{{URN}:table:1.0}}style-name") in hidden:
            name = table.get(f"{{{URN}:table:1.0}}name", "")
            raise Unusable(f"Its sheet “{name}” is hidden, and readers could show it. Delete it or show it.")


def _title_of(root: etree._Element, taken_out: set[str]) -> bytes:
    for meta in root.iter(f"{{{OFFICE}}}meta"):
        for each in list(meta):
            if local(each) not in ("title", "language", "subject", "description"):
                meta.remove(each)
                taken_out.add("the author's name and other properties")
    return written_xml(root)


def _manifest(folders: dict[str, str], rebuilt: dict[str, bytes]) -> bytes:
    root = etree.Element(f"{{{MANIFEST}}}manifest", nsmap={"manifest": MANIFEST})
    types = {folder or "/": kind for folder, kind in folders.items()}
    types |= {name: "text/xml" if name.endswith(".xml") else _type_of(raw) for name, raw in rebuilt.items()}
    for name, kind in types.items():
        entry = etree.SubElement(root, f"{{{MANIFEST}}}file-entry")
        entry.set(f"{{{MANIFEST}}}full-path", name)
        entry.set(f"{{{MANIFEST}}}media-type", kind)
    return written_xml(root)


def _type_of(picture: bytes) -> str:
    return {b"\xff": "image/jpeg", b"\x89": "image/png"}.get(picture[:1], "image/gif")
