from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from members.reports.charts import charts_of
from members.reports.leavers import by_reason
from members.reports.reading import MONTHS, report_for
from members.reports.risks import by_risk
from members.reports.sheet import FILE_NAMES, TABLES
from people.access import Permission, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, sheet_response

SHOWN = 20  # of each list by name: all stand in its sheet


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def membership_report(request):
    """How the membership moves."""
    report = report_for(request.user, timezone.localdate())
    context = {"report": report, "charts": charts_of(report), "newest_first": report.months[::-1], "most": MONTHS}
    context |= {
        "reasons": by_reason(report.left),
        "latest": report.left[:SHOWN],
        "risks": by_risk(report.at_risk),
        "most_at_risk": report.at_risk[:SHOWN],
        "money": report.money[::-1],
        "formats": [(value, label) for value, label in Format.choices],
    }
    return render(request, "members/reports/report.html", context)


@never_cache
@require_GET
@requires(Permission.MEMBERSHIP_MANAGE)
def membership_report_file(request):
    """One of its tables as a sheet, with its day."""
    what = request.GET.get("table", "")
    what = what if what in TABLES else next(iter(TABLES))
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"report: {what}")
    today = timezone.localdate()
    table = TABLES[what](report_for(request.user, today))
    asked = Format.asked_for(request.GET.get("format"))
    return sheet_response(name=f"{FILE_NAMES[what]} {today:%Y-%m-%d}", file_format=asked, table=table)
