"""Duties outside the portal: a subscribed calendar by a secret address, and mails by one's own choice."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from duties import actions, ical
from duties.calendar_file import calendar_of
from duties.law import months_after
from duties.models import ChangeToNotify, Duty, DutyCalendar, DutyDone, DutyReminder, ManagerAbsence
from duties.overview import changes_of, items_for
from duties.tasks import remind_of_duties
from homes.models import Home, HomeGrant
from jobs.models import JobRun
from outbox.models import OutboxMessage
from people.actions import end_role
from people.models import SecurityEvent
from people.templatetags.people import day
from tests.conftest import make_person
from tests.duties.homes import done, in_history, make_home, without_first_days
from tests.reading import text
from times import LONDON

TODAY = timezone.localdate()
MONDAY = date(2026, 3, 2)
FEED = re.compile(r'value="[^"]+(/calendars/[\w-]+\.ics)"')
PRIVATE = ["Bramble House", "Invented Road", "ZZ99"]


def subscribe(client) -> str:
    return FEED.search(text(client.post("/duties/subscription/make/")))[1]


def events(address):
    answer = Client().get(address)
    assert answer.status_code == 200
    return {str(event["summary"]): event for event in reversed(Calendar.from_ical(answer.content).events)}


def test_a_calendar_shows_each_duty_on_its_day_and_the_home_by_its_alias(signed_in, home, owner):
    done(home, "england-45", TODAY, 10)
    done(home, "england-44", TODAY, 200)
    shown = events(subscribe(signed_in(owner)))
    was_due = months_after(TODAY - timedelta(days=200), 1)
    was_due = was_due.replace(day=monthrange(was_due.year, was_due.month)[1])
    overdue = f"Overdue: Independent person’s visit: 9000001 (was due by {day(was_due)})"
    names = ("Review of quality of care", "Review of the home’s location", "Independent person’s visit")
    assert set(shown) == {*(f"{name}: 9000001" for name in names), overdue}
    assert shown[overdue].start == TODAY
    event = shown["Review of quality of care: 9000001"]
    assert event.start > TODAY
    assert event.end == event.start + timedelta(days=1)
    assert "Regulation 45" in event["description"]
    assert f"/homes/{home.pk}/duties/#england-45" in event["url"]


def test_a_calendar_holds_no_name_address_or_note(signed_in, home, owner):
    done(home, "england-45", TODAY, 10, note="Siân came")
    address = subscribe(signed_in(owner))
    file = text(Client().get(address)).replace("\r\n ", "")
    assert "9000001" in file
    assert not [words for words in [*PRIVATE, "Siân"] if words in file]


def test_a_long_welsh_name_with_commas_is_folded_and_escaped(signed_in, home, owner, provider):
    name = "Llanfairpwllgwyngyll; prawf larwm tân, nwy a drysau tân, bob mis, gan y rheolwr\\staff"[:80]
    duty = actions.add_duty(provider=provider, home=None, name=name, every_months=1, by=owner)
    DutyDone.objects.create(home=home, own=duty, done_on=TODAY)
    address = subscribe(signed_in(owner))
    assert max(len(line) for line in Client().get(address).content.split(b"\r\n")) <= 75
    assert f"{name}: 9000001" in events(address)


def all_events(address):
    return Calendar.from_ical(Client().get(address).content).events


def settled(*models, days=10):
    without_first_days(*Home.objects.exclude(duties_off__rule="england-44"))
    Home.objects.update(claimed_at=F("claimed_at") - timedelta(days=days))
    for model in (Home, *models):
        in_history(model, 24 * days)


def test_the_same_duty_is_the_same_event_which_moves_with_a_higher_number(signed_in, home, owner):
    kept = done(home, "england-45", TODAY, 10)
    address = subscribe(signed_in(owner))
    settled(DutyDone)
    first, again = all_events(address)[0], all_events(address)[0]
    assert first == again
    assert not re.search(r"\d{4}-?\d\d-?\d\d", first["uid"])
    kept.done_on = TODAY
    kept.save()
    later = all_events(address)[0]
    assert later["uid"] == first["uid"]
    assert later.start > first.start
    assert later["sequence"] > first["sequence"] > 0
    assert later["last-modified"].dt > first["last-modified"].dt
    assert later["dtstamp"].dt == later["last-modified"].dt


@pytest.mark.parametrize("what", ["undone", "alias", "rhythm", "own rhythm", "another duty"])
def test_whatever_an_event_rests_on_raises_its_number_and_nothing_else_does(what, signed_in, home, owner, provider):
    kept = done(home, "england-45", TODAY, 10)
    done(home, "england-45", TODAY, 100)
    done(home, "england-16", TODAY, 10)
    own = actions.add_duty(provider=provider, home=None, name="Fire drill", every_months=6, by=owner)
    DutyDone.objects.create(home=home, own=own, done_on=TODAY)
    address = subscribe(signed_in(owner))
    settled(DutyDone, Duty)
    before = {event["uid"]: event["sequence"] for event in all_events(address)}
    if what == "undone":
        kept.delete()
    elif what == "alias":
        Home.objects.update(alias="Home 3")
    elif what == "rhythm":
        Duty.objects.create(provider=provider, rule="england-16", every_months=3)
    elif what == "own rhythm":
        Duty.objects.filter(pk=own.pk).update(every_months=4)
    else:
        done(home, "england-46", TODAY, 1)
    after = {event["uid"]: event["sequence"] for event in all_events(address)}
    raised = {uid.split("-", 2)[2].split("@")[0] for uid in before if after.get(uid, 0) > before[uid]}
    of_law, of_own = [{f"{slug}-{n}" for n in (1, 2)} for slug in ("england-45", f"own-{own.pk}")]
    theirs = {"england-16-1"}
    expected = {"undone": of_law, "alias": of_law | of_own | theirs, "rhythm": theirs, "own rhythm": of_own}
    assert raised == expected.get(what, set())


def test_what_is_overdue_moves_each_midnight_with_a_higher_number(home, owner):
    done(home, "england-45", MONDAY, 300)
    calendar = DutyCalendar.objects.create(user=owner, token_hash="x")
    settled(DutyDone, days=2000)

    def on(today):
        items = items_for(owner, today)
        return Calendar.from_ical(
            calendar_of(calendar, ical.entries_of_duties(items, changes_of(items), today), today)
        ).events[0]

    first, second = on(MONDAY), on(MONDAY + timedelta(days=1))
    assert first["uid"] == second["uid"]
    assert (first.start, second.start) == (MONDAY, MONDAY + timedelta(days=1))
    assert second["sequence"] - first["sequence"] == 24 * 60 * 60
    assert str(second["summary"]).endswith("(was due by 6 November 2025)")


def test_a_calendar_reaches_a_year_ahead(signed_in, home, owner):
    done(home, "england-44", TODAY, 0)
    visits = [event for event in all_events(subscribe(signed_in(owner))) if "england-44" in event["uid"]]
    numbers = [event["uid"].split("@")[0].split("-")[-1] for event in visits]
    assert numbers == [str(number) for number in range(1, len(visits) + 1)]
    assert len(visits) in (11, 12)
    assert [(event.start + timedelta(days=1)).day for event in visits] == [1] * len(visits)
    assert visits[-1].start <= months_after(TODAY, 12)
    assert "as if the time before" in visits[1]["description"]
    assert "as if the time before" not in visits[0]["description"]


def test_a_calendar_says_what_it_is_and_when_to_read_it_again(signed_in, home, owner):
    client = signed_in(owner)
    done(home, "england-45", TODAY, 10)
    first, second = (Client().get(subscribe(client)) for _ in range(2))
    lines = text(first).replace("\r\n ", "").split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "X-PUBLISHED-TTL:PT6H" in lines
    assert {"NAME:Duties and deadlines", "X-WR-CALNAME:Duties and deadlines"} < set(lines)
    assert next(line for line in lines if line.startswith("URL")).endswith("/duties/subscription/")
    identity = Calendar.from_ical(first.content)["uid"]
    assert str(owner.pk) in identity
    assert Calendar.from_ical(second.content)["uid"] == identity  # the address was renewed, the calendar is the same


def test_an_entry_shows_in_a_shared_calendar_and_blocks_no_time(signed_in, home, owner):
    done(home, "england-45", TODAY, 10)
    event = all_events(subscribe(signed_in(owner)))[0]
    assert event["class"] == "PUBLIC"
    assert event["transp"] == "TRANSPARENT"
    assert event["x-microsoft-cdo-busystatus"] == "FREE"


def test_where_nothing_is_due_there_is_an_empty_calendar_of_proper_form(signed_in, home, owner):
    without_first_days(home)
    answer = Client().get(subscribe(signed_in(owner)))
    assert answer.status_code == 200
    [component] = Calendar.from_ical(answer.content).subcomponents
    assert component.name == "VTIMEZONE"
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"\n" not in answer.content.replace(b"\r\n", b"")


def test_a_calendar_takes_as_many_queries_for_three_homes_as_for_one(
    signed_in, home, owner, provider, django_assert_num_queries
):
    done(home, "england-45", TODAY, 10)
    address = subscribe(signed_in(owner))
    events(address)  # the first reading of a day is recorded
    with django_assert_num_queries(14):
        events(address)
    for number in (2, 3):
        done(make_home(provider, number), "england-45", TODAY, 10)
    with django_assert_num_queries(14):
        events(address)


def test_the_file_is_private_and_kept_by_no_cache(signed_in, home, owner):
    answer = Client().get(subscribe(signed_in(owner)))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"private", "no-store"} <= set(re.split(r",\s*", answer.headers["Cache-Control"]))
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_only_a_hash_of_the_address_is_kept(signed_in, home, owner):
    """That no log holds it is seen by tests/system/test_logs.py, where something is logged."""
    token = subscribe(signed_in(owner)).removeprefix("/calendars/").removesuffix(".ics")
    assert len(token) >= 43
    kept = DutyCalendar.objects.get()
    assert token not in str(vars(kept))


def test_a_renewed_address_closes_the_one_before_and_a_revoked_one_opens_nothing(signed_in, home, owner):
    client = signed_in(owner)
    first, second = subscribe(client), subscribe(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post("/duties/subscription/revoke/")
    assert Client().get(second).status_code == 404
    assert Client().get("/calendars/guessed.ics").status_code == 404


def test_what_becomes_of_an_address_reaches_the_trustee_and_a_day_s_readings_once(signed_in, home, owner):
    client = signed_in(owner)
    first = subscribe(client)
    for _ in range(3):
        Client().get(first)
    second = subscribe(client)
    Client().get(first)  # opens nothing
    Client().get(second)
    client.post("/duties/subscription/revoke/")
    client.post("/duties/subscription/revoke/")
    rows = SecurityEvent.objects.filter(kind__startswith="calendar").order_by("pk")
    assert [(row.get_kind_display(), row.user, row.about, row.subject) for row in rows] == [
        ("Address of a calendar made", owner, None, "duties"),
        ("Calendar read by its address", None, owner, "duties"),
        ("Address of a calendar closed", owner, None, "duties"),
        ("Address of a calendar made", owner, None, "duties"),
        ("Calendar read by its address", None, owner, "duties"),
        ("Address of a calendar closed", owner, None, "duties"),
    ]
    trustee = signed_in(make_person("trustee@association.example", "data_protection_trustee"))
    page = text(trustee.get(f"/staff/security/?person={owner.pk}"))
    assert "Whoever has the address" in page


def test_each_day_has_one_reading(signed_in, home, owner):
    client = signed_in(owner)
    address = subscribe(client)
    assert "No program has read it yet" in text(client.get("/duties/subscription/"))
    Client().get(address)
    DutyCalendar.objects.update(read_on=TODAY - timedelta(days=1))
    Client().get(address)
    Client().get(address)
    assert SecurityEvent.objects.filter(kind="calendar_read").count() == 2
    assert "A program read it last on" in text(client.get("/duties/subscription/"))


def test_a_calendar_follows_the_roles_of_the_moment(signed_in, home, owner, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    other = make_home(provider, 2)
    given = HomeGrant.objects.create(role=manager.roles.get(), home=home)
    without_first_days(home, other)
    for place in (home, other):
        done(place, "england-45", TODAY, 10)
    address = subscribe(signed_in(manager))
    assert list(events(address)) == ["Review of quality of care: 9000001"]
    given.delete()
    assert not events(address)
    HomeGrant.objects.create(role=manager.roles.get(), home=other)
    assert list(events(address)) == ["Review of quality of care: 8000002"]
    end_role(role=manager.roles.get(), reason="Left")
    assert not events(address)  # and no 404, at which programs ask for ever or alarm their owner


def test_the_calendar_of_an_account_that_is_closed_is_empty(signed_in, home, owner):
    address = subscribe(signed_in(owner))
    done(home, "england-45", TODAY, 10)
    assert events(address)
    owner.is_active = False
    owner.save()
    assert not events(address)


def test_staff_for_whom_nothing_falls_due_have_no_calendar(membership_manager):
    with pytest.raises(PermissionDenied):
        actions.make_calendar(by=membership_manager)


def choose(person, frequency, told_until=MONDAY - timedelta(days=1)):
    actions.choose_reminder(frequency=frequency, today=told_until, by=person)


def remind(days=0):
    return actions.remind_of_duties(today=MONDAY + timedelta(days=days)).total


def test_nobody_is_written_to_who_did_not_ask(home, owner):
    done(home, "england-44", MONDAY, 100)
    assert remind() == 0
    assert not OutboxMessage.objects.exists()


def test_on_monday_what_is_overdue_or_falls_due_in_this_week_and_the_next(home, owner):
    done(home, "england-44", MONDAY, 100)  # overdue
    done(home, "england-45", date(2025, 9, 15), 0)  # due on the second Sunday
    done(home, "england-16", date(2025, 3, 16), 0)  # a day later
    choose(owner, "weekly")
    assert remind() == 1
    notice = OutboxMessage.objects.get()
    assert notice.user == owner
    assert notice.subject == "2 duties fall due"
    assert notice.text.index("was due by 31 December 2025") < notice.text.index("is due by 15 March 2026")
    assert "statement of purpose" not in notice.text


def test_a_mail_names_a_home_by_its_alias_alone(home, owner):
    home.alias = "Home 3"
    home.save()
    done(home, "england-44", MONDAY, 100, note="Siân came")
    choose(owner, "weekly")
    remind()
    mail = OutboxMessage.objects.get()
    assert "Home 3: Independent person’s visit" in mail.text
    assert not [words for words in [*PRIVATE, "Siân"] if words in mail.subject + mail.text]


@pytest.mark.parametrize("frequency", ["weekly", "when_due"])
def test_a_second_run_sends_nothing_and_a_missed_night_is_caught_up(home, owner, frequency):
    done(home, "england-45", date(2025, 10, 1), 0)  # due on 1 April, soon from 2 March
    done(home, "england-44", MONDAY, 100)
    choose(owner, frequency, told_until=date(2026, 2, 1))
    if frequency == "when_due":
        choose(owner, frequency, told_until=MONDAY - timedelta(days=2))
    assert remind(days=2) == 1  # the runs of two nights did not happen
    assert [remind(days) for days in (0, 1, 2, 3)] == [0, 0, 0, 0]
    assert OutboxMessage.objects.count() == 1


def test_each_week_has_its_mail(home, owner):
    done(home, "england-44", MONDAY, 100)
    choose(owner, "weekly")
    assert [remind(days) for days in (0, 6, 7, 8, 14)] == [1, 0, 1, 0, 1]


def test_what_falls_due_soon_is_told_once_and_once_more_when_it_is_overdue(home, owner):
    done(home, "england-45", date(2025, 10, 1), 0)  # soon from 2 March, due on 1 April, overdue on the 2nd
    choose(owner, "when_due")
    told = {days: remind(days) for days in range(40)}
    assert [days for days, mails in told.items() if mails] == [0, 31]
    assert "was due by 1 April 2026" in OutboxMessage.objects.latest("pk").text


def test_nothing_due_is_no_mail(home, owner):
    done(home, "england-45", MONDAY, 1)
    choose(owner, "weekly")
    assert remind() == 0


def test_who_lost_the_role_gets_no_mail(home, owner, provider):
    done(home, "england-44", MONDAY, 100)
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=home)
    choose(manager, "weekly")
    end_role(role=manager.roles.get(), reason="Left")
    assert remind() == 0


def test_the_choice_is_made_changed_and_given_up_on_the_page(signed_in, home, owner):
    client = signed_in(owner)
    assert 'value="" id="id_frequency_0" checked' in text(client.get("/duties/subscription/"))
    client.post("/duties/subscription/mails/", {"frequency": "weekly"})
    assert 'value="weekly" id="id_frequency_1" checked' in text(client.get("/duties/subscription/"))
    client.post("/duties/subscription/mails/", {"frequency": "when_due"})
    assert DutyReminder.objects.get().frequency == "when_due"
    assert client.post("/duties/subscription/mails/", {"frequency": "hourly"}).status_code == 422
    client.post("/duties/subscription/mails/", {"frequency": ""})
    assert not DutyReminder.objects.exists()


def test_the_task_says_what_it_did(home, owner):
    remind_of_duties()
    assert JobRun.objects.get().outcome == "0 mails queued"


def test_notices_of_an_absence_are_in_the_calendar_and_the_mail_until_they_are_given(signed_in, home, owner):
    begins = TODAY - timedelta(days=5)
    yesterday = timezone.now() - timedelta(days=1)
    away = ManagerAbsence.objects.create(home=home, starts_on=begins, foreseen=False, noted_at=yesterday)
    address = subscribe(signed_in(owner))
    notice = events(address)["Notice of the absence: 9000001"]
    assert notice["dtstart"].dt == begins + timedelta(days=7)
    assert f"/homes/{home.pk}/notices/" in str(notice["description"])
    assert "within one week" in str(notice["description"])
    actions.choose_reminder(frequency="when_due", today=TODAY - timedelta(days=30), by=owner)
    assert actions.remind_of_duties(today=TODAY).total == 1
    told = OutboxMessage.objects.get().text
    assert "9000001: Notice of the absence is due by" in told
    assert not [word for word in PRIVATE if word in told]
    assert OutboxMessage.objects.get().subject.startswith("1 legal notice ")
    away.notified_on = TODAY
    away.save()
    assert "Notice of the absence: 9000001" not in events(address)


def change(home, owner, noted, happens):
    """A change of premises, noted and happening so many days after Monday."""
    day = MONDAY + timedelta(days=happens)
    made = actions.add_change(home=home, kind="premises", happens_on=day, note="Siân knows", by=owner)
    noted_at = datetime.combine(MONDAY + timedelta(days=noted), time(11), LONDON)
    ChangeToNotify.objects.filter(pk=made.pk).update(noted_at=noted_at)
    return made


@pytest.mark.parametrize("frequency", ["weekly", "when_due"])
def test_a_legal_notice_due_tomorrow_is_told_the_morning_after_it_was_noted(home, owner, frequency):
    choose(owner, frequency)
    done(home, "england-45", MONDAY, 1)
    assert remind(days=1) == 0
    change(home, owner, noted=1, happens=2)
    mails = {days: remind(days) for days in range(2, 7)}
    assert [days for days, sent in mails.items() if sent] == [2, 3], "and once more when it is overdue"
    first = OutboxMessage.objects.earliest("pk")
    assert first.subject == "1 legal notice falls due"
    assert "Notice of a change: The premises are significantly altered or extended" in first.text
    assert "Regulation 49, Children’s Homes (England) Regulations 2015" in first.text
    assert "Siân" not in first.text


def test_a_change_that_is_expected_in_half_a_year_is_told_the_morning_after_and_not_again_before_its_day(home, owner):
    choose(owner, "when_due")
    remind(days=0)
    change(home, owner, noted=1, happens=180)
    mails = [days for days in (1, 2, 3, 30, 166, 180, 181, 182) if remind(days)]
    of_it = OutboxMessage.objects.filter(text__contains="Notice of a change").order_by("pk")
    assert mails[0] == 2
    assert [message.text.count("Notice of a change") for message in of_it] == [1, 1]


def test_a_legal_notice_that_was_noted_late_is_told_once(home, owner):
    choose(owner, "when_due")
    remind(days=0)
    change(home, owner, noted=0, happens=-30)
    assert [remind(days) for days in range(1, 5)] == [1, 0, 0, 0]


def test_legal_notices_stand_before_duties_in_a_mail(home, owner):
    done(home, "england-44", MONDAY, 100)
    change(home, owner, noted=-9, happens=8)
    choose(owner, "weekly")
    assert remind() == 1
    mail = OutboxMessage.objects.get()
    assert mail.subject == "1 legal notice and 1 duty fall due"
    assert mail.text.index("Notice of a change") < mail.text.index("Independent person")


def test_a_change_is_an_entry_of_the_calendar_that_moves_with_a_higher_number(signed_in, home, owner):
    changed = actions.add_change(home=home, kind="premises", happens_on=TODAY + timedelta(2), note="", by=owner)
    address = subscribe(signed_in(owner))
    settled(ChangeToNotify)
    [first] = all_events(address)
    assert first["uid"].startswith(f"duty-{home.pk}-change-{changed.pk}-1@")
    assert f"/homes/{home.pk}/notices/#change-{changed.pk}" in first["url"]
    ChangeToNotify.objects.filter(pk=changed.pk).update(happens_on=TODAY + timedelta(3))
    [later] = all_events(address)
    assert later.start - first.start == timedelta(1)
    assert later["sequence"] > first["sequence"]
