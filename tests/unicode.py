"""Bad text for tests, and what tells whether text is bad: written from Unicode's categories, not from our rule."""

import unicodedata

from hypothesis import strategies as st

# Word's soft break, a right-to-left override, a zero-width space, a soft hyphen, a byte order mark, a non-character,
# private use, a tag, a Hangul filler, a C1 control and a selector too many.
HIDDEN = "\u202e\u200b\u00ad\ufeff\ufdd0\uf0b7\U000e0041\u3164\x9d\x1f\ufe0f\ufe0f"
BREAKS = "\x0b\x0c\x85\u2028\u2029"
# Invisible, and at work: none of it may be lost.
AT_WORK = [
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 a family",
    "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f Cymru",
    "\u2764\ufe0f\u200d\U0001f525 and 1\ufe0f\u20e3",
    "\U0001f9d1\U0001f3fd\u200d\u2695\ufe0f a nurse",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian: “I want”
    "\u0915\u094d\u200d\u0937",  # Devanagari: a half form
    "\u845b\U000e0100",  # a Han variant, as in a name
    "\u05d0\u05d1\u200f!",  # Hebrew, and a mark that keeps the sign at its end
    "\u0600\u0661",  # an Arabic sign of category Cf that is seen
    "Tŷ’r Onnen – Siân, £5½ à la carte",
]
SEEN_FORMATS = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13460)}
ALLOWED_AT_WORK = set("\u200c\u200d\u200e\u200f\u061c") | {chr(sign) for sign in range(0xE0061, 0xE0080)}
# Every code point, those that make trouble often enough to be met.
OTHERS = "\u200d\u200c\u200e\u200f\u061c\u0301\ufffe\ud800\udc00\x00\x7f\r\n\t <&]'=\\\"#"
troubled = st.sampled_from(HIDDEN + BREAKS + OTHERS)
anything = st.text(st.one_of(troubled, st.characters(codec=None), st.sampled_from("".join(AT_WORK))), max_size=30)
# What a database can hold: no NUL, no lone surrogates.
stored = st.text(
    st.one_of(
        troubled.filter(lambda sign: sign != "\x00" and unicodedata.category(sign) != "Cs"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        st.sampled_from("".join(AT_WORK)),
    ),
    min_size=1,
    max_size=30,
)


def bad_signs(text: str, *, lines: bool = True) -> list[str]:
    """What a saved text may not hold."""
    breaks = "\n\t" if lines else ""
    return [sign for sign in text if sign not in breaks and is_bad(sign)]


def is_bad(sign: str) -> bool:
    number, kind = ord(sign), unicodedata.category(sign)
    if 0xFDD0 <= number <= 0xFDEF or number & 0xFFFE == 0xFFFE:
        return True
    if kind == "Cf":
        return number not in SEEN_FORMATS and sign not in ALLOWED_AT_WORK
    return kind in {"Cc", "Cs", "Co", "Zl", "Zp"} or sign in "\u034f\u115f\u1160\u3164\uffa0\ufffc"
