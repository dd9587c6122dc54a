"""The code speaks the field's words: names of our own do not come back. `docs/glossary.md` has ours."""

import subprocess
import tokenize
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# What each of them is called now.
LEFT = {
    "doorbell": "task_queue",
    "ring_after_commit": "enqueue_after_commit",
    "owe": "queue_email",
    "Notice": "OutboxMessage",
    "because": "audit_reason",
    "Shelf": "PageCache",
    "shelf": "page_cache",
    "Epoch": "CacheVersion",
    "epoch": "cache_version",
    "bumps_epoch": "bumps_cache_version",
    "machines": "crawlers: sitemaps, robots",
    "Quote": "FigureUse",
    "HomeRole": "HomePost",
    "RoleHome": "HomeGrant",
    "Reckoning": "Recurrence",
    "reckoning": "recurrence",
    "Rhythm": "Recurrence of a duty, Frequency of mails",
    "rhythm": "recurrence of a duty, frequency of mails",
    "Standing": "DueStatus",
    "standing": "due_status",
    "board": "duties_overview",
    "doubt": "mark_uncertain",
    "Line": "what it is a line of: SMTPConnection, ReportRow, Tenure",
    "strike": "void",
    "Brought": "Contribution",
    "brought": "contribution",
    "HOUSE": "LAYERS",
    "FLOORS": "LAYERS",
    "floors": "layers",
}
# Modules and folders: a part of a path.
LEFT_PATHS = {"doorbell", "shelf", "epoch", "machines", "quoting", "reckoning", "standing", "board", "house", "apart"}
# None says what a thing is: outside tests no name is one of them, alone or after an underscore.
VAGUE = {"kept", "said", "told"}
# Where it is another thing, by its own name in its own field.
MEANT = {("chaportal/association/favicon.py", "HOUSE")}


def sources() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for path in listed.stdout.split() if "/migrations/" not in path]


def names_in(path: str) -> set[str]:
    with tokenize.open(ROOT / path) as source:
        return {token.string for token in tokenize.generate_tokens(source.readline) if token.type == tokenize.NAME}


def test_no_name_that_was_given_up_comes_back():
    found = {(path, name) for path in sources() for name in names_in(path) & LEFT.keys()} - MEANT
    assert {f"{path}: {name}, say {LEFT[name]}" for path, name in found} == set()


def test_no_name_says_only_that_something_was_kept_said_or_told():
    code = [path for path in sources() if not path.startswith("tests/")]
    assert {f"{path}: {name}" for path in code for name in names_in(path) if name.strip("_") in VAGUE} == set()


def test_no_module_is_called_by_a_word_that_was_given_up():
    left = LEFT_PATHS | VAGUE
    assert {path for path in sources() if {Path(path).stem, *Path(path).parts} & left} == set()


@pytest.mark.parametrize("name", ["doorbell", "owe", "Rhythm"])
def test_the_test_sees_a_name_wherever_it_stands(tmp_path, name, monkeypatch):
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    Path(tmp_path, "one.py").write_text(f"def f():\n    return x.{name}(1)\n")
    assert name in names_in("one.py")
