from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index that is made beside work that goes on

    dependencies = [("members", "0016_forgetting_declarations")]

    operations = [
        AddIndexConcurrently(
            "term", models.Index(fields=["provider", "-ends_on", "-id"], name="term_newest")
        ),
    ]
