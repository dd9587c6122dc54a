"""Filling a form of a finished page with what was typed into it before. Plain Python: no Django, no database.

It works on the page and not on a form's code, so that it holds for every form there is, also for those that a page
shows beside others.
"""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# What a person neither typed nor chose.
LEFT = {"submit", "button", "image", "reset", "file", "password"}
TICKED = {"checkbox", "radio"}
# Hidden fields that say what was typed over: they go with the words, or a colleague's would be overwritten unseen.
# Others are the page's own.
TYPED_OVER = {"seen", "base"}


def filled(page: str, path: str, address: str, typed: dict[str, list[str]]) -> tuple[str, bool]:
    """The page at an address with the forms that go to `path` filled, and whether one of them was."""
    filler = _Filler(page, path, address, typed)
    filler.feed(page)
    filler.close()
    return "".join([*filler.parts, page[filler.copied :]]), filler.was_filled


class _Filler(HTMLParser):
    """Copies the page, and writes anew the tags of fields whose values were typed."""

    def __init__(self, page: str, path: str, address: str, typed: dict[str, list[str]]):
        super().__init__(convert_charrefs=True)
        self.page, self.path, self.address, self.typed = page, path, address, typed
        self.parts: list[str] = []
        self.copied = self.place = 0
        self.lines = [0]
        for line in page.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.inside = self.was_filled = False
        self.select: str | None = None
        self.left: dict[str, list[str]] = {}

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "form":
            action = urlsplit(urljoin(self.address, attributes.get("action") or self.address)).path
            self.inside = attributes.get("method", "").lower() == "post" and action == self.path
            self.left = {name: list(values) for name, values in self.typed.items()}
        elif self.inside and tag in ("input", "textarea", "select", "option"):
            getattr(self, f"_{tag}")(attributes)

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = None

    def _input(self, attributes):
        name, kind = attributes.get("name"), (attributes.get("type") or "text").lower()
        if name is None or kind in LEFT or (kind not in TICKED and name not in self.typed):
            return
        if kind == "hidden" and name.rpartition("-")[2] not in TYPED_OVER:
            return
        if kind in TICKED:
            is_on = (attributes.get("value") or "on") in self.typed.get(name, [])
            self._write("input", _without(attributes, "checked") | ({"checked": None} if is_on else {}))
        else:
            self._write("input", attributes | {"value": self._next(name)})

    def _textarea(self, attributes):
        if attributes.get("name") in self.typed:
            end = self.page.index("</textarea", self._end_of_tag())
            words = escape(self._next(attributes["name"]))
            self._write("textarea", attributes, f"\n{words}", upto=end)

    def _select(self, attributes):
        self.select = attributes["name"] if attributes.get("name") in self.typed else None

    def _option(self, attributes):
        if self.select is not None:
            is_chosen = attributes.get("value") in self.typed[self.select]
            self._write("option", _without(attributes, "selected") | ({"selected": None} if is_chosen else {}))

    def _next(self, name: str) -> str:
        values = self.left[name]
        return values.pop(0) if len(values) > 1 else values[0]

    def _write(self, tag, attributes, text="", upto=None):
        start, self.was_filled = self._start(), True
        html = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attributes.items())
        self.parts += [self.page[self.copied : start], f"<{tag}{html}>{text}"]
        self.copied = upto or self._end_of_tag()

    def _start(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def _end_of_tag(self) -> int:
        return self._start() + len(self.get_starttag_text())


def _without(attributes: dict, name: str) -> dict:
    return {key: value for key, value in attributes.items() if key != name}
