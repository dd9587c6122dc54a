"""A page of a list of the desk of which it is dear to say who stands in it."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def list_page(found: QuerySet, number: str | None, *, a_page: int, rows: QuerySet | None = None) -> Page:
    """A page of what was found, in its order, from `rows` (default: `found`): two queries for any number.

    The first gives the keys of all, so that who stands in the list is worked out once, and not again for their number;
    what a row shows is asked of the rows of one page alone. A list that an index orders has no need of it.
    """
    page = Paginator(list(found.values_list("pk", flat=True)), a_page).get_page(number)
    of_page = (found if rows is None else rows).in_bulk(page.object_list)
    page.object_list = [of_page[pk] for pk in page.object_list if pk in of_page]
    return page
