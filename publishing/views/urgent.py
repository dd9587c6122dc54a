"""Publishing in an emergency, and the review by a second person that follows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from publishing import actions
from publishing.checklist import checks
from publishing.forms import ReviewForm, UrgentForm
from publishing.models import UrgentReview
from publishing.views.detail import APPROVERS, edition_or_404
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.TEXT_PUBLISH_URGENT)
def edition_publish_urgently(request, pk):
    """The words once more, the reason, and one button."""
    edition = edition_or_404(request, pk)
    form = UrgentForm(request.POST or None, initial={"seen": edition.content_hash}, checks=checks(edition))
    if request.method == "POST" and form.is_valid():
        seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
        with refusals_on(form):
            actions.publish_urgently(edition=edition, by=request.user, seen=seen, reason=reason)
            messages.success(request, "It is public. A colleague reviews it by nine in the morning.")
            return redirect("publishing:edition_detail", pk)
    context = {"edition": edition, "form": form}
    return form_page(request, "publishing/edition_publish_urgently.html", context)


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def urgent_review(request, pk):
    """What was published without a second person, and what the second person says to it."""
    edition = edition_or_404(request, pk)
    reviews = UrgentReview.objects.visible_to(request.user).select_related("published_by", "reviewed_by")
    review = get_object_or_404(reviews, edition=edition)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.review_urgent(review=review, by=request.user, **form.cleaned_data)
            messages.success(request, "Kept. Thank you.")
            return redirect("publishing:edition_detail", pk)
    context = {"edition": edition, "review": review, "form": form}
    return form_page(request, "publishing/urgent_review.html", context)
