"""The rota of who can be rung to approve a text."""

from django.core.exceptions import ValidationError
from django.db import transaction

from media_releases.models import OnCall
from people.access import Permission, can, check
from people.models import User


@transaction.atomic
def put_on_call(*, by: User, user: User, telephone: str = "", **hours) -> OnCall:
    """Put someone on call from `starts_at` to `ends_at`; without a telephone, by the one of their last time.

    Raises ValidationError for someone who may not approve a release, for no telephone, and for an end before the start.
    """
    check(by, Permission.PRESS_DESK)
    shift = OnCall(user=user, telephone=telephone or _last_telephone(user), **hours)
    return _saved(shift)


@transaction.atomic
def change_on_call(*, shift: OnCall, by: User, user: User, telephone: str, **hours) -> OnCall:
    """Change who is on call or when. Raises ValidationError as `put_on_call` does, and for a shift that is over."""
    check(by, Permission.PRESS_DESK)
    shift = _locked(shift, by)
    shift.user, shift.telephone = user, telephone or _last_telephone(user)
    for name, value in hours.items():
        setattr(shift, name, value)
    return _saved(shift)


@transaction.atomic
def take_off_call(*, shift: OnCall, by: User) -> None:
    """Take a shift to come off the rota. Raises ValidationError once it has begun: who was on call stays known."""
    check(by, Permission.PRESS_DESK)
    shift = _locked(shift, by)
    if shift.has_begun:
        raise ValidationError("It has begun. Change the time at which it ends instead.")
    shift.delete()


def _locked(shift: OnCall, by: User) -> OnCall:
    found = OnCall.objects.editable_by(by).select_for_update().filter(pk=shift.pk).first()
    if found is None:
        raise ValidationError("A colleague took it off the rota meanwhile, or it is over.")
    return found


def _saved(shift: OnCall) -> OnCall:
    if not can(shift.user, Permission.RELEASE_APPROVE):
        raise ValidationError({"user": f"{shift.user} may not approve a release. Choose someone who may."})
    if not shift.telephone:
        raise ValidationError({"telephone": "Write a number: this is their first time on call."})
    if shift.ends_at <= shift.starts_at:
        raise ValidationError({"ends_at": "It must end after it starts."})
    shift.save()
    return shift


def _last_telephone(user: User) -> str:
    last = OnCall.objects.filter(user=user).order_by("-starts_at", "-pk").first()
    return last.telephone if last else ""
