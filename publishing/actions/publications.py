"""What is done to a text that has been public, and undone: withdrawn and reinstated, removed and restored."""

import re

from django.db import transaction
from django.db.models import Q

from history import audit_reason
from people.access import check
from people.models import User
from publishing import clock
from publishing.actions.taking_back import check_reason, take_back
from publishing.models import Edition, Publication
from publishing.models.publication import OWN_PATH
from publishing.public.editions import leads_to
from publishing.workflow import Refused


@transaction.atomic
def withdraw(*, publication: Publication, by: User, reason: str) -> Edition:
    """Leave the public version where it is, under a notice with the reason; gives that version.

    What is scheduled is taken back: whoever approves the next version approves that it is without the notice. Raises
    Refused unless the text is public.
    """
    publication = _locked(publication)
    check(by, publication.kind.approve)
    check_reason(reason)
    take_back(publication, reason)
    edition = _in_force(publication)
    if edition is None:
        raise Refused("This text is not public, so there is nothing to withdraw.")
    if edition.withdrawn_at:
        raise Refused("This text was withdrawn already. Reload the page to see when and why.")
    edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_reason = clock.read(), by, reason
    with audit_reason(reason):
        edition.save()
    return edition


@transaction.atomic
def reinstate(*, publication: Publication, by: User, reason: str) -> Edition:
    """Take the notice off the public version, whose words were approved; gives that version.

    Raises Refused unless it is withdrawn.
    """
    publication = _locked(publication)
    check(by, publication.kind.approve)
    check_reason(reason)
    edition = _in_force(publication)
    if edition is None or edition.withdrawn_at is None:
        raise Refused("This text is not withdrawn. Reload the page to see where it stands.")
    edition.withdrawn_at, edition.withdrawn_by, edition.withdrawn_reason = None, None, ""
    with audit_reason(reason):
        edition.save()
    return edition


@transaction.atomic
def remove(*, publication: Publication, by: User, reason: str, redirect_to: str = "") -> Publication:
    """Take a text that was public off the site; what is scheduled of it is taken back.

    Its address answers that it was removed, or leads to `redirect_to`, an own path. Raises Refused for a text that
    was never public, for a path of another site and for one that leads back to the text.
    """
    publication = _locked(publication, redirect_to)
    check(by, publication.kind.approve)
    check_reason(reason)
    if publication.removed_at:
        raise Refused("This text was removed already. Reload the page to see when and why.")
    if publication.first_public_at is None or publication.first_public_at > clock.read():
        raise Refused("This text was never public, so there is nothing to remove. Take it back or discard it.")
    _check_target(publication, redirect_to)
    take_back(publication, reason)
    publication.removed_at, publication.removed_by = clock.read(), by
    publication.removed_reason, publication.redirect_to = reason, redirect_to
    publication.proposed_path, publication.proposed_by = "", None
    return _saved(publication, reason)


@transaction.atomic
def restore(*, publication: Publication, by: User, reason: str) -> Publication:
    """Put a removed text back where it was, with the versions that it had. Raises Refused unless it is removed."""
    publication = _locked(publication)
    check(by, publication.kind.approve)
    check_reason(reason)
    if publication.removed_at is None:
        raise Refused("This text is not removed. Reload the page to see where it stands.")
    publication.removed_at, publication.removed_by = None, None
    publication.removed_reason = publication.redirect_to = ""
    return _saved(publication, reason)


def _in_force(publication: Publication) -> Edition | None:
    """The version that readers have now: the public, or members."""
    readable = publication.editions.in_force().exclude(publication__audience=Publication.Audience.DESK)
    return readable.select_related("publication").first()


def _locked(publication: Publication, target: str = "") -> Publication:
    # With the text that it is to lead to, in one order for all: two removals at once cannot lead to each other.
    both = Publication.objects.select_for_update().filter(Q(pk=publication.pk) | Q(path=target)).order_by("pk")
    return next(row for row in both if row.pk == publication.pk)


def _saved(publication: Publication, reason: str) -> Publication:
    with audit_reason(reason):
        publication.save()
    return publication


def _check_target(publication: Publication, path: str) -> None:
    if path and not re.fullmatch(OWN_PATH, path):
        raise Refused("Write a path on this site, beginning with one slash, such as /press/.")
    if path and leads_to(path, publication):
        raise Refused("That path leads back to this text. Choose another, or none.")
