"""Changes of which Ofsted must be told (regulation 49 of SI 2015/541): docs/domain.md, “Notices to Ofsted”."""

from dataclasses import dataclass

LINK = "https://www.legislation.gov.uk/uksi/2015/541/regulation/49"
WHEN = "In writing, as soon as is reasonably practicable: when it happens, or when you expect it to."


@dataclass(frozen=True)
class Change:
    """A kind of change, in the words of a list to tick."""

    key: str
    words: str


CHANGES = [
    Change("manager_starts", "Someone else carries on or manages the home"),
    Change("manager_stops", "Someone stops carrying on or managing the home"),
    Change("responsible_individual", "Another responsible individual"),
    Change("officers", "Another director, manager, secretary or similar officer of the organisation"),
    Change("provider", "The provider’s name or address changes"),
    Change("insolvency", "A trustee, receiver, liquidator or arrangement with creditors"),
    Change("premises", "The premises are altered or extended, or more are acquired"),
]
