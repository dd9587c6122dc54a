"""The forms of a page, as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Hidden fields whose value is another one in each rendering, or after each change.
CHANGING = {"csrfmiddlewaretoken", "form_token", "seen", "version", "base", "page", "turn", "codings"}


@dataclass
class Form:
    """Where a form goes, and its fields: name, kind (`text`, `textarea`, `select`, …) and the values on offer."""

    action: str = ""
    method: str = "get"
    fields: list[tuple[str, str, str]] = field(default_factory=list)
    # What a browser sends when nothing is touched: values by name, without those of buttons.
    untouched: dict[str, list[str]] = field(default_factory=dict)

    @property
    def shown(self) -> dict[str, list[str]]:
        """What its fields show that a person can change."""
        hidden = {name for name, kind, _ in self.fields if kind == "hidden"}
        return {name: values for name, values in self.untouched.items() if name not in hidden and any(values)}

    def guarded_by(self, names: tuple[str, ...]) -> bool:
        """Whether it has something to fill in and one of these hidden fields, with a prefix or without."""
        kinds = {kind for _, kind, _ in self.fields}
        has_one = any(name.rpartition("-")[2] in names for name, _, _ in self.fields)
        return has_one and bool(kinds - {"hidden", "submit"})

    def named(self) -> str:
        """The same for the same form of another rendering: where it goes, its fields, and what is the page's own."""
        hidden = [(name, value) for name, kind, value in self.fields if kind == "hidden"]
        own = [(name, value) for name, value in hidden if name.rpartition("-")[2] not in CHANGING]
        return str((self.action, sorted({name for name, _, _ in self.fields}), own))


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms: list[Form] = []
        self.inside = ""
        self.words = ""

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(attributes.get("action", ""), attributes.get("method", "get").lower()))
        elif self.forms and tag in ("input", "button") and attributes.get("name"):
            kind = attributes.get("type", "text" if tag == "input" else "submit")
            self.forms[-1].fields.append((attributes["name"], kind, attributes.get("value", "")))
            self._note(attributes["name"], kind, attributes)
        elif tag in ("textarea", "select"):
            self.inside, self.words = attributes.get("name", ""), ""
        elif tag == "option" and self.forms and self.inside and attributes.get("value"):
            self.forms[-1].fields.append((self.inside, "option", attributes["value"]))
            if "selected" in attributes:
                self._send(self.inside, attributes["value"])

    def _note(self, name, kind, attributes):
        if kind in ("checkbox", "radio") and "checked" in attributes:
            self._send(name, attributes.get("value", "on"))
        elif kind not in ("checkbox", "radio", "submit", "button", "file"):
            self._send(name, attributes.get("value", ""))

    def _send(self, name, value):
        self.forms[-1].untouched.setdefault(name, []).append(value)

    def handle_data(self, data):
        self.words += data if self.inside else ""

    def handle_endtag(self, tag):
        if tag == "textarea" and self.forms and self.inside:
            self.forms[-1].fields.append((self.inside, "textarea", self.words))
            self._send(self.inside, self.words.removeprefix("\n"))
        if tag in ("textarea", "select"):
            self.inside = ""


def forms_of(html: str) -> list[Form]:
    """The forms that are sent by POST."""
    reader = _Reader()
    reader.feed(html)
    return [form for form in reader.forms if form.method == "post"]
