"""The pages of a purge. What is looked for travels by POST alone: no address, log or history of a browser keeps it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chaportal.purging import actions, files
from chaportal.purging.columns import table_label
from chaportal.purging.finding import TooMany, find
from chaportal.purging.forms import ProposeForm, WordsForm
from chaportal.purging.pattern import words_of
from people.access import Permission, requires
from people.models import Purge


@never_cache
@require_GET
@requires(Permission.PURGE)
def purge_list(request):
    """What is proposed, and what was done: who, when, why, never the words."""
    purges = Purge.objects.select_related("proposed_by", "confirmed_by")
    context = {"proposed": purges.open(), "done": purges.done()}
    return render(request, "purging/purge_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.PURGE)
def purge_find(request):
    """Where words stand, in every table."""
    form = WordsForm(request.POST or None)
    context = {"form": form}
    if form.is_valid():
        actions.looked(by=request.user)
        typed = form.cleaned_data["words"]
        context |= {"searched": True, "propose": ProposeForm(initial={"words": typed}), **_places(typed)}
    return render(request, "purging/purge_find.html", context)


@never_cache
@require_POST
@requires(Permission.PURGE)
def purge_propose(request):
    form = ProposeForm(request.POST)
    if not form.is_valid():
        found = WordsForm(request.POST)
        places = _places(form.cleaned_data["words"]) if "words" in form.cleaned_data else {}
        context = {"form": found, "propose": form, "searched": bool(places), **places}
        return render(request, "purging/purge_find.html", context, status=422)
    given = form.cleaned_data
    purge = actions.propose(typed=given["words"], reason=given["reason"], by=request.user)
    messages.success(request, "Proposed. Now a second person must look at it and confirm it.")
    return redirect("purge_detail", purge.pk)


@never_cache
@require_GET
@requires(Permission.PURGE)
def purge_detail(request, pk):
    """A proposal with all its places, or what is left of it."""
    purge = get_object_or_404(Purge.objects.select_related("proposed_by", "confirmed_by"), pk=pk)
    return render(request, "purging/purge_detail.html", _proposal(request, purge))


@never_cache
@require_POST
@requires(Permission.PURGE)
def purge_confirm(request, pk):
    """The second person's word: everything goes at once."""
    purge = get_object_or_404(Purge, pk=pk)
    try:
        purge = actions.confirm(purge=purge, references=request.POST.getlist("files"), by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return render(request, "purging/purge_detail.html", _proposal(request, purge), status=409)
    messages.success(request, f"Removed: {purge.how_many} values were changed, {purge.files} files deleted.")
    return redirect("purge_detail", purge.pk)


@never_cache
@require_POST
@requires(Permission.PURGE)
def purge_drop(request, pk):
    actions.drop(purge=get_object_or_404(Purge, pk=pk), by=request.user)
    messages.success(request, "The proposal is dropped, and its words are forgotten.")
    return redirect("purge_list")


def _proposal(request, purge: Purge) -> dict:
    if not purge.is_open:
        counts = [(table_label(table), count) for table, count in sorted(purge.places.items())]
        return {"purge": purge, "counts": counts}
    actions.looked(by=request.user, subject=f"purge {purge.pk}")
    found = purge.found_in or {}
    listed = [(file, found[file.reference]) for file in files.chosen(list(found))] if found else []
    is_second = purge.proposed_by_id not in (None, request.user.pk)
    return {"purge": purge, "files": listed, "is_second": is_second, **_places(purge.words)}


def _places(typed: str) -> dict:
    try:
        return {"places": find(words_of(typed))}
    except TooMany as fault:
        return {"places": [], "too_many": str(fault)}
