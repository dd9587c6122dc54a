"""The portal's own role of the database: it reads and writes rows, and what is append-only is so against it too."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from chaportal.database_role import protected
from people.models import Provider, SecurityEvent
from tests import world as worlds
from tests.purging.agreeing import carried_out
from tests.system import matrix

ROLE = settings.DATABASE_ROLE


def ask(query, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall() if cursor.description else None


@pytest.fixture
def as_portal(db):
    """From here on the connection has the rights of the portal's role, as a session of web or worker has."""
    ask(f"SET ROLE {ROLE}")
    yield
    if not connection.needs_rollback:
        ask("RESET ROLE")


def rights(of: str) -> set[str]:
    """The tables on which the role has a right, on whatever column."""
    check = "has_any_column_privilege" if of in ("UPDATE", "INSERT") else "has_table_privilege"
    tables = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    return {name for (name,) in ask(f"{tables} AND {check}(%s, oid, %s)", ROLE, of)}


def test_it_owns_nothing_and_may_do_what_its_work_needs(db):
    tables = {name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert rights("SELECT") == tables
    assert rights("INSERT") == tables - {"django_migrations"}
    assert rights("TRUNCATE") == rights("TRIGGER") == rights("REFERENCES") == set()
    assert ask("SELECT count(*) FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner WHERE rolname = %s", ROLE) == [
        (0,)
    ]
    flags = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = %s"
    assert ask(flags, ROLE) == [(False,) * 5]


def test_it_changes_and_deletes_in_no_table_of_events(db):
    """All of history, and each table of which a trigger says that its rows stay."""
    events = {
        table for (table,) in ask("SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_id'")
    }
    assert len(events) > 30
    stays = events | {"people_consentevent", "bulletins_deliveryevent", "django_migrations"}
    assert not rights("UPDATE") & stays
    assert not rights("DELETE") & (stays | {"people_securityevent"})
    columns = "SELECT attname FROM pg_attribute WHERE attrelid = 'people_securityevent'::regclass AND attnum > 0"
    may = f"{columns} AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')"
    assert {name for (name,) in ask(may, ROLE)} == {"id", "user_id", "about_id"}  # a person's erasure


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_providerevent SET legal_name = ''",
        "DELETE FROM people_providerevent",
        "UPDATE people_securityevent SET reason = ''",
        "DELETE FROM people_securityevent",
        "TRUNCATE people_securityevent",
        "TRUNCATE people_provider CASCADE",
        "ALTER TABLE people_providerevent DISABLE TRIGGER ALL",
        "DROP TABLE outbox_outboxmessage CASCADE",
        "DROP FUNCTION people_purged",
        "CREATE TABLE mine (id int)",
        "CREATE OR REPLACE FUNCTION people_purge_check(purge uuid, pattern text) RETURNS void LANGUAGE sql AS ''",
        "SELECT people_purge_everywhere('.', '', '[]')",
        "SELECT people_purge_encrypted('people_user', 'id', '1', 'name', 'gAAAAA')",
        "SET session_replication_role = replica",
        "SET ROLE postgres",
        "DELETE FROM django_migrations",
        "SELECT setval('people_user_id_seq', 1)",
    ],
)
def test_what_it_must_not_do_is_refused_even_with_the_triggers_out_of_the_way(statement, db):
    """pgtrigger lets any session ignore triggers by a setting: rights hold all the same."""
    Provider.objects.create(legal_name="A", sector="private", nation="wales")
    ignored = "{people.SecurityEvent:no_delete,people.SecurityEvent:no_update,people.ProviderEvent:append_only}"
    ask("SELECT set_config('pgtrigger.ignore', %s, true)", ignored)
    ask(f"SET SESSION AUTHORIZATION {ROLE}")
    try:
        with pytest.raises(DatabaseError, match="permission denied|must be owner"), transaction.atomic():
            ask(statement)
    finally:
        ask("RESET SESSION AUTHORIZATION")


def test_a_trigger_is_dropped_by_nobody_but_the_owner(as_portal):
    (name,) = ask(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'people_providerevent'::regclass AND NOT tgisinternal"
    )[0]
    with pytest.raises(DatabaseError, match="must be owner"), transaction.atomic():
        ask(f'DROP TRIGGER "{name}" ON people_providerevent')


def test_a_table_of_a_later_migration_is_its_to_use_too(db):
    ask("CREATE TABLE later (id int)")
    ask(f"SET ROLE {ROLE}")
    ask("INSERT INTO later VALUES (1)")
    assert ask("SELECT id FROM later") == [(1,)]
    ask("RESET ROLE")


@pytest.mark.slow
def test_the_whole_portal_works_under_it(as_portal):
    """Everything that makes the world of the tests, every page as everyone, and a purge by two people."""
    world = worlds.build()
    for person in ("owner", "press", "members", "policy", "chief", "trustee", "admin", "journalist"):
        client = Client()
        client.force_login(world.people[person])
        for page in matrix.PAGES:
            if page.methods == "GET" and person in page.allowed.split():
                assert client.get(reverse(page.name, args=page.arguments(world))).status_code == 200
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="Zq Wörd7 Care")
    done = carried_out("Zq Wörd7", world.people["trustee"], world.people["admin"])
    assert done.places == {"people_provider": 1, "people_providerevent": 1}
    SecurityEvent.objects.filter(user=world.people["members"]).update(user=None)
    assert ask("SELECT current_user") == [(ROLE,)]


def test_rights_follow_the_triggers_of_a_model():
    assert protected(SecurityEvent) == (True, {"kind", "subject", "reason", "created_at"})
    assert protected(Provider) == (False, set())


def test_the_command_asks_for_a_password(db, monkeypatch):
    monkeypatch.delenv("PORTAL_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="Set PORTAL_PASSWORD"):
        call_command("database_role")


def test_the_command_makes_the_role_and_gives_it_its_rights(db, monkeypatch, settings, capsys):
    settings.DATABASE_ROLE = "portal_made_by_a_test"
    monkeypatch.setenv("PORTAL_PASSWORD", "a 'quoted' password")
    call_command("database_role")
    made = "SELECT rolcanlogin, has_table_privilege(oid, 'people_user', 'UPDATE') FROM pg_roles WHERE rolname = %s"
    assert ask(made, settings.DATABASE_ROLE) == [(True, True)]
    assert "quoted" not in capsys.readouterr().out
