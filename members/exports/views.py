"""Invoices and payments for the bookkeeping, as a file to download."""

from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.exports import programs
from members.exports.forms import ExportForm, Program, Rows
from members.exports.rows import lines_between, money_between
from members.models import Invoice, Payment
from people.access import Permission, requires
from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import Format, Table, sheet_response
from webforms.refusals import form_page

SHAPES = {
    (Program.XERO, Rows.INVOICES): (programs.XERO_INVOICES, programs.xero_invoices),
    (Program.XERO, Rows.PAYMENTS): (programs.XERO_MONEY, programs.xero_money),
    (Program.SAGE, Rows.INVOICES): (programs.SAGE, programs.sage_invoices),
    (Program.SAGE, Rows.PAYMENTS): (programs.SAGE, programs.sage_money),
    (Program.QUICKBOOKS, Rows.INVOICES): (programs.QUICKBOOKS_INVOICES, programs.quickbooks_invoices),
    (Program.QUICKBOOKS, Rows.CREDIT_NOTES): (programs.QUICKBOOKS_CREDIT_NOTES, programs.quickbooks_credit_notes),
    (Program.QUICKBOOKS, Rows.PAYMENTS): (programs.QUICKBOOKS_MONEY, programs.quickbooks_money),
}


@require_http_methods(["GET", "POST"])
@requires(Permission.MEMBERSHIP_MANAGE)
def bookkeeping_export(request):
    """Choose program, rows and days, and get the file."""
    today = timezone.localdate()
    form = ExportForm(request.POST or None, initial={"first": today.replace(day=1)})
    if request.method == "POST" and form.is_valid():
        return _file(request.user, form)
    return form_page(request, "members/bookkeeping_export.html", {"form": form})


def _file(user, form: ExportForm):
    data = form.cleaned_data
    program, rows = Program(data["program"]), Rows(data["rows"])
    between = (money_between, Payment) if rows == Rows.PAYMENTS else (lines_between, Invoice)
    found = between[0](between[1].objects.visible_to(user), data["first"], data["last"])
    headings, written = SHAPES[program, rows]
    name = f"{rows}-for-{program}-{data['first']}-to-{data['last']}"
    record_alone(SecurityEvent.Kind.EXPORTED, user=user, subject=name)
    return sheet_response(
        name=name, file_format=Format.CSV, table=Table("Export", headings, written(found, form.codes))
    )
