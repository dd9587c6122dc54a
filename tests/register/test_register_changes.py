"""What changed between two lists, and what is put before the association and the providers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from history import history_of
from homes import actions
from homes.models import Home, RegisterProposal
from outbox.models import OutboxMessage
from register import actions as register_actions
from register.lists.changes import ChangeKind, Listed, ListedFacts, changes
from register.models import OwnerName
from tests.register.files import homes, register
from tests.register.released import released

OWNER = "Organisation which owns the provider"
OVERALL = "Overall experiences and progress of children and young people"
JUDGED = {OVERALL: "Outstanding", "Latest full inspection date": "14/04/2025"}
HERE = ListedFacts(True, "Active", None, 4, "Elm Care Ltd", "elm care ltd", "Good", "good")


EARLIER, LATER = date(2024, 3, 31), date(2025, 3, 31)


def between(before, after, *, whole=(True, True)):
    return changes(Listed(EARLIER, whole[0], before), Listed(LATER, whole[1], after))


def changed(before, after, **more):
    return [(each.kind, each.before, each.after) for each in between(before, after, **more)]


def now(**facts):
    return {1: ListedFacts(**{"on_register": True, "status": "Active", "places": 4, "owner": "Elm Care Ltd"} | facts)}


# The rule


def test_new_and_closed():
    assert changed({}, {1: HERE}) == [(ChangeKind.NEW, "Not on the list", "Active")]
    assert changed({1: HERE}, {}) == [(ChangeKind.CLOSED, "Active", "Not on the list")]
    closed = ListedFacts(False, "Resigned")
    assert changed({1: HERE}, {1: closed}) == [(ChangeKind.CLOSED, "Active", "Resigned")]
    assert changed({1: closed}, {1: HERE}) == [(ChangeKind.NEW, "Resigned", "Active")]
    assert changed({1: closed}, {}) == changed({}, {1: closed}) == []


def test_a_list_that_is_not_whole_says_nothing_by_what_it_leaves_out():
    closed = replace(HERE, on_register=False, status="Resigned")
    assert changed({1: HERE}, {}, whole=(True, False)) == []
    assert changed({1: HERE}, {1: closed}, whole=(False, False)) == [(ChangeKind.CLOSED, "Active", "Resigned")]
    assert changed({}, {1: HERE}, whole=(False, True)) == []
    assert changed({1: closed}, {1: HERE}, whole=(False, False)) == [(ChangeKind.NEW, "Resigned", "Active")]


@pytest.mark.parametrize(("registered_on", "is_new"), [(EARLIER, False), (EARLIER + timedelta(days=1), True)])
def test_what_a_list_that_is_not_whole_lacked_is_new_if_it_was_registered_since(registered_on, is_new):
    after = {1: replace(HERE, registered_on=registered_on)}
    assert bool(changed({}, after, whole=(False, True))) is is_new


@pytest.mark.parametrize(
    ("facts", "change"),
    [
        ({"status": "Suspended"}, (ChangeKind.STATUS, "Active", "Suspended")),
        ({"places": 6}, (ChangeKind.PLACES, "4", "6")),
        ({"owner": "Oak", "owner_key": "oak"}, (ChangeKind.OWNER, "Elm Care Ltd", "Oak")),
        ({"judgement": "Inadequate", "grade": "inadequate"}, (ChangeKind.GRADE, "Good", "Inadequate")),
    ],
)
def test_each_kind_of_change(facts, change):
    same = {"owner_key": "elm care ltd", "judgement": "Good", "grade": "good"}
    assert changed({1: HERE}, now(**same | facts)) == [change]


def test_a_first_judgement_is_a_change_and_a_missing_one_is_none():
    assert changed(now(), now(judgement="Good", grade="good")) == [(ChangeKind.GRADE, "Not yet judged", "Good")]
    assert changed(now(judgement="Good", grade="good"), now()) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"owner": "ELM CARE LIMITED", "owner_key": "elm care ltd"},
        {"owner": "", "owner_key": ""},
        {"places": None},
        {"judgement": "GOOD", "grade": "good"},
    ],
)
def test_spellings_and_what_a_list_does_not_print_are_no_change(facts):
    same = {"owner_key": "elm care ltd", "judgement": "Good", "grade": "good"}
    assert changed({1: HERE}, now(**same | facts)) == []
    assert changed(now(**same | facts), {1: HERE}) == []


STANDINGS = st.dictionaries(
    st.integers(0, 5),
    st.builds(
        ListedFacts,
        st.booleans(),
        st.sampled_from(["Active", "Closed"]),
        st.none(),
        st.none() | st.integers(0, 3),
    ),
)


@given(before=STANDINGS, after=STANDINGS)
def test_nothing_changes_from_a_list_to_itself_and_new_and_closed_are_each_other_s_reverse(before, after):
    assert between(before, before) == []
    new = {each.registration for each in between(before, after) if each.kind is ChangeKind.NEW}
    closed = {each.registration for each in between(after, before) if each.kind is ChangeKind.CLOSED}
    assert new == closed


# Proposals


def load(*rows, as_at="30 April 2025"):
    return released(register(*rows, as_at=as_at), "list.csv")


def proposals():
    return [(each.home.registration.number, each.kind, each.after) for each in RegisterProposal.objects.all()]


@pytest.fixture
def closed(home):
    """The next list says that Hazel Bank's home has resigned; another home closes too."""
    load({"URN": "9000001", "Registration status": "Resigned"}, {"URN": "9000002", "Registration status": "Closed"})
    return RegisterProposal.objects.get()


@pytest.fixture
def enlarged(home):
    load(*homes("9000001", "9000002", Places="6"))
    return RegisterProposal.objects.get()


def test_the_newest_list_makes_proposals_about_confirmed_homes_only(home):
    load(*homes("9000001", "9000002", **JUDGED | {"Places": "6", OWNER: "Oak Care Ltd"}))
    assert proposals() == [
        ("9000001", "places", "6"),
        ("9000001", "owner", "Oak Care Ltd"),
        ("9000001", "grade", "Outstanding"),
    ]


def test_an_older_list_and_the_same_list_again_make_none(home):
    load(*homes("9000001", Places="9"), as_at="31 March 2024")
    assert proposals() == []
    file = load(*homes("9000001", Places="6"))
    released(bytes(file.original), "again.csv")
    assert len(proposals()) == 1


def test_a_corrected_edition_asks_only_what_was_not_decided(enlarged, owner):
    actions.dismiss_proposal(proposal=enlarged, by=owner)
    load(*homes("9000001", **JUDGED | {"Places": "6"}))
    assert [(each.kind, each.state) for each in RegisterProposal.objects.all()] == [
        ("places", "dismissed"),
        ("grade", "open"),
    ]


def test_a_corrected_edition_takes_back_what_it_corrects(enlarged):
    load(*homes("9000001", Places="4"))
    assert proposals() == []


def test_staff_accept_that_a_home_has_left_and_it_ends_with_the_day_of_the_list(closed, home, membership_manager):
    Home.objects.filter(pk=home.pk).update(during=("2020-01-01", None))
    actions.accept_proposal(proposal=closed, by=membership_manager)
    home.refresh_from_db()
    assert (home.state, str(home.during.upper)) == ("ended", "2025-05-01")
    assert history_of(home)[0].why == "The register as at 2025-04-30 says: Resigned"


def test_a_home_that_began_after_the_list_ends_the_day_it_began(closed, home, membership_manager):
    actions.accept_proposal(proposal=closed, by=membership_manager)
    home.refresh_from_db()
    assert home.during.upper == timezone.localdate() + timedelta(days=1)


def test_dismissing_leaves_the_home_as_it_is(closed, home, membership_manager):
    actions.dismiss_proposal(proposal=closed, by=membership_manager)
    home.refresh_from_db()
    assert home.state == "confirmed"
    closed.refresh_from_db()
    assert (closed.state, closed.decided_by) == ("dismissed", membership_manager)


def test_each_is_decided_once(closed, membership_manager):
    actions.dismiss_proposal(proposal=closed, by=membership_manager)
    for again in (actions.accept_proposal, actions.dismiss_proposal):
        with pytest.raises(ValidationError, match="dismissed already"):
            again(proposal=closed, by=membership_manager)


def test_accepting_a_new_name_matches_it_with_the_provider(home, membership_manager, provider):
    load(*homes("9000001", "9000002", **{OWNER: "Oak Care Ltd"}))
    actions.accept_proposal(proposal=RegisterProposal.objects.get(), by=membership_manager)
    assert (OwnerName.objects.get().key, OwnerName.objects.get().provider) == ("oak care ltd", provider)


def test_a_name_that_is_another_provider_s_is_not_taken(home, membership_manager, other_provider):
    load(*homes("9000001", "9000002", **{OWNER: "Oak Care Ltd"}))
    register_actions.match_owner(key="oak care ltd", provider=other_provider, by=membership_manager)
    proposal = RegisterProposal.objects.get()
    with pytest.raises(ValidationError, match="matched already"):
        actions.accept_proposal(proposal=proposal, by=membership_manager)
    proposal.refresh_from_db()
    assert proposal.state == "open"


def test_owners_decide_what_is_theirs_and_staff_what_is_theirs(enlarged, owner, outsider, membership_manager):
    for stranger in (outsider, membership_manager):
        with pytest.raises(PermissionDenied):
            actions.accept_proposal(proposal=enlarged, by=stranger)
    assert not RegisterProposal.objects.visible_to(outsider).exists()
    actions.accept_proposal(proposal=enlarged, by=owner)


def test_what_staff_decide_is_not_shown_to_the_provider(closed, owner):
    assert not RegisterProposal.objects.visible_to(owner).exists()
    with pytest.raises(PermissionDenied):
        actions.accept_proposal(proposal=closed, by=owner)


def test_the_owner_is_written_once_and_the_mail_says_of_which_home_nothing(enlarged, owner):
    notice = OutboxMessage.objects.get(user=owner, key__startswith="register-changes")
    assert "one of your homes" in notice.text
    assert "/homes/register-changes/" in notice.text
    assert "9000001" not in notice.text + notice.subject


def test_staff_are_not_written_about_what_they_decide(closed):
    assert not OutboxMessage.objects.filter(key__startswith="register-changes").exists()


# Pages


def test_the_page_of_changes_compares_the_newest_two_lists(signed_in, press_officer, the_register):
    client = signed_in(press_officer)
    assert "once two lists are loaded" in client.get("/staff/register/changes/").content.decode()
    load(*homes("9000001", Places="6"), *homes("9000009"))
    page = client.get("/staff/register/changes/").content.decode()
    assert "3 changes" in page
    for words in ("9000001", "9000009", "New", "Not on the list", ">6<"):
        assert words in page


def test_changes_can_be_narrowed_and_others_compared(signed_in, press_officer, the_register):
    load(*homes("9000001", Places="6"), *homes("9000009"))
    files = {"before": the_register.pk, "after": the_register.__class__.objects.first().pk}
    client = signed_in(press_officer)
    page = client.get("/staff/register/changes/", files | {"kind": "new", "homes_only": "on"}).content.decode()
    assert "1 change," in page
    page = client.get("/staff/register/changes/", files | {"kind": "closed"}).content.decode()
    assert "SC000009" in page
    swapped = {"before": files["after"], "after": files["before"]}
    refused = client.get("/staff/register/changes/", swapped)
    assert refused.status_code == 422
    assert b"The first list must be the earlier one." in refused.content


def test_an_owner_answers_on_a_page(enlarged, signed_in, owner):
    client = signed_in(owner)
    page = client.get("/homes/register-changes/").content.decode()
    assert "Places" in page
    assert "Accept" in page
    client.post(f"/homes/register-changes/{enlarged.pk}/accept/")
    assert "Nothing to look at" in client.get("/homes/register-changes/").content.decode()
    page = client.post(f"/homes/register-changes/{enlarged.pk}/accept/", follow=True).content.decode()
    assert "accepted already" in page


def test_the_membership_manager_s_first_screen_counts_what_is_open(closed, signed_in, membership_manager):
    page = signed_in(membership_manager).get("/dashboard/").content.decode()
    assert "1 change on the register to look at" in page
    assert "/homes/register-changes/" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_of_proposals_takes_the_same_queries_for_any_number(
    home, signed_in, owner, count, django_assert_num_queries
):
    for number in range(count):
        load(*homes("9000001", Places=str(number + 5)), as_at=f"{number + 1} May 2025")
    client = signed_in(owner)
    client.get("/homes/register-changes/")
    with django_assert_num_queries(6):
        client.get("/homes/register-changes/")
