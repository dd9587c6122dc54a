"""Members that have not answered are called by mail: each person once, and nobody who has answered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.models import Role
from people.templatetags.people import deadline
from policy.calls import actions
from policy.calls.receivers import receivers_of
from policy.models import Consultation, EvidenceCall
from policy.tasks import send_evidence_calls
from tests.conftest import make_person, make_provider
from tests.policy.conftest import in_days, make_consultation, make_member, make_sent
from tests.reading import text

CHASE = "/staff/policy/consultations/CARE-1/chase/"
CALL = f"{CHASE}call/"


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


@pytest.fixture
def wales(db, consultation):
    """A member in Wales with an owner and a colleague."""
    member = make_member(make_provider("Cartref Cyf", nation="wales"))
    make_person("owner@cartref.example", "owner", member)
    make_person("writes@cartref.example", "colleague", member)
    make_person("reads@cartref.example", "reader", member)
    return member


def call(by, *, members="", to="senders", words="", reference="CARE-1") -> EvidenceCall:
    consultation = Consultation.objects.get(reference=reference)
    return actions.call(consultation=consultation, members=members, to=to, words=words, by=by)


def called(by, **facts) -> list[str]:
    """Who is written to."""
    before = set(OutboxMessage.objects.values_list("pk", flat=True))
    call(by, **facts)
    actions.send_calls()
    return sorted(OutboxMessage.objects.exclude(pk__in=before).values_list("user__email", flat=True))


def test_staff_look_at_the_mail_and_call_those_whom_the_list_shows(client, policy_officer, provider, owner, wales):
    assert f'href="{CALL}?nation=wales">Call these by mail</a>' in text(client.get(CHASE, {"nation": "wales"}))
    typed = {"to": "writers", "words": "Tell us of nights.\n\nAnd of Sundays."}
    looked = text(client.post(f"{CALL}?nation=wales", typed | {"look": "1"}))
    assert "Narrowed to: Nation: Wales." in looked
    assert "2 people get it" in looked
    assert "<p>Tell us of nights.</p>" in looked
    assert not EvidenceCall.objects.exists()
    page = text(client.post(f"{CALL}?nation=wales", typed, follow=True))
    assert "by Policy: Nation: Wales, everyone who may write answers. The mails are being written." in page
    send_evidence_calls()
    assert "everyone who may write answers. 2 mails." in text(client.get(CHASE))
    mails = OutboxMessage.objects.order_by("user__email")
    assert [mail.user.email for mail in mails] == ["owner@cartref.example", "writes@cartref.example"]
    consultation = Consultation.objects.get()
    for words in (
        "Department for Education asks: “Consultation CARE-1”",
        f"It takes about 8 minutes. We take answers until {deadline(consultation.internal_deadline)}.",
        "Tell us of nights.\n\nAnd of Sundays.",
        f"Answer for Cartref Cyf:\nhttp://127.0.0.1:8000/consultations/CARE-1/answer/{wales.pk}/",
        f"Write to {policy_officer}, {policy_officer.email}.",
    ):
        assert words in mails[0].text


def test_who_answered_is_not_called_nor_who_answers_for_no_member(policy_officer, consultation, provider, owner, wales):
    former = make_provider("No Member Ltd")
    make_person("owner@former.example", "owner", former)
    make_sent(consultation, provider)
    gone = make_person("gone@cartref.example", "owner", wales)
    gone.roles.update(ends_on=timezone.localdate())
    assert called(policy_officer) == ["owner@cartref.example"]


def test_who_answers_for_two_gets_one_mail_that_names_both(policy_officer, provider, owner, wales):
    for name in ("owner", "colleague"):
        Role.objects.create(user=owner, provider=wales, name=name)
    assert called(policy_officer, to="writers") == sorted(
        [owner.email, "owner@cartref.example", "writes@cartref.example"]
    )
    mail = OutboxMessage.objects.get(user=owner)
    assert mail.text.count("Answer for ") == 2
    assert mail.text.index("Answer for Cartref Cyf:") < mail.text.index("Answer for Hazel Bank Care Ltd:")


def test_nobody_is_called_twice_within_three_days(policy_officer, provider, owner, wales):
    assert called(policy_officer, members="nation=wales") == ["owner@cartref.example"]
    assert called(policy_officer) == [owner.email]
    with pytest.raises(ValidationError, match="Nobody is left to call"):
        call(policy_officer)
    OutboxMessage.objects.filter(user=owner).update(dropped_at=timezone.now(), dropped_reason="Not then.")
    assert called(policy_officer) == [owner.email], "what was not sent is no rest"
    OutboxMessage.objects.filter(user=owner).update(created_at=timezone.now() - timedelta(days=3))
    assert called(policy_officer) == [owner.email]


def test_a_call_about_another_consultation_is_another_matter(policy_officer, provider, owner, consultation):
    make_consultation("CARE-2")
    assert called(policy_officer) == called(policy_officer, reference="CARE-2") == [owner.email]


def test_who_answers_between_the_call_and_its_writing_gets_none(policy_officer, provider, owner, wales):
    made = call(policy_officer)
    make_sent(made.consultation, provider)
    assert actions.send_calls().total == 1
    assert OutboxMessage.objects.get().user.email == "owner@cartref.example"


def test_a_worker_is_asked_for_once_it_is_kept(
    policy_officer, provider, owner, consultation, monkeypatch, django_capture_on_commit_callbacks
):
    asked = []
    monkeypatch.setattr("jobs.task_queue.enqueue", lambda task, *args: asked.append(task))
    with django_capture_on_commit_callbacks(execute=True):
        call(policy_officer)
    assert asked == ["policy.tasks.send_evidence_calls"]


def test_a_call_to_who_may_send_answers_is_not_for_who_may_write_them_only(policy_officer, wales):
    assert called(policy_officer) == ["owner@cartref.example"]
    mail = OutboxMessage.objects.get()
    mail.user.roles.update(name="colleague")
    make_person("second@cartref.example", "owner", wales)
    assert "answer for this provider no more" in no_longer_wanted(OutboxMessage.objects.get())


def test_a_second_run_writes_nothing_and_the_next_call_waits_for_the_first(
    policy_officer, provider, owner, consultation
):
    first = call(policy_officer)
    with pytest.raises(ValidationError, match="still being written"):
        call(policy_officer)
    with pytest.raises(IntegrityError, match="evidence_call_one_waits"), transaction.atomic():
        EvidenceCall.objects.create(consultation=first.consultation)
    assert [actions.send_calls().total for _ in range(2)] == [1, 0]
    first.refresh_from_db()
    assert (first.mails, OutboxMessage.objects.count()) == (1, 1)


def test_where_members_cannot_answer_nobody_is_called(client, policy_officer, provider, owner, consultation):
    made = call(policy_officer)
    Consultation.objects.update(internal_deadline=in_days(-1))
    assert actions.send_calls().total == 0
    made.refresh_from_db()
    assert (made.mails, OutboxMessage.objects.count()) == (0, 0)
    assert "Call them by mail" not in text(client.get(CHASE))
    answer = client.post(CALL, {"to": "senders", "words": "Kept words"})
    assert answer.status_code == 422
    assert actions.CLOSED in text(answer)
    assert "Kept words" in text(answer)
    Consultation.objects.update(internal_deadline=in_days(1))
    Consultation.objects.get().questions.update(in_call=False)
    with pytest.raises(ValidationError, match="cannot answer now"):
        call(policy_officer)


def test_nobody_else_calls(chief_executive, owner, consultation):
    for user in (chief_executive, owner):
        with pytest.raises(PermissionDenied):
            call(user)


def test_a_mail_that_waited_is_dropped_once_it_is_not_true(policy_officer, provider, owner, consultation, wales):
    assert len(called(policy_officer, to="writers")) == 3
    mail = OutboxMessage.objects.get(user=owner)
    theirs = OutboxMessage.objects.get(user__email="writes@cartref.example")
    assert (no_longer_wanted(mail), no_longer_wanted(theirs)) == ("", "")
    Role.objects.filter(user=theirs.user).update(name="reader")
    theirs.refresh_from_db()
    assert "answer for this provider no more" in no_longer_wanted(OutboxMessage.objects.get(pk=theirs.pk))
    Consultation.objects.update(internal_deadline=in_days(-1))
    assert "no longer" in no_longer_wanted(OutboxMessage.objects.get(pk=mail.pk))
    Consultation.objects.update(internal_deadline=in_days(1))
    make_sent(consultation, provider)
    assert "They have answered" in no_longer_wanted(OutboxMessage.objects.get(pk=mail.pk))


def test_it_asks_as_often_for_any_number(policy_officer, provider, owner, wales, django_assert_num_queries):
    made = EvidenceCall(consultation=Consultation.objects.get(), members="nation=wales")
    for number in range(4):
        member = make_member(make_provider(f"Cartref {number}", nation="wales"))
        make_person(f"owner{number}@cartref.example", "owner", member)
    with django_assert_num_queries(1):
        assert len(receivers_of(made)) == 5
