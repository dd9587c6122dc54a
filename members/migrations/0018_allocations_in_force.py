from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index that is made beside work that goes on

    dependencies = [("members", "0017_newest_term")]

    operations = [
        AddIndexConcurrently(
            "allocation",
            models.Index(
                fields=["invoice"],
                include=["amount"],
                condition=models.Q(undone_at=None),
                name="allocation_in_force",
            ),
        ),
    ]
