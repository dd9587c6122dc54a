"""Names of owners on the register, matched to providers by a person."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from people.access import Permission, check
from people.models import Provider, User
from register.models import OwnerName, RegisterEntry


@transaction.atomic
def match_owner(*, key: str, provider: Provider, by: User) -> OwnerName:
    """Confirm that a name which lists print is a provider. Raises ValidationError, PermissionDenied."""
    check(by, Permission.HOME_CONFIRM)
    if not RegisterEntry.objects.filter(owner_key=key).exclude(owner_key="").exists():
        raise ValidationError("No list that is loaded prints this name. Choose it from the list of owners.")
    try:
        with transaction.atomic():
            return OwnerName.objects.create(key=key, provider=provider, confirmed_by=by)
    except IntegrityError as fault:  # a colleague was quicker
        raise ValidationError("This name is matched already. Undo that first, then choose another provider.") from fault


@transaction.atomic
def unmatch_owner(*, match: OwnerName, by: User) -> None:
    """Take back a match. Its history stays. Raises PermissionDenied."""
    check(by, Permission.HOME_CONFIRM)
    match.delete()
