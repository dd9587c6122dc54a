"""What is done to rows that forms offer for choice: kept, retired, brought back, put in order, deleted."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from people.access import check
from people.models import Listed, User


@transaction.atomic
def save(*, row: Listed, by: User) -> Listed:
    """Save a row, a new one at the end of its list. Raises PermissionDenied, and ValidationError for one that is there.

    Two people who add the same in the same second pass any check that is made before: the database lets one through.
    """
    check(by, row.KEEPER)
    if row._state.adding:
        row.position = _after_the_last(type(row))
    row.validate_constraints()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.validate_unique()
        row.validate_constraints()
        raise
    return row


@transaction.atomic
def retire(*, row: Listed, by: User) -> Listed:
    """Offer a row no more; it stays where it was chosen. Twice changes nothing."""
    row = _locked(row, by)
    row.is_current = False
    row.save()
    return row


@transaction.atomic
def restore(*, row: Listed, by: User) -> Listed:
    """Offer a retired row again, at the end. Raises ValidationError when another has taken its place."""
    row = _locked(row, by)
    if not row.is_current:
        row.is_current = True
        save(row=row, by=by)
        move(row=row, by=by, places=len(_in_order(type(row))))
    return row


@transaction.atomic
def delete(*, row: Listed, by: User) -> None:
    """Delete a row that nothing refers to. Raises ValidationError for one in use."""
    row = _locked(row, by)
    try:
        row.delete()
    except ProtectedError as fault:
        raise ValidationError(f"{row} is in use, so it cannot be deleted. Retire it instead.") from fault


@transaction.atomic
def move(*, row: Listed, by: User, places: int) -> None:
    """Move a row towards the end of what is offered by so many places; less than none: towards the beginning."""
    check(by, row.KEEPER)
    rows = _in_order(type(row))
    here = next((place for place, other in enumerate(rows) if other.pk == row.pk), None)
    if here is not None:
        rows.insert(max(0, here + places), rows.pop(here))
        _number(rows)


@transaction.atomic
def sort_by_name(*, model: type[Listed], by: User) -> None:
    """Put what is offered in the order of its names, capitals aside."""
    check(by, model.KEEPER)
    _number(sorted(_in_order(model), key=lambda row: row.name.casefold()))


def _in_order(model: type[Listed]) -> list[Listed]:
    """What is offered, locked: two who move rows at once do so one after the other."""
    return list(model.objects.filter(is_current=True).select_for_update())


def _number(rows: list[Listed]) -> None:
    for place, row in enumerate(rows, start=1):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])


def _after_the_last(model: type[Listed]) -> int:
    return max(model.objects.values_list("position", flat=True), default=0) + 1


def _locked(row: Listed, by: User) -> Listed:
    check(by, row.KEEPER)
    return type(row).objects.select_for_update().get(pk=row.pk)
