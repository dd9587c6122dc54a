"""What is typed into a provider's answers: kept while someone types, read by a colleague, thrown away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from people.access import Permission, requires
from people.posting.once import repeatable
from policy.evidence.case import begun_case, case_of
from policy.models import SubmissionAutosave
from policy.unsaved.actions import discard_answers, keep_answers
from policy.unsaved.reading import answers_form, form_of, typed, window_of, words_of_others
from publishing.richtext.comparison import compared


@repeatable
@require_http_methods(["GET", "POST"])
@requires(Permission.EVIDENCE_GIVE)
def submission_autosave(request, reference, provider_pk):
    """Keep what is being typed, and tell what colleagues do; by GET, a token for a page older than its session."""
    case = case_of(request.user, reference, provider_pk)
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    window = window_of(request.POST)
    if window is None:
        return HttpResponse(status=422)
    form = answers_form(case, request.user, request.POST)
    about = {"consultation": case.consultation, "provider": case.provider}
    try:
        own = keep_answers(by=request.user, words=typed(form), window=window, **about)
    except ValidationError as refused:
        trouble = {"trouble": " ".join(refused.messages)}
        return render(request, "policy/submission_autosave.html", trouble, status=409)
    form.full_clean()  # compares what is saved now with what the window began from
    context = {"own": own, "case": case, "others": words_of_others(case, request.user), "changed": form.changed_by}
    return render(request, "policy/submission_autosave.html", context)


@require_GET
@requires(Permission.EVIDENCE_GIVE)
def submission_autosave_detail(request, pk):
    """What someone has typed and not saved, beside what is saved."""
    autosaves = SubmissionAutosave.objects.visible_to(request.user)
    own = get_object_or_404(autosaves.select_related("user", "submission__consultation"), pk=pk)
    case = case_of(request.user, own.submission.consultation.reference, own.submission.provider_id)
    saved, with_own = (form_of(case, request.user, words) for words in (None, own))
    context = {"own": own, "case": case, "rows": compared(saved, with_own)}
    return render(request, "policy/submission_autosave_detail.html", context)


@require_POST
@requires(Permission.EVIDENCE_GIVE)
def submission_autosave_discard(request, reference, provider_pk):
    """Throw one's own unsaved words away, and go on with what is saved."""
    case = begun_case(request.user, reference, provider_pk)
    discard_answers(submission=case.submission, by=request.user)
    messages.success(request, "Thrown away. This is what is saved.")
    return redirect("policy:submission_check", *case.address)
