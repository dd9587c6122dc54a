"""Who stands in which directory today. Nothing says so: it follows from the terms, the entry and the last check."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from cleaning.search_key import holding
from members.directory.checking import clear
from members.membership import with_full_access
from people.models import Provider

A_PAGE = 50
COLUMNS = {"sector": "sector", "nation": "nation", "kind": "member_kind"}


@dataclass(frozen=True)
class Directory:
    """A directory as its readers see it; the public one has facts of organisations alone."""

    is_public: bool

    def providers(self, today=None) -> QuerySet[Provider]:
        """Members on a day (default: today in London) that chose to stand here, and tell nothing of their homes."""
        return with_full_access(clear(Provider.objects.unmerged()).filter(self._chosen()), today)

    def page(self, wanted: dict[str, str], number: str | None) -> Page:
        """A page of those that are asked for, by name, with their entries: two queries for any number.

        A visitor finds by own names and numbers alone, never by a parent's, which the entry does not show.
        """
        found = self.providers().filter(**{COLUMNS[name]: wanted[name] for name in COLUMNS if name in wanted})
        if "q" in wanted:
            found = holding(found, wanted["q"], "search_key")
        called = Lower(Coalesce(NullIf("trading_name", Value("")), "legal_name"))
        page = Paginator(list(found.order_by(called, "pk").values_list("pk", flat=True)), A_PAGE).get_page(number)
        rows = Provider.objects.select_related("directory_entry").in_bulk(page.object_list)
        page.object_list = [rows[pk] for pk in page.object_list if pk in rows]
        return page

    def _chosen(self) -> Q:
        if self.is_public:
            return Q(directory_entry__for_public=True, directory_entry__taken_out_at=None)
        return Q(directory_entry=None) | Q(directory_entry__for_members=True, directory_entry__taken_out_at=None)


FOR_MEMBERS, FOR_EVERYONE = Directory(is_public=False), Directory(is_public=True)
