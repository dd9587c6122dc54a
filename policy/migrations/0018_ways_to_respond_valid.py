from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

CHECKS = [
    "consultation_respond_link_is_https",
    "consultation_respond_form_is_https",
    "consultation_form_goes_somewhere",
    "consultation_respond_post_shows_lines",
]


class Migration(migrations.Migration):

    dependencies = [("policy", "0017_ways_to_respond")]

    operations = [ValidateConstraint(model_name="consultation", name=name) for name in CHECKS]
