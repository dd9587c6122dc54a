"""PDF, read and written anew by qpdf: what readers get is what was looked at, without authors and old versions.

Text and tags stay as they are. What may be in it stands in `allowed.py`; keys are those of ISO 32000-2.
"""

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream

from publishing.uploads.allowed import ACTIONS, COMMENTS, MARKS, NAMED, PDF, XMP
from publishing.uploads.office import check_link
from publishing.uploads.pictures import plain_picture
from publishing.uploads.rebuilt_file import RebuiltFile, Unusable

MOST_OBJECTS = 300_000
MOST_PAGES = 2000
END_WITHIN = 1024  # where readers look for the end
DAMAGED = "This PDF is damaged. Print it to a new PDF and choose that file."
PROGRAM = "This PDF holds a program (JavaScript). Print it to a new PDF."
ENCLOSED = "This PDF encloses another file. Save it without, or print it to a new PDF."
RUNS = {"/JS", "/JavaScript"}
ENCLOSES = {"/EF", "/EmbeddedFiles", "/Collection", "/RichMediaContent", "/RichMediaSettings"}
PRIVATE = ("/PieceInfo", "/LastModified", "/Thumb", "/OPI", "/AA", "/Requirements", "/Perms", "/DSS", "/URI")
# Every action that there is; each of them may stand under /S.
ALL_ACTIONS = ACTIONS | {
    *("/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/Sound", "/Movie", "/Hide", "/SubmitForm", "/ResetForm"),
    *("/ImportData", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/JavaScript", "/RichMediaExecute"),
}


def rebuilt_pdf(raw: bytes) -> RebuiltFile:
    """The document with nothing that acts by itself or reaches elsewhere. Raises Unusable."""
    if b"%%EOF" not in raw[-END_WITHIN:]:
        raise Unusable("This PDF was cut short, or something was put behind its end. Save it again as a PDF.")
    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            return _rebuilt(pdf)
    except pikepdf.PasswordError as fault:
        raise Unusable(
            "This PDF has a password or forbids copying. Save it without that and choose that file."
        ) from fault
    except Unusable:
        raise
    except Exception as fault:  # qpdf raises whatever a broken file makes it stumble over
        raise Unusable(DAMAGED) from fault


def _rebuilt(pdf: pikepdf.Pdf) -> RebuiltFile:
    if pdf.is_encrypted:
        raise Unusable("This PDF has a password or forbids copying. Save it without that and choose that file.")
    if not 0 < len(pdf.pages) <= MOST_PAGES:
        raise Unusable(f"This PDF has no page, or more than {MOST_PAGES:,}. Choose another file.")
    taken_out: set[str] = set()
    _forget_authors(pdf, taken_out)
    for found in _dictionaries(pdf.trailer):
        _check(found)
        _strip(found, taken_out, is_root=found.is_owned_by(pdf) and found.objgen == pdf.Root.objgen)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return RebuiltFile(PDF, out.getvalue(), taken_out=tuple(sorted(taken_out)))


def _dictionaries(start: Object) -> Iterator[Object]:
    """Every dictionary and stream that a reader can come to."""
    waiting, seen, count = [start], set(), 0
    while waiting:
        found = waiting.pop()
        if found.objgen != (0, 0):
            if found.objgen in seen:
                continue
            seen.add(found.objgen)
        count += 1
        if count > MOST_OBJECTS * 10:
            raise Unusable("This PDF has too many parts to look through. Print it to a new PDF.")
        if isinstance(found, (Dictionary, Stream)):
            yield found
            waiting += [value for value in found.values() if isinstance(value, (Dictionary, Stream, Array))]
        elif isinstance(found, Array):
            waiting += [value for value in found if isinstance(value, (Dictionary, Stream, Array))]


def _check(found: Object) -> None:
    keys = set(found.keys())
    if keys & RUNS:
        raise Unusable(PROGRAM)
    if keys & ENCLOSES:
        raise Unusable(ENCLOSED)
    if "/XFA" in keys:
        raise Unusable("This PDF is a form of a kind that runs programs (XFA). Print it to a new PDF.")
    if isinstance(found, Stream) and ("/F" in keys or found.get("/Subtype") == "/PS"):
        raise Unusable("This PDF fetches a part of itself from elsewhere, or holds a program. Print it to a new PDF.")
    if "/Ref" in keys and found.get("/Subtype") == "/Form":
        raise Unusable("This PDF shows pages of another file. Print it to a new PDF.")
    if _is_action(found):
        _check_action(found)
    _check_annotations(found)
    for key in ("/A", "/OpenAction", "/Next"):
        _check_actions_at(found, key)


def _check_annotations(found: Object) -> None:
    """What stands on a page, and what looks as if it did."""
    listed = found.get("/Annots")
    annotations = [found] if "/Rect" in found and "/Subtype" in found else []
    for each in [*annotations, *(listed if isinstance(listed, Array) else [])]:
        kind = str(each.get("/Subtype", ""))
        if kind not in MARKS | COMMENTS:
            raise Unusable(f"This PDF has something that plays or opens ({kind}). Print it to a new PDF.")
        if isinstance(each.get("/A"), (Dictionary, Stream)):
            _check_action(each["/A"])


def _check_actions_at(found: Object, key: str) -> None:
    """Where only an action can stand, an unknown one is refused too. /A of a tag is something else (14.7.6)."""
    value = found.get(key)
    is_tag = key == "/A" and ("/Rect" not in found and "/Title" not in found)
    if key == "/Next" and not _is_action(found):
        return
    for each in value if isinstance(value, Array) and key == "/Next" else [value]:
        if isinstance(each, (Dictionary, Stream)) and not is_tag:
            _check_action(each)


def _is_action(found: Object) -> bool:
    return isinstance(found, Dictionary) and (
        found.get("/Type") == "/Action" or (str(found.get("/S")) in ALL_ACTIONS and found.get("/Type") != "/StructElem")
    )


def _check_action(action: Object) -> None:
    kind = str(action.get("/S", ""))
    if kind == "/JavaScript":
        raise Unusable(PROGRAM)
    if kind not in ACTIONS or (kind == "/Named" and str(action.get("/N")) not in NAMED):
        raise Unusable(
            f"This PDF does something that we do not take ({kind or 'without a name'}). Print it to a new PDF."
        )
    if kind == "/URI":
        check_link(str(action.get("/URI", "")))


def _strip(found: Object, taken_out: set[str], *, is_root: bool) -> None:
    for key in PRIVATE:
        if key in found and not (key == "/URI" and _is_action(found)):
            del found[key]
    if not is_root and "/Metadata" in found:
        del found["/Metadata"]
    if "/Rect" in found and "/T" in found and found.get("/Subtype") != "/Widget":
        del found["/T"]  # who made a mark
    if isinstance(found.get("/Annots"), Array):
        annotations = [each for each in found["/Annots"] if str(each.get("/Subtype")) not in COMMENTS]
        if len(annotations) < len(found["/Annots"]):
            taken_out.add("comments")
            found["/Annots"] = Array(annotations)
    for key in ("/Popup", "/IRT"):
        if "/Rect" in found and key in found:
            del found[key]
    if isinstance(found, Stream) and found.get("/Filter") == "/DCTDecode":
        raw = found.read_raw_bytes()
        found.write(plain_picture(raw) or raw, filter=found["/Filter"], decode_parms=found.get("/DecodeParms"))


def _forget_authors(pdf: pikepdf.Pdf, taken_out: set[str]) -> None:
    """Keep the title and what the file says of its accessibility; who made it, when and with what goes."""
    title = str(pdf.docinfo.get("/Title", ""))
    if any(key in pdf.docinfo for key in ("/Author", "/Creator", "/Company", "/Keywords", "/Subject")):
        taken_out.add("the author's name and other properties")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        properties = {name: metadata[name] for name in XMP if name in metadata}
    for key in ("/Info",):
        if key in pdf.trailer:
            del pdf.trailer[key]
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        for name, value in (({"dc:title": title} if title else {}) | properties).items():
            metadata[name] = value
    if title:
        pdf.docinfo["/Title"] = title
