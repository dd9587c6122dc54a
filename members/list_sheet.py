"""A list of the desk as a sheet, with the day of its figures on it."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from people.models import SecurityEvent
from people.security import record_alone
from people.templatetags.people import day
from sheets.writing import Format, Table, sheet_response


def list_sheet(request: HttpRequest, what: str, headings: list[str], rows: Iterable[list]) -> HttpResponse:
    """The sheet in the format that `?format=` asks for, called by `what` and today; recorded as an export."""
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"list of {what.lower()}")
    today = timezone.localdate()
    table = Table(f"{what}, {day(today)}", headings, list(rows))
    return sheet_response(
        name=f"{what} {today:%Y-%m-%d}", file_format=Format.asked_for(request.GET.get("format")), table=table
    )
