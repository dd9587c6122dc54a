"""Journalists apply, the press desk decides by published criteria, and what was let in is shut out again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from jobs.models import JobRun
from media_releases import actions, tasks
from media_releases.models import Accreditation
from outbox import sending
from outbox.models import OutboxMessage
from people import actions as people
from people.models import Invitation
from publishing import clock
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.reading import text

FACTS = {
    "name": "Carys Denholm-Ŵyn",
    "email": "carys@theledger.example",
    "outlet": "The Ledger",
    "job": "Social affairs correspondent",
    "proof": "https://theledger.example/1",
}
APPLY = "/accreditation/"
BREACH = {"reason": "Printed it a day early."}


@pytest.fixture(autouse=True)
def _no_counts_of_others(db):
    cache.clear()


@pytest.fixture
def applied(db):
    actions.apply(**FACTS)
    return Accreditation.objects.get()


@pytest.fixture
def journalist(db):
    return make_person("carys@theledger.example", "journalist")


@pytest.fixture
def accredited(applied, journalist, press_officer):
    return actions.accept(accreditation=applied, by=press_officer)


def until(days=90):
    return timezone.localdate() + timedelta(days=days)


def test_anyone_reads_the_criteria_and_applies(client, db):
    page = text(client.get(APPLY))
    assert all(label in page for label in Accreditation.Criterion.labels)
    answer = client.post(APPLY, FACTS, follow=True)
    assert "answers by mail" in text(answer)
    assert Accreditation.objects.get().name == "Carys Denholm-Ŵyn"
    assert not OutboxMessage.objects.exists(), "a mail to whatever address was typed would be sent for anyone"


def test_a_known_address_and_a_double_click_are_answered_alike(client, accredited):
    answers = [client.post(APPLY, FACTS | {"email": email}) for email in ("new@ledger.example", "New@ledger.example")]
    answers.append(client.post(APPLY, FACTS))
    assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/accreditation/sent/")}
    assert Accreditation.objects.filter(email="new@ledger.example").count() == 1


def test_a_form_with_gaps_comes_back_with_what_was_typed(client, db):
    answer = client.post(APPLY, FACTS | {"proof": ""})
    assert answer.status_code == 422
    assert "Carys Denholm-Ŵyn" in text(answer)
    assert not Accreditation.objects.exists()


def test_too_many_applications_from_one_place_are_stopped(client, db):
    answers = [client.post(APPLY, FACTS | {"job": f"Job {number}"}) for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert 'value="Job 20"' in answers[-1].content.decode(), "what was typed is not lost"
    assert Accreditation.objects.count() == 20


def test_who_is_accepted_is_invited_and_can_read_once_they_joined(client, signed_in, press_officer, applied):
    page = f"/staff/press/accreditations/{applied.pk}/"
    staff = signed_in(press_officer)
    assert staff.post(f"{page}accept/", {}).status_code == 422
    staff.post(f"{page}accept/", {"accept-checked": "on"})
    applied.refresh_from_db()
    assert (applied.state, applied.expires_on, applied.decided_by) == ("accepted", until(365), press_officer)
    assert not Accreditation.objects.in_force().exists(), "not before they take the role"
    assert applied.user is None
    assert {notice.address for notice in OutboxMessage.objects.all()} == {"carys@theledger.example"}
    people.accept(invitation=Invitation.objects.get(), name="Carys", password="three plain words here")
    assert Accreditation.objects.in_force().get() == applied


def test_an_accreditation_ends_on_its_day_whether_a_job_runs_or_not(accredited):
    last = timezone.now() + timedelta(days=364)
    with clock.at(last):
        assert Accreditation.objects.in_force().exists()
    with clock.at(last + timedelta(days=1)):
        assert not Accreditation.objects.in_force().exists()


def test_a_refusal_names_the_criterion_and_goes_to_an_address_without_an_account(signed_in, press_officer, applied):
    page = f"/staff/press/accreditations/{applied.pk}/refuse/"
    signed_in(press_officer).post(page, {"refuse-criterion": "checked", "refuse-reason": "The links lead nowhere."})
    sending.send_outbox()
    assert mail.outbox[0].to == ["carys@theledger.example"]
    assert Accreditation.Criterion.CHECKED.label in mail.outbox[0].body
    assert "The links lead nowhere." in mail.outbox[0].body
    applied.refresh_from_db()
    assert (applied.state, applied.user) == ("refused", None)


@pytest.mark.parametrize("role", ["owner", "policy_officer"])
def test_one_person_is_never_on_both_sides(applied, press_officer, provider, role):
    make_person(applied.email, role, provider if role == "owner" else None)
    with pytest.raises(Refused, match="both sides"):
        actions.accept(accreditation=applied, by=press_officer)


def test_a_suspension_shuts_out_at_once_and_says_why(signed_in, accredited, journalist, press_officer):
    assert Accreditation.objects.in_force().exists()
    page = f"/staff/press/accreditations/{accredited.pk}/suspend/"
    late = {"suspend-reason": BREACH["reason"], "suspend-until": timezone.localdate().isoformat()}
    assert signed_in(press_officer).post(page, late).status_code == 422
    signed_in(press_officer).post(page, late | {"suspend-until": until().isoformat()})
    assert not Accreditation.objects.in_force().exists()
    assert not journalist.roles.current().exists()
    assert BREACH["reason"] in OutboxMessage.objects.get(key__startswith="accreditation-suspended").text


def test_a_suspension_withdraws_an_invitation_that_waits(applied, press_officer):
    accredited = actions.accept(accreditation=applied, by=press_officer)
    actions.suspend(accreditation=accredited, by=press_officer, until=until(), **BREACH)
    assert not Invitation.objects.pending().exists()


def test_a_lifted_suspension_invites_again(accredited, journalist, press_officer):
    actions.suspend(accreditation=accredited, by=press_officer, until=until(), **BREACH)
    assert accredited not in Accreditation.objects.to_decide()
    actions.lift(accreditation=accredited, by=press_officer, reason="They explained it.")
    assert not Accreditation.objects.in_force().exists()
    people.accept(invitation=Invitation.objects.get(), name="", password=None)
    assert Accreditation.objects.in_force().get() == accredited


def test_a_suspension_whose_time_is_over_waits_for_a_decision(accredited, press_officer):
    suspended = actions.suspend(accreditation=accredited, by=press_officer, until=until(), **BREACH)
    Accreditation.objects.filter(pk=suspended.pk).update(suspended_until=timezone.localdate())
    assert list(Accreditation.objects.to_decide()) == [suspended]
    assert not Accreditation.objects.in_force().exists()


def test_a_suspended_journalist_is_not_let_in_by_applying_again(accredited, press_officer):
    actions.suspend(accreditation=accredited, by=press_officer, until=until(), **BREACH)
    actions.apply(**FACTS)
    with pytest.raises(Refused, match="suspended"):
        actions.accept(accreditation=Accreditation.objects.get(state="applied"), by=press_officer)


@pytest.mark.parametrize("outlet", ["The Ledger", "Channel Wide"])
def test_a_renewal_takes_the_place_of_the_former(accredited, journalist, press_officer, outlet):
    actions.apply(**FACTS | {"outlet": outlet})
    renewed = actions.accept(accreditation=Accreditation.objects.get(state="applied"), by=press_officer)
    accredited.refresh_from_db()
    assert accredited.state == "ended"
    # Another job takes another invitation: what the former one opened is shut.
    assert Accreditation.objects.in_force().filter(pk=renewed.pk).exists() == (outlet == "The Ledger")


def test_a_night_ends_what_is_over_and_reminds_once(accredited, journalist):
    Accreditation.objects.update(expires_on=until(30))
    tasks.review_accreditations()
    tasks.review_accreditations()
    assert OutboxMessage.objects.filter(key__startswith="accreditation-expires").count() == 1
    Accreditation.objects.update(expires_on=timezone.localdate())
    tasks.review_accreditations()
    accredited.refresh_from_db()
    assert accredited.state == "ended"
    assert not journalist.roles.current().exists()
    assert JobRun.objects.latest("pk").outcome == "1 ended or reminded"


def test_two_who_decide_at_once_do_not_both(applied, press_officer):
    actions.refuse(accreditation=applied, by=press_officer, criterion="checked", reason="No links.")
    with pytest.raises(Refused, match="colleague has decided"):
        actions.accept(accreditation=applied, by=press_officer)


def test_only_the_press_desk_decides(applied, policy_officer):
    with pytest.raises(PermissionDenied):
        actions.accept(accreditation=applied, by=policy_officer)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"state": "accepted", "decided_at": timezone.now()}, "accreditation_in_force_ends"),
        ({"decided_at": timezone.now()}, "accreditation_decided_at_a_time"),
        ({"criterion": "checked"}, "accreditation_refused_by_criterion"),
        ({"suspended_until": timezone.localdate()}, "accreditation_suspended_until"),
        ({"state": "ended", "decided_at": timezone.now()}, "accreditation_ends_with_reason"),
    ],
)
def test_the_database_keeps_decisions_whole(applied, fields, name):
    with pytest.raises(IntegrityError, match=name):
        Accreditation.objects.filter(pk=applied.pk).update(**fields)


@pytest.mark.parametrize("email", ["", "both@theledger.example"])
def test_a_notice_goes_to_an_account_or_to_an_address(journalist, email):
    user = journalist if email else None
    with pytest.raises(IntegrityError, match="outbox_message_to_an_account_or_an_address"):
        people.queue_email(key="one", user=user, email=email, subject="Words", text="Words")


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_takes_the_same_queries_however_many_wait(signed_in, press_officer, count, django_assert_num_queries):
    for number in range(count):
        actions.apply(**FACTS | {"job": f"Job {number}"})
    staff = signed_in(press_officer)
    with django_assert_num_queries(6):
        assert text(staff.get("/staff/press/accreditations/")).count("Carys Denholm") == count
