"""Two providers that are one: all of it moves or nothing, what is frozen stays, and a day to take it back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from chaportal.merging import actions
from chaportal.merging.decided import MOVES, STAYS
from chaportal.merging.refusals import why_not_merged
from duties.actions import add_duty
from duties.models import DutySharing
from homes.actions.claims import claim, confirm
from homes.models import Area, Home, HomeGrant
from members.contacts.actions import keep_contact
from members.listing.rows import listed
from members.models import Application, Contact, Invoice, Note, Payment, Term
from members.notes.actions import keep_note
from members.overview import counts_by_status
from members.terms.actions import start_term
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.actions import invite
from people.models import Invitation, Provider, ProviderMerge, Role
from people.providers.actions import change_provider, invite_owner
from people.relations import label_of, relations_to
from policy.models import Submission
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_invoice, make_payment, make_term
from tests.policy.conftest import make_consultation
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released

TODAY = timezone.localdate()
NOTE = {"kind": "call", "happened_on": TODAY, "words": "They rang."}


@pytest.fixture
def staff(membership_manager):
    return membership_manager


@pytest.fixture
def gone(db):
    return make_provider("Hazle Bank Care", company_number="01234567", telephone="01632 960001")


@pytest.fixture
def two(gone, provider, staff):
    """A provider with something of most kinds, and the one that it is."""
    released(register(*homes("9000021")))
    owner = make_person("other@hazelbank.example", "owner", gone)
    confirm(home=claim(urn="9000021", provider=gone, by=owner), by=staff)
    make_person("owner@hazelbank.example", "owner", provider)
    keep_note(provider=gone, by=staff, **NOTE)
    keep_contact(provider=gone, by=staff, name="Huw", email="", job_title="", role="reader")
    invite(email="new@hazelbank.example", role="reader", provider=gone, by=owner)
    Submission.objects.create(consultation=make_consultation("CARE-1"), provider=gone)
    Area.objects.create(provider=gone, name="North")
    make_provider("Child Ltd", parent=gone)
    paid = make_invoice(make_term(gone, ends_in=-400), "CHA-OLD")
    make_payment(paid)
    return gone, provider


def merged(gone, survivor, staff) -> ProviderMerge:
    return actions.merge(gone=gone, survivor=survivor, by=staff)


def state():
    """Every row that a merge may touch."""
    models = (Home, Area, Role, Invitation, Contact, Note, Submission, Application, HomeGrant, Provider)
    return {model: sorted(model.objects.values_list()) for model in models}


def test_it_is_decided_of_each_relation_to_a_provider_what_becomes_of_it():
    assert {label_of(relation) for relation in relations_to(Provider)} == {*MOVES, *STAYS}
    assert not set(MOVES) & set(STAYS)


def test_what_goes_on_moves_and_what_is_frozen_stays_and_is_read_from_both(signed_in, two, staff):
    gone, survivor = two
    merged(gone, survivor, staff)
    for model in (Home, Area, Contact, Note, Submission, Invitation):
        assert model.objects.get().provider == survivor, model
    assert {role.provider for role in Role.objects.filter(name="owner")} == {survivor}
    assert Provider.objects.get(legal_name="Child Ltd").parent == survivor
    assert (Term.objects.get().provider, Invoice.objects.get().provider) == (gone, gone)
    survivor.refresh_from_db()
    gone.refresh_from_db()
    assert (survivor.company_number, survivor.telephone) == ("01234567", "01632 960001")
    assert (gone.company_number, gone.merged_into) == ("", survivor)
    page = text(signed_in(staff).get(f"/providers/{survivor.pk}/"))
    assert "CHA-OLD" in page
    assert "Hazle Bank Care</a>, merged into it" in page
    assert "Merged into" in text(signed_in(staff).get(f"/providers/{gone.pk}/"))
    assert "Hazle Bank Care was merged into Hazel Bank Care Ltd." in text(
        signed_in(staff).get(f"/providers/{survivor.pk}/history/")
    )
    event = Note.pgh_event_model.objects.latest("pgh_id")
    assert event.pgh_context.metadata["reason"] == "Hazle Bank Care was merged into Hazel Bank Care Ltd"


def test_the_survivor_s_owner_reads_the_money_of_what_was_merged_into_it(signed_in, two, staff):
    gone, survivor = two
    invoice, outsider = Invoice.objects.get(), make_person("x@larkfield.example", "owner", make_provider("Larkfield"))
    owner = survivor.roles.get().user
    assert not Invoice.objects.visible_to(owner).exists()
    merged(gone, survivor, staff)
    assert list(Invoice.objects.visible_to(owner)) == [invoice]
    assert not Invoice.objects.visible_to(outsider).exists()
    assert signed_in(owner).get(f"/invoices/{invoice.pk}/").status_code == 200
    assert signed_in(owner).get(f"/providers/{gone.pk}/").status_code == 404


def test_a_merged_provider_stands_in_no_list_and_is_still_found(signed_in, two, staff):
    gone, survivor = two
    merged(gone, survivor, staff)
    assert gone not in listed(Provider.objects.unmerged())
    assert sum(counts_by_status().values()) == 2
    client = signed_in(staff)
    assert "Hazle" not in text(client.get("/providers/"))
    assert "Hazle" not in text(client.get("/staff/membership/"))
    assert "merged into Hazel Bank Care Ltd" in text(client.get("/staff/find/?q=hazle"))


def test_nothing_new_is_offered_on_the_page_of_a_merged_provider(signed_in, two, staff):
    offered = (">Renew<", ">Add a person<", ">Invite the owner<", "/edit/")
    gone, survivor = two
    Role.objects.filter(provider=gone).delete()
    client = signed_in(staff)
    before = client.get(f"/providers/{gone.pk}/").content.decode()
    assert [each in before for each in offered] == [True] * 4
    merged(gone, survivor, staff)
    after = client.get(f"/providers/{gone.pk}/").content.decode()
    assert [each in after for each in offered] == [False] * 4


def test_nothing_new_is_kept_of_a_merged_provider(two, staff):
    gone, survivor = two
    merged(gone, survivor, staff)
    gone.refresh_from_db()
    acts = [
        lambda: change_provider(provider=gone, by=staff, telephone="1"),
        lambda: invite_owner(provider=gone, by=staff, email="x@x.example"),
        lambda: keep_note(provider=gone, by=staff, **NOTE),
        lambda: keep_contact(provider=gone, by=staff, name="X", email="", job_title="", role="reader"),
        lambda: start_term(provider=gone, starts_on=TODAY, by=staff),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match="was merged into Hazel Bank Care Ltd. Do this there"):
            act()


def test_within_a_day_everything_is_set_back_as_it_was(signed_in, two, staff):
    gone, survivor = two
    before = state()
    done = merged(gone, survivor, staff)
    assert state() != before
    signed_in(staff).post(f"/staff/merges/{done.pk}/undo/")
    assert state() == before
    done.refresh_from_db()
    assert done.undone_by == staff
    with pytest.raises(ValidationError, match="taken back already"):
        actions.take_back(merge=done, by=staff)
    merged(gone, survivor, staff)


def test_the_owners_of_both_are_told_and_told_again_when_it_is_taken_back(two, staff):
    gone, survivor = two
    make_person("reader@hazelbank.example", "reader", survivor)
    both = make_person("both@hazelbank.example", "owner", gone)
    Role.objects.create(user=both, provider=survivor, name="owner")
    owners = ["both@hazelbank.example", "other@hazelbank.example", "owner@hazelbank.example"]
    done = merged(gone, survivor, staff)
    told = OutboxMessage.objects.filter(key__startswith=f"provider-merged:{done.pk}:")
    assert sorted(mail.address for mail in told) == owners
    assert {mail.subject for mail in told} == {"Hazle Bank Care and Hazel Bank Care Ltd are one on our portal"}
    assert "the people of each may see the homes of the other" in told[0].text
    assert {no_longer_wanted(mail) for mail in told} == {""}
    actions.take_back(merge=done, by=staff)
    undone = OutboxMessage.objects.filter(key__startswith=f"provider-unmerged:{done.pk}:")
    assert sorted(mail.address for mail in undone) == owners
    assert {no_longer_wanted(mail) for mail in told.all()} == {"It was taken back."}


def test_after_a_day_it_stays(two, staff):
    done = merged(*two, staff)
    ProviderMerge.objects.update(made_at=timezone.now() - timedelta(days=1, seconds=1))
    with pytest.raises(ValidationError, match="The day in which a merge can be taken back is over"):
        actions.take_back(merge=done, by=staff)


def test_what_was_changed_since_is_named_and_nothing_is_set_back_and_what_is_gone_stays_gone(two, staff):
    gone, survivor = two
    done = merged(gone, survivor, staff)
    Note.objects.update(provider=make_provider("Third Ltd"))
    moved = state()
    with pytest.raises(ValidationError, match="changed since, so it cannot be taken back as a whole: note"):
        actions.take_back(merge=done, by=staff)
    assert state() == moved
    Note.objects.all().delete()
    actions.take_back(merge=done, by=staff)
    assert Home.objects.get().provider == gone


def test_who_has_a_role_at_both_keeps_one_with_the_homes_of_both(two, staff):
    gone, survivor = two
    person = make_person("manager@hazelbank.example", "home_manager", gone)
    twin = Role.objects.create(user=person, provider=survivor, name="home_manager")
    HomeGrant.objects.create(role=person.roles.get(provider=gone), home=Home.objects.get())
    invite(email="new@hazelbank.example", role="reader", provider=survivor, by=None)
    before = state()
    done = merged(gone, survivor, staff)
    assert list(person.roles.current()) == [twin]
    assert HomeGrant.objects.get().role == twin
    assert [each.provider for each in Invitation.objects.pending()] == [survivor]
    actions.take_back(merge=done, by=staff)
    assert state() == before


def ends_later(gone, survivor):
    make_term(gone, ends_in=100)


def both_members(gone, survivor):
    make_term(gone, ends_in=-10)
    make_term(survivor, ends_in=200)


def unpaid(gone, survivor):
    make_invoice(make_term(gone, ends_in=-400), "CHA-7")


def both_answer(gone, survivor):
    consultation = make_consultation("CARE-1")
    for each in (gone, survivor):
        Submission.objects.create(consultation=consultation, provider=each)


def both_apply(gone, survivor):
    for each in (gone, survivor):
        Application.objects.create(provider=each)


def same_area(gone, survivor):
    for each, name in ((gone, "NORTH"), (survivor, "North")):
        Area.objects.create(provider=each, name=name)


def same_duty(gone, survivor):
    for at, each in enumerate((gone, survivor)):
        by = make_person(f"o{at}@x.example", "owner", each)
        add_duty(provider=each, home=None, name="Boiler", every_months=12, by=by)


def same_home(gone, survivor):
    released(register(*homes("9000031")))
    for at, each in enumerate((gone, survivor)):
        claim(urn="9000031", provider=each, by=make_person(f"o{at}@x.example", "owner", each))


def shares(gone, survivor):
    released(register(*homes("9000031")))
    claim(urn="9000031", provider=gone, by=make_person("o@x.example", "owner", gone))
    DutySharing.objects.create(provider=survivor, from_day=TODAY, until=TODAY + timedelta(days=9))


def overpaid(gone, survivor):
    Payment.objects.create(provider=gone, amount=30, received_on=TODAY)


def below(gone, survivor):
    Provider.objects.filter(pk=survivor.pk).update(parent=gone)


@pytest.mark.parametrize(
    ("arrange", "sentence"),
    [
        (ends_later, "and Hazel Bank Care Ltd has none. Merge the other way round"),
        (both_members, "Both have a term that counts"),
        (unpaid, "Invoice CHA-7 of Hazle Bank Care is not paid"),
        (overpaid, "£30.00 of what Hazle Bank Care paid"),
        (both_answer, "Both have answers to"),
        (both_apply, "Both have an application that waits"),
        (same_area, "Both have an area called “NORTH”"),
        (same_duty, "Both have a duty of their own called “Boiler”"),
        (same_home, "Both have or ask for the home 9000031"),
        (shares, "Hazel Bank Care Ltd shares its duties with us until"),
        (
            lambda gone, survivor: Provider.objects.filter(pk=survivor.pk).update(parent=gone),
            "belongs to Hazle Bank Care",
        ),
    ],
)
def test_what_stands_in_the_way_is_said_and_nothing_is_half_done(signed_in, gone, provider, staff, arrange, sentence):
    arrange(gone, provider)
    provider.refresh_from_db()
    before = state()
    with pytest.raises(ValidationError, match=sentence):
        merged(gone, provider, staff)
    assert state() == before
    client, address = signed_in(staff), f"/providers/{gone.pk}/merge/{provider.pk}/"
    page = text(client.get(address))
    assert sentence in page
    assert "Merge them" not in page
    assert client.post(address, {"sure": "on"}).status_code == 422


def test_a_provider_is_merged_into_another_one_and_once(two, staff, provider):
    gone, survivor = two
    assert why_not_merged(gone, gone) == ["Choose another provider: this one cannot be merged into itself."]
    merged(gone, survivor, staff)
    third = make_provider("Third Ltd")
    for one, other in ((gone, third), (third, gone)):
        with pytest.raises(ValidationError, match="Hazle Bank Care is merged into Hazel Bank Care Ltd already"):
            merged(one, other, staff)
    merged(survivor, third, staff)
    gone.refresh_from_db()
    assert gone.merged_into == third, "what was merged goes along"


def test_a_person_chooses_sees_what_moves_and_says_that_they_are_one(signed_in, two, staff):
    gone, survivor = two
    client = signed_in(staff)
    assert f"/providers/{gone.pk}/merge/" in text(client.get(f"/providers/{gone.pk}/"))
    chosen = text(client.get(f"/providers/{gone.pk}/merge/"))
    address = f"/providers/{gone.pk}/merge/{survivor.pk}/"
    assert address in chosen
    assert "legal name Hazel Bank Care Ltd is spelt alike" in chosen
    assert address in text(client.get(f"/providers/{gone.pk}/merge/?q=hazel"))
    page = text(client.get(address))
    assert "Company number: 01234567" in page
    assert f"Other (other@hazelbank.example) becomes owner of {survivor}, and sees 1 home." in page
    assert f"Owner (owner@hazelbank.example) stays owner of {survivor}, and sees 1 home (0 now)." in page
    unsure = client.post(address, {})
    assert (unsure.status_code, ProviderMerge.objects.count()) == (422, 0)
    assert client.post(address, {"sure": "on"}).url == f"/providers/{survivor.pk}/"
    assert ProviderMerge.objects.get().by == staff


def test_who_has_a_role_at_both_and_who_sees_given_homes_alone_is_told_so(two):
    gone, survivor = two
    both = make_person("both@hazelbank.example", "home_manager", gone)
    kept = Role.objects.create(user=both, provider=survivor, name="home_manager")
    HomeGrant.objects.create(role=both.roles.get(provider=gone), home=Home.objects.get())
    make_person("money@hazelbank.example", "finance_contact", gone)
    make_person("none@hazelbank.example", "home_manager", gone)
    told = actions.preview(gone, survivor).roles
    assert f"Both (both@hazelbank.example) is, as before, home manager of {survivor}, and sees 1 home." in told
    assert f"Money (money@hazelbank.example) becomes finance contact of {survivor}, and sees no homes." in told
    assert f"None (none@hazelbank.example) becomes home manager of {survivor}, and sees no homes." in told
    assert len(told) == 5, "each once"
    assert kept.homes.count() == 0


def test_the_preview_asks_as_often_for_many_rows_as_for_few(two, staff, django_assert_num_queries):
    gone, survivor = two
    with django_assert_num_queries(27):
        actions.preview(gone, survivor)
    for _ in range(20):
        keep_note(provider=gone, by=staff, **NOTE)
        make_provider("Child Ltd", parent=gone)
    with django_assert_num_queries(27):
        actions.preview(gone, survivor)


def test_the_earlier_day_of_joining_and_the_stricter_rule_hold(gone, provider, staff):
    Provider.objects.filter(pk=gone.pk).update(member_since=date(1998, 3, 1), requires_second_factor=True)
    Provider.objects.filter(pk=provider.pk).update(member_since=date(2005, 3, 1))
    provider.refresh_from_db()
    gone.refresh_from_db()
    assert actions.preview(gone, provider).facts[-2:] == [
        ("member since", "1 March 1998"),
        ("second factor required of its people", "yes"),
    ]
    merged(gone, provider, staff)
    provider.refresh_from_db()
    assert (provider.member_since, provider.requires_second_factor) == (date(1998, 3, 1), True)


def test_the_database_merges_none_into_itself_and_none_twice(gone, provider, other_provider):
    with pytest.raises(IntegrityError, match="provider_merged_into_another"):
        Provider.objects.filter(pk=gone.pk).update(merged_into=gone)


def test_the_database_keeps_one_merge_of_a_provider_in_force(gone, provider, other_provider):
    ProviderMerge.objects.create(gone=gone, survivor=provider, changes="[]")
    with pytest.raises(IntegrityError, match="merge_once"):
        ProviderMerge.objects.create(gone=gone, survivor=other_provider, changes="[]")


def test_nobody_else_merges_or_takes_back(two, staff, press_officer):
    gone, survivor = two
    owner = survivor.roles.get().user
    done = merged(gone, survivor, staff)
    for by in (owner, press_officer):
        with pytest.raises(PermissionDenied):
            merged(survivor, gone, by)
        with pytest.raises(PermissionDenied):
            actions.take_back(merge=done, by=by)


def test_what_was_said_of_a_parent_is_ended_first(provider, gone):
    holdings = make_provider("Group Holdings plc")
    Provider.objects.filter(pk=gone.pk).update(parent=holdings, run_by_parent=True)
    gone.refresh_from_db()
    child = make_provider("Child Ltd", parent=provider, run_by_parent=True)
    assert [words for words in why_not_merged(gone, provider) if "run" in words] == [
        "The owners of Group Holdings plc run Hazle Bank Care. One of its own owners ends that first."
    ]
    assert [words for words in why_not_merged(provider, gone) if "run" in words] == [
        f"{child} lets the owners of {provider} run it, and has to be asked about {gone}: it ends that first."
    ]
