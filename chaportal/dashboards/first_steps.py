"""What an owner does first: on the first screen of whoever is new, until it is done. Nobody is reminded for ever."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Need, Section
from homes.models import Home
from members.models import DirectoryEntry
from members.rules.declared import due_of
from people.models import Invitation, Provider, Role

NEW = timedelta(days=30)  # after that nobody is reminded: an owner may be alone, and have no homes yet


def first_steps(screen: Screen) -> Section | None:
    """Nothing for who is an owner for longer, or has done all of it."""
    steps = [step for provider in new_to(screen) for step in _steps(provider)]
    return Section("Your first steps", "dashboard/first_steps.html", {"steps": steps}) if steps else None


def new_to(screen: Screen) -> list[Provider]:
    """The providers of which the reader became an owner lately. No query."""
    since = timezone.localdate() - NEW
    roles = [role for role in screen.user.current_roles if role.name == "owner" and role.starts_on > since]
    return [role.provider for role in roles]


def _steps(provider: Provider) -> list[Need]:
    """Each with its page, while it is not done. Six queries at most."""
    asked = [
        ("Add your homes by their Ofsted or CIW numbers", reverse("homes:home_add"), _has_homes),
        ("Invite who works with you", reverse("people:provider_people", args=[provider.pk]), _has_people),
        ("Say what other members read of you", reverse("members:directory_entry", args=[provider.pk]), _has_entry),
        (
            "Declare that you keep to our Code of Practice",
            reverse("members:declare", args=[provider.pk]),
            _has_declared,
        ),
    ]
    return [Need(text, address) for text, address, is_done in asked if not is_done(provider)]


def _has_homes(provider: Provider) -> bool:
    return Home.objects.filter(provider=provider).with_claims().exists()


def _has_people(provider: Provider) -> bool:
    """Or invited somebody: who is alone may say so by waiting."""
    return (
        Role.objects.current().filter(provider=provider).values("user").distinct().count() > 1
        or Invitation.objects.filter(provider=provider, accepted_at=None).exists()
    )


def _has_entry(provider: Provider) -> bool:
    """Wrote or chose something, in whichever directory."""
    return DirectoryEntry.objects.filter(provider=provider).exists()


def _has_declared(provider: Provider) -> bool:
    """Once is enough here: when it is due again is said elsewhere. Done also where nothing is to be declared."""
    due = due_of([provider])[provider.pk]
    return due is None or due.holds_until is not None
