"""Which providers may be an organisation that somebody types, applies for or brings in a sheet: the one rule for it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import CharField, F, Func, Value

from members.check import MOST_NEAR
from members.known_names import names_of
from members.names import likeness, plain, why_near
from members.sought import Sought
from people.domains import domain_of
from people.models import Provider, Role
from people.providers.numbers import read_company_number
from register.lists.owners import owner_key

KNOWN_BY = ("legal_name", "trading_name", "company_number", "parent_id")


@dataclass(frozen=True)
class Organisation:
    """What is known of one that may be here already; its legal name is the first of its names."""

    names: tuple[str, ...]
    company_number: str = ""
    emails: tuple[str, ...] = ()

    def is_same_as(self, provider: Provider) -> bool:
        """Whether nobody has to be asked: by its number or, where one has none, its legal name however spelt."""
        if self.company_number and provider.company_number:
            return self.company_number == provider.company_number
        key = owner_key(self.names[0]) if self.names else ""
        return bool(key) and key == owner_key(provider.legal_name)


@dataclass
class Duplicate:
    """A provider that may be the same organisation, and each reason to think so."""

    provider: Provider
    is_same: bool
    reasons: list[str] = field(default_factory=list)


@dataclass
class _Likeness:
    reasons: list[str] = field(default_factory=list)
    nearness: float = 0.0


def duplicates_of(organisation: Organisation, user) -> list[Duplicate]:
    """Providers that the user may see with its company number, a name near one of its own, or its e-mail domain."""
    return duplicates_of_many([organisation], user)[0]


def likely_providers(user, typed: Mapping[str, str]) -> list[Duplicate]:
    """Those that an organisation may be, by the names, number and owner's address that are typed of it."""
    try:
        number = read_company_number(typed.get("company_number", ""))
    except ValidationError:
        number = ""  # half of one
    names = tuple(name for name in (typed.get("legal_name"), typed.get("trading_name")) if name)
    organisation = Organisation(names, number, (typed.get("owner_email", ""),))
    return duplicates_of(organisation, user) if any([*names, number]) else []


def duplicates_of_many(organisations: Sequence[Organisation], user) -> list[list[Duplicate]]:
    """The same for each of many organisations. Four queries, however many there are of them and of providers."""
    rows = Provider.objects.visible_to(user).unmerged().order_by()
    known = {row.pk: row for row in rows.values_list("pk", *KNOWN_BY, named=True)}
    numbers = {row.company_number: row.pk for row in known.values() if row.company_number}
    by_name, by_domain = _by_name(organisations, known), _by_domain(organisations, known)
    reasons = [_reasons(each, numbers, by_name, by_domain) for each in organisations]
    providers = rows.in_bulk({pk for each in reasons for pk in each})
    return [_duplicates(*each, providers) for each in zip(organisations, reasons, strict=True)]


def _duplicates(organisation: Organisation, reasons: dict[int, list[str]], providers) -> list[Duplicate]:
    """The likeliest first."""
    found = [Duplicate(providers[pk], organisation.is_same_as(providers[pk]), why) for pk, why in reasons.items()]
    return sorted(found, key=lambda each: not each.is_same)


def _reasons(organisation: Organisation, numbers, by_name, by_domain) -> dict[int, list[str]]:
    """Why each provider may be the organisation, by its id."""
    found = defaultdict(list)
    if (pk := numbers.get(organisation.company_number)) is not None:
        found[pk].append(f"company number {organisation.company_number}")
    for name in organisation.names:
        for pk, like in _nearest(by_name.get(plain(name), {})):
            found[pk].append(", ".join(like.reasons))
    for domain in _domains(organisation):
        for pk in by_domain.get(domain, []):
            found[pk].append(f"people with addresses at {domain}")
    return {pk: list(dict.fromkeys(why)) for pk, why in found.items()}


def _nearest(like: dict[int, _Likeness]) -> list[tuple[int, _Likeness]]:
    return sorted(like.items(), key=lambda each: -each[1].nearness)[:MOST_NEAR]


def _by_name(organisations: Sequence[Organisation], providers) -> dict[str, dict[int, _Likeness]]:
    """For each plain name that is sought: which providers have one like it, and why."""
    sought = Sought(plain(name) for each in organisations for name in each.names)
    found = defaultdict(lambda: defaultdict(_Likeness))
    for pk, names in (names_of(providers) if sought else {}).items():
        for what, name in names:
            known = plain(name)
            for wanted in sought.may_be_near(known):
                why = why_near(wanted, known)
                if why or wanted == known:
                    like = found[wanted][pk]
                    like.reasons.append(" ".join(filter(None, [what, name, why])))
                    like.nearness = max(like.nearness, likeness(wanted, known))
    return found


def _by_domain(organisations: Sequence[Organisation], providers) -> dict[str, list[int]]:
    """For each e-mail domain: the providers whose people have addresses there."""
    wanted = {domain for each in organisations for domain in _domains(each)}
    if not wanted:
        return {}
    domain = Func(F("user__email"), Value("@"), Value(2), function="split_part", output_field=CharField())
    roles = Role.objects.current().filter(provider__isnull=False).annotate(domain=domain).filter(domain__in=wanted)
    found = defaultdict(list)
    for name, pk in roles.order_by("provider").values_list("domain", "provider").distinct():
        if pk in providers:
            found[name].append(pk)
    return found


def _domains(organisation: Organisation) -> list[str]:
    return sorted({domain_of(email) for email in organisation.emails} - {""})
