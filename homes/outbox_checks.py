"""Whether a mail about homes is still true, and still for whom it was written: see `people.outbox_checks`."""

from django.utils import timezone

from homes.actions.duty_mail import items_for
from homes.duties import State
from homes.models import Home, RegisterProposal
from people.models import Notice, Role
from people.outbox_checks import NOT_OWNER, numbers


def of_a_home(notice: Notice) -> str:
    """To an owner who no longer is one, of a claim refused or a home that changed hands."""
    home = Home.objects.filter(pk=numbers(notice)[0]).first()
    return "" if home and _owns(notice, home.provider_id) else NOT_OWNER


def register_changed(notice: Notice) -> str:
    """Of changes on the register that have all been decided, or to an owner who no longer is one."""
    file, provider, _ = numbers(notice)
    if not _owns(notice, provider):
        return NOT_OWNER
    waiting = RegisterProposal.objects.open().filter(file=file, home__provider=provider)
    return "" if waiting.exists() else "Everything in it has been decided."


def duties_due(notice: Notice) -> str:
    """Of duties that are all done by now, or to someone who sees no homes any more."""
    falling_due = [State.DUE_SOON, State.OVERDUE]
    items = items_for(notice.user, timezone.localdate())
    return "" if any(item.standing.state in falling_due for item in items) else "Nothing falls due any more."


def _owns(notice: Notice, provider: int) -> bool:
    return Role.objects.current().filter(user=notice.user_id, provider=provider, name="owner").exists()
