"""Columns whose heading no list had: a person says whether the guess is right before the list is used."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from register import actions
from register.loading import load_register
from register.models import RegisterEntry, RegisterFile
from tests.reading import text
from tests.register.files import HOME, homes, register
from tests.register.released import released

pytestmark = pytest.mark.django_db
GUESSED = b"Places registered number"


@pytest.fixture
def file():
    """A list whose column of places has a heading that looks like it."""
    raw = register(*homes(*(f"90000{n:02}" for n in range(12)))).replace(b",Places,", b"," + GUESSED + b",")
    loaded = load_register(raw=raw, name="list.csv", by=None).file
    assert [column["field"] for column in loaded.guessed] == ["places"], loaded.columns
    return loaded


def heading(file):
    return file.guessed[0]["heading"]


def test_a_list_with_a_guess_is_not_released(file, membership_manager):
    with pytest.raises(ValidationError, match="Say first"):
        actions.release_list(file=file, covers="all", by=membership_manager)


def test_a_right_guess_is_read_and_a_wrong_one_left_out(file, membership_manager):
    assert RegisterEntry.objects.filter(places=4).count() == 12
    actions.decide_columns(file=file, right={heading(file): True}, by=membership_manager)
    file.refresh_from_db()
    assert (file.guessed, RegisterEntry.objects.filter(places=4).count()) == ([], 12)
    assert file.counts == {"as_at": 12, "registrations": 12, "inspections": 12}


def test_a_wrong_guess_is_left_out(file, membership_manager):
    name = heading(file)
    actions.decide_columns(file=file, right={name: False}, by=membership_manager)
    file.refresh_from_db()
    assert (file.guessed, file.decided) == ([], {name: None})
    assert RegisterEntry.objects.filter(places=None).count() == 12


def test_every_guess_needs_an_answer_and_a_released_list_takes_none(file, membership_manager, owner):
    with pytest.raises(ValidationError, match="each column"):
        actions.decide_columns(file=file, right={}, by=membership_manager)
    with pytest.raises(PermissionDenied):
        actions.decide_columns(file=file, right={heading(file): True}, by=owner)
    RegisterFile.objects.update(released_at=file.loaded_at)
    with pytest.raises(ValidationError, match="decided already"):
        actions.decide_columns(file=file, right={heading(file): True}, by=membership_manager)


def test_the_page_asks_and_the_list_says_that_it_must(file, signed_in, membership_manager):
    client, page = signed_in(membership_manager), f"/staff/register/{file.pk}/columns/"
    assert "Say what it holds" in text(client.get(f"/staff/register/{file.pk}/"))
    shown = text(client.get(page))
    assert f"“{heading(file)}”: is it Places?" in shown
    assert "12 of 12" in shown
    assert client.post(page, {"column_0": ""}).status_code == 422
    assert "The file was read again." in text(client.post(page, {"column_0": "yes"}, follow=True))
    assert "is it Places?" not in text(client.get(page))


def test_every_column_of_a_list_is_reported(signed_in, membership_manager):
    file = released(register(*homes("9000001", Sector="")))
    shown = text(signed_in(membership_manager).get(f"/staff/register/{file.pk}/columns/"))
    for name in HOME:
        assert name.replace("'", "&#x27;") in shown
    assert "0 of 1" in shown
