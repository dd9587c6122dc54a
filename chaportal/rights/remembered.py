"""Who was erased, beside the files: a restore of an older backup brings them back, and then they are erased again.

One small file each, with the account's number and digests of its addresses: a number that became another person's, in
a database that was put back to an earlier day, is left alone. It lies with the uploaded files, as the list of purges
does (`chaportal.purging.remembered`), and so in every later backup.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.utils import timezone

from people.models import User
from people.models.consent import email_hash

FOLDER = "erasures"
# As long as the list of purges: no backup is older (docs/operating.md).
KEPT_FOR = timedelta(days=400)


def remember(person: int, addresses: list[str], storage: Storage = default_storage) -> str:
    """Write an erased account onto the list; gives the name of its file."""
    entry = {"person": person, "addresses": [email_hash(each) for each in addresses]}
    entry["done_at"] = timezone.now().isoformat()
    return storage.save(f"{FOLDER}/{person}.json", ContentFile(json.dumps(entry).encode()))


def come_back(storage: Storage = default_storage) -> list[User]:
    """Those on the list who have name and address again: the same people, by their addresses."""
    entries = {entry["person"]: entry for _, entry in _files(storage)}
    there = User.objects.filter(pk__in=entries).order_by("pk")
    return [person for person in there if email_hash(person.email) in entries[person.pk]["addresses"]]


def forget_old(storage: Storage = default_storage) -> int:
    """Take off the list whom no backup can bring back any more; gives how many."""
    before = timezone.now() - KEPT_FOR
    old = [name for name, entry in _files(storage) if datetime.fromisoformat(entry["done_at"]) < before]
    for name in old:
        storage.delete(name)
    return len(old)


def _files(storage: Storage) -> Iterator[tuple[str, dict]]:
    try:
        names = storage.listdir(FOLDER)[1]
    except FileNotFoundError:  # nobody was erased yet
        return
    for name in names:
        with storage.open(f"{FOLDER}/{name}") as file:
            yield f"{FOLDER}/{name}", json.loads(file.read())
