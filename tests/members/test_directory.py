"""Who our members are, for members: who stands there, who changes what it says, and who learns what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from members import outbox_checks
from members.directory import actions
from members.directory.checking import check, check_waiting
from members.directory.listed import FOR_EVERYONE, FOR_MEMBERS
from members.models import DirectoryCheck, DirectoryEntry
from outbox.models import OutboxMessage
from people.models import Provider
from people.providers.story import story_of
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_term
from tests.reading import text

WORDS = {
    "description": "Small homes for teenagers",
    "website": "https://www.hazelbank.example",
    "office": "2 Market Place, Shrewsbury SY1 9ZZ",
    "telephone": "01632 960100",
    "email": "office@hazelbank.example",
}


@pytest.fixture
def member(provider):
    """Hazel Bank, in membership and looked at."""
    make_term(provider, ends_in=100)
    check_waiting()
    return provider


@pytest.fixture
def other_member(other_provider):
    make_term(other_provider, ends_in=100)
    check_waiting()
    return other_provider


def among_members():
    return set(FOR_MEMBERS.providers())


def in_public():
    return set(FOR_EVERYONE.providers())


def test_members_read_who_else_is_one_with_what_its_owner_says(signed_in, member, other_member, outsider, owner):
    actions.write_entry(provider=member, by=owner, **WORDS)
    page = text(signed_in(outsider).get("/directory/"))
    assert all(words in page for words in WORDS.values())
    assert "Larkfield" in page
    assert "Private" in page
    assert "England" in page


def test_for_who_is_no_member_there_is_no_such_page(signed_in, member, outsider, press_officer):
    assert signed_in(outsider).get("/directory/").status_code == 404
    assert signed_in(make_person("j@ledger.example", "journalist")).get("/directory/").status_code == 404
    assert signed_in(press_officer).get("/directory/").status_code == 200


def test_they_stand_in_the_order_of_the_names_that_are_shown(db):
    for legal_name, trading_name in (("Zebra Ltd", "alder"), ("Birch Ltd", ""), ("Apple Ltd", "Cedar")):
        make_term(make_provider(legal_name, trading_name=trading_name), ends_in=10)
    check_waiting()
    assert [str(each) for each in FOR_MEMBERS.page({}, None)] == ["alder", "Birch Ltd", "Cedar"]


def test_a_member_that_lapses_is_gone_on_that_day_without_anybody_s_doing(member, owner):
    actions.choose(provider=member, by=owner, for_public=True)
    last = timezone.localdate() + timedelta(days=100 + 30)  # with the time of grace
    for directory in (FOR_MEMBERS, FOR_EVERYONE):
        assert list(directory.providers(last)) == [member]
        assert not list(directory.providers(last + timedelta(days=1)))


def test_a_merged_provider_stands_nowhere(member, other_member):
    Provider.objects.filter(pk=member.pk).update(merged_into=other_member)
    check_waiting()
    assert among_members() == {other_member}


def test_they_stand_among_members_unless_they_leave_and_in_public_only_if_they_join(signed_in, member, owner):
    client, choose = signed_in(owner), f"/directory/{member.pk}/choose/"
    assert (among_members(), in_public()) == ({member}, set())
    answer = client.post(choose, {"which": "public", "stand": "yes"}, follow=True)
    assert "You have joined the public directory" in text(answer)
    assert in_public() == {member}
    client.post(choose, {"which": "public", "stand": "no"})
    client.post(choose, {"which": "members", "stand": "no"})
    assert (among_members(), in_public()) == (set(), set())
    client.post(choose, {"which": "members", "stand": "yes"})
    assert among_members() == {member}
    assert "Choose the members’ directory" in text(client.post(choose, {"which": "both"}, follow=True))


def test_who_let_it_stand_where_is_told_with_the_day(member, owner):
    actions.choose(provider=member, by=owner, for_public=True)
    actions.choose(provider=member, by=owner, for_public=False)
    actions.write_entry(provider=member, by=owner, **WORDS)
    told = [(each.sentence, each.who) for each in story_of(member, owner, names=True) if "director" in each.sentence]
    assert [sentence for sentence, _ in told] == [
        "What it says of itself in the directories was changed.",
        "It left the public directory.",
        "It joined the public directory.",
    ]


def test_the_words_are_an_owner_s_and_staff_s_and_the_choice_an_owner_s_alone(member, owner, membership_manager):
    actions.write_entry(provider=member, by=membership_manager, **WORDS)
    for by in (membership_manager, make_person("r@hazelbank.example", "reader", member)):
        with pytest.raises(PermissionDenied):
            actions.choose(provider=member, by=by, for_public=True)
    with pytest.raises(PermissionDenied):
        actions.write_entry(provider=member, by=make_person("c@hazelbank.example", "colleague", member), **WORDS)


def test_what_is_typed_wrong_is_said_and_kept(signed_in, member, owner):
    client, page = signed_in(owner), f"/directory/{member.pk}/change/"
    answer = client.post(page, WORDS | {"telephone": "ring us", "website": "ftp://hazelbank.example"})
    assert answer.status_code == 422
    assert "Write a telephone number" in text(answer)
    assert "Write the address of a website" in text(answer)
    assert WORDS["office"] in text(answer)
    assert client.post(page, WORDS | {"website": "hazelbank.example"}).status_code == 302
    assert DirectoryEntry.objects.get().website == "https://hazelbank.example"


def test_an_owner_sees_both_as_others_will(signed_in, member, owner):
    actions.write_entry(provider=member, by=owner, **WORDS)
    page = text(signed_in(owner).get(f"/directory/{member.pk}/"))
    members, everyone = page.split("As everyone sees it")
    assert WORDS["description"] in members
    assert WORDS["description"] not in everyone
    assert WORDS["office"] in members
    assert WORDS["office"] in everyone
    assert "Join the public directory" in everyone


def test_what_an_owner_may_not_see_of_another_s_entry_does_not_exist(signed_in, member, outsider):
    for page in ("", "change/"):
        assert signed_in(outsider).get(f"/directory/{member.pk}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Hazel Bank Care Ltd", "Borough"}),
        ("?q=hazel", {"Hazel Bank Care Ltd"}),
        ("?q=12345678", {"Borough"}),
        ("?sector=local_authority", {"Borough"}),
        ("?nation=wales", {"Borough"}),
        ("?kind=provider", {"Hazel Bank Care Ltd"}),
        ("?q=nobody", set()),
        ("?nation=mars&page=99", {"Hazel Bank Care Ltd", "Borough"}),
    ],
)
def test_the_list_is_narrowed(signed_in, member, owner, query, found):
    facts = {"sector": "local_authority", "nation": "wales", "member_kind": "local_authority"}
    make_term(make_provider("Borough", company_number="12345678", **facts), ends_in=10)
    check_waiting()
    answer = signed_in(owner).get(f"/directory/{query}")
    assert {str(provider) for provider in answer.context["page"]} == found


QUERIES = 6  # the session, its person, their roles, whether they are a member, who stands here, their entries


def test_a_page_takes_the_same_queries_for_one_and_for_sixty(signed_in, member, owner, django_assert_num_queries):
    client = signed_in(owner)
    with django_assert_num_queries(QUERIES):
        client.get("/directory/")
    for number in range(60):
        made = make_provider(f"Provider {number:02}")
        make_term(made, ends_in=10)
        DirectoryEntry.objects.create(provider=made)
    check_waiting()
    with django_assert_num_queries(QUERIES):
        page = client.get("/directory/").context["page"]
    assert (len(page.object_list), page.paginator.count) == (50, 61)


def test_the_database_wants_a_reason_for_taking_out(member):
    with pytest.raises(IntegrityError, match="directory_taken_out_why"):
        DirectoryEntry.objects.create(provider=member, taken_out_at=timezone.now())


def test_nothing_new_is_kept_of_one_that_was_merged(member, other_member, owner):
    member.merged_into = other_member
    member.save()
    with pytest.raises(ValidationError, match="was merged into"):
        actions.write_entry(provider=member, by=owner, **WORDS)
    assert not check(member).revealing


def test_staff_take_an_entry_out_with_a_reason_that_its_owners_read(signed_in, member, owner, membership_manager):
    actions.choose(provider=member, by=owner, for_public=True)
    client, page = signed_in(membership_manager), f"/staff/directory/{member.pk}/take-out/"
    assert client.post(page, {"reason": " "}).status_code == 422
    client.post(page, {"reason": "The website is another's."})
    assert (among_members(), in_public()) == (set(), set())
    mail = OutboxMessage.objects.get(key__startswith="directory-out:")
    assert (mail.user, "The website is another's." in mail.text) == (owner, True)
    assert "The website is another&#x27;s." in text(signed_in(owner).get(f"/directory/{member.pk}/"))
    assert "The website is another&#x27;s." in text(client.get("/staff/directory/?which=out"))
    actions.choose(provider=member, by=owner, for_public=True)  # which an owner cannot undo
    assert in_public() == set()
    client.post(f"/staff/directory/{member.pk}/put-back/")
    assert in_public() == {member}
    assert OutboxMessage.objects.get(key__startswith="directory-back:").user == owner
    client.post(f"/staff/directory/{member.pk}/put-back/")
    assert OutboxMessage.objects.filter(key__startswith="directory-back:").count() == 1


def test_a_mail_about_an_entry_goes_only_while_it_is_true(member, membership_manager):
    def out():
        return [check(OutboxMessage(key=f"directory:{member.pk}:1:1")) for check in (outs, backs, helds)]

    outs, backs, helds = outbox_checks.directory_out, outbox_checks.directory_back, outbox_checks.directory_held
    assert out() == ["The entry was put back.", "", "The entry was changed, and is shown again."]
    actions.take_out(provider=member, by=membership_manager, reason="Asked for.")
    DirectoryCheck.objects.update(is_clear=False)
    assert out() == ["", "The entry was taken out again.", ""]


def test_staff_see_each_group_with_its_number(signed_in, member, owner, other_member, membership_manager):
    actions.choose(provider=member, by=owner, for_public=True)
    client = signed_in(membership_manager)

    def shown(which):
        answer = client.get(f"/staff/directory/?which={which}")
        counts = {group.name: count for group, count in answer.context["groups"]}
        return {str(provider) for provider in answer.context["page"]}, counts

    assert shown("public") == ({str(member)}, {"public": 1, "chosen": 0, "left": 0, "held": 0, "out": 0})
    DirectoryCheck.objects.filter(provider=member).update(is_clear=False)
    assert shown("held") == ({str(member)}, {"public": 0, "chosen": 1, "left": 0, "held": 1, "out": 0})
    actions.take_out(provider=other_member, by=membership_manager, reason="Asked for.")
    assert shown("out")[0] == {str(other_member)}
    assert shown("nothing")[0] == set()
    actions.choose(provider=member, by=owner, for_members=False)
    assert shown("left")[0] == {str(member)}


def test_the_list_of_staff_takes_the_same_queries_for_any_number(
    signed_in, member, owner, membership_manager, django_assert_num_queries
):
    client = signed_in(membership_manager)
    for number in range(30):
        made = make_provider(f"Provider {number:02}")
        make_term(made, ends_in=10)
        DirectoryEntry.objects.create(provider=made, for_public=True)
    check_waiting()
    with django_assert_num_queries(10):
        assert len(client.get("/staff/directory/").context["page"].object_list) == 30


def test_an_entry_s_page_takes_so_many_queries(signed_in, member, owner, django_assert_num_queries):
    client = signed_in(owner)
    with django_assert_num_queries(10):
        client.get(f"/directory/{member.pk}/")


def test_owners_read_who_sees_them_there_among_all_that_is_seen(signed_in, member, owner):
    client = signed_in(owner)
    page = client.get(f"/providers/{member.pk}/").content.decode()
    assert "The members’ directory shows it; the public directory does not show it" in " ".join(page.split())
    actions.choose(provider=member, by=owner, for_public=True)
    page = client.get(reverse("people:provider_seen_by", args=[member.pk])).content.decode()
    assert "the public directory shows it" in " ".join(page.split())
