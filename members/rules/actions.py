"""What is done with the texts that members promise to keep: published, taken back, declared against."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from members.models import Declaration, RulesVersion
from people.access import Permission, check
from people.models import Provider, User
from people.templatetags.people import day


@transaction.atomic
def publish_version(*, kind: str, starts_on: date, text: str, by: User) -> RulesVersion:
    """Publish the text that is in force from a day on. Raises PermissionDenied.

    Raises ValidationError for a day on which another version begins, and for one that has come where a text is in
    force: who declared against that one read it as it was.
    """
    check(by, Permission.MEMBERSHIP_MANAGE)
    current = RulesVersion.objects.in_force().filter(kind=kind).first()
    if current and starts_on <= timezone.localdate():
        since = f"{current.get_kind_display()} is in force since {day(current.starts_on)}"
        raise ValidationError({"starts_on": f"{since}. The next version begins tomorrow or later."})
    version = RulesVersion(kind=kind, starts_on=starts_on, text=text, published_by=by)
    version.validate_constraints()
    version.save()
    return version


@transaction.atomic
def take_back(*, version: RulesVersion, by: User) -> None:
    """Take back a version that has not begun. Raises PermissionDenied, and ValidationError once it has."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    if not RulesVersion.objects.to_come().filter(pk=version.pk).exists():
        raise ValidationError("It is in force, so it stays. Publish another version, which begins tomorrow or later.")
    with audit_reason("Taken back before its first day"):
        version.delete()


@transaction.atomic
def declare(*, provider: Provider, versions: Iterable[RulesVersion], by: User) -> list[Declaration]:
    """Keep that an owner declares for their provider to keep to what is in force.

    Raises PermissionDenied, and ValidationError where these are not the versions in force.
    """
    check(by, Permission.PROVIDER_MANAGE, provider)
    declared = list(versions)
    check_in_force(declared)
    return [
        Declaration.objects.create(version=version, provider=provider, user=by, name=str(by)) for version in declared
    ]


def check_in_force(versions: Iterable[RulesVersion]) -> None:
    """Raise ValidationError unless these are the versions in force, each of them."""
    if {version.pk for version in versions} != {version.pk for version in RulesVersion.objects.in_force()}:
        raise ValidationError("A new version came into force meanwhile. Read it, and declare once more.")
