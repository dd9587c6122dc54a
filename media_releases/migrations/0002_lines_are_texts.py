"""Lines to take become texts. Nobody had approved them, so each becomes a draft that someone must approve."""

from django.db import migrations
from django.utils.html import linebreaks


def to_drafts(apps, schema_editor):
    Publication, Edition = (apps.get_model("publishing", name) for name in ("Publication", "Edition"))
    users = set(apps.get_model("people", "User").objects.values_list("pk", flat=True))
    for line in apps.get_model("media_releases", "LineToTake").objects.order_by("pk"):
        publication = Publication.objects.create(
            kind_name="line_to_take", audience="desk", topic=line.topic, path=f"/staff/press/line/{line.pk}/"
        )
        edition = Edition.objects.create(
            publication=publication,
            title=line.question[:160],
            body=linebreaks(line.line, autoescape=True),
            expires_on=line.expires_on,
        )
        edition.authors.set(_writers(apps, line) & users)


def _writers(apps, line) -> set[int]:
    """Everyone whose words the history says are in it: none of them may approve it."""
    events = apps.get_model("media_releases", "LineToTakeEvent").objects.filter(pgh_obj_id=line.pk)
    contexts = events.exclude(pgh_context=None).values_list("pgh_context__metadata", flat=True)
    return {data["user"] for data in contexts if data.get("user")}


class Migration(migrations.Migration):

    dependencies = [
        ("media_releases", "0001_initial"),
        ("people", "0001_initial"),
        ("publishing", "0005_lines_to_take"),
    ]

    operations = [migrations.RunPython(to_drafts, migrations.RunPython.noop)]
