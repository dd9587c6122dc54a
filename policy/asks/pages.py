"""What we ask for, for everybody: each ask in its words, where it was asked, and what became of it."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from people.links import absolute
from policy.asks.forms import AskFilterForm
from policy.models import Ask, AskWording
from publishing.public.page import public_page
from sheets.writing import CONTENT_TYPES, Format, Table, download, written

PER_PAGE = 50
HEADINGS = ("Reference", "Address", "Paper", "Asked on", "Asked still", "Ask", "What became of it", "Since")


@login_not_required
@require_safe
@public_page("state", "page")
def ask_public_list(request):
    """All asks of our positions, what was asked last first."""
    form = AskFilterForm(request.GET)
    page = Paginator(_rows(form), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "policy/ask_public_list.html", {"page": page, "form": form, "query": form.query})


@login_not_required
@require_safe
@public_page("state")
def ask_public_file(request):
    """The same rows as a CSV file."""
    table = Table("Asks", HEADINGS, [_cells(ask) for ask in _rows(AskFilterForm(request.GET))])
    headers = {"Content-Disposition": download("asks.csv")}
    return HttpResponse(written(Format.CSV, table), content_type=CONTENT_TYPES[Format.CSV], headers=headers)


@login_not_required
@require_safe
@public_page()
def ask_public(request, pk):
    """One ask, with its words in each version and all that became of it: a lasting address, to be cited."""
    ask = get_object_or_404(Ask.objects.public().for_readers().prefetch_related("states"), pk=pk)
    context = {
        "ask": ask,
        "wordings": _reworded(list(ask.wordings.all())),
        "current": ask.newest.edition_id if ask.is_asked else None,
        "address": absolute(request.path),
    }
    return render(request, "policy/ask_public.html", context)


def _rows(form: AskFilterForm) -> QuerySet[Ask]:
    return form.narrowed(Ask.objects.public().for_readers())


def _reworded(wordings: list[AskWording]) -> list[AskWording]:
    """Of the wordings, the newest first, those with which other words began: a version may repeat the former ones."""
    before = [*wordings[1:], None]
    return [each for each, former in zip(wordings, before, strict=True) if not former or each.text != former.text]


def _cells(ask: Ask) -> tuple:
    edition = ask.newest.edition
    address = absolute(reverse("policy:ask_public", args=[ask.pk]))
    asked = (ask.reference, address, edition.title, timezone.localdate(ask.asked_at), "Yes" if ask.is_asked else "No")
    return (*asked, ask.newest.text, ask.state_label, ask.state_on)
