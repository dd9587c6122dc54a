"""What is read at once fits on a screen or two: no function over 40 lines, no module over 350."""

import ast
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FUNCTION, MODULE = 40, 350


def sources() -> list[Path]:
    """All Python but migrations, which a machine writes, and tests, of which a module is all cases of one rule."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = map(Path, listed.stdout.split())
    return [path for path in paths if "migrations" not in path.parts and path.parts[0] != "tests"]


def too_long(source: str) -> list[str]:
    """The functions of a module that are too long, with their lines, and the module itself."""
    functions = [
        each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = {each.name: each.end_lineno - each.lineno + 1 for each in functions}
    long = [f"{name}: {count}" for name, count in lines.items() if count > FUNCTION]
    return long + ([f"module: {source.count('\n')}"] if source.count("\n") > MODULE else [])


def test_no_function_and_no_module_is_too_long():
    found = {str(path): long for path in sources() if (long := too_long((ROOT / path).read_text()))}
    assert found == {}


@pytest.mark.parametrize(("lines", "long"), [(39, []), (40, ["f: 41"]), (400, ["f: 401", "module: 401"])])
def test_the_test_counts_from_the_head_to_the_last_line(lines, long):
    assert too_long("def f():\n" + "    pass\n" * lines) == long
