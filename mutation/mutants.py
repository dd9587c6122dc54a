"""Every way in which a module is broken, each in one place."""

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider

from mutation import operators

ROOT = Path(__file__).parent.parent
# Of Cosmic Ray's, those that break a rule as a slip of the finger would; an order against its opposite says no more
# than against its neighbour.
CHOSEN = [
    *(f"ReplaceComparisonOperator_{pair}" for pair in ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt")),
    *("ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is", "ReplaceUnaryOperator_Delete_Not"),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("Add_Sub", "Sub_Add", "Mul_Add", "BitOr_BitAnd", "BitAnd_BitOr")),
    *("AddNot", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue"),
    *("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop", "NumberReplacer"),
]


@dataclass(frozen=True)
class Mutant:
    """One module broken in one place. Told by what changes and not by its line, so that it stays the same one."""

    path: str
    where: str  # the function or class
    was: str
    becomes: str
    source: str

    @property
    def key(self) -> tuple[str, str, str, str]:
        return self.path, self.where, self.was, self.becomes

    def __str__(self):
        return f"{self.path} {self.where}\n  - {self.was}\n  + {self.becomes}"


def mutants_of(path: str, within: str = "") -> list[Mutant]:
    """The mutants of a module; with `within`, those of functions and classes whose name it matches. Each once."""
    source = (ROOT / path).read_text()
    places, found = _places(source), {_meaning(source): None}
    for operator in _operators():
        positions = [place for node in ast_nodes(get_ast(source)) for place in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(positions):
            where = places[start[0]]
            # Constraints are in the tests' database already, as migrations made them.
            if re.search(within, where) and "Meta" not in where.split(".") and not _is_guard(source, start):
                broken = mutate_code(source, operator, occurrence)
                if broken and (meaning := _meaning(broken)) and meaning not in found:
                    found[meaning] = Mutant(path, where, *_difference(source, broken), broken)
    return [mutant for mutant in found.values() if mutant]


@cache
def _operators() -> tuple[Operator, ...]:
    given = OperatorProvider()
    own = operators.LeaveOutCall, operators.LeaveOutCondition, operators.LeaveOutItem, operators.InBecomesNotIn
    narrowing = operators.LeaveOutNarrowing({*operators.STOPS, *_adjectives()})
    return (*(given[name]() for name in CHOSEN), *(each() for each in own), narrowing)


def _adjectives() -> Iterator[str]:
    """The methods of our QuerySets: `.current()`, `.visible_to(user)`."""
    for path in [*ROOT.glob("*/models.py"), *ROOT.glob("*/models/*.py")]:
        for found in re.finditer(r"^class \w*(?:QuerySet|Visibility)\b.*?(?=^\S|\Z)", path.read_text(), re.M | re.S):
            yield from set(re.findall(r"^    def ([a-z]\w+)", found[0], re.MULTILINE)) - {"now"}  # `clock.now()`


def _places(source: str) -> dict[int, str]:
    """The innermost function or class of each line."""
    lines = dict.fromkeys(range(1, source.count("\n") + 2), "")

    def look(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            inner = name
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                inner = f"{name}.{child.name}".lstrip(".")
                lines.update(dict.fromkeys(range(child.lineno, child.end_lineno + 1), inner))
            look(child, inner)

    look(ast.parse(source), "")
    return lines


def _difference(source: str, broken: str) -> tuple[str, str]:
    lines = list(difflib.unified_diff(source.splitlines(), broken.splitlines(), n=0, lineterm=""))[3:]
    sides = [" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in "-+"]
    return sides[0], sides[1]


def _is_guard(source: str, start: tuple[int, int]) -> bool:
    """Whether it is a value that no case of a rule can tell: what stops a fault of ours, or rows in one statement."""
    line, column = start
    return source.splitlines()[line - 1][:column].endswith(("strict=", "frozen=", "batch_size="))


def _meaning(source: str) -> str:
    """What tells two mutants apart; empty for what is no Python. Annotations mean nothing, `not a == b` is `a != b`."""
    try:
        return ast.dump(_Plain().visit(ast.parse(source)))
    except SyntaxError:
        return ""


class _Plain(ast.NodeTransformer):
    OPPOSITE = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot}

    def visit_arg(self, node):
        node.annotation = None
        return node

    def visit_FunctionDef(self, node):
        node.returns = None
        return self.generic_visit(node)

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        inner = node.operand
        if isinstance(node.op, ast.Not) and isinstance(inner, ast.UnaryOp) and isinstance(inner.op, ast.Not):
            return inner.operand
        if not isinstance(node.op, ast.Not) or not isinstance(inner, ast.Compare) or len(inner.ops) > 1:
            return node
        opposite = self.OPPOSITE.get(type(inner.ops[0]))
        return ast.Compare(inner.left, [opposite()], inner.comparators) if opposite else node
