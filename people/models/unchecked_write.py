"""What tells that something worked out of a provider's names, or of what is private of its homes, is out of date."""

import pgtrigger
from django.db import models

from cache_version.models import bumps_cache_version

# In the writer's transaction, whoever writes and by whatever way. No row is locked: writers never wait for each other.
_NOTE = """
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO people_uncheckedwrite (provider_id) SELECT id FROM people_provider WHERE id = {new};
    END IF;
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND {old} IS DISTINCT FROM {new}) THEN
        INSERT INTO people_uncheckedwrite (provider_id) SELECT id FROM people_provider WHERE id = {old};
    END IF;
    RETURN NULL;
"""


@bumps_cache_version
class UncheckedWrite(models.Model):
    """That something was written which concerns a provider, and that nobody has looked at yet: made by triggers.

    Whoever looks reads these rows first, then what was written, and then deletes the rows that they read: what is
    written meanwhile has a row of its own. Until there is none, what was found out before counts for nothing.
    """

    # Without a constraint, which would lock the provider: a row whose provider is gone says nothing.
    provider = models.ForeignKey(
        "people.Provider", models.DO_NOTHING, db_constraint=False, related_name="unchecked_writes"
    )

    def __str__(self):
        return f"Write {self.pk}"


def unchecked_when_written(provider: str):
    """Decorate a model: each insert, update and delete leaves an UncheckedWrite of the provider that it concerns.

    `provider` is SQL that gives the provider's number from a `{row}`; where a row goes to another, both have one.
    """
    trigger = pgtrigger.Trigger(
        name="unchecked_write",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=_NOTE.format(new=provider.format(row="NEW"), old=provider.format(row="OLD")),
    )
    return pgtrigger.register(trigger)
