import django.db.models.deletion
import history.initial_schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='FailedItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('job', models.CharField(max_length=80)),
                    ('content_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='contenttypes.contenttype')),
                    ('item', models.CharField(max_length=200)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('first_failed_at', models.DateTimeField()),
                    ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                    ('failed_at', models.DateTimeField(blank=True, null=True)),
                    ('last_error', models.CharField(max_length=255)),
                    ('dismissed_at', models.DateTimeField(blank=True, null=True)),
                    ('dismissed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-pk'],
                    'constraints': [models.UniqueConstraint(fields=('job', 'item'), name='failed_item_once'), models.CheckConstraint(condition=models.Q(models.Q(('failed_at__isnull', False), ('next_attempt_at', None)), models.Q(('failed_at', None), ('next_attempt_at__isnull', False)), _connector='OR'), name='failed_item_waits_for_a_time_or_a_person'), models.CheckConstraint(condition=models.Q(('dismissed_at', None), ('failed_at__isnull', False), _connector='OR'), name='failed_item_dismissed_has_failed')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='JobRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(db_index=True, max_length=80)),
                    ('started_at', models.DateTimeField(auto_now_add=True)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('failed', models.BooleanField(default=False)),
                    ('outcome', models.CharField(blank=True, max_length=255)),
                ],
                options={
                    'ordering': ['-started_at', '-pk'],
                    'indexes': [],
                    'constraints': [],
                },
            )],
        ),
    ]
