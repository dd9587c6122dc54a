"""Who sees what of a provider, and what happened there: in sentences, with names for its owner."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from duties.models import DutySharing
from history import Change, fields_of
from members.applications import actions as applications
from members.models import Application
from people import actions
from people.access import ROLES, Permission, Side
from people.models import Invitation, Provider, Role
from people.providers import actions as providers
from people.providers.seen_by import OF_A_PROVIDER, seen_by_staff
from people.providers.story import story_of
from tests.conftest import make_person
from tests.reading import text

P = Permission
# What the association's people do without seeing anything of a provider by it.
NOTHING_OF_A_PROVIDER = {
    *(P.REGISTER_VIEW, P.REGISTER_LOAD, P.POLICY_WRITE, P.POLICY_APPROVE, P.RELEASE_WRITE, P.RELEASE_APPROVE),
    *(P.PRESS_DESK, P.TEXT_PUBLISH_URGENT, P.BULLETIN_WRITE, P.BULLETIN_APPROVE, P.ROLE_MANAGE, P.ASSOCIATION_MANAGE),
}


def words(page) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text(page)).split())


def test_each_permission_of_the_association_s_roles_says_what_it_shows_of_a_provider():
    held = {permission for role in ROLES.values() if role.side == Side.STAFF for permission in role.permissions}
    assert held == {*OF_A_PROVIDER, P.DUTY_VIEW_SHARED, *NOTHING_OF_A_PROVIDER}
    assert not NOTHING_OF_A_PROVIDER & OF_A_PROVIDER.keys()


def test_who_holds_a_permission_today_is_named_with_their_role(membership_manager, press_officer, policy_officer):
    policy_officer.roles.update(ends_on=timezone.localdate())
    closed = make_person("closed@association.example", "membership_manager")
    closed.is_active = False
    closed.save()
    by = {seen.what: seen.by for seen in seen_by_staff()}
    assert by[OF_A_PROVIDER[P.MEMBERSHIP_MANAGE]] == [f"{membership_manager}, membership manager"]
    assert by[OF_A_PROVIDER[P.EVIDENCE_VIEW]] == []
    assert f"{press_officer}, press officer" in by[OF_A_PROVIDER[P.PROVIDER_VIEW]]


def test_an_owner_reads_who_can_see_their_data(signed_in, owner, provider, membership_manager, other_provider):
    make_person("reader@hazelbank.example", "reader", provider)
    make_person("else@larkfield.example", "reader", other_provider)
    client, address = signed_in(owner), f"/providers/{provider.pk}/who-sees/"
    assert f'href="{address}"' in text(client.get("/providers/own/"))
    assert f'href="{address}"' in text(client.get(f"/providers/{provider.pk}/"))
    page = words(client.get(address))
    assert "Reader , reader since" in page or "reader@hazelbank.example , reader since" in page
    assert "else@larkfield" not in page
    assert "Else" not in page
    assert f"{membership_manager}, membership manager" in page
    assert "Nobody now: no one has the role for it." in page, "of evidence"
    assert "Nothing is shared" in page


def test_what_is_shared_says_until_when_and_with_whom(signed_in, owner, provider, membership_manager):
    today = timezone.localdate()
    sharing = DutySharing.objects.create(provider=provider, from_day=today, until=today + timedelta(days=9))
    address = f"/providers/{provider.pk}/who-sees/"
    page = words(signed_in(owner).get(address))
    assert f"until {sharing.until.day} {sharing.until:%B %Y} and that day included" in page
    assert f"Seen by: {membership_manager}, membership manager." in page
    DutySharing.objects.update(from_day=today - timedelta(days=9), until=today - timedelta(days=1))
    assert "Nothing is shared" in words(signed_in(owner).get(address))


@pytest.fixture
def lived(signed_in, owner, provider, other_provider, membership_manager):
    """A provider to which everything happened that a story tells."""
    client = signed_in(owner)
    people = f"/providers/{provider.pk}/people/"
    for email in ("new@hazelbank.example", "wrong@hazelbank.example", "wrong@hazelbank.example"):
        client.post(people, {"email": email, "role": "colleague"})
    client.post(f"/invitations/{Invitation.objects.get(email__startswith='wrong').pk}/withdraw/")
    invitation = Invitation.objects.get(email__startswith="new")
    joined = actions.accept(invitation=invitation, name="Ffion Wyn", password="three plain words here")
    client.post(f"/roles/{joined.roles.get().pk}/end/")
    client.post(f"/providers/{provider.pk}/people/second-factor/", {"required": "yes"})
    Provider.objects.update(requires_second_factor=False)  # or the owner's next page asks for one
    providers.change_provider(provider=provider, by=membership_manager, parent=other_provider)
    return provider


def test_a_story_has_each_thing_that_happened_in_a_sentence(lived, owner):
    """In a test all of it is one transaction, so at one time: the order is of each kind of row alone, and what is done
    outside of a request still has the context of the one before."""
    said = [(happened.sentence, happened.who, happened.why) for happened in story_of(lived, owner, names=True)]
    changed = "What is kept of Hazel Bank Care Ltd was changed: {}.".format
    rule = changed("second factor required of its people")
    assert said == [
        ("Ffion Wyn is no longer colleague.", "Owner", "Ended by Owner"),
        ("Ffion Wyn became colleague.", "Ffion Wyn", "Accepted an invitation"),
        ("Owner became owner.", "The portal", ""),
        ("The invitation of wrong@hazelbank.example as colleague opens nothing any more.", "Owner", "Withdrawn"),
        ("wrong@hazelbank.example was invited as colleague once more.", "Owner", ""),
        ("wrong@hazelbank.example was invited as colleague.", "Owner", ""),
        ("new@hazelbank.example was invited as colleague.", "Owner", ""),
        (changed("parent"), "Owner", ""),
        (rule, "Owner", ""),
        (rule, "Owner", "Second factor required"),
        ("Hazel Bank Care Ltd was added.", "The portal", ""),
    ]


def test_an_owner_reads_names_and_never_a_number(signed_in, lived, owner):
    page = words(signed_in(owner).get(f"/providers/{lived.pk}/history/"))
    assert "Parent: Larkfield Children&#x27;s Services Limited" in page
    assert "no → yes" in page
    assert not re.search(r"no\. \d", page)
    assert re.search(r"\d{4}, \d+:\d\d[ap]m (GMT|BST) · Owner", page)


def test_staff_who_keep_no_memberships_learn_no_name_of_a_provider_s_people(signed_in, lived, press_officer):
    page = words(signed_in(press_officer).get(f"/providers/{lived.pk}/history/"))
    assert "Somebody became colleague." in page
    for name in ("Ffion", "hazelbank.example"):
        assert name not in page


def test_what_happened_elsewhere_is_not_told(lived, owner, other_provider):
    make_person("else@larkfield.example", "owner", other_provider)
    assert "else" not in str(story_of(lived, owner, names=True))
    assert Role.objects.filter(provider=other_provider).exists()


def test_what_was_changed_is_said_by_the_names_of_the_fields_the_first_few_of_many():
    def named(*fields):
        return fields_of([Change(field, "one", "another") for field in fields])

    assert named() == ""
    assert named("sector") == "sector"
    assert named("sector", "nation", "sector", "parent") == "sector, nation and parent"
    assert named(*"abcdef") == "a, b, c, d, e and f"
    assert named(*"abcdefg") == "a, b, c, d, e and 2 more"


def test_the_story_tells_what_became_of_an_application_and_no_words_of_it(
    signed_in, owner, provider, membership_manager
):
    asked = applications.rejoin(provider=provider, by=owner)
    applications.ask(application=asked, text="CANARY-ASKED", by=membership_manager)
    applications.answer_rejoining(provider=provider, text="CANARY-ANSWERED", by=owner)
    applications.refuse(application=asked, reason="An invoice is open.", by=membership_manager)
    applications.reopen(application=asked, reason="It was paid.", by=membership_manager)
    Application.objects.filter(pk=asked.pk).update(telephone="01632 960009")
    sentences = [each.sentence for each in story_of(provider, owner, names=True)]
    assert [each for each in sentences if "appl" in each or "asked" in each] == [
        "It asked to be a member.",
        "More was asked about its application.",
        "What was asked was answered.",
        "Its application was refused.",
        "Its application was opened again.",
        "Its application was changed: telephone.",
    ]
    page = words(signed_in(owner).get(f"/providers/{provider.pk}/history/"))
    assert "Opened again: It was paid." in page
    assert "CANARY" not in page


def test_of_a_newcomer_s_application_the_story_begins_when_it_was_sent(owner, provider):
    draft = applications.begin(name="Gwen Parry", email="gwen@newhomes.example")
    applications.save(application=draft, legal_name="New Ltd")
    Application.objects.filter(pk=draft.pk).update(provider=provider)
    assert not [each for each in story_of(provider, owner, names=True) if "pplication" in each.sentence]
    Application.objects.filter(pk=draft.pk).update(sent_at=timezone.now())
    assert "It asked to be a member." in [each.sentence for each in story_of(provider, owner, names=True)]
