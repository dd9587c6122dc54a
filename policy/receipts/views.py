"""Where a provider sees what became of its words."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET

from people.access import Permission, requires
from policy.evidence.case import begun_case
from policy.receipts.reading import receipt_of
from policy.receipts.voice import years_of
from publishing.models import Edition


@require_GET
@requires(Permission.EVIDENCE_GIVE)
def receipt_detail(request, reference, provider_pk):
    """Answer by answer: where its words stand, and what was decided."""
    case = begun_case(request.user, reference, provider_pk)
    if not case.is_sent:
        raise Http404
    response = Edition.objects.public().filter(publication__consultation_response__consultation=case.consultation)
    receipt = receipt_of(case.submission)
    context = {
        "case": case,
        "receipt": receipt,
        "outcomes": [each.outcome for each in receipt if each.outcome],
        "response": response.select_related("publication").first(),
    }
    return render(request, "policy/receipt_detail.html", context)


@require_GET
@requires(Permission.EVIDENCE_GIVE)
def voice(request):
    """What the reader's providers told us, year by year, and what came of it."""
    return render(request, "policy/voice.html", {"years": years_of(request.user)})
