"""Whom an application may come from, among those who are here already: for staff, before they decide."""

from dataclasses import dataclass, field

from django.utils import timezone

from members.check import check_membership
from members.models import Application
from people.domains import domain_of
from people.models import Provider, Role


@dataclass
class Duplicate:
    """A provider that may be the same organisation, and each reason to think so."""

    provider: Provider
    reasons: list[str] = field(default_factory=list)


def duplicates_of(application: Application, user) -> list[Duplicate]:
    """Providers with its company number, with a name near one of its names, or whose people have its e-mail domain.

    A fixed number of queries, however many providers there are.
    """
    found: dict[int, Duplicate] = {}
    for provider, reason in [
        *_by_number(application, user),
        *_by_name(application, user),
        *_by_domain(application, user),
    ]:
        entry = found.setdefault(provider.pk, Duplicate(provider))
        if reason not in entry.reasons:
            entry.reasons.append(reason)
    return list(found.values())


def others_of(application: Application, user) -> list[Application]:
    """Other applications that wait and have its company number or its name. One query."""
    waiting = Application.objects.visible_to(user).waiting().exclude(pk=application.pk).select_related("provider")
    return [each for each in waiting if _is_same(application, each)]


def _is_same(one: Application, other: Application) -> bool:
    numbers = bool(one.company_number) and one.company_number == other.company_number
    return numbers or (bool(one.owner_key) and one.owner_key == other.owner_key)


def _by_number(application: Application, user) -> list[tuple[Provider, str]]:
    if not application.company_number:
        return []
    same = Provider.objects.visible_to(user).filter(company_number=application.company_number)
    return [(provider, f"company number {application.company_number}") for provider in same]


def _by_name(application: Application, user) -> list[tuple[Provider, str]]:
    names = dict.fromkeys(name for name in (application.legal_name, application.trading_name) if name)
    answers = [check_membership(user, name, timezone.localdate()) for name in names]
    found = [one for answer in answers for one in [*answer.exact, *answer.near]]
    return [(one.provider, ", ".join(one.names)) for one in found]


def _by_domain(application: Application, user) -> list[tuple[Provider, str]]:
    addresses = (application.contact_email, application.owner_email)
    domains = {domain_of(email) for email in addresses} - {""}
    found = []
    for domain in sorted(domains):
        roles = Role.objects.current().filter(user__email__endswith=f"@{domain}", provider__isnull=False)
        providers = Provider.objects.visible_to(user).filter(pk__in=roles.values("provider"))
        found += [(provider, f"people with addresses at {domain}") for provider in providers]
    return found


WAYS = (_by_number, _by_name, _by_domain)
