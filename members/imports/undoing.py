"""Whether an import can be taken back: only while nobody changed, used or accepted anything of what it made."""

from collections.abc import Iterator
from itertools import islice

from django.db.models import QuerySet

from members.models import Contact, ProviderImport
from people.models import Invitation, Provider
from people.relations import label_of, relations_to

# What an import makes of a provider itself; of these it is asked below whether they are as it made them.
MADE = {"members.ImportedProvider.provider", "members.Contact.provider", "people.Invitation.provider"}
# What the portal notes of every provider by itself.
NOTED = {"members.DirectoryCheck.provider", "people.UncheckedWrite.provider"}
MOST = 20


def providers_made(source: ProviderImport) -> QuerySet[Provider]:
    return Provider.objects.filter(imported__source=source)


def invitations_made(source: ProviderImport) -> QuerySet[Invitation]:
    return Invitation.objects.filter(contacts__source=source)


def why_not_undone(source: ProviderImport) -> list[str]:
    """What was done since with what an import made, in sentences; nothing where it can be taken back.

    The same number of queries for any import: one for each relation to a provider, and a few more.
    """
    return list(islice(_touched(source), MOST))


def _touched(source: ProviderImport) -> Iterator[str]:
    made = providers_made(source)
    for provider in made.filter(pk__in=_updated(Provider, made)):
        yield f"{provider} was changed."
    for invitation in invitations_made(source).exclude(accepted_at=None).select_related("provider"):
        yield f"{invitation.email} has accepted the invitation to {invitation.provider}."
    yield from _touched_people(source)
    for relation in relations_to(Provider):
        if label_of(relation) not in MADE | NOTED:
            yield from _pointing_at(relation, made)
    yield from _others_at(source, made)


def _updated(model, rows: QuerySet) -> QuerySet:
    events = model.pgh_event_model.objects.filter(pgh_obj__in=rows.values("pk"), pgh_label="update")
    return events.order_by().values("pgh_obj")


def _touched_people(source: ProviderImport) -> Iterator[str]:
    events = Contact.pgh_event_model.objects.filter(source_id=source.pk).exclude(pgh_label="insert")
    for provider in Provider.objects.filter(pk__in=events.order_by().values("provider")):
        yield f"Somebody whom it brought to {provider} was changed, or is not kept any more."
    invitations = invitations_made(source).filter(accepted_at=None)
    for invitation in invitations.filter(pk__in=_updated(Invitation, invitations)):
        yield f"The invitation of {invitation.email} was sent again."


def _pointing_at(relation, made: QuerySet) -> Iterator[str]:
    name, model = relation.name, relation.model
    ids = model._base_manager.filter(**{f"{name}__in": made.values("pk")}).order_by().values(name)
    for provider in Provider.objects.filter(pk__in=ids):
        yield f"{provider} has {model._meta.verbose_name_plural} since."


def _others_at(source: ProviderImport, made: QuerySet) -> Iterator[str]:
    """People and invitations at the providers that it made, which others brought there."""
    contacts = Contact.objects.filter(provider__in=made.values("pk")).exclude(source=source)
    invitations = Invitation.objects.filter(provider__in=made.values("pk")).exclude(contacts__source=source)
    for provider in Provider.objects.filter(pk__in=contacts.order_by().values("provider")):
        yield f"Somebody else was added to {provider}."
    for provider in Provider.objects.filter(pk__in=invitations.order_by().values("provider")):
        yield f"Somebody else was invited to {provider}."
