"""What the documents name is there: files, folders, modules, headings, links; and no word that was given up."""

import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

from duties.law import RULES, absence, changes
from tests.system.test_words import LEFT, LEFT_PATHS

ROOT = Path(settings.BASE_DIR)
# Decisions are history: they name what there was.
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
CODE = re.compile(r"```.*?```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PATH = re.compile(r"[\w.*-]+(/[\w.*-]+)*/?")
SUFFIXES = {".py", ".md", ".toml", ".html", ".js", ".typ", ".yml", ".conf", ".txt", ".sh", ".lock", ".ini"}
DOTTED = re.compile(rf"({'|'.join(settings.LAYERS)})(\.\w+)+")
WITHIN = re.compile(r"`([\w/]+\.py)`\s+`(\w+)(?:\([^`]*)?`")
REFERENCE = re.compile(r"docs/domain\.md, “([^”]+)”")
# What whoever runs the portal puts there.
OF_OPERATORS = {"deploy/tls/fullchain.pem", "deploy/tls/privkey.pem", "deploy/acme/"}
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
NAMES = {Path(path).name for path in TRACKED}
FOLDERS = {path.split("/")[0] for path in TRACKED if "/" in path}

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def code_in(text: str) -> list[str]:
    """What stands in backticks within lines; a call without its brackets."""
    return [re.sub(r"\(.*\)$", "", found) for found in CODE.findall(text) if found]


def paths_in(text: str) -> set[str]:
    """What looks like a file or folder of the repository."""
    return {found for found in code_in(text) if PATH.fullmatch(found) and _is_path(found)} - OF_OPERATORS


def _is_path(found: str) -> bool:
    return found.split("/")[0] in FOLDERS if "/" in found else Path(found).suffix in SUFFIXES


def is_there(path: str) -> bool:
    """Whether a path is in the repository; of templates, and of one name alone, wherever it lies."""
    if "/" not in path:
        return path in NAMES
    return any(ROOT.glob(path.rstrip("/"))) or (ROOT / "templates" / path).exists()


def is_named(dotted: str) -> bool:
    """Whether a module, or what it holds, has this dotted name."""
    parts = dotted.split(".")
    for size in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:size]))
        except ModuleNotFoundError:
            continue
        for name in parts[size:]:
            found = getattr(found, name, None)
        return found is not None
    return False


def anchors(text: str) -> set[str]:
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(text)}


def leads(link: str, document: Path) -> bool:
    path, _, anchor = link.partition("#")
    target = (document.parent / path) if path else document
    return target.exists() and (not anchor or anchor in anchors(target.read_text()))


@each_document
def test_every_path_that_a_document_names_is_there(document):
    assert {path for path in paths_in(document.read_text()) if not is_there(path)} == set()


@each_document
def test_every_module_that_a_document_names_is_there(document):
    dotted = {found for found in code_in(document.read_text()) if DOTTED.fullmatch(found)}
    assert {found for found in dotted if not (is_named(found) or is_there(found))} == set()


@each_document
def test_what_a_document_names_beside_a_module_stands_in_it(document):
    """As in: `homes/locations.py` `reveal`."""
    named = WITHIN.findall(document.read_text())
    assert [(path, name) for path, name in named if not re.search(rf"\b{name}\b", (ROOT / path).read_text())] == []


@pytest.mark.parametrize("document", [*DOCUMENTS, *(ROOT / "docs/decisions").glob("*.md")], ids=lambda path: path.name)
def test_every_link_within_the_repository_leads_somewhere(document):
    links = {
        link for link in LINK.findall(document.read_text()) if "://" not in link and not link.startswith("mailto:")
    }
    assert {link for link in links if not leads(link, document)} == set()


@each_document
def test_no_document_calls_code_by_a_word_that_was_given_up(document):
    named = {word for found in code_in(document.read_text()) for word in re.findall(r"\w+", found)}
    assert named & (LEFT.keys() | LEFT_PATHS) == set()


def test_each_decision_has_a_number_of_its_own_and_says_it():
    decisions = {path: path.name.partition("-")[0] for path in (ROOT / "docs/decisions").glob("*.md")}
    assert len(set(decisions.values())) == len(decisions)
    assert [
        path.name for path, number in decisions.items() if not path.read_text().startswith(f"# {int(number)}. ")
    ] == []


def test_what_code_cites_of_the_domain_is_a_heading_there():
    known = set(HEADING.findall((ROOT / "docs/domain.md").read_text()))
    cited = {(path, title) for path in TRACKED if path.endswith(".py") for title in _cited(path)}
    assert cited
    assert {(path, title) for path, title in cited if title not in known} == set()


def _cited(path: str) -> list[str]:
    text = re.sub(r"\s*\n\s*#?\s*", " ", (ROOT / path).read_text())
    return REFERENCE.findall(text) if path != "tests/system/test_docs.py" else []


def test_every_regulation_behind_a_duty_stands_in_the_domain():
    text = (ROOT / "docs/domain.md").read_text()
    links = {rule.link for rule in RULES.values()} | {absence.LINK, changes.LINK}
    assert {link for link in links if f"({link})" not in text} == set()


def test_no_file_cites_a_page_outside_of_the_repository():
    outside = re.compile(r"\bDOMAIN\b|\bDESIGN, section|\b(?:BULLETINS|PEERS|STYLE)\.md")
    files = [path for path in TRACKED if path.endswith((".py", ".md", ".toml", ".html", ".css", ".js", ".typ"))]
    others = [path for path in files if path != "tests/system/test_docs.py"]
    assert [path for path in others if outside.search((ROOT / path).read_text())] == []


@pytest.mark.parametrize("path", ["people/nowhere.py", "no_such_name.py", "homes/home_nowhere.html", "register/lost/"])
def test_the_test_sees_a_path_that_is_not_there(path):
    assert paths_in(f"It stands in `{path}`.") == {path}
    assert not is_there(path)


def test_the_test_sees_a_name_that_is_not_there():
    assert is_named("jobs.retry.for_each")
    assert not is_named("jobs.retry.for_none")
    assert not is_named("jobs.nowhere.for_each")
    assert not leads("docs/domain.md#no-such-heading", ROOT / "README.md")


def test_the_readme_shows_every_layer_from_the_roof_down():
    drawn = re.search(r"## Layers\s+```\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert re.findall(r"^(\w+)/", drawn[1], re.MULTILINE) == settings.LAYERS[::-1]
