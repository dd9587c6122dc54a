"""What deletes the declarations of applications that were refused two years ago, which no trigger lets go otherwise."""

from django.db import migrations

FUNCTIONS = r"""
CREATE FUNCTION members_forget_declarations(run bigint, before date) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    deleted bigint;
BEGIN
    PERFORM public.people_forgetting_check('retention', run);
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE public.members_declaration DISABLE TRIGGER USER;
    ALTER TABLE public.members_declarationevent DISABLE TRIGGER USER;
    WITH gone AS (
        DELETE FROM public.members_declaration AS declaration USING public.members_application AS application
        WHERE application.id = declaration.application_id AND application.provider_id IS NULL
        AND NOT application.accepted
        AND application.decided_on < least(before, (now() - interval '2 years')::date)
        RETURNING declaration.id
    )
    DELETE FROM public.members_declarationevent WHERE pgh_obj_id IN (SELECT id FROM gone);
    GET DIAGNOSTICS deleted = ROW_COUNT;
    ALTER TABLE public.members_declaration ENABLE TRIGGER USER;
    ALTER TABLE public.members_declarationevent ENABLE TRIGGER USER;
    SET CONSTRAINTS ALL DEFERRED;
    RETURN deleted;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0014_the_rule_that_was_code"), ("people", "0012_forgetting")]
    operations = [migrations.RunSQL(FUNCTIONS, "DROP FUNCTION members_forget_declarations(bigint, date)")]
