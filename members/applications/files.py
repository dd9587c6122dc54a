"""A file of an application, for whoever may have it."""

from django.http import HttpResponse

from members.models import ApplicationFile
from sheets.writing import download


def file_of_application(file: ApplicationFile) -> HttpResponse:
    """The file, to be saved: no browser opens it here. The caller must have checked access to it."""
    headers = {"Content-Disposition": download(file.file_name)}
    return HttpResponse(bytes(file.raw), content_type=file.media_type, headers=headers)
