"""A version is withheld from readers because it must not be read on, as when the consent to its words has ended."""

from django.db import transaction

from history import audit_reason
from people.access import check
from people.models import User
from publishing import clock
from publishing.actions.editions import locked
from publishing.actions.taking_back import take_back
from publishing.checklist import check_ready
from publishing.emails.sign_off import text_withheld
from publishing.models import Edition
from publishing.workflow import EditionState, Refused


@transaction.atomic
def withhold(*, edition: Edition, reason: str) -> Edition:
    """Let nobody read an approved version any more, at once; colleagues who write and approve it are written to.

    Nobody's permission is asked: it follows from a rule. What is scheduled is a draft again. Twice is harmless.
    """
    edition = locked(edition)
    if edition.state != EditionState.APPROVED or edition.withheld_at:
        return edition
    if edition.public_from > clock.read():
        take_back(edition.publication, reason, first=edition.number)
        edition.refresh_from_db()
    else:
        edition.withheld_at, edition.withheld_reason = clock.read(), reason
        with audit_reason(reason):
            edition.save()
    text_withheld(edition)
    return edition


@transaction.atomic
def show_again(*, edition: Edition, by: User) -> Edition:
    """Let readers have a withheld version again. Raises Refused while its words may not be read still."""
    edition = locked(edition)
    check(by, edition.publication.kind.approve)
    if edition.withheld_at is None:
        raise Refused("This version is not withheld. Reload the page to see where it stands.")
    check_ready(edition)
    edition.withheld_at, edition.withheld_reason = None, ""
    edition.save()
    return edition
