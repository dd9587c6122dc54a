import django.db.models.deletion
import history.initial_schema
import pgtrigger.compiler
import register.lists.kinds
import register.lists.published
import register.lists.wales
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('register', '0001_initial'), ('register', '0002_lists_wait_for_release'), ('register', '0003_inspections_of_files'), ('register', '0004_what_a_list_printed_stays_with_it'), ('register', '0005_published_totals_and_columns'), ('register', '0006_choices'), ('register', '0007_a_grade_that_is_not_known')]

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('pghistory', '0001_initial'),
    ]

    operations = [
        history.initial_schema.CreateModels(
            models=[migrations.CreateModel(
                name='Inspection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='register.registration')),
                    ('date', models.DateField(blank=True, null=True)),
                    ('kind', models.CharField(max_length=60)),
                    ('event_number', models.CharField(blank=True, max_length=20, null=True)),
                    ('published_on', models.DateField(blank=True, null=True)),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='inspections', to='register.registerfile')),
                    ('list_kind', models.CharField(blank=True, choices=[(register.lists.kinds.ListKind['AS_AT'], 'Providers on the register'), (register.lists.kinds.ListKind['PLACES'], 'Providers and places, without inspections'), (register.lists.kinds.ListKind['IN_YEAR'], 'Inspections of a year'), (register.lists.kinds.ListKind['MOVES'], 'Joiners and leavers'), (register.lists.kinds.ListKind['PREMISES'], 'Supported accommodation premises')], db_default='', max_length=10, verbose_name='kind of the list')),
                ],
                options={
                    'ordering': ['-date', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'list_kind', 'registration', 'date', 'kind', 'event_number'), name='inspection_once_a_file', nulls_distinct=False)],
                    'triggers': [pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='09c9ca5e8b2a5e4087985208ad37febfe78eddcf', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_4b8fa', table='register_inspection', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='register.inspection')),
                    ('theme', models.CharField(choices=[('overall', 'Overall'), ('help_and_protection', 'Help and protection'), ('leadership', 'Leadership'), ('outcomes', 'Outcomes'), ('quality_of_care', 'Quality of care'), ('education', 'Education'), ('health', 'Health'), ('supported_accommodation', 'Supported accommodation'), ('well-being', 'Well-being'), ('care_and_support', 'Care and support'), ('environment', 'Environment')], max_length=40)),
                    ('words', models.CharField(max_length=120)),
                    ('scale', models.CharField(choices=[('four_point', 'Four point'), ('numbered', 'Numbered'), ('interim', 'Interim'), ('supported_accommodation', 'Supported accommodation'), ('stray', 'Stray'), ('welsh_themes', 'Welsh themes'), ('unknown', 'Unknown')], max_length=40)),
                    ('grade', models.CharField(choices=[('outstanding', 'Outstanding'), ('good', 'Good'), ('requires_improvement', 'Requires improvement'), ('inadequate', 'Inadequate'), ('not_judged', 'Not judged'), ('adequate', 'Adequate'), ('satisfactory', 'Satisfactory'), ('requires_improvement_or_adequate', 'Requires improvement or adequate'), ('improved', 'Improved'), ('sustained', 'Sustained'), ('declined', 'Declined'), ('consistently_strong', 'Consistently strong'), ('inconsistent', 'Inconsistent'), ('serious_weaknesses', 'Serious weaknesses'), ('nms_not_met', 'Nms not met'), ('good_progress', 'Good progress'), ('excellent', 'Excellent'), ('requires_significant_improvement', 'Requires significant improvement'), ('unknown', 'Unknown')], max_length=40)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('inspection', 'theme'), name='judgement_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='9fc0f2d4eb5100e32bbc2cdba6f277bd71439aa0', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_0d49b', table='register_judgement', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='OwnerName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owner_names', to='people.provider')),
                    ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['key'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='owner_name_is_not_blank')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_ownernameevent" ("confirmed_at", "confirmed_by_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider_id"); RETURN NULL;', hash='e5e40ff540393cb6c92ae34efa707aa8e0adf969', operation='INSERT', pgid='pgtrigger_insert_insert_aacec', table='register_ownername', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_ownernameevent" ("confirmed_at", "confirmed_by_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."key", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider_id"); RETURN NULL;', hash='680b13135ceddbf3073f4be41c1ef82151a073e2', operation='UPDATE', pgid='pgtrigger_update_update_98c74', table='register_ownername', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_ownernameevent" ("confirmed_at", "confirmed_by_id", "id", "key", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id") VALUES (OLD."confirmed_at", OLD."confirmed_by_id", OLD."id", OLD."key", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider_id"); RETURN NULL;', hash='f4f7786958899457d185dc42770a00da782fface', operation='DELETE', pgid='pgtrigger_delete_delete_9c877', table='register_ownername', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='OwnerNameEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='register.ownername')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('key', models.CharField(max_length=200)),
                    ('provider', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.provider')),
                    ('confirmed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('confirmed_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='436b617aa5520adfda66dca2be949f834cbd7338', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bc115', table='register_ownernameevent', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='Premises',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='premises', to='register.registerfile')),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='premises', to='register.registration')),
                    ('category', models.CharField(blank=True, max_length=80, verbose_name='service category')),
                    ('region', models.CharField(blank=True, max_length=40)),
                    ('local_authority', models.CharField(max_length=60)),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True)),
                ],
                options={
                    'verbose_name_plural': 'premises',
                    'ordering': ['registration', 'pk'],
                    'triggers': [pgtrigger.compiler.Trigger(name='no_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d1b86a1a544e19c1e2d9766e9336862eae27f700', operation='UPDATE', pgid='pgtrigger_no_update_95ba2', table='register_premises', when='BEFORE'))],
                    'constraints': [],
                },
            ), migrations.CreateModel(
                name='PublishedTotal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('as_at', models.DateField()),
                    ('measure', models.CharField(choices=[(register.lists.published.PublishedMeasure['HOMES'], 'homes'), (register.lists.published.PublishedMeasure['PLACES'], 'places'), (register.lists.published.PublishedMeasure['HOMES_OUTSTANDING'], 'homes outstanding'), (register.lists.published.PublishedMeasure['HOMES_GOOD'], 'homes good'), (register.lists.published.PublishedMeasure['HOMES_REQUIRING_IMPROVEMENT'], 'homes requiring improvement'), (register.lists.published.PublishedMeasure['HOMES_INADEQUATE'], 'homes inadequate'), (register.lists.published.PublishedMeasure['INSPECTIONS_OUTSTANDING'], 'inspections outstanding'), (register.lists.published.PublishedMeasure['INSPECTIONS_GOOD'], 'inspections good'), (register.lists.published.PublishedMeasure['INSPECTIONS_REQUIRING_IMPROVEMENT'], 'inspections requiring improvement'), (register.lists.published.PublishedMeasure['INSPECTIONS_INADEQUATE'], 'inspections inadequate')], max_length=40)),
                    ('number', models.PositiveIntegerField()),
                    ('table', models.CharField(max_length=20, verbose_name='number of its table')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='totals', to='register.registerfile')),
                ],
                options={
                    'ordering': ['as_at', 'measure', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'as_at', 'measure'), name='published_total_once_a_file')],
                    'triggers': [pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='a8e1b8c815571df8748e86b59fa10ece9f44a085', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_a6439', table='register_publishedtotal', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='RegisterEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='register.registerfile')),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='register.registration')),
                    ('provision_type', models.CharField(max_length=80)),
                    ('is_childrens_home', models.BooleanField()),
                    ('status', models.CharField(max_length=20)),
                    ('on_register', models.BooleanField()),
                    ('registered_on', models.DateField(blank=True, null=True)),
                    ('region', models.CharField(blank=True, max_length=40)),
                    ('local_authority', models.CharField(blank=True, max_length=60)),
                    ('sector', models.CharField(blank=True, max_length=30)),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('premises', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('short_breaks', models.BooleanField(default=False)),
                    ('multi_building', models.BooleanField(default=False)),
                    ('owner', models.CharField(blank=True, max_length=200, verbose_name='owner as printed')),
                    ('owner_key', models.CharField(blank=True, db_index=True, max_length=200)),
                    ('inspection', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='register.inspection')),
                ],
                options={
                    'verbose_name_plural': 'register entries',
                    'ordering': ['registration__number'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'registration'), name='register_entry_once')],
                    'triggers': [pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='605faaa5b557168ef6a672fb30abf2dff8563096', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_7b6c3', table='register_registerentry', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='RegisterFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[(register.lists.kinds.ListKind['AS_AT'], 'Providers on the register'), (register.lists.kinds.ListKind['PLACES'], 'Providers and places, without inspections'), (register.lists.kinds.ListKind['IN_YEAR'], 'Inspections of a year'), (register.lists.kinds.ListKind['MOVES'], 'Joiners and leavers'), (register.lists.kinds.ListKind['PREMISES'], 'Supported accommodation premises')], default=register.lists.kinds.ListKind['AS_AT'], max_length=10)),
                    ('as_at', models.DateField()),
                    ('name', models.CharField(max_length=200)),
                    ('sha256', models.CharField(max_length=64, unique=True)),
                    ('original', models.BinaryField()),
                    ('loaded_at', models.DateTimeField(auto_now_add=True)),
                    ('loaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='supersedes', to='register.registerfile')),
                    ('unknown_headings', models.JSONField(default=list)),
                    ('unreadable_rows', models.JSONField(default=list)),
                    ('unknown_words', models.JSONField(default=list)),
                    ('counts', models.JSONField(default=dict)),
                    ('asked_at', models.DateTimeField(blank=True, null=True)),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('covers', models.CharField(blank=True, choices=[('all', 'Every provider on the register'), ('inspected', 'Only those that had been inspected')], db_default='', max_length=10, verbose_name='which providers it prints')),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('withdrawn_why', models.TextField(blank=True, db_default='', verbose_name='why it was taken back')),
                    ('columns', models.JSONField(db_default=[], default=list)),
                    ('decided', models.JSONField(db_default={}, default=dict)),
                    ('missing_columns', models.JSONField(db_default=[], default=list)),
                ],
                options={
                    'ordering': ['-as_at', '-pk'],
                    'triggers': [pgtrigger.compiler.Trigger(name='bump_cache_version', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func='\n    INSERT INTO cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)\n    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1\n    WHERE cache_version.xmin::text <> pg_current_xact_id()::xid::text;\n    RETURN NULL;\n', hash='41c9b9134ed9e528f4bd50cdc34187ea8e87e490', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_bump_cache_version_92e09', table='register_registerfile', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER'))],
                    'constraints': [models.CheckConstraint(condition=models.Q(('released_at', None), models.Q(('covers', ''), _negated=True), _connector='OR'), name='register_file_released_with_coverage'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_why', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_why', ''), _negated=True)), _connector='OR'), name='register_file_withdrawn_with_reason')],
                },
            ), migrations.CreateModel(
                name='RegisterMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='register.registerfile')),
                    ('registration', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='register.registration')),
                    ('effective_on', models.DateField()),
                    ('joined', models.CharField(blank=True, max_length=80)),
                    ('left', models.CharField(blank=True, max_length=80)),
                    ('reason', models.CharField(blank=True, max_length=255)),
                    ('provision_type', models.CharField(max_length=80)),
                    ('local_authority', models.CharField(blank=True, max_length=60)),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['effective_on', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('file', 'registration', 'effective_on', 'joined', 'left'), name='register_move_once'), models.CheckConstraint(condition=models.Q(('joined', ''), ('left', ''), _negated=True), name='register_move_joined_or_left')],
                    'triggers': [pgtrigger.compiler.Trigger(name='no_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4c54b67eb8ef5516948ac0c82164e3b2752d833a', operation='UPDATE', pgid='pgtrigger_no_update_46bcf', table='register_registermove', when='BEFORE'))],
                },
            ), migrations.CreateModel(
                name='RegisterUpload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('raw', models.BinaryField(null=True)),
                    ('as_at', models.DateField(blank=True, null=True)),
                    ('state', models.CharField(choices=[('waiting', 'Being loaded'), ('loaded', 'Loaded'), ('repeated', 'Loaded before'), ('refused', 'Refused')], default='waiting', max_length=10)),
                    ('why', models.TextField(blank=True, verbose_name='why it is refused')),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='uploads', to='register.registerfile')),
                    ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-uploaded_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('raw__isnull', False), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('finished_at__isnull', False), ('raw', None)), _connector='OR'), name='register_upload_waits_with_its_bytes'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='register_upload_refused_with_reason')],
                },
            ), migrations.CreateModel(
                name='Registration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('regulator', models.CharField(choices=[('ofsted', 'Ofsted'), ('ciw', 'Care Inspectorate Wales')], max_length=10)),
                    ('number', models.CharField(max_length=20)),
                    ('succeeds', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='succeeded_by', to='register.registration')),
                ],
                options={
                    'ordering': ['regulator', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('regulator', 'number'), name='registration_once')],
                },
            ), migrations.CreateModel(
                name='WelshService',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('registration', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='welsh_service', to='register.registration')),
                    ('kind', models.CharField(choices=[(register.lists.wales.WelshKind['CARE_HOME'], register.lists.wales.WelshKind['CARE_HOME']), (register.lists.wales.WelshKind['SECURE'], register.lists.wales.WelshKind['SECURE']), (register.lists.wales.WelshKind['FAMILY_CENTRE'], register.lists.wales.WelshKind['FAMILY_CENTRE']), (register.lists.wales.WelshKind['SPECIAL_SCHOOL'], register.lists.wales.WelshKind['SPECIAL_SCHOOL'])], max_length=60, verbose_name='kind of service')),
                    ('local_authority', models.CharField(choices=[('Blaenau Gwent', 'Blaenau Gwent'), ('Bridgend', 'Bridgend'), ('Caerphilly', 'Caerphilly'), ('Cardiff', 'Cardiff'), ('Carmarthenshire', 'Carmarthenshire'), ('Ceredigion', 'Ceredigion'), ('Conwy', 'Conwy'), ('Denbighshire', 'Denbighshire'), ('Flintshire', 'Flintshire'), ('Gwynedd', 'Gwynedd'), ('Isle of Anglesey', 'Isle of Anglesey'), ('Merthyr Tydfil', 'Merthyr Tydfil'), ('Monmouthshire', 'Monmouthshire'), ('Neath Port Talbot', 'Neath Port Talbot'), ('Newport', 'Newport'), ('Pembrokeshire', 'Pembrokeshire'), ('Powys', 'Powys'), ('Rhondda Cynon Taf', 'Rhondda Cynon Taf'), ('Swansea', 'Swansea'), ('Torfaen', 'Torfaen'), ('Vale of Glamorgan', 'Vale of Glamorgan'), ('Wrexham', 'Wrexham')], max_length=40)),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('registered_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='not registered since')),
                    ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('entered_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'ordering': ['registration__number'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ended_on__gte', models.F('registered_on'))), name='welsh_service_ends_after_start')],
                    'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_welshserviceevent" ("ended_on", "entered_at", "entered_by_id", "id", "kind", "local_authority", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "registered_on", "registration_id") VALUES (NEW."ended_on", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."kind", NEW."local_authority", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."registered_on", NEW."registration_id"); RETURN NULL;', hash='6d778194bd81ee5eaec4a1165f7ac16e4fe1ae8d', operation='INSERT', pgid='pgtrigger_insert_insert_cee54', table='register_welshservice', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "register_welshserviceevent" ("ended_on", "entered_at", "entered_by_id", "id", "kind", "local_authority", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "registered_on", "registration_id") VALUES (NEW."ended_on", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."kind", NEW."local_authority", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."registered_on", NEW."registration_id"); RETURN NULL;', hash='2509c8df92e4767f91fea93138b42fd665aaef2c', operation='UPDATE', pgid='pgtrigger_update_update_c1ec6', table='register_welshservice', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "register_welshserviceevent" ("ended_on", "entered_at", "entered_by_id", "id", "kind", "local_authority", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "registered_on", "registration_id") VALUES (OLD."ended_on", OLD."entered_at", OLD."entered_by_id", OLD."id", OLD."kind", OLD."local_authority", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."places", OLD."registered_on", OLD."registration_id"); RETURN NULL;', hash='1fa0e56a57957518fa764bd017f61ea8446a8416', operation='DELETE', pgid='pgtrigger_delete_delete_8a2bb', table='register_welshservice', when='AFTER'))],
                },
            ), migrations.CreateModel(
                name='WelshServiceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='register.welshservice')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('id', models.BigIntegerField()),
                    ('registration', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='register.registration')),
                    ('kind', models.CharField(choices=[(register.lists.wales.WelshKind['CARE_HOME'], register.lists.wales.WelshKind['CARE_HOME']), (register.lists.wales.WelshKind['SECURE'], register.lists.wales.WelshKind['SECURE']), (register.lists.wales.WelshKind['FAMILY_CENTRE'], register.lists.wales.WelshKind['FAMILY_CENTRE']), (register.lists.wales.WelshKind['SPECIAL_SCHOOL'], register.lists.wales.WelshKind['SPECIAL_SCHOOL'])], max_length=60, verbose_name='kind of service')),
                    ('local_authority', models.CharField(choices=[('Blaenau Gwent', 'Blaenau Gwent'), ('Bridgend', 'Bridgend'), ('Caerphilly', 'Caerphilly'), ('Cardiff', 'Cardiff'), ('Carmarthenshire', 'Carmarthenshire'), ('Ceredigion', 'Ceredigion'), ('Conwy', 'Conwy'), ('Denbighshire', 'Denbighshire'), ('Flintshire', 'Flintshire'), ('Gwynedd', 'Gwynedd'), ('Isle of Anglesey', 'Isle of Anglesey'), ('Merthyr Tydfil', 'Merthyr Tydfil'), ('Monmouthshire', 'Monmouthshire'), ('Neath Port Talbot', 'Neath Port Talbot'), ('Newport', 'Newport'), ('Pembrokeshire', 'Pembrokeshire'), ('Powys', 'Powys'), ('Rhondda Cynon Taf', 'Rhondda Cynon Taf'), ('Swansea', 'Swansea'), ('Torfaen', 'Torfaen'), ('Vale of Glamorgan', 'Vale of Glamorgan'), ('Wrexham', 'Wrexham')], max_length=40)),
                    ('places', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('registered_on', models.DateField(blank=True, null=True)),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='not registered since')),
                    ('entered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('entered_at', models.DateTimeField(auto_now_add=True)),
                ],
                options={
                    'abstract': False,
                    'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b97561f2b85966e95a57a626fb4662e177c56279', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cc1a5', table='register_welshserviceevent', when='BEFORE'))],
                    'constraints': [],
                },
            )],
        ),
    ]
