"""A worker that is killed with signal 9, again and again: nobody is lost, and every second copy is flagged."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection

from bulletins import actions, sending
from bulletins.models import Delivery
from tests.bulletins.conftest import make_member

PEOPLE = 15
# A worker of its own, on this test's database.
WORKER = """
import django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = "{database}"
from bulletins import sending
sending.send({pk})
"""


def start_worker(bulletin, port) -> subprocess.Popen:
    program = WORKER.format(database=connection.settings_dict["NAME"], pk=bulletin.pk)
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "chaportal.settings", "SMTP_URL": f"smtp://127.0.0.1:{port}"},
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_kills_lose_nobody_and_every_second_copy_is_flagged(submitted, chief_executive, mail_server, settings):
    for number in range(PEOPLE):
        make_member(number)
    bulletin = actions.approve(bulletin=submitted, by=chief_executive, seen=submitted.content_hash)
    port = settings.MAILERS["bulletins"]["OPTIONS"]["port"]
    mail_server.seconds = 0.05
    for kill in range(1, 3):
        worker = start_worker(bulletin, port)
        while len(mail_server.taken) < kill * 5:
            assert worker.poll() is None, "The worker ended before it was killed."
            time.sleep(0.01)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    mail_server.seconds = 0
    for _ in range(50):  # PostgreSQL needs a moment to see that the worker is gone
        sending.send(bulletin.pk)
        bulletin.refresh_from_db()
        if bulletin.state == "sent":
            break
        time.sleep(0.02)

    copies = Counter(mail_server.recipients)
    assert bulletin.state == "sent"
    assert len(copies) == PEOPLE
    assert max(copies.values()) <= 2
    twice = {email for email, number in copies.items() if number == 2}
    assert twice <= set(Delivery.objects.uncertain().values_list("email", flat=True))
    assert Delivery.objects.uncertain().count() <= 2
