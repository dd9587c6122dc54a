"""Words that nobody has saved yet, of whatever form: kept as they are typed, and forgotten once they are saved."""

from people.models import User
from publishing.models.autosave import Unsaved, UnsavedQuerySet
from publishing.workflow import Elsewhere, Window


def keep_unsaved(model: type[Unsaved], *, of: dict, by: User, words: dict, window: Window, **more) -> Unsaved:
    """Keep what someone types into a form: in a row for what it is `of`, with `more` beside. In a transaction.

    `words`: the form's fields, as typed. Raises Elsewhere when another window of theirs has written since this one was
    opened, and changes nothing then.
    """
    values = {"words": _without_nul(words), "page": window.page, "turn": window.turn, **more}
    own, made = model.objects.select_for_update().get_or_create(user=by, **of, defaults=values)
    if made:
        return own
    if not own.is_of(window):
        raise Elsewhere("Another window of yours has newer words here, so these are not kept as you type.")
    if own.page != window.page or window.turn >= own.turn:
        for name, value in values.items():
            setattr(own, name, value)
        own.save()
    return own


def forget_unsaved(rows: UnsavedQuerySet, *, by: User, window: Window) -> None:
    """Forget what a window has saved: what it wrote itself, and what it began with."""
    for own in rows.own(by):
        if own.is_of(window):
            own.delete()


def _without_nul(words: dict) -> dict:
    """PostgreSQL's JSON cannot hold the character, and no person types one."""
    return {name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in words.items()}
