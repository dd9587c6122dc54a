"""What takes words out of every table, append-only ones included: for a purge that two people agreed to, and no other.

The functions belong to the owner of the tables, who alone may lift their triggers; the portal's own role may not.
"""

from django.db import migrations

FUNCTIONS = r"""
-- A value with a mark in place of the words; `kept` is what stood between them, as groups of the pattern.
CREATE FUNCTION people_purged(value text, pattern text, kept text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
    SELECT regexp_replace(
        value, pattern,
        CASE WHEN value ~ '^(?:[!-~]*[/@][!-~]*|[a-z0-9_-]+)$' THEN 'removed' ELSE '[removed]' END || kept,
        'gi'
    )
$$;

-- Takes the words out of columns ([{"table": …, "column": …}]); gives how many values changed, by table.
CREATE FUNCTION people_purge_everywhere(pattern text, kept text, columns jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE
    place record;
    changed bigint;
    counts jsonb := '{}';
BEGIN
    -- No table can be altered while it has deferred work to do.
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR place IN
        SELECT relname AS name, attname AS column, format_type(atttypid, atttypmod) AS type
        FROM jsonb_array_elements(columns) AS wanted
        JOIN pg_class ON relname = wanted ->> 'table' AND relnamespace = 'public'::regnamespace AND relkind = 'r'
        JOIN pg_attribute ON attrelid = pg_class.oid AND attname = wanted ->> 'column' AND attgenerated = ''
    LOOP
        EXECUTE format('SELECT count(*) FROM public.%I WHERE %I::text ~* $1', place.name, place.column)
        INTO changed USING pattern;
        CONTINUE WHEN changed = 0;
        EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', place.name);
        EXECUTE format(
            'UPDATE public.%1$I SET %2$I = public.people_purged(%2$I::text, $1, $2)::%3$s WHERE %2$I::text ~* $1',
            place.name, place.column, place.type
        ) USING pattern, kept;
        EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', place.name);
        counts := counts || jsonb_build_object(place.name, coalesce((counts ->> place.name)::bigint, 0) + changed);
    END LOOP;
    -- What web processes keep of public pages is of an earlier cache version now.
    INSERT INTO public.cache_version_cacheversion AS cache_version (id, number) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET number = cache_version.number + 1;
    RETURN counts;
END $$;

-- Puts another encrypted value in place of an encrypted one, which no pattern can look into.
CREATE FUNCTION people_purge_encrypted(name text, key text, id text, encrypted text, value text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF value NOT LIKE 'gAAAAA%' THEN
        RAISE EXCEPTION 'purge_puts_encrypted_values_only';
    END IF;
    SET CONSTRAINTS ALL IMMEDIATE;
    EXECUTE format('ALTER TABLE public.%I DISABLE TRIGGER USER', name);
    EXECUTE format('UPDATE public.%1$I SET %2$I = $1 WHERE %3$I::text = $2 AND %2$I LIKE ''gAAAAA%%''', name, encrypted, key)
    USING value, id;
    EXECUTE format('ALTER TABLE public.%I ENABLE TRIGGER USER', name);
END $$;

-- Raises unless two people agreed to take exactly this out, and it was not done yet.
CREATE FUNCTION people_purge_check(purge uuid, pattern text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.people_purge
        WHERE id = purge AND done_at IS NULL AND dropped_at IS NULL AND proposed_by_id <> confirmed_by_id
        AND words_sha256 = encode(sha256(convert_to(pattern, 'UTF8')), 'hex')
    ) THEN
        RAISE EXCEPTION 'purge_not_agreed' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

-- The two that the portal's own role may call: they run with the owner's rights.
CREATE FUNCTION people_purge_agreed(purge uuid, pattern text, kept text, columns jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM public.people_purge_check(purge, pattern);
    RETURN public.people_purge_everywhere(pattern, kept, columns);
END $$;

CREATE FUNCTION people_purge_agreed_encrypted(
    purge uuid, pattern text, name text, key text, id text, encrypted text, value text
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    PERFORM public.people_purge_check(purge, pattern);
    PERFORM public.people_purge_encrypted(name, key, id, encrypted, value);
END $$;

REVOKE EXECUTE ON FUNCTION people_purge_everywhere(text, text, jsonb) FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION people_purge_encrypted(text, text, text, text, text) FROM PUBLIC;
"""
DROP = """
DROP FUNCTION people_purge_agreed_encrypted(uuid, text, text, text, text, text, text);
DROP FUNCTION people_purge_agreed(uuid, text, text, jsonb);
DROP FUNCTION people_purge_check(uuid, text);
DROP FUNCTION people_purge_encrypted(text, text, text, text, text);
DROP FUNCTION people_purge_everywhere(text, text, jsonb);
DROP FUNCTION people_purged(text, text, text);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS, DROP)]
