import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # indexes that are made beside work that goes on

    dependencies = [("people", "0018_merges_of_two_names")]

    operations = [
        AddIndexConcurrently("user", models.Index(fields=["id"], include=["last_login"], name="user_last_login")),
        AddIndexConcurrently(
            "role",
            models.Index(
                fields=["provider"], include=["user", "name", "starts_on", "ends_on"], name="role_of_provider"
            ),
        ),
        migrations.AlterField(
            "role",
            "provider",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="roles",
                to="people.provider",
            ),
        ),
    ]
