"""What was a question's whole number is its place from now on; its number is what its paper calls it."""

from django.db import migrations, models

PLACE = models.PositiveSmallIntegerField(db_column="number", default=0, editable=False)


class Migration(migrations.Migration):

    dependencies = [("policy", "0009_asks_tell_when_they_change")]

    operations = [
        migrations.RemoveConstraint(model_name="question", name="question_asked_number_once"),
        # The column stays where the version that still runs reads and writes it.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterModelOptions(name="question", options={"ordering": ["consultation", "pk"]}),
                migrations.AlterModelOptions(name="answer", options={"ordering": ["submission", "pk"]}),
                migrations.RenameField("question", "number", "place"),
                migrations.RenameField("questionevent", "number", "place"),
                migrations.AlterField("question", "place", PLACE),
                migrations.AlterField("questionevent", "place", PLACE),
            ]
        ),
    ]
