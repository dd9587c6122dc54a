"""Looking into a PDF: it must be whole, open to everyone, and do nothing by itself."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from publishing.uploads.kept import Unusable

# Actions that do more than turn a page, and entries that hold a program, a running form or another file (ISO 32000-2).
ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
HOLDS = {"/JavaScript", "/JS", "/XFA", "/EF", "/EmbeddedFiles", "/RichMediaContent"}
MOST_OBJECTS = 200_000
END_WITHIN = 1024  # where readers look for the end


def check_pdf(raw: bytes) -> None:
    """Raises Unusable with what is wrong and what to do."""
    if b"%%EOF" not in raw[-END_WITHIN:]:
        raise Unusable("This PDF was cut short, or something was put behind its end. Save it again as a PDF.")
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted:
            raise Unusable("This PDF has a password or forbids copying. Save it without that and choose that file.")
        pages, is_active = len(reader.pages), any(_is_active(found) for found in _dictionaries(reader))
    except Unusable:
        raise
    except Exception as fault:  # pypdf raises whatever a broken file makes it stumble over
        raise Unusable("This PDF is damaged. Print it to a new PDF and choose that file.") from fault
    if not pages:
        raise Unusable("This PDF has no page. Choose another file.")
    if is_active:
        raise Unusable("This PDF holds a program, a form that sends, or another file. Print it to a new PDF.")


def _is_active(found: DictionaryObject) -> bool:
    return not HOLDS.isdisjoint(found) or found.get("/S") in ACTS


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary that a reader of the file can come to."""
    waiting: list[PdfObject] = [reader.trailer]
    seen: set[int] = set()
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in seen:
                continue
            seen.add(found.idnum)
            if len(seen) > MOST_OBJECTS:
                raise Unusable("This PDF has too many parts to look through. Print it to a new PDF.")
            found = found.get_object()
        if isinstance(found, DictionaryObject):
            yield found
            waiting += found.values()
        elif isinstance(found, ArrayObject):
            waiting += found
