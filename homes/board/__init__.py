"""What every home owes and where it stands: one query for the homes and one for the duties, however many there are."""

from homes.board.changed import Changes, changes_of
from homes.board.items import Item, Row
from homes.board.notices import DueNotice, notices_due
from homes.board.reading import board, items_for, items_of, shared_with
from homes.board.registered import life_of, nation_of, owes_notices, with_duties
from homes.board.table import table_of

__all__ = [
    "Changes",
    "DueNotice",
    "Item",
    "Row",
    "board",
    "changes_of",
    "items_for",
    "items_of",
    "life_of",
    "nation_of",
    "notices_due",
    "owes_notices",
    "shared_with",
    "table_of",
    "with_duties",
]
