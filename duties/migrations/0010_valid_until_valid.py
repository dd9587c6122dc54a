from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0009_valid_until'),
    ]

    operations = [
        ValidateConstraint(model_name='duty', name='duty_has_one_recurrence'),
        ValidateConstraint(model_name='dutydone', name='duty_done_is_valid_from_its_day'),
    ]
