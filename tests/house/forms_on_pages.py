"""The forms of a page, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """Where a form goes, and its fields: name, kind (`text`, `textarea`, `select`, …) and the values on offer."""

    action: str = ""
    method: str = "get"
    fields: list[tuple[str, str, str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.inside = ""
        self.words = ""

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(said.get("action", ""), said.get("method", "get").lower()))
        elif self.forms and tag in ("input", "button") and said.get("name"):
            kind = said.get("type", "text" if tag == "input" else "submit")
            self.forms[-1].fields.append((said["name"], kind, said.get("value", "")))
        elif tag in ("textarea", "select"):
            self.inside, self.words = said.get("name", ""), ""
        elif tag == "option" and self.forms and self.inside and said.get("value"):
            self.forms[-1].fields.append((self.inside, "option", said["value"]))

    def handle_data(self, data):
        self.words += data if self.inside else ""

    def handle_endtag(self, tag):
        if tag == "textarea" and self.forms and self.inside:
            self.forms[-1].fields.append((self.inside, "textarea", self.words))
        if tag in ("textarea", "select"):
            self.inside = ""


def forms_of(html: str) -> list[Form]:
    """The forms that are sent by POST."""
    reader = _Reader()
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]
