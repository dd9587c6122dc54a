"""The homes of a page about many homes, narrowed by what its address asks for."""

from dataclasses import dataclass

from homes.forms import FilterForm
from homes.listing.filters import OF_DUTIES, chosen
from homes.listing.rows import Row, rows_of

MANY = 5  # homes, from which on one filters them


@dataclass(frozen=True)
class Narrowed:
    """A person's confirmed homes by key, and the filters of an address over them."""

    rows: dict[int, Row]
    filters: FilterForm

    @classmethod
    def by(cls, request) -> "Narrowed":
        """Three queries for any number of homes."""
        rows = {row.home.pk: row for row in rows_of(request.user) if row.is_confirmed}
        return cls(rows, FilterForm(request.GET, list(rows.values()), OF_DUTIES))

    @property
    def many(self) -> bool:
        """Whether filters are shown: from so many homes on, or where some are set."""
        return len(self.rows) >= MANY or bool(self.filters.wanted)

    @property
    def homes(self) -> set[int]:
        """Those that the address asks for."""
        return {row.home.pk for row in chosen(list(self.rows.values()), self.filters.wanted)}

    @property
    def names(self) -> dict[int, str]:
        """The private names of all of them, by key."""
        return {key: row.name for key, row in self.rows.items()}
