"""Answering with a file, once it is known that the reader may have it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.csp import CSP

from publishing.models import Attachment, Edition

# The policy of such an answer: whatever is in the file, it acts nowhere.
ALONE = {"default-src": [CSP.NONE], "sandbox": True}


def file_of(request: HttpRequest, edition: Edition, key: UUID, name: str) -> HttpResponse:
    """A file that a version shows, once it is known that the reader may read that. Raises Http404 for other files."""
    return file_response(request, get_object_or_404(edition.shown, attachment__key=key).attachment, name)


def file_response(request: HttpRequest, attachment: Attachment, name: str) -> HttpResponse:
    """The file that the last part of an address names, or 304 for a reader who has it. Raises Http404 for other names.

    Images are shown. Documents are saved: no browser opens a PDF in the sandbox that keeps it from acting here.
    """
    if name not in attachment.places:
        raise Http404
    etag = f'"{attachment.sha256[:32]}-{name}"'
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        # Without a name of its own: the link that leads here says what to call it.
        answer = HttpResponse(attachment.read(name), content_type=attachment.media_type)
        answer.headers["Content-Disposition"] = "inline" if attachment.is_image else "attachment"
    answer.headers["ETag"] = etag
    return answer


def public_file_response(request: HttpRequest, attachment: Attachment, name: str) -> HttpResponse:
    """The same for everyone: asked for again each time, so that what was taken back is gone; feed readers embed it."""
    answer = file_response(request, attachment, name)
    answer.headers["Cache-Control"] = "public, no-cache"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
