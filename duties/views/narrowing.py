"""The homes of a page about many homes, narrowed by what its address asks for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from homes.forms import FilterForm
from homes.listing.filters import OF_DUTIES, chosen
from homes.listing.rows import Row, nameless_rows
from homes.locations import own_names
from homes.models import Home
from people.models import User

MANY = 5  # homes, from which on one filters them


@dataclass(frozen=True)
class Narrowed:
    """Homes of a person by key, and the filters of an address over them."""

    rows: dict[int, Row]
    filters: FilterForm
    user: User

    @classmethod
    def by(cls, request, homes: QuerySet[Home]) -> "Narrowed":
        """Confirmed homes of the person's own, with whatever else is asked of them: two queries for any number."""
        rows = {row.home.pk: row for row in nameless_rows(homes, request.user)}
        return cls(rows, FilterForm(request.GET, list(rows.values()), OF_DUTIES), request.user)

    @property
    def many(self) -> bool:
        """Whether filters are shown: from so many homes on, or where some are set."""
        return len(self.rows) >= MANY or bool(self.filters.wanted)

    @property
    def homes(self) -> list[Home]:
        """Those that the address asks for, in the order of their numbers."""
        return [row.home for row in chosen(list(self.rows.values()), self.filters.wanted)]

    def names(self, homes: Iterable[Home]) -> dict[int, str]:
        """The private names of some of them, by key; "" where none is kept."""
        homes = list(homes)
        names = own_names(homes, self.user)
        return {home.pk: names.get(home.pk, "") for home in homes}
