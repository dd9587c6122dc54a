"""The servers that a machine without any gets."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import redis
from django.conf import settings

from chaportal import embedded
from tests.services import program


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA", str(tmp_path))
    return tmp_path


@pytest.mark.redis
def test_a_private_redis_is_started_on_a_socket_and_answers(data):
    program("redis-server")
    process, said = embedded.start_redis(lambda: pytest.fail("the stand-in is for machines without Redis"))
    try:
        assert said == "Redis: redis-server"
        assert redis.Redis(unix_socket_path=str(data / "redis.sock")).ping()
        assert embedded._redis_url(data) == f"redis+socket://{data}/redis.sock"
    finally:
        process.terminate()
        process.wait(10)


def test_without_redis_the_stand_in_serves_and_the_start_says_so(data, monkeypatch):
    monkeypatch.setattr("chaportal.embedded.shutil.which", lambda name: None)

    def stand_in():
        code = "from chaportal import embedded; embedded.serve_stand_in()"
        return subprocess.Popen([sys.executable, "-c", code], cwd=settings.BASE_DIR)

    process, said = embedded.start_redis(stand_in)
    try:
        assert "fakeredis stands in" in said
        assert redis.Redis.from_url(embedded._redis_url(data)).ping()
    finally:
        process.kill()
        process.wait(10)


def test_secrets_are_made_once_and_are_nobody_else_s_to_read(tmp_path):
    file = tmp_path / "secrets.env"
    embedded._keep_secrets(file)
    first = file.read_text()
    embedded._keep_secrets(file)
    assert file.read_text() == first
    assert len(re.match("SECRET_KEY=(.+)", first)[1]) > 50
    assert file.stat().st_mode & 0o077 == 0


def test_a_process_that_was_killed_does_not_keep_postgresql_running_nor_tests_those_after_from_the_disk():
    """Not under pytest's own folder, which each new run of pytest closes to PostgreSQL's user."""
    with tempfile.TemporaryDirectory(prefix="chaportal-killed-", ignore_cleanup_errors=True) as folder:
        for given, farewell, waits in (("durable=False", "os.kill(os.getpid(), 9)", "off"), ("", "pass", "on")):
            code = f"import os; from chaportal import embedded; embedded.start({given}); {farewell}"
            environment = os.environ | {"DATA": folder}
            subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, check=False)
            assert f"fsync = '{waits}'" in Path(folder, "postgres/postgresql.auto.conf").read_text()
        left = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
        assert folder not in left
