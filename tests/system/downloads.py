"""Every way by which the portal hands out a file: each leaves a security event, or stands here with the reason."""

import ast
import inspect
from pathlib import Path

from people.models import SecurityEvent
from tests.system.urls import patterns

EVENTS = SecurityEvent.objects.exclude(kind=SecurityEvent.Kind.ACCESS_REFUSED)
# What a form must carry to be answered with its file.
TYPED = {
    "members:bookkeeping_export": lambda world: {
        "program": "xero",
        "rows": "invoices",
        "first": "2026-01-01",
        "last": "2036-01-01",
    },
    "homes:home_export": lambda world: {"format": "csv"},
    "duties:duty_report": lambda world: {
        "provider": world.hazel.pk,
        "first": "2026-01-01",
        "last": "2026-03-01",
        "format": "csv",
    },
}
# No private or personal data, or recorded elsewhere.
WITHOUT_EVENT = {
    "publishing:autosave_write": "says to whoever writes that it was kept",
    "policy:submission_autosave": "says to whoever writes that it was kept",
    "people:session_end": "says when one's own session ends",
    "publishing:edition_file": "a picture of a draft, for those who write and approve it",
    "media_releases:briefing_file": "part of a text for all members",
    "embargo_file": "each fetch is kept as a reading under embargo, which the press desk and the public page show",
    "preview_file": "part of a reading that is kept by the name of whom the link was made for",
}
# By an address that holds a number which is no key.
FOR_EVERYONE = {"attachment_file", "association_logo"}
MAKERS = {
    "sheet_response",
    "list_sheet",
    "docx_file",
    "file_of",
    "file_of_application",
    "file_response",
    "public_file_response",
    "FileResponse",
    "StreamingHttpResponse",
}
MAKERS |= {"JsonResponse"}


def is_file(answer) -> bool:
    """Whether an answer is something else than a page."""
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code == 200 and ("Content-Disposition" in answer.headers or not kind.startswith("text/html"))


def makers(of: set[str] = MAKERS) -> set[str]:
    """URLs whose view makes a file by itself or through a function beside it, read from its source."""
    ours = [(name, inspect.unwrap(view)) for name, view in patterns()]
    ours = [(name, view) for name, view in ours if inspect.isfunction(view) and "site-packages" not in _file(view)]
    sources = {_file(view) for _, view in ours}
    found = {source: _makers_in(Path(source).read_text(), of) for source in sources}
    return {name for name, view in ours if view.__name__ in found[_file(view)]}


def _makers_in(source: str, of: set[str]) -> set[str]:
    """Names of the functions of a module that make a file."""
    functions = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    calls = {function.name: set(_calls(function)) for function in functions}
    found = of
    while True:
        more = found | {name for name, called in calls.items() if called & found}
        if more == found:
            return found & calls.keys()
        found = more


def _calls(function: ast.FunctionDef):
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            typed = "content_type" in {keyword.arg for keyword in node.keywords}
            yield "FileResponse" if node.func.id == "HttpResponse" and typed else node.func.id


def _file(view) -> str:
    return inspect.getsourcefile(view) or ""
