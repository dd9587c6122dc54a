"""Our own work on a consultation: who owns it, our own days, and how far it is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.utils import timezone

from policy import attention
from policy.consultations import actions as consultations
from policy.cycle import actions
from policy.models import Consultation
from policy.stages import Done, Stage, stage_of
from policy.texts.actions import start_response
from publishing import actions as publishing
from tests.conftest import make_person
from tests.policy.conftest import in_days, make_consultation, publish
from tests.reading import text

EDIT = "/staff/policy/consultations/CARE-1/days/"
ONE = "/staff/policy/consultations/CARE-1/"
WORDS = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


def on(days):
    return timezone.localdate() + timedelta(days=days)


def plan(consultation, by, owner=None, draft_due=None, sign_off_due=None):
    return actions.plan(consultation=consultation, by=by, owner=owner, draft_due=draft_due, sign_off_due=sign_off_due)


def stage(consultation):
    return Consultation.objects.with_owner().with_stage().get(pk=consultation.pk).stage


def test_an_owner_and_our_days_are_given_on_a_screen(client, consultation, policy_officer):
    assert EDIT in client.get(ONE).content.decode()
    data = {"owner": policy_officer.pk, "draft_due": on(12).isoformat(), "sign_off_due": on(15).isoformat()}
    assert client.post(EDIT, data).url == ONE
    page = text(client.get(ONE))
    assert f"<dt>Owner</dt><dd>{policy_officer}</dd>" in page
    saved = Consultation.objects.get()
    assert (saved.draft_due, saved.sign_off_due) == (on(12), on(15))


@pytest.mark.parametrize(
    ("days", "field", "sentence"),
    [
        ((9, None), "draft_due", "it comes then or later."),
        ((None, 21), "sign_off_due", "it comes then or earlier."),
        ((15, 12), "sign_off_due", "The sign-off comes on the day of the draft or later."),
    ],
)
def test_days_out_of_order_get_a_sentence_and_are_kept_out_by_the_database(client, consultation, days, field, sentence):
    due = {"draft_due": days[0] and on(days[0]), "sign_off_due": days[1] and on(days[1])}
    answer = client.post(EDIT, {name: day.isoformat() for name, day in due.items() if day})
    assert answer.status_code == 422
    assert [sentence in error for error in answer.context["form"].errors[field]] == [True]
    assert due[field].isoformat() in answer.content.decode()
    with pytest.raises(Error), transaction.atomic():
        Consultation.objects.update(**due)


def test_the_first_and_the_last_day_fit(consultation, policy_officer):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    Consultation.objects.update(internal_deadline=midnight + timedelta(days=5), closes_at=midnight + timedelta(days=9))
    plan(consultation, policy_officer, draft_due=on(4), sign_off_due=on(8))
    for wrong in ({"draft_due": on(3)}, {"sign_off_due": on(9)}):
        with pytest.raises(ValidationError):
            plan(consultation, policy_officer, **wrong)
        with pytest.raises(Error), transaction.atomic():
            Consultation.objects.update(**wrong)


def test_moving_their_times_past_our_days_is_refused(consultation, policy_officer):
    plan(consultation, policy_officer, draft_due=on(12), sign_off_due=on(15))
    with pytest.raises(ValidationError, match="Change our own days first"):
        consultations.change(consultation=consultation, by=policy_officer, closes_at=in_days(13))
    assert Consultation.objects.get().closes_at == consultation.closes_at


def test_two_windows(client, consultation, policy_officer):
    seen = client.get(EDIT).context["form"]["seen"].value()
    plan(consultation, policy_officer, draft_due=on(12))
    answer = client.post(EDIT, {"draft_due": on(14).isoformat(), "seen": seen})
    assert answer.status_code == 422
    assert "changed this after you opened it" in text(answer)
    assert Consultation.objects.get().draft_due == on(12)


def test_an_owner_works_on_consultations_and_still_does(client, consultation, policy_officer, owner):
    answer = client.post(EDIT, {"owner": owner.pk})
    assert "Select a valid choice." in text(answer)
    with pytest.raises(ValidationError, match="Choose a colleague who does"):
        plan(consultation, policy_officer, owner=owner)
    colleague = make_person("left@cha.example", "policy_officer")
    plan(consultation, policy_officer, owner=colleague)
    colleague.roles.update(starts_on=on(-2), ends_on=on(-1))
    assert "does not work on consultations any more." in text(client.get(ONE))


def test_what_is_late_stands_on_the_first_screen_by_name_of_owner(
    client, consultation, policy_officer, chief_executive, django_assert_num_queries
):
    Consultation.objects.update(internal_deadline=in_days(-5), owner=policy_officer, draft_due=on(0))
    make_consultation("FINE", ours=-5, sign_off_due=on(1))
    make_consultation("CLOSED", ours=-5, closes=-2, draft_due=on(-4))
    assert not attention.late(policy_officer)
    Consultation.objects.filter(reference="CARE-1").update(draft_due=on(-1))
    with django_assert_num_queries(1):
        assert [(one.owned_by, one.late_days) for one in attention.late(policy_officer)] == [
            (policy_officer, [("draft", on(-1))])
        ]
    page = text(client.get("/dashboard/"))
    assert "Late with us" in page
    assert f"{policy_officer} · draft was due" in page
    edition = start_response(consultation=consultation, by=policy_officer, **WORDS)
    assert attention.late(policy_officer)
    publishing.submit(edition=edition, by=policy_officer)
    assert not attention.late(policy_officer)
    Consultation.objects.filter(reference="CARE-1").update(sign_off_due=on(-1))
    assert attention.late(policy_officer).get().late_days == [("sign-off", on(-1))]
    publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)
    assert not attention.late(policy_officer)


def test_nobody_who_does_not_work_at_the_desk_sees_what_is_late(consultation, owner, press_officer):
    Consultation.objects.update(internal_deadline=in_days(-5), draft_due=on(-1))
    assert not attention.late(press_officer)
    assert not attention.late(owner)


def test_the_stage_follows_what_was_done(consultation, policy_officer, chief_executive):
    new = make_consultation("NEW", questions=0)
    assert stage(new) == Stage.FOUND
    plan(new, policy_officer, owner=policy_officer)
    assert stage(new) == Stage.TRIAGE
    assert stage(make_consultation("UPCOMING", opens=1)) == Stage.TRIAGE
    assert stage(consultation) == Stage.CALLING
    edition = start_response(consultation=consultation, by=policy_officer, **WORDS)
    assert stage(consultation) == Stage.CALLING
    Consultation.objects.filter(pk=consultation.pk).update(internal_deadline=in_days(-1))
    assert stage(consultation) == Stage.DRAFTING
    publish(edition, author=policy_officer, approver=chief_executive, public_from=in_days(1))
    assert stage(consultation) == Stage.SIGN_OFF
    type(edition).objects.update(first_public_at=in_days(-1), public_during=(in_days(-1), None))
    assert stage(consultation) == Stage.PUBLISHED


@pytest.mark.parametrize("over", [{"closes": -1}, {"closes": 20, "lapsed_on": date(2026, 5, 4)}])
def test_what_is_over_without_our_answer_is_no_draft_for_ever(over, policy_officer, chief_executive):
    consultation = make_consultation("OVER", ours=-5, **over)
    edition = start_response(consultation=consultation, by=policy_officer, **WORDS)
    assert stage(consultation) == Stage.NOT_ANSWERED
    publish(edition, author=policy_officer, approver=chief_executive)
    assert stage(consultation) == Stage.PUBLISHED


@pytest.mark.parametrize("field", list(Done.__dataclass_fields__))
def test_each_thing_done_moves_it_on(field):
    assert stage_of(Done(**{field: True})) != Stage.FOUND


def test_the_furthest_stage_counts():
    everything = dict.fromkeys(Done.__dataclass_fields__, True)
    found = []
    for name in (
        "is_compared",
        "is_published",
        "is_sent",
        "is_handed_in",
        "is_closed",
        "is_calling",
        "is_drafted",
        "is_called",
        "is_asked",
    ):
        found.append(stage_of(Done(**everything)).value)
        everything[name] = False
    assert found == [
        *(
            "outcome compared",
            "published",
            "sent",
            "sign-off",
            "closed without our answer",
            "calling for evidence",
            "drafting",
            "drafting",
            "triage",
        ),
    ]
