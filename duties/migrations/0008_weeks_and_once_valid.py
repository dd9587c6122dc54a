from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0007_weeks_and_once'),
    ]

    operations = [
        ValidateConstraint(model_name='duty', name='duty_has_one_recurrence'),
    ]
