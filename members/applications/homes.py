"""The homes that an application names: found on the newest list of the register, by number or by their owner's name."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from homes.candidates import candidate
from homes.models import Home
from members.applications.forms import HomesForm
from members.models import Application, ApplicationHome
from register.lists.owners import owner_key
from register.models import RegisterEntry, Registration

MOST = 300  # at once; the largest group has 182 homes
NEWER = (
    "No list of the register prints {} yet. Leave it out: once you are a member, you add it and we confirm it when a "
    "list prints it."
)
OWN_NUMBER = "{} is the company number that you gave. A home’s number stands on its certificate of registration."


def homes_of(application: Application) -> list[RegisterEntry]:
    """What the newest list prints of the homes of an application, by number. One query."""
    return printed_of(application.homes.values("registration"))


def printed_of(registrations: QuerySet | list[int]) -> list[RegisterEntry]:
    """What the newest list prints of some registrations, by number. One query."""
    entries = RegisterEntry.objects.current().filter(registration__in=registrations)
    return list(_with_registration(entries).order_by("registration__number"))


def not_listed(application: Application) -> list[ApplicationHome]:
    """The homes of an application that the newest list does not print, though one did that was in use before."""
    listed = RegisterEntry.objects.current().values("registration")
    return list(application.homes.exclude(registration__in=listed).select_related("registration"))


def held_by_others(application: Application) -> list[Home]:
    """The homes of an application that another provider has, with that one: for staff alone. One query."""
    held = Home.objects.confirmed().filter(registration__in=application.homes.values("registration"))
    rows = held.exclude(provider=application.provider_id)
    return list(rows.select_related("provider", "registration").order_by("registration__number"))


def homes_of_owner(name: str) -> list[RegisterEntry]:
    """What the newest list prints under an owner's name, in any spelling of it.

    Without such a name, what it prints under the one name that begins so: “Hazel Bank” finds “Hazel Bank Care Ltd”.
    """
    entries, key = RegisterEntry.objects.current().can_be_added(), owner_key(name)
    if not key:
        return []
    return _of_key(entries, key) or _of_key(entries, _only_key(entries, f"{key} "))


def _of_key(entries, key: str) -> list[RegisterEntry]:
    found = entries.filter(owner_key=key) if key else entries.none()
    return list(_with_registration(found).order_by("registration__number")[:MOST])


def _only_key(entries, beginning: str) -> str:
    """The key that begins so, where there is exactly one; else blank: nobody is shown what several others have."""
    known = entries.filter(owner_key__startswith=beginning).order_by("owner_key")
    keys = list(known.values_list("owner_key", flat=True).distinct()[:2])
    return keys[0] if len(keys) == 1 else ""


def shown_to_tick(form: HomesForm, chosen: Collection[int]) -> list[tuple[RegisterEntry, bool]]:
    """What the newest list prints under the name that is looked for, and what was ticked before: each with its tick.

    Without those that are `chosen` already, by the id of their registration.
    """
    found = homes_of_owner(form.looked_for)
    known = {entry.registration.number for entry in found}
    found += _printed([urn for urn in form.ticked if urn not in known][:MOST])
    left = (entry for entry in found if entry.registration_id not in chosen)
    return [(entry, entry.registration.number not in form.unticked) for entry in left]


def registrations(application: Application, urns: Iterable[str]) -> list[Registration]:
    """The registrations of numbers in any case and with any spaces, once each.

    Raises ValidationError, for the field `urns`, with a sentence for each number that cannot be chosen.
    """
    typed = list(dict.fromkeys(urns))
    if len(typed) > MOST:
        raise ValidationError({"urns": f"These are {len(typed)} numbers; we take {MOST} at once."})
    listed = {entry.registration.number: entry.registration for entry in _printed(typed)}
    found, problems = [], []
    for urn in typed:
        try:
            found.append(listed.get(urn) or _one(application, urn))
        except ValidationError as fault:
            problems += fault.messages
    if problems:
        raise ValidationError({"urns": problems})
    return list(dict.fromkeys(found))


def _printed(urns: list[str]) -> list[RegisterEntry]:
    """Those that are typed as the list prints them, such as those that were ticked. One query."""
    entries = RegisterEntry.objects.current().can_be_added().filter(registration__number__in=urns)
    return list(_with_registration(entries).order_by("registration__number"))


def _one(application: Application, urn: str) -> Registration:
    if application.company_number and _bare(urn) == _bare(application.company_number):
        raise ValidationError(OWN_NUMBER.format(application.company_number))
    found = candidate(urn)
    if found.entry is None:
        raise ValidationError(NEWER.format(found.number))
    return found.entry.registration


def _bare(number: str) -> str:
    """Without spaces, and without the noughts before it that people leave out."""
    return "".join(number.upper().split()).lstrip("0")


def _with_registration(entries):
    return entries.select_related("registration")
