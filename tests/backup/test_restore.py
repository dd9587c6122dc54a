"""What a backup leads back to: everything, compared without the code that made it."""

import hashlib
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings

from chaportal.backup import back_up, restore
from homes import locations
from people.models import Provider
from tests.backup.conftest import empty_installation, moved_to

pytestmark = pytest.mark.slow  # an installation of its own, copied for each

LEAF = "mfa"  # an app that no other's migrations rest on
WITHOUT_ROWS = {"cache", "django_session", "usersessions_usersession"}


def ask(query, using="default"):
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


# PostgreSQL writes a condition in other words once it has read it back, so conditions go by their names.
GUARDS = {
    "sequences": "SELECT sequencename, last_value FROM pg_sequences",
    "triggers": """
        SELECT tgrelid::regclass::text, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    """,
    "constraints": """
        SELECT conrelid::regclass::text, conname, contype, convalidated, condeferred FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
    """,
    "indexes": """
        SELECT indexname, split_part(indexdef, ' WHERE ', 1) FROM pg_indexes WHERE schemaname = 'public'
    """,
    "functions": "SELECT proname, md5(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}


def everything(using="default"):
    """Rows of every table (how many, and a sum of them), sequences, and all that guards them."""
    tables = [name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", using)]
    count = "SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {} t"
    rows = {name: ask(count.format(f'"{name}"'), using) for name in tables if name not in WITHOUT_ROWS}
    return {"rows": rows} | {name: sorted(ask(query, using)) for name, query in GUARDS.items()}


def files(folder) -> dict[str, str]:
    folder = Path(folder)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def restored(installation, tmp_path_factory):
    """An empty installation into which a backup was restored, with what there was when it was made."""
    folder = tmp_path_factory.mktemp("restore")
    place, _ = back_up(folder / "backups")
    before = everything()
    with empty_installation(folder / "restored") as empty:
        restore(place, **empty)
        yield before, empty


def test_everything_is_as_it_was(restored):
    before, target = restored
    after = everything(target["using"])
    # The runs of the backup and of the restore itself are written down after the snapshot.
    runs = [state["rows"].pop("jobs_jobrun") for state in (before, after)]
    assert runs[1][0][0] == runs[0][0][0] + 1
    numbers = [dict(state.pop("sequences")) for state in (before, after)]
    assert numbers[1] == numbers[0] | {"jobs_jobrun_id_seq": numbers[0]["jobs_jobrun_id_seq"] + 1}
    assert after == before
    assert len(before["rows"]) > 100
    assert sum(count for [(count, _)] in before["rows"].values()) > 1000
    assert len(before["triggers"]) > 100


def test_files_are_as_they_were(restored):
    kept = files(settings.MEDIA_ROOT)
    assert len(kept) > 3
    assert files(restored[1]["storage"].location) == kept


def test_what_is_append_only_still_is(restored):
    using = restored[1]["using"]
    for statement in (
        "UPDATE people_securityevent SET reason = ''",
        "DELETE FROM people_securityevent",
        "UPDATE people_providerevent SET legal_name = ''",
        "DELETE FROM people_providerevent",
    ):
        with pytest.raises(DatabaseError, match="Cannot"), connections[using].cursor() as cursor:
            cursor.execute(statement)


def test_history_goes_on(restored):
    with moved_to(restored[1]["using"]):
        provider = Provider.objects.first()
        before = provider.events.count()
        Provider.objects.filter(pk=provider.pk).update(trading_name="Another name")
        assert provider.events.count() == before + 1
        assert Provider.objects.create(legal_name="Later Ltd", sector="private", nation="wales").pk > provider.pk


def test_a_person_signs_in_and_reads_an_address(restored, installation):
    owner = installation.people["owner"]
    with moved_to(restored[1]["using"]), override_settings(MEDIA_ROOT=restored[1]["storage"].location):
        client = Client()
        answer = client.post("/accounts/login/", {"login": owner.email, "password": "correct horse battery"})
        assert (answer.status_code, answer.url) == (302, "/dashboard/")
        assert client.get("/dashboard/").status_code == 200
        assert locations.own_location(home=installation.home, by=owner).address == "CANARY-ADDRESS"
        picture = installation.public_picture.attachment
        assert client.get(f"/files/{picture.key}/full.png").content == picture.read("full.png")


def test_an_older_backup_is_brought_up_to_date(installation, empty, backups):
    """It was made before the newest migration of an app was there."""
    state = everything()
    newest = sorted(name for app, name in MigrationRecorder(connection).applied_migrations() if app == LEAF)
    call_command("migrate", LEAF, newest[-2], verbosity=0)
    try:
        place, _ = back_up(backups)
    finally:
        call_command("migrate", LEAF, verbosity=0)
    restore(place, **empty)
    after = everything(empty["using"])
    assert len(json.loads((place / "manifest.json").read_text())["migrations"]) + 1 == len(all_applied(empty["using"]))
    assert all_applied(empty["using"]) == all_applied("default")
    for guards in ("triggers", "constraints", "indexes"):
        assert after[guards] == state[guards]


def all_applied(using) -> set:
    return set(MigrationRecorder(connections[using]).applied_migrations())
