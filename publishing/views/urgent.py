"""Publishing in an emergency, and the review by a second person that follows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from people.access import Permission, requires
from publishing import actions
from publishing.checklist import checks
from publishing.forms import ReviewForm, UrgentForm
from publishing.models import UrgentReview
from publishing.views.detail import APPROVERS, edition_or_404
from publishing.workflow import Refused


@require_http_methods(["GET", "POST"])
@requires(Permission.TEXT_PUBLISH_URGENT)
def edition_publish_urgently(request, pk):
    """The words once more, the reason, and one button."""
    edition = edition_or_404(request, pk)
    form = UrgentForm(request.POST or None, initial={"seen": edition.content_hash}, checks=checks(edition))
    if request.method == "POST" and form.is_valid():
        seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
        try:
            actions.publish_urgently(edition=edition, by=request.user, seen=seen, reason=reason)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "It is public. A colleague reviews it by nine in the morning.")
            return redirect("publishing:edition_detail", pk)
    context = {"edition": edition, "form": form}
    return render(request, "publishing/edition_publish_urgently.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(*APPROVERS)
def urgent_review(request, pk):
    """What was published without a second person, and what the second person says to it."""
    edition = edition_or_404(request, pk)
    reviews = UrgentReview.objects.visible_to(request.user).select_related("published_by", "reviewed_by")
    review = get_object_or_404(reviews, edition=edition)
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.review_urgent(review=review, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Kept. Thank you.")
            return redirect("publishing:edition_detail", pk)
    context = {"edition": edition, "review": review, "form": form}
    return render(request, "publishing/urgent_review.html", context, status=422 if form.errors else 200)
