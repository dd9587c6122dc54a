"""What is done to a text that has been public: withdrawn, removed, moved to another address."""

import re

from django.db import transaction
from django.db.models import Q

from people.access import check
from people.history import because
from people.models import User
from publishing import clock
from publishing.actions.addresses import is_free_for
from publishing.actions.grants import tell_holders
from publishing.emails import embargo
from publishing.models import Publication, Redirect
from publishing.models.publication import OWN_PATH
from publishing.reading import leads_to
from publishing.workflow import Refused


@transaction.atomic
def withdraw(*, publication: Publication, by: User, reason: str) -> Publication:
    """Leave a public text where it is, under a notice with the reason. Raises Refused unless it is public."""
    publication = _locked(publication)
    check(by, publication.kind.approve)
    _check_reason(reason)
    if publication.withdrawn_at:
        raise Refused("This text was withdrawn already. Reload the page to see when and why.")
    if not Publication.objects.public().filter(pk=publication.pk).exists():
        raise Refused("This text is not public, so there is nothing to withdraw.")
    publication.withdrawn_at, publication.withdrawn_by = clock.read(), by
    publication.withdrawn_reason = reason
    return _saved(publication, reason)


@transaction.atomic
def remove(*, publication: Publication, by: User, reason: str, redirect_to: str = "") -> Publication:
    """Take an approved text off the site, or call off a scheduled one.

    Its address answers that it was removed, or leads to `redirect_to`, an own path. Raises Refused for a path of
    another site and for one that leads back to the text.
    """
    publication = _locked(publication, redirect_to)
    check(by, publication.kind.approve)
    _check_reason(reason)
    if publication.removed_at:
        raise Refused("This text was removed already. Reload the page to see when and why.")
    if publication.first_public_at is None:
        raise Refused("This text was never approved, so there is nothing to remove.")
    _check_target(publication, redirect_to)
    for edition in publication.editions.coming().exclude(public_during=None).select_related("publication"):
        tell_holders(edition, embargo.taken_back(), "embargo-taken-back")
    publication.removed_at, publication.removed_by = clock.read(), by
    publication.removed_reason, publication.redirect_to = reason, redirect_to
    return _saved(publication, reason)


@transaction.atomic
def move(*, publication: Publication, by: User, slug: str) -> Publication:
    """Give a text that has been public another address; the old one leads there for ever.

    Raises Refused for an address that another text has or had, and before the text was public.
    """
    publication = _locked(publication)
    check(by, publication.kind.write)
    if not Publication.objects.once_public().filter(pk=publication.pk, removed_at=None).exists():
        raise Refused("The address follows the headline until the text is public. Change the headline instead.")
    old, new = publication.path, f"{publication.kind.prefix}{slug}/"
    if new == old:
        return publication
    if not is_free_for(publication, new):
        raise Refused("Another text has or had this address. Choose other words.")
    publication.redirects.filter(path=new).delete()
    publication.path = new
    publication.save()
    Redirect.objects.create(publication=publication, path=old)
    return publication


def _locked(publication: Publication, target: str = "") -> Publication:
    # With the text that it is to lead to, in one order for all: two removals at once cannot lead to each other.
    both = Publication.objects.select_for_update().filter(Q(pk=publication.pk) | Q(path=target)).order_by("pk")
    return next(row for row in both if row.pk == publication.pk)


def _saved(publication: Publication, reason: str) -> Publication:
    with because(reason):
        publication.save()
    return publication


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("Say why: readers and colleagues will ask.")


def _check_target(publication: Publication, path: str) -> None:
    if path and not re.fullmatch(OWN_PATH, path):
        raise Refused("Write a path on this site, beginning with one slash, such as /press/.")
    if path and leads_to(path, publication):
        raise Refused("That path leads back to this text. Choose another, or none.")
