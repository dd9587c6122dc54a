import django.db.models.deletion
import history.initial_schema
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='OutboxMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=120, unique=True)),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='outbox_messages', to=settings.AUTH_USER_MODEL)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('subject', models.CharField(max_length=160)),
                    ('text', models.TextField()),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                    ('dropped_reason', models.CharField(blank=True, max_length=120)),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                    'indexes': [models.Index(condition=models.Q(('dropped_at', None), ('sent_at', None)), fields=['id'], name='outbox_message_unsent')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('user__isnull', False)), models.Q(('user', None), models.Q(('email', ''), _negated=True)), _connector='OR'), name='outbox_message_to_an_account_or_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at', None), ('dropped_reason', '')), models.Q(('dropped_at__isnull', False), ('sent_at', None), models.Q(('dropped_reason', ''), _negated=True)), _connector='OR'), name='outbox_message_dropped_with_a_reason')],
                },
            )],
        ),
    ]
