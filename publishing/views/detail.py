"""The page of an edition, which several addresses answer with: a form that was refused comes back on it."""

from django.conf import settings
from django.shortcuts import render

from people.access import can
from people.forms import ReasonForm
from people.sections import sections
from publishing.checklist import checks
from publishing.forms import ApproveForm, PublishNowForm, RemoveForm, WithdrawForm
from publishing.kinds import KINDS
from publishing.models import Edition
from publishing.workflow import State

WRITERS = tuple({kind.write for kind in KINDS.values()})
APPROVERS = tuple({kind.approve for kind in KINDS.values()})
READERS = WRITERS + APPROVERS


def edition_page(request, edition: Edition, **forms):
    """The text, where it stands, and what the reader may do; `forms` take the place of empty ones."""
    user, kind = request.user, edition.publication.kind
    authors = list(edition.authors.all())
    versions = list(edition.publication.editions.order_by("-number"))
    listed = checks(edition) if edition.state != State.APPROVED else []
    context = {
        "edition": edition,
        "checks": listed,
        "authors": authors,
        "versions": versions,
        "may_write": can(user, kind.write),
        "may_approve": can(user, kind.approve) and user not in authors,
        "may_withdraw": can(user, kind.approve),
        "sent_back": _last_reason(edition),
        "approve_form": ApproveForm(initial={"seen": edition.content_hash}, checks=listed),
        "reason_form": ReasonForm(),
        "now_form": PublishNowForm(),
        "withdraw_form": WithdrawForm(),
        "remove_form": RemoveForm(),
        "sections": sections(settings.EDITION_SECTIONS, request, edition),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "publishing/edition_detail.html", context, status=status)


def _last_reason(edition: Edition) -> str:
    """Why a draft was sent back, if that is the last thing that happened to it."""
    if edition.state != "draft":
        return ""
    last = edition.events.select_related("pgh_context").order_by("-pgh_id").first()
    return last.pgh_context.metadata.get("reason", "") if last and last.pgh_context else ""
