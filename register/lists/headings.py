"""Every heading seen in Ofsted's lists from 2014 to 2025, and the field it gives: docs/domain.md, “Headings”.

The first of each field is the one a sentence names when it is missing.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from register.lists.grades import Theme

EFFECTIVE = "First effective date that the provider"
HEADINGS = {
    "web_link": ("Web link",),
    "urn": ("URN", "Provider URN"),
    "linked_school": ("Linked ED URN", "Linked education URN"),
    "provision_type": ("Provision type", "Provider type"),
    "registration_date": ("Registration date",),
    "status": ("Registration status", "Reg Status", "Provider status"),
    "name": ("Setting Name", "Name", "Provider name"),
    "address_1": ("Address 1",),
    "address_2": ("Address 2",),
    "town": ("Town",),
    "county": ("County",),
    "postcode": ("Postcode",),
    # A bare "Region" is Ofsted's own region in the only year that has it, 2015.
    "ofsted_region": ("Region", "Ofsted region", "Premises Ofsted Region"),
    "region": (
        "Government Office Region",
        "GOR",
        "government_office_region_name",
        "Premises Government Office Region",
    ),
    "local_authority": ("Local authority", "LA", "Premises Local Authority"),
    "constituency": ("Parliamentary constituency", "Premises Parliamentary Constituency"),
    "sector": ("Sector",),
    "places": ("Places", "Max/Estimated Places"),
    "premises": ("Premises", "Supported accommodation premises"),
    "short_breaks": ("Short breaks only", "Short breaks only children's home", "Short-break-only children's home"),
    "multi_building": ("Multi-building children's home",),
    "owner": ("Organisation", "Organisation name", "Organisation which owns the provider"),
    "event_type": ("Inspection type", "Event type", "Event Type Group", "Inspection event type"),
    "inspection_date": ("Inspection date", "Event date", "Latest full inspection date"),
    "publication_date": ("Publication date", "Inspection publication date"),
    "event_number": ("Inspection ID", "Event number", "Inspection event number"),
    "overall": ("Overall effectiveness", "Overall experiences and progress of children and young people"),
    "help_and_protection": (
        "The safety of children and young people",
        "Safeguarding children and young people",
        "How well children and young people are helped and protected",
    ),
    "leadership": ("Leadership and management", "The effectiveness of leaders and managers"),
    "outcomes": ("Outcomes for children and young people",),
    "quality_of_care": ("Quality of care",),
    "education": ("Outcomes in education and related learning activities",),
    "health": ("Health services",),
    "supported_accommodation": ("Supported Accommodation outcome",),
    "well-being": ("Well-being",),
    "care_and_support": ("Care and Support",),
    "environment": ("Environment",),
    "service_category": ("Service category",),
    # One column for all of it, or a column each: 2025 has four, with what happened in brackets.
    "first_effective_date": ("First effective date",),
    "active_on": (f"{EFFECTIVE} became active", "Date joined"),
    "closed_on": (f"{EFFECTIVE} closed", f"{EFFECTIVE} became closed", "Date closed", "Closure date"),
    "resigned_on": (f"{EFFECTIVE} became resigned", "Date resigned", "Resignation date"),
    "cancelled_on": (f"{EFFECTIVE} became cancelled", "Date cancelled", "Cancellation date"),
    "left_on": ("Cancelled or resigned date", "Date left", "Leaving date"),
    "joiner_status": ("Joiner status", "Joiner"),
    "leaver_status": ("Leaver status", "Leaver"),
    "inspectorate": ("Inspectorate",),
    "reason": ("Reason",),
}

# What the list of 2024 repeats for the inspection before the latest, judgements included.
REPEATED = {*Theme, "event_type", "inspection_date", "publication_date", "event_number"}

# Never read for a children's home of any kind.
WHEREABOUTS = ("name", "address_1", "address_2", "town", "county", "postcode")

DATES = frozenset(
    {"registration_date", "inspection_date", "publication_date", "first_effective_date"}
    | {"active_on", "closed_on", "resigned_on", "cancelled_on", "left_on"}
)

# Known, and not read.
UNUSED = ("web_link", "inspectorate")


SMALL_WORDS = {"the", "a", "an", "of"}
LATEST = ("Latest full inspection", "Latest inspection", "Latest", "Full inspection", "Inspection")
PREVIOUS = ("Previous full inspection", "Previous inspection", "Previous")
NOTES = re.compile(r"\([^)]*\)|\[[^\]]*\]")
ON_A_DAY = re.compile(r"\b(?:as )?at [0-9]{1,2}(?:st|nd|rd|th)? [a-z]+ [0-9]{4}\b", re.IGNORECASE)
APOSTROPHES = str.maketrans("", "", "'’‘`´")  # noqa: RUF001 - as they are printed


@lru_cache(maxsize=1024)  # each cell near the top of a list is asked for them up to four times
def words_of(heading: str) -> tuple[str, ...]:
    """The words of a heading by what they mean: without case, punctuation, small words, plurals and doubled letters."""
    plain = unicodedata.normalize("NFKC", ON_A_DAY.sub(" ", " ".join(heading.replace("_", " ").split()))).casefold()
    words = re.findall(r"[^\W_]+", plain.translate(APOSTROPHES))
    return tuple(_stem(word) for word in words if word not in SMALL_WORDS)


def _stem(word: str) -> str:
    single = word.removesuffix("s") if len(word) > 2 else word
    return re.sub(r"([a-z])\1", r"\1", single)


def known_headings() -> Iterator[tuple[str, str]]:
    """Each heading that is known and its field, those of an inspection also with what lists put before them."""
    for field, headings in HEADINGS.items():
        yield from ((heading, field) for heading in headings)
    for field in REPEATED:
        for heading in HEADINGS[field]:
            yield from ((f"{before} {heading}", str(field)) for before in LATEST)
            yield from ((f"{before} {heading}", f"previous_{field}") for before in PREVIOUS)


def _key(heading: str) -> tuple[str, ...]:
    return tuple(sorted(words_of(heading)))


FIELDS = {_key(heading): field for heading, field in reversed([*known_headings()])}


def field_of(heading: str) -> str | None:
    """The field a heading gives, or None when it is unknown. Its words may stand in another order.

    What stands in brackets counts where it makes another heading of it; else it is a note.
    """
    return FIELDS.get(_key(heading)) or FIELDS.get(_key(NOTES.sub(" ", heading)))
