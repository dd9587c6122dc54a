"""What words about a provider tell of a home: its name, street, postcode or telephone. Plain Python.

Stricter than what is asked of an alias in one way, and laxer in another: names that a company shares with one of its
homes are found however they are spelt, while a town, which an office and a home may share, tells of none.
"""

import re
import unicodedata

from homes.aliases import COMMON, WITHIN

# What companies are, and what homes do: “Oak House Ltd” and “Oak House Children’s Home” are called alike.
LEGAL = frozenset(re.findall(r"\w+", "ltd limited plc llp lp cic cio inc uk co company group holdings cyf cyfyngedig"))
GENERIC = frozenset(
    re.findall(
        r"\w+",
        """childrens children child young people persons residential care service services unit project support
        supported accommodation home homes cartref cartrefi therapeutic specialist the and a of""",
    )
)
STREETS = {
    **{"rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive"},
    **{"cres": "crescent", "ter": "terrace", "terr": "terrace", "gdns": "gardens", "pl": "place", "sq": "square"},
    **{"ct": "court", "gr": "grove", "hse": "house", "bldg": "building"},
}
WAYS = frozenset(
    re.findall(
        r"\w+",
        """road street avenue lane close drive crescent terrace gardens place square court grove way hill park row green
    mews walk rise view heol stryd ffordd lon rhodfa""",
    )
)
WITHIN_A_BUILDING = frozenset(
    re.findall(r"\w+", "flat unit suite apartment floor room block number no ground first second third")
)
SHORTEST_CODE = 5
DIGITS, FEWEST_DIGITS = 9, 6  # of a telephone number, its last ones: the rest may be written in several ways
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
TELEPHONE = re.compile(r"\+?\d[\d\s()./-]{4,}\d")


def tells(words: str, *, name: str, address: str, postcode: str, telephone: str, is_address: bool = False) -> bool:
    """Whether some words tell what a home is called or where it is: in whole words, or run together.

    `is_address`: the words are where an office is. It may stand in a home's street, under another number.
    """
    tokens, codes = _tokens(words), ["".join(_tokens(code)) for code in (postcode, *POSTCODE.findall(address))]
    return (
        _tells_name(tokens, name)
        or any(len(code) >= SHORTEST_CODE and _has(tokens, [code]) for code in codes)
        or _tells_address(tokens, address, is_address=is_address)
        or _tells_telephone(words, telephone)
    )


def _tells_name(words: list[str], name: str) -> bool:
    whole = _tokens(name)
    plain = _without(whole, LEGAL | {"the"})
    own = _without(plain, GENERIC)
    # “Park View” tells of a home, though neither word does alone; “The Home” and “Home 3” do not.
    runs = [each for each in (whole, plain) if len(each) > 1 and any(not _is_plain(word) for word in each)]
    same = bool(plain) and _without(words, LEGAL | {"the"}) == plain
    return same or any(_has(words, run) for run in runs) or (_is_telling(own) and _has(words, own))


def _tells_address(words: list[str], address: str, *, is_address: bool) -> bool:
    words = _spelt_out(words)
    parts = [part for part in (_spelt_out(_tokens(each)) for each in re.split(r"[\n,;]", address)) if part]
    return any(_tells_part(words, part, is_first=place == 0, is_address=is_address) for place, part in enumerate(parts))


def _tells_part(words: list[str], part: list[str], *, is_first: bool, is_address: bool) -> bool:
    """A part of an address is a street with its number, a house's name, which comes first, or a town, which is none."""
    numbers = {number for word in part if (number := _number(word))}
    street = [word for word in part if not _number(word) and word not in WITHIN_A_BUILDING]
    if not street:
        return False
    if numbers and any(numbers & _numbers_before(words, at) for at in _found(words, street)):
        return True
    is_street = bool(numbers) or bool(WAYS & set(street))
    if is_address and is_street:
        return False
    return (is_first or is_street) and (_is_telling(street) or len(street) > 1) and _has(words, street)


def _tells_telephone(words: str, telephone: str) -> bool:
    number = re.sub(r"\D", "", telephone)
    end = number[-DIGITS:]
    numbers = (re.sub(r"\D", "", found) for found in TELEPHONE.findall(words))
    return len(end) >= FEWEST_DIGITS and any(each.endswith(end) for each in numbers)


def _has(words: list[str], run: list[str]) -> bool:
    """Whether some words hold a run of others: in whole words, however they are set apart, or within a long one."""
    letters, joined = "".join(run), "".join(words)
    edges = {0}
    for word in words:
        edges.add(max(edges) + len(word))
    ends = (match.start() for match in re.finditer(f"(?={re.escape(letters)})", joined))
    return any(at in edges and at + len(letters) in edges for at in ends) or (
        len(letters) >= WITHIN and any(letters in word for word in words)
    )


def _found(words: list[str], run: list[str]) -> list[int]:
    return [at for at in range(len(words)) if words[at : at + len(run)] == run]


def _numbers_before(words: list[str], at: int) -> set[str]:
    """Of “12–14 Mill Road”, both."""
    found = set()
    while at and (number := _number(words[at - 1])):
        found.add(number)
        at -= 1
    return found


def _number(word: str) -> str:
    found = re.match(r"\d+", word)
    return found.group() if found else ""


def _is_telling(words: list[str]) -> bool:
    return any(not _is_plain(word) and word not in COMMON for word in words)


def _is_plain(word: str) -> bool:
    return word in GENERIC or word.isdecimal()


def _without(words: list[str], left_out: frozenset[str]) -> list[str]:
    return [word for word in words if word not in left_out]


def _spelt_out(words: list[str]) -> list[str]:
    return [STREETS.get(word, word) for word in words]


def _tokens(text: str) -> list[str]:
    """Words in plain letters: without case, accents and apostrophes."""
    apart = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign) and sign not in "'’\u2018`\u00b4")
    return re.findall(r"[^\W_]+", plain)
