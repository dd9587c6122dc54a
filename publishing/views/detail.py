"""The page of an edition, which several addresses answer with: a form that was refused comes back on it."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render

from people.access import Hidden, can
from people.forms import ReasonForm
from people.sections import sections
from publishing.checklist import checks
from publishing.forms import ApproveForm, SubmitForm
from publishing.kinds import KINDS
from publishing.models import Autosave, Edition, UrgentReview
from publishing.workflow import EditionState

WRITERS = tuple({kind.write for kind in KINDS.values()})
APPROVERS = tuple({kind.approve for kind in KINDS.values()})
READERS = WRITERS + APPROVERS


def edition_or_404(request, pk) -> Edition:
    """The edition, if it is of a kind that the reader may write or approve."""
    return get_object_or_404(Edition.objects.visible_to(request.user).with_page(), pk=pk)


def latest_or_404(request, publication_pk: int) -> Edition:
    """The last of a text's line of versions; the newest of the discarded where there is no line."""
    editions = Edition.objects.visible_to(request.user).filter(publication=publication_pk)
    editions = editions.select_related("publication", "topic")
    edition = editions.latest_numbered() or editions.first()
    if edition is None:
        raise Hidden
    return edition


def edition_page(request, edition: Edition, **forms):
    """The text, where it stands, and what the reader may do; `forms` take the place of empty ones."""
    user, kind = request.user, edition.publication.kind
    authors = list(edition.authors.all())
    line = list(edition.publication.editions.order_by("-number", "-pk"))
    versions = [version for version in line if version.number]
    may_write, quotations = can(user, kind.write), edition.spoken
    listed = checks(edition) if edition.is_open else []
    notice = next((version for version in versions if version.withdrawn_at and not version.is_replaced), None)
    context = {
        "edition": edition,
        "checks": listed,
        "authors": authors,
        "quotations": quotations,
        "quotations_open": sum(row.approved_at is None for row in quotations),
        "versions": versions,
        "discarded": [version for version in line if version.state == EditionState.DISCARDED],
        "notice": notice,
        "has_open": any(version.is_open for version in versions),
        "may_write": may_write,
        "unsaved": _unsaved(user, edition) if may_write else [],
        "may_approve": can(user, kind.approve) and user not in authors,
        "may_withdraw": can(user, kind.approve),
        "sent_back": _last_reason(edition, EditionState.DRAFT),
        "needed": _last_reason(edition, EditionState.SUBMITTED),
        "urgent": UrgentReview.objects.visible_to(user).filter(edition=edition).select_related("published_by").first(),
        "approve_form": ApproveForm(initial={"seen": edition.content_hash}, checks=listed),
        "reason_form": ReasonForm(),
        "submit_form": SubmitForm(),
        "sections": sections(settings.EDITION_SECTIONS, request, edition),
        **forms,
    }
    status = 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "publishing/edition_detail.html", context, status=status)


def _unsaved(user, edition: Edition) -> list[Autosave]:
    """Words of it that are not saved: the reader's own, and those of colleagues who are typing."""
    autosaves = Autosave.objects.visible_to(user).filter(edition=edition).select_related("user")
    return [row for row in autosaves if row.user == user or row.is_recent]


def _last_reason(edition: Edition, state: EditionState) -> str:
    """What was said as the last thing happened to it: why a draft was sent back, or by when approval is needed."""
    if edition.state != state:
        return ""
    last = edition.events.select_related("pgh_context").order_by("-pgh_id").first()
    return last.pgh_context.metadata.get("reason", "") if last and last.pgh_context else ""
