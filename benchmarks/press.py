"""`make bench`: the public pages at 1,000, 10,000 and 100,000 publications, beside a bare view of the same bytes.

Warm: kept bytes. Cold: nothing is kept, each request makes its page. Both as requests a second of the production server
and as a share of what the bare view behind the same middleware gives in the same minute. Prints a table for
docs/performance.md.
"""

import statistics

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.serving import bare_file, fetched, requests_per_second, served
from benchmarks.texts import fill
from publishing.models import Edition
from publishing.public.keyset import page_of

SIZES = (1_000, 10_000, 100_000)
ROUNDS = 3
HEAD = "| publications | page | bare, req/s | warm / bare | cold / bare | cold, ms | queries |"


def main(sizes: list[int]) -> None:
    print(HEAD)
    print("|---:|---|---:|---:|---:|---:|---:|")
    for many in sizes or SIZES:
        fill(many)
        for row in measured(pages()):
            print(f"| {many:,} | {row} |", flush=True)


def pages() -> dict[str, str]:
    """What is measured, by name. Searches: a word in ten texts of a hundred thousand, and one in most of them."""
    public = Edition.objects.public().newest_first()
    middle = public[public.count() // 2].first_public_at
    release = public.of_kinds("media_release")[10]
    position = public.of_kinds("position_paper")[1]
    return {
        "press list": "/press/",
        "topic list": "/press/?topic=topic-3",
        "deep page": page_of(public.filter(first_public_at__lte=middle), {}, "/press/").older,
        "search, rare word": "/press/?q=unicorn",
        "search, common word": "/press/?q=children",
        "release": release.publication.path,
        "position": position.publication.path,
    }


def measured(found: dict[str, str]) -> list[str]:
    names = {name: name.replace(",", "").replace(" ", "-") for name in found}
    bare, warm, cold = ({name: [] for name in found} for _ in range(3))
    with served(PAGE_CACHE_BYTES="0") as cold_server, served() as server:
        for name, path in found.items():
            bare_file(names[name]).write_bytes(fetched(server + path))
        for _ in range(ROUNDS):
            for name, path in found.items():
                bare[name].append(requests_per_second(f"{server}/bare/{names[name]}/"))
                warm[name].append(requests_per_second(server + path))
                cold[name].append(requests_per_second(cold_server + path))
    return [_row(name, bare[name], warm[name], cold[name], queries(path)) for name, path in found.items()]


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert Client(headers={"host": "127.0.0.1"}).get(path).status_code == 200
    return len(caught)


def _row(name, bare, warm, cold, many) -> str:
    bare, warm, cold = (statistics.median(rates) for rates in (bare, warm, cold))
    return f"{name} | {bare:,.0f} | {warm / bare:.2f} | {cold / bare:.2f} | {1000 / cold:.1f} | {many}"
