"""The newest term of a provider is the one that began last: no two run on one day."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # PostgreSQL builds an index beside its writers outside a transaction only
    dependencies = [("members", "0020_admitted_again")]

    operations = [
        AddIndexConcurrently("term", models.Index(fields=["provider", "-starts_on"], name="term_begun_last")),
        RemoveIndexConcurrently("term", "term_newest"),
    ]
