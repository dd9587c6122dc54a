"""Where a provider changes how we may use what it sent, and sees where its words stand."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from people.access import Permission, check, requires
from policy.consent import actions
from policy.consent.forms import ConsentForm
from policy.evidence.case import begun_case
from policy.models import AnswerUse, SentAnswer
from webforms.refusals import form_page, refusals_on


@require_http_methods(["GET", "POST"])
@requires(Permission.EVIDENCE_SEND)
def submission_consent(request, reference, provider_pk):
    """Change how we may use answers that were sent; texts that may not carry them any more are taken off the site."""
    case = begun_case(request.user, reference, provider_pk)
    check(request.user, Permission.EVIDENCE_SEND, case.provider)
    sent = SentAnswer.objects.visible_to(request.user).filter(answer__submission=case.submission)
    sent = sent.latest().select_related("answer__question")
    rows = sorted((row for row in sent if row.is_given), key=lambda row: row.answer.question.place)
    if not rows:
        raise Http404
    form = ConsentForm(request.POST or None, sent=rows)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            consents = form.cleaned_data["consents"]
            actions.change_consent(submission=case.submission, by=request.user, consents=consents)
            messages.success(request, "Saved. From now on we keep to it.")
            return redirect("policy:submission_check", *case.address)
    uses = AnswerUse.objects.public().filter(answer__submission=case.submission)
    context = {"form": form, "case": case, "uses": uses.select_related("edition__publication", "answer__question")}
    return form_page(request, "policy/consent_form.html", context)
