"""No right follows from a home that nobody confirmed, and none outlives the day on which it went to another."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from duties import actions as duties_actions
from duties.models import DutyDone
from homes import actions, locations
from homes.matches import likely_homes
from homes.models import Home, HomeFacts, HomeGrant, HomePost
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


def private_of(user, home) -> list:
    return [
        *locations.own_names([home], user),
        *locations.own_locations([home], user),
        *HomeFacts.objects.own(user),
        *HomePost.objects.own(user),
        *DutyDone.objects.visible_to(user),
        *Home.objects.editable_by(user),
        *Registration.objects.visible_to(user),
        *locations.own_history(home=home, by=user),
    ]


def test_what_is_private_of_a_home_is_gone_for_the_former_provider_and_none_of_it_for_the_next(
    full, owner, outsider, other_provider, membership_manager, signed_in
):
    manager = make_person("manager@hazelbank.example", "home_manager", full.provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=full)
    assert len(private_of(owner, full)) >= 8
    assert len(private_of(manager, full)) >= 8
    given = {"last_day": timezone.localdate(), "by": membership_manager, "reason": "Sold"}
    new = actions.transfer_home(home=full, to=other_provider, **given)
    assert private_of(owner, full) == private_of(manager, full) == []
    assert list(Home.objects.own(manager)) == []
    for name, address in pages(full).items():
        # That it was theirs stays known to its owners, with what is public of it.
        expected = 200 if name in ("detail", "history") else 404
        assert signed_in(owner).get(address).status_code == expected, name
        assert signed_in(manager).get(address).status_code in {403, 404}, name
    assert "Bramble House" not in "".join(
        signed_in(owner).get(address).content.decode()
        for address in [*pages(full).values(), reverse("homes:home_list"), "/dashboard/"]
    )
    assert locations.own_names([full, new], outsider) == {}
    assert not HomeFacts.objects.own(outsider)
    assert not DutyDone.objects.visible_to(outsider)


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
