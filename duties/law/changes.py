"""Changes of which Ofsted must be told (regulation 49 of SI 2015/541): docs/domain.md, “Notices to Ofsted”."""

from dataclasses import dataclass
from datetime import date

from duties.law.notice import LegalNotice

LINK = "https://www.legislation.gov.uk/uksi/2015/541/regulation/49"
WHEN = "In writing, as soon as is reasonably practicable: when it happens, or when you expect it to."


@dataclass(frozen=True)
class NotifiableChange:
    """A kind of change, in the words of a list to tick."""

    key: str
    words: str


CHANGES = [
    NotifiableChange("manager_starts", "Someone else carries on or manages the home"),
    NotifiableChange("manager_stops", "Someone stops carrying on or managing the home"),
    NotifiableChange("responsible_individual", "Another responsible individual"),
    NotifiableChange("officers", "Another director, manager, secretary or similar officer of the organisation"),
    NotifiableChange("provider", "The provider’s name or address changes"),
    NotifiableChange("insolvency", "A trustee, receiver, liquidator or arrangement with creditors"),
    NotifiableChange("premises", "The premises are altered or extended, or more are acquired"),
]
WORDS = {change.key: change.words for change in CHANGES}


def notice_of_change(key: str, happens_on: date) -> LegalNotice:
    """Due on the day of the change: the law sets no day, and none later can be meant."""
    return LegalNotice("change", f"Notice of a change: {WORDS.get(key, key)}", happens_on, WHEN)
