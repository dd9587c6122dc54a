import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import history.initial_schema
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='Application',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='people.provider')),
                    ('applied_on', models.DateField(default=django.utils.timezone.localdate)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                    ('accepted', models.BooleanField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-applied_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('accepted__isnull', True), ('decided_on__isnull', True)), models.Q(('accepted__isnull', False), ('decided_on__isnull', False)), _connector='OR'), name='application_decided_with_decision'), models.UniqueConstraint(condition=models.Q(('decided_on', None)), fields=('provider',), name='application_one_undecided')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_applicationevent" ("accepted", "applied_on", "decided_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (NEW."accepted", NEW."applied_on", NEW."decided_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id"); RETURN NULL;', hash='0eb8830ce4673969238576dc05cc7b3695685b1f', operation='INSERT', pgid='pgtrigger_insert_insert_1f4b2', table='members_application', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "members_applicationevent" ("accepted", "applied_on", "decided_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (NEW."accepted", NEW."applied_on", NEW."decided_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id"); RETURN NULL;', hash='74fb43c5bade10a8a5be7d37d5bbdbcd4230d672', operation='UPDATE', pgid='pgtrigger_update_update_da26f', table='members_application', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_applicationevent" ("accepted", "applied_on", "decided_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (OLD."accepted", OLD."applied_on", OLD."decided_on", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id"); RETURN NULL;', hash='e10c1f25f5de7441f999eb0ed45cbf6a6c1d5126', operation='DELETE', pgid='pgtrigger_delete_delete_31d6a', table='members_application', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Band',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField(default=0, editable=False, verbose_name='place in the list')),
                    ('is_current', models.BooleanField(default=True, editable=False, verbose_name='offered')),
                    ('name', models.CharField(max_length=40)),
                    ('homes_from', models.PositiveSmallIntegerField(default=1, verbose_name='homes, from')),
                    ('homes_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='homes, to')),
                    ('dues', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='dues for a year, in pounds')),
                ],
                options={
                    'ordering': ['position', 'name', 'pk'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'))), name='band_name_shows', violation_error_message='Write something that can be seen, on one line.'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='band_name_once', violation_error_code='name', violation_error_message='There is a band of this name, offered or retired. Change that one.'), models.CheckConstraint(condition=models.Q(('homes_to', None), ('homes_to__gte', models.F('homes_from')), _connector='OR'), name='band_homes_in_order', violation_error_code='homes_to', violation_error_message='This must not be less than the number before it.'), models.CheckConstraint(condition=models.Q(('dues__gte', 0)), name='band_dues_not_negative', violation_error_code='dues', violation_error_message='Dues cannot be less than nothing.')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_bandevent" ("dues", "homes_from", "homes_to", "id", "is_current", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."dues", NEW."homes_from", NEW."homes_to", NEW."id", NEW."is_current", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='fafaa631200b038c29a1f8d4340fa8f214da7b92', operation='INSERT', pgid='pgtrigger_insert_insert_3615d', table='members_band', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "members_bandevent" ("dues", "homes_from", "homes_to", "id", "is_current", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."dues", NEW."homes_from", NEW."homes_to", NEW."id", NEW."is_current", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='b3b600b9ac5c15e35dc997cb1cd9742787ad8ac3', operation='UPDATE', pgid='pgtrigger_update_update_32254', table='members_band', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_bandevent" ("dues", "homes_from", "homes_to", "id", "is_current", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."dues", OLD."homes_from", OLD."homes_to", OLD."id", OLD."is_current", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='49fda859ff64ea247248a1f7791ab5bbe79beddf', operation='DELETE', pgid='pgtrigger_delete_delete_0ce38', table='members_band', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Invoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='people.provider')),
                    ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invoices', to='members.term')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('sent_on', models.DateField()),
                    ('due_on', models.DateField()),
                    ('paid_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-sent_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('sent_on'))), name='invoice_due_after_sent')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_invoiceevent" ("amount", "due_on", "id", "number", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "sent_on", "term_id") VALUES (NEW."amount", NEW."due_on", NEW."id", NEW."number", NEW."paid_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."sent_on", NEW."term_id"); RETURN NULL;', hash='6fc18cc67980aab69194ea259df49299bfc837ff', operation='INSERT', pgid='pgtrigger_insert_insert_6f43c', table='members_invoice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "members_invoiceevent" ("amount", "due_on", "id", "number", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "sent_on", "term_id") VALUES (NEW."amount", NEW."due_on", NEW."id", NEW."number", NEW."paid_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id", NEW."sent_on", NEW."term_id"); RETURN NULL;', hash='864eb9b5345dcbdbda5ff1b2680d120f3f11e575', operation='UPDATE', pgid='pgtrigger_update_update_e1816', table='members_invoice', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_invoiceevent" ("amount", "due_on", "id", "number", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "sent_on", "term_id") VALUES (OLD."amount", OLD."due_on", OLD."id", OLD."number", OLD."paid_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."sent_on", OLD."term_id"); RETURN NULL;', hash='ab872befc36b25e08a8738503e44cfbba66ec829', operation='DELETE', pgid='pgtrigger_delete_delete_337fb', table='members_invoice', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Term',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='terms', to='people.provider')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('resigned_on', models.DateField(blank=True, null=True)),
                    ('band', models.CharField(max_length=40)),
                    ('chosen_band', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='members.band')),
                    ('dues', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('homes_counted', models.PositiveSmallIntegerField()),
                ],
                options={
                    'ordering': ['-ends_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='term_ends_after_start'), models.UniqueConstraint(fields=('provider', 'starts_on'), name='term_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_termevent" ("band", "chosen_band_id", "dues", "ends_on", "homes_counted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "resigned_on", "starts_on") VALUES (NEW."band", NEW."chosen_band_id", NEW."dues", NEW."ends_on", NEW."homes_counted", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."resigned_on", NEW."starts_on"); RETURN NULL;', hash='cd054db02baf6511862cffc70bbb70cbf0ec06a7', operation='INSERT', pgid='pgtrigger_insert_insert_d8e11', table='members_term', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "members_termevent" ("band", "chosen_band_id", "dues", "ends_on", "homes_counted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "resigned_on", "starts_on") VALUES (NEW."band", NEW."chosen_band_id", NEW."dues", NEW."ends_on", NEW."homes_counted", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id", NEW."resigned_on", NEW."starts_on"); RETURN NULL;', hash='6a0c20b2a950a8358a5cb8304a7e928d4d8ad426', operation='UPDATE', pgid='pgtrigger_update_update_9fb10', table='members_term', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "members_termevent" ("band", "chosen_band_id", "dues", "ends_on", "homes_counted", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "resigned_on", "starts_on") VALUES (OLD."band", OLD."chosen_band_id", OLD."dues", OLD."ends_on", OLD."homes_counted", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."resigned_on", OLD."starts_on"); RETURN NULL;', hash='e115984cb0629d02fd031ff5866da3cbc8ddd723', operation='DELETE', pgid='pgtrigger_delete_delete_8d118', table='members_term', when='AFTER')), pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='92664285d0cd79913fa4c668fc3383479491332b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_039d9', table='members_term', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='ApplicationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='members.application')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('applied_on', models.DateField(default=django.utils.timezone.localdate)),
                    ('decided_on', models.DateField(blank=True, null=True)),
                    ('accepted', models.BooleanField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1f200de0ec71fb96d159d119c965384ccdedb371', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_eed14', table='members_applicationevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='BandEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='members.band')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('position', models.PositiveIntegerField(default=0, editable=False, verbose_name='place in the list')),
                    ('is_current', models.BooleanField(default=True, editable=False, verbose_name='offered')),
                    ('name', models.CharField(max_length=40)),
                    ('homes_from', models.PositiveSmallIntegerField(default=1, verbose_name='homes, from')),
                    ('homes_to', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='homes, to')),
                    ('dues', models.DecimalField(decimal_places=2, max_digits=9, verbose_name='dues for a year, in pounds')),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b0918283fb644de47ab49cd9e6f868be59812dac', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ff92a', table='members_bandevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='InvoiceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='members.invoice')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('number', models.CharField(max_length=20)),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('term', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.term')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('sent_on', models.DateField()),
                    ('due_on', models.DateField()),
                    ('paid_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e158d65d3e385a4d410ce4e071b8c267ec99971', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_62c6e', table='members_invoiceevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='TermEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='members.term')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('resigned_on', models.DateField(blank=True, null=True)),
                    ('band', models.CharField(max_length=40)),
                    ('chosen_band', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='members.band')),
                    ('dues', models.DecimalField(decimal_places=2, max_digits=9)),
                    ('homes_counted', models.PositiveSmallIntegerField()),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='df5edfc61525b854c09eb69931d9fb22dd7c1aef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b264c', table='members_termevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            )],
        ),
    ]
