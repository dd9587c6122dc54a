"""The code has layers: an app may name only those below it, in whatever way code can name another app."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.migrations.loader import MigrationLoader

ROOT = Path(settings.BASE_DIR)
LAYERS = settings.LAYERS
USERS = settings.AUTH_USER_MODEL.split(".")[0]
DOTTED = re.compile(r"\w+(\.\w+)+|\w+:\w+")
URL_TAG = re.compile(r"""{%\s*(?:url|act|include|extends)\s+['"](\w+)[:/]""")


def layer(name: str) -> int | None:
    top = name.split(".")[0]
    return LAYERS.index(top) if top in LAYERS else None


def named_in(source: str) -> set[str]:
    """Every module that Python source names: imports anywhere, `import_module`, and dotted strings."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and DOTTED.fullmatch(node.value):
            found.add(node.value.replace(":", "."))
    return found


def upward(app: str, names: set[str]) -> set[str]:
    return {name for name in names if layer(name) is not None and layer(name) > LAYERS.index(app)}


@pytest.mark.parametrize("app", LAYERS)
def test_code_names_no_floor_above(app):
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / app).rglob("*.py")
        for name in upward(app, named_in(path.read_text()))
    }
    assert wrong == set()


@pytest.mark.parametrize("app", LAYERS)
def test_templates_link_to_no_floor_above(app):
    wrong = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "templates" / app).rglob("*.html")
        for name in upward(app, set(URL_TAG.findall(path.read_text())))
    }
    assert wrong == set()


@pytest.mark.parametrize("app", LAYERS)
def test_models_point_to_no_floor_above(app):
    targets = {
        field.related_model._meta.app_label
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        # Django's own way to name whoever uses the portal, from any layer: `settings.AUTH_USER_MODEL`.
        if field.related_model is not get_user_model()
    }
    assert upward(app, targets) == set()


def test_migrations_depend_on_no_floor_above():
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    wrong = {
        (key, parent.key)
        for key, node in graph.node_map.items()
        for parent in node.parents
        if key[0] in LAYERS and upward(key[0], {parent.key[0]}) and parent.key not in graph.root_nodes(USERS)
    }
    assert wrong == set()


def test_there_is_no_lumber_room():
    rooms = {path.stem for app in LAYERS for path in (ROOT / app).rglob("*") if "migrations" not in path.parts}
    assert rooms & {"utils", "common", "helpers", "core", "services", "util", "misc"} == set()


@pytest.mark.parametrize(
    "source",
    [
        "from chaportal import views",
        "def f():\n    import chaportal.views",
        "import_module('chaportal.views')",
        "ForeignKey('media_releases.Release')",
        "reverse('policy:consultation_list')",
    ],
)
def test_the_test_sees_each_way_of_naming_a_floor(source):
    assert upward("people", named_in(source)) != set()
