"""Which kinds of files a form takes, in words and as browsers offer them: the one place that says so.

What a file is shows in its bytes, never in its name: whatever reads it looks there (`sheets.reading`,
`publishing.uploads`, a bank's statement).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kinds:
    """Kinds of files: each in words, such as `Word (.docx)`, and how the names of such files end."""

    names: tuple[str, ...]
    endings: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of them: `PNG, JPEG or WebP`."""
        return f"{', '.join(self.names[:-1])} or {self.names[-1]}"

    @property
    def sentence(self) -> str:
        """What to say to whoever chose another kind."""
        return f"We take {self.words}."

    @property
    def accept(self) -> str:
        """What a browser offers to choose from first: HTML's attribute of that name."""
        return ",".join(self.endings)


SHEETS = Kinds(("CSV", "XLSX", "ODS"), (".csv", ".xlsx", ".ods"))
STATEMENTS = Kinds(("CSV", "Excel", "OpenDocument", "CAMT.053 (XML)"), (".csv", ".xlsx", ".ods", ".xml"))
IMAGES = Kinds(("JPEG", "PNG", "WebP"), (".jpg", ".jpeg", ".png", ".webp"))
DOCUMENTS = Kinds(
    ("PDF", "Word (.docx)", "Excel (.xlsx)", "OpenDocument (.odt, .ods)", "CSV"),
    (".pdf", ".docx", ".xlsx", ".odt", ".ods", ".csv"),
)
PAPERS = Kinds((*DOCUMENTS.names, f"a picture ({IMAGES.words})"), DOCUMENTS.endings + IMAGES.endings)
