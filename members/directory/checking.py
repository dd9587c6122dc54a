"""That neither directory tells what a home is called or where it is: asked again after each write of either side.

Each write of a provider's names, of its entry, or of what is private of its homes leaves an UncheckedWrite, by a
trigger in the writer's transaction; while there is one, the provider stands in no directory. So no way of writing can
be forgotten, and a check that fails keeps a provider out.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from homes.locations import revealing_words
from jobs import retry
from members.directory.emails import tell_held
from members.membership import with_full_access
from members.models import DirectoryCheck, DirectoryEntry
from members.models.directory import WORDS, waiting
from people.models import Provider, UncheckedWrite

JOB = "check-directories"
NAMES = ("legal_name", "trading_name")
ADDRESSES = ("office",)
REVEALS = "What one of your homes is called, or where it is, can be read from this. Put it another way."
IN_WORDS = {
    "legal_name": "your legal name",
    "trading_name": "your trading name",
    "description": "what you wrote under “What you do”",
    "website": "the website",
    "office": "the registered office",
    "telephone": "the office’s telephone",
    "email": "the office’s e-mail address",
}


def clear(providers: QuerySet[Provider]) -> QuerySet[Provider]:
    """Those of which it is known, as all stands now, that nothing of theirs tells of a home."""
    unlooked = UncheckedWrite.objects.values("provider")
    looked = DirectoryCheck.objects.filter(is_clear=True).values("provider")
    return providers.filter(pk__in=looked).exclude(pk__in=unlooked)


def held_among(providers: Iterable[Provider]) -> list[Provider]:
    """Those of which it is known that something of theirs tells of a home, which keeps them out. One query or none."""
    asked = {provider.pk: provider for provider in providers}
    found = DirectoryCheck.objects.filter(~waiting("provider"), is_clear=False, provider__in=asked) if asked else []
    return [asked[row.provider_id] for row in found]


@transaction.atomic
def check(provider: Provider) -> DirectoryCheck:
    """Look at all that the directories would show of a provider, as it is now.

    Two at once wait for each other. What is written meanwhile leaves a row that this one has not read, and so not
    deleted.
    """
    DirectoryCheck.objects.bulk_create([DirectoryCheck(provider=provider)], ignore_conflicts=True)
    found = DirectoryCheck.objects.select_for_update().get(provider=provider)
    writes = list(UncheckedWrite.objects.filter(provider=provider).values_list("pk", flat=True))
    revealing, was_clear = revealing_words(provider, _shown_of(provider), ADDRESSES), found.is_clear
    found.is_clear, found.revealing, found.checked_at = not revealing, " ".join(revealing), timezone.now()
    found.save()
    UncheckedWrite.objects.filter(pk__in=writes).delete()
    if was_clear and revealing and _is_member(provider):
        tell_held(provider)
    return found


def check_words(provider: Provider, words: dict[str, str]) -> None:
    """Raise ValidationError beside each word that tells of one of a provider's homes: only for who may know it."""
    found = revealing_words(provider, words, ADDRESSES)
    if found:
        raise ValidationError(dict.fromkeys(found, REVEALS))


def check_waiting() -> retry.Outcome:
    """Check all providers of which something was written. Gives how many were."""
    _forget_gone()
    return retry.for_each(JOB, Provider.objects.filter(waiting()), lambda provider: bool(check(provider)))


def revealing_facts(found: DirectoryCheck | None) -> list[str]:
    """What of a provider's entry tells of one of its homes, in words: for its owners, who know their homes."""
    return [IN_WORDS[name] for name in found.facts if name in IN_WORDS] if found else []


def _shown_of(provider: Provider) -> dict[str, str]:
    entry = DirectoryEntry.objects.filter(provider=provider).first() or DirectoryEntry()
    names = Provider.objects.values(*NAMES).get(pk=provider.pk)
    return names | {name: getattr(entry, name) for name in WORDS}


def _is_member(provider: Provider) -> bool:
    return with_full_access(Provider.objects.filter(pk=provider.pk)).exists()


def _forget_gone() -> None:
    """Notes of providers that are gone."""
    UncheckedWrite.objects.exclude(Exists(Provider.objects.filter(pk=OuterRef("provider_id")))).delete()
