"""Whether an application comes from an organisation that is a member, or that has another one open."""

from django.db.models import QuerySet

from members.membership import with_full_access
from members.models import Application
from members.models.application import OPEN
from members.names import plain
from people.models import Provider
from register.lists.owners import owner_key
from register.models import RegisterEntry


def owner_key_of(application: Application) -> str:
    """Its name as the register has owners: as printed of all of its homes, where that is one; else its legal name."""
    homes = application.homes.values("registration")
    printed = RegisterEntry.objects.current().filter(registration__in=homes).exclude(owner_key="")
    keys = set(printed.values_list("owner_key", flat=True))
    return keys.pop() if len(keys) == 1 else owner_key(application.legal_name)


def is_repeat(application: Application) -> bool:
    """Whether staff have to look at it beside another application or a member. For staff alone to know."""
    if open_others(application).exists():
        return True
    return any(_is_same(application, member) for member in with_full_access(Provider.objects.all()))


def open_others(application: Application) -> QuerySet[Application]:
    """Other open applications of its organisation, by its number and its name."""
    others = Application.objects.filter(OPEN).exclude(pk=application.pk)
    key, number = owner_key_of(application), application.company_number
    by_number = others.filter(company_number=number) if number else others.none()
    return by_number | (others.filter(owner_key=key) if key else others.none())


def _is_same(application: Application, member: Provider) -> bool:
    if application.company_number and application.company_number == member.company_number:
        return True
    names = {plain(application.legal_name), plain(application.trading_name)} - {""}
    return bool(names & {plain(member.legal_name), plain(member.trading_name)})
