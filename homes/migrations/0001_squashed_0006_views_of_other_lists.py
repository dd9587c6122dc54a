import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.manager
import encryption
import history.initial_schema
import pgtrigger.compiler
import register.lists.changes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('homes', '0001_initial'), ('homes', '0002_claims_taken_back_and_transfers_asked_for'), ('homes', '0003_validate_home_confirmed_has_dates'), ('homes', '0004_areas'), ('homes', '0005_provider_of_a_sheet'), ('homes', '0006_views_of_other_lists')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('pghistory', '0001_initial'),
        ('register', '0001_initial'),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='Area',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60)),
                    ('manager', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='area manager')),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='areas', to='people.provider')),
                ],
                options={
                    'ordering': ['name', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'))), name='area_name_shows', violation_error_message='Write something that can be seen, on one line.'), models.UniqueConstraint(models.F('provider'), django.db.models.functions.text.Lower('name'), name='area_name_once', violation_error_message='Another of your areas has this name.')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_areaevent" ("id", "manager_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (NEW."id", NEW."manager_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id"); RETURN NULL;', hash='6084ab3fe6935bd9638643a0ae25780b3e33016f', operation='INSERT', pgid='pgtrigger_insert_insert_b8c25', table='homes_area', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "homes_areaevent" ("id", "manager_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (NEW."id", NEW."manager_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id"); RETURN NULL;', hash='13db7852b4e4c35d068f582a35b8c662bb05dcb5', operation='UPDATE', pgid='pgtrigger_update_update_503b2', table='homes_area', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_areaevent" ("id", "manager_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (OLD."id", OLD."manager_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id"); RETURN NULL;', hash='48fd9ab1edac477df5e7f922bde6f397959af1a1', operation='DELETE', pgid='pgtrigger_delete_delete_3c559', table='homes_area', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='AreaEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=60)),
                    ('manager', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='area manager')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='homes.area')),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                ],
                options={
                    'abstract': False,
                    'constraints': [],
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='881a646c3711935eefd02532d434affd516ad04f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_01365', table='homes_areaevent', when='BEFORE'))],
                },
            ), migrations.CreateModel(
                name='Home',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='homes', to='register.registration')),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='homes', to='people.provider')),
                    ('state', models.CharField(choices=[('claimed', 'Waiting for the association'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('withdrawn', 'Taken back'), ('ended', 'Ended')], default='claimed', max_length=10)),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True)),
                    ('alias', models.CharField(blank=True, max_length=60)),
                    ('claimed_at', models.DateTimeField(auto_now_add=True)),
                    ('takes_over', models.BooleanField(db_default=False, default=False)),
                ],
                options={
                    'ordering': ['registration__number', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('alias__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'), ('alias', ''), _connector='OR')), name='home_alias_shows', violation_error_message='Write something that can be seen, on one line.'), models.UniqueConstraint(condition=models.Q(('state', 'claimed')), fields=('registration', 'provider'), name='home_claimed_once'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state__in', ['confirmed', 'ended'])), expressions=[('registration', '='), ('during', '&&')], name='home_one_provider_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('during__isnull', True), ('state__in', ['claimed', 'refused', 'withdrawn'])), models.Q(('during__isnull', False), ('state__in', ['confirmed', 'ended'])), _connector='OR'), name='home_confirmed_has_dates')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homeevent" ("alias", "claimed_at", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "registration_id", "state", "takes_over") VALUES (NEW."alias", NEW."claimed_at", NEW."during", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."registration_id", NEW."state", NEW."takes_over"); RETURN NULL;', hash='2e59f80334313588858b7e8f9fac885b2d18606d', operation='INSERT', pgid='pgtrigger_insert_insert_fe2c5', table='homes_home', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "homes_homeevent" ("alias", "claimed_at", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "registration_id", "state", "takes_over") VALUES (NEW."alias", NEW."claimed_at", NEW."during", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id", NEW."registration_id", NEW."state", NEW."takes_over"); RETURN NULL;', hash='499296bfae549858121f80081c465409ab959305', operation='UPDATE', pgid='pgtrigger_update_update_88d7e', table='homes_home', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homeevent" ("alias", "claimed_at", "during", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "registration_id", "state", "takes_over") VALUES (OLD."alias", OLD."claimed_at", OLD."during", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."registration_id", OLD."state", OLD."takes_over"); RETURN NULL;', hash='d92bc229f7aebdce1518211951a93ffa3cc2226d', operation='DELETE', pgid='pgtrigger_delete_delete_a2612', table='homes_home', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='HomeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='homes.home')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('registration', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.registration')),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('state', models.CharField(choices=[('claimed', 'Waiting for the association'), ('confirmed', 'Confirmed'), ('refused', 'Refused'), ('withdrawn', 'Taken back'), ('ended', 'Ended')], default='claimed', max_length=10)),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField(blank=True, null=True)),
                    ('alias', models.CharField(blank=True, max_length=60)),
                    ('claimed_at', models.DateTimeField(auto_now_add=True)),
                    ('takes_over', models.BooleanField(db_default=False, default=False)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7a3663d803013a5bf5f8fde7fe92feda18f04a27', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1f4f9', table='homes_homeevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='HomeFacts',
                fields=[
                    ('home', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='facts', serialize=False, to='homes.home')),
                    ('vacancies', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('vacancies_on', models.DateField(blank=True, null=True, verbose_name='vacancies last said on')),
                    ('youngest', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='youngest age')),
                    ('oldest', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='oldest age')),
                    ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('emotional', 'Emotional and behavioural difficulties'), ('mental', 'Mental disorders'), ('sensory', 'Sensory impairment'), ('alcohol', 'Present alcohol problems'), ('drugs', 'Present drug problems'), ('learning', 'Learning disability'), ('physical', 'Physical disabilities')], max_length=12), blank=True, default=list)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='facts', to='homes.area')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('vacancies__isnull', True), ('vacancies_on__isnull', True)), models.Q(('vacancies__lte', 99), ('vacancies_on__isnull', False)), _connector='OR'), name='home_facts_vacancies_dated'), models.CheckConstraint(condition=models.Q(('youngest__lte', django.db.models.functions.comparison.Coalesce(models.F('oldest'), 25)), ('youngest__isnull', True), _connector='OR'), name='home_facts_ages_in_order'), models.CheckConstraint(condition=models.Q(('oldest__lte', 25), ('oldest__isnull', True), _connector='OR'), name='home_facts_oldest')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homefactsevent" ("area_id", "home_id", "needs", "oldest", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vacancies", "vacancies_on", "youngest") VALUES (NEW."area_id", NEW."home_id", NEW."needs", NEW."oldest", _pgh_attach_context(), NOW(), \'insert\', NEW."home_id", NEW."vacancies", NEW."vacancies_on", NEW."youngest"); RETURN NULL;', hash='0bfb57ee360a67e84ccd4bba602327805166914e', operation='INSERT', pgid='pgtrigger_insert_insert_4a2b2', table='homes_homefacts', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "homes_homefactsevent" ("area_id", "home_id", "needs", "oldest", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vacancies", "vacancies_on", "youngest") VALUES (NEW."area_id", NEW."home_id", NEW."needs", NEW."oldest", _pgh_attach_context(), NOW(), \'update\', NEW."home_id", NEW."vacancies", NEW."vacancies_on", NEW."youngest"); RETURN NULL;', hash='86b857f6e05add5be582e017a94bfa61f96ac134', operation='UPDATE', pgid='pgtrigger_update_update_e1d9b', table='homes_homefacts', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homefactsevent" ("area_id", "home_id", "needs", "oldest", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "vacancies", "vacancies_on", "youngest") VALUES (OLD."area_id", OLD."home_id", OLD."needs", OLD."oldest", _pgh_attach_context(), NOW(), \'delete\', OLD."home_id", OLD."vacancies", OLD."vacancies_on", OLD."youngest"); RETURN NULL;', hash='491dca2b7fcafe5b9bbf8417cf851c15e042c2cb', operation='DELETE', pgid='pgtrigger_delete_delete_1a942', table='homes_homefacts', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='HomeFactsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='homes.homefacts')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='homes.home')),
                    ('vacancies', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('vacancies_on', models.DateField(blank=True, null=True, verbose_name='vacancies last said on')),
                    ('youngest', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='youngest age')),
                    ('oldest', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='oldest age')),
                    ('needs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('emotional', 'Emotional and behavioural difficulties'), ('mental', 'Mental disorders'), ('sensory', 'Sensory impairment'), ('alcohol', 'Present alcohol problems'), ('drugs', 'Present drug problems'), ('learning', 'Learning disability'), ('physical', 'Physical disabilities')], max_length=12), blank=True, default=list)),
                    ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.area')),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='51f422e0d874cd048b057e8cf5ffd3598e9b2431', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ee93f', table='homes_homefactsevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='HomeGrant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='homes', to='people.role')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='homes.home')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('role', 'home'), name='role_home_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homegrantevent" ("home_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id") VALUES (NEW."home_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role_id"); RETURN NULL;', hash='f89eaf2f34f5f62d81043224cd3395ef7bdfe153', operation='INSERT', pgid='pgtrigger_insert_insert_8d483', table='homes_homegrant', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "homes_homegrantevent" ("home_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id") VALUES (NEW."home_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role_id"); RETURN NULL;', hash='90b5671963cc05bf138f2ce0d185bb310c6d4c6b', operation='UPDATE', pgid='pgtrigger_update_update_6da08', table='homes_homegrant', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homegrantevent" ("home_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role_id") VALUES (OLD."home_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role_id"); RETURN NULL;', hash='4f48ed2c80e132e39cd659a8deef50a0aaaecb3f', operation='DELETE', pgid='pgtrigger_delete_delete_22df0', table='homes_homegrant', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='HomeGrantEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='homes.homegrant')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('role', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.role')),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.home')),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='25c538a49668f8e32f35363925cdfd0384680970', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1e4aa', table='homes_homegrantevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='HomeLocation',
                fields=[
                    ('home', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='location', serialize=False, to='homes.home')),
                    ('name', encryption.EncryptedTextField(blank=True)),
                    ('address', encryption.EncryptedTextField(blank=True)),
                    ('postcode', encryption.EncryptedTextField(blank=True)),
                    ('telephone', encryption.EncryptedTextField(blank=True)),
                ],
                options={
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homelocationevent" ("address", "home_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "telephone") VALUES (NEW."address", NEW."home_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."home_id", NEW."postcode", NEW."telephone"); RETURN NULL;', hash='7a7b167c086475b66bd1b2e43c9ad4fe9af444d1', operation='INSERT', pgid='pgtrigger_insert_insert_f228d', table='homes_homelocation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "homes_homelocationevent" ("address", "home_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "telephone") VALUES (NEW."address", NEW."home_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."home_id", NEW."postcode", NEW."telephone"); RETURN NULL;', hash='6648c9f94104868884d87a9618a613561e839c7f', operation='UPDATE', pgid='pgtrigger_update_update_ee20c', table='homes_homelocation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homelocationevent" ("address", "home_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "telephone") VALUES (OLD."address", OLD."home_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."home_id", OLD."postcode", OLD."telephone"); RETURN NULL;', hash='b34b1214aa3b51b8f79058ef0f77438d01162c24', operation='DELETE', pgid='pgtrigger_delete_delete_797e2', table='homes_homelocation', when='AFTER'))],
                    'constraints': [],
                },
                managers=[
                    ('private', django.db.models.manager.Manager()),
                ],
            ), migrations.CreateModel(
                name='HomeLocationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='homes.homelocation')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='homes.home')),
                    ('name', encryption.EncryptedTextField(blank=True)),
                    ('address', encryption.EncryptedTextField(blank=True)),
                    ('postcode', encryption.EncryptedTextField(blank=True)),
                    ('telephone', encryption.EncryptedTextField(blank=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='69aa3c9fe0d872d242f8bf2b25a1cbe4124febce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_47964', table='homes_homelocationevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='HomePost',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='homes.home')),
                    ('kind', models.CharField(choices=[('manager', 'Registered manager'), ('responsible', 'Responsible individual')], max_length=12)),
                    ('name', encryption.EncryptedTextField()),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ],
                options={
                    'ordering': ['kind', '-during', 'pk'],
                    'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('home', '='), ('kind', '='), ('during', '&&')], name='home_post_one_at_a_time'), models.CheckConstraint(condition=models.Q(('during__isempty', False), ('during__lower_inf', False)), name='home_post_has_a_first_day')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homepostevent" ("during", "home_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."during", NEW."home_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='280b495936bfe8c9409209563061a26edeb62379', operation='INSERT', pgid='pgtrigger_insert_insert_f90db', table='homes_homepost', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "homes_homepostevent" ("during", "home_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."during", NEW."home_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='b5ac38541f8bd3faa9519c051aed61778d1fa792', operation='UPDATE', pgid='pgtrigger_update_update_1a39c', table='homes_homepost', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "homes_homepostevent" ("during", "home_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."during", OLD."home_id", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='d0758617f1b195b39baa7ab295019a67c4c50d84', operation='DELETE', pgid='pgtrigger_delete_delete_190ec', table='homes_homepost', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='HomePostEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='homes.homepost')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.home')),
                    ('kind', models.CharField(choices=[('manager', 'Registered manager'), ('responsible', 'Responsible individual')], max_length=12)),
                    ('name', encryption.EncryptedTextField()),
                    ('during', django.contrib.postgres.fields.ranges.DateRangeField()),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4be693b9b9fd6fd659474b1f7c0f1226481c1848', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_41384', table='homes_homepostevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='HomeSheet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='home_sheets', to=settings.AUTH_USER_MODEL)),
                    ('name', encryption.EncryptedTextField()),
                    ('content', encryption.EncryptedTextField()),
                    ('conflicts', encryption.EncryptedTextField(blank=True)),
                    ('state', models.CharField(choices=[('checked', 'Checked'), ('accepted', 'Being applied'), ('changed', 'Not applied: someone changed these homes meanwhile'), ('applied', 'Applied')], default='checked', max_length=10)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('applied_at', models.DateTimeField(blank=True, null=True)),
                    ('provider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='home_sheets', to='people.provider')),
                ],
                options={
                    'ordering': ['-created_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('applied_at__isnull', False), ('state', 'applied')), models.Q(models.Q(('state', 'applied'), _negated=True), ('applied_at__isnull', True)), _connector='OR'), name='home_sheet_applied_has_its_time')],
                },
            ), migrations.CreateModel(
                name='RegisterProposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='register.registerfile')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='homes.home')),
                    ('kind', models.CharField(choices=[(register.lists.changes.ChangeKind['CLOSED'], 'Not on the register any more'), (register.lists.changes.ChangeKind['STATUS'], 'Registration status'), (register.lists.changes.ChangeKind['PLACES'], 'Places'), (register.lists.changes.ChangeKind['OWNER'], 'Owner as printed'), (register.lists.changes.ChangeKind['GRADE'], 'Judgement')], max_length=10)),
                    ('before', models.CharField(max_length=200)),
                    ('after', models.CharField(max_length=200)),
                    ('state', models.CharField(choices=[('open', 'To decide'), ('accepted', 'Accepted'), ('dismissed', 'Dismissed')], default='open', max_length=10)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-file__as_at', 'home', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'home', 'kind'), name='register_proposal_once'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='register_proposal_decided_at')],
                },
            ), migrations.CreateModel(
                name='SavedView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                    ('name', models.CharField(max_length=60)),
                    ('query', models.TextField(max_length=2000)),
                    ('is_default', models.BooleanField(default=False)),
                    ('page', models.CharField(db_default='homes:home_list', default='homes:home_list', max_length=40)),
                ],
                options={
                    'ordering': ['name', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'))), name='saved_view_name_shows', violation_error_message='Write something that can be seen, on one line.'), models.UniqueConstraint(fields=('user', 'page', 'name'), name='saved_view_named_once'), models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('user', 'page'), name='saved_view_one_default')],
                },
            )],
        ),
    ]
