"""Notes and calls: the next action stands on the first screen until it is done; nobody else reads them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from history import history_of
from members.models import Note
from members.notes.actions import correct_note, keep_note, mark_done
from members.notes.forms import NoteForm
from people.models import Role
from people.providers.story import story_of
from tests.conftest import make_person
from tests.reading import text

pytestmark = pytest.mark.django_db


def facts(**more):
    return {"kind": "call", "happened_on": timezone.localdate(), "words": "They renew in May.", **more}


def soon(days=3):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def note(provider, membership_manager):
    return keep_note(
        provider=provider, by=membership_manager, **facts(next_action="Send the invoice again", due_on=soon())
    )


def test_staff_note_a_call_and_what_comes_next_on_a_providers_page(signed_in, membership_manager, provider):
    client = signed_in(membership_manager)
    address = f"/staff/providers/{provider.pk}/notes/"
    assert f'href="{address}"' in text(client.get(provider.get_absolute_url()))
    sent = facts(next_action="Ring again", due_on=soon(), assigned_to="")
    assert client.post(address, sent, follow=True).status_code == 200
    kept = Note.objects.get()
    assert (kept.words, kept.by, kept.assigned_to) == ("They renew in May.", membership_manager, membership_manager)
    for page in (address, provider.get_absolute_url(), "/dashboard/", "/staff/notes/next/"):
        assert "Ring again" in text(client.get(page))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"next_action": "Ring again"}, "Say by when"),
        ({"due_on": "2026-12-01"}, "Say what is to be done by that day"),
        ({"words": ""}, "Enter something under “What was said”."),
        ({"happened_on": "2999-01-01"}, "That day is still to come"),
        ({"words": "\u200b\n \n"}, "Enter something under “What was said”."),
    ],
)
def test_half_a_note_gets_a_sentence_and_keeps_what_was_typed(sent, sentence, signed_in, membership_manager, provider):
    answer = signed_in(membership_manager).post(f"/staff/providers/{provider.pk}/notes/", facts(kind="meeting") | sent)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert 'value="meeting" selected' in text(answer)
    assert not Note.objects.exists()


def test_what_is_needed_in_part_is_not_called_optional(signed_in, membership_manager, provider):
    page = text(signed_in(membership_manager).get(f"/staff/providers/{provider.pk}/notes/"))
    assert 'Action <span class="optional">(needed with a day)</span>' in page
    assert 'By <span class="optional">(needed with an action)</span>' in page
    assert '<span class="optional">(optional)</span>' in page, "who does it"


def test_a_note_has_as_many_lines_as_it_takes(signed_in, membership_manager, provider):
    sent = facts(words="They renew in May.\u2028Ring before.\r\n\r\n\tThen write.")
    assert signed_in(membership_manager).post(f"/staff/providers/{provider.pk}/notes/", sent).status_code == 302
    assert Note.objects.get().words == "They renew in May.\nRing before.\n\n\tThen write."


@pytest.mark.parametrize("bad", ["a\x0bb", "\n", " \n\u200b", "a\u202eb", "a\u2028b"])
def test_the_database_keeps_no_lines_that_show_nothing_or_hide_something(bad, note):
    with pytest.raises(IntegrityError, match="note_words_shows_lines"), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(words=bad)


def test_the_database_keeps_no_half_action(note):
    for changes in ({"due_on": None}, {"next_action": ""}):
        with pytest.raises(IntegrityError, match="note_"), transaction.atomic():
            Note.objects.filter(pk=note.pk).update(**changes)


def test_an_action_is_done_and_taken_up_again(signed_in, note, membership_manager):
    client = signed_in(membership_manager)
    client.post(f"/staff/notes/{note.pk}/done/", {"done": "yes"})
    note.refresh_from_db()
    assert (bool(note.done_at), note.done_by) == (True, membership_manager)
    assert note.next_action not in text(client.get("/dashboard/"))
    client.post(f"/staff/notes/{note.pk}/done/", {"done": "no"})
    note.refresh_from_db()
    assert (note.done_at, note.done_by) == (None, None)
    assert note.next_action in text(client.get("/dashboard/"))


def test_done_twice_keeps_who_was_first(note, membership_manager):
    other = make_person("second@association.example", "membership_manager")
    mark_done(note=note, done=True, by=other)
    assert mark_done(note=note, done=True, by=membership_manager).done_by == other


def test_a_note_without_an_action_cannot_be_done(provider, membership_manager):
    plain = keep_note(provider=provider, by=membership_manager, **facts())
    with pytest.raises(ValidationError, match="asks for nothing"):
        mark_done(note=plain, done=True, by=membership_manager)


def test_a_correction_keeps_what_it_said_and_a_new_action_is_to_be_done(note, membership_manager, signed_in):
    mark_done(note=note, done=True, by=membership_manager)
    same = facts(next_action=note.next_action, due_on=soon())
    assert correct_note(note=note, by=membership_manager, **same | {"words": "In June."}).done_at
    other = correct_note(note=note, by=membership_manager, **facts(next_action="Visit them", due_on=soon()))
    assert other.done_at is None
    assert "They renew in May." in str(history_of(note))
    assert "They renew in May." in text(signed_in(membership_manager).get(f"/staff/notes/{note.pk}/"))


def test_a_colleagues_actions_are_theirs_and_shown_on_request(signed_in, note, provider, membership_manager):
    other = make_person("second@association.example", "membership_manager")
    keep_note(
        provider=provider, by=membership_manager, **facts(next_action="Theirs", due_on=soon(-1), assigned_to=other)
    )
    mine = text(signed_in(membership_manager).get("/staff/notes/next/"))
    assert ("Theirs" in mine, note.next_action in mine) == (False, True)
    whole = text(signed_in(membership_manager).get("/staff/notes/next/?who=all"))
    assert whole.index("Theirs") < whole.index(note.next_action)
    assert "Late" in whole


def test_only_membership_staff_of_today_are_offered_an_action(signed_in, note, membership_manager, press_officer):
    gone = make_person("gone@association.example", "membership_manager")
    Role.objects.filter(user=gone).update(ends_on=timezone.localdate())
    page = text(signed_in(membership_manager).get(f"/staff/notes/{note.pk}/"))
    assert f'<option value="{membership_manager.pk}"' in page
    for person in (gone, press_officer):
        assert f'<option value="{person.pk}"' not in page


def test_nobody_else_reads_or_writes_a_note(note, provider, owner, press_officer, signed_in):
    for person in (owner, press_officer):
        assert not Note.objects.visible_to(person).exists()
        assert "May" not in text(signed_in(person).get(provider.get_absolute_url()))
        assert not [each for each in story_of(provider, person, names=True) if "May" in each.sentence]
        with pytest.raises(PermissionDenied):
            keep_note(provider=provider, by=person, **facts())
        with pytest.raises(PermissionDenied):
            mark_done(note=note, done=True, by=person)


def test_a_note_is_part_of_what_happened_for_membership_staff(note, provider, membership_manager):
    [told] = [each for each in story_of(provider, membership_manager, names=True) if "May" in each.sentence]
    assert told.sentence.startswith("Call on ")
    assert told.address == f"/staff/providers/{provider.pk}/notes/"


@pytest.mark.parametrize("notes", [1, 6])
def test_the_list_takes_the_same_queries_for_any_number(
    notes, provider, membership_manager, signed_in, django_assert_num_queries
):
    for _ in range(notes):
        keep_note(provider=provider, by=membership_manager, **facts(next_action="Ring", due_on=soon()))
    client = signed_in(membership_manager)
    for address, queries in ((f"/staff/providers/{provider.pk}/notes/", 8), ("/staff/notes/next/?who=all", 6)):
        with django_assert_num_queries(queries):
            client.get(address)


def test_who_writes_is_offered_once_and_a_note_of_theirs_keeps_them(note, membership_manager):
    def offered(**kwargs):
        return [str(label) for _, label in NoteForm(by=membership_manager, **kwargs).fields["assigned_to"].choices]

    make_person("farida@association.example", "membership_manager")
    assert [label for label in offered() if str(membership_manager) in label] == [f"{membership_manager} (you)"]
    note.assigned_to = membership_manager
    assert str(membership_manager) in offered(instance=note)
