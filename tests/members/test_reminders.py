"""Reminders by rule: who is written to about what, once, however often and late the job runs; and held by a person."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from members.models import HeldReminder, ReminderRule
from members.outbox_checks import invoice_reminder, renewal_reminder
from members.reminders import actions
from members.reminders.owed import coming, owed
from members.reminders.windows import days_of, window
from outbox.models import OutboxMessage
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_invoice, make_payment, make_rule, make_term
from tests.reading import text

TODAY = timezone.localdate()
A_DAY = timedelta(days=1)


def sent(today=TODAY) -> int:
    return actions.remind(today=today).total


def addressees() -> set[str]:
    return {mail.user.email.split("@")[0] for mail in OutboxMessage.objects.all()}


# The rule that comes with the portal.


def test_owners_are_reminded_thirty_days_before_the_end(owner, provider):
    """Unless another test, which commits, has emptied the tables."""
    rule = ReminderRule.objects.first()
    if rule is None:
        pytest.skip("The rows of migrations are gone.")
    make_term(provider, ends_in=30)
    assert sent() == 1
    mail = OutboxMessage.objects.get()
    assert mail.user == owner
    assert f"{provider}" in mail.text
    assert f"until {TODAY + timedelta(days=30):%-d %B %Y}." in mail.text
    assert "{" not in mail.text


# About terms.


def test_a_reminder_is_owed_once_however_often_the_job_runs(owner, provider):
    make_rule()
    make_term(provider, ends_in=30)
    assert [sent() for _ in range(2)] == [1, 0]
    assert OutboxMessage.objects.get().user == owner


@pytest.mark.parametrize(("ends_in", "mails"), [(31, 0), (30, 1), (12, 1), (0, 1), (-1, 0)])
def test_it_goes_from_its_day_until_the_end_of_the_term(owner, provider, ends_in, mails):
    make_rule()
    make_term(provider, ends_in=ends_in)
    assert sent() == mails


@pytest.mark.parametrize(("ended", "mails"), [(6, 0), (7, 1), (21, 1), (22, 0)])
def test_one_that_follows_goes_for_a_fortnight_at_most(owner, provider, ended, mails):
    make_rule(when="after", days=7)
    make_term(provider, ends_in=-ended)
    assert sent() == mails


@pytest.mark.parametrize(("rule", "ends_in"), [({}, 10), ({"when": "after", "days": 1}, -5)])
def test_no_reminder_leaves_for_a_term_that_is_renewed_or_resigned(
    owner, provider, outsider, other_provider, rule, ends_in
):
    make_rule(**rule)
    make_term(provider, ends_in=ends_in)
    make_term(provider, ends_in=ends_in + 365)
    make_term(other_provider, ends_in=ends_in, resigned_on=TODAY)
    assert sent() == 0


def test_a_rule_writes_to_its_roles_and_to_each_person_once(owner, provider):
    finance = make_person("finance@hazelbank.example", "finance_contact", provider)
    make_person("reader@hazelbank.example", "reader", provider)
    provider.roles.create(user=owner, name="finance_contact")
    make_term(provider, ends_in=10)
    make_rule(roles=["owner", "finance_contact"])
    assert (sent(), addressees()) == (2, {"owner", "finance"})
    finance.roles.update(ends_on=TODAY)
    make_rule(roles=["finance_contact"], days=29)
    assert (sent(), OutboxMessage.objects.filter(user=owner).count()) == (1, 2), "another rule is another mail"


def test_a_rule_that_is_off_sends_nothing(owner, provider):
    make_rule(is_on=False)
    make_term(provider, ends_in=10)
    assert sent() == 0


# About invoices.


def test_what_is_owed_is_reminded_of_and_what_is_paid_is_not(owner, provider):
    make_rule(about="invoice", when="after", days=7, subject="{invoice}", text="{owed} was due on {due day}: {link}")
    term = make_term(provider, ends_in=100)
    days = {"sent_on": TODAY - timedelta(days=9), "due_on": TODAY - timedelta(days=7)}
    make_invoice(term, "CHA-1", **days)
    paid, part, penny, pound = (make_invoice(term, f"CHA-{number}", **days) for number in (2, 3, 5, 6))
    make_invoice(term, "CHA-4", **days | {"due_on": TODAY - timedelta(days=6)})
    make_payment(paid)
    make_payment(part, 400)
    make_payment(penny, Decimal("449.01"))
    make_payment(pound, 449)
    assert sent() == 3
    assert {mail.subject for mail in OutboxMessage.objects.all()} == {"CHA-1", "CHA-3", "CHA-6"}
    mail = OutboxMessage.objects.get(subject="CHA-3")
    assert mail.text.startswith(f"£50.00 was due on {TODAY - timedelta(days=7):%-d %B %Y}: http")
    assert f"/invoices/link/{part.pk}-" in mail.text
    assert invoice_reminder(mail) == ""
    make_payment(part, 50)
    assert invoice_reminder(mail) == "The invoice was paid or credited, or its term never begins."


# At the last moment.


def test_what_was_prepared_is_asked_again(owner, provider):
    rule = make_rule()
    term = make_term(provider, ends_in=10)
    sent()
    mail = OutboxMessage.objects.get()
    assert renewal_reminder(mail) == ""
    HeldReminder.objects.create(key=mail.key)
    assert renewal_reminder(mail) == "A person holds it, or switched its rule off."
    HeldReminder.objects.all().delete()
    ReminderRule.objects.filter(pk=rule.pk).update(is_on=False)
    assert renewal_reminder(mail) == "A person holds it, or switched its rule off."
    ReminderRule.objects.filter(pk=rule.pk).update(is_on=True)
    owner.roles.update(ends_on=TODAY)
    assert renewal_reminder(mail) == "The person has no role any more that gets it."
    make_term(provider, ends_in=375)
    assert renewal_reminder(mail) == "The membership was renewed, or has ended."
    assert term.provider == provider


# Rules are staff's.


def test_a_new_rule_writes_about_what_falls_due_from_today_on(owner, provider, other_provider, membership_manager):
    make_person("other@larkfield.example", "owner", other_provider)
    ReminderRule.objects.update(is_on=False)
    about = {"about": "term", "days": 20, "when": "before", "roles": ["owner"], "subject": "x", "text": "y"}
    rule = actions.save_rule(rule=ReminderRule(**about), by=membership_manager)
    make_term(provider, ends_in=19)
    make_term(other_provider, ends_in=20)
    assert (sent(), addressees()) == (1, {"other"})
    ReminderRule.objects.filter(pk=rule.pk).update(counts_from=TODAY - A_DAY)
    assert sent() == 1
    ReminderRule.objects.filter(pk=rule.pk).update(is_on=False)
    rule.is_on = True
    assert actions.save_rule(rule=rule, by=membership_manager).counts_from == TODAY


def test_words_that_name_nothing_are_refused(membership_manager, owner):
    about = {"about": "term", "days": 20, "when": "before", "roles": ["owner"], "subject": "x"}
    with pytest.raises(ValidationError, match="Nothing is called “invoice”"):
        actions.save_rule(rule=ReminderRule(**about, text="Pay {invoice}"), by=membership_manager)
    with pytest.raises(PermissionDenied):
        actions.save_rule(rule=ReminderRule(**about, text="y"), by=owner)


@pytest.mark.parametrize(
    ("change", "name"),
    [({"roles": []}, "to_who_sees_it"), ({"roles": ["reader"]}, "to_who_sees_it"), ({"days": 366}, "within_a_year")],
)
def test_the_database_refuses_a_rule(db, change, name):
    with pytest.raises(IntegrityError, match=name):
        make_rule(**change)


# Held and let go.


def test_a_mail_of_next_week_is_seen_by_name_held_and_let_go(signed_in, membership_manager, owner, provider):
    rule, client = make_rule(), signed_in(membership_manager)
    make_term(provider, ends_in=33)
    (mail,) = owed(TODAY, TODAY + timedelta(days=7))
    page = text(client.get("/staff/reminders/"))
    assert f">{owner}</th>" in page
    assert f"{TODAY + timedelta(days=3):%-d %B %Y}" in page
    assert f"{owner} of {provider}: {rule}" in text(client.get("/dashboard/"))
    page = text(client.post("/staff/reminders/hold/", {"key": mail.key, "held": "yes"}, follow=True))
    assert f"<strong>Held</strong> since {TODAY:%-d %B %Y} by {membership_manager}" in page
    last = f"{TODAY + timedelta(days=33):%-d %B %Y}"
    assert (f"Let it go by {last}, or it never goes" in page, f"by {last}, it never goes" in page) == (True, True)
    assert sent(TODAY + timedelta(days=3)) == 0
    assert f"{owner} of {provider}" not in text(client.get("/dashboard/"))
    page = text(client.post("/staff/reminders/hold/", {"key": mail.key, "held": "no"}, follow=True))
    assert f"The mail to {owner} goes on {TODAY + timedelta(days=3):%-d %B %Y}." in page
    assert sent(TODAY + timedelta(days=4)) == 1
    assert "has gone, or goes no more" in text(client.post("/staff/reminders/hold/", {"key": mail.key}, follow=True))


@pytest.mark.parametrize(
    ("at", "days"),
    [  # in London, with summer time in July
        ("2028-01-12T07:59:00Z", ["12 January 2028", "13 January 2028"]),
        ("2028-01-12T08:01:00Z", ["13 January 2028", "13 January 2028"]),
        ("2028-07-13T06:59:00Z", ["13 July 2028", "14 July 2028"]),
        ("2028-07-13T07:01:00Z", ["14 July 2028", "14 July 2028"]),
        ("2028-07-13T23:30:00Z", ["14 July 2028", "15 July 2028"]),
    ],
)
def test_what_goes_of_a_morning_is_said_of_the_next_one_after_eight(
    at, days, signed_in, membership_manager, owner, provider, other_provider
):
    """Of two mails: the first may go at once, the second tomorrow."""
    make_rule()
    make_person("owner@other.example", "owner", other_provider)
    with time_machine.travel(datetime.fromisoformat(at), tick=False):
        make_term(provider, ends_in=20)
        make_term(other_provider, ends_in=31)
        page = text(signed_in(membership_manager).get("/staff/reminders/"))
    assert re.findall(r'data-label="On">([^<]*)<', page) == days


@pytest.mark.parametrize(("due_in", "is_seen"), [(6, True), (7, True), (8, False)])
def test_what_goes_is_seen_a_week_ahead(owner, provider, due_in, is_seen):
    make_rule()
    make_term(provider, ends_in=30 + due_in)
    assert bool(coming()) == is_seen


def test_a_mail_that_may_go_today_for_the_last_time_comes_no_more_after_eight(owner, provider):
    make_rule()
    with time_machine.travel(datetime.fromisoformat("2028-01-12T07:59:00Z"), tick=False) as clock:
        make_term(provider, ends_in=0)
        assert len(coming()) == 1
        clock.shift(timedelta(minutes=2))
        assert coming() == []


def test_what_has_gone_cannot_be_held(owner, provider, membership_manager):
    make_rule()
    make_term(provider, ends_in=10)
    sent()
    key = OutboxMessage.objects.get().key
    OutboxMessage.objects.update(sent_at=timezone.now())
    with pytest.raises(ValidationError, match="has gone already"):
        actions.hold(key=key, by=membership_manager)


def test_staff_add_a_rule_switch_it_off_and_are_told_what_is_wrong(signed_in, membership_manager):
    client = signed_in(membership_manager)
    typed = {"days": "7", "when": "after", "about": "invoice", "roles": ["finance_contact"], "is_on": "on"}
    typed |= {"subject": "Invoice {invoice}", "text": "Please pay {owed} of {last day}."}
    answer = client.post("/staff/reminders/rules/new/", typed)
    assert "“last day”" in answer.context["form"].errors["text"][0]
    assert "Please pay" in text(answer)
    typed["text"] = "Please pay {owed}."
    assert client.post("/staff/reminders/rules/new/", typed).status_code == 302
    rule = ReminderRule.objects.get(about="invoice")
    assert "7 days after the day by which an invoice is due" in text(client.get("/staff/reminders/"))
    address = f"/staff/reminders/rules/{rule.pk}/"
    assert "role" in text(client.post(address, typed | {"roles": []}))
    client.post(address, {name: value for name, value in typed.items() if name != "is_on"})
    assert "<strong>Off</strong>" in text(client.get("/staff/reminders/"))
    assert "What happened to this rule" in text(client.get(address))


@pytest.mark.parametrize("more", [0, 20])
def test_the_page_asks_as_often_for_any_number(signed_in, membership_manager, more, django_assert_num_queries):
    ReminderRule.objects.all().delete()
    make_rule(about="invoice", days=20)
    make_rule()
    ReminderRule.objects.update(is_on=True)
    for number in range(1 + more):
        provider = make_provider(f"Provider {number}")
        make_person(f"owner@provider{number}.example", "owner", provider)
        make_invoice(make_term(provider, ends_in=33), f"CHA-{number}", due_on=TODAY + timedelta(days=21))
    client = signed_in(membership_manager)
    client.get("/staff/reminders/")
    with django_assert_num_queries(12):
        assert "No reminder goes" not in text(client.get("/staff/reminders/"))


# Whatever nights are missed or doubled.

OFFSETS = st.integers(0, 40)


@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    days=OFFSETS,
    before=st.booleans(),
    lag=st.integers(-60, 60),
    first=st.integers(-80, 80),
    length=st.integers(0, 20),
)
def test_both_ways_of_asking_when_a_mail_may_go_agree(day, days, before, lag, first, length):
    rule = {"days": days, "before": before, "counts_from": day + timedelta(days=lag)}
    begins = day + timedelta(days=first)
    ends = begins + timedelta(days=length)
    may_go, found = window(day=day, **rule), days_of(first=begins, last=ends, **rule)
    overlaps = may_go is not None and may_go[0] <= ends and begins <= may_go[1]
    assert overlaps == (found is not None and found[0] <= day <= found[1])


class MissedAndDoubledNights(TestCase):
    """Terms and rules as they come, and a job that runs on any nights, twice on some."""

    @settings(max_examples=40, deadline=None)
    @given(
        ends=st.lists(st.integers(-30, 60), min_size=1, max_size=3),
        rules=st.lists(st.tuples(OFFSETS, st.sampled_from(["before", "after"])), min_size=1, max_size=3, unique=True),
        nights=st.lists(st.integers(0, 45), min_size=1, max_size=12),
    )
    @pytest.mark.slow
    def test_each_mail_goes_once_on_the_first_night_that_it_may(self, ends, rules, nights):
        ReminderRule.objects.update(is_on=False)
        about = {"about": "term", "roles": ["owner"], "subject": "x", "text": "y", "counts_from": date(2020, 1, 1)}
        made = [ReminderRule.objects.create(**about, days=days, when=when) for days, when in rules]
        terms = []
        for number, ends_in in enumerate(ends):
            provider = make_provider(f"Provider {number}")
            make_person(f"owner@provider{number}.example", "owner", provider)
            terms.append(make_term(provider, ends_in=ends_in))
        went = {}
        for night in sorted(nights):
            today = TODAY + timedelta(days=night)
            before = set(OutboxMessage.objects.values_list("key", flat=True))
            actions.remind(today=today)
            for key in set(OutboxMessage.objects.values_list("key", flat=True)) - before:
                went[key] = night
        expected = {}
        for rule in made:
            for term in terms:
                first, last = window(
                    day=term.ends_on, days=rule.days, before=rule.when == "before", counts_from=rule.counts_from
                )
                possible = [night for night in sorted(nights) if first <= TODAY + timedelta(days=night) <= last]
                user = term.provider.roles.get().user_id
                if possible:
                    expected[f"renewal-reminder:{term.pk}:{user}:{rule.pk}"] = possible[0]
        assert went == expected


def test_what_fell_due_before_a_rule_counts_is_not_even_looked_for():
    begins = date(2026, 11, 1)
    found = days_of(first=begins, last=begins, days=10, before=False, counts_from=begins)
    assert found == (begins - timedelta(days=10), begins - timedelta(days=10))
