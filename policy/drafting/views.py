"""Where our response is drafted question by question, and taken as a file."""

from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from people.access import requires
from policy.downloads import docx_file
from policy.drafting.word import response_docx
from policy.models import ConsultationResponse
from policy.models.body import DESK
from publishing.models import Edition


@never_cache
@require_GET
@requires(*DESK)
def response_file(request, pk):
    """A version of our response as a DOCX, for those who read it as a page."""
    editions = Edition.objects.visible_to(request.user).of_kinds("consultation_response").with_page()
    edition = get_object_or_404(editions, pk=pk)
    responses = ConsultationResponse.objects.visible_to(request.user).select_related("consultation__body")
    response = get_object_or_404(responses, publication=edition.publication_id)
    name = f"Response to {response.consultation.reference}, {edition.called.lower()}"
    return docx_file(request, name, response_docx(response, edition))
