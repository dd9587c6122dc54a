from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0004_roles_of_reader_and_finance_contact")]

    operations = [ValidateConstraint(model_name="role", name="role_provider_side_has_provider")]
