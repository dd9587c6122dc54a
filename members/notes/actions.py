"""What is done to notes: kept, corrected, and the next action done or taken up again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.models import Note
from people.access import Permission, check
from people.models import Provider, User


def keep_note(*, provider: Provider, by: User, **facts) -> Note:
    """Keep what was said. Raises PermissionDenied, ValidationError for a day to come or half an action."""
    provider.check_unmerged()
    return _save(Note(provider=provider, by=by), by=by, **facts)


@transaction.atomic
def correct_note(*, note: Note, by: User, **facts) -> Note:
    """Write a note anew; its history keeps what it said. Raises as `keep_note` does."""
    return _save(Note.objects.select_for_update().get(pk=note.pk), by=by, **facts)


@transaction.atomic
def mark_done(*, note: Note, done: bool, by: User) -> Note:
    """Say that the next action is done, or that it is not. Raises PermissionDenied, ValidationError without one."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    note = Note.objects.select_for_update().get(pk=note.pk)
    if not note.next_action:
        raise ValidationError("This note asks for nothing to be done any more.")
    if done == bool(note.done_at):
        return note  # somebody else said so first
    note.done_at, note.done_by = (timezone.now(), by) if done else (None, None)
    note.save(update_fields=["done_at", "done_by"])
    return note


def _save(
    note: Note,
    *,
    kind: str,
    happened_on: date,
    words: str,
    next_action: str = "",
    due_on: date | None = None,
    assigned_to: User | None = None,
    by: User,
) -> Note:
    check(by, Permission.MEMBERSHIP_MANAGE)
    if happened_on > timezone.localdate():
        raise ValidationError({"happened_on": "That day is still to come. What is to be done goes below."})
    if next_action != note.next_action:
        note.done_at = note.done_by = None
    note.kind, note.happened_on, note.words = kind, happened_on, words
    note.next_action, note.due_on = next_action, due_on
    note.assigned_to = (assigned_to or by) if next_action else None
    note.validate_constraints()
    note.save()
    return note
