"""The words (elements and attributes) that an office document may be written in: lists in `vocabularies/`."""

import tomllib
from functools import cache
from pathlib import Path

from lxml import etree

from publishing.uploads.office import local, split
from publishing.uploads.rebuilt_file import Unusable

FOLDER = Path(__file__).parent / "vocabularies"
TRANSITIONAL, STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"


class Vocabulary:
    """Which elements and attributes are known, by their whole names."""

    def __init__(self, spaces: dict[str, dict[str, str]]):
        self.elements: set[str] = set()
        self.carried: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        for space, words in spaces.items():
            for name in _names_of(space):
                self.elements |= {f"{{{name}}}{word}" for word in words.get("elements", "").split()}
                self.carried |= {f"{{{name}}}{word}" for word in words.get("carried", "").split()}
                self.attributes[name] = set(words.get("attributes", "").split())

    def knows(self, element: etree._Element) -> bool:
        return element.tag in self.elements

    def drop_unknown_attributes(self, element: etree._Element) -> None:
        """Take out each attribute that is not listed: what it says is not asked for."""
        plain = self.attributes.get(split(element.tag)[0], ())
        for name in element.attrib:
            if name not in self.carried and name not in plain:
                del element.attrib[name]


def _names_of(space: str) -> set[str]:
    """A namespace under both of its names: files in ECMA-376's strict form use another one for the same words."""
    return {space, space.replace(TRANSITIONAL, STRICT).replace("/2006/", "/")}


@cache
def vocabulary(name: str) -> Vocabulary:
    """The list with this name: `open_xml` or `open_document`."""
    return Vocabulary(tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8")))


def unknown(element: etree._Element) -> Unusable:
    """What refuses a document with an element that is on no list."""
    return Unusable(
        f"This document holds something that we do not know (“{local(element)[:40]}”). Delete it, or save the document "
        "as a PDF and choose that."
    )
