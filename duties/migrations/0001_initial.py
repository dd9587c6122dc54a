import django.db.models.deletion
import django.db.models.functions.text
import duties.models.duty
import duties.models.notices
import history.initial_schema
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('homes', '0001_initial'),
        ('people', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='ChangeToNotify',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes_to_notify', to='homes.home')),
                    ('kind', models.CharField(choices=duties.models.notices.change_choices, max_length=30)),
                    ('happens_on', models.DateField()),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('notified_on', models.DateField(blank=True, null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name_plural': 'changes to notify',
                    'ordering': [models.OrderBy(models.F('notified_on'), descending=True, nulls_first=True), '-happens_on', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('home', 'kind', 'happens_on'), name='change_to_notify_once_a_day')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_changetonotifyevent" ("by_id", "happens_on", "home_id", "id", "kind", "note", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."by_id", NEW."happens_on", NEW."home_id", NEW."id", NEW."kind", NEW."note", NEW."notified_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='caa7e9e1d14acba89bd7c92c926bafc16576c10e', operation='INSERT', pgid='pgtrigger_insert_insert_3db04', table='duties_changetonotify', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duties_changetonotifyevent" ("by_id", "happens_on", "home_id", "id", "kind", "note", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."by_id", NEW."happens_on", NEW."home_id", NEW."id", NEW."kind", NEW."note", NEW."notified_on", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='0c1e63d72ecbad5bfb3aaaaab7b0db157c6adec8', operation='UPDATE', pgid='pgtrigger_update_update_04533', table='duties_changetonotify', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_changetonotifyevent" ("by_id", "happens_on", "home_id", "id", "kind", "note", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."by_id", OLD."happens_on", OLD."home_id", OLD."id", OLD."kind", OLD."note", OLD."notified_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='1d1630ce8028310762b9ac7b11f2fe886461d930', operation='DELETE', pgid='pgtrigger_delete_delete_562bf', table='duties_changetonotify', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='Duty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties', to='people.provider')),
                    ('home', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='own_duties', to='homes.home')),
                    ('rule', models.CharField(blank=True, choices=duties.models.duty.rule_choices, max_length=30)),
                    ('name', models.CharField(blank=True, max_length=80)),
                    ('every_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('by_month', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('by_day', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name_plural': 'duties',
                    'ordering': ['name', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'), ('name', ''), _connector='OR')), name='duty_name_shows', violation_error_message='Write something that can be seen, on one line.'), models.CheckConstraint(condition=models.Q(models.Q(models.Q(('rule', ''), _negated=True), ('home', None), ('name', '')), models.Q(('rule', ''), models.Q(('name', ''), _negated=True)), _connector='OR'), name='duty_from_law_or_of_their_own'), models.CheckConstraint(condition=models.Q(models.Q(('by_day', None), ('by_month', None), ('every_months__isnull', False), ('every_months__range', (1, 60))), models.Q(('by_month__isnull', False), ('by_month__range', (4, 12)), ('every_months', None), ('by_day__isnull', False), ('by_day__range', (1, 31))), _connector='OR'), name='duty_has_one_recurrence'), models.UniqueConstraint(condition=models.Q(('ended_at', None), models.Q(('rule', ''), _negated=True)), fields=('provider', 'rule'), name='duty_recurrence_once'), models.UniqueConstraint(models.F('provider'), models.F('home'), django.db.models.functions.text.Lower('name'), condition=models.Q(('ended_at', None), ('rule', '')), name='duty_name_once', nulls_distinct=False)],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutyevent" ("by_day", "by_month", "ended_at", "every_months", "home_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "rule") VALUES (NEW."by_day", NEW."by_month", NEW."ended_at", NEW."every_months", NEW."home_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."rule"); RETURN NULL;', hash='c335ae8f6fd5c3b9799845597b7458693968e769', operation='INSERT', pgid='pgtrigger_insert_insert_1d6c9', table='duties_duty', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duties_dutyevent" ("by_day", "by_month", "ended_at", "every_months", "home_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "rule") VALUES (NEW."by_day", NEW."by_month", NEW."ended_at", NEW."every_months", NEW."home_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id", NEW."rule"); RETURN NULL;', hash='50307365738f013ab54b968035696b30302a06c0', operation='UPDATE', pgid='pgtrigger_update_update_c05d7', table='duties_duty', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutyevent" ("by_day", "by_month", "ended_at", "every_months", "home_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "rule") VALUES (OLD."by_day", OLD."by_month", OLD."ended_at", OLD."every_months", OLD."home_id", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."rule"); RETURN NULL;', hash='0def99c9e83fb85bcc43b5dfde529ead7d97a0e5', operation='DELETE', pgid='pgtrigger_delete_delete_93df4', table='duties_duty', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='DutyCalendar',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duty_calendars', to=settings.AUTH_USER_MODEL)),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('read_on', models.DateField(blank=True, null=True)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('user',), name='duty_calendar_once_a_person')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutycalendarevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;', hash='d84aa3564d920c91959152b4b28baa1ab368c920', operation='INSERT', pgid='pgtrigger_insert_insert_bb0bf', table='duties_dutycalendar', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "duties_dutycalendarevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;', hash='fb22e256a715892285eebe98e5b3221cd410573f', operation='UPDATE', pgid='pgtrigger_update_update_b12f0', table='duties_dutycalendar', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutycalendarevent" ("id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (OLD."id", OLD."made_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."user_id"); RETURN NULL;', hash='15b3cbde359ce0849da4c336e1661552a366f035', operation='DELETE', pgid='pgtrigger_delete_delete_036b8', table='duties_dutycalendar', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='DutyDone',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties_done', to='homes.home')),
                    ('rule', models.CharField(blank=True, choices=duties.models.duty.rule_choices, max_length=30)),
                    ('own', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='done', to='duties.duty')),
                    ('done_on', models.DateField()),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('marked_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'verbose_name_plural': 'duties done',
                    'ordering': ['-done_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('rule', ''), _negated=True), ('own', None)), models.Q(('own__isnull', False), ('rule', '')), _connector='OR'), name='duty_done_names_a_duty'), models.UniqueConstraint(fields=('home', 'rule', 'own', 'done_on'), name='duty_done_once_a_day', nulls_distinct=False)],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutydoneevent" ("by_id", "done_on", "home_id", "id", "marked_at", "note", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."by_id", NEW."done_on", NEW."home_id", NEW."id", NEW."marked_at", NEW."note", NEW."own_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rule"); RETURN NULL;', hash='bc4be844873bbec646d76a320d5e61cca1f11db2', operation='INSERT', pgid='pgtrigger_insert_insert_0eb22', table='duties_dutydone', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duties_dutydoneevent" ("by_id", "done_on", "home_id", "id", "marked_at", "note", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (NEW."by_id", NEW."done_on", NEW."home_id", NEW."id", NEW."marked_at", NEW."note", NEW."own_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rule"); RETURN NULL;', hash='0a855f8f229d655443c5932716af97951e01a2f7', operation='UPDATE', pgid='pgtrigger_update_update_6eff4', table='duties_dutydone', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutydoneevent" ("by_id", "done_on", "home_id", "id", "marked_at", "note", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rule") VALUES (OLD."by_id", OLD."done_on", OLD."home_id", OLD."id", OLD."marked_at", OLD."note", OLD."own_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rule"); RETURN NULL;', hash='0107ffa5e0eca5a326cda3c8ca256c6f9ff20c31', operation='DELETE', pgid='pgtrigger_delete_delete_05186', table='duties_dutydone', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='DutyOff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duties_off', to='homes.home')),
                    ('rule', models.CharField(blank=True, choices=duties.models.duty.rule_choices, max_length=30)),
                    ('own', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='off', to='duties.duty')),
                    ('reason', models.CharField(max_length=200)),
                ],
                options={
                    'verbose_name_plural': 'duties off',
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(models.Q(('rule', ''), _negated=True), ('own', None)), models.Q(('own__isnull', False), ('rule', '')), _connector='OR'), name='duty_off_names_a_duty'), models.UniqueConstraint(fields=('home', 'rule', 'own'), name='duty_off_once', nulls_distinct=False)],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutyoffevent" ("home_id", "id", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule") VALUES (NEW."home_id", NEW."id", NEW."own_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."rule"); RETURN NULL;', hash='826ecf5a1e1f40506864100b57390b063c8daa8d', operation='INSERT', pgid='pgtrigger_insert_insert_fd065', table='duties_dutyoff', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duties_dutyoffevent" ("home_id", "id", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule") VALUES (NEW."home_id", NEW."id", NEW."own_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."rule"); RETURN NULL;', hash='48644c946ee9f45a73524b2462f4661cf677cf01', operation='UPDATE', pgid='pgtrigger_update_update_dc6c9', table='duties_dutyoff', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutyoffevent" ("home_id", "id", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "rule") VALUES (OLD."home_id", OLD."id", OLD."own_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."rule"); RETURN NULL;', hash='b1d2264c7a723d7c54b8df726d1e96de8aaa6907', operation='DELETE', pgid='pgtrigger_delete_delete_9d83c', table='duties_dutyoff', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='DutyReminder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='duty_reminder', to=settings.AUTH_USER_MODEL)),
                    ('frequency', models.CharField(choices=[('weekly', 'Every Monday, what falls due this week and next'), ('when_due', 'When something falls due soon, and when it is overdue')], max_length=10)),
                    ('told_until', models.DateField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('frequency__in', ['weekly', 'when_due'])), name='duty_reminder_frequency')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutyreminderevent" ("frequency", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."frequency", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='bea5762d274c075d677168b64f2060f80245f41e', operation='INSERT', pgid='pgtrigger_insert_insert_5fdbe', table='duties_dutyreminder', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."frequency" IS DISTINCT FROM (NEW."frequency") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "duties_dutyreminderevent" ("frequency", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."frequency", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='63cbb24f804d1a1f9f27dbc9d112689048f7a39b', operation='UPDATE', pgid='pgtrigger_update_update_950cb', table='duties_dutyreminder', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutyreminderevent" ("frequency", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."frequency", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;', hash='e6d70fbdffa2d99dce1127f9c60bffd4e5b50c21', operation='DELETE', pgid='pgtrigger_delete_delete_a2cf1', table='duties_dutyreminder', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='DutySharing',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='duty_sharings', to='people.provider')),
                    ('from_day', models.DateField()),
                    ('until', models.DateField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-from_day', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('until__gte', models.F('from_day'))), name='duty_sharing_ends_after_start'), models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('provider',), name='duty_sharing_open_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutysharingevent" ("ended_at", "from_day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "until") VALUES (NEW."ended_at", NEW."from_day", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."until"); RETURN NULL;', hash='9b57890d9e9718510bd2e8cb85d6a9fc5b1b9e37', operation='INSERT', pgid='pgtrigger_insert_insert_a1d3c', table='duties_dutysharing', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duties_dutysharingevent" ("ended_at", "from_day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "until") VALUES (NEW."ended_at", NEW."from_day", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id", NEW."until"); RETURN NULL;', hash='d3767cf5549fff2558cec6776f4665ba5f554ea6', operation='UPDATE', pgid='pgtrigger_update_update_1f10d', table='duties_dutysharing', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_dutysharingevent" ("ended_at", "from_day", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "until") VALUES (OLD."ended_at", OLD."from_day", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."until"); RETURN NULL;', hash='ed20bacce298028b2001cc41e77879c058b1d6f7', operation='DELETE', pgid='pgtrigger_delete_delete_ae718', table='duties_dutysharing', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='ManagerAbsence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to='homes.home')),
                    ('starts_on', models.DateField()),
                    ('expected_back', models.DateField(blank=True, null=True)),
                    ('foreseen', models.BooleanField()),
                    ('came_back', models.DateField(blank=True, null=True)),
                    ('notified_on', models.DateField(blank=True, null=True)),
                    ('return_notified_on', models.DateField(blank=True, null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('expected_back__gt', models.F('starts_on'))), name='absence_expected_after_start'), models.CheckConstraint(condition=models.Q(('came_back__gt', models.F('starts_on'))), name='absence_back_after_start'), models.CheckConstraint(condition=models.Q(('return_notified_on', None), ('came_back__isnull', False), _connector='OR'), name='absence_return_after_return'), models.UniqueConstraint(condition=models.Q(('came_back', None)), fields=('home',), name='absence_one_at_a_time')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_managerabsenceevent" ("by_id", "came_back", "expected_back", "foreseen", "home_id", "id", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notified_on", "starts_on") VALUES (NEW."by_id", NEW."came_back", NEW."expected_back", NEW."foreseen", NEW."home_id", NEW."id", NEW."notified_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."return_notified_on", NEW."starts_on"); RETURN NULL;', hash='9151ba49ed8ff7259b2afd05a6b1f9e7a0550371', operation='INSERT', pgid='pgtrigger_insert_insert_11d7a', table='duties_managerabsence', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duties_managerabsenceevent" ("by_id", "came_back", "expected_back", "foreseen", "home_id", "id", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notified_on", "starts_on") VALUES (NEW."by_id", NEW."came_back", NEW."expected_back", NEW."foreseen", NEW."home_id", NEW."id", NEW."notified_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."return_notified_on", NEW."starts_on"); RETURN NULL;', hash='c7479bade18fa8ae53cfdd3e6dbf85fc6c043369', operation='UPDATE', pgid='pgtrigger_update_update_29d99', table='duties_managerabsence', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_managerabsenceevent" ("by_id", "came_back", "expected_back", "foreseen", "home_id", "id", "notified_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "return_notified_on", "starts_on") VALUES (OLD."by_id", OLD."came_back", OLD."expected_back", OLD."foreseen", OLD."home_id", OLD."id", OLD."notified_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."return_notified_on", OLD."starts_on"); RETURN NULL;', hash='b76ded3e0bf605fdc433f1a3f41a3f0cd0f7447b', operation='DELETE', pgid='pgtrigger_delete_delete_1c078', table='duties_managerabsence', when='AFTER'))],
                    'indexes': [],
                },
            ), migrations.CreateModel(
                name='ChangeToNotifyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.changetonotify')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.home')),
                    ('kind', models.CharField(choices=duties.models.notices.change_choices, max_length=30)),
                    ('happens_on', models.DateField()),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('notified_on', models.DateField(blank=True, null=True)),
                    ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='921f0b4d9b7ba06b54708fdaa2db6ee82ab178b3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c785c', table='duties_changetonotifyevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='DutyCalendarEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.dutycalendar')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_at', models.DateTimeField(auto_now_add=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bc29dfcdfd5a979aafa70dedee37190a64a7fb3e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_645e1', table='duties_dutycalendarevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='DutyDoneEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.dutydone')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.home')),
                    ('rule', models.CharField(blank=True, choices=duties.models.duty.rule_choices, max_length=30)),
                    ('own', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='duties.duty')),
                    ('done_on', models.DateField()),
                    ('note', models.CharField(blank=True, max_length=200)),
                    ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('marked_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4d07f1f17c56ae7a2309d9fa3fecb1ff0414e8e7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0a53d', table='duties_dutydoneevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='DutyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.duty')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('home', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.home')),
                    ('rule', models.CharField(blank=True, choices=duties.models.duty.rule_choices, max_length=30)),
                    ('name', models.CharField(blank=True, max_length=80)),
                    ('every_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('by_month', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('by_day', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7c8bc683c33d75b552bb570b85cca4516bf54db2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_76b73', table='duties_dutyevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='DutyOffEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.dutyoff')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.home')),
                    ('rule', models.CharField(blank=True, choices=duties.models.duty.rule_choices, max_length=30)),
                    ('own', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='duties.duty')),
                    ('reason', models.CharField(max_length=200)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3dc9c78b7c2e2cbb2135a2c99e4d6f7b0c7472dc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6b4c7', table='duties_dutyoffevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='DutyReminderEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.dutyreminder')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('frequency', models.CharField(choices=[('weekly', 'Every Monday, what falls due this week and next'), ('when_due', 'When something falls due soon, and when it is overdue')], max_length=10)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4ca86d4570eaff97380c5ed3f33c6af1a0e074be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6daaf', table='duties_dutyreminderevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='DutySharingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.dutysharing')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('from_day', models.DateField()),
                    ('until', models.DateField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4feca937d172fe61243257e31f3df1c1270acd37', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_88d22', table='duties_dutysharingevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='ManagerAbsenceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.managerabsence')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('home', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='homes.home')),
                    ('starts_on', models.DateField()),
                    ('expected_back', models.DateField(blank=True, null=True)),
                    ('foreseen', models.BooleanField()),
                    ('came_back', models.DateField(blank=True, null=True)),
                    ('notified_on', models.DateField(blank=True, null=True)),
                    ('return_notified_on', models.DateField(blank=True, null=True)),
                    ('by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='39ab08f9bfe925d624717f6c3b2ccd4d49f08efb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f1f07', table='duties_managerabsenceevent', when='BEFORE'))],
                    'indexes': [],
                    'constraints': [],
                },
            )],
        ),
    ]
