import history.initial_schema
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='CacheVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.BigIntegerField(default=1)),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='cache_version_is_one')],
                    'indexes': [],
                },
            )],
        ),
    ]
