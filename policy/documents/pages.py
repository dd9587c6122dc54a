"""A paper's own page for everybody, and for colleagues who may see it before it is published."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from people.access import requires
from policy.documents.readers import COLLEAGUES
from policy.models import Consultation, Document
from policy.thread.drawing import drawn
from policy.thread.following import of_document
from policy.thread.texts import published_on
from publishing.public.page import public_page


@login_not_required
@require_safe
@public_page("page")
def document_public_list(request):
    """Papers that we follow, the newest first."""
    page = Paginator(Document.objects.public().select_related("body"), 50).get_page(request.GET.get("page"))
    return render(request, "policy/document_public_list.html", {"page": page})


@login_not_required
@require_safe
@public_page()
def document_public(request, slug):
    """What a paper says, where it is, and what came before and after it."""
    document = get_object_or_404(Document.objects.public().with_page(), slug=slug)
    public = Document.objects.public().select_related("body")
    context = {
        "document": document,
        "edition_of": public.filter(editions=document).first(),
        "editions": public.filter(edition_of=document),
        "responds_to": public.filter(answered_by__document=document),
        "responses": public.filter(answers__to=document),
        "consultation": Consultation.objects.public().filter(documents=document).first(),
        "recommendations": document.recommendations.count(),
        "thread": drawn(of_document(document)),
        "texts": published_on(document=document),
    }
    return render(request, "policy/document_public.html", context)


@never_cache
@require_GET
@requires(*COLLEAGUES)
def paper_detail(request, pk):
    """A paper under embargo, for a colleague who is named as its reader: until it is published."""
    papers = Document.objects.visible_to(request.user).shared_with(request.user).select_related("body")
    return render(request, "policy/paper_detail.html", {"document": get_object_or_404(papers, pk=pk)})
