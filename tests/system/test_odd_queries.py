"""Every view, with odd values in each parameter that it reads: an answer, and never an error of ours."""

import random
from contextlib import ExitStack
from unittest.mock import patch

import pytest
from django.http import QueryDict
from django.test import Client, TestCase
from django.urls import reverse
from django.utils.http import urlencode

from tests import world
from tests.system import matrix

ODD = [
    *(
        "",
        " ",
        "0",
        "-1",
        "1.5",
        "1e9",
        "9" * 30,
        "-" * 33,
        "last",
        "None",
        "٣",
        "²",
        "x" * 3000,
        "%",
        "_",
        "\\",
        "'",
        '"',
    ),
    *("2026", "0000", "9999", "10000", "2026-13", "9999-12", "0001-01", "2026-02-30", "9999-12-31", "0001-01-01"),
    *(
        "99991231T235959999999-1",
        "00010101T000000000000-1",
        "20260230T000000000000-1",
        f"20260101T000000000000-{'9' * 18}",
    ),
    *(
        "\x00",
        "a\x00b",
        "\ud7ff\ufffe",
        "\u202e",
        "%00",
        "(((",
        '-""' * 40,
        "or " * 60,
        "a&b=c",
        "<b>",
        "../..",
        "{{ x }}",
    ),
]


TURNS = 2  # with all 45 values for each page it took two minutes, and found nothing
READING = ("get", "getlist", "__getitem__", "__contains__")


def asked_by(client, address: str) -> list[str]:
    """The parameters that a view asks for; those given make it read the others of a form."""
    asked = set()

    def watched(method):
        def watch(self, key, *default):
            asked.add(key)
            return method(self, key, *default)

        return watch

    with ExitStack() as stack:
        for name in READING:
            stack.enter_context(patch.object(QueryDict, name, watched(getattr(QueryDict, name))))
        client.get(address, {"q": "a", "on": "a", "after": "a", "before": "a"})
    return sorted(name for name in asked if isinstance(name, str))


class OddQueriesTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()

    def setUp(self):
        self.clients = {"anonymous": Client(raise_request_exception=False)}
        for name, user in self.world.people.items():
            self.clients[name] = Client(raise_request_exception=False)
            self.clients[name].force_login(user)

    def pages(self):
        for page in matrix.PAGES:
            if page.methods == "GET" and page.allowed:
                address = reverse(page.name, args=page.arguments(self.world))
                yield address, self.clients[page.allowed.split()[0]]
        for address in matrix.public_addresses(self.world).values():
            yield address, self.clients["anonymous"]

    @pytest.mark.slow
    def test_no_odd_value_of_a_parameter_is_an_error(self):
        chance, sent, broken = random.Random(1), 0, []
        for address, client in self.pages():
            names = asked_by(client, address)
            for turn in range(TURNS if names else 0):
                # Each parameter, and one of them once more: which counts must not matter.
                odd = chance.sample(ODD, 1) * len(names) if turn else chance.choices(ODD, k=len(names))
                query = urlencode([*zip(names, odd, strict=True), (names[0], chance.choice(ODD))])
                status = client.get(f"{address}?{query}").status_code
                sent += 1
                broken += [(address, query[:80], status)] if status >= 500 else []
        assert broken == []
        assert sent > 150
