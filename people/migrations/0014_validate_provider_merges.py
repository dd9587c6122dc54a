from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0013_provider_merges")]

    operations = [ValidateConstraint(model_name="provider", name="provider_merged_into_another")]
