from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """By itself, so that writes wait for no look at each row."""

    dependencies = [
        ('people', '0021_kept_words_gone'),
    ]

    operations = [
        ValidateConstraint(model_name='keptwords', name='kept_words_reason'),
    ]
