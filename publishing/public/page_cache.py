"""Where one process keeps finished answers: bounded by their bytes, the least used thrown out first."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock


@dataclass(frozen=True)
class Finished:
    """An answer of 200 as it goes out: its bytes, the same compressed (None where that gains nothing), and headers."""

    body: bytes
    compressed: bytes | None
    headers: dict[str, str]
    etag: str  # of the body, without quotation marks

    def __len__(self):
        return len(self.body) + len(self.compressed or b"") + OVERHEAD


OVERHEAD = 1024  # about what a key, the headers and their objects take beside the bytes


class PageCache:
    """Finished answers by key. Safe for threads."""

    def __init__(self):
        self._answers: OrderedDict[Hashable, Finished] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Finished | None:
        with self._lock:
            finished = self._answers.get(key)
            if finished:
                self._answers.move_to_end(key)
            return finished

    def put(self, key: Hashable, finished: Finished, most_bytes: int) -> None:
        """Keep an answer, and throw out others until all together take `most_bytes` at most."""
        with self._lock:
            self._drop(key)
            self._answers[key] = finished
            self._bytes += len(finished)
            while self._bytes > most_bytes:
                self._drop(next(iter(self._answers)))

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self._bytes = 0

    def _drop(self, key: Hashable) -> None:
        finished = self._answers.pop(key, None)
        if finished:
            self._bytes -= len(finished)
