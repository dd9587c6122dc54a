"""Ten thousand rows, and a worker that is killed half-way: all or nothing, and then all."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from homes import actions
from homes.models import Home, HomeFacts
from register.models import Registration
from sheets.writing import Format, Table, written
from tests.conftest import make_person, make_provider

ROWS = 10_000
# A worker of its own, on this test's database, that stops before the last statement.
WORKER = """
import time
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = "{database}"
from homes import actions
from homes.actions import sheets
from homes.models import HomeSheet
def wait(*args, **kwargs):
    print("half-way", flush=True)
    time.sleep(60)
HomeSheet.save = wait
actions.apply_sheet({pk})
"""


def start_worker(sheet) -> subprocess.Popen:
    program = WORKER.format(database=connection.settings_dict["NAME"], pk=sheet.pk)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "chaportal.settings"}
    return subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE)


def apply_soon(sheet) -> bool:
    """PostgreSQL needs a moment to see that the worker is gone; until then its lock holds."""
    for _ in range(100):
        if actions.apply_sheet(sheet.pk):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_worker_killed_half_way_changes_nothing_and_the_next_one_everything():
    provider = make_provider("Large Ltd")
    owner = make_person("owner@large.example", "owner", provider)
    numbers = [f"8{number:06}" for number in range(ROWS)]
    made = Registration.objects.bulk_create(Registration(regulator="ofsted", number=number) for number in numbers)
    during = DateRange(timezone.localdate(), None)
    Home.objects.bulk_create(
        Home(registration=registration, provider=provider, state="confirmed", during=during) for registration in made
    )
    rows = [[number, f"Home {number}", 1] for number in numbers]
    raw = written(Format.CSV, Table("Homes", ["URN", "Name", "Vacancies"], rows))
    sheet = actions.check_sheet(raw=raw, name="homes.csv", by=owner)
    actions.accept_sheet(sheet=sheet, by=owner)

    worker = start_worker(sheet)
    assert worker.stdout.readline() == b"half-way\n", "The worker ended before it was killed."
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    worker.stdout.close()
    assert HomeFacts.objects.count() == 0
    assert apply_soon(sheet)
    assert HomeFacts.objects.filter(vacancies=1).count() == ROWS
