"""Documents: PDF, Word, Excel, OpenDocument and CSV, each known by its content; none with a program inside."""

import csv
import io
import re
import zipfile

from publishing.uploads.kept import Kept, Unusable
from publishing.uploads.pdf import check_pdf

PDF, CSV = "application/pdf", "text/csv"
OPEN_XML = "application/vnd.openxmlformats-officedocument"
MAIN_PARTS = {
    f"{OPEN_XML}.wordprocessingml.document.main+xml": f"{OPEN_XML}.wordprocessingml.document",
    f"{OPEN_XML}.spreadsheetml.sheet.main+xml": f"{OPEN_XML}.spreadsheetml.sheet",
}
OPEN_DOCUMENTS = {
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
}
PROGRAMS = re.compile(r"(^|/)(vbaProject|vbaData|activeX|embeddings)|^(Basic|Scripts)/|^Object ", re.IGNORECASE)
UNPACKED_MOST = 200 * 1024 * 1024
MARKUP = re.compile(r"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)\b|<\?xml", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NUMBER = re.compile(r"[+-]\s?£?[\d.,\s]+%?")
TAKEN = "We take PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt, .ods) and CSV."


def read_document(raw: bytes) -> Kept:
    """The document as it is. Raises Unusable for another kind, a damaged one, a password, and anything that can run."""
    return Kept(_media_type(raw), raw)


def _media_type(raw: bytes) -> str:
    if raw.startswith(b"%PDF-"):
        check_pdf(raw)
        return PDF
    if raw.startswith(b"PK\x03\x04"):
        return _office(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unusable("This is an old Office file, or one with a password. Save it as .docx or .xlsx without one.")
    _check_csv(raw)
    return CSV


def _office(raw: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return _office_type(package)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, RuntimeError, OSError) as fault:
        raise Unusable("This file is damaged. Open it, save it again and choose that file.") from fault


def _office_type(package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if len(set(names)) < len(names) or sum(part.file_size for part in package.infolist()) > UNPACKED_MOST:
        raise Unusable("This file unpacks to something that no document is. Save it again and choose that file.")
    if any(PROGRAMS.search(name) for name in names):
        raise Unusable("This document holds macros or enclosed files. Save it without them and choose that file.")
    if names[0] == "mimetype":
        return _open_document(package)
    if "[Content_Types].xml" not in names:
        raise Unusable(f"This is a folder of files (ZIP). {TAKEN}")
    return _open_xml(package.read("[Content_Types].xml").decode())


def _open_document(package: zipfile.ZipFile) -> str:
    media_type = package.read("mimetype").decode("ascii").strip()
    if media_type not in OPEN_DOCUMENTS:
        raise Unusable(f"This kind of document is not taken. {TAKEN}")
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unusable("This document has a password. Save it without one and choose that file.")
    return media_type


def _open_xml(content_types: str) -> str:
    if "macroEnabled" in content_types:
        raise Unusable("This document can hold macros. Save it as .docx or .xlsx and choose that file.")
    found = next((kept for part, kept in MAIN_PARTS.items() if part in content_types), None)
    if found is None:
        raise Unusable(f"This kind of document is not taken. {TAKEN}")
    return found


def _check_csv(raw: bytes) -> None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unusable(f"We cannot tell what this file is. {TAKEN} Save a CSV as “CSV UTF-8”.") from fault
    if CONTROL.search(text) or MARKUP.search(text):
        raise Unusable(f"This is no table, whatever its name says. {TAKEN}")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as fault:
        raise Unusable("This table is damaged: a quotation mark is missing. Save it again as “CSV UTF-8”.") from fault
    if max((len(row) for row in rows), default=0) < 2:
        raise Unusable(f"This is no table with columns. {TAKEN}")
    for number, row in enumerate(rows, 1):
        if any(_would_run(cell) for cell in row):
            raise Unusable(f"Row {number} has a cell that a spreadsheet would run as a formula. Keep its value only.")


def _would_run(cell: str) -> bool:
    """Whether a spreadsheet takes a cell for a formula (OWASP, CSV injection); a signed number is none."""
    start = cell.lstrip(" ")[:1]
    return start in ("=", "@", "\t", "\r") or (start in ("+", "-") and not _is_harmless(cell.strip()))


def _is_harmless(cell: str) -> bool:
    return cell in ("+", "-") or bool(NUMBER.fullmatch(cell))
