"""What `make` offers and checks beside tests: that it sees what it looks for."""

import re
import shutil
import subprocess

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from homes.models import Home
from scripts.audit import TOO_OLD, judge
from scripts.check_secrets import secrets_in
from tests.database import DECIDED_BY, template_name
from tests.services import npm_file
from tests.snapshot import _rows

ROOT = settings.BASE_DIR
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH"
# Put together here, so that this file holds none.
SECRETS = [
    "-----BEGIN RSA " + "PRIVATE KEY-----",
    "AKIA" + "ABCDEFGHIJKLMNOP",
    "ghp_" + LETTERS[:36],
    "glpat-" + LETTERS[:20],
    "xoxb-" + LETTERS[:12],
    "sk_live_" + LETTERS[:24],
    "npm_" + LETTERS[:36],
    f"FIELD_KEYS = '{LETTERS[:43]}='",
    "SECRET_KEY=" + LETTERS,
    "PORTAL_PASSWORD=" + LETTERS[:12],
    "postgresql://owner:" + "hunter2x" + "@db/portal",
]
HARMLESS = [
    "SECRET_KEY=",
    "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}",
    "postgresql://portal:password@postgres/portal",
    "postgresql://portal:${PORTAL_PASSWORD:?}@postgres/portal",
    "-----BEGIN CERTIFICATE-----",
    f"sha512-{LETTERS}{LETTERS}==",
]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_seen_and_where_it_stands(secret):
    ((line, _),) = secrets_in(f"first\n{secret}\nlast")
    assert line == 2
    assert list(secrets_in(f"first\n{secret}  # invented\nlast")) == []


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_secret_is_left_alone(text):
    assert list(secrets_in(text)) == []


def package(**more) -> dict:
    return {"name": "invented", "version": "1.0", "vulns": [], **more}


def test_a_known_hole_fails_whatever_the_lock_file_s_age():
    hole = {"id": "CVE-2026-0001", "fix_versions": ["1.1"]}
    assert judge([package(vulns=[hole])], 0) == (["invented 1.0: CVE-2026-0001, mended in 1.1"], False)
    lines, passes = judge([package(vulns=[hole]), {"name": "other", "skip_reason": "not found"}], 0)
    assert not passes
    assert "CVE-2026-0001" in lines[0]


def test_where_all_was_asked_the_lock_file_s_age_says_nothing():
    assert judge([package()], TOO_OLD) == (["No hole is known in 1 packages."], True)


@pytest.mark.parametrize("packages", [[], [package(), {"name": "other", "skip_reason": "not found"}]])
def test_without_advisories_the_lock_file_s_age_decides_and_it_is_said(packages):
    for days, passes in ((0, True), (TOO_OLD - 1, True), (TOO_OLD, False)):
        lines, passed = judge(packages, days)
        assert passed is passes
        assert f"No advisories could be read {'for 1 of 2 packages' if packages else 'at all'}." in lines[0]


@pytest.mark.parametrize("name", ["homes/migrations/0002_more.py", "homes/models/home.py", "jobs/models.py", "uv.lock"])
def test_the_tests_database_is_another_when_what_decides_it_changes(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = template_name(tmp_path)
    path.write_text("one")
    first = template_name(tmp_path)
    path.write_text("two")
    assert len({before, first, template_name(tmp_path)}) == 3
    (tmp_path / "views.py").write_text("what decides nothing")
    assert template_name(tmp_path) == template_name(tmp_path, [name])


def test_after_a_test_that_commits_no_row_is_left(home):
    assert Home.objects.exists()
    call_command("flush", interactive=False, reset_sequences=False, inhibit_post_migrate=True)
    assert [table for table, text in _rows(connection).items() if text] == ["django_migrations"]
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        assert cursor.fetchone() == ("origin",)


def test_what_first_migrations_import_of_ours_decides_the_database_too():
    decisive = {path for pattern in DECIDED_BY for path in ROOT.glob(pattern)}
    assert ROOT / "history/initial_schema.py" in decisive
    assert ROOT / "encryption/__init__.py" in decisive


def test_make_help_names_every_command_and_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text()
    (offered,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert re.findall(r"^make ([a-z-]+) +\S", said, re.MULTILINE) == offered.split()


def test_make_alone_is_the_demo():
    said = subprocess.run(
        ["make", "--dry-run", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert said.rstrip().endswith("manage.py demo")


def test_hooks_of_git_are_our_own_commands():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    makefile = (ROOT / "Makefile").read_text()
    for repository in config["repos"]:
        assert repository["repo"] == "local"
        for hook in repository["hooks"]:
            assert hook["language"] == "system"
            assert re.search(rf"^{hook['entry'].removeprefix('make ')}:", makefile, re.MULTILINE)


def test_without_npm_a_test_names_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    for found, words in (("/usr/bin/npm", r"\(`make test` fetches it with npm\)"), (None, "there is no npm")):
        monkeypatch.setattr(shutil, "which", lambda name, found=found: found)
        with pytest.raises(pytest.skip.Exception, match=rf"vnu.jar .*{words}"):
            npm_file(tmp_path / "vnu.jar")
