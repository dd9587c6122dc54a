"""What the law asks of every home, and where that stands: two queries, however many homes and duties there are."""

from duties.overview.changed import Changes, changes_of
from duties.overview.items import Item, Row
from duties.overview.notices import DueNotice, notices_due
from duties.overview.queries import duties_overview, items_for, items_of, row_of, shared_with
from duties.overview.registered import life_of, nation_of, owes_notices, with_duties
from duties.overview.table import table_of

__all__ = [
    "Changes",
    "DueNotice",
    "Item",
    "Row",
    "changes_of",
    "duties_overview",
    "items_for",
    "items_of",
    "life_of",
    "nation_of",
    "notices_due",
    "owes_notices",
    "row_of",
    "shared_with",
    "table_of",
    "with_duties",
]
