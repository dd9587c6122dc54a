from django.db import migrations, models


class Migration(migrations.Migration):

    safe_because = "Some dozens of files and some ten thousand inspections: the lock lasts less than a second."

    dependencies = [
        ('register', '0003_inspections_of_files'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.UniqueConstraint(fields=('file', 'list_kind', 'registration', 'date', 'kind', 'event_number'), name='inspection_once_a_file', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='registerfile',
            constraint=models.CheckConstraint(condition=models.Q(('released_at', None), models.Q(('covers', ''), _negated=True), _connector='OR'), name='register_file_released_with_coverage'),
        ),
        migrations.AddConstraint(
            model_name='registerfile',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_why', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='register_file_withdrawn_with_reason'),
        ),
    ]
