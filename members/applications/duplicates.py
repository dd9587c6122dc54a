"""Whom an application may come from, among those who are here already: for staff, before they decide."""

from members import duplicates
from members.duplicates import Duplicate, Organisation
from members.models import Application
from register.models import OwnerName, RegisterEntry


def duplicates_of(application: Application, user) -> list[Duplicate]:
    """Providers that may be its organisation. A fixed number of queries, however many providers there are.

    Last those whose name the register prints as the owner's of its homes.
    """
    found = duplicates.duplicates_of(organisation_of(application), user)
    known = {each.provider.pk for each in found}
    return found + [each for each in _printed(application, user) if each.provider.pk not in known]


def _printed(application: Application, user) -> list[Duplicate]:
    """One query."""
    entries = RegisterEntry.objects.current().filter(registration__in=application.homes.values("registration"))
    names = OwnerName.objects.visible_to(user).filter(key__in=entries.values("owner_key"), provider__merged_into=None)
    reason = "the register prints its name as the owner’s of homes of this application"
    return [Duplicate(name.provider, is_same=False, reasons=[reason]) for name in names.select_related("provider")]


def organisation_of(application: Application) -> Organisation:
    """What an application says of its organisation, to look for it among those who are here."""
    names = tuple(dict.fromkeys(name for name in (application.legal_name, application.trading_name) if name))
    return Organisation(names, application.company_number, (application.contact_email, application.owner_email))


def others_of(application: Application, user) -> list[tuple[Application, list[str]]]:
    """Other applications that wait and have its company number or its name, each with that in words. One query."""
    waiting = Application.objects.visible_to(user).waiting().exclude(pk=application.pk).select_related("provider")
    found = ((each, _in_common(application, each)) for each in waiting)
    return [(each, reasons) for each, reasons in found if reasons]


def _in_common(one: Application, other: Application) -> list[str]:
    fields = {"company_number": "the same company number", "owner_key": "the same name"}
    same = (name for name in fields if getattr(one, name) and getattr(one, name) == getattr(other, name))
    return [fields[name] for name in same]
