"""Runs a command with the settings of production: the values of `.env.example`, and secrets made for this once.

For `manage.py check --deploy`, and for collecting static files into the image. With `EMBEDDED=on` the database is the
embedded one; else there is none.
"""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

import environ

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from chaportal import embedded  # noqa: E402 - it lies beside this folder


class Example(environ.Env):
    ENVIRON = {}


def production() -> dict[str, str]:
    """What a production's environment holds; where docker-compose.yml says a value, one of its kind."""
    Example.read_env(ROOT / ".env.example")
    return Example.ENVIRON | {
        "DATABASE_URL": _database(),
        "REDIS_URL": "redis://redis.invalid:6379/0",
        "MEDIA_ROOT": "/media",
        "TRUSTED_PROXY_COUNT": "1",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }


def _database() -> str:
    if not embedded.asked_for():
        return "postgresql://portal:secret@database.invalid/portal"
    embedded.start()
    return embedded.environment()["DATABASE_URL"]


if __name__ == "__main__":
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, *sys.argv[1:]]
    sys.exit(subprocess.run(command, env=inherited | production(), cwd=ROOT).returncode)  # noqa: S603 - our own command
