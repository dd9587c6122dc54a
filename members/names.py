"""When two names of organisations are one and the same, and when they are only alike. Without Django or a database."""

from collections.abc import Iterable
from functools import lru_cache

from register.lists.owners import owner_key

# Forms of company in English and Welsh say nothing about who it is.
FORMS = {"ltd", "plc", "llp", "lp", "cic", "cio", "cyf", "ccc"}
WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
NUMBERS = {word: str(number) for number, word in enumerate(WORDS)}
COMMON = {
    *(
        "and",
        "care",
        "child",
        "children",
        "childrens",
        "community",
        "company",
        "for",
        "group",
        "home",
        "homes",
        "house",
    ),
    *("in", "of", "provision", "residential", "service", "services", "support", "supported", "the", "trust", "uk"),
}  # of names of organisations like our members
ALIKE = 0.4  # of their trigrams in common: one letter wrong in a short name, two in a long one
OWN_ALIKE = 0.25  # the same without the words that many have: one letter wrong in one short word


@lru_cache(60_000)  # the names of every provider, once a process
def plain(name: str) -> str:
    """What all spellings of a name have in common (`owner_key`), without its form of company; "two" is "2"."""
    return _joined(word for word in _parts(name) if word not in FORMS)


def stands_in(name: str, text: str) -> bool:
    """Whether a text has a name in it, in any of its spellings, with its form of company or without."""
    return bool(plain(name)) and f" {plain(name)} " in f" {_joined(_parts(text))} "


def everyday(name: str) -> str:
    """What people call an organisation: its plain name without the words that many have; empty where it has no others.

    `Lantern Hill Residential Ltd` is Lantern Hill.
    """
    return _own(plain(name))


def _own(name: str) -> str:
    """What is left of a plain name without the words that many have."""
    return " ".join(word for word in name.split() if word not in COMMON)


def _parts(name: str) -> list[str]:
    return owner_key(name.replace(".", "")).split()


def _joined(words: Iterable[str]) -> str:
    return " ".join(NUMBERS.get(word, word) for word in words)


def why_near(typed: str, name: str) -> str:
    """Why a plain name comes near a plain name that was typed; empty when it does not, or when they are the same.

    Two that share nothing but words that many have, such as "care homes", are not near each other.
    """
    if typed == name:
        return ""
    if typed.replace(" ", "") == name.replace(" ", ""):
        return "is the same apart from spaces"
    if f" {typed} " in f" {name} ":
        return "has these words in it" if _own(typed) else ""
    if f" {name} " in f" {typed} ":
        return "is a part of what you typed" if _own(name) else ""
    is_alike = likeness(typed, name) >= ALIKE and likeness(_own(typed), _own(name)) >= OWN_ALIKE
    return "is spelt alike" if is_alike else ""


def likeness(one: str, two: str) -> float:
    """From 0 to 1: how many of the trigrams of two plain names they have in common."""
    first, second = trigrams(one), trigrams(two)
    return len(first & second) / len(first | second) if first | second else 0.0


@lru_cache(20_000)
def trigrams(name: str) -> frozenset[str]:
    """The triples of letters of a plain name, each word for itself between spaces."""
    padded = [f"  {word} " for word in name.split()]
    return frozenset(word[start : start + 3] for word in padded for start in range(len(word) - 2))
