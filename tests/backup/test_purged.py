"""What was purged after a backup does not come back with it."""

import json
import shutil

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections

from chaportal.backup import BackupFault, back_up, restore
from chaportal.purging import files
from people.models import Provider, Purge
from publishing import actions as publishing
from publishing.models import Attachment
from tests.publishing.office_files import docx
from tests.purging.agreeing import carried_out

pytestmark = pytest.mark.slow  # an installation of its own, copied for each

TYPED = "Zq Wörd7"


@pytest.fixture(scope="module")
def purged(installation, tmp_path_factory):
    """A backup from before a purge and one from after it, in the same folder; and what the purge deleted."""
    folder = tmp_path_factory.mktemp("purged")
    Provider.objects.filter(pk=installation.hazel.pk).update(trading_name="Zq Wörd7 Care")
    raw = docx("<w:p><w:r><w:t>Zq Wörd7</w:t></w:r></w:p>")
    shown = publishing.show(
        edition=installation.draft,
        kind="document",
        raw=raw,
        name_of_file="minutes.docx",
        by=installation.people["press"],
        title="Minutes",
    )
    earlier, _ = back_up(folder)
    Provider.objects.filter(pk=installation.hazel.pk).update(trading_name="")  # its history still says it
    done = carried_out(TYPED, installation.people["trustee"], installation.people["admin"])
    assert done.files == 1
    later, _ = back_up(folder)
    return {"earlier": earlier, "later": later, "purge": done, "file": shown.attachment}


def says(using) -> list[str]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for (name,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM \"{name}\" t WHERE t::text ~* 'w[oö]rd7'")
            found += [name] if cursor.fetchone()[0] else []
    return found


def check(purged, empty):
    assert says(empty["using"]) == []
    assert not Attachment.objects.using(empty["using"]).filter(sha256=purged["file"].sha256).exists()
    assert not empty["storage"].exists(purged["file"].stored_as)
    tombstone = Purge.objects.using(empty["using"]).get(pk=purged["purge"].pk)
    assert (tombstone.words, tombstone.done_at, tombstone.reason) == ("", purged["purge"].done_at, "names")
    assert empty["storage"].exists(f"purges/{purged['purge'].pk}.json")
    return tombstone


def test_it_is_done_again_when_a_later_backup_lies_beside(purged, empty):
    restore(purged["earlier"], **empty)
    tombstone = check(purged, empty)
    assert tombstone.replayed is True
    assert tombstone.places["people_providerevent"] >= 1


def test_it_is_done_again_from_the_list_of_the_installation_itself(purged, empty, tmp_path):
    alone = shutil.copytree(purged["earlier"], tmp_path / "alone" / purged["earlier"].name)
    with default_storage.open(f"purges/{purged['purge'].pk}.json") as file:
        empty["storage"].save(f"purges/{purged['purge'].pk}.json", ContentFile(file.read()))
    restore(alone, **empty)
    check(purged, empty)


def test_without_any_list_it_would_come_back(purged, empty, tmp_path):
    """What makes the other tests worth something: the earlier backup does hold it."""
    alone = shutil.copytree(purged["earlier"], tmp_path / "alone" / purged["earlier"].name)
    restore(alone, **empty)
    assert {"people_provider", "people_providerevent"} <= set(says(empty["using"]))


def test_a_backup_from_after_it_is_restored_as_it_is(purged, empty):
    restore(purged["later"], **empty)
    assert check(purged, empty).replayed is False


@pytest.mark.parametrize("spoilt", [{"words": "gAAAAAnot-ours"}, {"unknown": ""}])
def test_a_list_that_cannot_be_read_stops_the_restore(spoilt, purged, empty, tmp_path):
    folder = shutil.copytree(purged["earlier"].parent, tmp_path / "spoilt")
    file = folder / purged["later"].name / f"files/purges/{purged['purge'].pk}.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | spoilt))
    with pytest.raises(BackupFault, match="The list of what was purged cannot be read"):
        restore(folder / purged["earlier"].name, **empty)
    assert connections[empty["using"]].introspection.table_names() == []
    assert files.text_of(b"plain") == "plain"
