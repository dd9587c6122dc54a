"""A person's own calendar has the days of consultations: all for the desk, until when they answer for members."""

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from policy.models import Consultation
from tests.conftest import make_person
from tests.duties.test_duty_mail import settled, subscribe
from tests.policy.conftest import in_days, make_consultation
from tests.policy.test_cycle import on
from tests.reading import text


def entries(user, signed_in) -> dict[str, object]:
    """By uid without its host."""
    events = Calendar.from_ical(Client().get(subscribe(signed_in(user))).content).events
    return {str(event["uid"]).partition("@")[0]: event for event in events}


def words(found) -> set[str]:
    return {str(event["summary"]) for event in found.values()}


def test_the_desk_has_all_days_and_what_is_late_today(signed_in, policy_officer, body):
    one = make_consultation("CARE-1", ours=-5, closes=9, draft_due=on(-2), sign_off_due=on(3), owner=policy_officer)
    found = entries(policy_officer, signed_in)
    assert words(found) == {
        f"Late: Draft due: Consultation CARE-1 ({on(-2):%-d %B %Y})",
        "Sign-off due: Consultation CARE-1",
        "Closes: Consultation CARE-1",
    }
    assert [found[f"consultation-{one.pk}-{what}"].start for what in ("draft", "sign_off")] == [on(0), on(3)]
    assert f"Owner: {policy_officer}." in found[f"consultation-{one.pk}-closes"]["description"]


def test_one_that_has_not_opened_is_named_by_its_reference(signed_in, policy_officer, body):
    """It may be known in confidence, and whoever keeps the calendar is none of us."""
    make_consultation("CARE-1", opens=2, title="CANARY-IN-CONFIDENCE")
    file = Client().get(subscribe(signed_in(policy_officer))).content.decode()
    assert "Opens: CARE-1" in file
    assert "CANARY-IN-CONFIDENCE" not in file


def test_a_member_has_what_it_can_answer_until_it_is_sent(signed_in, owner, provider, consultation, draft):
    make_consultation("CARE-2", opens=2)
    make_consultation("CARE-3", ours=-1)
    found = entries(owner, signed_in)
    event = found[f"answer-{consultation.pk}-{provider.pk}"]
    assert words(found) == {"Have your say: Consultation CARE-1"}
    assert event.start == timezone.localdate(consultation.internal_deadline)
    assert "8 minutes, until" in event["description"]
    draft.submitted_at = timezone.now()
    draft.save()
    assert not entries(owner, signed_in)


def test_who_is_no_member_or_left_has_nothing(signed_in, owner, policy_officer, provider, consultation):
    provider.terms.update(resigned_on=timezone.localdate())
    assert not entries(owner, signed_in)
    assert entries(policy_officer, signed_in)
    address = subscribe(signed_in(policy_officer))
    policy_officer.is_active = False
    policy_officer.save()
    assert not Calendar.from_ical(Client().get(address).content).events


def test_what_moves_has_a_higher_number_and_what_is_late_each_midnight(signed_in, policy_officer, consultation):
    def number(what):
        return entries(policy_officer, signed_in)[f"consultation-{consultation.pk}-{what}"]["sequence"]

    settled(Consultation, days=40)
    before = number("closes")
    assert number("closes") == before
    Consultation.objects.update(draft_due=on(11))
    assert number("closes") > before
    Consultation.objects.update(internal_deadline=in_days(-8), draft_due=on(-1))
    settled(Consultation, days=40)
    assert number("closes") < before + 60
    assert number("draft") > before


@pytest.mark.parametrize("many", [1, 4])
def test_it_asks_as_often_for_any_number(signed_in, policy_officer, body, many, django_assert_num_queries):
    for place in range(many):
        make_consultation(f"CARE-{place}")
    address = subscribe(signed_in(policy_officer))
    Client().get(address)  # the first reading of a day is recorded
    with django_assert_num_queries(4):
        Client().get(address)


def test_it_is_reached_by_links_and_says_to_each_what_is_in_it(signed_in, policy_officer, owner, consultation):
    client = signed_in(policy_officer)
    assert 'href="/duties/subscription/"' in text(client.get("/staff/policy/consultations/calendar/"))
    page = text(client.get("/duties/subscription/"))
    assert "the days of consultations, and before one opens its reference alone" in page
    assert "By mail" not in page
    member = signed_in(owner)
    assert 'href="/duties/subscription/"' in text(member.get("/consultations/"))
    assert "until when members answer consultations" in text(member.get("/duties/subscription/"))


def test_an_approver_has_none(signed_in, consultation):
    chief = make_person("chief@association.example", "chief_executive")
    client = signed_in(chief)
    assert client.get("/duties/subscription/").status_code == 403
    assert "/duties/subscription/" not in text(client.get("/staff/policy/consultations/calendar/"))
