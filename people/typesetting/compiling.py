"""From a template and values to the bytes of a file; the same values give the same bytes."""

import json
import re
import shutil
import unicodedata
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from people.association import association

LOOK = Path(__file__).with_name("look.typ")
FONTS = typst.Fonts(include_system_fonts=False)  # those that come with typst: the same on every machine
# Its sentence for a character that none of the fonts has, which PDF/UA forbids.
NOT_SHOWN = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TRIES = 40
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Cn"}  # categories of Unicode
KEPT = "\n\u00ad\u200b\u200c\u200d"


def compiled(
    template: Path, values: dict, *, images: dict[str, bytes] | None = None, made_at: datetime | None = None, **options
) -> bytes:
    """Compile a template with values that JSON holds, and the images that these name.

    It may import `look.typ`, which has the association's colours and logo, and sees no other file. A character that no
    font has, such as an emoji, becomes its name in brackets.
    """
    look, drawn = _look()
    data = json.dumps(_without_hidden(values | {"look": look}), ensure_ascii=False, sort_keys=True)
    with TemporaryDirectory() as folder:
        for file in (LOOK, template):
            shutil.copy(file, folder)
        for name, raw in ((images or {}) | drawn).items():
            Path(folder, name).write_bytes(raw)
        return _shown(Path(folder, template.name), data, made_at, options)


def _look() -> tuple[dict, dict[str, bytes]]:
    """The association's colours and logo as `look.typ` takes them, and the file that they name."""
    ours = association()
    colours, logo = ours.palette.variables, ours.logo
    if logo is None:
        return colours | {"logo": None}, {}
    name = f"logo.{logo.ending}"
    about = {"name": name, "alt": logo.alt, "width": logo.width, "height": logo.height}
    return colours | {"logo": about}, {name: logo.raw()}


def _shown(template: Path, data, made_at, options) -> bytes:
    """Compile, and again without each character that no font has."""
    for _ in range(TRIES):
        try:
            return _compile(template, data, made_at, options)
        except typst.TypstError as error:
            found = NOT_SHOWN.search(str(error))
            if found is None:
                break
            for char in set(_unescaped(found[1])) - set(" "):
                data = data.replace(char, _named(char))
    try:
        return _compile(template, "".join(map(_if_european, data)), made_at, options)
    except typst.TypstError:
        return _compile(template, "".join(map(_if_ascii, data)), made_at, options)


def _compile(template: Path, data, made_at, options) -> bytes:
    return typst.compile(
        template,
        root=template.parent,
        font_paths=FONTS,
        sys_inputs={"data": data},
        timestamp=int(made_at.timestamp()) if made_at else 0,
        **options,
    )


def _without_hidden(value):
    """The same values without controls and marks that have no shape, apart from those that shape words and lines."""
    if isinstance(value, str):
        return "".join(char for char in value if char in KEPT or unicodedata.category(char) not in HIDDEN)
    if isinstance(value, list):
        return [_without_hidden(item) for item in value]
    return {name: _without_hidden(item) for name, item in value.items()} if isinstance(value, dict) else value


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _named(char: str) -> str:
    name = unicodedata.name(char, "").lower()
    return f"[{name}]" if name else ""


def _if_european(char: str) -> str:
    """For a text with very many characters that cannot be shown: what is left is readable, and says where it is not."""
    return char if ord(char) < 0x530 or 0x2010 <= ord(char) <= 0x2122 else "?"


def _if_ascii(char: str) -> str:
    """For a text with signs that break the setting of pages itself: a reader still gets most of it."""
    return char if char.isascii() else "?"
