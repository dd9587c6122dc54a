"""A provider is made by staff, changed by staff and in part by its owner, and given its first owner."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.models import Invitation, Provider, SecurityEvent
from people.providers import actions
from people.providers.kinds import OTHERWISE
from people.templatetags.people import day
from tests.conftest import make_person, make_provider
from tests.reading import text

NEW = {
    "legal_name": "Rowan  Care Limited",
    "trading_name": "Rowan",
    "sector": "private",
    "nation": "both",
    "member_kind": "provider",
    "telephone": "01632 960005",
    "company_number": "1234567",
    "charity_number": "",
    "owner_email": "Siân@rowan.example",
}


@pytest.fixture
def staff(signed_in, membership_manager):
    return signed_in(membership_manager)


def test_staff_make_a_provider_and_its_first_owner_is_invited(staff):
    assert "/providers/new/" in text(staff.get("/providers/"))
    made = staff.post("/providers/new/", NEW | {"owner_email": "sian@rowan.example"})
    provider = Provider.objects.get()
    assert made.url == f"/providers/{provider.pk}/"
    assert (provider.legal_name, provider.company_number) == ("Rowan Care Limited", "01234567")
    invitation = Invitation.objects.get(provider=provider)
    assert (invitation.role, invitation.email) == ("owner", "sian@rowan.example")
    assert "Owner of Rowan" in OutboxMessage.objects.get().text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("legal_name", "", "Enter the legal name."),
        ("legal_name", "HAZEL BANK care ltd", "There is a provider of this legal name"),
        ("company_number", "12AB", "eight characters"),
        ("company_number", "00000001", "Another provider has this company number"),
        ("charity_number", "12", "six or seven digits"),
        ("telephone", "ring me", "Write a telephone number"),
        ("owner_email", "nobody", "valid email"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(staff, field, typed, sentence):
    make_provider("Hazel Bank Care Ltd", company_number="00000001")
    answer = staff.post("/providers/new/", NEW | {"owner_email": "sian@rowan.example", field: typed})
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert 'value="01632 960005"' in text(answer) or field == "telephone"
    assert Provider.objects.count() == 1
    assert not Invitation.objects.exists()


def test_staff_change_all_and_the_history_says_who(staff, provider, other_provider):
    address = f"/providers/{provider.pk}/edit/"
    assert address in text(staff.get(f"/providers/{provider.pk}/"))
    facts = {"legal_name": "Hazel Bank Ltd", "sector": "voluntary", "nation": "wales", "parent": other_provider.pk}
    facts |= {"member_kind": "associate"}
    assert staff.post(address, facts).status_code == 302
    provider.refresh_from_db()
    assert (provider.legal_name, provider.sector, provider.parent) == ("Hazel Bank Ltd", "voluntary", other_provider)
    assert "<del>Hazel Bank Care Ltd</del>" in text(staff.get(f"/providers/{provider.pk}/history/"))
    circle = staff.post(f"/providers/{other_provider.pk}/edit/", facts | {"legal_name": "L", "parent": provider.pk})
    assert "cannot be its parent" in circle.context["form"].errors["parent"][0]


def test_an_owner_changes_telephone_and_trading_name_and_asks_for_the_rest(signed_in, owner, provider):
    client, address = signed_in(owner), f"/providers/{provider.pk}/edit/"
    page = text(client.get(address))
    assert "To have one put right, ring us" in page
    assert "legal_name" not in page
    client.post(address, {"trading_name": "Hazel", "telephone": "01632 960006", "legal_name": "Stolen Ltd"})
    provider.refresh_from_db()
    assert (str(provider), provider.telephone, provider.legal_name) == ("Hazel", "01632 960006", "Hazel Bank Care Ltd")
    actions.change_provider(provider=provider, by=owner, legal_name="Stolen Ltd", sector="health")
    provider.refresh_from_db()
    assert (provider.legal_name, provider.sector) == ("Hazel Bank Care Ltd", "private")


def test_a_lost_first_invitation_is_sent_anew_and_the_mistyped_one_opens_nothing(staff, provider, membership_manager):
    address = f"/providers/{provider.pk}/owner/"
    assert address in text(staff.get(f"/providers/{provider.pk}/"))
    staff.post(address, {"email": "sain@hazelbank.example"})
    assert "sain@hazelbank.example" in text(staff.get(address))
    staff.post(address, {"email": "sian@hazelbank.example"})
    assert [row.email for row in Invitation.objects.all()] == ["sian@hazelbank.example"]


def test_the_list_is_in_the_order_of_the_names_that_it_shows(staff):
    for legal_name, trading_name in (("Zebra Ltd", "alder"), ("Birch Ltd", ""), ("Apple Ltd", "Cedar")):
        make_provider(legal_name, trading_name=trading_name)
    page = staff.get("/providers/").context["page"]
    assert [str(each) for each in page if str(each) in ("alder", "Birch Ltd", "Cedar")] == [
        "alder",
        "Birch Ltd",
        "Cedar",
    ]


def test_an_open_invitation_of_an_owner_stands_on_the_provider_s_page_and_is_sent_again(
    staff, signed_in, provider, membership_manager
):
    staff.post(f"/providers/{provider.pk}/owner/", {"email": "sian@hazelbank.example"})
    invitation, today = Invitation.objects.get(), timezone.localdate()
    page = text(staff.get(f"/providers/{provider.pk}/"))
    until = today + timedelta(days=14)
    assert f"sian@hazelbank.example is invited as owner: sent on {day(today)} by {membership_manager}" in page
    assert f"to be accepted until {day(until)}" in page
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=3))
    assert f"it opens nothing since {day(today - timedelta(days=3))}" in text(staff.get(f"/providers/{provider.pk}/"))
    staff.post(f"/providers/{provider.pk}/owner/", {"email": "sian@hazelbank.example"})
    invitation.refresh_from_db()
    assert invitation.expires_at > timezone.now()
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    assert "is invited as owner" not in text(signed_in(colleague).get(f"/providers/{provider.pk}/"))
    make_person("owner@hazelbank.example", "owner", provider)
    assert "is invited as owner" not in text(staff.get(f"/providers/{provider.pk}/"))


def test_the_provider_s_other_people_are_told_once_whom_staff_invite_as_owner(staff, provider, other_provider):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    former = make_person("former@hazelbank.example", "reader", provider)
    former.roles.update(ends_on=timezone.localdate())
    make_person("owner@larkfield.example", "owner", other_provider)
    address = f"/providers/{provider.pk}/owner/"
    assert "Everyone who has a role there is told by mail" in text(staff.get(address))
    for _ in range(2):
        staff.post(address, {"email": "sian@hazelbank.example"})
    mail = OutboxMessage.objects.get(key__startswith="owner-invited:")
    assert mail.user == colleague
    assert "has invited sian@hazelbank.example to be the owner of Hazel Bank Care Ltd, which has none now" in mail.text
    assert no_longer_wanted(mail) == ""
    staff.post(address, {"email": "iris@hazelbank.example"})
    assert no_longer_wanted(mail) == "The invitation was withdrawn or declined."
    assert OutboxMessage.objects.filter(key__startswith="owner-invited:", user=colleague).count() == 2


def test_that_an_owner_was_invited_by_staff_is_recorded(staff, provider, membership_manager):
    staff.post(f"/providers/{provider.pk}/owner/", {"email": "sian@hazelbank.example"})
    event = SecurityEvent.objects.get(kind=SecurityEvent.Kind.INVITED)
    assert (event.user, event.subject) == (membership_manager, f"Owner of provider {provider.pk}")


def test_who_is_invited_as_owner_and_has_a_role_there_is_not_told_of_themselves(provider, membership_manager):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    actions.invite_owner(provider=provider, email=colleague.email, by=membership_manager)
    assert not OutboxMessage.objects.filter(key__startswith="owner-invited:").exists()
    assert OutboxMessage.objects.get().user == colleague


def test_where_there_is_an_owner_staff_invite_none(staff, owner, provider):
    assert f"/providers/{provider.pk}/owner/" not in text(staff.get(f"/providers/{provider.pk}/"))
    answer = staff.post(f"/providers/{provider.pk}/owner/", {"email": "sian@hazelbank.example"})
    assert "has an owner" in text(answer)
    assert not Invitation.objects.exists()


def test_nobody_else_makes_or_changes_a_provider(provider, outsider, press_officer):
    for by in (outsider, press_officer):
        with pytest.raises(PermissionDenied):
            actions.change_provider(provider=provider, by=by, telephone="1")
        with pytest.raises(PermissionDenied):
            actions.invite_owner(provider=provider, by=by, email="x@x.example")
        with pytest.raises(PermissionDenied):
            actions.create_provider(by=by, owner_email="x@x.example", legal_name="X")


def test_the_database_takes_a_company_number_once(db):
    make_provider("One", company_number="00000001")
    with pytest.raises(IntegrityError, match="provider_company_number_once"):
        make_provider("Two", company_number="00000001")


@pytest.mark.parametrize(
    ("kind", "sector", "is_refused"),
    [
        ("local_authority", "private", True),
        ("local_authority", "health", True),
        ("local_authority", "local_authority", False),
        ("provider", "local_authority", False),
        ("associate", "voluntary", False),
    ],
)
def test_a_local_authority_is_in_the_sector_of_local_authorities(staff, provider, kind, sector, is_refused):
    typed = {"legal_name": "New Ltd", "nation": "england", "owner_email": "s@new.example"}
    typed |= {"member_kind": kind, "sector": sector}
    for address in ("/providers/new/", f"/providers/{provider.pk}/edit/"):
        answer = staff.post(address, typed)
        assert (answer.status_code == 422) == is_refused
        assert (OTHERWISE in text(answer)) == is_refused
        typed["legal_name"] = "New Name Ltd"


def test_what_contradicts_of_old_keeps_an_owner_from_nothing(signed_in, owner, provider):
    Provider.objects.filter(pk=provider.pk).update(member_kind="local_authority", sector="private")
    actions.change_provider(provider=provider, by=owner, telephone="01632 960003")
    provider.refresh_from_db()
    assert provider.telephone == "01632 960003"
