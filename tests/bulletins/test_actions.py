"""From first word to a frozen audience, and what the rules refuse."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from kombu.exceptions import OperationalError

from bulletins import actions
from bulletins.models import Bulletin, BulletinVariant, Delivery, DeliveryPart, Subscriber
from bulletins.suppression import suppress
from people.models import ConsentEvent, Suppression
from people.models.consent import email_hash
from publishing.workflow import Refused
from tests.bulletins.conftest import CONTENT, make_member

pytestmark = pytest.mark.django_db


def approve(bulletin, by):
    return actions.approve(bulletin=bulletin, by=by, seen=bulletin.content_hash)


def test_a_bulletin_starts_as_a_draft_with_its_author(draft, membership_manager):
    assert draft.state == "draft"
    assert list(draft.authors.all()) == [membership_manager]


def test_its_body_is_sanitised_and_its_subject_is_one_line(membership_manager):
    words = {"subject": "Fees\r\nBcc: all@provider.example", "body": "<p>Now<script>alert(1)</script></p>"}
    bulletin = actions.start(by=membership_manager, **CONTENT | words)
    assert (bulletin.subject, bulletin.body) == ("Fees Bcc: all@provider.example", "<p>Now</p>")


def test_the_chief_executive_approves_and_does_not_write(chief_executive, draft):
    with pytest.raises(PermissionDenied):
        actions.start(by=chief_executive, **CONTENT)
    with pytest.raises(PermissionDenied):
        actions.submit(bulletin=draft, by=chief_executive)


@pytest.mark.parametrize("action", [actions.pause, actions.resume])
def test_a_press_officer_moves_nothing(action, approved, press_officer):
    with pytest.raises(PermissionDenied):
        action(bulletin=approved, by=press_officer)


def test_a_press_officer_approves_and_cancels_nothing(submitted, approved, press_officer):
    with pytest.raises(PermissionDenied):
        approve(submitted, press_officer)
    with pytest.raises(PermissionDenied):
        actions.cancel(bulletin=approved, by=press_officer, reason="No")


def test_the_author_cannot_approve_though_the_role_allows_it(submitted, members, membership_manager):
    with pytest.raises(Refused, match="someone else"):
        approve(submitted, membership_manager)
    assert Delivery.objects.count() == 0


def test_a_draft_is_not_approved(draft, members, chief_executive):
    with pytest.raises(Refused, match="is draft, so you cannot approve"):
        approve(draft, chief_executive)


@pytest.mark.parametrize(
    "change", [{"subject": "Other"}, {"body": "<p>Other</p>"}, {"audience": "everyone"}, {"picks": True}]
)
def test_what_changed_since_it_was_seen_is_not_approved(
    submitted, members, membership_manager, chief_executive, published, change
):
    seen = submitted.content_hash
    if "picks" in change:
        change = {"picks": [published.publication_id]}
    edited = actions.edit(bulletin=submitted, by=membership_manager, **CONTENT | change)
    edited = actions.submit(bulletin=edited, by=membership_manager)
    with pytest.raises(Refused, match="changed after you opened it"):
        actions.approve(bulletin=edited, by=chief_executive, seen=seen)


def test_approval_freezes_one_row_a_person_and_says_who_approved(approved, members, chief_executive):
    assert (approved.state, approved.approved_by) == ("approved", chief_executive)
    assert (approved.candidates, approved.prepared, approved.excluded) == (3, 3, 0)
    rows = approved.deliveries.values_list("seq", "email", "user", "state", "merge")
    assert list(rows) == [
        (seq, member.email, member.pk, Delivery.State.PENDING, {"name": member.name})
        for seq, member in enumerate(members, start=1)
    ]


def test_who_joins_after_approval_gets_nothing_of_it(approved):
    make_member(4)
    assert approved.deliveries.count() == 3


def test_a_suppressed_person_has_a_row_that_says_why_and_comes_last(submitted, members, chief_executive):
    suppress(email=members[0].email, reason=Suppression.Reason.HARD_BOUNCE, evidence="")
    bulletin = approve(submitted, chief_executive)
    assert (bulletin.candidates, bulletin.prepared, bulletin.excluded) == (3, 2, 1)
    excluded = bulletin.deliveries.get(email=members[0].email)
    assert (excluded.seq, excluded.state, excluded.reply) == (3, Delivery.State.SUPPRESSED, "The address fails")
    assert list(bulletin.parts.values_list("seq_lo", "seq_hi")) == [(1, 2)]


def test_rows_are_sent_in_parts_that_cover_each_once(submitted, chief_executive, monkeypatch):
    monkeypatch.setattr("bulletins.audience.PART_SIZE", 2)
    for number in range(5):
        make_member(number)
    bulletin = approve(submitted, chief_executive)
    assert list(bulletin.parts.values_list("seq_lo", "seq_hi", "state")) == [
        (1, 2, "ready"),
        (3, 4, "ready"),
        (5, 5, "ready"),
    ]


def test_a_bulletin_for_nobody_is_refused_and_nothing_is_left(submitted, members, chief_executive):
    for member in members:
        suppress(email=member.email, reason=Suppression.Reason.UNSUBSCRIBED, evidence="")
    with pytest.raises(Refused, match="Nobody would get"):
        approve(submitted, chief_executive)
    submitted.refresh_from_db()
    assert submitted.state == "submitted"
    assert Delivery.objects.count() == BulletinVariant.objects.count() == DeliveryPart.objects.count() == 0


def test_approving_twice_changes_nothing(approved, chief_executive):
    again = approve(approved, chief_executive)
    assert again.approved_at == approved.approved_at
    assert Delivery.objects.count() == 3


def test_an_approved_bulletin_cannot_be_edited(approved, membership_manager):
    with pytest.raises(Refused, match="is approved, so you cannot edit"):
        actions.edit(bulletin=approved, by=membership_manager, **CONTENT)


def test_editing_a_submitted_bulletin_makes_it_a_draft_again(submitted, membership_manager):
    assert actions.edit(bulletin=submitted, by=membership_manager, **CONTENT).state == "draft"


def test_sending_back_keeps_the_reason(submitted, chief_executive):
    bulletin = actions.send_back(bulletin=submitted, by=chief_executive, reason="Check the date")
    assert (bulletin.state, bulletin.last_reason) == ("draft", "Check the date")


def test_a_worker_is_rung_after_the_commit_and_not_before(
    submitted, members, chief_executive, enqueued, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        approve(submitted, chief_executive)
        assert enqueued == []
    assert enqueued == [submitted.pk]


def test_a_broker_that_is_away_is_no_error_and_the_sweep_finds_the_bulletin(
    submitted, members, chief_executive, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    asked = []

    def away(name, args):
        asked.append((name, args))
        raise OperationalError("Connection refused")

    monkeypatch.setattr("jobs.task_queue.current_app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        bulletin = approve(submitted, chief_executive)
    assert asked == [("bulletins.tasks.send", [bulletin.pk])]
    assert "The broker is away; the sweep will do bulletins.tasks.send" in caplog.text
    assert list(Bulletin.objects.with_work()) == [bulletin]
    assert bulletin.state == "approved"


def test_what_waits_for_someone_s_approval_is_a_colleague_s(
    submitted, membership_manager, chief_executive, press_officer
):
    assert list(Bulletin.objects.awaiting_approval_by(chief_executive)) == [submitted]
    assert list(Bulletin.objects.awaiting_approval_by(membership_manager)) == []
    assert list(Bulletin.objects.awaiting_approval_by(press_officer)) == []


def test_subscribing_keeps_the_evidence_and_not_the_address(membership_manager):
    actions.subscribe(email=" Ada@Charity.example", name="Ada", source="by telephone", by=membership_manager)
    event = ConsentEvent.objects.get()
    assert Subscriber.objects.get().email == "ada@charity.example"
    assert (event.email_sha256, event.given, event.source) == (email_hash("ada@charity.example"), True, "by telephone")


def test_subscribing_twice_or_after_a_wish_to_stop_is_refused(membership_manager):
    person = {"name": "", "source": "by telephone", "by": membership_manager}
    subscriber = actions.subscribe(email="ada@charity.example", **person)
    with pytest.raises(ValidationError, match="already"), transaction.atomic():
        actions.subscribe(email="ada@charity.example", **person)
    actions.stop(subscriber=subscriber, by=membership_manager)
    with pytest.raises(ValidationError, match="asked us to stop"):
        actions.subscribe(email="ada@charity.example", **person)


def test_stopping_removes_the_subscriber_and_remembers_a_hash(membership_manager):
    subscriber = actions.subscribe(email="ada@charity.example", name="", source="post", by=membership_manager)
    actions.stop(subscriber=subscriber, by=membership_manager)
    assert Subscriber.objects.count() == 0
    assert Suppression.objects.get().email_sha256 == email_hash("ada@charity.example")
    assert list(ConsentEvent.objects.order_by("pk").values_list("given", flat=True)) == [True, False]


@pytest.mark.parametrize(
    ("reasons", "kept"),
    [
        (["hard_bounce", "unsubscribed"], "unsubscribed"),
        (["unsubscribed", "hard_bounce"], "unsubscribed"),
        (["hard_bounce", "hard_bounce"], "hard_bounce"),
    ],
)
def test_a_person_s_wish_outranks_a_failing_address(reasons, kept):
    for reason in reasons:
        suppress(email="ada@charity.example", reason=reason, evidence="")
    assert Suppression.objects.get().reason == kept


def test_a_bulletin_to_subscribers_alone_is_approved(membership_manager, chief_executive):
    actions.subscribe(email="reader@charity.example", name="Reader", source="Wrote to us", by=membership_manager)
    draft = actions.start(by=membership_manager, **CONTENT | {"audience": "subscribers"})
    waiting = actions.submit(bulletin=draft, by=membership_manager)
    approved = actions.approve(bulletin=waiting, by=chief_executive, seen=waiting.content_hash)
    assert [(row.email, row.user) for row in approved.deliveries.all()] == [("reader@charity.example", None)]
