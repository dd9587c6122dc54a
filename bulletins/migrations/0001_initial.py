import bulletins.workflow
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import history.initial_schema
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('publishing', '0001_initial'),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='Bulletin',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('subject', models.CharField(max_length=150)),
                    ('body', models.TextField()),
                    ('audience', models.CharField(choices=[('members', 'Owners of providers in membership'), ('managers', 'Owners and home managers of providers in membership'), ('subscribers', 'Subscribers: people without a login who asked for bulletins'), ('everyone', 'All of these')], default='members', max_length=20, verbose_name='who gets it')),
                    ('state', models.CharField(choices=[(bulletins.workflow.BulletinState['DRAFT'], 'Draft'), (bulletins.workflow.BulletinState['SUBMITTED'], 'Submitted'), (bulletins.workflow.BulletinState['APPROVED'], 'Approved'), (bulletins.workflow.BulletinState['PREPARING'], 'Preparing'), (bulletins.workflow.BulletinState['SENDING'], 'Sending'), (bulletins.workflow.BulletinState['PAUSED'], 'Paused'), (bulletins.workflow.BulletinState['SENT'], 'Sent'), (bulletins.workflow.BulletinState['CANCELLED'], 'Cancelled'), (bulletins.workflow.BulletinState['STOPPED'], 'Stopped by errors')], default=bulletins.workflow.BulletinState['DRAFT'], max_length=20)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('saved_at', models.DateTimeField(auto_now=True)),
                    ('approved_hash', models.CharField(blank=True, max_length=64)),
                    ('approved_at', models.DateTimeField(blank=True, null=True)),
                    ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('candidates', models.PositiveIntegerField(default=0)),
                    ('prepared', models.PositiveIntegerField(default=0, verbose_name='to be written to')),
                    ('excluded', models.PositiveIntegerField(default=0, verbose_name='not to be written to')),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('goes_without_picks', models.BooleanField(default=False)),
                    ('picks', models.ManyToManyField(blank=True, related_name='+', to='publishing.publication')),
                    ('authors', models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('subject__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'))), name='bulletin_subject_shows', violation_error_message='Write something that can be seen, on one line.'), models.CheckConstraint(condition=models.Q(('candidates', django.db.models.expressions.CombinedExpression(models.F('prepared'), '+', models.F('excluded')))), name='bulletin_counts_add_up'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', True), ('state__in', [bulletins.workflow.BulletinState['DRAFT'], bulletins.workflow.BulletinState['SUBMITTED']])), models.Q(models.Q(('state__in', [bulletins.workflow.BulletinState['DRAFT'], bulletins.workflow.BulletinState['SUBMITTED']]), _negated=True), ('approved_at__isnull', False)), _connector='OR'), name='bulletin_approved_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state', bulletins.workflow.BulletinState['SENT'])), models.Q(models.Q(('state', bulletins.workflow.BulletinState['SENT']), _negated=True), ('finished_at__isnull', True)), _connector='OR'), name='bulletin_sent_has_time')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bulletins_bulletinevent" ("approved_at", "approved_by_id", "approved_hash", "audience", "body", "candidates", "created_at", "excluded", "finished_at", "goes_without_picks", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared", "saved_at", "state", "subject") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."approved_hash", NEW."audience", NEW."body", NEW."candidates", NEW."created_at", NEW."excluded", NEW."finished_at", NEW."goes_without_picks", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prepared", NEW."saved_at", NEW."state", NEW."subject"); RETURN NULL;', hash='d1aa04026b747e94a542bb833655c54893afae2c', operation='INSERT', pgid='pgtrigger_insert_insert_1d8e6', table='bulletins_bulletin', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "bulletins_bulletinevent" ("approved_at", "approved_by_id", "approved_hash", "audience", "body", "candidates", "created_at", "excluded", "finished_at", "goes_without_picks", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared", "saved_at", "state", "subject") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."approved_hash", NEW."audience", NEW."body", NEW."candidates", NEW."created_at", NEW."excluded", NEW."finished_at", NEW."goes_without_picks", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prepared", NEW."saved_at", NEW."state", NEW."subject"); RETURN NULL;', hash='ebf05cfed463e1ea3075eada83eda5f2ea7929d9', operation='UPDATE', pgid='pgtrigger_update_update_722ac', table='bulletins_bulletin', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bulletins_bulletinevent" ("approved_at", "approved_by_id", "approved_hash", "audience", "body", "candidates", "created_at", "excluded", "finished_at", "goes_without_picks", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared", "saved_at", "state", "subject") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."approved_hash", OLD."audience", OLD."body", OLD."candidates", OLD."created_at", OLD."excluded", OLD."finished_at", OLD."goes_without_picks", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prepared", OLD."saved_at", OLD."state", OLD."subject"); RETURN NULL;', hash='c81414a9c7e85f160ee4a455de893e844e74a4ca', operation='DELETE', pgid='pgtrigger_delete_delete_a325c', table='bulletins_bulletin', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='BulletinVariant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='variants', to='bulletins.bulletin')),
                    ('skeleton', models.BinaryField(null=True)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('markers', models.JSONField(default=dict)),
                    ('editions', models.JSONField(null=True)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sha256', ''), ('skeleton__isnull', True)), models.Q(('sha256__gt', ''), ('skeleton__isnull', False)), _connector='OR'), name='variant_frozen_has_hash')],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('bulletin', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='bulletins.bulletin')),
                    ('seq', models.PositiveIntegerField()),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='deliveries', to=settings.AUTH_USER_MODEL)),
                    ('email', models.EmailField(max_length=254)),
                    ('email_norm', models.CharField(max_length=254)),
                    ('merge', models.JSONField(default=dict)),
                    ('variant', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bulletins.bulletinvariant')),
                    ('state', models.SmallIntegerField(choices=[(0, 'Waiting'), (1, 'Handed to their mail server'), (2, 'Not taken yet: we try again'), (3, 'Could not be sent'), (4, 'Not sent: asked us to stop, or the address fails'), (5, 'Not sent: the bulletin was cancelled'), (6, 'Held: sent twice without an answer'), (7, 'Not sent: no longer among those who get it')], default=0)),
                    ('uncertain_at', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(db_default=0, default=0)),
                    ('smtp_code', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('enhanced', models.CharField(blank=True, db_default='', default='', max_length=11)),
                    ('reply', models.CharField(blank=True, db_default='', default='', max_length=255)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('next_attempt_at', models.DateTimeField(blank=True, null=True)),
                    ('bounced_at', models.DateTimeField(blank=True, null=True)),
                    ('bounce_class', models.CharField(blank=True, db_default='', default='', max_length=10)),
                    ('unsubscribed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name_plural': 'deliveries',
                    'ordering': ['bulletin', 'seq'],
                    'indexes': [models.Index(condition=models.Q(('next_attempt_at__isnull', False)), fields=['next_attempt_at'], name='delivery_next_attempt')],
                    'constraints': [models.UniqueConstraint(fields=('bulletin', 'seq'), name='delivery_seq_once'), models.UniqueConstraint(fields=('bulletin', 'email_norm'), name='delivery_one_copy_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('next_attempt_at__isnull', False), ('state', 2)), models.Q(models.Q(('state', 2), _negated=True), ('next_attempt_at__isnull', True)), _connector='OR'), name='delivery_retry_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', False), ('state', 1)), models.Q(models.Q(('state', 1), _negated=True), ('accepted_at__isnull', True)), _connector='OR'), name='delivery_accepted_has_time')],
                },
            ), migrations.CreateModel(
                name='DeliveryEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='happened', to='bulletins.delivery')),
                    ('kind', models.CharField(choices=[('deferred', 'Their server asked us to wait'), ('refused', 'Their server refused the mail'), ('bounced', 'The address fails'), ('uncertain', 'We do not know whether it arrived, so a second copy goes out'), ('held', 'Still no answer after a second copy'), ('unsubscribed', 'Asked us to stop')], max_length=20)),
                    ('detail', models.CharField(blank=True, max_length=60)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['created_at', 'pk'],
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5f89a85ffb46439dfe398ec475ca3efc73d48db5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ef59c', table='bulletins_deliveryevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='DeliveryPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('bulletin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='bulletins.bulletin')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='bulletins.mailroute')),
                    ('seq_lo', models.PositiveIntegerField()),
                    ('seq_hi', models.PositiveIntegerField()),
                    ('state', models.CharField(choices=[('ready', 'Ready'), ('open', 'Open'), ('done', 'Done')], default='ready', max_length=5)),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['bulletin', 'seq_lo', 'pk'],
                    'indexes': [models.Index(condition=models.Q(('state', 'ready')), fields=['bulletin', 'seq_lo'], name='part_ready')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('seq_hi__gte', models.F('seq_lo'))), name='part_from_low_to_high'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'done'), _negated=True), expressions=[('bulletin', '='), (models.Func(models.F('seq_lo'), models.F('seq_hi'), django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&')], name='part_rows_once')],
                },
            ), migrations.CreateModel(
                name='MailRoute',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mailer', models.CharField(max_length=40, unique=True)),
                    ('failures', models.PositiveSmallIntegerField(default=0)),
                    ('blocked_until', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Subscriber',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254, unique=True, verbose_name='email address')),
                    ('name', models.CharField(blank=True, max_length=150)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['email'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'), ('name', ''), _connector='OR')), name='subscriber_name_shows', violation_error_message='Write something that can be seen, on one line.'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='subscriber_email_in_lower_case')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bulletins_subscriberevent" ("created_at", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='54b67cf1dd15e0d80c1e6544ce9d6262a5511a83', operation='INSERT', pgid='pgtrigger_insert_insert_9108f', table='bulletins_subscriber', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "bulletins_subscriberevent" ("created_at", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."created_at", NEW."email", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b4fc0b2131b8d9d4838d2998ec259f7c1512cd02', operation='UPDATE', pgid='pgtrigger_update_update_fa8bd', table='bulletins_subscriber', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "bulletins_subscriberevent" ("created_at", "email", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."created_at", OLD."email", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='83f272f7512409e8f674603af76b997f7d2b78a5', operation='DELETE', pgid='pgtrigger_delete_delete_5f509', table='bulletins_subscriber', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='BulletinEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bulletins.bulletin')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('subject', models.CharField(max_length=150)),
                    ('body', models.TextField()),
                    ('audience', models.CharField(choices=[('members', 'Owners of providers in membership'), ('managers', 'Owners and home managers of providers in membership'), ('subscribers', 'Subscribers: people without a login who asked for bulletins'), ('everyone', 'All of these')], default='members', max_length=20, verbose_name='who gets it')),
                    ('state', models.CharField(choices=[(bulletins.workflow.BulletinState['DRAFT'], 'Draft'), (bulletins.workflow.BulletinState['SUBMITTED'], 'Submitted'), (bulletins.workflow.BulletinState['APPROVED'], 'Approved'), (bulletins.workflow.BulletinState['PREPARING'], 'Preparing'), (bulletins.workflow.BulletinState['SENDING'], 'Sending'), (bulletins.workflow.BulletinState['PAUSED'], 'Paused'), (bulletins.workflow.BulletinState['SENT'], 'Sent'), (bulletins.workflow.BulletinState['CANCELLED'], 'Cancelled'), (bulletins.workflow.BulletinState['STOPPED'], 'Stopped by errors')], default=bulletins.workflow.BulletinState['DRAFT'], max_length=20)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('saved_at', models.DateTimeField(auto_now=True)),
                    ('approved_hash', models.CharField(blank=True, max_length=64)),
                    ('approved_at', models.DateTimeField(blank=True, null=True)),
                    ('approved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('candidates', models.PositiveIntegerField(default=0)),
                    ('prepared', models.PositiveIntegerField(default=0, verbose_name='to be written to')),
                    ('excluded', models.PositiveIntegerField(default=0, verbose_name='not to be written to')),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('goes_without_picks', models.BooleanField(default=False)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1c836cfb22322ba128cc87f8808951e676f9b3b0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3072b', table='bulletins_bulletinevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='SubscriberEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='bulletins.subscriber')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('email', models.EmailField(max_length=254, verbose_name='email address')),
                    ('name', models.CharField(blank=True, max_length=150)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6064eee4d658d54d835bccd515628d638518d0f8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4fa5b', table='bulletins_subscriberevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            )],
        ),
        # Each row is updated some times while a bulletin goes out: room on its page keeps the index as it is.
        migrations.RunSQL(
            sql='ALTER TABLE bulletins_delivery SET (fillfactor = 80)',
            reverse_sql='ALTER TABLE bulletins_delivery RESET (fillfactor)',
        ),
    ]
