"""Changes of which the regulator must be told: docs/domain.md, “Notices”."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from duties.law.notice import LegalNotice

LINK = "https://www.legislation.gov.uk/uksi/2015/541/regulation/49"
WHEN = "In writing, as soon as is reasonably practicable once it happens or you expect it: on its day at the latest."
SUPPORTED_WHEN = "In writing. We have not confirmed by when: tell Ofsted when it happens, or when you expect it to."
WELSH_WHEN = "Without delay, as far as we know: only for the statement of purpose have we confirmed by when."


@dataclass(frozen=True)
class NotifiableChange:
    """A kind of change, in the words of a list to tick. It is told so many days before it takes effect, or where the
    law says so once it is expected.
    """

    key: str
    words: str
    days_before: int = 0
    once_expected: bool = False


_england = partial(NotifiableChange, once_expected=True)
CHANGES = [
    _england("manager_starts", "Someone else carries on or manages the home"),
    _england("manager_stops", "Someone stops carrying on or managing the home"),
    _england("responsible_individual", "Another responsible individual"),
    _england("officers", "Another director, manager, secretary or similar officer of the organisation"),
    _england("partners", "Another partner, or a partner leaves"),
    _england("provider", "The provider’s name or address changes"),
    _england("insolvency", "A trustee, receiver, liquidator or arrangement with creditors"),
    _england("premises", "The premises are significantly altered or extended, or more are acquired"),
]
SUPPORTED_CHANGES = [
    NotifiableChange("supported_absence", "The registered service manager is away for 28 days or more (regulation 33)"),
    NotifiableChange("supported_manager_starts", "Another registered service manager"),
    NotifiableChange("supported_manager_stops", "The registered service manager leaves"),
    NotifiableChange("supported_nominated", "Another nominated individual"),
    NotifiableChange("supported_officers", "Another director or partner"),
    NotifiableChange("supported_premises", "Premises come into use, go out of use or are altered"),
]
WELSH_CHANGES = [
    NotifiableChange("wales_purpose", "A revised statement of purpose takes effect", days_before=28),
    NotifiableChange("wales_name", "The provider changes its name"),
    NotifiableChange(
        "wales_officers", "Another director, trustee, or other person who manages and controls the provider"
    ),
    NotifiableChange("wales_partners", "Another partner, or a partner has died"),
    NotifiableChange("wales_insolvency", "A trustee in bankruptcy, receiver, manager or liquidator"),
]
BY_KEY = {change.key: change for change in [*CHANGES, *SUPPORTED_CHANGES, *WELSH_CHANGES]}


def notice_of_change(key: str, happens_on: date, when: str = WHEN) -> LegalNotice:
    """Due on the day of the change where the law sets no day: ours, and strict. `when` is the law's sentence."""
    change = BY_KEY.get(key, NotifiableChange(key, key))
    if change.days_before:
        when = f"{change.days_before} days before it takes effect."
    due = happens_on - timedelta(days=change.days_before)
    return LegalNotice("change", f"Notice of a change: {change.words}", due, when, change.once_expected)
