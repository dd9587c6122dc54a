from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ("duties", "0013_visit_actions"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="dutydone",
            index=models.Index(
                condition=models.Q(("report_asked", True), ("sent_on", None)),
                fields=["home"],
                name="duty_report_to_send",
            ),
        ),
        AddIndexConcurrently(
            model_name="dutydone",
            index=models.Index(
                condition=models.Q(("expires_on__isnull", False)), fields=["home"], name="duty_expires"
            ),
        ),
    ]
