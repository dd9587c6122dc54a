"""What the law asks of every home, and where that stands: two queries, however many homes and duties there are."""

from duties.overview.chains import Chain, chains_of
from duties.overview.changed import Changes, changes_of
from duties.overview.items import Due, Item, Row, duties_falling_due, notices_falling_due
from duties.overview.kinds import nation_of, notice_law, notice_law_of, rules_of, with_kind
from duties.overview.notices import DueNotice
from duties.overview.premises import DuePremises
from duties.overview.queries import duties_overview, items_for, items_of, overview_of, row_of, shared_with, visits_due
from duties.overview.raised import DueAction, actions_of_visits, with_actions, with_raised
from duties.overview.registered import asks_report, life_of, since, with_duties, with_last_days
from duties.overview.reports import DueReport, report_status
from duties.overview.table import table_of

__all__ = [
    "Chain",
    "Changes",
    "Due",
    "DueAction",
    "DueNotice",
    "DuePremises",
    "DueReport",
    "Item",
    "Row",
    "actions_of_visits",
    "asks_report",
    "chains_of",
    "changes_of",
    "duties_falling_due",
    "duties_overview",
    "items_for",
    "items_of",
    "life_of",
    "nation_of",
    "notice_law",
    "notice_law_of",
    "notices_falling_due",
    "overview_of",
    "report_status",
    "row_of",
    "rules_of",
    "shared_with",
    "since",
    "table_of",
    "visits_due",
    "with_actions",
    "with_duties",
    "with_kind",
    "with_last_days",
    "with_raised",
]
