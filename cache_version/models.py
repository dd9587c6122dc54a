"""What tells kept public pages that something they show may have changed."""

import pgtrigger
from django.db import models

# Deferred to the end of the writer's transaction: the one row is locked as briefly as can be, and once however many
# rows were written. A sequence would not do: its numbers are seen before the rows that they speak of.
_BUMP = """
    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1
    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;
    RETURN NULL;
"""


class CacheVersion(models.Model):
    """One row, made by the first change. Its number grows with each change to what public pages read, at its commit."""

    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="cache_version_is_one")]

    def __str__(self):
        return str(self.number)


def bumps_cache_version(model: type[models.Model]) -> type[models.Model]:
    """Decorate a model whose rows public pages read: a test fails on one that is read and lacks it."""
    trigger = pgtrigger.Trigger(
        name="bump_cache_version",
        level=pgtrigger.Row,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        timing=pgtrigger.Deferred,
        func=_BUMP,
    )
    return pgtrigger.register(trigger)(model)
