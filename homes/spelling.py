"""How words are written, and read alike before they are compared. Plain Python."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product
from urllib.parse import unquote

# What is written short in streets and in names of houses. “St” is a street or a saint: both are read as the first.
LONG = {
    **{"rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive"},
    **{"cres": "crescent", "ter": "terrace", "terr": "terrace", "gdns": "gardens", "pl": "place", "sq": "square"},
    **{"ct": "court", "gr": "grove", "hse": "house", "bldg": "building", "cott": "cottage", "cotts": "cottages"},
    **{"fm": "farm", "ldg": "lodge", "gdn": "garden", "hts": "heights", "mnr": "manor", "ctr": "centre"},
    "saint": "street",
}
SHORT = {"house": "hse", "cottage": "cott", "farm": "fm", "lodge": "ldg", "manor": "mnr"}
# Letters of other alphabets that look like ours: capitals first, as a small one may look like another.
CONFUSABLE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅ" + "аеорсухіјѕһԁԛԝӏвкмнт" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αβεηικνορτυχω" + "ıłøđɡɑ",  # noqa: RUF001
    "ABEKMHOPCTYXIJS" + "aeopcyxijshdqwlbkmht" + "ABEZHIKMNOPTYX" + "abenikvoptuxw" + "ilodga",
)
DEEPEST = 3  # times that signs are written as per cent of per cent
MOST_JOINED = 3  # words of a name of which each may have an s where they are run together
RANGE = re.compile(r"(?<!\w)(\d{1,4})[a-z]?\s*(?:[-\u2010-\u2015/]|to)\s*(\d{1,4})(?=[a-z]?(?!\w))", re.IGNORECASE)
BOTH = re.compile(r"(?<!\w)(\d{1,4}[a-z]?)\s*(?:&|,?\s+and\s)\s*(?=\d)", re.IGNORECASE)
WIDEST = 40  # of a range of houses


def tokens(text: str) -> list[str]:
    """Words in plain letters: without case, accents, apostrophes, and other ways to write the same sign."""
    for _ in range(DEEPEST):
        text = unquote(text)
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(CONFUSABLE)
    plain = re.sub("['’\u2018`\u00b4]", "", bare.casefold().replace("&", " and "))
    return re.findall(r"[^\W_]+", plain)


def numbered(text: str) -> str:
    """An address with each number of its ranges: “40–44” is 40, 42 and 44, and “40–43” each of four."""
    return RANGE.sub(_each_number, BOTH.sub(r"\1 ", text))


def _each_number(found: re.Match) -> str:
    first, last = int(found[1]), int(found[2])
    if not first < last <= first + WIDEST:
        return found[0]
    return " ".join(str(number) for number in range(first, last + 1, 1 if (last - first) % 2 else 2))


def spelt_out(words: list[str]) -> list[str]:
    """Words with what is written short as it is said."""
    return [LONG.get(word, word) for word in words]


def forms(words: list[str]) -> Iterator[list[str]]:
    """Words as they stand, spelt out, and each of these without an s at its end: “Houses” is called as “House”."""
    long = spelt_out(words)
    yield from (words, long, [_single(word) for word in long])


def run_together(words: list[str]) -> set[str]:
    """How a name can stand in one word: as it is, written short, and with an s after any of its words."""
    found = {"".join(words), "".join(SHORT.get(word, word) for word in words)}
    if 1 < len(words) <= MOST_JOINED:
        found |= {"".join(each) for each in product(*((_single(word), f"{_single(word)}s") for word in words))}
    return found


def _single(word: str) -> str:
    if re.search(r"(ch|sh|x|ss)es$", word):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
