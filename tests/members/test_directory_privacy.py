"""Neither directory tells what a home is called or where it is, whoever wrote whichever side last, and by which way."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from chaportal.merging import actions as merging
from homes import actions as homes
from homes import locations
from homes.models import Home
from members.directory import actions, checking
from members.directory.checking import IN_WORDS, check, check_waiting, held_among
from members.directory.listed import FOR_EVERYONE, FOR_MEMBERS
from members.models import DirectoryCheck, DirectoryEntry, Term
from members.models.directory import WORDS
from outbox.models import OutboxMessage
from people.models import Provider, UncheckedWrite
from people.providers.actions import change_provider
from tests.conftest import make_person, make_provider
from tests.homes.values import make_home
from tests.members.conftest import make_term
from tests.reading import text


@pytest.fixture
def shown(home, provider, owner):
    """Hazel Bank, with Bramble House at 1 Invented Road, ZZ99 1ZZ, in both directories."""
    make_term(provider, ends_in=100)
    actions.choose(provider=provider, by=owner, for_public=True)
    assert is_shown(provider) == (True, True)
    return provider


def is_shown(provider):
    return tuple(one.providers().filter(pk=provider.pk).exists() for one in (FOR_MEMBERS, FOR_EVERYONE))


def save_location(home, owner, **values):
    locations.save(home=home, by=owner, **values)


def save_many(home, owner, name):
    locations.save_many({home: {"name": name, "address": "", "postcode": "", "telephone": ""}}, by=owner)


def of_location_in_sql(home, owner):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE homes_homelocation SET name = name WHERE home_id = %s", [home.pk])


def a_location_deleted(home, owner):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM homes_homelocation WHERE home_id = %s", [home.pk])


def a_home_handed_over(home, owner):
    Home.objects.filter(pk=home.pk).update(provider=make_provider("Another"))


def a_home_ended(home, owner):
    homes.end_home(home=home, last_day=timezone.localdate(), by=owner, reason="The lease ended.")


def names_by_form(home, owner):
    change_provider(provider=home.provider, by=owner, trading_name="Hazel Bank")


def names_in_bulk(home, owner):
    Provider.objects.filter(pk=home.provider_id).update(legal_name="Bramble House Ltd")


def names_in_sql(home, owner):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_provider SET trading_name = 'Brambles' WHERE id = %s", [home.provider_id])


def entry_in_bulk(home, owner):
    DirectoryEntry.objects.filter(provider=home.provider).update(description="At Bramble House")


WAYS = [
    lambda home, owner: save_location(home, owner, name="Fern Lodge"),
    lambda home, owner: save_many(home, owner, "Fern Lodge"),
    *(of_location_in_sql, a_location_deleted, a_home_handed_over, a_home_ended),
    *(names_by_form, names_in_bulk, names_in_sql, entry_in_bulk),
]


@pytest.mark.parametrize("write", WAYS)
def test_whatever_is_written_and_however_they_stand_nowhere_until_it_was_looked_at(write, shown, home, owner):
    write(home, owner)
    assert is_shown(shown) == (False, False)
    assert UncheckedWrite.objects.filter(provider=shown).exists()
    check_waiting()
    assert not UncheckedWrite.objects.exists()
    assert DirectoryCheck.objects.get(provider=shown).is_clear is (is_shown(shown) == (True, True))


def test_homes_that_a_merge_brings_are_looked_at_and_again_when_it_is_taken_back(shown, membership_manager):
    gone = make_provider("Bank Hazel")
    other = make_home(gone, "confirmed", "9000077")
    with connection.cursor() as cursor:  # as nobody may write it but its own people
        cursor.execute("INSERT INTO homes_homelocation VALUES (%s, '', '', '', '')", [other.pk])
    check_waiting()
    merged = merging.merge(gone=gone, survivor=shown, by=membership_manager)
    assert is_shown(shown) == (False, False)
    check_waiting()
    assert is_shown(shown) == (True, True)
    merging.take_back(merge=merged, by=membership_manager)
    assert is_shown(shown) == (False, False)


SAID = {
    "legal_name": "Bramble House Limited",
    "trading_name": "Brambles at Bramble House",
    "description": "We began in Bramble House.",
    "website": "https://www.bramblehouse.example",
    "office": "1 Invented Rd, Nowhere",
    "telephone": "01632 960 001",
    "email": "office@zz991zz.example",
}


@pytest.mark.parametrize("name", SAID)
def test_each_fact_that_tells_of_a_home_holds_the_entry_back_and_its_owner_reads_which(
    name, signed_in, shown, home, owner, membership_manager
):
    locations.save(home=home, by=owner, telephone="01632 960001")
    rows = DirectoryEntry.objects.filter(provider=shown) if name in WORDS else Provider.objects.filter(pk=shown.pk)
    rows.update(**{name: SAID[name]})
    check_waiting()
    assert is_shown(shown) == (False, False)
    page = f"/directory/{shown.pk}/"
    assert f"can be read from {IN_WORDS[name]}." in text(signed_in(owner).get(page))
    staffs = text(signed_in(membership_manager).get(page))
    assert "Held back" in staffs
    assert "can be read from" not in staffs
    assert IN_WORDS[name] not in staffs


def test_every_fact_that_is_shown_is_looked_at(shown):
    assert set(SAID) == set(checking._shown_of(shown)) == set(IN_WORDS)


def test_who_joins_while_held_back_reads_that_it_stands_there_later(signed_in, shown, home, owner):
    entry_in_bulk(home, owner)
    check_waiting()
    client, later = signed_in(owner), "stands there once what holds it back is mended"
    said = [
        text(client.post(f"/directory/{shown.pk}/choose/", {"which": "public", "stand": to}, follow=True))
        for to in ("no", "yes")
    ]
    assert [later in page for page in said] == [False, True]
    assert ["You have joined the public directory." in page for page in said] == [False, False]


def test_an_owner_s_first_screen_says_that_the_entry_is_held_back_and_no_more(
    signed_in, shown, home, owner, other_provider
):
    colleague = make_person("finance@hazelbank.example", "finance_contact", shown)
    entry_in_bulk(home, owner)
    said = f"{shown} is held back from the directories: see why"
    assert said not in text(signed_in(owner).get("/dashboard/"))
    check_waiting()
    page = text(signed_in(owner).get("/dashboard/"))
    assert said in page
    assert f'href="/directory/{shown.pk}/"' in page
    assert not any(each in page for each in IN_WORDS.values())
    assert said not in text(signed_in(colleague).get("/dashboard/"))
    entry_in_bulk(home, owner)
    assert said not in text(signed_in(owner).get("/dashboard/")), "it is being looked at"
    check_waiting()
    Term.objects.all().delete()
    assert said not in text(signed_in(owner).get("/dashboard/"))


def test_of_some_providers_those_are_held_that_tell_of_a_home_and_no_others(shown, home, owner, other_provider):
    check_waiting()
    assert held_among([shown, other_provider]) == [], "nothing of either tells of a home"
    entry_in_bulk(home, owner)
    check_waiting()
    assert held_among([shown, other_provider]) == [shown]
    assert held_among([other_provider]) == []


def test_the_home_s_side_holds_it_back_too_and_owners_are_told_by_a_mail_that_tells_nothing(shown, home, owner):
    OutboxMessage.objects.all().delete()
    locations.save(home=home, by=owner, name="Hazel Bank")
    check_waiting()
    assert is_shown(shown) == (False, False)
    mail = OutboxMessage.objects.get()
    assert mail.user == owner
    assert f"/directory/{shown.pk}/" in mail.text
    assert "name" not in mail.text
    mail.delete()
    locations.save(home=home, by=owner, name="Hazel Bank", address="2 Invented Road")
    check_waiting()  # still held: told once
    assert not OutboxMessage.objects.exists()


def test_who_is_no_member_is_sent_no_mail_of_it(shown, home, owner, other_provider):
    make_term(other_provider, ends_in=10)
    Term.objects.filter(provider=shown).delete()
    entry_in_bulk(home, owner)
    check_waiting()
    assert held_among([shown]) == [shown]
    assert not OutboxMessage.objects.filter(key__startswith="directory-held")


def test_what_another_says_of_itself_holds_nobody_else_back(shown, owner, other_provider, outsider):
    save_location(make_home(other_provider, "confirmed", "9000077"), outsider, name="Fern Lodge")
    actions.write_entry(provider=shown, by=owner, description="We began in Fern Lodge.")
    assert check(other_provider).is_clear


def test_those_of_which_nothing_was_written_are_not_looked_at_again(shown, home, owner, other_provider):
    check_waiting()
    entry_in_bulk(home, owner)
    assert [check_waiting().total for _ in range(2)] == [1, 0]


def test_a_home_that_ended_counts_and_another_s_does_not(shown, home, owner, other_provider):
    a_home_ended(home, owner)
    entry_in_bulk(home, owner)
    check_waiting()
    assert is_shown(shown) == (False, False)
    a_home_handed_over(home, owner)
    check_waiting()
    assert is_shown(shown) == (True, True)


def test_what_is_written_while_it_is_looked_at_is_looked_at_again(shown, home, owner, monkeypatch):
    revealing_words = checking.revealing_words

    def and_meanwhile(*args):
        found = revealing_words(*args)
        names_in_bulk(home, owner)
        return found

    monkeypatch.setattr(checking, "revealing_words", and_meanwhile)
    assert check(shown).is_clear
    assert is_shown(shown) == (False, False)


def test_a_home_that_cannot_be_read_keeps_its_provider_out_and_nobody_else(shown, home, other_provider):
    make_term(other_provider, ends_in=10)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE homes_homelocation SET name = 'no token' WHERE home_id = %s", [home.pk])
    outcome = check_waiting()
    assert outcome.failed == 1
    assert is_shown(shown) == (False, False)
    assert is_shown(other_provider) == (True, False)


def test_who_has_no_right_to_it_cannot_tell_it_from_one_that_chose_not_to_stand_there(
    signed_in, shown, home, owner, outsider, other_provider
):
    make_term(other_provider, ends_in=10)
    check_waiting()

    def seen():
        client = signed_in(outsider)
        pages = ("/directory/", "/directory/?q=hazel", "/members/", "/members/?q=hazel")
        return [text(client.get(page)).partition("<main")[2] for page in pages]  # above it the session's seconds run

    actions.choose(provider=shown, by=owner, for_members=False, for_public=False)
    left = seen()
    actions.choose(provider=shown, by=owner, for_members=True, for_public=True)
    names_in_bulk(home, owner)
    check_waiting()
    assert seen() == left


def test_notes_of_a_provider_that_is_gone_are_forgotten(shown):
    gone = make_provider("Gone")
    key = gone.pk
    gone.delete()
    UncheckedWrite.objects.create(provider_id=key)
    check_waiting()
    assert not UncheckedWrite.objects.exists()


def test_staff_read_no_word_of_an_entry_that_tells_of_a_home(signed_in, shown, home, owner, membership_manager):
    client, page = signed_in(membership_manager), f"/directory/{shown.pk}/"
    entry_in_bulk(home, owner)
    for _ in ("before it is looked at", "and after"):
        assert "Bramble" not in text(client.get(page))
        answer = client.get(f"{page}change/", follow=True)
        assert "its owners alone write" in text(answer)
        assert "Bramble" not in text(answer)
        assert not DirectoryEntry.objects.visible_to(membership_manager)
        check_waiting()
    assert "Bramble" in text(signed_in(owner).get(page))


def test_an_owner_is_told_at_once_beside_the_words_and_nothing_of_them_is_stored(signed_in, shown, home, owner):
    typed = {"description": "We began in Bramble House.", "office": "1 Market Place, Anytown"}
    answer = signed_in(owner).post(f"/directory/{shown.pk}/change/", typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"description": [checking.REVEALS]}
    assert "We began in Bramble House." in text(answer)
    assert DirectoryEntry.objects.get().office == ""
    assert is_shown(shown) == (True, True)


def test_an_office_may_stand_in_a_home_s_street_under_another_number_and_no_other_words_may_name_it(shown, home, owner):
    save_location(home, owner, address="3 Quarry Lane, Anytown")
    checking.check_words(shown, {"office": "41 Quarry Lane, Anytown"})
    for words in ({"office": "3 Quarry Lane"}, {"description": "Our work began in Quarry Lane."}):
        with pytest.raises(ValidationError):
            checking.check_words(shown, words)
    actions.write_entry(provider=shown, by=owner, office="41 Quarry Lane, Anytown")
    check_waiting()
    assert is_shown(shown) == (True, True)


@pytest.mark.parametrize("state", ["confirmed", "ended"])
@pytest.mark.parametrize("guess", ["We began in Bramble House.", "We began in Fern House."])
def test_staff_learn_nothing_by_writing_what_a_home_may_be_called(
    guess, state, signed_in, shown, home, membership_manager
):
    Home.objects.filter(pk=home.pk).update(state=state)
    check_waiting()
    client = signed_in(membership_manager)
    assert "Change the words" not in text(client.get(f"/directory/{shown.pk}/"))
    answer = client.post(f"/directory/{shown.pk}/change/", {"description": guess}, follow=True)
    assert "its owners alone write what it says" in text(answer)
    assert guess not in text(answer)
    with pytest.raises(PermissionDenied):
        actions.write_entry(provider=shown, by=membership_manager, description=guess)
    assert (DirectoryEntry.objects.get().description, is_shown(shown)) == ("", (True, True))
