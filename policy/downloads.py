"""A document that is made for who may read its page: recorded as an export before it leaves."""

from django.http import HttpRequest, HttpResponse

from people.models import SecurityEvent
from people.security import record_alone
from sheets.writing import download

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def docx_file(request: HttpRequest, name: str, content: bytes) -> HttpResponse:
    """A DOCX to download by that name. No cache keeps it."""
    record_alone(SecurityEvent.Kind.EXPORTED, user=request.user, subject=f"document: {name}")
    headers = {"Content-Disposition": download(f"{name}.docx"), "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=DOCX, headers=headers)
