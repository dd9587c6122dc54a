"""Who owns a consultation, and our own days."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from people.access import Permission, check
from people.models import User
from policy.consultations.actions import locked
from policy.cycle.days import check_days
from policy.models import Consultation
from policy.models.cycle import desk_people

MAY_NOT = "They do not work on consultations any more. Choose a colleague who does."


@transaction.atomic
def plan(
    *, consultation: Consultation, by: User, owner: User | None, draft_due: date | None, sign_off_due: date | None
) -> Consultation:
    """Give a consultation to a colleague, and say by when our answer is due.

    Raises ValidationError for an owner who may not edit consultations, and for days that are out of order.
    """
    check(by, Permission.POLICY_WRITE)
    consultation = locked(consultation)
    if owner and not desk_people().filter(pk=owner.pk).exists():
        raise ValidationError({"owner": MAY_NOT})
    consultation.owner, consultation.draft_due, consultation.sign_off_due = owner, draft_due, sign_off_due
    check_days(consultation)
    consultation.save(update_fields=["owner", "draft_due", "sign_off_due"])
    return consultation
