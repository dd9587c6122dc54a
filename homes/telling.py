"""What words about a provider tell of a home: its name, street, postcode, telephone or number. Plain Python.

Stricter than what is asked of an alias in one way, and laxer in another: names that a company shares with one of its
homes are found however they are spelt, while a town, which an office and a home may share, tells of none.
"""

import re
from itertools import accumulate, takewhile

from homes.aliases import COMMON, WITHIN
from homes.spelling import forms, numbered, run_together, spelt_out, tokens

# What companies are, and what homes do: “Oak House Ltd” and “Oak House Children’s Home” are called alike.
LEGAL = frozenset(re.findall(r"\w+", "ltd limited plc llp lp cic cio inc uk co company group holdings cyf cyfyngedig"))
GENERIC = frozenset(
    re.findall(
        r"\w+",
        """childrens children child young people persons residential care service services unit project support
        supported accommodation home homes cartref cartrefi therapeutic specialist the and a of""",
    )
)
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


def tells(
    words: str, *, name: str, address: str, postcode: str, telephone: str, urn: str = "", is_address: bool = False
) -> bool:
    """Whether some words tell what a home is called or where it is: in whole words, or run together.

    `urn`: its number on the register, which leads there. `is_address`: the words are where an office is. It may stand
    in a home's street, under another number.
    """
    own = tokens(words)
    codes = ["".join(tokens(code)) for code in (postcode, *POSTCODE.findall(address), urn, re.sub(r"\D", "", urn))]
    return (
        _tells_name(own, name)
        or any(len(code) >= SHORTEST_CODE and _stands(own, [code]) for code in codes)
        or _tells_address(tokens(numbered(words)), address, is_address=is_address)
        or _tells_telephone(words, telephone)
    )


def _tells_name(words: list[str], name: str) -> bool:
    whole = tokens(name)
    plain = _without(whole, LEGAL | {"the"})
    own = _without(plain, GENERIC)
    # “Park View” tells of a home, though neither word does alone; “The Home” and “Home 3” do not.
    runs = [each for each in (whole, plain) if len(each) > 1 and any(not _is_plain(word) for word in each)]
    same = bool(plain) and _without(words, LEGAL | {"the"}) == plain
    return same or any(_has(words, run) for run in runs) or (_is_telling(own) and _has(words, own))


def _tells_address(words: list[str], address: str, *, is_address: bool) -> bool:
    words = spelt_out(words)
    each_part = (spelt_out(tokens(numbered(each))) for each in re.split(r"[\n,;]", address))
    parts = _with_numbers([part for part in each_part if part])
    return any(_tells_part(words, part, is_first=place == 0, is_address=is_address) for place, part in enumerate(parts))


def _with_numbers(parts: list[list[str]]) -> list[list[str]]:
    """Parts of an address, each with the numbers that stand by themselves beside it: “12, Mill Road”."""
    bare = [[], *([] if any(not _number(word) for word in part) else part for part in parts), []]
    beside = zip(bare, parts, bare[2:], strict=False)
    return [[*before, *part, *after] for before, part, after in beside if any(not _number(word) for word in part)]


def _tells_part(words: list[str], part: list[str], *, is_first: bool, is_address: bool) -> bool:
    """A part of an address is a street with its number, a house's name, which comes first, or a town, which is none."""
    numbers = {number for word in part if (number := _number(word))}
    street = [word for word in part if not _number(word) and word not in WITHIN_A_BUILDING]
    if not street:
        return False
    if numbers and any(numbers & _numbers_at(words, at, at + len(street)) for at in _found(words, street)):
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
    if any(_stands(*pair) for pair in zip(forms(words), forms(run), strict=True)):
        return True
    return len("".join(run)) >= WITHIN and any(joined in word for joined in run_together(run) for word in words)


def _stands(words: list[str], run: list[str]) -> bool:
    """Whether a run of words begins where one begins and ends where one ends."""
    letters, joined = "".join(run), "".join(words)
    edges = set(accumulate((len(word) for word in words), initial=0))
    ends = (match.start() for match in re.finditer(f"(?={re.escape(letters)})", joined))
    return any(at in edges and at + len(letters) in edges for at in ends)


def _found(words: list[str], run: list[str]) -> list[int]:
    return [at for at in range(len(words)) if words[at : at + len(run)] == run]


def _numbers_at(words: list[str], start: int, end: int) -> set[str]:
    """The numbers of a street: before it, or where none is, after it, as in “Mill Road, no. 12”."""
    return _leading_numbers(words[:start][::-1], "the") or _leading_numbers(words[end:], "no", "nr", "number")


def _leading_numbers(words: list[str], *passed_over: str) -> set[str]:
    if words and words[0] in passed_over:
        words = words[1:]
    return {_number(word) for word in takewhile(_number, words)}


def _number(word: str) -> str:
    found = re.match(r"\d+", word)
    return found.group() if found else ""


def _is_telling(words: list[str]) -> bool:
    return any(not _is_plain(word) and word not in COMMON for word in words)


def _is_plain(word: str) -> bool:
    return word in GENERIC or word.isdecimal()


def _without(words: list[str], left_out: frozenset[str]) -> list[str]:
    return [word for word in words if word not in left_out]
