"""What is no backup, and what is not restored: said in a sentence, and nothing is changed."""

import gzip
import json
import shutil
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from chaportal.backup import BackupFault, back_up, last_restore, last_verified_backup, restore, try_restore
from chaportal.backup import files as backup_files
from chaportal.backup import rows as backup_rows
from chaportal.backup.folder import SUMS, Folder
from chaportal.backup.restoring import restore_into
from jobs.models import JobRun
from people.models import Provider
from tests.backup.conftest import at_server
from tests.backup.test_restore import everything, files

pytestmark = pytest.mark.slow  # an installation of its own, copied for each


@pytest.fixture(scope="module")
def pristine(installation, tmp_path_factory):
    """A backup that stays as it is."""
    return back_up(tmp_path_factory.mktemp("pristine"))[0]


@pytest.fixture
def backup(pristine, tmp_path):
    """A backup to spoil."""
    return Path(shutil.copytree(pristine, tmp_path / pristine.name))


def databases(name) -> int:
    """How many of that name the server has: other tests make and drop theirs meanwhile."""
    with at_server() as server:
        return server.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [name]).fetchone()[0]


def reseal(backup, manifest=None):
    """The folder as one who spoils it with care would leave it."""
    if manifest:
        (backup / "manifest.json").write_text(json.dumps(manifest))
    (backup / SUMS).unlink()
    Folder(backup).seal()


def manifest_of(backup) -> dict:
    return json.loads((backup / "manifest.json").read_text())


def test_a_backup_is_nobody_else_s_to_read(pristine):
    assert {path.stat().st_mode & 0o777 for path in [pristine, *pristine.rglob("*")] if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in pristine.rglob("*") if path.is_file()} == {0o600}


def test_a_backup_does_not_hold_the_keys_or_anything_that_they_hide(pristine, settings):
    said = manifest_of(pristine)
    assert len(said["keys"]) == len(settings.FIELD_KEYS)
    for path in pristine.rglob("*"):
        if path.is_file():
            content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            for secret in [*settings.FIELD_KEYS, settings.SECRET_KEY, "CANARY-ADDRESS"]:
                assert secret.encode() not in content


def test_no_session_and_no_count_of_attempts_comes_back_to_life(pristine):
    tables = {path.name.removesuffix(".copy.gz") for path in (pristine / "tables").iterdir()}
    assert "people_user" in tables
    assert not tables & {"django_session", "usersessions_usersession", "cache"}


def test_the_last_verified_backup_is_known(pristine):
    run = last_verified_backup()
    assert run.outcome.startswith(f"Verified: {pristine.name}, ")
    assert run.finished_at is not None


def missing(backup):
    (backup / "tables/people_user.copy.gz").unlink()
    return "tables/people_user.copy.gz is missing"


def changed(backup):
    file = next((backup / "files").rglob("*/*"))
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    return f"{file.relative_to(backup)} is not as it was written"


def added(backup):
    (backup / "files/more").write_text("more")
    return "files/more does not belong to it"


def unsealed(backup):
    (backup / SUMS).unlink()
    return "SHA256SUMS is missing"


def linked(backup):
    file = next((backup / "files").rglob("*/*"))
    file.unlink()
    file.symlink_to("/etc/hostname")
    return "is not a file"


def fewer_rows(backup):
    path = backup / "tables/people_user.copy.gz"
    path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).split(b"\n", 1)[1]))
    reseal(backup)
    return "rows of people_user .* are not those that the manifest names"


def newer(backup):
    reseal(backup, manifest_of(backup) | {"migrations": [["people", "9999_later"]]})
    return "newer version of the portal: this one does not know the migration people.9999_later"


def of_another_format(backup):
    reseal(backup, manifest_of(backup) | {"format": 2})
    return "not one that this version of the portal can read"


def with_other_keys(backup):
    reseal(backup, manifest_of(backup) | {"keys": ["0123456789ab"]})
    return "FIELD_KEYS lacks the key with the fingerprint 0123456789ab"


def with_a_role_of_nobody(backup):
    """Rows that are whole in themselves and belong to nothing: found by the database, at the end."""
    said, path = manifest_of(backup), backup / "tables/people_user.copy.gz"
    path.write_bytes(gzip.compress(b""))
    said["tables"]["people_user"] |= {"rows": 0, "sha256": backup_rows._describe([], iter([])).sha256}
    reseal(backup, said)
    return "The database refused the backup: ForeignKeyViolation"


def with_a_value_of_another_key(backup):
    said, path = manifest_of(backup), backup / "tables/homes_homelocation.copy.gz"
    rows = gzip.decompress(path.read_bytes()).replace(b"gAAAAA", b"gAAAAB")
    path.write_bytes(gzip.compress(rows))
    said["tables"]["homes_homelocation"]["sha256"] = backup_rows._describe([], iter([rows])).sha256
    reseal(backup, said)
    return "encrypted with a key that FIELD_KEYS does not hold"


def with_other_numbers(backup):
    said = manifest_of(backup)
    said["sequences"]["no_such_seq"] = None
    reseal(backup, said)
    return "sequences are not those of the backup"


def not_there(backup):
    shutil.rmtree(backup)
    return "is not a folder"


SPOILT = [missing, changed, added, unsealed, linked, fewer_rows, newer, of_another_format, with_other_keys, not_there]
SPOILT += [with_a_role_of_nobody, with_a_value_of_another_key, with_other_numbers]


@pytest.mark.parametrize("spoil", SPOILT)
def test_what_is_not_a_whole_backup_of_ours_is_refused_and_leaves_nothing(spoil, backup, empty):
    sentence = spoil(backup)
    with pytest.raises(BackupFault, match=sentence):
        restore(backup, **empty)
    assert connections[empty["using"]].introspection.table_names() == []
    assert files(empty["storage"].location) == {}


def test_rows_that_the_database_keeps_otherwise_are_noticed(pristine, empty, monkeypatch):
    read = backup_rows.read_rows

    def read_and_spoil(cursor, name, table, file):
        read(cursor, name, table, file)
        if name == "people_user":
            cursor.execute("UPDATE public.people_user SET name = 'Another'")

    monkeypatch.setattr(backup_rows, "read_rows", read_and_spoil)
    with pytest.raises(BackupFault, match="The restored rows of people_user are not those of the backup"):
        restore(pristine, **empty)
    assert connections[empty["using"]].introspection.table_names() == []


def test_an_installation_with_people_is_not_overwritten(pristine):
    before = everything()
    with pytest.raises(CommandError, match="Nothing was restored. This installation is not empty"):
        call_command("restore", str(pristine))
    assert everything() == before


def test_what_is_there_goes_only_when_asked(pristine, empty):
    restore(pristine, **empty)
    storage = empty["storage"]
    Provider.objects.using(empty["using"]).create(legal_name="Made since", sector="private", nation="wales")
    storage.save("attachments/made-since", ContentFile(b"new"))
    connections[empty["using"]].close()
    restore(pristine, replace=True, **empty)
    assert not Provider.objects.using(empty["using"]).filter(legal_name="Made since").exists()
    assert not storage.exists("attachments/made-since")
    assert files(storage.location) == files(pristine / "files")


def test_a_failed_replacement_leaves_what_was_there(backup, empty):
    restore(backup, **empty)
    before, on_disk = everything(empty["using"]), files(empty["storage"].location)
    sentence = with_a_role_of_nobody(backup)
    connections[empty["using"]].close()
    with pytest.raises(BackupFault, match=sentence):
        restore(backup, replace=True, **empty)
    assert everything(empty["using"]) == before
    assert files(empty["storage"].location) == on_disk


def test_nothing_is_restored_under_a_portal_that_runs(pristine, empty):
    refused = pytest.raises(BackupFault, match="1 other connections to the database are open. Stop the portal first")
    with at_server(empty["using"]), refused:
        restore(pristine, **empty)


def test_what_is_written_meanwhile_is_not_half_in_it(installation, backups, monkeypatch, empty):
    """Rows of one moment, whichever table is written first."""
    write = backup_rows.write_rows

    def busy(cursor, name, file):
        if name == "people_provider":
            with at_server(connection.settings_dict["NAME"]) as other:
                other.execute("UPDATE people_provider SET trading_name = 'Renamed meanwhile'")
        return write(cursor, name, file)

    monkeypatch.setattr(backup_rows, "write_rows", busy)
    restore(back_up(backups)[0], **empty)
    assert not Provider.objects.using(empty["using"]).filter(trading_name="Renamed meanwhile").exists()
    assert Provider.objects.filter(trading_name="Renamed meanwhile").exists()


def test_a_file_that_goes_meanwhile_is_in_it_still(installation, backups, monkeypatch):
    """It was there when the snapshot was taken, and a sweep deletes it before the second look."""
    place = installation.picture.attachment.stored_as
    with default_storage.open(place) as file:
        content = file.read()
    look, looks = backup_files.copy_out, []

    def later(storage, folder):
        looks.append(look(storage, folder))
        if len(looks) == 1:
            default_storage.delete(place)
            default_storage.save("attachments/uploaded-meanwhile", ContentFile(b"new"))
        return looks[-1]

    monkeypatch.setattr(backup_files, "copy_out", later)
    made, _ = back_up(backups)
    default_storage.save(place, ContentFile(content))
    assert (made / "files" / place).read_bytes() == content
    assert (made / "files/attachments/uploaded-meanwhile").read_bytes() == b"new"


def test_a_file_that_rows_name_and_nobody_has_is_no_backup(installation, backups, monkeypatch):
    place = installation.picture.attachment.stored_as
    with default_storage.open(place) as file:
        content = file.read()
    default_storage.delete(place)
    try:
        with pytest.raises(CommandError, match=f"No backup was made. .*not in the storage: {place}"):
            call_command("backup", str(backups))
    finally:
        default_storage.save(place, ContentFile(content))
    assert list(backups.iterdir()) == []


@pytest.mark.parametrize("step", ["chaportal.backup.making.verify", "chaportal.backup.schema.dump"])
def test_what_could_not_be_verified_is_no_backup(step, installation, backups, monkeypatch):
    before = last_verified_backup()

    def fails(*args):
        raise BackupFault("The disk is full.")

    monkeypatch.setattr(step, fails)
    with pytest.raises(CommandError, match="No backup was made. The disk is full."):
        call_command("backup", str(backups))
    assert list(backups.iterdir()) == []
    assert last_verified_backup() == before
    assert JobRun.objects.first().outcome == "failed: BackupFault"


def test_a_trial_says_what_it_compared_and_leaves_nothing(pristine, monkeypatch):
    made = []

    def restore_and_look(place, *, using, storage):
        made.append((connections[using].settings_dict["NAME"], Path(storage.location)))
        assert databases(made[0][0])
        return restore_into(place, using=using, storage=storage)

    monkeypatch.setattr("chaportal.backup.trial.restore_into", restore_and_look)
    said = try_restore(pristine)
    [(database, folder)] = made
    assert not databases(database)
    assert not folder.exists()
    assert said.startswith(f"Verified: {pristine.name} was restored on trial, ")
    assert last_restore().outcome == said


def test_a_trial_that_fails_is_not_the_last_restore(backup):
    before = last_restore()
    fewer_rows(backup)
    with pytest.raises(BackupFault):
        try_restore(backup)
    assert last_restore() == before


def test_two_of_the_same_second_lie_side_by_side_in_order(installation, backups):
    places = [back_up(backups)[0], back_up(backups)[0]]
    assert sorted(path.name for path in backups.glob("chaportal-*")) == [place.name for place in places]
