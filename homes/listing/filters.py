"""Which rows of a list of homes are shown: each filter by its name, with the choices that these rows give."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from cleaning.text import without_accents
from homes.listing.rows import Row
from homes.models import Home
from register.lists.owners import APOSTROPHES

YES_NO = {"yes": "Yes", "no": "None", "unknown": "Not kept here"}
PAST = (Home.State.ENDED, Home.State.REFUSED, Home.State.WITHDRAWN)
MANAGED = {"yes": "In post", "missing": "Nobody in post", "unknown": "Not kept here"}


@dataclass(frozen=True)
class Filter:
    """A question about a row: `value` gives the key of its answer, which stands in the address.

    Where the key is not the words themselves, `labels` has them by key, or `words` gives those of a row.
    """

    name: str
    label: str
    value: Callable[[Row], str]
    labels: dict[str, str] | None = None
    words: Callable[[Row], str] | None = None

    def choices(self, rows: list[Row]) -> list[tuple[str, str]]:
        """What the rows answer, in the order of the labels, else of the alphabet."""
        words = self.words or self.value
        found = {key: words(row) for row in rows if (key := self.value(row))}
        known = self.labels or dict(sorted(found.items(), key=lambda answer: answer[1].casefold()))
        return [(key, label) for key, label in known.items() if key in found]


def _vacancies(row: Row) -> str:
    if row.facts.vacancies is None:
        return "unknown" if row.is_confirmed else ""
    return "yes" if row.facts.vacancies else "no"


def _managed(row: Row) -> str:
    if not row.is_confirmed:
        return ""
    return "yes" if row.manager else "missing" if row.unmanaged_since else "unknown"


def _manager(row: Row) -> str:
    """What stands for a manager in an address, which must not hold a name: the same for all homes of one."""
    return salted_hmac("homes.listing.manager", row.manager, algorithm="sha256").hexdigest()[:16] if row.manager else ""


def _area(row: Row) -> str:
    return str(row.area.pk) if row.area else ""


FILTERS = [
    Filter("area", "Area", _area, words=lambda row: row.area.name),
    Filter("region", "Region", lambda row: (row.entry and row.entry.region) or ""),
    Filter("kind", "Kind", lambda row: (row.entry and row.entry.provision_type) or ""),
    Filter("sector", "Sector", lambda row: (row.entry and row.entry.sector) or ""),
    Filter("status", "Registration", lambda row: (row.entry and row.entry.status) or "Not on the newest list"),
    Filter("grade", "Latest judgement", lambda row: row.judgement),
    Filter("managed_by", "Managed by", _manager, words=lambda row: row.manager),
    Filter("manager", "Registered manager", _managed, MANAGED),
    Filter("vacancies", "Vacancies", _vacancies, YES_NO),
    Filter("state", "State", lambda row: row.home.state, {key: str(label) for key, label in Home.State.choices}),
    Filter("provider", "Provider", lambda row: str(row.home.provider)),
]
OF_DUTIES = [each for each in FILTERS if each.name in ("area", "region", "kind", "managed_by", "provider")]


def chosen(rows: list[Row], wanted: dict[str, str]) -> list[Row]:
    """The rows that answer every question as wanted; an empty or unknown wish is none.

    Homes that ended, and those that were refused or taken back, are left out, unless a state is asked for.
    """
    rows = rows if wanted.get("state") else [row for row in rows if row.home.state not in PAST]
    asked = [(each, wanted[each.name]) for each in FILTERS if wanted.get(each.name)]
    return [row for row in rows if all(each.value(row) == value for each, value in asked)]


def past(rows: list[Row]) -> list[tuple[str, str, int]]:
    """Of each state that the list leaves out: its name, its words, and how many rows are in it."""
    counts = Counter(row.home.state for row in rows)
    return [(state.value, state.label.lower(), counts[state]) for state in PAST if counts[state]]


def named(rows: list[Row], words: str) -> list[Row]:
    """The rows whose name, alias or number holds the words, whatever their case, accents, apostrophes and hyphens."""
    wanted = _plain(words)
    texts = [(row, (row.name, row.home.alias, row.home.registration.number)) for row in rows if wanted]
    return [row for row, fields in texts if any(wanted in _plain(text) for text in fields)]


def _plain(text: str) -> str:
    """“Ty'r Ardd” and “Tŷ’r-ardd” are “tyr ardd”: Welsh names are typed in many ways."""
    return " ".join(re.findall(r"\w+", without_accents(text).casefold().translate(APOSTROPHES)))
