"""`manage.py check --deploy` with the settings of production; only the database is the embedded one."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from chaportal import embedded  # noqa: E402 - it lies beside this folder

PRODUCTION = {
    "DATABASE_URL": embedded.environment()["DATABASE_URL"],
    "BASE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "FIELD_KEYS": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "SMTP_URL": "smtp+tls://user:secret@smtp.example.org:587",
}
command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
sys.exit(subprocess.run(command, env=os.environ | PRODUCTION, cwd=ROOT).returncode)  # noqa: S603 - our own command
