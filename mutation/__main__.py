"""`python -m mutation [PATH…]`: all modules of `modules.py` where none is named.

Ends with 1 when a mutant lives that `survivors.toml` does not explain, and when one that it explains is dead or gone.
"""

import multiprocessing
import os
import sys
import time
from pathlib import Path

from mutation import trying
from mutation.modules import MODULES, Module
from mutation.mutants import ROOT, Mutant, mutants_of
from mutation.survivors import accepted, as_toml

WORKERS = os.cpu_count() or 1
say = sys.stdout.write


def main(named: list[str]) -> int:
    modules = [module for module in MODULES if not named or module.path in named]
    if not modules:
        say("No such module: see mutation/modules.py.\n")
        return 2
    explained, began = accepted(), time.monotonic()
    lived = {mutant.key: mutant for mutant in _tried(modules)}
    new = [mutant for key, mutant in lived.items() if key not in explained]
    paths = {module.path for module in modules}
    dead = [key for key in explained if key[0] in paths and key not in lived]
    say(f"{len(lived)} live, {len(lived) - len(new)} of them explained. {time.monotonic() - began:.0f} seconds.\n")
    if new:
        say(f"\nNo test notices these. Write one, or say why none has to:\n\n{as_toml(new)}\n")
    for path, where, was, becomes in dead:
        say(f"\nTake this out of survivors.toml, it lives no more: {path} {where}\n  - {was}\n  + {becomes}\n")
    return 1 if new or dead else 0


def _tried(modules: list[Module]) -> list[Mutant]:
    """The survivors of all modules, which the workers take one after the other."""
    waiting, done = multiprocessing.SimpleQueue(), multiprocessing.SimpleQueue()
    for module in modules:
        waiting.put(module)
    for _ in range(WORKERS):
        waiting.put(None)
    workers = [multiprocessing.Process(target=_work, args=(number, waiting, done)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    found = []
    for _ in modules:
        module, count, survivors, seconds = done.get()
        if isinstance(survivors, str):
            for worker in workers:
                worker.terminate()
            sys.exit(f"The tests of {module.path} say nothing. {survivors}")
        say(f"{module.path}: {count} mutants, {len(survivors)} live, {seconds:.0f} seconds\n")
        sys.stdout.flush()
        found += survivors
    return found


def _work(number: int, waiting, done) -> None:
    data = Path(os.environ.get("DATA") or ROOT / ".data-mutation") / str(number)
    data.mkdir(parents=True, exist_ok=True)
    trying.prepare(data)
    while module := waiting.get():
        began, mutants = time.monotonic(), mutants_of(module.path, module.within)
        try:
            survivors = trying.survivors_of(mutants, module.tests.split(), data)
        except trying.BaselineFails as fault:
            survivors = str(fault)
        done.put((module, len(mutants), survivors, time.monotonic() - began))


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    sys.exit(main(sys.argv[1:]))
