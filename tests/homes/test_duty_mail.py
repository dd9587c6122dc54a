"""Duties outside the portal: a subscribed calendar by a secret address, and mails by one's own choice."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from homes import actions
from homes.models import DutyCalendar, DutyDone, DutyReminder, ManagerAbsence, RoleHome
from homes.tasks import remind_of_duties
from people.actions import end_role
from people.models import JobRun, Notice
from tests.conftest import make_person
from tests.homes.duties import done, make_home

TODAY = timezone.localdate()
MONDAY = date(2026, 3, 2)
FEED = re.compile(r'value="[^"]+(/calendars/[\w-]+\.ics)"')
PRIVATE = ["Bramble House", "Invented Road", "ZZ99"]


def text(page):
    return page.content.decode()


def subscribe(client) -> str:
    return FEED.search(text(client.post("/duties/subscription/make/")))[1]


def events(address):
    answer = Client().get(address)
    return {str(event["summary"]): event for event in Calendar.from_ical(answer.content).events}


def test_a_calendar_shows_each_duty_on_its_day_and_the_home_by_its_alias(signed_in, home, owner):
    done(home, "england-45", TODAY, 10)
    done(home, "england-44", TODAY, 200)
    shown = events(subscribe(signed_in(owner)))
    assert set(shown) == {"Review of quality of care: 9000001", "Overdue: Independent person’s visit: 9000001"}
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


def test_an_event_stays_the_same_until_its_day_changes(signed_in, home, owner):
    kept = done(home, "england-45", TODAY, 10)
    address = subscribe(signed_in(owner))
    [first], [again] = events(address).values(), events(address).values()
    assert first["uid"] == again["uid"]
    kept.done_on = TODAY
    kept.save()
    [later] = events(address).values()
    assert later["uid"] != first["uid"]


def test_the_file_is_private_and_kept_by_no_cache(signed_in, home, owner):
    answer = Client().get(subscribe(signed_in(owner)))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert {"private", "no-store"} <= set(re.split(r",\s*", answer.headers["Cache-Control"]))
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


def test_only_a_hash_of_the_address_is_kept_and_no_log_holds_it(signed_in, home, owner, caplog):
    token = subscribe(signed_in(owner)).removeprefix("/calendars/").removesuffix(".ics")
    assert len(token) >= 43
    kept = DutyCalendar.objects.get()
    assert token not in str(vars(kept))
    assert token not in caplog.text


def test_a_renewed_address_closes_the_one_before_and_a_revoked_one_opens_nothing(signed_in, home, owner):
    client = signed_in(owner)
    first, second = subscribe(client), subscribe(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    client.post("/duties/subscription/revoke/")
    assert Client().get(second).status_code == 404
    assert Client().get("/calendars/guessed.ics").status_code == 404


def test_a_calendar_follows_the_roles_of_the_moment(signed_in, home, owner, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    other = make_home(provider, 2)
    given = RoleHome.objects.create(role=manager.roles.get(), home=home)
    for place in (home, other):
        done(place, "england-45", TODAY, 10)
    address = subscribe(signed_in(manager))
    assert list(events(address)) == ["Review of quality of care: 9000001"]
    given.delete()
    assert Client().get(address).status_code == 404
    RoleHome.objects.create(role=manager.roles.get(), home=other)
    assert list(events(address)) == ["Review of quality of care: 8000002"]
    end_role(role=manager.roles.get(), reason="Left")
    assert Client().get(address).status_code == 404


def test_an_account_that_is_closed_has_no_calendar(signed_in, home, owner):
    address = subscribe(signed_in(owner))
    owner.is_active = False
    owner.save()
    assert Client().get(address).status_code == 404


def test_staff_have_no_calendar_of_duties(membership_manager):
    with pytest.raises(PermissionDenied):
        actions.make_calendar(by=membership_manager)


def choose(person, rhythm, told_until=MONDAY - timedelta(days=1)):
    actions.choose_reminder(rhythm=rhythm, today=told_until, by=person)


def remind(days=0):
    return actions.remind_of_duties(today=MONDAY + timedelta(days=days)).total


def test_nobody_is_written_to_who_did_not_ask(home, owner):
    done(home, "england-44", MONDAY, 100)
    assert remind() == 0
    assert not Notice.objects.exists()


def test_on_monday_what_is_overdue_or_falls_due_in_this_week_and_the_next(home, owner):
    done(home, "england-44", MONDAY, 100)  # overdue
    done(home, "england-45", date(2025, 9, 15), 0)  # due on the second Sunday
    done(home, "england-16", date(2025, 3, 16), 0)  # a day later
    choose(owner, "weekly")
    assert remind() == 1
    notice = Notice.objects.get()
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
    mail = Notice.objects.get()
    assert "Home 3: Independent person’s visit" in mail.text
    assert not [words for words in [*PRIVATE, "Siân"] if words in mail.subject + mail.text]


@pytest.mark.parametrize("rhythm", ["weekly", "when_due"])
def test_a_second_run_sends_nothing_and_a_missed_night_is_caught_up(home, owner, rhythm):
    done(home, "england-45", date(2025, 10, 1), 0)  # due on 1 April, soon from 2 March
    done(home, "england-44", MONDAY, 100)
    choose(owner, rhythm, told_until=date(2026, 2, 1))
    if rhythm == "when_due":
        choose(owner, rhythm, told_until=MONDAY - timedelta(days=2))
    assert remind(days=2) == 1  # the runs of two nights did not happen
    assert [remind(days) for days in (0, 1, 2, 3)] == [0, 0, 0, 0]
    assert Notice.objects.count() == 1


def test_each_week_has_its_mail(home, owner):
    done(home, "england-44", MONDAY, 100)
    choose(owner, "weekly")
    assert [remind(days) for days in (0, 6, 7, 8, 14)] == [1, 0, 1, 0, 1]


def test_what_falls_due_soon_is_told_once_and_once_more_when_it_is_overdue(home, owner):
    done(home, "england-45", date(2025, 10, 1), 0)  # soon from 2 March, due on 1 April, overdue on the 2nd
    choose(owner, "when_due")
    told = {days: remind(days) for days in range(40)}
    assert [days for days, mails in told.items() if mails] == [0, 31]
    assert "was due by 1 April 2026" in Notice.objects.latest("pk").text


def test_nothing_due_is_no_mail(home, owner):
    done(home, "england-45", MONDAY, 1)
    choose(owner, "weekly")
    assert remind() == 0


def test_who_lost_the_role_gets_no_mail(home, owner, provider):
    done(home, "england-44", MONDAY, 100)
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    RoleHome.objects.create(role=manager.roles.get(), home=home)
    choose(manager, "weekly")
    end_role(role=manager.roles.get(), reason="Left")
    assert remind() == 0


def test_the_choice_is_made_changed_and_given_up_on_the_page(signed_in, home, owner):
    client = signed_in(owner)
    assert 'value="" id="id_rhythm_0" checked' in text(client.get("/duties/subscription/"))
    client.post("/duties/subscription/mails/", {"rhythm": "weekly"})
    assert 'value="weekly" id="id_rhythm_1" checked' in text(client.get("/duties/subscription/"))
    client.post("/duties/subscription/mails/", {"rhythm": "when_due"})
    assert DutyReminder.objects.get().rhythm == "when_due"
    assert client.post("/duties/subscription/mails/", {"rhythm": "hourly"}).status_code == 422
    client.post("/duties/subscription/mails/", {"rhythm": ""})
    assert not DutyReminder.objects.exists()


def test_the_task_says_what_it_did(home, owner):
    remind_of_duties()
    assert JobRun.objects.get().outcome == "0 mails owed"


def test_notices_of_an_absence_are_in_the_calendar_and_the_mail_until_they_are_given(signed_in, home, owner):
    begins = TODAY - timedelta(days=5)
    away = ManagerAbsence.objects.create(home=home, starts_on=begins, foreseen=False)
    address = subscribe(signed_in(owner))
    notice = events(address)["Notice of the absence: 9000001"]
    assert notice["dtstart"].dt == begins + timedelta(days=7)
    assert f"/homes/{home.pk}/notices/" in str(notice["description"])
    assert "within one week" in str(notice["description"])
    actions.choose_reminder(rhythm="when_due", today=TODAY - timedelta(days=30), by=owner)
    assert actions.remind_of_duties(today=TODAY).total == 1
    told = Notice.objects.get().text
    assert "9000001: Notice of the absence is due by" in told
    assert not [word for word in PRIVATE if word in told]
    away.notified_on = TODAY
    away.save()
    assert "Notice of the absence: 9000001" not in events(address)
