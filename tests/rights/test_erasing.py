"""A person is given all that is held about them, and is erased from rows, history and mail, and from nothing else."""

import json
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from bulletins.models import Delivery, Subscriber
from chaportal.retention import removing
from chaportal.rights import erasing, remembered, requests
from chaportal.rights.decisions import EMAILS, RELATIONS, Fate
from chaportal.rights.export import places
from members.models import Invoice
from outbox.models import OutboxMessage
from outbox.sending import send_outbox
from people.models import Erasure, Invitation, Role, SecurityEvent, User
from people.relations import label_of
from policy.models import Answer
from tests import world as worlds
from tests.conftest import make_person
from tests.reading import text

NAME, EMAIL = "Ffion CANARY-ERASED", "ffion.canary-erased@hazelbank.example"


@pytest.fixture
def world(db):
    return worlds.ready()


@pytest.fixture
def trustee(world):
    return world.people["trustee"]


@pytest.fixture
def ffion(world):
    """A second owner, whose former name and address are in history, who signed in, gave evidence and got mail."""
    person = make_person("former.canary-erased@hazelbank.example", "owner", world.hazel)
    person.name = "CANARY-ERASED before"
    person.save()
    person.name, person.email = NAME, EMAIL
    person.save()
    person.emailaddress_set.update(email=EMAIL)
    Invitation.objects.create(
        email=EMAIL, user=person, role="reader", provider=world.larkfield, expires_at=timezone.now()
    )
    Subscriber.objects.create(email=EMAIL, name=NAME)
    mailed = {"seq": 99, "email": EMAIL, "email_norm": EMAIL, "merge": {"name": NAME}}
    Delivery.objects.create(bulletin=world.sending, user=person, variant=world.delivery.variant, **mailed)
    answer = world.consultation.submissions.get(provider=world.larkfield)
    type(answer).objects.filter(pk=answer.pk).update(submitted_by=person)
    SecurityEvent.objects.create(kind="address_read", user=person, subject="home 1", reason="Flood")
    return person


def erased(person, by) -> Erasure:
    asked = Erasure.objects.waiting().filter(user=person).first() or requests.ask(person=person, by=person)
    return erasing.erase(erasure=asked, by=by)


def places_with(words: str) -> set[str]:
    """The tables that hold some words, whatever their case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = set()
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{words}%"])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_name_and_addresses_stand_nowhere_any_more_not_even_in_history(world, ffion, trustee, mail_server):
    before = places_with("canary-erased")
    assert {"people_user", "people_userevent", "people_invitationevent", "bulletins_subscriberevent"} <= before
    erased(ffion, trustee)
    assert places_with("canary-erased") == {"outbox_outboxmessage"}, "the last mail, until it has left"
    send_outbox()
    last = OutboxMessage.objects.get(key__startswith="erased:")
    assert (last.text, last.sent_at is None) == ("", False)


def test_what_must_stay_stays(world, ffion, trustee):
    counts = [Answer.objects.count(), Invoice.objects.count(), Role.objects.count(), SecurityEvent.objects.count()]
    erased(ffion, trustee)
    more = SecurityEvent.objects.filter(kind__in=["erased", "role_ended"], about=ffion).count()
    assert [Answer.objects.count(), Invoice.objects.count(), Role.objects.count()] == counts[:3]
    assert SecurityEvent.objects.count() == counts[3] + more
    assert world.consultation.submissions.get(provider=world.larkfield).submitted_by_id == ffion.pk
    assert not ffion.roles.current().exists()


def test_the_account_opens_nothing(client, signed_in, ffion, trustee):
    own = signed_in(ffion)
    assert own.get("/your-data/").status_code == 200
    erased(ffion, trustee)
    assert own.get("/your-data/").status_code == 302
    ffion.refresh_from_db()
    assert (ffion.is_active, ffion.has_usable_password(), str(ffion)) == (False, False, f"Erased person {ffion.pk}")


def test_each_place_is_as_it_was_decided(world, ffion, trustee):
    """Of everyone in the world of the tests, who stand in most places between them."""
    met = set()
    people = [world.people[name] for name in ("reader", "journalist", "manager", "policy")]
    for person in [*people, ffion]:
        found = [(each, decision) for each, rows, decision in places(person) if rows.exists()]
        erased(person, trustee)
        left = {label_of(each) for each, rows, _ in places(person) if rows.exists()}
        for each, decision in found:
            met.add(decision.fate)
            label = label_of(each)
            if label in RELATIONS and label not in EMAILS:
                stays = decision.fate in (Fate.STAYS, Fate.BLANKED)
                assert (label in left) == stays, label
    assert {Fate.GOES, Fate.STAYS, Fate.BLANKED} <= met
    assert not Delivery.objects.filter(user=ffion).exclude(email__endswith="@erased.invalid").exists()


def test_the_preview_says_what_is_done(signed_in, world, ffion, trustee):
    lines = {line.title: line for line in erasing.preview(ffion)}
    assert lines["Evidence that they sent"].fate == Fate.STAYS
    erasure = requests.ask(person=ffion, by=ffion)
    page = text(signed_in(trustee).get(f"/staff/erasures/{erasure.pk}/"))
    assert "What the provider told the association" in page
    signed_in(trustee).post(f"/staff/erasures/{erasure.pk}/do/")
    erasure.refresh_from_db()
    gone = {title: count for title, count in erasure.went.items() if title in lines}
    assert gone == {title: line.count for title, line in lines.items() if line.fate != Fate.STAYS}
    assert "Erased" in text(signed_in(trustee).get(f"/staff/erasures/{erasure.pk}/"))


def test_they_ask_take_it_back_and_ask_again(signed_in, ffion):
    client = signed_in(ffion)
    assert "Ask to be erased" in text(client.get("/your-data/erase/"))
    client.post("/your-data/erase/")
    client.post("/your-data/erase/")
    erasure = Erasure.objects.get(user=ffion)
    assert "You are to be erased" in text(client.get("/your-data/"))
    client.post("/your-data/erase/withdraw/")
    client.post("/your-data/erase/")
    erasure.refresh_from_db()
    assert (erasure.state, Erasure.objects.filter(user=ffion).count()) == ("Withdrawn", 2)


def test_who_looks_after_them_asks_and_another_decides(signed_in, world, ffion, trustee):
    members = world.people["members"]
    signed_in(members).post(f"/staff/people/{ffion.pk}/erase/", {"reason": "left"})
    erasure = Erasure.objects.get(user=ffion)
    assert (erasure.user, erasure.asked_by) == (ffion, members)
    assert OutboxMessage.objects.filter(key=f"erasure-asked:{erasure.pk}:{trustee.pk}").exists()
    with pytest.raises(PermissionDenied):
        erasing.erase(erasure=erasure, by=members)
    with pytest.raises(PermissionDenied):
        requests.ask(person=members, by=ffion)
    assert signed_in(members).get(f"/staff/erasures/{erasure.pk}/").status_code == 403


def test_a_refusal_is_told_with_its_reason(signed_in, ffion, trustee):
    erasure = requests.ask(person=ffion, by=ffion)
    client, page = signed_in(trustee), f"/staff/erasures/{erasure.pk}/"
    assert client.post(f"{page}refuse/", {"words": ""}).status_code == 422
    client.post(f"{page}refuse/", {"words": "You are asked about as a witness."})
    mail = OutboxMessage.objects.get(user=ffion, key__startswith="erasure-refused")
    assert "as a witness" in mail.text
    assert "/data-protection/complain/" in mail.text
    with pytest.raises(ValidationError, match="settled: refused"):
        erasing.erase(erasure=erasure, by=trustee)


def test_the_last_owner_and_oneself_are_not_erased(world, trustee):
    owner = world.people["outsider"]
    assert "the last owner of Larkfield" in erasing.hindrance(owner)
    erasure = requests.ask(person=owner, by=owner)
    with pytest.raises(ValidationError, match="last owner"):
        erasing.erase(erasure=erasure, by=trustee)
    owner.refresh_from_db()
    assert owner.email == "owner@larkfield.example", "nothing is half done"
    with pytest.raises(ValidationError, match="Nobody erases themselves"):
        erased(trustee, trustee)


def test_who_cannot_be_erased_yet_reads_why_and_has_no_button(signed_in, world):
    owner, staff = world.people["outsider"], world.people["members"]
    page = text(signed_in(owner).get("/your-data/erase/"))
    assert "This cannot be done yet. You are the last owner of Larkfield" in page
    assert "Ask to be erased</button>" not in page
    assert re.search(r"\b(they|their|them)\b", page[page.index("<h1") : page.index("</main>")], re.IGNORECASE) is None
    page = text(signed_in(staff).get(f"/staff/people/{owner.pk}/erase/"))
    assert "They are the last owner of Larkfield" in page
    assert 'name="reason"' not in page


def test_the_database_forgets_nothing_without_a_cause(world, ffion, trustee):
    forget = "SELECT people_forget_history('erasure', %s, %s)"
    gone = json.dumps([{"table": "people_invitation", "keys": ["1"]}])
    erasure = erased(ffion, trustee)
    for number in (erasure.pk, 0):
        with (
            pytest.raises(DatabaseError, match="forgetting_without_cause"),
            transaction.atomic(),
            connection.cursor() as c,
        ):
            c.execute(forget, [number, gone])


def test_no_history_goes_of_rows_that_are_there_or_of_other_tables(world, ffion):
    erasure = requests.ask(person=ffion, by=ffion)
    invitation, role = Invitation.objects.get(user=ffion), ffion.roles.get()
    gone = [
        {"table": "people_invitation", "keys": [str(invitation.pk)]},
        {"table": "people_role", "keys": [str(role.pk), "0"]},
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_forget_history('erasure', %s, %s)", [erasure.pk, json.dumps(gone)])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT people_forget_account(%s)", [erasure.pk])
        assert cursor.fetchone() == (0,), "not before the account is blank"


def test_the_file_has_everything_and_no_secret(signed_in, ffion, world):
    answer = signed_in(ffion).get("/your-data/file/")
    held = {section["what"]: section for section in json.loads(answer.content)["held"]}
    assert answer["Content-Disposition"] == 'attachment; filename="your-data.json"'
    assert held["Roles, then and now"]["rows"][0]["provider"] == "Hazel Bank Care Ltd"
    former = held["Names and addresses that your account has had"]["rows"]
    assert "CANARY-ERASED before" in [row.get("name") for row in former]
    assert held["That you get bulletins"]["rows"][0]["name"] == NAME
    assert held["Evidence that you sent"]["rows"] == []
    assert len(held["Evidence that you sent"]["numbers of rows that you wrote or decided"]) == 1
    for secret in (ffion.password, str(Invitation.objects.get(user=ffion).key), "owner@larkfield"):
        assert secret not in answer.content.decode()
    assert SecurityEvent.objects.filter(kind="exported", user=ffion).exists()


def test_nobody_reads_of_another(signed_in, world, ffion):
    page = signed_in(world.people["owner"]).get("/your-data/").content.decode()
    assert "owner@hazelbank.example" in page
    assert "canary-erased" not in page.lower()


def test_your_data_takes_so_many_queries(signed_in, ffion, django_assert_num_queries):
    client = signed_in(ffion)
    client.get("/your-data/")
    with django_assert_num_queries(15):
        client.get("/your-data/")


def test_an_erased_person_is_no_user_of_note(world, ffion, trustee):
    erased(ffion, trustee)
    assert User.objects.get(pk=ffion.pk).email == f"erased-{ffion.pk}@erased.invalid"


def restored(person):
    """As a restore of an older backup leaves somebody: with name, address and roles."""
    User.objects.filter(pk=person.pk).update(name=NAME, email=EMAIL, is_active=True)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE people_erasure DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM people_erasure WHERE user_id = %s", [person.pk])
        cursor.execute("ALTER TABLE people_erasure ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_who_comes_back_with_an_older_backup_is_erased_again(
    ffion, trustee, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        erased(ffion, trustee)
    OutboxMessage.objects.all().delete()
    assert erasing.erase_again() == 0
    restored(ffion)
    assert "people_user" in places_with("canary-erased")
    removing.apply_rules()
    assert places_with("canary-erased") == set(), "and no second farewell"
    assert erasing.erase_again() == 0


def test_a_number_that_is_another_s_by_then_is_left_alone(
    ffion, trustee, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    with django_capture_on_commit_callbacks(execute=True):
        erased(ffion, trustee)
    restored(ffion)
    User.objects.filter(pk=ffion.pk).update(email="another@hazelbank.example")
    assert erasing.erase_again() == 0
    assert remembered.forget_old() == 0
