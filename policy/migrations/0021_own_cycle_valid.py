from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

CHECKS = ["consultation_draft_before_sign_off", "consultation_our_days_before_closing"]


class Migration(migrations.Migration):

    dependencies = [("policy", "0020_own_cycle")]

    operations = [ValidateConstraint(model_name="consultation", name=name) for name in CHECKS]
