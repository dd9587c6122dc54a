"""Providers and the cast."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone
from django.utils.crypto import get_random_string

from chaportal.demo.cast import CAST, PLAYED, URGENT
from chaportal.demo.content import day, read
from people.access import ROLES
from people.models import Provider, Role, User


@dataclass(frozen=True)
class Loaded:
    """Everyone and every provider, as later parts need them: providers in the order of providers.toml."""

    people: dict[str, User]
    providers: list[Provider]
    facts: list[dict]

    def with_role(self, role: str, place: int = 0) -> User:
        """The cast's first (or second) person with a role."""
        return [self.people[person.email] for person in CAST if person.role == role][place]

    def owner(self, place: int) -> User:
        """The owner of the provider at a place in providers.toml."""
        played = [person.email for person in CAST if person.role == "owner" and person.provider == place]
        return self.people[played[0] if played else self.facts[place]["owner_email"]]


def load() -> Loaded:
    facts = read("providers")["provider"]
    providers = [_provider(row) for row in facts]
    people = {}
    for place, (row, provider) in enumerate(zip(facts, providers, strict=True)):
        if place not in PLAYED:
            people[row["owner_email"]] = _person(row["owner_email"], row["owner"], "owner", provider)
    for person in CAST:
        provider = None if person.provider is None else providers[person.provider]
        people[person.email] = _person(person.email, person.name, person.role, provider)
        for role, place in person.also:
            Role.objects.create(user=people[person.email], provider=providers[place], name=role, starts_on=day(-200))
    _two_accounts("Carys Maddox", providers[:2])
    for email in URGENT:
        Role.objects.create(user=people[email], name="urgent_publisher", starts_on=day(-30))
    return Loaded(people, providers, facts)


def _provider(row: dict) -> Provider:
    return Provider.objects.create(
        legal_name=row["legal_name"],
        trading_name=row["trading_name"],
        sector=row["sector"],
        nation=row["nation"],
        member_kind="local_authority" if row["sector"] == "local_authority" else "provider",
        company_number=row["company_number"],
        telephone=row["telephone"],
    )


def _two_accounts(name: str, providers: list[Provider]) -> None:
    """Somebody who was invited once at home and once at work: membership staff can make one account of them."""
    for provider, domain, role in zip(
        providers, ("mail.example", "office.example"), ("reader", "colleague"), strict=True
    ):
        person = _person(f"carys.maddox@{domain}", name, role, provider)
        person.set_password(get_random_string(40))  # which nobody knows: visitors sign in at /demo/
        person.last_login = timezone.now() - timedelta(days=3)
        person.save()


def _last_seen(email: str) -> datetime | None:
    """When somebody was here last, as far apart as people are; one in nine never was."""
    place = sum(map(ord, email))
    return None if place % 9 == 0 else timezone.now() - timedelta(days=place % 230, hours=place % 24)


def _person(email: str, name: str, role: str, provider: Provider | None) -> User:
    """Nobody of the demo has a password: visitors sign in at /demo/. Staff have a second factor, as staff must."""
    user = User.objects.create_user(email, name=name, last_login=_last_seen(email))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Role.objects.create(user=user, provider=provider, name=role, starts_on=day(-900))
    if ROLES[role].needs_second_factor:
        TOTP.activate(user, generate_totp_secret())
    return user
