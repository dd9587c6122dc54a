"""Every heading seen in Ofsted's lists from 2014 to 2025, and the field it gives: docs/domain.md, “Headings”.

The first of each field is the one a sentence names when it is missing.
"""

import re

from register.lists.grades import Theme
from sheets.headings import letters

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
    "first_effective_date": ("First effective date",),
    "joiner_status": ("Joiner status",),
    "leaver_status": ("Leaver status",),
    "inspectorate": ("Inspectorate",),
    "reason": ("Reason",),
}

# What the list of 2024 repeats for the inspection before the latest, judgements included.
REPEATED = {*Theme, "event_type", "inspection_date", "publication_date", "event_number"}

# Never read for a children's home of any kind.
WHEREABOUTS = ("name", "address_1", "address_2", "town", "county", "postcode")

# Known, and not read.
UNUSED = ("web_link", "inspectorate")


def tidy(heading: str) -> str:
    """A heading without notes and suffixes in brackets, letter case, spaces, line feeds and punctuation."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading)
    return letters(bare)


FIELDS = {tidy(heading): field for field, headings in HEADINGS.items() for heading in headings}


def field_of(heading: str) -> str | None:
    """The field a heading gives, or None when it is unknown.

    The list of 2022 puts "Latest full inspection" before its judgements; that of 2024 repeats the inspection's
    columns for the one before, with "Previous" in front: those fields begin with `previous_`.
    """
    key = tidy(heading)
    bare = key.removeprefix("previous").removeprefix("latest").removeprefix("fullinspection")
    field = FIELDS.get(key) or FIELDS.get(bare)
    if key.startswith("previous"):
        return f"previous_{field}" if field in REPEATED else None
    return field
