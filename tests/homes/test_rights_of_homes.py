"""No right follows from a home that nobody confirmed, and none outlives the day on which it went to another."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from duties import actions as duties_actions
from duties.models import DutyDone
from homes import actions, locations
from homes.matches import likely_homes
from homes.models import Home, HomeFacts, HomeGrant, HomePost
from outbox.models import OutboxMessage
from register import actions as register_actions
from register.lists.owners import owner_key
from register.models import Registration, WelshService
from tests.conftest import make_person
from tests.reading import text, words

FACTS = {"kind": "Care home for children", "local_authority": "Powys", "places": 93, "registered_on": None}


@pytest.fixture
def full(home, owner):
    """Hazel Bank's home with something of everything that is private of it."""
    today = timezone.localdate()
    actions.update_facts(home=home, by=owner, vacancies=1, youngest=8, oldest=17, needs=[])
    actions.appoint(home=home, by=owner, kind="manager", name="Manager", starts_on=today)
    duties_actions.mark_done(home=home, slug="england-45", done_on=today, note="Note", today=today, by=owner)
    return home


def pages(home):
    names = ("detail", "edit", "facts", "people", "duties", "history")
    app = {"duties": "duties"}
    return {name: reverse(f"{app.get(name, 'homes')}:home_{name}", args=[home.pk]) for name in names}


def place_of(user, home) -> list:
    """All ways to a home's name and address."""
    return [
        *locations.own_names([home], user),
        *locations.own_locations([home], user),
        *locations.own_history(home=home, by=user),
        *[home for _ in range(locations.is_own(home, user))],
    ]


def record_of(user, home) -> list:
    """What was kept of it beside that."""
    return [
        *HomeFacts.objects.own(user).filter(home=home),
        *HomePost.objects.own(user).filter(home=home),
        *DutyDone.objects.visible_to(user).filter(home=home),
    ]


def test_a_former_provider_keeps_the_record_and_loses_name_and_address_and_the_next_gets_neither(
    full, owner, outsider, other_provider, membership_manager, signed_in
):
    manager = make_person("manager@hazelbank.example", "home_manager", full.provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=full)
    given = {"last_day": timezone.localdate(), "by": membership_manager, "reason": "Sold"}
    new = actions.transfer_home(home=full, to=other_provider, **given)
    for person in (owner, manager):
        assert place_of(person, full) == []
        assert len(record_of(person, full)) == 3
        assert not Home.objects.editable_by(person)
        assert not Registration.objects.visible_to(person)
        for name, address in pages(full).items():
            expected = 200 if name in ("detail", "history", "duties") else 404
            assert signed_in(person).get(address).status_code == expected, name
    assert locations.own_names([full, new], outsider) == {}
    assert record_of(outsider, full) == record_of(outsider, new) == []


def test_the_record_says_until_when_and_offers_no_change(full, owner, membership_manager, signed_in):
    actions.end_home(home=full, last_day=timezone.localdate(), by=membership_manager, reason="Closed")
    client = signed_in(owner)
    page, duties = (text(client.get(pages(full)[name])) for name in ("detail", "duties"))
    for said in ("As you kept it until", "No longer shown: the home ended for you", "1 of 4 places", "Manager, from"):
        assert said in page
    assert "The record of your time, until" in duties
    assert "Note" in duties
    main = [each[each.index("<main") : each.index("</main")] for each in (page, duties)]
    assert not [form for form in main if "<form" in form]
    assert "/edit/" not in main[0]
    assert "/people/" not in main[0]


def test_a_report_and_the_calendar_have_the_record_of_a_home_that_ended(full, owner, membership_manager, signed_in):
    today = timezone.localdate()
    actions.end_home(home=full, last_day=today, by=membership_manager, reason="Closed")
    client, typed = signed_in(owner), {"provider": full.provider_id, "format": "csv"}
    report = client.post("/duties/report/", typed | {"first": str(today), "last": str(today)})
    assert "9000001" in report.content.decode("utf-8-sig")
    earlier = str(today - timedelta(days=9)), str(today - timedelta(days=8))
    report = client.post("/duties/report/", typed | {"first": earlier[0], "last": earlier[1]})
    assert "9000001" not in report.content.decode("utf-8-sig"), "it was not theirs then"
    calendar = text(client.get("/duties/calendar/?show=done"))
    assert pages(full)["duties"] in calendar
    assert "Bramble" not in calendar


def test_a_home_manager_keeps_the_record_of_a_home_when_other_homes_are_given(
    full, owner, provider, membership_manager
):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=full)
    actions.end_home(home=full, last_day=timezone.localdate(), by=membership_manager, reason="Closed")
    actions.give_homes(role=manager.roles.get(), homes=[], by=owner)
    assert list(Home.objects.own(manager)) == [full]


def test_staff_open_a_home_again_that_was_closed_by_mistake(full, owner, membership_manager, signed_in):
    actions.end_home(home=full, last_day=timezone.localdate(), by=membership_manager, reason="Closed")
    client, address = signed_in(membership_manager), f"{full.get_absolute_url()}reopen/"
    assert address in text(client.get(full.get_absolute_url()))
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Another home was meant"})
    full.refresh_from_db()
    assert (full.state, full.during.upper) == ("confirmed", None)
    assert locations.own_location(home=full, by=owner).name == "Bramble House"
    assert full.events.latest("pgh_id").pgh_context.metadata["reason"] == "Another home was meant"
    mail = OutboxMessage.objects.get(key__startswith="home-reopened:")
    assert mail.user == owner
    assert "Bramble" not in mail.text


def test_a_home_is_opened_again_by_staff_alone_once_it_ended_and_while_no_other_has_it(
    full, owner, other_provider, membership_manager
):
    again = {"home": full, "reason": "x"}
    with pytest.raises(ValidationError, match="only a home that ended"):
        actions.reopen_home(by=membership_manager, **again)
    given = {"last_day": timezone.localdate(), "by": membership_manager, "reason": "Sold"}
    actions.transfer_home(home=full, to=other_provider, **given)
    with pytest.raises(PermissionDenied):
        actions.reopen_home(by=owner, **again)
    with pytest.raises(ValidationError, match="another provider's home since"):
        actions.reopen_home(by=membership_manager, **again)


def test_who_only_asks_for_a_welsh_home_learns_nothing_of_it(the_register, outsider, other_provider, owner, provider):
    staff = make_person("members@association.example", "membership_manager")
    service = register_actions.enter_service(number="W-1", by=staff, **FACTS)
    claimed = actions.claim_service(number="W-1", provider=other_provider, by=outsider, **FACTS | {"places": 1})
    assert list(WelshService.objects.visible_to(outsider)) == []
    assert list(Registration.objects.visible_to(outsider)) == []
    assert not register_actions.may_rate(registration=service.registration, by=outsider)
    actions.confirm(home=claimed, by=staff)
    assert list(WelshService.objects.visible_to(outsider)) == [service]


def test_the_pages_of_who_only_asks_say_nothing_of_a_welsh_home(outsider, other_provider, db, signed_in):
    staff = make_person("members@association.example", "membership_manager")
    registration = register_actions.enter_service(number="W-1", by=staff, **FACTS).registration
    ratings = {"environment": "Requires significant improvement"}
    register_actions.rate_service(registration=registration, on=timezone.localdate(), ratings=ratings, by=staff)
    claimed = actions.claim_service(number="W-1", provider=other_provider, by=outsider, **FACTS | {"places": 1})
    columns = "?columns=local_authority&columns=places&columns=kind"
    for address in (pages(claimed)["detail"], reverse("homes:home_list") + columns, "/dashboard/"):
        page = text(signed_in(outsider).get(address))
        assert "W-1" in page
        assert "Powys" not in page
        assert "93" not in words(signed_in(outsider).get(address))
        assert "significant improvement" not in page
    assert signed_in(outsider).get(reverse("register:registration_detail", args=[registration.pk])).status_code == 404


def test_another_s_claim_keeps_nobody_from_their_own_homes(the_register, provider, owner, outsider, other_provider):
    entry = the_register.entries.get(registration__number="9000001")
    the_register.entries.filter(pk=entry.pk).update(
        owner="Hazel Bank Care Ltd", owner_key=owner_key("Hazel Bank Care Ltd")
    )
    before = [found.registration.number for found in likely_homes(provider)]
    actions.claim(urn="9000001", provider=other_provider, by=outsider)
    assert [found.registration.number for found in likely_homes(provider)] == before
    assert "9000001" in before


def test_only_a_confirmed_home_can_be_given_to_a_role(the_register, provider, owner):
    claimed = actions.claim(urn="9000001", provider=provider, by=owner)
    role = make_person("manager@hazelbank.example", "home_manager", provider).roles.get()
    with pytest.raises(PermissionDenied):
        actions.give_homes(role=role, homes=[claimed], by=owner)


def test_a_first_screen_counts_no_home_that_ended(full, owner, membership_manager, signed_in):
    actions.end_home(home=full, last_day=timezone.localdate(), by=membership_manager, reason="Closed")
    sections = {section.title: section for section in signed_in(owner).get("/dashboard/").context["sections"]}
    assert sections["My homes"].context["count"] == 0
