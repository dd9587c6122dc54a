import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import history.initial_schema
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('policy', '0001_initial'), ('policy', '0002_answers_asked'), ('policy', '0003_answers_asked_valid')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('pghistory', '0001_initial'),
        ('publishing', '0001_initial'),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='About',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='about', to='publishing.edition')),
                    ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='about', to='policy.document')),
                    ('consultation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='about', to='policy.consultation')),
                ],
                options={
                    'verbose_name_plural': 'about',
                    'ordering': ['edition', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('consultation__isnull', True), ('document__isnull', False)), models.Q(('consultation__isnull', False), ('document__isnull', True)), _connector='OR'), name='about_one_thing'), models.UniqueConstraint(fields=('edition', 'document'), name='about_document_once'), models.UniqueConstraint(fields=('edition', 'consultation'), name='about_consultation_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_aboutevent" ("consultation_id", "document_id", "edition_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultation_id", NEW."document_id", NEW."edition_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='b95f575706f19444e42488ac27d817199e65fbd4', operation='INSERT', pgid='pgtrigger_insert_insert_0aab9', table='policy_about', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_aboutevent" ("consultation_id", "document_id", "edition_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."consultation_id", NEW."document_id", NEW."edition_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='f63669dfb620c2dc0b9cb280cba46a90e56dfc18', operation='UPDATE', pgid='pgtrigger_update_update_f2406', table='policy_about', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_aboutevent" ("consultation_id", "document_id", "edition_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."consultation_id", OLD."document_id", OLD."edition_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='57225f4e455aa7f92c06f0d44f50e62b306409b6', operation='DELETE', pgid='pgtrigger_delete_delete_bed96', table='policy_about', when='AFTER')), pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='1f11153884d18fb0bac7f07affce1a1342076f11', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_c2679', table='policy_about', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='AboutEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.about')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('edition', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='publishing.edition')),
                    ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.document')),
                    ('consultation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.consultation')),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cea8ed82eae1da566d7e4c29e107cd4fe4dcb99d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e668a', table='policy_aboutevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='policy.submission')),
                    ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='policy.question')),
                    ('text', models.CharField(blank=True, max_length=10000, verbose_name='answer')),
                    ('consent', models.CharField(blank=True, choices=[('attributed', 'Quote it with our name'), ('anonymous', 'Quote it without our name'), ('not_public', 'Do not quote it: let it inform what you say')], max_length=10, verbose_name='how we may use it')),
                ],
                options={
                    'ordering': ['submission', 'question__number'],
                    'constraints': [models.UniqueConstraint(fields=('submission', 'question'), name='answer_once'), models.CheckConstraint(condition=models.Q(('consent__in', ['', 'attributed', 'anonymous', 'not_public'])), name='answer_consent_known')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_answerevent" ("consent", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "submission_id", "text") VALUES (NEW."consent", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."submission_id", NEW."text"); RETURN NULL;', hash='600dbeb5b5a1ec26e67074f363f3daa63a479cb5', operation='INSERT', pgid='pgtrigger_insert_insert_33b34', table='policy_answer', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_answerevent" ("consent", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "submission_id", "text") VALUES (NEW."consent", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."submission_id", NEW."text"); RETURN NULL;', hash='37700a876eb7def87a407c6852ee6f392b2e0f83', operation='UPDATE', pgid='pgtrigger_update_update_29a7f', table='policy_answer', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_answerevent" ("consent", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "submission_id", "text") VALUES (OLD."consent", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question_id", OLD."submission_id", OLD."text"); RETURN NULL;', hash='eae850492a56d848164a19c35d31ad6897d19a69', operation='DELETE', pgid='pgtrigger_delete_delete_65f7e', table='policy_answer', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='AnswerEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.answer')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('submission', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.submission')),
                    ('question', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.question')),
                    ('text', models.CharField(blank=True, max_length=10000, verbose_name='answer')),
                    ('consent', models.CharField(blank=True, choices=[('attributed', 'Quote it with our name'), ('anonymous', 'Quote it without our name'), ('not_public', 'Do not quote it: let it inform what you say')], max_length=10, verbose_name='how we may use it')),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e549f979ed066dfa58c4bb4d23bf6cc01ef85826', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_44f90', table='policy_answerevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Ask',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='policy.positionpaper')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(max_length=300)),
                ],
                options={
                    'ordering': ['position', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('position', 'number'), name='ask_number_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_askevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "text") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position_id", NEW."text"); RETURN NULL;', hash='6dee5db351d266e93385cf7b64703f8c10e1b368', operation='INSERT', pgid='pgtrigger_insert_insert_4753d', table='policy_ask', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_askevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "text") VALUES (NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position_id", NEW."text"); RETURN NULL;', hash='b1eae0467d9b0bd04d8ed150c8f8934b3c7aba58', operation='UPDATE', pgid='pgtrigger_update_update_7bf89', table='policy_ask', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_askevent" ("id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position_id", "text") VALUES (OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position_id", OLD."text"); RETURN NULL;', hash='458e80c3e1b0057f437ff4a9ba098ffb0b2376f9', operation='DELETE', pgid='pgtrigger_delete_delete_00d27', table='policy_ask', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='AskEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.ask')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('position', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.positionpaper')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.CharField(max_length=300)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9b9b144199d91b5ee26e4eb05695eaac41c1aa4f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d9176', table='policy_askevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Consultation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(error_messages={'unique': 'Another consultation has this reference. Look for it in the list, or write another reference.'}, max_length=40, validators=[django.core.validators.RegexValidator('^[A-Z0-9][A-Z0-9-]*\\Z', 'Use letters, numbers and hyphens only, such as DFE-2026-14.')])),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='policy.publicbody', verbose_name='public body')),
                    ('title', models.CharField(max_length=200)),
                    ('summary', models.TextField(verbose_name='what they ask')),
                    ('link', models.URLField(max_length=500, validators=[django.core.validators.RegexValidator('^https://', 'Write a link that begins with https://, such as https://www.gov.uk/government.', code='https')])),
                    ('opens_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('internal_deadline', models.DateTimeField(verbose_name='our deadline')),
                    ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Write 1 minute or more.')])),
                    ('outcome', models.TextField(blank=True)),
                    ('outcome_on', models.DateField(blank=True, null=True, verbose_name='outcome published')),
                    ('lapsed_on', models.DateField(blank=True, null=True, verbose_name='lapsed')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['internal_deadline', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'))), name='consultation_title_shows', violation_error_message='Write something that can be seen, on one line.'), models.UniqueConstraint(fields=('reference',), name='consultation_reference_once'), models.CheckConstraint(condition=models.Q(('reference__regex', '^[A-Z0-9][A-Z0-9-]*\\Z')), name='consultation_reference_fits_address'), models.CheckConstraint(condition=models.Q(('link__startswith', 'https://')), name='consultation_link_is_https'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='consultation_closes_after_opening'), models.CheckConstraint(condition=models.Q(('internal_deadline__gt', models.F('opens_at')), ('internal_deadline__lte', models.F('closes_at'))), name='consultation_our_deadline_while_open'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1)), name='consultation_takes_a_minute'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_on__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('outcome_on__isnull', False)), _connector='OR'), name='consultation_outcome_has_day'), models.CheckConstraint(condition=models.Q(('outcome_on__isnull', True), ('lapsed_on__isnull', True), _connector='OR'), name='consultation_outcome_or_lapsed')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_consultationevent" ("body_id", "closes_at", "created_at", "id", "internal_deadline", "lapsed_on", "link", "minutes", "opens_at", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "summary", "title") VALUES (NEW."body_id", NEW."closes_at", NEW."created_at", NEW."id", NEW."internal_deadline", NEW."lapsed_on", NEW."link", NEW."minutes", NEW."opens_at", NEW."outcome", NEW."outcome_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."summary", NEW."title"); RETURN NULL;', hash='852e3d3652e265f9a98302cdfc1fd7166fb56258', operation='INSERT', pgid='pgtrigger_insert_insert_6b31f', table='policy_consultation', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_consultationevent" ("body_id", "closes_at", "created_at", "id", "internal_deadline", "lapsed_on", "link", "minutes", "opens_at", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "summary", "title") VALUES (NEW."body_id", NEW."closes_at", NEW."created_at", NEW."id", NEW."internal_deadline", NEW."lapsed_on", NEW."link", NEW."minutes", NEW."opens_at", NEW."outcome", NEW."outcome_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."summary", NEW."title"); RETURN NULL;', hash='c1a0fb6afa9bf4d3984c75f0681b63c71cee32ec', operation='UPDATE', pgid='pgtrigger_update_update_affcb', table='policy_consultation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_consultationevent" ("body_id", "closes_at", "created_at", "id", "internal_deadline", "lapsed_on", "link", "minutes", "opens_at", "outcome", "outcome_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "summary", "title") VALUES (OLD."body_id", OLD."closes_at", OLD."created_at", OLD."id", OLD."internal_deadline", OLD."lapsed_on", OLD."link", OLD."minutes", OLD."opens_at", OLD."outcome", OLD."outcome_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reference", OLD."summary", OLD."title"); RETURN NULL;', hash='9caf8b67ab8f408fb0cefa21906b6a687239cc32', operation='DELETE', pgid='pgtrigger_delete_delete_3934e', table='policy_consultation', when='AFTER')), pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='fc19c973b24451d39eac01471c5616781282c798', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_0fea8', table='policy_consultation', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='ConsultationEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.consultation')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(error_messages={'unique': 'Another consultation has this reference. Look for it in the list, or write another reference.'}, max_length=40, validators=[django.core.validators.RegexValidator('^[A-Z0-9][A-Z0-9-]*\\Z', 'Use letters, numbers and hyphens only, such as DFE-2026-14.')])),
                    ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.publicbody', verbose_name='public body')),
                    ('title', models.CharField(max_length=200)),
                    ('summary', models.TextField(verbose_name='what they ask')),
                    ('link', models.URLField(max_length=500, validators=[django.core.validators.RegexValidator('^https://', 'Write a link that begins with https://, such as https://www.gov.uk/government.', code='https')])),
                    ('opens_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('internal_deadline', models.DateTimeField(verbose_name='our deadline')),
                    ('minutes', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1, 'Write 1 minute or more.')])),
                    ('outcome', models.TextField(blank=True)),
                    ('outcome_on', models.DateField(blank=True, null=True, verbose_name='outcome published')),
                    ('lapsed_on', models.DateField(blank=True, null=True, verbose_name='lapsed')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5f93b570e7ebefdd71f7d9fe57783dd23fc085c5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_60f3c', table='policy_consultationevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='ConsultationResponse',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='consultation_response', to='publishing.publication')),
                    ('consultation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='response', to='policy.consultation')),
                ],
                options={
                    'triggers': [pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='efaef41359b91831ddfe9f98aded4d81cb80f8d6', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_80bc2', table='policy_consultationresponse', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='policy.publicbody', verbose_name='public body that published it')),
                    ('kind', models.CharField(choices=[('review', 'Review'), ('report', 'Report'), ('strategy', 'Strategy'), ('guidance', 'Guidance'), ('bill', 'Bill')], max_length=10)),
                    ('title', models.CharField(max_length=200)),
                    ('published_on', models.DateField()),
                    ('link', models.URLField(max_length=500, validators=[django.core.validators.RegexValidator('^https://', 'Write a link that begins with https://, such as https://www.gov.uk/government.', code='https')])),
                    ('summary', models.TextField(blank=True, verbose_name='what it says')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('triaged_at', models.DateTimeField(blank=True, null=True)),
                    ('triaged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-published_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'))), name='document_title_shows', violation_error_message='Write something that can be seen, on one line.'), models.CheckConstraint(condition=models.Q(('link__startswith', 'https://')), name='document_link_is_https'), models.CheckConstraint(condition=models.Q(('triaged_by__isnull', True), ('triaged_at__isnull', False), _connector='OR'), name='document_triaged_has_time')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_documentevent" ("body_id", "created_at", "id", "kind", "link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "summary", "title", "triaged_at", "triaged_by_id") VALUES (NEW."body_id", NEW."created_at", NEW."id", NEW."kind", NEW."link", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_on", NEW."summary", NEW."title", NEW."triaged_at", NEW."triaged_by_id"); RETURN NULL;', hash='03d7d28b46fbea0997c6b6b1f48b0a77f13114e6', operation='INSERT', pgid='pgtrigger_insert_insert_5345e', table='policy_document', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_documentevent" ("body_id", "created_at", "id", "kind", "link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "summary", "title", "triaged_at", "triaged_by_id") VALUES (NEW."body_id", NEW."created_at", NEW."id", NEW."kind", NEW."link", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_on", NEW."summary", NEW."title", NEW."triaged_at", NEW."triaged_by_id"); RETURN NULL;', hash='9fccc98040e69efcac8df30546048384966b27f9', operation='UPDATE', pgid='pgtrigger_update_update_76a88', table='policy_document', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_documentevent" ("body_id", "created_at", "id", "kind", "link", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "summary", "title", "triaged_at", "triaged_by_id") VALUES (OLD."body_id", OLD."created_at", OLD."id", OLD."kind", OLD."link", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on", OLD."summary", OLD."title", OLD."triaged_at", OLD."triaged_by_id"); RETURN NULL;', hash='274d0cce0fe54c0726ab2caff0ebca1795f4a9f4', operation='DELETE', pgid='pgtrigger_delete_delete_e25b1', table='policy_document', when='AFTER')), pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='51223c7a44709024abcaba4bc842bb8b7f416da6', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_b8d02', table='policy_document', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='DocumentEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.document')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('body', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.publicbody', verbose_name='public body that published it')),
                    ('kind', models.CharField(choices=[('review', 'Review'), ('report', 'Report'), ('strategy', 'Strategy'), ('guidance', 'Guidance'), ('bill', 'Bill')], max_length=10)),
                    ('title', models.CharField(max_length=200)),
                    ('published_on', models.DateField()),
                    ('link', models.URLField(max_length=500, validators=[django.core.validators.RegexValidator('^https://', 'Write a link that begins with https://, such as https://www.gov.uk/government.', code='https')])),
                    ('summary', models.TextField(blank=True, verbose_name='what it says')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('triaged_at', models.DateTimeField(blank=True, null=True)),
                    ('triaged_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ab10950fb7c7f7bf0e047fbecababb0b50589e66', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f6a5d', table='policy_documentevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='PositionPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('publication', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='position_paper', to='publishing.publication')),
                ],
                options={
                    'ordering': ['-pk'],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='PublicBody',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField(default=0, editable=False, verbose_name='place in the list')),
                    ('is_current', models.BooleanField(default=True, editable=False, verbose_name='offered')),
                    ('name', models.CharField(max_length=120)),
                    ('slug', models.SlugField(max_length=60)),
                ],
                options={
                    'verbose_name_plural': 'public bodies',
                    'ordering': ['position', 'name', 'pk'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name__regex', '^[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*[^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069 \\u00a0\\u00ad\\u0300-\\u036f\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u202f\\u205f-\\u2065\\u206a-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0][^\\u0001-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]*$'))), name='public_body_name_shows', violation_error_message='Write something that can be seen, on one line.'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='public_body_name_once', violation_error_code='name', violation_error_message='This name is in the list already, or one very like it, offered or retired. Use that one, or bring it back.'), models.UniqueConstraint(fields=('slug',), name='public_body_slug_once', violation_error_code='name', violation_error_message='This name is in the list already, or one very like it, offered or retired. Use that one, or bring it back.')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_publicbodyevent" ("id", "is_current", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."id", NEW."is_current", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;', hash='29c1ce43e1350bced1fc922735472f8c64b40623', operation='INSERT', pgid='pgtrigger_insert_insert_5284a', table='policy_publicbody', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_publicbodyevent" ("id", "is_current", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (NEW."id", NEW."is_current", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."slug"); RETURN NULL;', hash='d9021fe1b45f06c3b9c436c475786e1600715021', operation='UPDATE', pgid='pgtrigger_update_update_4d483', table='policy_publicbody', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_publicbodyevent" ("id", "is_current", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "slug") VALUES (OLD."id", OLD."is_current", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."slug"); RETURN NULL;', hash='f4d3a6583716ee3f6bc7a15877472f58ac7e558b', operation='DELETE', pgid='pgtrigger_delete_delete_757d6', table='policy_publicbody', when='AFTER')), pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='a65edb8f1ed234398597e2cfdd41cba913d0348b', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_41e37', table='policy_publicbody', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='PublicBodyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.publicbody')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('position', models.PositiveIntegerField(default=0, editable=False, verbose_name='place in the list')),
                    ('is_current', models.BooleanField(default=True, editable=False, verbose_name='offered')),
                    ('name', models.CharField(max_length=120)),
                    ('slug', models.SlugField(db_index=False, max_length=60)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='aaede6a86f05f6b7e638655fec54242ad52b13ef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4f2d6', table='policy_publicbodyevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='policy.consultation')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(verbose_name='question')),
                    ('help', models.TextField(blank=True, verbose_name='what would help us')),
                ],
                options={
                    'ordering': ['consultation', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('consultation', 'number'), name='question_number_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_questionevent" ("consultation_id", "help", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."consultation_id", NEW."help", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;', hash='a13bea0ed20a5460d7beeb6267e824be06027d62', operation='INSERT', pgid='pgtrigger_insert_insert_5dcd0', table='policy_question', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_questionevent" ("consultation_id", "help", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."consultation_id", NEW."help", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;', hash='33849f47b938fa819507f92112886bf023905f4e', operation='UPDATE', pgid='pgtrigger_update_update_44b41', table='policy_question', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_questionevent" ("consultation_id", "help", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (OLD."consultation_id", OLD."help", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text"); RETURN NULL;', hash='adef3ea92a3f63825842c6c5ceab99210d82b29e', operation='DELETE', pgid='pgtrigger_delete_delete_a4d5b', table='policy_question', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='QuestionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.question')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('consultation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.consultation')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('text', models.TextField(verbose_name='question')),
                    ('help', models.TextField(blank=True, verbose_name='what would help us')),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='71826e4480d3a9c37d0bfd6b0ffa214ee9b6a1bf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1201d', table='policy_questionevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='policy.consultation')),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='people.provider')),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('saved_at', models.DateTimeField(auto_now=True)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                    ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
                    ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='an owner was asked to send them')),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ],
                options={
                    'ordering': ['provider__legal_name', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('consultation', 'provider'), name='submission_once'), models.CheckConstraint(condition=models.Q(('submitted_by__isnull', True), ('submitted_at__isnull', False), _connector='OR'), name='submission_sent_has_time'), models.CheckConstraint(condition=models.Q(models.Q(('asked_at', None), ('asked_by', None)), models.Q(('asked_at__isnull', False), ('submitted_at', None)), _connector='OR'), name='submission_asked_is_not_sent')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_submissionevent" ("asked_at", "asked_by_id", "consultation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "saved_at", "submitted_at", "submitted_by_id", "version") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."consultation_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id", NEW."saved_at", NEW."submitted_at", NEW."submitted_by_id", NEW."version"); RETURN NULL;', hash='199f4915be37254ee315bcf1101808c115ca909a', operation='INSERT', pgid='pgtrigger_insert_insert_35aae', table='policy_submission', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "policy_submissionevent" ("asked_at", "asked_by_id", "consultation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "saved_at", "submitted_at", "submitted_by_id", "version") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."consultation_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id", NEW."saved_at", NEW."submitted_at", NEW."submitted_by_id", NEW."version"); RETURN NULL;', hash='88c5590b30a8bd9f768dbcf32abc475fb0f42aa6', operation='UPDATE', pgid='pgtrigger_update_update_39417', table='policy_submission', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "policy_submissionevent" ("asked_at", "asked_by_id", "consultation_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "saved_at", "submitted_at", "submitted_by_id", "version") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."consultation_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id", OLD."saved_at", OLD."submitted_at", OLD."submitted_by_id", OLD."version"); RETURN NULL;', hash='82e070890562b0b547ed40cff52955b6986473cb', operation='DELETE', pgid='pgtrigger_delete_delete_fe3c2', table='policy_submission', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='SubmissionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='policy.submission')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('consultation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='policy.consultation')),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('saved_at', models.DateTimeField(auto_now=True)),
                    ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='sent')),
                    ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='sent by')),
                    ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='an owner was asked to send them')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='51b13ffe944a530e7dc7d52e97b1cdddc6595e5e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2cf46', table='policy_submissionevent', when='BEFORE'))],
                    'constraints': [],
                },
            )],
        ),
    ]
