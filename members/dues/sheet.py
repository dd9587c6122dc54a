"""The plan of a year as a sheet."""

from members.dues.planner import Change, Plan
from people.templatetags.people import day
from sheets.writing import Table

HEADINGS = [
    *("Member", "Kind of member", "Homes", "Places", "Band now", "Dues now", "Band then", "Dues then"),
    *("Change in pounds", "Change in per cent", "Remark"),
]


def table_of_plan(plan: Plan) -> Table:
    """A row for each member; its title says from when the figures are."""
    file = plan.census.file
    counted = f"list as at {day(file.as_at)}" if file else "no list"
    return Table(f"Dues, {counted}", HEADINGS, [_cells(change) for change in plan.changes])


def _cells(change: Change) -> list:
    price = change.price
    return [
        *(str(change.provider), change.provider.get_member_kind_display()),
        *((price.count.homes, price.count.places) if price else (None, None)),
        *(change.term.band, change.term.dues),
        *((price.band.name, price.dues) if price else ("", None)),
        *(change.pounds, change.percent),
        change.why_not or change.term.override_reason,
    ]
