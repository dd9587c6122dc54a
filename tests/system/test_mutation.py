"""`make mutate`: that it breaks what it should, and that its lists name what is there."""

from threading import Event, Thread
from types import SimpleNamespace

import pytest

from mutation import mutants, quick, survivors, trying
from mutation.modules import MODULES
from mutation.mutants import ROOT, mutants_of
from mutation.processes import in_own_process, threads

SOURCE = """
MONTHS = 3
ALLOWED = {State.DRAFT, State.SUBMITTED}


def rule(rows, by: User | None) -> bool:
    check(by, P.EDIT)
    if by in rows and not rows.closed:
        return False
    rows.those = [a for a in rows if a not in b]
    rows.save(batch_size=9)
    return rows.filter(a=1, b=2).exclude(c=3).exists()


class Row:
    class Meta:
        ordering = [1, 2]
"""
NOTHING = SimpleNamespace(items=[])  # a session of no tests


@pytest.fixture
def broken(tmp_path, monkeypatch):
    """What each mutant of a small module has in place of a line of it."""
    (tmp_path / "rules.py").write_text(SOURCE)
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    return {(mutant.where, mutant.becomes.replace(" ", "")) for mutant in mutants_of("rules.py")}


def test_each_rule_of_a_module_is_broken_once(broken):
    assert {change for where, change in broken if not where} == {
        *("MONTHS=4", "MONTHS=2", "ALLOWED={State.SUBMITTED,}", "ALLOWED={State.DRAFT,}"),
    }
    assert {change for where, change in broken if where == "rule"} == {
        "pass",
        *("ifbyinrowsornotrows.closed:", "ifbyinrowsandrows.closed:"),
        *("ifnotbyinrowsandnotrows.closed:", "returnTrue"),  # the first is `by not in rows` too
        "rows.those=[aforainrowsifainb]",
        *("returnrows.exclude(c=3).exists()", "returnrows.filter(a=1,b=2).exists()"),
        *("returnrows.filter(b=2).exclude(c=3).exists()", "returnrows.filter(a=1).exclude(c=3).exists()"),
        *("returnrows.filter(a=2,b=2).exclude(c=3).exists()", "returnrows.filter(a=0,b=2).exclude(c=3).exists()"),
        *("returnrows.filter(a=1,b=3).exclude(c=3).exists()", "returnrows.filter(a=1,b=1).exclude(c=3).exists()"),
        *("returnrows.filter(a=1,b=2).exclude(c=4).exists()", "returnrows.filter(a=1,b=2).exclude(c=2).exists()"),
    }
    assert {where for where, _ in broken} == {"", "rule"}, "constraints are the database's"


def test_every_module_and_its_tests_are_there():
    for module in MODULES:
        assert (ROOT / module.path).exists(), module.path
        assert [name for name in module.tests.split() if not (ROOT / name.split("::")[0]).exists()] == []


def test_what_may_live_is_explained_and_still_stands_in_its_module():
    for path, where, was, _ in survivors.accepted():
        assert path in {module.path for module in MODULES}
        lines = " ".join(line.strip() for line in (ROOT / path).read_text().splitlines())
        assert was in lines, f"{path} {where}: {was}"


def test_a_survivor_without_a_reason_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "survivors.toml"
    file.write_text(survivors.as_toml([mutants.Mutant("a.py", "rule", 'x = "1"', 'x = "2"', "")]))
    monkeypatch.setattr(survivors, "FILE", file)
    with pytest.raises(ValueError, match="No reason is given"):
        survivors.accepted()
    file.write_text(file.read_text().replace('why = ""', 'why = "The same to all."'))
    assert survivors.accepted() == {("a.py", "rule", 'x = "1"', 'x = "2"'): "The same to all."}


def test_work_in_a_process_of_its_own_leaves_no_thread_and_gives_or_raises_what_it_would():
    @in_own_process
    def half(number):
        Thread(target=Event().wait, daemon=True).start()
        if number % 2:
            raise ValueError(f"{number} is odd")
        return number // 2, threads()

    before = threads()
    assert half(4) == (2, 2), "in a process that has none of ours"
    with pytest.raises(ValueError, match="3 is odd"):
        half(number=3)
    assert threads() == before


def test_mutants_are_not_tried_in_forks_of_a_process_that_has_threads(monkeypatch, tmp_path):
    """A fork has none of them: who waits for one waits until it counts as killed."""
    for name, gives in (("_first_that_fails", None), ("_close_connections", None), ("threads", 2)):
        monkeypatch.setattr(quick, name, lambda *_, gives=gives: gives)
    with pytest.raises(pytest.UsageError, match="A thread is left"):
        quick.Loop([], tmp_path / "results").pytest_runtestloop(NOTHING)
    monkeypatch.setattr(quick, "threads", lambda: 1)
    assert quick.Loop([], tmp_path / "results").pytest_runtestloop(NOTHING)


@pytest.mark.parametrize(("status", "why"), [(-9, "After 600 seconds"), (3, "fail with nothing broken:\nIt is late")])
def test_tests_that_take_too_long_are_told_from_those_that_fail(monkeypatch, tmp_path, status, why):
    (tmp_path / "log").write_text("It is late")
    monkeypatch.setattr(trying, "_fork", lambda *_: 0)
    monkeypatch.setattr(trying, "_status", lambda *_: status)
    with pytest.raises(trying.BaselineFails, match=why):
        trying.survivors_of([], [], tmp_path)
