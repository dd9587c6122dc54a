"""Inspections and judgements that lists shared become the list's own; what was loaded before is in use as it was."""

from django.db import migrations
from django.db.models import F


def release(apps, schema_editor):
    """A list without any home that waits for its first inspection prints only those that had been inspected."""
    RegisterFile = apps.get_model("register", "RegisterFile")
    files = RegisterFile.objects.filter(released_at=None)
    files.update(released_at=F("loaded_at"), released_by=F("loaded_by"), covers="all")
    whole = RegisterFile.objects.filter(entries__is_childrens_home=True, entries__inspection=None)
    RegisterFile.objects.filter(kind="as_at").exclude(pk__in=whole.values("pk")).update(covers="inspected")


def part(apps, schema_editor):
    """Each list gets a copy of what its entries point to; the first keeps the row itself."""
    RegisterFile, Entry = apps.get_model("register", "RegisterFile"), apps.get_model("register", "RegisterEntry")
    Inspection, Judgement = apps.get_model("register", "Inspection"), apps.get_model("register", "Judgement")
    for file in RegisterFile.objects.order_by("as_at", "pk").defer("original"):
        entries = Entry.objects.filter(file=file).exclude(inspection=None).select_related("inspection")
        Inspection.objects.filter(pk__in=entries.values("inspection"), file=None).update(file=file, list_kind=file.kind)
        shared = list(entries.exclude(inspection__file=file))
        for entry in shared:
            judgements = list(Judgement.objects.filter(inspection=entry.inspection_id).order_by("pk"))
            inspection = entry.inspection
            inspection.pk, inspection.file, inspection.list_kind = None, file, file.kind
            inspection.save(force_insert=True)
            for judgement in judgements:
                judgement.pk, judgement.inspection = None, inspection
            Judgement.objects.bulk_create(judgements)
            Entry.objects.filter(pk=entry.pk).update(inspection=inspection)


def adopt(apps, schema_editor):
    """What no entry points to came with a list of a year's inspections: the earliest that can print it."""
    RegisterFile, Inspection = apps.get_model("register", "RegisterFile"), apps.get_model("register", "Inspection")
    alone = Inspection.objects.filter(file=None, registration__regulator="ofsted")
    for file in RegisterFile.objects.filter(counts__has_key="in_year").order_by("as_at", "pk").defer("original"):
        alone.filter(date__lte=file.as_at).update(file=file, list_kind="in_year")
    newest = RegisterFile.objects.order_by("as_at", "pk").defer("original").last()
    if newest:
        alone.update(file=newest, list_kind=newest.kind)


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0002_lists_wait_for_release'),
    ]

    operations = [
        migrations.RunPython(release, migrations.RunPython.noop),
        migrations.RunPython(part, migrations.RunPython.noop),
        migrations.RunPython(adopt, migrations.RunPython.noop),
    ]
