"""Rules that hold for every view, read from its source."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.system.urls import view_files

ROOT = Path(settings.BASE_DIR)
VIEW_FILES = view_files()
GETTERS = {"get_object_or_404", "get_list_or_404"}
# The methods that limit rows to who is asking, or to what is public.
DOORS = {"visible_to", "public", "for_members", "own", "editable_by", "with_token", "under_embargo_for"}
# Rows that no person owns, each with the reason.
OPEN = {
    "Topic": "topics are public words",
    "RegisterFile": "the register is public; the pages need REGISTER_VIEW",
    "SecurityEvent": "the page needs SECURITY_VIEW, which sees all of them",
    "Invitation": "found by its signed token; the page of SECURITY_VIEW says which wait",
    "User": "of the demo alone, one of its cast",
    "UserSession": "of the demo alone: the reader's own, as it begins",
    "AssociationLogo": "what the masthead shows to anyone, by a sum of its bytes",
    "Association": "one row, of which all is public; its page needs ASSOCIATION_MANAGE",
    "JobRun": "the page needs ROLE_MANAGE",
    "FailedItem": "the pages need ROLE_MANAGE, and name no private value",
    "Role": "the page checks the provider first",
}


def unguarded(source: str) -> set[str]:
    """Models whose rows are reached past the doors: `Model.objects.filter(…)` or `get_object_or_404(Model, …)`."""
    tree = ast.parse(source)
    guarded = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in DOORS and _is_manager(node.value):
            guarded.add(id(node.value))
    found = {node.value.id for node in ast.walk(tree) if _is_manager(node) and id(node) not in guarded}
    return (found | {node.args[0].id for node in ast.walk(tree) if _gets_from_a_model(node)}) - set(OPEN)


def _gets_from_a_model(node) -> bool:
    getter = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in GETTERS
    return getter and isinstance(node.args[0], ast.Name) and node.args[0].id[:1].isupper()


def _is_manager(node) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name)


@pytest.mark.parametrize("path", VIEW_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rows_are_reached_only_through_who_is_asking(path):
    assert unguarded(path.read_text()) == set()


def test_the_test_sees_an_open_door():
    assert unguarded("Home.objects.get(pk=1)") == {"Home"}
    assert unguarded("get_object_or_404(Home, pk=1)") == {"Home"}
    assert unguarded("Home.objects.visible_to(user).get(pk=1)") == set()
    assert unguarded("get_object_or_404(Home.objects.visible_to(user), pk=1)") == set()


def test_no_room_of_views_is_left_out():
    rooms = {str(path.relative_to(ROOT)) for path in VIEW_FILES}
    inner = {f"chaportal/{name}/views.py" for name in ("demo", "association", "purging", "setup")}
    assert rooms >= inner | {"people/catalogue/views.py", "publishing/views/detail.py", "media_releases/feeds.py"}


def test_every_row_that_is_open_to_all_has_its_use():
    source = "\n".join(path.read_text() for path in VIEW_FILES)
    assert [name for name in OPEN if f"{name}.objects" not in source and f"({name}," not in source] == []


def test_only_one_room_touches_homes_locations():
    rooms = {
        str(path.relative_to(ROOT))
        for app in settings.LAYERS
        for path in (ROOT / app).rglob("*.py")
        if "HomeLocation" in path.read_text() and "migrations" not in path.parts
    }
    assert rooms == {"homes/locations.py", "homes/models/__init__.py", "homes/models/location.py"}


def test_only_one_room_marks_html_as_safe():
    marks = {
        str(path.relative_to(ROOT))
        for app in settings.LAYERS
        for path in (ROOT / app).rglob("*.py")
        if "mark_safe(" in path.read_text() or "SafeString(" in path.read_text()
    }
    assert marks == {"publishing/richtext/markup.py"}
    filters = {path.name for path in (ROOT / "templates").rglob("*.html") if "|safe }}" in path.read_text()}
    assert filters == {"field.html"}, "help texts of forms are our own words; nothing else is"


# What the content security policy would stop; ours is without a nonce. Data for scripts is JSON, which runs nothing.
INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\ssrcdoc\s*="
    r"|<script(?![^>]*\ssrc\s*=)(?![^>]*\stype=\"application/(?:ld\+)?json\")",
    re.IGNORECASE,
)
MAILS = {"bulletins/mail.html"}  # mail programs know no policy and ignore style sheets


def test_no_template_holds_inline_script_or_style():
    folder = ROOT / "templates"
    wrong = {
        str(path.relative_to(folder)): found[0]
        for path in folder.rglob("*.html")
        if (found := INLINE.search(path.read_text()))
    }
    assert wrong.keys() == MAILS


@pytest.mark.parametrize(
    "markup",
    [
        *("<style>p {}</style>", '<p class="a" style="color: red">', "<p STYLE = 'x'>", "<script>go()</script>"),
        *('<script type="module">go()</script>', '<p onclick="go()">', "<body\nonload=go()>"),
        *('<a href="javascript:go()">', '<iframe srcdoc="<p>">'),
    ],
)
def test_the_test_sees_each_kind_of_inline_script_or_style(markup):
    assert INLINE.search(markup)


@pytest.mark.parametrize(
    "markup", ['<script src="/a.js" defer></script>', '<script type="application/ld+json">{}</script>', "<p>one = 1"]
)
def test_a_file_and_data_are_no_inline_script(markup):
    assert not INLINE.search(markup)


def shows_what_is_wrong_as_right(source: str) -> set[str]:
    """Views that check a form that was sent, and answer by `render` without a status: 200 for what was refused."""
    found = set()
    for view in ast.walk(ast.parse(source)):
        words = ast.unparse(view) if isinstance(view, ast.FunctionDef) else ""
        if ".is_valid()" in words and "request.POST" in words:
            calls = [
                each for each in ast.walk(view) if isinstance(each, ast.Call) and ast.unparse(each.func) == "render"
            ]
            if any("status" not in {named.arg for named in call.keywords} for call in calls):
                found.add(view.name)
    return found


@pytest.mark.parametrize("path", VIEW_FILES, ids=str)
def test_a_page_whose_form_is_refused_says_so_to_programs_too(path):
    assert shows_what_is_wrong_as_right(path.read_text()) - {"invitation_accept"} == set()


def test_that_test_sees_a_refusal_that_is_answered_as_a_success():
    view = """
def edit(request):
    form = Form(request.POST or None)
    if form.is_valid():
        return redirect("/")
    return {}(request, "edit.html", {{"form": form}})
"""
    assert shows_what_is_wrong_as_right(view.format("render")) == {"edit"}
    assert shows_what_is_wrong_as_right(view.format("form_page")) == set()
