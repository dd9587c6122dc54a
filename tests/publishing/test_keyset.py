"""Pages that begin where another ends."""

from datetime import timedelta

import pytest

from publishing import actions
from publishing.models import Edition
from publishing.public.keyset import page_of
from tests.publishing.conftest import CONTENT


@pytest.fixture
def seven(press_officer, approved):
    """Seven public texts, numbered from the newest; the third, fourth and fifth appeared in the same instant."""
    made = [approved(actions.start(kind="statement", by=press_officer, **CONTENT)) for _ in range(7)]
    start = made[0].first_public_at
    for edition, day in zip(made[::-1], (1, 2, 3, 3, 3, 6, 7), strict=True):
        Edition.objects.filter(pk=edition.pk).update(first_public_at=start - timedelta(days=day))
    return [edition.pk for edition in made[::-1]]


def page(query=""):
    typed = dict(part.split("=") for part in query.partition("?")[2].split("&") if "=" in part)
    return page_of(Edition.objects.public(), typed, "/press/", size=3)


def pks(found):
    return [edition.pk for edition in found.editions]


def test_older_and_newer_lead_through_every_text_once_and_back(seven):
    first = page()
    second = page(first.older)
    third = page(second.older)
    assert [pks(first), pks(second), pks(third)] == [seven[:3], seven[3:6], seven[6:]]
    assert (first.newer, third.older) == ("", "")
    assert pks(page(third.newer)) == seven[3:6]
    assert pks(page(page(third.newer).newer)) == seven[:3]
    assert page(page(third.newer).newer).newer == ""


def test_newer_than_the_second_page_s_middle_is_the_first_page_whole(seven):
    second = page(page(page().older).newer)
    assert pks(second) == seven[:3]
    shifted = page_of(Edition.objects.public(), {"before": page().older.partition("before=")[2]}, "/press/", size=2)
    assert pks(page(shifted.newer)) == seven[:3]


def test_a_page_keeps_its_place_although_newer_texts_appear(seven, press_officer, approved):
    older = page().older
    approved(actions.start(kind="statement", by=press_officer, **CONTENT))
    assert pks(page(older)) == seven[3:6]


@pytest.mark.parametrize(
    "rubbish",
    [
        "x",
        "0",
        "-1",
        "20260604",
        "20261304T080000000000-1",
        "20260604T080000000000",
        "20260604T080000000000-" + "9" * 30,
    ],
)
def test_rubbish_leads_to_the_first_page(seven, rubbish):
    for name in ("before", "after"):
        assert pks(page(f"?{name}={rubbish}")) == seven[:3]


def test_before_the_first_text_of_all_there_is_an_empty_page(seven):
    assert page("?before=20000101T000000000000-1").editions == []


def test_the_address_keeps_what_it_asked_for(seven):
    found = page_of(Edition.objects.public(), {}, "/press/?kind=statement", size=3)
    assert found.older.startswith("/press/?kind=statement&before=")
