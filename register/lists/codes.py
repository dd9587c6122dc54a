"""The words of the register's code lists, brought to one spelling: docs/domain.md, “Codes”.

Words outside a list stay as printed: Ofsted adds kinds of provider and of event as the law changes.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from sheets.headings import letters


class ProvisionType(StrEnum):
    ADOPTION_SUPPORT_AGENCY = "Adoption Support Agency"
    BOARDING_SCHOOL = "Boarding School"
    CAFCASS = "CAFCASS"
    CHILDRENS_HOME = "Children's home"
    FURTHER_EDUCATION_COLLEGE = "Further Education College with Residential Accommodation"
    HOLIDAY_SCHEME = "Residential Holiday Scheme for Disabled Children"
    INDEPENDENT_FOSTERING_AGENCY = "Independent Fostering Agency"
    RESIDENTIAL_FAMILY_CENTRE = "Residential Family Centre"
    RESIDENTIAL_SPECIAL_SCHOOL = "Residential Special School"
    SECURE_CHILDRENS_HOME = "Secure children's home"
    SECURE_TRAINING_CENTRE = "Secure Training Centre"
    SPECIAL_SCHOOL_AS_HOME = "Residential special school (registered as a children's home)"
    SUPPORTED_ACCOMMODATION = "Supported Accommodation"
    VOLUNTARY_ADOPTION_AGENCY = "Voluntary Adoption Agency"


# Ofsted's "children's homes of all types"; short-break-only homes are among the first. Secure training centres are not.
CHILDRENS_HOMES = frozenset(
    {ProvisionType.CHILDRENS_HOME, ProvisionType.SECURE_CHILDRENS_HOME, ProvisionType.SPECIAL_SCHOOL_AS_HOME}
)


class Status(StrEnum):
    ACTIVE = "Active"
    SUSPENDED = "Suspended"
    RESIGNED = "Resigned"
    CANCELLED = "Cancelled"
    CLOSED = "Closed"


# The others are what Ofsted's list of leavers calls left. A suspended provider is still registered.
ON_REGISTER = frozenset({Status.ACTIVE, Status.SUSPENDED})


class Sector(StrEnum):
    PRIVATE = "Private"
    LOCAL_AUTHORITY = "Local Authority"
    VOLUNTARY = "Voluntary"
    HEALTH_AUTHORITY = "Health Authority"
    ACADEMY = "Academy"
    PUBLIC = "Public sector"


class Region(StrEnum):
    """Government Office Regions; Wales appears for providers registered in England with an address there."""

    EAST_MIDLANDS = "East Midlands"
    EAST_OF_ENGLAND = "East of England"
    LONDON = "London"
    NORTH_EAST = "North East"
    NORTH_WEST = "North West"
    SOUTH_EAST = "South East"
    SOUTH_WEST = "South West"
    WEST_MIDLANDS = "West Midlands"
    YORKSHIRE_AND_THE_HUMBER = "Yorkshire and The Humber"
    WALES = "Wales"


class OfstedRegion(StrEnum):
    """Ofsted's own regions: one for the North East and Yorkshire together."""

    EAST_MIDLANDS = "East Midlands"
    EAST_OF_ENGLAND = "East of England"
    LONDON = "London"
    NORTH_EAST_YORKSHIRE_AND_THE_HUMBER = "North East, Yorkshire and the Humber"
    NORTH_WEST = "North West"
    SOUTH_EAST = "South East"
    SOUTH_WEST = "South West"
    WEST_MIDLANDS = "West Midlands"
    WALES = "Wales"


class EventType(StrEnum):
    FULL = "Full inspection"
    INTERIM = "Interim inspection"
    MONITORING = "Monitoring inspection"
    ASSURANCE = "Assurance visit"
    EMERGENCY = "Emergency inspection"


ALIASES: Mapping[type[StrEnum], Mapping[str, StrEnum]] = {
    ProvisionType: {
        # The label of 2015.
        "Residential special school (>295 days/year)": ProvisionType.SPECIAL_SCHOOL_AS_HOME,
        "FE College with Residential Accommodation": ProvisionType.FURTHER_EDUCATION_COLLEGE,
    },
}
# One of these words tells the kind of an event, among words that tell nothing. The lists of 2014 begin with "SC -".
EVENTS = {
    "full": EventType.FULL,
    "interim": EventType.INTERIM,
    "monitoring": EventType.MONITORING,
    "assurance": EventType.ASSURANCE,
    "emergency": EventType.EMERGENCY,
}
BESIDE_EVENTS = {"sc", "social", "care", "inspection", "inspections", "visit", "visits", "event"}


def _spellings(kind: type[StrEnum]) -> dict[str, StrEnum]:
    aliases = {letters(words): member for words, member in ALIASES.get(kind, {}).items()}
    return {letters(member): member for member in kind} | aliases


SPELLINGS: dict[type[StrEnum], dict[str, StrEnum]] = {
    kind: _spellings(kind) for kind in (ProvisionType, Status, Sector, Region, OfstedRegion, EventType)
}


def _event_type(words: str) -> EventType | None:
    """The kind of event that words of any year name: "SC - Interim Inspection", "Full", "Monitoring visit"."""
    parts = set(re.findall("[a-z]+", words.casefold()))
    kinds = [kind for word, kind in EVENTS.items() if word in parts]
    return kinds[0] if len(kinds) == 1 and parts <= EVENTS.keys() | BESIDE_EVENTS else None


@lru_cache(maxsize=4096)  # a list says the same few words in thousands of rows
def canonical[Kind: StrEnum](kind: type[Kind], words: str) -> Kind | str:
    """The member of a code list that these words name, or the words themselves when the list has none."""
    member = SPELLINGS[kind].get(letters(words)) or (_event_type(words) if kind is EventType else None)
    return words if member is None else kind(member)
