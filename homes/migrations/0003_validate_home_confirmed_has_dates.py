from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("homes", "0002_claims_taken_back_and_transfers_asked_for"),
    ]

    operations = [
        ValidateConstraint(model_name="home", name="home_confirmed_has_dates"),
    ]
