from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0003_duty_reports'),
    ]

    operations = [
        ValidateConstraint(model_name='dutydone', name='duty_reported_once_done'),
        ValidateConstraint(model_name='dutydone', name='duty_sent_once_reported'),
    ]
