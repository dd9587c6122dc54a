"""The pictures of the report, each of one of its tables."""

from members.reports.chart import Chart, Column, columns, rows
from members.reports.leavers import by_reason
from members.reports.reading import MONTHS, Report
from members.reports.risks import by_risk

MOST_YEARS = 12  # with a label each


def charts_of(report: Report) -> dict[str, Chart]:
    """By the name of the table."""
    months = [Column(f"{month.first:%b %y}", (month.members,)) for month in report.months]
    years = [Column(str(year.year), (year.share,), f"{year.share}%") for year in report.years]
    money = [Column(f"{each.first:%b %y}", (round(each.expected), round(each.received))) for each in report.money]
    reasons = [(each.label, each.all) for each in by_reason(report.left)]
    return {
        "month": columns(f"Members on the last day of each of {MONTHS} months", months, every=3),
        "year": columns(
            "Per cent of each year of joining who are members today", years, every=1 + len(years) // MOST_YEARS
        ),
        "money": columns(f"What falls due, and beside it what was received, in {MONTHS} months", money, every=3),
        "left": rows("How many left for each reason", reasons),
        "risk": rows("Of how many members each reason is true", by_risk(report.at_risk)),
    }
