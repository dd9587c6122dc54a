"""Ways to break a rule of ours that Cosmic Ray does not have: a call, a condition or an item that is left out."""

from collections.abc import Iterator

from cosmic_ray.operators.operator import Operator
from parso.python.tree import Keyword, Name
from parso.tree import BaseNode, NodeOrLeaf

NARROWING = {"filter", "exclude", "get"}
STOPS = {"filter", "exclude"}


class _LeavesOut(Operator):
    """Leaves out one of the places that `_places` finds under a node."""

    def mutation_positions(self, node):
        return [(start.start_pos, end.end_pos) for start, end in self._places(node)]

    def _places(self, node: NodeOrLeaf) -> Iterator[tuple[NodeOrLeaf, NodeOrLeaf]]:
        raise NotImplementedError

    @classmethod
    def examples(cls):
        return ()


class LeaveOutCall(_LeavesOut):
    """`check(by, P.EDIT)` as a statement becomes `pass`: nothing is checked, recorded, locked or sent."""

    def _places(self, node):
        if node.type == "simple_stmt" and _is_call(node.children[0]):
            yield node.children[0], node.children[0]

    def mutate(self, node, index):
        node.children[0] = Keyword("pass", node.children[0].start_pos, _indent(node.children[0]))
        return node


class LeaveOutNarrowing(_LeavesOut):
    """`rows.filter(…)` and `rows.current()` become `rows`: whoever or whatever it kept out comes in."""

    def __init__(self, adjectives: set[str]):
        self.adjectives = adjectives

    def _places(self, node):
        if node.type == "atom_expr":
            for at in range(1, len(node.children) - 1):
                name, call = node.children[at], node.children[at + 1]
                if _named(name) in self.adjectives and call.type == "trailer" and call.children[0] == "(":
                    yield name, call

    def mutate(self, node, index):
        start, end = list(self._places(node))[index]
        node.children = [child for child in node.children if child not in (start, end)]
        return node


class LeaveOutCondition(_LeavesOut):
    """One of several conditions of `filter`, `exclude` or `Q` is gone."""

    def _places(self, node):
        if node.type == "atom_expr":
            for name, call in zip(node.children, node.children[1:], strict=False):
                if _named(name) in {*NARROWING, "Q"} and call.type == "trailer" and call.children[1].type == "arglist":
                    yield from ((each, each) for each in call.children[1].children[::2])

    def mutate(self, node, index):
        return _without(node, list(self._places(node))[index][0])


class LeaveOutItem(_LeavesOut):
    """One of several items of a list, tuple or set that are no words is gone: a permission, a state, a kind."""

    def _places(self, node):
        signs = {child.value for child in getattr(node, "children", []) if child.type == "operator"}
        if node.type in ("testlist_comp", "dictorsetmaker") and signs == {","}:
            items = node.children[::2]
            if all(each.type in ("name", "atom_expr", "argument") for each in items):
                yield from ((each, each) for each in items)

    def mutate(self, node, index):
        return _without(node, list(self._places(node))[index][0], keeps_comma=True)


class InBecomesNotIn(_LeavesOut):
    """`a in b` becomes `a not in b`, and the other way round."""

    def _places(self, node):
        if node.type == "comparison":
            for child in node.children[1::2]:
                if child.get_code().split() in (["in"], ["not", "in"]):
                    yield child, child

    def mutate(self, node, index):
        place = list(self._places(node))[index][0]
        other = "in" if place.get_code().split() == ["not", "in"] else "not in"
        node.children[node.children.index(place)] = Keyword(other, place.start_pos, " ")
        return node


def _is_call(node: NodeOrLeaf) -> bool:
    if node.type != "atom_expr":
        return False
    last = node.children[-1]
    return last.type == "trailer" and last.children[0] == "("


def _named(node: NodeOrLeaf) -> str:
    """The name of `.name` or `name`, else nothing."""
    if isinstance(node, Name):
        return node.value
    return node.children[1].value if node.type == "trailer" and node.children[0] == "." else ""


def _without(node: BaseNode, gone: NodeOrLeaf, *, keeps_comma: bool = False) -> BaseNode:
    """Take one of several out; with `keeps_comma`, a tuple of which one is left stays a tuple."""
    parent = gone.parent
    items = [child for child in parent.children[::2] if child is not gone]
    commas = parent.children[1::2]
    count = len(items) if keeps_comma else len(items) - 1
    parent.children = [child for pair in zip(items, commas[:count], strict=False) for child in pair]
    parent.children += items[count:]
    return node


def _indent(node: NodeOrLeaf) -> str:
    return node.get_first_leaf().prefix
