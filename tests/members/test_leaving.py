"""A membership ends: on a day, for a reason that somebody gave, and goes on where that was a mistake."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cleaning.constraint import NOTHING_IN_LINES
from members.leaving.actions import end_membership, take_back
from members.leaving.endings import Ending, ending_of, first_day_without
from members.listing.rows import listed
from members.listing.sheet import cells
from members.membership import status_of, with_membership
from members.models import Leaving, Term
from members.periods import periods
from members.reports.leavers import by_reason
from members.reports.reading import report_for
from members.terms.actions import start_term
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.models import Provider
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues, make_invoice, make_payment, make_term
from tests.reading import text

TODAY = timezone.localdate()
DAY = timedelta(days=1)
NOON = date(2026, 11, 28)


@pytest.fixture
def owner(provider):
    return make_person("owner@hazelbank.example", "owner", provider)


@pytest.fixture
def staff(membership_manager):
    return membership_manager


def status(provider, on=TODAY):
    return status_of(with_membership(Provider.objects.all(), on).get(pk=provider.pk), on)


def ended(provider, by, **facts) -> Leaving:
    return end_membership(provider=provider, by=by, **{"reason": "dues", "last_day": TODAY, **facts})


@pytest.mark.parametrize(
    ("terms", "ending"),
    [
        ([], None),
        ([(NOON - 9 * DAY, NOON + 9 * DAY, None)], Ending(NOON - 9 * DAY, NOON + 9 * DAY, False, NOON + 9 * DAY)),
        # One year after the other is one run, whose first year is what runs now; another after a gap is not.
        (
            [(NOON - 9 * DAY, NOON, None), (NOON + DAY, NOON + 5 * DAY, None)],
            Ending(NOON - 9 * DAY, NOON + 5 * DAY, False, NOON),
        ),
        (
            [(NOON - 9 * DAY, NOON - DAY, None), (NOON, NOON + 5 * DAY, None)],
            Ending(NOON - 9 * DAY, NOON + 5 * DAY, False, NOON + 5 * DAY),
        ),
        # Who is no member yet never begins to be one, unless another day is chosen.
        (
            [(NOON - 9 * DAY, NOON - DAY, None), (NOON + DAY, NOON + 5 * DAY, None)],
            Ending(NOON, NOON + 5 * DAY, False, NOON),
        ),
        # Thirty days of grace: on the last of them it has not run out.
        (
            [(NOON - 90 * DAY, NOON - 30 * DAY, None)],
            Ending(NOON - 30 * DAY, NOON - 30 * DAY, False, NOON - 30 * DAY),
        ),
        (
            [(NOON - 90 * DAY, NOON - 31 * DAY, None)],
            Ending(NOON - 31 * DAY, NOON - 31 * DAY, True, NOON - 31 * DAY),
        ),
        ([(NOON - 9 * DAY, NOON + 9 * DAY, NOON)], None),
        (
            [(NOON - 9 * DAY, NOON + 9 * DAY, NOON), (NOON + DAY, NOON + 20 * DAY, None)],
            Ending(NOON, NOON + 20 * DAY, False, NOON),
        ),
        # A term that never begins is in nobody's way, whether it began on the same day or comes later.
        (
            [(NOON, NOON + 9 * DAY, None), (NOON, NOON + 9 * DAY, NOON), (NOON + 9 * DAY, NOON + 20 * DAY, NOON)],
            Ending(NOON, NOON + 9 * DAY, False, NOON + 9 * DAY),
        ),
    ],
)
def test_what_can_be_ended(terms, ending):
    assert ending_of(terms, NOON) == ending


@given(st.integers(1, 3), st.integers(-400, 400), st.data())
def test_whatever_day_is_chosen_is_the_last_one(years, starts_in, data):
    first = NOON + timedelta(days=starts_in)
    terms = [
        (first + timedelta(days=365 * year), first + timedelta(days=365 * year + 364), None) for year in range(years)
    ]
    ending = ending_of(terms, NOON)
    last = data.draw(st.dates(ending.first, ending.last))
    after = [(start, end, first_day_without(start, last) if end >= last else None) for start, end, _ in terms]
    assert [period.last for period in periods(after)] == ([last] if last >= first else [])
    assert ending_of(after, NOON) is None


def test_an_owner_says_when_and_why_and_is_a_member_until_then(signed_in, provider, owner):
    make_term(provider, ends_in=100)
    client, address = signed_in(owner), f"/membership/{provider.pk}/leave/"
    assert address in client.get("/membership/").content.decode()
    page = text(client.get(address))
    assert "We ended its membership" not in page
    assert "Who said so" not in page
    last = TODAY + 40 * DAY
    unsaid = client.post(address, {"last_day": f"{last}", "words": "Too dear."})
    assert (unsaid.status_code, "Too dear." in text(unsaid)) == (422, True)
    client.post(address, {"last_day": f"{last}", "reason": "dues", "words": "Too dear."})
    leaving = Leaving.objects.get()
    assert (leaving.last_day, leaving.reason, leaving.words, leaving.by) == (last, "dues", "Too dear.", owner)
    assert (leaving.told_on, leaving.said_by, leaving.ran_out) == (TODAY, "", False)
    assert Term.objects.get().resigned_on == last + DAY
    assert (status(provider), status(provider, last), status(provider, last + DAY)) == (
        "current",
        "current",
        "resigned",
    )
    own = client.get("/membership/").content.decode()
    assert address not in own
    assert "Take back that it leaves" in own
    assert "Too dear." in own
    assert "Nothing to end for" in text(client.get(address))


def test_who_renewed_is_proposed_the_end_of_the_term_that_runs_and_told_of_the_other(signed_in, provider, owner, staff):
    now = make_term(provider, ends_in=20)
    year = make_term(provider, ends_in=20 + 365)
    make_invoice(now, "CHA-0001")
    make_payment(make_invoice(year, "CHA-0115", amount=90))
    make_invoice(year, "CHA-0116", amount=450)
    address, first = f"/membership/{provider.pk}/leave/", f"{year.starts_on:%-d %B %Y}"
    said = f"If the last day is before {first}, it never begins"
    for person, words in ((owner, f"{said}, and we credit what is asked"), (staff, f"{said}: credit what is asked")):
        page = signed_in(person).get(address)
        assert page.context["form"].initial["last_day"] == now.ends_on
        shown = text(page)
        assert f"A term from {first} to {year.ends_on:%-d %B %Y} is agreed already and has not begun." in shown
        assert f"{words} for it, £90.00 of <a" in shown
        assert "invoice CHA-0115</a>, of which £90.00 was paid and £450.00 of <a" in shown
        assert "invoice CHA-0116</a>. If the last day is later, it is to be paid." in shown
        assert "invoice CHA-0001" not in shown
    signed_in(owner).post(address, {"last_day": f"{year.ends_on}", "reason": "dues"})
    assert Leaving.objects.get().last_day == year.ends_on, "the other day may be chosen"


def test_of_who_did_not_renew_the_form_says_nothing_of_another_term(signed_in, provider, owner):
    make_term(provider, ends_in=20)
    assert "agreed already" not in text(signed_in(owner).get(f"/membership/{provider.pk}/leave/"))


def test_staff_say_who_told_them_and_that_we_ended_it(signed_in, provider, staff):
    make_term(provider, ends_in=100)
    client, address = signed_in(staff), f"/membership/{provider.pk}/leave/"
    assert address in client.get(f"/providers/{provider.pk}/").content.decode()
    facts = {"last_day": f"{TODAY - 3 * DAY}", "reason": "removed", "said_by": "The board", "told_on": f"{TODAY - DAY}"}
    client.post(address, facts)
    leaving = Leaving.objects.get()
    assert (leaving.said_by, leaving.told_on, leaving.by) == ("The board", TODAY - DAY, staff)
    page = text(client.get(f"/providers/{provider.pk}/"))
    assert "We ended its membership." in page
    assert "The board said so on" in page
    history = text(client.get(f"/providers/{provider.pk}/history/"))
    assert "Membership ended before its time" in history
    assert "We ended its membership" in history


def test_who_renewed_early_leaves_with_both_years(provider, staff):
    make_term(provider, ends_in=20 - 365)
    now = make_term(provider, ends_in=20)
    make_term(provider, ends_in=20 + 365)
    leaving = ended(provider, staff, last_day=TODAY + 5 * DAY)
    found = [term.resigned_on for term in Term.objects.order_by("starts_on")]
    assert found == [None, TODAY + 6 * DAY, now.ends_on + DAY], "the year before was over"
    assert status(provider, TODAY + 6 * DAY) == "resigned"
    take_back(leaving=leaving, by=staff)
    assert [term.resigned_on for term in Term.objects.all()] == [None, None, None]


def test_the_last_day_of_a_term_is_a_last_day_too_and_there_is_no_grace(provider, staff):
    term = make_term(provider, ends_in=10)
    ended(provider, staff, last_day=term.ends_on)
    assert status(provider, term.ends_on + DAY) == "resigned"


def test_who_is_overdue_leaves_today_with_the_day_on_which_the_term_ended(signed_in, provider, owner):
    term = make_term(provider, ends_in=-10)
    page = signed_in(owner).post(f"/membership/{provider.pk}/leave/", {"reason": "closed"})
    assert page.status_code == 302
    assert Leaving.objects.get().last_day == term.ends_on
    assert status(provider) == "resigned"


def test_of_who_did_not_renew_only_the_reason_is_kept(signed_in, provider, owner, staff):
    make_term(provider, ends_in=-60)
    page = text(signed_in(staff).get(f"/membership/{provider.pk}/leave/"))
    assert "Why Hazel Bank Care Ltd left" in page
    assert "Last day of membership" not in page
    leaving = ended(provider, staff, reason="value", last_day=None)
    assert (leaving.ran_out, Term.objects.get().resigned_on) == (True, None)
    assert status(provider) == "ended"
    assert not OutboxMessage.objects.filter(user=owner).exists()
    with pytest.raises(ValidationError, match="Why it left is said already"):
        ended(provider, staff)
    take_back(leaving=leaving, by=staff)
    assert ended(provider, staff).pk != leaving.pk


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"last_day": TODAY - DAY}, "Choose a day from"),
        ({"last_day": TODAY + 101 * DAY}, "Choose a day from"),
        ({"last_day": None}, "Choose a day from"),
        ({"reason": "removed"}, "Choose why you leave"),
        ({"reason": "unpaid"}, "Choose why you leave"),
        ({"reason": "other"}, "Say in a few words what it is"),
        ({"told_on": TODAY + DAY}, "This day is still to come"),
        ({"words": "\u200b"}, NOTHING_IN_LINES),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_is_half_written(provider, owner, facts, sentence):
    make_term(provider, ends_in=100)
    with pytest.raises(ValidationError, match=sentence):
        ended(provider, owner, **facts)
    assert (Term.objects.get().resigned_on, Leaving.objects.count()) == (None, 0)


def test_two_leave_on_the_same_day_and_it_may_be_said_on_that_day(provider, other_provider, staff):
    for each in (provider, other_provider):
        make_term(each, ends_in=100)
        assert ended(each, staff, told_on=TODAY).told_on == TODAY
    assert {leaving.provider for leaving in Leaving.objects.in_force()} == {provider, other_provider}


def test_words_have_as_many_lines_as_they_take(signed_in, provider, owner):
    make_term(provider, ends_in=20)
    sent = {"last_day": TODAY.isoformat(), "reason": "dues", "words": "Line one.\r\nLine two.\u2028Line three."}
    assert signed_in(owner).post(f"/membership/{provider.pk}/leave/", sent).status_code == 302
    assert Leaving.objects.get().words == "Line one.\nLine two.\nLine three."


def test_staff_choose_a_day_within_the_membership_alone(provider, staff):
    term = make_term(provider, ends_in=100)
    for last_day in (term.starts_on - DAY, term.ends_on + DAY):
        with pytest.raises(ValidationError, match="Choose a day from"):
            ended(provider, staff, last_day=last_day)
    assert ended(provider, staff, last_day=term.starts_on).last_day == term.starts_on


def test_who_is_no_member_or_left_cannot_leave(provider, staff):
    with pytest.raises(ValidationError, match="is no member, or has left already"):
        ended(provider, staff)
    make_term(provider, ends_in=100)
    ended(provider, staff)
    with pytest.raises(ValidationError, match="is no member, or has left already"):
        ended(provider, staff)


def test_an_owner_takes_back_until_the_last_day_and_never_what_we_said(signed_in, provider, owner, staff):
    make_term(provider, ends_in=100)
    leaving = ended(provider, owner)
    signed_in(owner).post(f"/membership/leavings/{leaving.pk}/take-back/")
    leaving.refresh_from_db()
    assert (leaving.taken_back_by, Term.objects.get().resigned_on, status(provider)) == (owner, None, "current")
    with pytest.raises(ValidationError, match="taken back already"):
        take_back(leaving=leaving, by=owner)
    ours = ended(provider, staff, reason="removed")
    with pytest.raises(ValidationError, match="cannot be taken back here any more"):
        take_back(leaving=ours, by=owner)
    take_back(leaving=ours, by=staff)
    late = ended(provider, staff, last_day=TODAY - DAY)
    with pytest.raises(ValidationError, match="cannot be taken back here any more"):
        take_back(leaving=late, by=owner)
    assert "Take back that it leaves" not in text(signed_in(owner).get("/membership/"))


def test_it_is_not_taken_back_over_a_term_that_began_since(provider, staff):
    first = make_term(provider, ends_in=100)
    leaving = ended(provider, staff, last_day=TODAY - 20 * DAY)
    again = make_term(provider, ends_in=360)
    with pytest.raises(ValidationError, match="It is a member again from"):
        take_back(leaving=leaving, by=staff)
    first.refresh_from_db()
    assert first.resigned_on == TODAY - 19 * DAY
    again.delete()
    take_back(leaving=leaving, by=staff)


def test_of_one_that_was_merged_into_another_nothing_is_said_or_taken_back(
    signed_in, provider, other_provider, owner, staff
):
    make_term(provider, ends_in=100)
    leaving = ended(provider, staff, last_day=TODAY - DAY)
    Provider.objects.filter(pk=provider.pk).update(merged_into=other_provider)
    for act in (lambda: take_back(leaving=leaving, by=staff), lambda: ended(provider, staff)):
        with pytest.raises(ValidationError, match=f"was merged into {other_provider}"):
            act()
    assert Term.objects.get().resigned_on == TODAY
    for page in (provider, other_provider):
        shown = text(signed_in(staff).get(f"/providers/{page.pk}/"))
        assert "ast day of membership is" in shown
        assert "Take back that it leaves" not in shown
    assert f"{provider}: the last day of membership is" in shown  # on the survivor's: whose it was
    theirs = make_person("owner@larkfield.example", "owner", other_provider)
    assert "Take back that it leaves" not in text(signed_in(theirs).get("/membership/"))


def test_once_it_is_admitted_again_no_page_says_that_it_leaves(signed_in, provider, owner, staff):
    make_dues()
    make_term(provider, ends_in=20)
    make_term(provider, ends_in=385)
    ended(provider, owner, last_day=TODAY + 20 * DAY)
    pages = [(owner, "/membership/"), (owner, f"/providers/{provider.pk}/"), (staff, f"/providers/{provider.pk}/")]
    for user, page in pages:
        assert "The dues are too high" in text(signed_in(user).get(page))
    term = start_term(provider=provider, starts_on=TODAY + 21 * DAY, by=staff)
    for user, page in pages:
        shown = text(signed_in(user).get(page))
        assert "The dues are too high" not in shown
        assert "it ends" not in shown
        assert f"until {term.ends_on:%-d %B %Y}" in shown
    assert "Your membership ends" not in text(signed_in(owner).get("/dashboard/"))
    assert "The dues are too high" in text(signed_in(staff).get(f"/providers/{provider.pk}/history/"))


def test_another_s_later_term_follows_no_leaving_nor_one_s_own_of_a_single_day(provider, other_provider, staff):
    make_term(provider, ends_in=20)
    leaving = ended(provider, staff, last_day=TODAY - 344 * DAY)
    make_term(other_provider, ends_in=385)
    assert list(Leaving.objects.unfollowed()) == [leaving]
    make_term(provider, ends_in=384)
    assert not Leaving.objects.unfollowed()


def test_one_that_does_not_know_what_it_ended_is_not_taken_back(signed_in, provider, owner, staff):
    """As of rows of before that was kept: nothing came back, and the page said that it did."""
    make_term(provider, ends_in=100)
    leaving = ended(provider, staff)
    for ids in ([], [0]):
        Leaving.objects.update(ended=ids)
        with pytest.raises(ValidationError, match="Which terms this ended was not kept"):
            take_back(leaving=leaving, by=staff)
    Leaving.objects.update(ended=[])
    assert (Leaving.objects.in_force().count(), Term.objects.get().resigned_on) == (1, TODAY + DAY)
    with pytest.raises(ValidationError, match="cannot be taken back here any more"):
        take_back(leaving=leaving, by=owner)
    for person, page in ((owner, "/membership/"), (staff, f"/providers/{provider.pk}/")):
        assert "Take back that it leaves" not in text(signed_in(person).get(page))


def test_every_screen_says_the_last_day_and_none_the_day_after(signed_in, provider, owner, staff):
    """What a term keeps is the first day without membership."""
    term = make_term(provider, ends_in=20)
    client = signed_in(owner)
    assert f"Your membership runs until {term.ends_on:%-d %B %Y}" in text(client.get("/dashboard/"))
    leaving = ended(provider, owner, last_day=TODAY + 5 * DAY)
    last, after = (f"{TODAY + days * DAY:%-d %B %Y}" for days in (5, 6))
    first = text(client.get("/dashboard/"))
    assert f"Your membership ends: its last day is {last}" in first
    assert f"it ends: the last day is {last}<" in first
    assert f"it ends: the last day is {last}<" in text(client.get(f"/providers/{provider.pk}/"))
    assert f"ended early: last day {last}" in text(client.get("/membership/"))
    assert f"ended before its time: last day {last}." in text(client.get(f"/providers/{provider.pk}/history/"))
    for page in ("/dashboard/", "/membership/", f"/providers/{provider.pk}/", f"/providers/{provider.pk}/history/"):
        assert after not in text(client.get(page))
    for page in ("/dashboard/", "/membership/"):
        assert f"ntil {term.ends_on:%-d %B %Y}" not in text(client.get(page))
    take_back(leaving=leaving, by=owner)
    ended(provider, staff, last_day=TODAY - 2 * DAY)
    first = text(client.get("/dashboard/"))
    assert f"Your membership ended: its last day was {TODAY - 2 * DAY:%-d %B %Y}. Join again" in first
    Term.objects.update(resigned_on=term.starts_on)
    assert "ended before it began" in text(client.get("/membership/"))
    assert "Your membership never began. Join again" in text(client.get("/dashboard/"))


def test_list_and_sheet_have_the_real_last_day_and_can_be_narrowed_by_it(signed_in, provider, staff):
    term = make_term(provider, ends_in=364)
    ended(provider, staff, last_day=TODAY + 40 * DAY)
    stays = make_provider("Stays Ltd")
    make_term(stays, ends_in=300)
    [row, other] = listed(Provider.objects.order_by("legal_name"))
    assert (row.last_day, other.last_day) == (TODAY + 40 * DAY, TODAY + 300 * DAY)
    client, month = signed_in(staff), f"{TODAY + 40 * DAY:%Y-%m}"
    page = text(client.get(f"/staff/membership/?month={month}&sort=last_day"))
    assert f"{TODAY + 40 * DAY:%-d %B %Y}" in page
    assert page.count("Leaves") == 1
    assert f"{term.ends_on:%-d %B %Y}" not in page
    rows = [cells(each) for each in (row, other)]
    assert [each[8] for each in rows] == ["Yes", "No"]
    assert [each[10] for each in rows] == [row.last_day, other.last_day]


def test_what_happened_tells_of_it_by_name(signed_in, provider, owner, staff):
    make_term(provider, ends_in=100)
    leaving = ended(provider, staff, last_day=TODAY + 40 * DAY, words="Too dear.", said_by="Nora Field")
    take_back(leaving=leaving, by=staff)
    page = text(signed_in(owner).get(f"/providers/{provider.pk}/history/"))
    last = f"{TODAY + 40 * DAY:%-d %B %Y}"
    assert f"Nora Field said that it leaves, its last day {last}: The dues are too high. “Too dear.”" in page
    assert f"That its last day is {last} was taken back." in page


def test_its_owners_and_staff_are_told_and_nobody_once_it_is_taken_back(provider, owner, staff):
    make_person("reader@hazelbank.example", "reader", provider)
    make_term(provider, ends_in=100)
    leaving = ended(provider, owner, words="Too dear.")
    told, ours = OutboxMessage.objects.get(key__startswith="membership-ends:"), OutboxMessage.objects.get(user=staff)
    assert (told.user, ours.key) == (owner, f"member-leaves:{leaving.pk}:{staff.pk}")
    assert "In their words: Too dear." in ours.text
    assert [no_longer_wanted(mail) for mail in (told, ours)] == ["", ""]
    take_back(leaving=leaving, by=owner)
    assert [no_longer_wanted(mail) for mail in (told, ours)] == ["It was taken back."] * 2
    assert OutboxMessage.objects.get(key__startswith="membership-goes-on:").user == owner


def test_others_neither_end_nor_take_back(signed_in, provider, other_provider, staff):
    make_term(provider, ends_in=100)
    finance = make_person("finance@hazelbank.example", "finance_contact", provider)
    outsider = make_person("owner@larkfield.example", "owner", other_provider)
    leaving = ended(provider, staff)
    take_back(leaving=leaving, by=staff)
    for person, status_code in ((finance, 403), (outsider, 404)):
        assert signed_in(person).get(f"/membership/{provider.pk}/leave/").status_code == status_code
        assert signed_in(person).post(f"/membership/leavings/{leaving.pk}/take-back/").status_code == status_code
        with pytest.raises(PermissionDenied):
            ended(provider, person)
        with pytest.raises(PermissionDenied):
            take_back(leaving=leaving, by=person)


def test_the_database_keeps_one_in_force_a_day(provider):
    facts = {"provider": provider, "last_day": TODAY, "reason": "dues"}
    Leaving.objects.create(**facts, taken_back_at=timezone.now())
    Leaving.objects.create(**facts)
    with pytest.raises(IntegrityError, match="leaving_once"):
        Leaving.objects.create(**facts)


def test_the_database_wants_words_for_something_else(provider):
    with pytest.raises(IntegrityError, match="leaving_other_in_words"):
        Leaving.objects.create(provider=provider, last_day=TODAY, reason="other")


@pytest.fixture
def left(staff):
    """Who resigned, whom we ended, who ran out with and without a reason; and one that leaves next week."""
    made = [make_provider(f"{name} Ltd") for name in ("Alder", "Birch", "Cedar", "Damson", "Elm")]
    for provider, ends_in in zip(made, (100, 100, -50, -60, 100), strict=True):
        make_term(provider, ends_in=ends_in)
    ended(made[0], staff, last_day=TODAY - 5 * DAY)
    ended(made[1], staff, last_day=TODAY - 6 * DAY, reason="removed")
    ended(made[2], staff, reason="dues", last_day=None, words="Too dear")
    ended(made[4], staff, last_day=TODAY + 7 * DAY)
    return made


def test_the_report_says_why(signed_in, staff, left):
    report = report_for(staff, TODAY)
    assert [(each.provider.legal_name, each.how, each.why) for each in report.left] == [
        ("Alder Ltd", "Resigned", "The dues are too high"),
        ("Birch Ltd", "Ended by us", "We ended its membership"),
        ("Cedar Ltd", "Did not renew", "The dues are too high"),
        ("Damson Ltd", "Did not renew", "Nobody said why"),
    ]
    assert [(row.label, row.resigned, row.removed, row.not_renewed, row.all) for row in by_reason(report.left)] == [
        ("The dues are too high", 1, 0, 1, 2),
        ("We ended its membership", 0, 1, 0, 1),
        ("Nobody said why", 0, 0, 1, 1),
    ]
    assert sum(month.left for month in report.months) == len(report.left)
    assert (sum(month.resigned for month in report.months), sum(month.removed for month in report.months)) == (1, 1)
    page = text(signed_in(staff).get("/staff/membership/report/"))
    assert "4 that left in the last 24 months" in page
    sheet = signed_in(staff).get("/staff/membership/report/file/?table=left&format=csv").content.decode()
    assert "Cedar Ltd" in sheet
    assert "Too dear" in sheet


def test_the_report_names_who_is_at_risk_and_why(signed_in, staff, left):
    report = report_for(staff, TODAY)
    assert [(each.name, each.reasons) for each in report.at_risk] == [
        ("Elm Ltd", ["No owner here", "Nobody signed in for six months"])
    ]
    page = text(signed_in(staff).get("/staff/membership/report/"))
    assert "1 of 1 member" in page
    assert "No owner here; Nobody signed in for six months" in page
    answer = signed_in(staff).get("/staff/membership/report/file/?table=risk&format=csv")
    sheet = answer.content.decode()
    assert "Members at risk" in answer.headers["Content-Disposition"]
    assert '"Elm Ltd","No owner here; Nobody signed in for six months"' in sheet


def test_what_was_taken_back_is_no_reason(staff, left):
    for leaving in Leaving.objects.filter(provider=left[2]):
        take_back(leaving=leaving, by=staff)
    assert [each.why for each in report_for(staff, TODAY).left][2:] == ["Nobody said why"] * 2


def test_taking_one_back_leaves_what_another_ended(provider, staff):
    """It left, joined again within the same year, and left before that began: each is taken back by itself."""
    first = make_term(provider, ends_in=100)
    one = ended(provider, staff, last_day=TODAY - 20 * DAY)
    second = make_term(provider, ends_in=374)  # from in ten days on
    two = ended(provider, staff, last_day=second.starts_on - DAY)
    take_back(leaving=two, by=staff)
    with pytest.raises(ValidationError, match="It is a member again from"):
        take_back(leaving=one, by=staff)
    first.refresh_from_db()
    assert first.resigned_on == TODAY - 19 * DAY
    ended(provider, staff, last_day=second.starts_on - DAY)
    take_back(leaving=one, by=staff)
    assert [term.resigned_on for term in Term.objects.order_by("starts_on")] == [None, second.starts_on]
    assert status(provider) == "current"


def test_a_term_after_those_that_it_ended_is_in_nobody_s_way(provider, staff):
    make_term(provider, ends_in=100)
    leaving = ended(provider, staff, last_day=TODAY - 20 * DAY)
    later = make_term(provider, ends_in=100 + 365)
    take_back(leaving=leaving, by=staff)
    assert [term.resigned_on for term in Term.objects.all()] == [None, None]
    assert later.starts_on == TODAY + 101 * DAY


def test_an_owner_comes_back_to_their_own_page(signed_in, provider, owner, staff):
    make_term(provider, ends_in=100)
    for person, page in ((owner, "/membership/"), (staff, f"/providers/{provider.pk}/")):
        answer = signed_in(person).post(f"/membership/{provider.pk}/leave/", {"last_day": f"{TODAY}", "reason": "dues"})
        assert answer.url == page
        leaving = Leaving.objects.in_force().get()
        assert signed_in(person).post(f"/membership/leavings/{leaving.pk}/take-back/").url == page


def test_who_ran_out_without_paying_was_not_ended_by_us(staff, provider):
    make_term(provider, ends_in=-60)
    ended(provider, staff, reason="unpaid", last_day=None)
    report = report_for(staff, TODAY)
    assert [(each.how, each.why) for each in report.left] == [("Did not renew", "It did not pay")]
    assert (sum(month.removed for month in report.months), sum(month.not_renewed for month in report.months)) == (0, 1)


def test_who_left_before_the_first_month_is_not_told(staff, provider):
    make_term(provider, ends_in=-800)
    assert report_for(staff, TODAY).left == []


def test_who_has_most_reasons_is_named_first(staff):
    make_person("owner@elm.example", "owner", elm := make_provider("Elm Ltd"))
    make_term(elm, ends_in=100)
    make_term(make_provider("Yew Ltd"), ends_in=100)
    assert [each.name for each in report_for(staff, TODAY).at_risk] == ["Yew Ltd", "Elm Ltd"]
