"""What was done in a period, as a file for a provider's board."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duties.forms import ReportForm
from duties.law import months_after
from duties.report import Report, pdf_of, report_of, table_of_report
from homes.models import Home
from people.access import Permission, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import download, sheet_response
from webforms.refusals import form_page


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.HOME_VIEW)
def duty_report(request):
    """Choose a period and download the report; the last three months are offered."""
    today = timezone.localdate()
    first = {"first": months_after(today, -3), "last": today, "format": "pdf"}
    form = ReportForm(request.POST or None, user=request.user, initial=first)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        homes = Home.objects.own(request.user).had_between(chosen["first"], chosen["last"])
        report = report_of(homes, chosen["provider"], chosen["first"], chosen["last"])
        subject = f"duties of provider {chosen['provider'].pk}"
        record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=subject)
        return _file(report, chosen["format"])
    return form_page(request, "duties/duty_report.html", {"form": form})


def _file(report: Report, file_format: str) -> HttpResponse:
    name = f"duties-{report.first}-{report.last}"
    if file_format != "pdf":
        return sheet_response(name=name, file_format=file_format, table=table_of_report(report))
    headers = {"Content-Disposition": download(f"{name}.pdf")}
    return HttpResponse(pdf_of(report, timezone.now()), content_type="application/pdf", headers=headers)
