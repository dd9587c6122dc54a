"""What is recorded of an ask."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from people.access import Permission, check
from people.models import User
from policy.consent.own_words import check_own_words
from policy.models import Ask, AskState


@transaction.atomic
def record(*, ask: Ask, by: User, **content) -> AskState:
    """Record what became of an ask since a day, and how we know. Raises ValidationError for a day that has not come."""
    check(by, Permission.POLICY_WRITE)
    if content["on"] > timezone.localdate():
        raise ValidationError({"on": "That day has not come. Write the day since which it is so."})
    check_own_words(content)
    return AskState.objects.create(ask=ask, by=by, **content)
