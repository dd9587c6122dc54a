"""An erasure is asked for, by the person or by staff who look after them; withdrawn, or refused with a reason."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from outbox.actions import queue_email
from people.access import Permission, can, check
from people.association import association
from people.links import link_to
from people.models import Erasure, Role, User

ASKED_ALREADY = "This is asked for already."
SETTLED = "This is settled already."


@transaction.atomic
def ask(*, person: User, by: User, reason: str = Erasure.Reason.ASKED) -> Erasure:
    """Ask for a person's erasure, and tell who erases; of oneself, or of people whom one looks after.

    Raises PermissionDenied, and ValidationError where it is asked for already.
    """
    if by != person and not can(by, Permission.MEMBERSHIP_MANAGE):
        check(by, Permission.ROLE_MANAGE)
    try:
        with transaction.atomic():
            erasure = Erasure.objects.create(user=person, asked_by=by, reason=reason)
    except IntegrityError as fault:
        raise ValidationError(ASKED_ALREADY) from fault
    _tell_staff(erasure)
    return erasure


@transaction.atomic
def withdraw(*, erasure: Erasure, by: User) -> Erasure:
    """Take back what one asked about oneself, or on somebody's behalf. Raises ValidationError once it is settled."""
    erasure = _waiting(erasure)
    erasure.withdrawn_at, erasure.settled_by = timezone.now(), by
    erasure.save(update_fields=["withdrawn_at", "settled_by"])
    return erasure


@transaction.atomic
def refuse(*, erasure: Erasure, words: str, by: User) -> Erasure:
    """Say no, with the reason and the ways to complain, which the person is written (UK GDPR, article 12(4)).

    Raises PermissionDenied, and ValidationError once it is settled.
    """
    check(by, Permission.PERSON_ERASE)
    erasure = _waiting(erasure)
    erasure.refused_at, erasure.settled_by, erasure.why_refused = timezone.now(), by, words
    erasure.save(update_fields=["refused_at", "settled_by", "why_refused"])
    text = (
        f"You, or somebody for you, asked that the {association().name} erase you from its portal. We do not:\n\n"
        f"{words}\n\nIf you think that this is wrong, complain to us here:\n{link_to('people:complain')}\n\n"
        "You can also complain to the Information Commissioner: https://ico.org.uk/make-a-complaint/"
    )
    queue_email(key=f"erasure-refused:{erasure.pk}", user=erasure.user, subject="You are not erased", text=text)
    return erasure


def _waiting(erasure: Erasure) -> Erasure:
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if not erasure.waits:
        raise ValidationError(SETTLED)
    return erasure


def _tell_staff(erasure: Erasure) -> None:
    roles = Role.objects.current().select_related("user").order_by("user", "pk").distinct("user")
    erasing = roles.allowing(Permission.PERSON_ERASE)
    for role in erasing if erasing.exists() else roles.allowing(Permission.ROLE_MANAGE):
        queue_email(
            key=f"erasure-asked:{erasure.pk}:{role.user_id}",
            user=role.user,
            subject="Somebody is to be erased",
            text=(
                f"{erasure} was asked for on {erasure.asked_on:%-d %B %Y}. By law they have an answer within a "
                "month. The trustee for data protection looks at it and decides here:\n"
                f"{link_to('erasure_detail', erasure.pk)}"
            ),
        )
