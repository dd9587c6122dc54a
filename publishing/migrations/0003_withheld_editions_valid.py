from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("publishing", "0002_withheld_editions")]

    operations = [ValidateConstraint(model_name="edition", name="edition_withheld_was_approved")]
