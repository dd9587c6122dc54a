from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

CHECKS = [
    "question_reason_of_a_skip",
    "question_skip_has_a_reason",
    "question_wording_of_a_question",
]


class Migration(migrations.Migration):

    dependencies = [("policy", "0013_question_work")]

    operations = [ValidateConstraint(model_name="question", name=name) for name in CHECKS]
