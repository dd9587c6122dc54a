"""What removes the history of rows that have gone: for an erasure or a rule of retention, of some tables, and no other.

The functions belong to the owner of the tables, who alone may lift their triggers; the portal's own role may not.
"""

from django.db import migrations

FUNCTIONS = r"""
-- Raises unless this erasure, or this run of a rule of retention, is under way.
CREATE FUNCTION people_forgetting_check(cause text, number bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT (
        (cause = 'erasure' AND EXISTS (
            SELECT FROM public.people_erasure
            WHERE id = number AND done_at IS NULL AND refused_at IS NULL AND withdrawn_at IS NULL
        ))
        OR (cause = 'retention' AND EXISTS (
            SELECT FROM public.people_retentionrun WHERE id = number AND finished_at IS NULL
        ))
    ) THEN
        RAISE EXCEPTION 'forgetting_without_cause' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- Deletes the history of rows that are gone ([{"table": …, "keys": […]}]), of these tables alone.
CREATE FUNCTION people_forget_history(cause text, number bigint, gone jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    place record;
    deleted bigint;
    total bigint := 0;
BEGIN
    PERFORM public.people_forgetting_check(cause, number);
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR place IN
        SELECT wanted ->> 'table' AS name, wanted -> 'keys' AS keys FROM jsonb_array_elements(gone) AS wanted
        WHERE wanted ->> 'table' IN (
            'people_invitation', 'people_accessrequest', 'people_accessanswer', 'people_complaint',
            'duties_dutycalendar', 'duties_dutyreminder', 'bulletins_subscriber',
            'members_application', 'members_applicationfile', 'members_applicationhome', 'members_applicationmessage',
            'members_contact',
            'media_releases_accreditation', 'media_releases_enquiry', 'media_releases_oncall'
        )
    LOOP
        EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', place.name || 'event');
        EXECUTE format(
            'DELETE FROM public.%1$I AS event WHERE pgh_obj_id::text IN (SELECT jsonb_array_elements_text($1))'
            ' AND NOT EXISTS (SELECT FROM public.%2$I AS kept WHERE kept.id = event.pgh_obj_id)',
            place.name || 'event', place.name
        ) USING place.keys;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', place.name || 'event');
        total := total + deleted;
    END LOOP;
    SET CONSTRAINTS ALL DEFERRED;  -- as they all are declared
    RETURN total;
END $$;

-- Takes the name and address of somebody who is erased out of the history of their account.
CREATE FUNCTION people_forget_account(erasure bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    changed bigint;
BEGIN
    PERFORM public.people_forgetting_check('erasure', erasure);
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE public.people_userevent DISABLE TRIGGER USER;
    UPDATE public.people_userevent AS event SET email = account.email, name = account.name
    FROM public.people_user AS account JOIN public.people_erasure AS asked ON asked.user_id = account.id
    WHERE asked.id = erasure AND event.pgh_obj_id = account.id
    AND account.email LIKE 'erased-%@erased.invalid' AND NOT account.is_active;
    GET DIAGNOSTICS changed = ROW_COUNT;
    ALTER TABLE public.people_userevent ENABLE TRIGGER USER;
    SET CONSTRAINTS ALL DEFERRED;
    RETURN changed;
END $$;

-- Deletes security events of some kinds: sign-ins of more than a year ago, others of more than six, whatever a rule says.
CREATE FUNCTION people_forget_security_events(run bigint, kinds text[], before timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    deleted bigint;
BEGIN
    PERFORM public.people_forgetting_check('retention', run);
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE public.people_securityevent DISABLE TRIGGER USER;
    DELETE FROM public.people_securityevent
    WHERE kind = ANY (kinds) AND created_at < least(before, now() - CASE WHEN kind IN ('signed_in', 'sign_in_failed', 'demo_sign_in')
                             THEN interval '1 year' ELSE interval '6 years' END);
    GET DIAGNOSTICS deleted = ROW_COUNT;
    ALTER TABLE public.people_securityevent ENABLE TRIGGER USER;
    SET CONSTRAINTS ALL DEFERRED;
    RETURN deleted;
END $$;
"""
DROP = """
DROP FUNCTION people_forget_security_events(bigint, text[], timestamptz);
DROP FUNCTION people_forget_account(bigint);
DROP FUNCTION people_forget_history(text, bigint, jsonb);
DROP FUNCTION people_forgetting_check(text, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_complaints")]
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
