"""What a text may hold, whoever typed, pasted or uploaded it. Plain Python: no Django, no database.

Taken out: control characters, non-characters, lone surrogates, private use, and whatever has no shape of its own (soft
hyphens, zero-width spaces, byte order marks, fillers, tags) or turns what follows around (bidi embeddings, overrides
and isolates; Unicode TR36 and "Trojan Source", CVE-2021-42574). They break XML, mails and PDFs, hide from search, and
make two names look like one.

Three invisible kinds do real work and stay where they do it, and nowhere else:
- joiners between the parts of an emoji, and after letters of scripts that shape words by them (UAX 31, 2.3);
- one variation selector after a sign that is seen; tags in the flags of England, Scotland and Wales (UTS 51);
- the marks LRM, RLM and ALM in a text that holds a right-to-left letter: without one they could only hide.
"""

import re
import unicodedata

# Line breaks of every kind: Word's soft break is U+000B; U+0085, U+2028 and U+2029 come with pasted text.
BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
MARKS = "\u061c\u200e\u200f"
# Categories Cc but tab and line feed, Cf but the Arabic and Kaithi signs that are seen, Cs, Co, and non-characters.
GONE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
JOINERS = "\u200c\u200d"
# Signs that may be part of an emoji; more than are (UTS 51), which does no harm here.
PICTURE = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u2500-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
# Arabic, Syriac, N'Ko, Mandaic; Devanagari to Myanmar; Khmer, Mongolian; Balinese and others; Arabic forms; Brahmic.
JOINED = (
    "[\u0600-\u061b\u061d-\u08ff\u0900-\u109f\u1780-\u17b3\u17b6-\u180a\u1810-\u18af\u1900-\u1cff\ua800-\uabff"
    "\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00011000-\U00011fff]"
)
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
FLAG = "(?<=\U0001f3f4)[\U000e0061-\U000e007a]{1,8}\U000e007f"
STAYS = "|".join(
    (
        FLAG,
        f"(?:(?<={PICTURE})|(?<={PICTURE}\ufe0f))\u200d(?={PICTURE})",
        f"(?<={JOINED})[{JOINERS}]",
        rf"(?<=[^\s{GONE}{MARKS}{JOINERS}{SELECTORS}])[{SELECTORS}]",
    )
)
SUSPECT = f"[{GONE}{JOINERS}{SELECTORS}]"
UNSEEN = re.compile(f"({STAYS})|{SUSPECT}")
ANY_SUSPECT = re.compile(SUSPECT)
ANY_MARK = re.compile(f"[{MARKS}]")
SHOWS_NOTHING = {"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Mn", "Me"}
BLANK_PATTERN = "\u2800"  # Braille without dots: a letter to Unicode, nothing to the eye


def cleaned(text: str) -> str:
    """The text in one normal form (NFC), with LF for every line break, and without what a text may not hold.

    Cleaning it again changes nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", BREAK.sub("\n", text))
    if ANY_SUSPECT.search(text):
        text = UNSEEN.sub(lambda found: found[1] or "", text)
    if ANY_MARK.search(text) and not RIGHT_TO_LEFT.search(text):
        text = ANY_MARK.sub("", text)
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """A cleaned text with a space for its line breaks and tabs, and none at its ends; empty if nothing of it shows."""
    text = " ".join(filter(None, map(str.strip, re.split("[\n\t]", cleaned(text)))))
    return text if shows(text) else ""


def lines(text: str) -> str:
    """A cleaned text of many lines; empty if nothing of it shows."""
    text = cleaned(text)
    return text if shows(text) else ""


def without_accents(text: str) -> str:
    """The letters alone, in their plain forms (NFKD): "Siân" is "Sian". For comparing alone."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def shows(text: str) -> bool:
    """Whether a reader sees anything of it: not spaces, marks and accents alone."""
    return any(unicodedata.category(sign) not in SHOWS_NOTHING and sign != BLANK_PATTERN for sign in text)
