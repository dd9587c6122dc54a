"""Who is admitted again may begin on the first day of a term that never began; two that run at once stay refused."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("members", "0019_order_by_name_shown")]

    operations = [migrations.RemoveConstraint("term", "term_once")]
