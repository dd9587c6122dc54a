from django.db import migrations

from homes.register.owners import owner_key

BATCH = 2000


def fill(apps, schema_editor):
    """Keys of the owners that were printed before keys were kept."""
    entries = apps.get_model("homes", "RegisterEntry").objects
    for owner in entries.filter(owner_key="").exclude(owner="").values_list("owner", flat=True).distinct().iterator(BATCH):
        entries.filter(owner=owner).update(owner_key=owner_key(owner))


class Migration(migrations.Migration):
    dependencies = [("homes", "0011_owner_names")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
