"""What the users of other membership software have complained of for years, each as a test of ours.

Named are the public threads of Tendenci, CiviCRM, Hitobito, Open Collective, Admidio, djangoproject.com and python.org.
"""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from history import history_of
from homes.actions.claims import claim_registration, confirm
from members.applications.steps import steps_of
from members.imports.actions import begin_import
from members.imports.planning import plan_of
from members.membership import belongs_to_member, with_status
from members.models import Application, Term
from members.renewals.actions import plan_run
from members.renewals.planning import NO_FINANCE
from members.status import Status
from outbox.models import OutboxMessage
from people.actions import accept, end_role, give_role, invite
from people.models import Invitation, Provider, Role, User
from people.providers.actions import invite_for_provider
from register.models import Registration
from tests.conftest import make_person
from tests.members.conftest import make_dues, make_invoice, make_term
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released


def status_of(provider) -> Status:
    return with_status(Provider.objects.all()).get(pk=provider.pk).status


def in_days(days: int):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_1_people_are_members_through_their_organisation_and_never_by_a_copy(provider, owner):
    """CiviCRM 36828, 24866, 10960: a new employee inherits nothing; one who renews takes the organisation along."""
    make_term(provider, ends_in=10)
    newcomer = make_person("new@hazelbank.example", "reader", provider)
    assert belongs_to_member(newcomer)
    with in_days(41):
        assert not belongs_to_member(User.objects.get(pk=newcomer.pk))
    end_role(role=newcomer.roles.get(), reason="Left")
    assert not belongs_to_member(User.objects.get(pk=newcomer.pk))
    assert belongs_to_member(owner)


def test_2_a_status_is_right_though_no_job_ran_for_months_and_none_lasts_for_ever(provider):
    """Tendenci 372, 1246, 1438: active past its end while cron is down; active without an end."""
    term = make_term(provider, ends_in=10)
    seen = []
    for days in (10, 11, 40, 41):
        with in_days(days):
            seen.append(status_of(provider))
    assert seen == [Status.CURRENT, Status.OVERDUE, Status.OVERDUE, Status.ENDED]
    with pytest.raises(IntegrityError, match="ends_on"), transaction.atomic():
        Term.objects.filter(pk=term.pk).update(ends_on=None)


def test_3_one_membership_has_as_many_people_as_it_has(provider):
    """Tendenci 812, 1367: one membership for many people is not possible."""
    make_dues()
    term = make_term(provider, ends_in=10)
    people = [make_person(f"p{number}@hazelbank.example", "reader", provider) for number in range(30)]
    assert all(belongs_to_member(user) for user in people)
    assert Term.objects.get() == term


@pytest.mark.parametrize(
    ("kind", "sector", "steps"),
    [
        ("provider", "private", {"homes", "ownership", "tax"}),
        ("local_authority", "local_authority", {"homes"}),
        ("associate", "private", {"ownership", "tax"}),
    ],
)
def test_4_each_kind_of_member_is_asked_its_own_questions(db, kind, sector, steps):
    """Tendenci 560, "show stopper": one form of application for everybody."""
    application = Application(kind=kind, sector=sector, legal_name="New Ltd")
    assert {step.slug for step in steps_of(application)} & {"homes", "ownership", "tax"} == steps


def test_5_what_was_exported_is_imported_again_changes_nothing_and_may_be_large(signed_in, membership_manager):
    """Tendenci 584, 895: it reads neither its own export nor one of over 64 KB."""
    names = [f"Home Care of Llanfair {number} Ltd" for number in range(700)]
    Provider.objects.bulk_create(
        Provider(legal_name=name, sector="private", nation="wales", member_since="2019-03-01") for name in names
    )
    raw = signed_in(membership_manager).get("/staff/membership/file/?format=csv").content
    assert len(raw) > 64 * 1024
    source = begin_import(raw=raw, name="providers.csv", by=membership_manager)
    plan = plan_of(source, membership_manager)
    assert plan.reading.faults == []
    assert (plan.is_empty, plan.open, len(plan.entries)) == (True, [], 700)


def test_6_nobody_is_left_without_an_administrator(provider, owner, membership_manager):
    """Open Collective 2289, 1120, 6456: staff have to give access in the database."""
    with pytest.raises(ValidationError, match="last owner"):
        end_role(role=owner.roles.get(), reason="Left")
    provider.roles.update(ends_on=timezone.localdate())  # as where the only owner died
    invite_for_provider(provider=provider, email="next@hazelbank.example", role="owner", by=membership_manager)
    accept(invitation=Invitation.objects.get(), name="Next", password="correct horse battery")
    assert [str(role.user) for role in provider.roles.owners()] == ["Next"]
    give_role(
        user=make_person("two@hazelbank.example", "reader", provider), role="owner", provider=provider, reason="J"
    )
    end_role(role=Role.objects.owners().get(user__email="next@hazelbank.example"), reason="Left")  # not the last


def test_7_an_invoice_is_worked_out_anew_each_year_and_who_has_nobody_to_send_it_to_is_named(
    provider, owner, membership_manager
):
    """Hitobito 1518, 3610, djangoproject.com 602: dues from the organisation's own data; who has no billing contact?"""
    bands = ("provider", 0, 1, "1 home", 450), ("provider", 2, None, "2 homes or more", 900)
    make_dues(*bands, starts_on=date(2025, 4, 1), census_on=date(2025, 3, 31))
    released(register(*homes("9000001", "9000002")), "at_march_2025.csv")
    for registration in Registration.objects.all():
        confirm(home=claim_registration(registration, provider), by=membership_manager)
    make_term(provider, ends_in=20)  # of a band for one home
    row = plan_run(until=timezone.localdate() + timedelta(days=40), by=membership_manager).renewals.get()
    assert (row.band, row.dues, row.is_of_another_band) == ("2 homes or more", 900, True)
    assert NO_FINANCE in row.remark


def test_8_who_was_admitted_and_has_not_paid_has_a_way_on(signed_in, provider, owner):
    """Tendenci 1360: whoever comes back reads that an administrator has to approve, and not where to pay."""
    invoice = make_invoice(make_term(provider, ends_in=300), "CHA-7")
    assert "CHA-7" in text(signed_in(owner).get("/dashboard/"))
    page = signed_in(owner).get("/membership/").content.decode()
    assert f'href="/membership/invoices/{invoice.pk}/' in page or f"/invoices/{invoice.pk}/" in page


def test_9_what_is_for_members_is_not_had_by_naming_one_and_nobody_is_added_unasked(
    signed_in, provider, owner, other_provider
):
    """Tendenci 752, 1075: a member's number, even an old one, opens what members get. Hitobito 1517: added unasked."""
    make_term(provider, ends_in=-31)
    make_term(other_provider, ends_in=100)
    asked = f"/directory/?member={other_provider.pk}"
    assert signed_in(owner).get(asked).status_code == 404
    make_term(provider, ends_in=100, starts_on=timezone.localdate())
    assert signed_in(owner).get(asked).status_code == 200
    invite(email="asked@x.example", role="finance_contact", provider=provider, by=owner)
    assert not User.objects.filter(email="asked@x.example").exists()
    assert OutboxMessage.objects.filter(email="asked@x.example").count() == 1


def test_10_what_a_member_changed_is_on_record_and_who_stays_is_reported(
    signed_in, provider, owner, membership_manager
):
    """python.org 2095: what did the sponsor change? Tendenci 415: how many renew?"""
    facts = {"trading_name": "Hazel", "telephone": "01632 960001"}
    answer = signed_in(owner).post(f"/providers/{provider.pk}/edit/", facts, follow=True)
    assert "Hazel" in text(answer)
    assert history_of(provider)[0].who == str(owner)
    make_term(provider, ends_in=100)
    assert "joined" in text(signed_in(membership_manager).get("/staff/membership/report/")).lower()
