"""What is kept already is checked, and no two questions of a consultation have one number: under no lock."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations, models

ONCE = models.UniqueConstraint(
    fields=["consultation", "number"],
    condition=models.Q(("withdrawn_at", None), models.Q(("number", ""), _negated=True)),
    name="question_paper_number_once",
)
CHECKS = [
    "question_number_shows",
    "question_options_of_its_kind",
    "question_options_have_words",
    "question_ends_of_its_kind",
    "question_ends_in_order",
    "question_scale_has_ends",
    "question_labels_of_a_scale",
    "question_limit_of_words",
    "question_kind_known",
]
MAKE = """
    CREATE UNIQUE INDEX CONCURRENTLY question_paper_number_once ON policy_question (consultation_id, paper_number)
    WHERE withdrawn_at IS NULL AND NOT (paper_number = '')
"""


class Migration(migrations.Migration):

    atomic = False

    dependencies = [("policy", "0011_question_kinds")]

    operations = [
        *(ValidateConstraint(model_name="question", name=name) for name in CHECKS),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MAKE, "DROP INDEX question_paper_number_once")],
            state_operations=[migrations.AddConstraint("question", ONCE)],
        ),
    ]
