from django.db import migrations


class Migration(migrations.Migration):
    """Of providers that are here already, nothing is known yet: each is looked at once."""

    dependencies = [("people", "0016_unchecked_writes")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO people_uncheckedwrite (provider_id) SELECT id FROM people_provider", migrations.RunSQL.noop
        )
    ]
