"""Work that begins threads, in a process of its own.

A fork has none of the threads of its parent. Whoever waits for one there waits for ever, and a mutant that is only
tried until patience ends would be counted as killed.
"""

import multiprocessing
from collections.abc import Callable
from functools import wraps
from pathlib import Path

FORK = multiprocessing.get_context("fork")


def in_own_process[**Given, Answer](work: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """The same work, done in a forked process that ends with it. It raises what the work raises."""

    @wraps(work)
    def done(*args: Given.args, **named: Given.kwargs) -> Answer:
        reading, writing = FORK.Pipe(duplex=False)
        child = FORK.Process(target=_answer, args=(writing, lambda: work(*args, **named)))
        child.start()
        writing.close()
        answer, fault = reading.recv()
        child.join()
        if fault:
            raise fault
        return answer

    return done


def threads() -> int:
    """How many threads this process has, also those that Python knows nothing of."""
    return len(list(Path("/proc/self/task").iterdir()))


def _answer(writing, work: Callable) -> None:
    try:
        answer = work(), None
    except Exception as fault:  # whatever it is, it is whose work this is that has to see it
        answer = None, fault
    writing.send(answer)
