"""What is done with words that nobody has saved yet: kept as they are typed, thrown away, taken to the next version."""

from django.db import transaction

from people.access import check
from people.models import User
from publishing.actions.editions import start_next
from publishing.actions.taking_back import draft_again
from publishing.actions.unsaved import keep_unsaved
from publishing.models import Autosave, Edition
from publishing.workflow import Refused, Window


@transaction.atomic
def write_autosave(*, edition: Edition, by: User, words: dict, window: Window) -> Autosave:
    """Keep what someone is typing, whatever became of the edition meanwhile. `words`: the form's fields, as typed.

    Raises Elsewhere when another window of theirs has written since this one was opened, and changes nothing then.
    """
    check(by, edition.publication.kind.write)
    return keep_unsaved(Autosave, of={"edition": edition}, by=by, words=words, window=window, base=window.base)


@transaction.atomic
def discard(*, edition: Edition, by: User) -> None:
    """Throw away what someone typed and did not save."""
    Autosave.objects.own(by).filter(edition=edition).delete()


@transaction.atomic
def carry(*, edition: Edition, by: User) -> Edition:
    """Take someone's unsaved words for an approved version to the next one, which is started unless a colleague did.

    Raises Refused when they have unsaved words there too, and when the text was removed.
    """
    check(by, edition.publication.kind.write)
    latest = edition.publication.editions.latest_numbered()
    started = latest is None or not latest.is_open
    following = _started(edition, latest, by) if started else latest
    if Autosave.objects.own(by).filter(edition=following).exists():
        raise Refused(
            f"You have unsaved words for version {following.number} too. Save those or throw them away first."
        )
    # Words for a version that a colleague began are compared with theirs when it is opened.
    base = following.words_hash if started else ""
    Autosave.objects.own(by).filter(edition=edition).update(edition=following, base=base)
    return following


def _started(edition: Edition, latest: Edition | None, by: User) -> Edition:
    """The next version; of a text whose versions were all discarded, a draft with the words of this one."""
    return start_next(publication=edition.publication, by=by) if latest else draft_again(edition=edition, by=by)
