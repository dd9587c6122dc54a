"""What everyone may read: our texts, and the consultations that they answer. No evidence, and no deadline of ours."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from policy.asks.wordings import became_of
from policy.models import Consultation, Dispatch
from policy.outcomes.reading import recorded_on
from policy.thread.texts import about, published_on
from publishing.kinds import KINDS, POLICY_KINDS
from publishing.models import Edition
from publishing.public.editions import public_edition_or_response
from publishing.public.keyset import page_of
from publishing.public.page import public_page


@login_not_required
@require_safe
@public_page("before", "after")
def text_list(request):
    """What is open at government's end, and our responses and positions, newest first."""
    editions = Edition.objects.public().of_kinds(*(kind.name for kind in POLICY_KINDS))
    page = page_of(editions.select_related("publication", "topic"), request.GET, reverse("policy:text_list"))
    consultations = Consultation.objects.public().open().select_related("body").order_by("closes_at", "pk")
    return render(request, "policy/text_list.html", {"page": page, "consultations": consultations})


@login_not_required
@require_safe
@public_page()
def response_detail(request, slug):
    edition = public_edition_or_response(request, f"{KINDS['consultation_response'].prefix}{slug}/")
    if isinstance(edition, HttpResponse):
        return edition
    sent = Dispatch.objects.public().sent().filter(response__publication=edition.publication)
    context = {
        "edition": edition,
        "about": about(edition),
        "sent": sent.select_related("edition", "response__consultation__body").first(),
    }
    return render(request, "policy/response_detail.html", context)


@login_not_required
@require_safe
@public_page()
def position_detail(request, slug):
    edition = public_edition_or_response(request, f"{KINDS['position_paper'].prefix}{slug}/")
    if isinstance(edition, HttpResponse):
        return edition
    context = {"edition": edition, "about": about(edition), "asks": became_of(edition)}
    return render(request, "policy/position_detail.html", context)


@login_not_required
@require_safe
@public_page()
def consultation_public(request, reference):
    """What they ask, until when, what they decided, and what we answered."""
    consultation = get_object_or_404(Consultation.objects.public().with_phase(), reference=reference)
    ours = Edition.objects.public().filter(publication__consultation_response__consultation=consultation)
    context = {
        "consultation": consultation,
        "edition": ours.select_related("publication").first(),
        "texts": published_on(consultation=consultation),
        "outcomes": recorded_on(consultation),
    }
    return render(request, "policy/consultation_public.html", context)
