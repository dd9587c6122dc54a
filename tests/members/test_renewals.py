"""The renewal run: seen as a whole, sent member by member, paused and resumed, and nothing twice."""

import re
from datetime import date, timedelta

import pghistory
import psycopg
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from history import history_of
from jobs.models import FailedItem
from jobs.retry import ItemFailed, save_failure
from members.dues.prices import PriceLists
from members.models import Band, DuesYear, Invoice, Renewal, RenewalRun, Term
from members.renewals import actions, sending
from members.renewals.planning import NO_FINANCE, NO_OWNER, NOBODY
from members.renewals.progress import progress_of
from members.tasks import send_renewals, sweep_renewals
from outbox.models import OutboxMessage
from people.models import Provider
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues, make_invoice, make_payment, make_term, put_in_force
from tests.reading import text

TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=40)


def make_member(name: str, *roles: str, ends_in: int = 20, **fields):
    """A member whose band is "1 home", with a person for each role."""
    provider = make_provider(name)
    for role in roles:
        make_person(f"{role}@{name.lower()}.example", role, provider)
    make_term(provider, ends_in=ends_in, **fields)
    return provider


@pytest.fixture
def dues(db):
    return make_dues()


@pytest.fixture
def members(dues):
    """Three who get an invoice."""
    return [make_member(name, "owner", "finance_contact") for name in ("Alder", "Birch", "Cedar")]


@pytest.fixture
def run(members, membership_manager):
    return actions.plan_run(until=SOON, by=membership_manager)


@pytest.fixture
def started(run, membership_manager):
    return actions.start(run=run, by=membership_manager)


def now(run) -> RenewalRun:
    return RenewalRun.objects.get(pk=run.pk)


def rows_of(page: str) -> dict[str, str]:
    """The rows of a run as its page has them, by member."""
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = [text_of(row) for row in table.split("<tr>")[1:]]
    return {row.partition(" ")[0]: row for row in rows}


def text_of(markup: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", markup).split())


# Who is in it.


def test_everyone_whose_term_ends_by_the_day_is_in_it_with_what_it_costs_or_why_not(members, membership_manager):
    make_member("Dogwood", "owner", ends_in=40)
    make_member("Elder", "finance_contact", ends_in=-30)
    make_member("Fir")
    make_member("Gorse", "owner", resigned_on=TODAY)
    make_term(make_member("Hazel", "owner"), ends_in=385)
    make_member("Late", "owner", ends_in=41)
    make_member("Gone", "owner", ends_in=-31)
    council = make_member("Ivy", "owner")
    type(council).objects.filter(pk=council.pk).update(member_kind="local_authority")
    make_member("Juniper", "owner", "finance_contact", band="2 homes", override_reason="Founders")
    make_member("Reader", "reader")
    run = actions.plan_run(until=SOON, by=membership_manager)
    found = {
        str(row.provider): (row.dues, row.why_not, row.remark, row.is_of_another_band) for row in run.renewals.all()
    }
    renewed = f"It is renewed already, from {TODAY + timedelta(days=21):%-d %B %Y}."
    no_band = "There is no band for local authorities in the dues from 1 January 2020."
    assert found == {
        "Alder": (450, "", "", False),
        "Birch": (450, "", "", False),
        "Cedar": (450, "", "", False),
        "Dogwood": (450, "", NO_FINANCE, False),
        "Elder": (450, "", NO_OWNER, False),
        "Fir": (None, NOBODY, "", False),
        "Gorse": (None, f"It leaves, or has left: last day {TODAY - timedelta(days=1):%-d %B %Y}.", "", False),
        "Hazel": (None, renewed, "", False),
        "Ivy": (None, no_band, "", False),
        "Juniper": (450, "", "Its last term was agreed otherwise: Founders.", True),
        "Reader": (None, NOBODY, "", False),
    }
    progress = progress_of(run)
    assert (progress.members, progress.pounds, progress.impossible, progress.moved) == (6, 2700, 5, 1)


def test_without_a_list_for_the_census_it_says_so_of_each(membership_manager):
    make_dues(("provider", 1, None, "Homes", 450), starts_on=date(2025, 4, 1), census_on=date(2025, 3, 31))
    make_member("Alder", "owner")
    (row,) = actions.plan_run(until=SOON, by=membership_manager).renewals.all()
    assert row.why_not.startswith("No list of the register covers 31 March 2025")


def test_how_far_it_is_counts_each_member_once(run, members, membership_manager):
    make_member("Fir")  # whom nobody would get it for
    actions.look_again(run=run, by=membership_manager)
    for name in ("Alder", "Fir"):
        actions.choose(renewal=run.renewals.get(provider__legal_name=name), is_chosen=False, by=membership_manager)
    found = progress_of(run)
    assert (found.members, found.pounds, found.left_out, found.impossible, found.moved) == (2, 900, 1, 1, 0)
    run.renewals.update(is_chosen=False)
    assert progress_of(run).pounds == 0


def test_a_reason_or_remark_that_is_too_long_is_cut(dues, membership_manager, monkeypatch):
    make_member("Alder", "owner", override_reason="x" * 200)
    [row] = actions.plan_run(until=SOON, by=membership_manager).renewals.all()
    assert (len(row.remark), row.why_not) == (255, "")

    def refuse(*_):
        raise ValidationError("x" * 300)

    monkeypatch.setattr(PriceLists, "price", refuse)
    [row] = actions.plan_run(until=SOON, by=membership_manager).renewals.all()
    assert len(row.why_not) == 255


@pytest.mark.parametrize("more", [0, 20])
def test_planning_asks_as_often_for_any_number(members, membership_manager, more, django_assert_num_queries):
    for number in range(more):
        make_member(f"Member{number}", "owner")
    membership_manager.current_roles  # noqa: B018 - read once a request
    with django_assert_num_queries(17):
        actions.plan_run(until=SOON, by=membership_manager)


def test_only_membership_staff_run_it(run, owner):
    for action in (actions.start, actions.look_again, actions.delete):
        with pytest.raises(PermissionDenied):
            action(run=run, by=owner)
    with pytest.raises(PermissionDenied):
        actions.plan_run(until=SOON, by=owner)


def test_planned_anew_it_sees_what_is_so_now_and_who_was_left_out_stays_out(run, members, membership_manager):
    actions.choose(renewal=run.renewals.get(provider=members[0]), is_chosen=False, by=membership_manager)
    make_member("Dogwood", "owner")
    members[1].roles.update(ends_on=TODAY)
    actions.look_again(run=run, by=membership_manager)
    assert [(str(row.provider), row.is_chosen, bool(row.why_not)) for row in run.renewals.all()] == [
        ("Alder", False, False),
        ("Birch", True, True),
        ("Cedar", True, False),
        ("Dogwood", True, False),
    ]


# Sending.


def test_each_gets_a_term_an_invoice_and_mails_and_a_second_time_changes_nothing(started, members):
    for _ in range(2):
        send_renewals(started.pk)
        assert now(started).state == "done"
        assert [row.term.starts_on for row in started.renewals.all()] == [TODAY + timedelta(days=21)] * 3
        assert Invoice.objects.count() == 3
        assert OutboxMessage.objects.filter(key__startswith="invoice:").count() == 6
    assert progress_of(started).waiting == 0


def test_what_else_the_job_writes_is_not_in_the_name_of_who_started_it(started, members, membership_manager):
    """One context within another gave its words to all that the outer one writes."""
    with pghistory.context(task="renewals"):
        sending.send(started.pk)
        members[0].telephone = "+441632960007"
        members[0].save()
    term, changed = (model.pgh_event_model.objects.latest("pgh_id") for model in (Term, Provider))
    assert term.pgh_context.metadata["user"] == membership_manager.pk
    assert changed.pgh_context.metadata == {"task": "renewals"}


def test_nothing_is_sent_before_it_is_started(run):
    send_renewals(run.pk)
    sweep_renewals()
    assert not Invoice.objects.exists()


def test_who_is_left_out_gets_nothing(run, members, membership_manager):
    row = run.renewals.get(provider=members[1])
    actions.choose(renewal=row, is_chosen=False, by=membership_manager)
    actions.start(run=run, by=membership_manager)
    assert sending.send(run.pk).results == [1, 1]
    assert sending.renew(row.pk) == 0
    assert {str(invoice.provider) for invoice in Invoice.objects.all()} == {"Alder", "Cedar"}


def test_a_run_of_nobody_is_not_started(run, membership_manager):
    run.renewals.update(is_chosen=False)
    with pytest.raises(ValidationError, match="Nobody in this run gets an invoice"):
        actions.start(run=run, by=membership_manager)


def test_paused_it_sends_nothing_and_goes_on_where_it_stopped(started, members, membership_manager, monkeypatch):
    real = sending.start_term

    def pausing(**about):
        actions.pause(run=started, by=membership_manager)
        return real(**about)

    monkeypatch.setattr(sending, "start_term", pausing)
    send_renewals(started.pk)
    assert (Invoice.objects.count(), now(started).state) == (1, "paused")
    with pytest.raises(ValidationError, match="Its invoice is sent already"):
        actions.choose(renewal=started.renewals.get(term__isnull=False), is_chosen=False, by=membership_manager)
    monkeypatch.setattr(sending, "start_term", real)
    send_renewals(started.pk)
    assert Invoice.objects.count() == 1
    actions.resume(run=started, by=membership_manager)
    send_renewals(started.pk)
    assert (Invoice.objects.count(), now(started).state) == (3, "done")


def test_the_rest_of_a_paused_run_can_be_left(started, membership_manager):
    actions.pause(run=started, by=membership_manager)
    assert actions.end(run=started, by=membership_manager).state == "done"
    for action in (actions.resume, actions.start, actions.delete, actions.pause, actions.try_again, actions.end):
        with pytest.raises(ValidationError, match="This run is done"):
            action(run=started, by=membership_manager)


def test_a_worker_is_asked_for_whenever_there_is_something_to_send(run, membership_manager, monkeypatch):
    asked = []
    monkeypatch.setattr(actions, "enqueue_after_commit", lambda task, pk: asked.append((task, pk)))
    row, wanted = run.renewals.first(), (sending.TASK, run.pk)
    actions.choose(renewal=row, is_chosen=False, by=membership_manager)
    assert asked == []
    actions.start(run=run, by=membership_manager)
    assert asked == [wanted]
    actions.choose(renewal=row, is_chosen=True, by=membership_manager)
    assert asked == [wanted] * 2
    actions.pause(run=run, by=membership_manager)
    actions.choose(renewal=row, is_chosen=False, by=membership_manager)
    assert asked == [wanted] * 2


def test_another_worker_leaves_a_run_alone_that_one_is_at(started):
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"sweep-renewals:{started.pk}"])
        send_renewals(started.pk)
        assert not Invoice.objects.exists()
        other.execute("SELECT pg_advisory_unlock_all()")
        send_renewals(started.pk)
        assert Invoice.objects.count() == 3


# What goes wrong.


def test_what_fails_stands_with_its_reason_and_stops_no_other(started, members, membership_manager):
    resigned, unreachable = members[:2]
    resigned.terms.update(resigned_on=TODAY)
    unreachable.roles.update(ends_on=TODAY)
    send_renewals(started.pk)
    assert [str(invoice.provider) for invoice in Invoice.objects.all()] == ["Cedar"]
    failed = {str(row.provider): why for row, why in progress_of(started).failed}
    assert failed == {"Alder": "It has resigned since.", "Birch": NOBODY}
    assert progress_of(started).waiting == 0
    assert FailedItem.objects.needing_a_person().count() == 2
    assert now(started).state == "sending"
    make_person("new@birch.example", "owner", unreachable)
    actions.choose(renewal=started.renewals.get(provider=resigned), is_chosen=False, by=membership_manager)
    actions.try_again(run=started, by=membership_manager)
    send_renewals(started.pk)
    sweep_renewals()
    assert (now(started).state, Invoice.objects.count(), FailedItem.objects.count()) == ("done", 2, 0)


def test_who_costs_something_else_by_now_is_not_sent_what_nobody_saw(started, dues):
    DuesYear.objects.update(released_at=None)
    Band.objects.update(dues=500)
    put_in_force(dues)
    send_renewals(started.pk)
    assert not Invoice.objects.exists()
    assert {why for _, why in progress_of(started).failed} == {"Its dues are £500.00 by now, and £450.00 were shown."}
    assert FailedItem.objects.needing_a_person().count() == 3


def test_what_failed_of_who_is_left_out_is_forgotten_and_of_who_has_a_term(started, members, membership_manager):
    for one in members[:2]:
        one.roles.update(ends_on=TODAY)
    send_renewals(started.pk)
    left_out, failed, sent = started.renewals.order_by("provider__legal_name")
    save_failure(sending.JOB, sent, ItemFailed("x"))
    actions.choose(renewal=left_out, is_chosen=False, by=membership_manager)
    assert [row for row, _ in progress_of(started).failed] == [failed]
    sweep_renewals()
    assert [each.item for each in FailedItem.objects.all()] == [str(failed.pk)]


@pytest.mark.parametrize("action", [actions.try_again, actions.resume, actions.end])
def test_what_another_run_or_job_failed_at_is_not_forgotten_with_it(started, members, membership_manager, action):
    other = actions.plan_run(until=SOON, by=membership_manager)
    for job, row in ((sending.JOB, started.renewals.first()), (sending.JOB, other.renewals.first())):
        save_failure(job, row, ItemFailed("x"))
    save_failure("another-job", started.renewals.first(), ItemFailed("x"))
    if action != actions.try_again:
        actions.pause(run=started, by=membership_manager)
    action(run=started, by=membership_manager)
    left = {("another-job", str(started.renewals.first().pk)), (sending.JOB, str(other.renewals.first().pk))}
    assert set(FailedItem.objects.values_list("job", "item")) == left


def test_who_was_renewed_by_hand_meanwhile_is_not_renewed_twice(started, members):
    make_term(members[0], ends_in=385)
    send_renewals(started.pk)
    assert members[0].terms.count() == 2
    assert "A term runs from" in progress_of(started).failed[0][1]


def test_two_runs_over_the_same_members_send_one_invoice_each(started, members, membership_manager):
    other = actions.start(run=actions.plan_run(until=SOON, by=membership_manager), by=membership_manager)
    send_renewals(started.pk)
    assert (now(started).state, now(other).state, progress_of(other).waiting) == ("done", "sending", 3)
    send_renewals(other.pk)
    assert Invoice.objects.count() == 3
    assert len(progress_of(other).failed) == 3


def test_a_run_goes_on_in_the_name_of_who_resumes_it(started, membership_manager):
    membership_manager.roles.update(ends_on=TODAY)
    send_renewals(started.pk)
    assert "may not manage memberships any more" in progress_of(started).failed[0][1]
    assert FailedItem.objects.needing_a_person().count() == 3
    colleague = make_person("colleague@association.example", "membership_manager")
    actions.pause(run=started, by=colleague)
    assert actions.resume(run=started, by=colleague).started_by == colleague
    send_renewals(started.pk)
    assert Invoice.objects.count() == 3


def test_a_sweep_asks_again_for_runs_whose_worker_died(started, membership_manager, monkeypatch):
    asked, _ = [], actions.plan_run(until=SOON, by=membership_manager)
    monkeypatch.setattr(sending, "enqueue", lambda task, pk: asked.append((task, pk)))
    sweep_renewals()
    assert asked == [("members.tasks.send_renewals", started.pk)]


def test_a_long_run_asks_for_the_next_worker(started, monkeypatch):
    asked = []
    monkeypatch.setattr(sending, "enqueue", lambda task, pk: asked.append(pk))
    monkeypatch.setattr(sending, "BUDGET", -1)
    send_renewals(started.pk)
    assert (asked, Invoice.objects.count(), now(started).state) == ([started.pk], 0, "sending")


def test_the_database_lets_a_renewal_have_one_term(started, members):
    send_renewals(started.pk)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Renewal.objects.update(term=None)


# The pages.


def test_staff_see_all_of_it_before_they_send(signed_in, membership_manager, members):
    client = signed_in(membership_manager)
    make_member("Fir")
    made = client.post("/staff/renewals/", {"until": SOON.isoformat()})
    run = RenewalRun.objects.get()
    page = text(client.get(made.url))
    for words in ("3 members, £1,350.00 without VAT", "Send 3 invoices", NOBODY):
        assert words in page
    renewal = run.renewals.get(provider=members[0])
    page = text(client.post(f"/staff/renewals/members/{renewal.pk}/", {"chosen": "no"}, follow=True))
    assert "1 left out by hand" in page
    page = text(client.post(f"/staff/renewals/members/{renewal.pk}/", {"chosen": "yes"}, follow=True))
    assert "Send 3 invoices" in page
    page = text(client.post(f"/staff/renewals/{run.pk}/start/", follow=True))
    assert "See how far it is now" in page
    assert "0 of 3" in page
    send_renewals(run.pk)
    page = text(client.get(made.url))
    assert "3 of 3" in page
    assert "Done" in text(client.get("/staff/renewals/"))


def test_a_day_too_far_ahead_is_refused(signed_in, membership_manager):
    answer = signed_in(membership_manager).post("/staff/renewals/", {"until": "2099-01-01"})
    assert answer.status_code == 422
    assert "within a year" in answer.context["form"].errors["until"][0]


def test_a_planned_run_is_thrown_away(signed_in, membership_manager, run):
    page = text(signed_in(membership_manager).post(f"/staff/renewals/{run.pk}/delete/", follow=True))
    assert "No run yet" in page


def test_the_page_asks_as_often_for_any_number(signed_in, membership_manager, run, django_assert_num_queries):
    client = signed_in(membership_manager)
    client.get(f"/staff/renewals/{run.pk}/")
    with django_assert_num_queries(13):
        client.get(f"/staff/renewals/{run.pk}/")
    for number in range(20):
        make_member(f"Member{number}", "owner")
    actions.look_again(run=run, by=membership_manager)
    with django_assert_num_queries(13):
        assert "23 members" in text(client.get(f"/staff/renewals/{run.pk}/"))


def test_members_stand_in_the_order_of_the_names_that_are_shown(signed_in, membership_manager, run, members):
    for member, trading_name in zip(members, ("Zelkova", "beech", ""), strict=True):
        type(member).objects.filter(pk=member.pk).update(trading_name=trading_name)
    page = signed_in(membership_manager).get(f"/staff/renewals/{run.pk}/").text
    assert list(rows_of(page)) == ["beech", "Cedar", "Zelkova"]


def test_beside_each_stands_what_it_owes_of_what_is_overdue(signed_in, membership_manager, members, run):
    alder, birch, cedar = (member.terms.get() for member in members)
    overdue = {"due_on": TODAY - timedelta(days=1), "sent_on": TODAY - timedelta(days=31)}
    make_invoice(alder, "CHA-1", amount=300, **overdue)
    make_payment(make_invoice(alder, "CHA-2", amount=200, **overdue), amount=50)
    make_invoice(birch, "CHA-3", amount=100)
    make_invoice(cedar, "CHA-4", amount=100, **overdue)
    cedar.provider.terms.update(resigned_on=cedar.starts_on)
    rows = rows_of(signed_in(membership_manager).get(f"/staff/renewals/{run.pk}/").text)
    assert "Owes £450.00 of invoices that are overdue." in rows["Alder"]
    assert "Owes" not in rows["Birch"] + rows["Cedar"]


def test_who_gets_an_invoice_in_its_place_is_said_only_of_who_gets_one(signed_in, membership_manager, dues):
    make_member("Alder", "owner")
    make_member("Birch", "owner", resigned_on=TODAY)
    make_member("Cedar", "owner")
    run = actions.plan_run(until=SOON, by=membership_manager)
    actions.choose(renewal=run.renewals.get(provider__legal_name="Cedar"), is_chosen=False, by=membership_manager)
    address, client = f"/staff/renewals/{run.pk}/", signed_in(membership_manager)
    said = {name: NO_FINANCE in row for name, row in rows_of(client.get(address).text).items()}
    assert said == {"Alder": True, "Birch": False, "Cedar": False}
    actions.start(run=run, by=membership_manager)
    run.renewals.filter(provider__legal_name="Alder").update(is_chosen=True)
    actions.pause(run=run, by=membership_manager)
    actions.end(run=run, by=membership_manager)
    rows = rows_of(client.get(address).text)
    assert "Not sent" in rows["Alder"]
    assert NO_FINANCE not in rows["Alder"]


def test_the_rows_of_a_run_that_was_sent_lead_to_their_invoices(
    signed_in, membership_manager, started, django_assert_num_queries
):
    send_renewals(started.pk)
    client = signed_in(membership_manager)
    client.get(f"/staff/renewals/{started.pk}/")
    with django_assert_num_queries(11):
        page = client.get(f"/staff/renewals/{started.pk}/").text
    for renewal in started.renewals.all():
        invoice = renewal.term.invoices.get()
        assert f'<a href="/invoices/{invoice.pk}/">{invoice}</a>' in page
        assert f"Sent: {invoice}" in rows_of(page)[str(renewal.provider)]


def test_what_a_run_sends_is_of_whoever_started_it(started, membership_manager, signed_in):
    send_renewals(started.pk)
    mails = OutboxMessage.objects.filter(key__startswith="invoice:")
    assert {mail.caused_by for mail in mails} == {membership_manager}
    renewal = started.renewals.exclude(term=None).first()
    [made] = history_of(renewal.term)
    assert (made.who, made.why) == (str(membership_manager), "A renewal run")


@pytest.mark.parametrize(
    ("show", "heading", "shown"),
    [
        ("impossible", "Who gets no invoice, and why", ["Fir"]),
        ("left-out", "Left out by hand", ["Cedar"]),
        ("no-finance", "Without a finance contact", ["Birch"]),
        ("moved", "In another band than before", ["Alder"]),
        ("nonsense", "Everyone in it", ["Alder", "Birch", "Cedar", "Fir"]),
    ],
)
def test_members_of_a_kind_are_looked_at_by_themselves(signed_in, membership_manager, members, show, heading, shown):
    make_member("Fir")
    run = actions.plan_run(until=SOON, by=membership_manager)
    run.renewals.update(remark="")
    run.renewals.filter(provider=members[0]).update(band="Another")
    run.renewals.filter(provider=members[1]).update(remark=NO_FINANCE)
    run.renewals.filter(provider=members[2]).update(is_chosen=False)
    page = signed_in(membership_manager).get(f"/staff/renewals/{run.pk}/?show={show}").text
    assert heading in page
    assert list(rows_of(page)) == shown


def test_who_leaves_a_member_out_stays_where_they_were(signed_in, membership_manager, run, members):
    renewal = run.renewals.get(provider=members[0])
    at = {"chosen": "no", "show": "moved", "page": "2"}
    answer = signed_in(membership_manager).post(f"/staff/renewals/members/{renewal.pk}/", at)
    assert answer.url == f"/staff/renewals/{run.pk}/?show=moved&page=2"


def test_dues_that_are_a_draft_still_are_named_before_terms_are_asked_for_those_before(
    signed_in, membership_manager, run, members, dues
):
    client, first = signed_in(membership_manager), max(run.renewals.values_list("starts_on", flat=True))
    draft = DuesYear.objects.create(starts_on=first, census_on=dues.census_on)
    pages = f"/staff/renewals/{run.pk}/", f"/staff/membership/providers/{members[0].pk}/term/"
    terms = run.renewals.filter(starts_on=first).count()
    assert f"{terms} of these terms begin" in text(client.get(pages[0]))
    assert "are a draft still" in text(client.get(pages[1]))
    DuesYear.objects.filter(pk=draft.pk).update(starts_on=first + timedelta(days=400))
    for page in pages:
        assert "are a draft still" not in text(client.get(page))


def test_a_run_that_is_done_says_of_whom_it_was_to_ask(signed_in, membership_manager, started):
    actions.pause(run=started, by=membership_manager)
    actions.end(run=started, by=membership_manager)
    assert "Were to get an invoice" in text(signed_in(membership_manager).get(f"/staff/renewals/{started.pk}/"))


def test_a_run_that_waits_for_a_person_stands_on_their_first_screen(signed_in, membership_manager, started, members):
    client = signed_in(membership_manager)
    assert str(started) not in text(client.get("/dashboard/"))
    members[0].terms.update(resigned_on=TODAY)
    send_renewals(started.pk)
    assert f"{started}: not all could be sent" in text(client.get("/dashboard/"))
    actions.pause(run=started, by=membership_manager)
    assert f"{started} is paused" in text(client.get("/dashboard/"))
    actions.end(run=started, by=membership_manager)
    assert str(started) not in text(client.get("/dashboard/"))
