"""What is recorded of an ask."""

from django.db import transaction

from people.access import Permission, check
from people.models import User
from policy.dated.checking import check_dated
from policy.models import Ask, AskState


@transaction.atomic
def record(*, ask: Ask, by: User, **content) -> AskState:
    """Record what became of an ask since a day, and how we know. Raises ValidationError for a day that has not come."""
    check(by, Permission.POLICY_WRITE)
    check_dated(content)
    return AskState.objects.create(ask=ask, by=by, **content)
