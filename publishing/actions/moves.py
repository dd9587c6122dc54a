"""A text that has been public moves to another address: proposed by who may write it, approved by someone else."""

from django.db import transaction

from people.access import check, check_any
from people.models import User
from publishing.actions.addresses import is_free_for
from publishing.emails import sign_off
from publishing.models import Publication, Redirect
from publishing.workflow import Refused


@transaction.atomic
def propose_move(*, publication: Publication, by: User, slug: str) -> Publication:
    """Propose another address for a public text; a later proposal takes the place of an earlier one.

    Whoever may approve the text gets a mail. Raises Refused before the text was public, and for an address that is
    its own or that another text has or had.
    """
    publication = _locked(publication)
    check(by, publication.kind.write)
    path = f"{publication.kind.prefix}{slug}/"
    _check_movable(publication, path)
    publication.proposed_path, publication.proposed_by = path, by
    publication.save()
    sign_off.move_to_approve(publication)
    return publication


@transaction.atomic
def approve_move(*, publication: Publication, by: User, seen: str) -> Publication:
    """Move a text to the address that was proposed, `seen`; the old one leads there for ever.

    Raises Refused for whoever proposed it, for another proposal than was seen, and for an address that was taken
    meanwhile.
    """
    publication = _locked(publication)
    check(by, publication.kind.approve)
    if not publication.proposed_path or publication.proposed_path != seen:
        raise Refused("The proposal was changed or dropped after you opened it. Reload the page.")
    if publication.proposed_by_id == by.pk:
        raise Refused("You proposed this address, so someone else must approve it.")
    _check_movable(publication, seen)
    old = publication.path
    publication.redirects.filter(path=seen).delete()
    publication.path, publication.proposed_path, publication.proposed_by = seen, "", None
    publication.save()
    Redirect.objects.create(publication=publication, path=old)
    return publication


@transaction.atomic
def drop_move(*, publication: Publication, by: User) -> Publication:
    """Drop a proposed address; dropping it twice changes nothing."""
    publication = _locked(publication)
    check_any(by, publication.kind.write, publication.kind.approve)
    publication.proposed_path, publication.proposed_by = "", None
    publication.save()
    return publication


def _check_movable(publication: Publication, path: str) -> None:
    if not Publication.objects.once_public().filter(pk=publication.pk, removed_at=None).exists():
        raise Refused("The address follows the headline until the text is public. Change the headline instead.")
    if path == publication.path:
        raise Refused("The text is at this address already.")
    if not is_free_for(publication, path):
        raise Refused("Another text has or had this address. Choose other words.")


def _locked(publication: Publication) -> Publication:
    return Publication.objects.select_for_update().get(pk=publication.pk)
