"""Who gets a bulletin, and who does not."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from bulletins import actions
from bulletins.audience import Size, addressees, size
from bulletins.models import Subscriber
from bulletins.suppression import suppress
from members.membership import status_of, with_membership
from members.status import Status
from people.models import Provider, Role, Suppression
from people.models.consent import email_hash
from tests.bulletins.conftest import make_member, make_term
from tests.conftest import make_person, make_provider

pytestmark = pytest.mark.django_db


def addresses(audience="members"):
    return sorted(email for email, *_ in addressees(audience))


def silence(email, **fields):
    suppress(email=email, reason=Suppression.Reason.UNSUBSCRIBED, evidence="")
    Suppression.objects.filter(email_sha256=email_hash(email)).update(**({"scope": "bulletins"} | fields))


@pytest.mark.parametrize("ends_in", [-200, -31, -30, -1, 0, 1, 100])
@pytest.mark.parametrize("resigned_in", [None, -1, 0, 1])
def test_members_are_those_whose_status_says_so(ends_in, resigned_in):
    today = timezone.localdate()
    provider = make_provider("Hazel Bank Care Ltd")
    resigned_on = None if resigned_in is None else today + timedelta(days=resigned_in)
    make_term(provider, ends_in=ends_in, resigned_on=resigned_on)
    make_person("owner@hazelbank.example", "owner", provider)
    status = status_of(with_membership(Provider.objects.all()).get())
    assert bool(addresses()) == (status in {Status.CURRENT, Status.OVERDUE})


def test_an_owner_of_a_provider_that_never_joined_gets_nothing(owner):
    assert addresses() == []
    assert addresses("everyone") == []


def test_an_earlier_resignation_does_not_count_after_a_new_term(provider, owner):
    make_term(provider, ends_in=-300, resigned_on=timezone.localdate() - timedelta(days=400))
    make_term(provider, ends_in=60)
    assert addresses() == [owner.email]


def test_home_managers_are_written_to_as_managers_only(provider, owner):
    make_term(provider, ends_in=60)
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    make_person("colleague@hazelbank.example", "colleague", provider)
    assert addresses("members") == [owner.email]
    assert addresses("managers") == [manager.email, owner.email]


def test_staff_get_no_bulletin(membership_manager, members):
    assert membership_manager.email not in addresses("everyone")


def test_a_role_that_has_ended_counts_no_more():
    member = make_member(1)
    Role.objects.filter(user=member).update(ends_on=timezone.localdate())
    assert addresses() == []


def test_an_inactive_user_gets_nothing():
    member = make_member(1)
    assert addresses() == [member.email]
    member.is_active = False
    member.save()
    assert addresses() == []


def test_only_the_verified_address_is_written_to():
    member = make_member(1)
    EmailAddress.objects.filter(user=member).update(verified=False)
    EmailAddress.objects.create(user=member, email="other@provider.example", verified=True)
    assert addresses() == []


def test_a_person_with_many_roles_gets_one_copy(other_provider):
    member = make_member(1)
    make_term(other_provider, ends_in=30)
    Role.objects.create(user=member, provider=other_provider, name="owner")
    Role.objects.create(user=member, provider=other_provider, name="home_manager")
    assert addresses("everyone") == [member.email]


def test_a_subscriber_who_is_a_member_gets_one_copy_and_as_a_member(membership_manager):
    member = make_member(1)
    for email in (member.email, "reader@charity.example"):
        actions.subscribe(email=email, name="", source="by telephone", by=membership_manager)
    assert addresses("everyone") == [member.email, "reader@charity.example"]
    assert {email: person for email, name, person, barred in addressees("everyone")} == {
        member.email: member.pk,
        "reader@charity.example": None,
    }
    assert addresses("members") == [member.email]


def test_subscribers_alone(membership_manager, members):
    actions.subscribe(email="Reader@Charity.example", name="Ada", source="by telephone", by=membership_manager)
    assert addresses("subscribers") == ["reader@charity.example"]


def test_a_suppressed_address_is_counted_and_barred(members):
    silence(members[0].email)
    assert size("members") == Size(candidates=3, excluded=1)
    assert size("members").prepared == 2
    assert {email: barred for email, name, person, barred in addressees("members")}[members[0].email] == "unsubscribed"


def test_a_suppression_of_something_else_or_of_the_past_bars_nobody(members):
    silence(members[0].email, scope="notices")
    silence(members[1].email, expires_at=timezone.now() - timedelta(seconds=1))
    assert size("members").excluded == 0


def test_the_size_is_what_would_be_frozen(approved):
    assert size("members") == Size(candidates=approved.candidates, excluded=approved.excluded)


@pytest.mark.parametrize("number", [1, 3, 30])
def test_the_size_is_one_query_for_any_number(number, django_assert_num_queries):
    for one in range(number):
        make_member(one)
        Subscriber.objects.create(email=f"reader{one}@charity.example")
    with django_assert_num_queries(1):
        assert size("everyone").candidates == 2 * number
