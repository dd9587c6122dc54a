"""Who stands in which directory today. Nothing says so: it follows from the terms, the entry and the last check."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from cleaning.search_key import holding
from members.directory.checking import clear
from members.list_page import list_page
from members.membership import with_full_access
from members.models import DirectoryEntry
from people.models import Provider

A_PAGE = 50
COLUMNS = {"sector": "sector", "nation": "nation", "kind": "member_kind"}


def page_of(providers: QuerySet[Provider], number: str | None) -> Page:
    """A page of providers by name, with their entries: two queries for any number."""
    with_entries = Provider.objects.select_related("directory_entry")
    return list_page(providers.by_name(), number, a_page=A_PAGE, rows=with_entries)


@dataclass(frozen=True)
class Directory:
    """A directory as its readers see it; the public one has facts of organisations alone."""

    is_public: bool

    def providers(self, today=None) -> QuerySet[Provider]:
        """Members on a day (default: today in London) that chose to stand here, and tell nothing of their homes."""
        return with_full_access(clear(self.chosen()), today)

    def page(self, wanted: dict[str, str], number: str | None) -> Page:
        """A page of those that are asked for.

        A visitor finds by own names and numbers alone, never by a parent's, which the entry does not show.
        """
        found = self.providers().filter(**{COLUMNS[name]: wanted[name] for name in COLUMNS if name in wanted})
        if "q" in wanted:
            found = holding(found, wanted["q"], "search_key")
        return page_of(found, number)

    def chosen(self) -> QuerySet[Provider]:
        """Those whose owners let them stand here, members or not, and that the association did not take out.

        By lists of keys, not by a join: all entries would be read again for each provider.
        """
        providers, entries = Provider.objects.unmerged(), DirectoryEntry.objects.all()
        if self.is_public:
            return providers.filter(pk__in=entries.filter(for_public=True, taken_out_at=None).values("provider"))
        left = entries.filter(Q(for_members=False) | Q(taken_out_at__isnull=False))
        return providers.exclude(pk__in=left.values("provider"))


FOR_MEMBERS, FOR_EVERYONE = Directory(is_public=False), Directory(is_public=True)
