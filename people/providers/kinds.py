"""Which sector goes with which kind of member: the one rule for providers, applications and sheets."""

from django.core.exceptions import ValidationError

from people.models import Provider

OTHERWISE = "A local authority is in the sector “Local authority”. Choose that, or another kind of member."


def check_sector(kind: str, sector: str) -> None:
    """Raise ValidationError, for the field `sector`, where the kind of member and the sector contradict each other.

    Only so: a company that a council owns is in its sector, and a provider of homes by what the register prints; an
    associate may be anything. What is not said yet contradicts nothing. What was kept before is left until somebody
    changes it, since only a person knows which of the two is wrong.
    """
    if kind == Provider.MemberKind.LOCAL_AUTHORITY and sector not in ("", Provider.Sector.LOCAL_AUTHORITY):
        raise ValidationError({"sector": OTHERWISE})
