"""Words stand everywhere, two people agree, and they stand nowhere."""

import email
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bulletins import emails
from bulletins.models import BulletinVariant
from cache_version.models import CacheVersion
from chaportal.purging import actions, files, work
from chaportal.purging.columns import encrypted, searched
from chaportal.purging.finding import TooMany, find
from chaportal.purging.pattern import words_of
from chaportal.purging.remembered import listed
from chaportal.purging.result import Result
from homes import locations
from people.models import Provider, Purge, SecurityEvent
from people.sessions import SessionStore
from publishing import actions as publishing
from publishing.models import Attachment, Edition
from register.models import RegisterFile
from tests import world as worlds
from tests.publishing.office_files import docx
from tests.purging.agreeing import carried_out, confirmed, proposed

TYPED = "Zq Wörd7"
WORDS = words_of(TYPED)


@pytest.fixture
def world(db):
    return worlds.ready()


@pytest.fixture
def trustee(world):
    return world.people["trustee"]


@pytest.fixture
def admin(world):
    return world.people["admin"]


def run(query, *arguments):
    with connection.cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall() if cursor.description else None


def put_into_every_column() -> set[tuple[str, str]]:
    """Every value of every column gets the words, rules permitting; gives the columns that took them."""
    run("SET session_replication_role = replica")
    took = set()
    for column in searched(connection):
        words = {"jsonb": "'[\"a zq wörd7\"]'::jsonb", "_varchar": "ARRAY['zq wörd7']"}.get(column.kind, "'ZQ-word7'")
        try:
            with transaction.atomic():
                run(f'UPDATE "{column.table}" SET "{column.name}" = {words}')
                if run(f'SELECT EXISTS (SELECT FROM "{column.table}")')[0][0]:
                    took.add((column.table, column.name))
        except DatabaseError:
            pass
    run("SET session_replication_role = origin")
    return took


def rows_that_say_it() -> list[str]:
    tables = [name for (name,) in run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    whole = "SELECT coalesce(string_agg(t::text, ' '), '') FROM \"{}\" t"
    left = [name for name in tables if WORDS.are_in(run(whole.format(name))[0][0])]
    for field in encrypted():
        values = field.model._base_manager.values_list(field.attname, flat=True)
        left += [str(field) for value in values if value and WORDS.are_in(value)]
    return left


def agree(by, second, references=()):
    return carried_out(TYPED, by, second, list(references))


@pytest.mark.slow
def test_they_are_in_no_row_of_any_table_afterwards(world, trustee, admin, monkeypatch):
    monkeypatch.setattr("chaportal.purging.finding.MOST", 10_000)
    took = put_into_every_column()
    tables = {table for table, _ in took}
    assert len(took) > 100
    assert {"people_securityevent", "outbox_outboxmessage", "pghistory_context", "publishing_autosave"} <= tables
    assert {"policy_answer", "policy_answerevent", "publishing_editionevent", "bulletins_bulletin"} <= tables
    assert rows_that_say_it()
    purge = agree(trustee, admin)
    assert rows_that_say_it() == []
    assert set(purge.places) == tables


def test_private_fields_and_their_history_lose_them(world, trustee, admin):
    home, owner = world.home, world.people["owner"]
    locations.save(home=home, by=owner, name="House of Zq Word7", address="1 Zq-Wörd7 Road")
    locations.save(home=home, by=owner, address="2 Other Road")
    assert len(rows_that_say_it()) > 2
    agree(trustee, admin)
    assert rows_that_say_it() == []
    kept = locations.own_location(home=home, by=owner)
    assert (kept.name, kept.address) == ("House of [removed] ", "2 Other Road")


def test_a_person_s_session_and_the_frozen_mail_lose_them(world, trustee, admin):
    session = SessionStore()
    session["said"] = "An invitation is on its way to Zq Wörd7."
    session.save()
    world.sending.__class__.objects.filter(pk=world.sending.pk).update(body="<p>About Zq Wörd7 and others</p>")
    variant = BulletinVariant.objects.get(bulletin=world.sending)
    variant.bulletin.refresh_from_db()
    emails.freeze(variant)
    agree(trustee, admin)
    assert not session.exists(session.session_key)
    frozen = bytes(BulletinVariant.objects.get(pk=variant.pk).skeleton)
    text = email.message_from_bytes(frozen, policy=email.policy.default).get_body(("plain",)).get_content()
    assert "About [removed] and others" in text


def test_a_public_page_and_what_is_kept_of_it_change_at_once(world, trustee, admin, client):
    Edition.objects.filter(pk=world.release.pk).update(body="<p>We met Zq <b>Wörd7</b> today.</p>")
    before = list(CacheVersion.objects.values_list("number", flat=True)) or [0]
    address = world.release.publication.path
    assert "Wörd7" in client.get(address).content.decode()
    agree(trustee, admin)
    text = client.get(address).content.decode()
    assert "We met [removed]" in text
    assert "Wörd7" not in text
    assert CacheVersion.objects.get().number > before[0]
    assert not Edition.objects.filter(search_vector="word7").exists()


def test_a_file_that_says_them_goes_when_it_is_chosen(world, trustee, admin):
    raw = docx("<w:p><w:r><w:t>About Zq </w:t></w:r><w:r><w:t>Wörd7</w:t></w:r></w:p>")
    shown = publishing.show(
        edition=world.draft, kind="document", raw=raw, name_of_file="minutes.docx", by=world.people["press"], title="A"
    )
    other = Attachment.objects.exclude(pk=shown.attachment_id).first()
    place, key = shown.attachment.stored_as, f"attachment:{shown.attachment_id}"
    purge = proposed(TYPED, trustee)
    purge.refresh_from_db()
    assert [file.reference for file in Result.of(purge).files if file.says == "says it"] == [key]
    confirmed(purge, admin, [key, f"attachment:{other.pk}"])  # the second one was not found to say anything
    with transaction.atomic():
        work.carry_out(purge)
    done = Purge.objects.get(pk=purge.pk)
    assert done.files == 1
    assert not Attachment.objects.filter(pk=shown.attachment_id).exists()
    assert Attachment.objects.filter(pk=other.pk).exists()
    assert listed()[str(done.pk)].files == [shown.attachment.sha256]
    assert default_storage.exists(place)  # until the transaction is committed, which a test's never is


def test_a_file_that_nobody_can_read_is_named(world, trustee, monkeypatch):
    RegisterFile.objects.update(original=b"%PDF-1.4 broken")
    assert {file.says for file in files.look_into(WORDS)} == {"could not be read"}


@pytest.mark.parametrize("name", ["Zq_Word7.csv", "list.csv"])
def test_a_register_file_is_looked_into_and_emptied(name, world, trustee, admin):
    file = world.register_file
    RegisterFile.objects.filter(pk=file.pk).update(name=name, original="URN,Note\n1,Zq Wörd7\n".encode())
    agree(trustee, admin, [f"register:{file.pk}"])
    file.refresh_from_db()
    assert bytes(file.original) == b""


def test_nobody_confirms_their_own_proposal(trustee, admin):
    purge = proposed(TYPED, trustee)
    with pytest.raises(ValidationError, match="a second person must confirm"):
        confirmed(purge, trustee)
    with pytest.raises(DatabaseError, match="purge_by_two_people"), transaction.atomic():
        Purge.objects.filter(pk=purge.pk).update(confirmed_by=trustee)


def test_nobody_without_the_right_proposes_or_confirms(world, trustee):
    for name in ("press", "policy", "members", "chief", "owner"):
        with pytest.raises(PermissionDenied):
            actions.search(typed=TYPED, by=world.people[name])
        for act, given in [
            (actions.propose, {"reason": "names"}),
            (actions.confirm, {"references": [], "seen": ""}),
            (actions.search_again, {}),
            (actions.drop, {}),
        ]:
            with pytest.raises(PermissionDenied):
                act(purge=world.purge, by=world.people[name], **given)


@pytest.mark.slow
def test_it_waits_until_everything_was_looked_into(trustee, admin):
    purge = actions.propose(purge=actions.search(typed=TYPED, by=trustee), reason="names", by=trustee)
    with pytest.raises(ValidationError, match="still being looked into"):
        confirmed(purge, admin)


def test_nobody_proposes_what_another_one_looked_for(trustee, admin):
    """They would be the second person for their own proposal."""
    purge = actions.search(typed=TYPED, by=trustee)
    with pytest.raises(ValidationError, match="Search again"):
        actions.propose(purge=purge, reason="names", by=admin)
    with pytest.raises(ValidationError, match="meanwhile"):
        confirmed(purge, admin)
    with pytest.raises(DatabaseError, match="purge_is_proposed_first"), transaction.atomic():
        Purge.objects.filter(pk=purge.pk).update(confirmed_by=admin)


def test_the_second_person_confirms_what_they_saw(world, trustee, admin):
    purge = proposed(TYPED, trustee)
    purge.refresh_from_db()
    seen = Result.of(purge).digest
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="Zq Wörd7 Care")
    actions.search_again(purge=purge, by=admin)
    work.look(Purge.objects.get(pk=purge.pk))
    with pytest.raises(ValidationError, match="something else was found"):
        actions.confirm(purge=purge, references=[], seen=seen, by=admin)
    confirmed(purge, admin)
    with pytest.raises(ValidationError, match="confirmed, done or dropped"):
        confirmed(purge, admin)


def test_what_is_confirmed_is_not_looked_for_again_under_the_second_person_s_eyes(world, trustee, admin):
    purge = confirmed(proposed(TYPED, trustee), admin)
    actions.search_again(purge=purge, by=trustee)
    purge.refresh_from_db()
    assert purge.found_at


def test_what_was_dropped_or_done_is_not_done_again(trustee, admin):
    purge = confirmed(proposed(TYPED, trustee), admin)
    actions.drop(purge=purge, by=admin)
    assert work.carry_out(purge) == 0
    purge.refresh_from_db()
    assert (purge.words, purge.found) == ("", "")
    done = agree(trustee, admin)
    assert work.carry_out(done) == 0
    for one in (purge, done):
        with pytest.raises(ValidationError, match="done or dropped meanwhile"):
            actions.confirm(purge=one, references=[], seen="", by=admin)


def test_a_search_that_nobody_proposed_is_forgotten_after_a_day(trustee):
    old, new = (actions.search(typed=TYPED, by=trustee) for _ in range(2))
    kept = proposed(TYPED, trustee)
    for purge in (old, kept):
        work.look(purge)
        Purge.objects.filter(pk=purge.pk).update(asked_at=timezone.now() - timedelta(days=2))
    assert work.forget_searches() == 1
    for purge in (old, new, kept):
        purge.refresh_from_db()
    assert (old.words, old.found) == ("", "")
    assert (new.words, kept.words) == (TYPED, TYPED)


def test_what_was_found_is_kept_encrypted_and_how_far_it_is_names_nothing(world, trustee):
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="With Zq Wörd7 in it")
    purge = actions.search(typed=TYPED, by=trustee)
    seen = []
    find(WORDS, report=seen.append)
    assert seen[0].startswith("table 1 of ")
    assert len(seen) > 100
    assert "people" not in "".join(seen)
    work.look(purge)
    rows = run("SELECT t::text FROM people_purge t")
    assert "With" not in str(rows)
    assert "gAAAAA" in str(rows)
    purge.refresh_from_db()
    assert "With " in {place.before for place in Result.of(purge).places}


def test_a_database_that_is_slow_takes_nothing_out_and_is_asked_again(world, trustee, admin, monkeypatch):
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="Zq Wörd7 Care")
    purge = confirmed(proposed(TYPED, trustee), admin)
    before = set(listed())

    def slow(*arguments, **given):
        raise OperationalError("canceling statement due to statement timeout")

    with monkeypatch.context() as patched:
        patched.setattr(work, "remember", slow)
        with pytest.raises(OperationalError), transaction.atomic():
            work.carry_out(purge)
    assert set(listed()) == before
    purge.refresh_from_db()
    assert (purge.confirmed_by, purge.done_at) == (admin, None)
    assert work.carry_out(purge) == 1
    assert Provider.objects.get(pk=world.hazel.pk).trading_name == "[removed]  Care"


def test_what_fails_after_it_was_listed_is_on_no_list(world, trustee, admin, monkeypatch):
    """As when the connection goes at the commit: the words are still there, and a restore must not take them out."""
    purge = confirmed(proposed(TYPED, trustee), admin)
    before, was_listed, whole = set(listed()), [], work._carry_out

    def lost(*arguments):
        whole(*arguments)
        was_listed.append(set(listed()) - before)
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(work, "_carry_out", lost)
    with pytest.raises(OperationalError), transaction.atomic():
        work.carry_out(purge)
    assert was_listed == [{str(purge.pk)}]
    assert set(listed()) == before


def test_it_says_how_far_it_is(world, trustee, monkeypatch):
    monkeypatch.setattr(work, "REPORT_EVERY", -1)
    said = []
    monkeypatch.setattr(work, "_progress_of", lambda purge: said.append)
    proposed(TYPED, trustee)
    assert said[0].startswith("table 1 of ")
    assert [each for each in said if each.startswith("file")] == [
        f"file {n}" for n in range(1, len(list(files.files())) + 1)
    ]


def test_no_statement_takes_out_of_more_than_one_table(world, trustee, admin):
    """So each has its own time, and an installation of any size comes to its end."""
    purge = confirmed(proposed(TYPED, trustee), admin)
    with CaptureQueriesContext(connection) as caught:
        work.carry_out(purge)
    calls = [query["sql"] for query in caught if "people_purge_agreed(" in query["sql"]]
    assert len(calls) == len({column.table for column in searched(connection)})


def test_the_database_takes_nothing_out_that_two_people_did_not_agree_to(trustee, admin):
    """Whoever speaks to the database for the portal can call it: it asks for itself."""
    purge = proposed(TYPED, trustee)
    call = "SELECT people_purge_agreed(%s, %s, '', '[]')"
    with pytest.raises(DatabaseError, match="purge_not_agreed"), transaction.atomic():
        run(call, purge.pk, WORDS.pattern)
    Purge.objects.filter(pk=purge.pk).update(confirmed_by=admin)
    with pytest.raises(DatabaseError, match="purge_not_agreed"), transaction.atomic():
        run(call, purge.pk, ".*")
    assert run(call, purge.pk, WORDS.pattern) == [("{}",)]


def test_what_is_append_only_is_so_again_afterwards(world, trustee, admin):
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="Zq Wörd7 Care")
    agree(trustee, admin)
    assert not run("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'O' AND NOT tgisinternal")
    for table in ("people_providerevent", "people_securityevent"):
        with pytest.raises(DatabaseError, match="Cannot (update or )?delete"), transaction.atomic():
            run(f"DELETE FROM {table}")


def test_a_tombstone_says_who_when_and_why_and_never_what(world, trustee, admin):
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="Zq Wörd7 Care")
    purge = agree(trustee, admin)
    assert (purge.proposed_by, purge.confirmed_by, purge.reason) == (trustee, admin, "names")
    assert purge.places == {"people_provider": 1, "people_providerevent": 1}
    assert (purge.words, purge.found) == ("", "")
    events = SecurityEvent.objects.filter(kind="purge", subject=f"purge {purge.pk}")
    assert list(events.order_by("pk").values_list("user__name", "reason")) == [
        ("Trustee", "Searched everything"),
        ("Trustee", "Proposed"),
        ("Admin", "Confirmed"),
        ("Admin", "Removed: 2 values"),
    ]
    for change in ("UPDATE people_purge SET reason = 'court'", "DELETE FROM people_purge"):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            run(change)


def test_the_list_beside_the_files_holds_them_encrypted(world, trustee, admin):
    purge = agree(trustee, admin)
    assert listed()[str(purge.pk)].typed == TYPED
    with default_storage.open(f"purges/{purge.pk}.json") as file:
        raw = file.read()
    assert not WORDS.are_in(json.dumps(json.loads(raw), ensure_ascii=False))


def test_a_rule_that_stands_in_the_way_stops_it_whole(world, trustee, admin):
    """Two addresses of the portal that would become the same one."""
    first, second = world.release.publication, world.draft.publication
    first.__class__.objects.filter(pk=first.pk).update(path="/press/zq-word7/")
    first.__class__.objects.filter(pk=second.pk).update(path="/press/ZQ-word7/")
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="Zq Wörd7 Care")
    before = set(listed())
    purge = agree(trustee, admin)
    assert "Nothing was removed" in purge.fault
    assert (purge.confirmed_by, purge.found_at, purge.words) == (None, None, TYPED)
    assert Provider.objects.get(pk=world.hazel.pk).trading_name == "Zq Wörd7 Care"
    assert set(listed()) == before
    assert Purge.objects.filter(done_at__isnull=False).count() == 0


def test_words_that_stand_in_too_many_places_are_not_listed(world, monkeypatch):
    monkeypatch.setattr("chaportal.purging.finding.MOST", 3)
    with pytest.raises(TooMany):
        find(words_of("association example"))
