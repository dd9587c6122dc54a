from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0002_answers_asked'),
    ]

    operations = [
        ValidateConstraint(model_name='submission', name='submission_asked_is_not_sent'),
    ]
