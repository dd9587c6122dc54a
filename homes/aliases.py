"""What an alias may not tell. Plain Python: words in, a word out.

Mails, calendars, page titles and sheets of other people's programs say the alias, so nothing of a home's name and
address may be in it.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

# Words that many homes, houses and streets share, and numbers: they tell of none. A town or a street does.
COMMON = frozenset(
    re.findall(
        r"\w+",
        """the and for home homes house houses child children childrens young people persons residential care service
        services unit project centre lodge cottage farm hall villa flat court road street lane avenue close drive way
        place crescent terrace gardens grove hill park view row green mews square walk rise north south east west upper
        lower old new great little saint england wales scotland united kingdom cartref plant heol stryd ffordd""",
    )
)
SHORTEST = 3  # letters of a word that can tell of a place
WITHIN = 5  # letters from which a word is found inside another too, such as larch in “Larchhome”
DIGITS = 6  # of a telephone number, its last ones: the rest may be written with or without its codes


def revealed_by(alias: str, *, name: str, address: str, postcode: str, telephone: str) -> str:
    """What an alias tells of the home: “name”, “address”, “postcode” or “telephone”; empty when nothing.

    Case, accents, spaces and signs are not told apart. An alias may not be the name, nor hold the whole of it, the
    postcode or its first half, the telephone number's last digits, or any telling word of the name or of the address.
    A word tells unless it is one that many homes and streets share, a number, or shorter than three letters. So a
    town's name is refused, “Home 3” is not, not even for a home in Home Street.
    """
    letters, words = _letters(alias), _words(alias)
    called, code, digits = _letters(name), _letters(postcode), re.sub(r"\D", "", telephone)
    if called and (letters == called or (_telling(name) and len(called) >= WITHIN and called in letters)):
        return "name"
    if code and (code in letters or _letters(postcode.strip()[:-3]) in words):
        return "postcode"
    if len(digits) >= DIGITS and digits[-DIGITS:] in re.sub(r"\D", "", alias):
        return "telephone"
    parts = {"name": name, "address": address}
    return next(
        (what for what, text in parts.items() if any(_holds(letters, words, word) for word in _telling(text))), ""
    )


def check_alias(alias: str, location: dict[str, str]) -> None:
    """Raise ValidationError for the alias when it tells something of a location: its four fields by name."""
    revealed = alias and revealed_by(alias, **location)
    if revealed:
        raise ValidationError(
            {
                "alias": f"The alias tells something of the home’s {revealed}. Our mails and calendars show the alias: "
                "choose another, such as “Home 3”."
            }
        )


def _holds(letters: str, words: set[str], word: str) -> bool:
    return word in words or (len(word) >= WITHIN and word in letters)


def _telling(text: str) -> set[str]:
    return {word for word in _words(text) - COMMON if len(word) >= SHORTEST and not word.isdecimal()}


def _words(text: str) -> set[str]:
    return {_letters(word) for word in re.split(r"[\s,;.:/()–—-]+", text)} - {""}


def _letters(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in apart if sign.isalnum())
