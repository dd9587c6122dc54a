"""The process that makes a document anew: bytes on standard input; a line of JSON and bytes on standard output.

Run by `documents` only. It knows neither Django nor the database.
"""

import json
import sys

from publishing.uploads.csv_table import rebuilt_csv
from publishing.uploads.office import rebuilt_office
from publishing.uploads.pdf import rebuilt_pdf
from publishing.uploads.rebuilt_file import RebuiltFile, Unusable
from sandbox import bind_itself

OLD = "This is an old Office file, or one with a password. Save it as .docx or .xlsx without one."


def rebuilt(raw: bytes) -> RebuiltFile:
    """The document made anew. Raises Unusable."""
    if raw.startswith(b"%PDF-"):
        return rebuilt_pdf(raw)
    if raw.startswith(b"PK\x03\x04"):
        return rebuilt_office(raw)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unusable(OLD)
    return rebuilt_csv(raw)


def main() -> None:
    bind_itself()
    try:
        file = rebuilt(sys.stdin.buffer.read())
    except Unusable as fault:
        report, raw = {"refused": str(fault)}, b""
    else:
        report, raw = {"media_type": file.media_type, "taken_out": file.taken_out}, file.raw
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + raw)


if __name__ == "__main__":
    main()
