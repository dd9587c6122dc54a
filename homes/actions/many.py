"""A group adds its homes at once."""

from django.core.exceptions import ValidationError
from django.db import transaction

from homes.matches import CAN_BE_ADDED, Outcome, looked_up
from homes.models import Home
from people.access import Permission, check
from people.models import Provider, User


@transaction.atomic
def claim_many(*, urns: list[str], provider: Provider, by: User, other_owners: bool = False) -> list[Home]:
    """Add every number that can be added; staff confirm each. What is the provider's already is left as it is.

    Those that the register prints under another owner are left out, unless `other_owners` says that they are the
    provider's too. Raises PermissionDenied; ValidationError when a number can no longer be added, or there is nothing
    to add; then it adds none.
    """
    check(by, Permission.HOME_CLAIM, provider)
    Provider.objects.select_for_update().get(pk=provider.pk)  # two tabs: the second finds what the first added
    lines = [line for line in looked_up(urns, provider) if line.outcome != Outcome.OWN]
    wrong = [line for line in lines if line.outcome not in CAN_BE_ADDED]
    if wrong:
        raise ValidationError([f"{line.urn}: {line.outcome}." for line in wrong])
    added = [line for line in lines if other_owners or line.outcome == Outcome.FOUND]
    if lines and not added:
        raise ValidationError("The register prints another owner for each of them. Tick that they are yours.")
    return Home.objects.bulk_create(Home(registration=line.entry.registration, provider=provider) for line in added)
