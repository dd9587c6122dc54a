"""Rules of retention: each removes what is too old, with its history, nothing else, and says so."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from chaportal.retention import removing
from chaportal.retention.rules import RULES, YEAR, in_words
from chaportal.tasks import apply_retention
from jobs.models import FailedItem, JobRun
from members.applications import actions as applications
from members.models import Application, Declaration
from outbox.actions import queue_email
from outbox.models import OutboxMessage
from people.access_requests import actions as access
from people.complaints import actions as complaints
from people.models import Complaint, Invitation, RetentionRun, Role, SecurityEvent
from tests import world as worlds
from tests.conftest import make_person
from tests.rights.test_erasing import places_with

BY_SLUG = {rule.slug: rule for rule in RULES}
OWN = [rule for rule in RULES if not rule.job]


@pytest.fixture
def world(db):
    return worlds.ready()


@pytest.fixture
def trustee(db):
    return make_person("trustee@association.example", "data_protection_trustee")


def age(table: str, column: str, **where):
    """Make rows older than any rule, past the triggers that forbid it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        condition = " AND ".join(f"{name} = %s" for name in where) or "true"
        cursor.execute(
            f"UPDATE {table} SET {column} = {column} - interval '7 years' WHERE {condition}", [*where.values()]
        )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def removed() -> dict[str, int]:
    return dict(RetentionRun.objects.values_list("rule", "removed"))


def test_refused_applications_go_with_files_messages_declarations_and_history(world):
    members, refused = world.people["members"], world.application_waiting
    applications.ask(application=refused, text="CANARY-ASKED-OF-THEM", by=members)
    applications.refuse(application=refused, reason="Outside.", by=members)
    declared = Declaration.objects.filter(application=refused).count()
    removing.apply_rules()
    assert Application.objects.filter(pk=refused.pk).exists(), "two years have not gone by"
    Application.objects.filter(pk=refused.pk).update(decided_on=timezone.localdate() - 2 * YEAR - timedelta(days=1))
    others = Declaration.objects.count() - declared
    OutboxMessage.objects.filter(key__startswith="application").delete()
    removing.apply_rules()
    assert removed() == {"refused-applications": 1}
    assert not Application.objects.filter(pk=refused.pk).exists()
    assert (Declaration.objects.count(), declared > 0) == (others, True)
    assert places_with("CANARY-waiting") | places_with("CANARY-ASKED-OF-THEM") == set()


def test_invitations_that_nobody_accepted_go_and_others_stay(world):
    old, fresh = world.invitation, world.own_role
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - timedelta(days=31))
    removing.apply_rules()
    assert not Invitation.objects.filter(pk=old.pk).exists()
    assert Invitation.objects.filter(pk=fresh.pk).exists()
    assert "people_invitationevent" not in places_with("new@hazelbank.example")


def test_closed_complaints_go_and_open_ones_stay(trustee):
    facts = {"about": "wrong", "words": "W.", "name": "N", "email": "n@x.example"}
    closed, waiting = complaints.take(**facts), complaints.take(**facts)
    complaints.close(complaint=closed, outcome="upheld", words="Yes.", by=trustee)
    Complaint.objects.filter(pk=closed.pk).update(closed_on=timezone.localdate() - 3 * YEAR - timedelta(days=1))
    age("people_complaint", "received_on", id=waiting.pk)
    removing.apply_rules()
    assert list(Complaint.objects.all()) == [waiting]
    assert removed()["closed-complaints"] == 1


def test_sent_mails_go_but_not_what_waits_nor_the_proof_of_an_acknowledgement(trustee):
    long_ago = timezone.now() - 2 * YEAR - timedelta(days=1)
    complaint = complaints.take(about="wrong", words="W.", name="N", email="n@x.example")
    mails = [queue_email(key=f"mail-test:{n}", email="n@x.example", subject="S", text="T") for n in range(2)]
    OutboxMessage.objects.update(created_at=long_ago)
    OutboxMessage.objects.filter(pk__in=[mails[0].pk, complaint.receipt_id]).update(sent_at=long_ago)
    removing.apply_rules()
    assert not OutboxMessage.objects.filter(pk=mails[0].pk).exists()
    assert OutboxMessage.objects.filter(pk__in=[mails[1].pk, complaint.receipt_id]).count() == 2


def test_sign_ins_go_after_a_year_and_other_events_after_six(db):
    kinds = ["signed_in", "address_read"]
    young, old = ({kind: SecurityEvent.objects.create(kind=kind) for kind in kinds} for _ in range(2))
    for event in old.values():
        age("people_securityevent", "created_at", id=event.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    removing.apply_rules()
    assert set(SecurityEvent.objects.all()) == set(young.values())
    assert removed() == {"sign-ins": 1, "security-events": 1}


def test_the_database_keeps_security_events_whatever_a_rule_says(db):
    event = SecurityEvent.objects.create(kind="address_read")
    run = RetentionRun.objects.create(rule="security-events")
    with connection.cursor() as cursor:
        ask = "SELECT people_forget_security_events(%s, %s, now() + interval '1 year')"
        cursor.execute(ask, [run.pk, ["address_read"]])
    assert SecurityEvent.objects.filter(pk=event.pk).exists()
    run.finished_at = timezone.now()
    run.save()
    with pytest.raises(DatabaseError, match="forgetting_without_cause"), transaction.atomic(), connection.cursor() as c:
        c.execute(ask, [run.pk, ["address_read"]])


def test_the_history_of_what_other_jobs_deleted_goes_a_month_later(db):
    request = access.ask(name="Huw", email="huw-canary@hazelbank.example")
    key = request.pk
    request.delete()
    OutboxMessage.objects.all().delete()
    removing.apply_rules()
    assert places_with("huw-canary") == {"people_accessrequestevent"}
    age("people_accessrequestevent", "pgh_created_at", pgh_obj_id=key)
    assert removing.history_to_forget() == 1
    removing.apply_rules()
    assert places_with("huw-canary") == set()
    assert removed() == {removing.HISTORY: 1}


def test_a_night_with_nothing_to_do_leaves_no_record_and_history_of_roles_never_goes(world):
    roles = Role.events.rel.related_model.objects.count()
    age("people_roleevent", "pgh_created_at")
    apply_retention()
    assert not RetentionRun.objects.exists()
    assert JobRun.objects.get(name="apply-retention").outcome == "0 removed"
    assert Role.events.rel.related_model.objects.count() == roles


def test_a_rule_that_fails_stops_no_other(world, monkeypatch):
    Invitation.objects.filter(pk=world.invitation.pk).update(expires_at=timezone.now() - timedelta(days=31))

    def fails(rule):
        if rule.slug == "refused-applications":
            raise ValueError("CANARY")
        return apply(rule)

    apply = removing.apply_rule
    monkeypatch.setattr(removing, "apply_rule", fails)
    removing.apply_rules()
    assert removed() == {"expired-invitations": 1}
    assert FailedItem.objects.get(job="apply-retention").item == "refused-applications"


def test_a_record_stays_as_it_is(db):
    run = RetentionRun.objects.create(rule="sign-ins", removed=3, finished_at=timezone.now())
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        RetentionRun.objects.filter(pk=run.pk).update(removed=0)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        run.delete()


def test_the_page_says_what_goes_next_and_what_went(signed_in, world, django_assert_num_queries):
    Invitation.objects.filter(pk=world.invitation.pk).update(expires_at=timezone.now() - timedelta(days=31))
    client = signed_in(world.people["trustee"])
    client.get("/staff/retention/")
    page = client.get("/staff/retention/").content.decode()
    assert page.count('<td data-label="To be removed next">1</td>') == 1
    removing.apply_rules()
    with django_assert_num_queries(32):
        page = client.get("/staff/retention/").content.decode()
    assert '<td data-label="How many">1</td>' in page
    assert '<td data-label="To be removed next">1</td>' not in page


def test_everyone_reads_how_long(client, db):
    page = client.get("/data-protection/").content.decode()
    for what, when in in_words():
        assert what in page
        assert when in page
    assert "2 years after the decision" in page
    assert "30 days after the asking" in page


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_each_rule_says_why_and_fits_its_record(rule):
    assert rule.why
    assert len(rule.slug) <= 40
    assert BY_SLUG[rule.slug] is rule
