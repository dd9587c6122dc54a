"""From a template and values to the bytes of a file; the same values give the same bytes."""

import json
import re
import shutil
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.conf import settings
from django.utils.module_loading import import_string

LOOK = Path(__file__).with_name("look.typ")
FONTS = typst.Fonts(include_system_fonts=False)  # those that come with typst: the same on every machine
# Its sentence for a character that none of the fonts has, which PDF/UA forbids.
NOT_SHOWN = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
TRIES = 40
PARTS = ("year", "month", "day", "hour", "minute", "second")
FAR = 0x2E80  # from here on: Chinese, Japanese, Korean, and all pictures
HIDDEN = {"Cc", "Cf", "Co", "Cs"}  # categories of Unicode
SHAPING = "\n\u00ad\u200b\u200c\u200d"


def compiled(
    template: Path, values: dict, *, images: dict[str, bytes] | None = None, made_at: datetime | None = None, **options
) -> bytes:
    """Compile a template with values that JSON holds, and the images that these name.

    What was `made_at` a moment says so, and the template finds the moment's parts (UTC) under that name.

    It may import `look.typ`, which has the association's colours and logo, and sees no other file. A character that no
    font has, such as an emoji, becomes its name in brackets.
    """
    look, drawn = import_string(settings.TYPESETTING_LOOK)()
    with TemporaryDirectory() as folder:
        for file in (LOOK, template):
            shutil.copy(file, folder)
        for name, raw in ((images or {}) | drawn).items():
            Path(folder, name).write_bytes(raw)
        ready = partial(
            _compile,
            Path(folder, template.name),
            {"look": _mapped(look, _without_hidden), **_parts(made_at)},
            made_at,
            options,
        )
        return _shown(ready, _mapped(values, _without_hidden))


def _parts(made_at: datetime | None) -> dict:
    """A moment as `datetime(..)` of typst takes it."""
    utc = made_at.astimezone(UTC) if made_at else None
    return {"made_at": {name: getattr(utc, name) for name in PARTS}} if utc else {}


def _shown(compile_with: Callable[[dict], bytes], values: dict) -> bytes:
    """Compile, and again without each character that no font has; at last with the plainest letters alone."""
    for _ in range(TRIES):
        try:
            return compile_with(values)
        except typst.TypstError as error:
            found = NOT_SHOWN.search(str(error))
            missing = {char for char in _unescaped(found[1]) if not char.isascii()} if found else set()
            before, values = values, _mapped(values, partial(_with_names, missing))
            if values == before:  # its sentence may name a cluster of plain signs, such as a digit in a box
                break
    with suppress(typst.TypstError):
        return compile_with(_mapped(values, partial(_only, _is_european)))
    return compile_with(_mapped(values, partial(_only, str.isascii)))


def _compile(template: Path, more: dict, made_at, options, values: dict) -> bytes:
    return typst.compile(
        template,
        root=template.parent,
        font_paths=FONTS,
        sys_inputs={"data": json.dumps(values | more, ensure_ascii=False, sort_keys=True)},
        timestamp=int(made_at.timestamp()) if made_at else 0,
        **options,
    )


def _mapped(value, change: Callable[[str], str]):
    """The same values with each text in them changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    return {name: _mapped(item, change) for name, item in value.items()} if isinstance(value, dict) else value


def _without_hidden(text: str) -> str:
    """Without controls and marks that have no shape, apart from those that shape words and lines."""
    signs = ((char, unicodedata.category(char)) for char in text)
    # What Unicode does not know yet has a shape, which no font has.
    return "".join("?" if kind == "Cn" else char for char, kind in signs if char in SHAPING or kind not in HIDDEN)


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _with_names(missing: set[str], text: str) -> str:
    """A missing character's name in brackets, and those of all pictures and far scripts once one of them is missing."""
    far = any(ord(char) >= FAR for char in missing)
    return "".join(_named(char) if char in missing or (far and ord(char) >= FAR) else char for char in text)


def _named(char: str) -> str:
    if char in SHAPING or unicodedata.combining(char):
        return ""
    name = unicodedata.name(char, "").lower()
    return f"[{name}]" if name else "?"


def _only(allowed: Callable[[str], bool], text: str) -> str:
    """For a text with very many characters that cannot be shown: what is left is readable, and says where it is not."""
    return "".join(char if allowed(char) or char == " " else "?" for char in text)


def _is_european(char: str) -> bool:
    return ord(char) < 0x530 or 0x2010 <= ord(char) <= 0x2122
