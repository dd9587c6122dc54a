"""Due days worked out by hand from the words of the law, beside the code that works them out.

Each row names its place in the law, what happened, and the day. The calendar was looked at, not the code: nothing here
is reckoned. Whoever changes a row has read that place again.
"""

from datetime import date

import pytest

from duties.law import (
    RULES,
    Absence,
    EveryWeeks,
    Life,
    Once,
    WhileValid,
    due_status_of,
    notice_of_change,
    notices_of,
    soon_for,
)
from duties.overview.premises import premises_due
from homes.models import Home


def d(text: str) -> date:
    """A day as people write it: 17.3.2026."""
    day, month, year = map(int, text.split("."))
    return date(year, month, day)


def days(text: str) -> list[date]:
    return [d(each) for each in text.split()]


ENGLAND, SUPPORTED, WALES = "SI 2015/541", "SI 2023/416", "WSI 2017/1264"
# Law, place, its words in short, rule, the days on which it was done last, and by when it is due again.
AGAIN = [
    (ENGLAND, "44(1)", "at least once each month", "england-44", "1.1.2026", "28.2.2026"),
    (ENGLAND, "44(1)", "at least once each month", "england-44", "31.1.2026", "28.2.2026"),
    (ENGLAND, "44(1)", "at least once each month", "england-44", "2.1.2024", "29.2.2024"),
    (ENGLAND, "44(1)", "at least once each month", "england-44", "30.11.2025", "31.12.2025"),
    (ENGLAND, "44(1)", "at least once each month", "england-44", "24.12.2025", "31.1.2026"),
    (ENGLAND, "44(1)", "at least once each month", "england-44", "3.9.2025 29.9.2025", "31.10.2025"),
    (ENGLAND, "45", "at least once every six months", "england-45", "17.3.2026", "17.9.2026"),
    (ENGLAND, "45", "at least once every six months", "england-45", "31.8.2025", "28.2.2026"),
    (ENGLAND, "45", "at least once every six months", "england-45", "31.8.2023", "29.2.2024"),
    (ENGLAND, "45", "at least once every six months", "england-45", "28.2.2026", "28.8.2026"),
    (ENGLAND, "45", "at least once every six months", "england-45", "1.12.2025 1.5.2025", "1.6.2026"),
    (ENGLAND, "46(1)", "at least once in each calendar year", "england-46", "2.1.2025", "31.12.2026"),
    (ENGLAND, "46(1)", "at least once in each calendar year", "england-46", "31.12.2025", "31.12.2026"),
    (SUPPORTED, "6(2)(a)(ii)", "at least once in each calendar year", "supported-6", "5.6.2025", "31.12.2026"),
    (SUPPORTED, "6(2)(a)(ii)", "at least once in each calendar year", "supported-6", "1.1.2026", "31.12.2027"),
    (SUPPORTED, "32", "every six months, not confirmed", "supported-32", "30.9.2025", "30.3.2026"),
    (WALES, "73", "at least every three months", "wales-73", "30.11.2025", "28.2.2026"),
    (WALES, "73", "at least every three months", "wales-73", "15.1.2026", "15.4.2026"),
    (WALES, "80", "at least every six months", "wales-80", "31.10.2025", "30.4.2026"),
    (WALES, "80", "at least every six months", "wales-80", "1.1.2026", "1.7.2026"),
    ("2016 anaw 2", "10", "for the financial year that ended on 31 March", "wales-return", "20.5.2025", "26.5.2026"),
    ("2016 anaw 2", "10", "for the financial year that ended on 31 March", "wales-return", "1.6.2025", "26.5.2026"),
    ("2016 anaw 2", "10", "for the financial year that ended on 31 March", "wales-return", "31.3.2026", "26.5.2026"),
]
# Law, place, rule, when the home was registered ("": not known), since when it is here, and the first due day.
FIRST = [
    (ENGLAND, "44(1)", "england-44", "1.4.2026", "1.4.2026", "30.4.2026"),
    (ENGLAND, "44(1)", "england-44", "2.4.2026", "5.4.2026", "31.5.2026"),
    (ENGLAND, "44(1)", "england-44", "30.12.2025", "2.1.2026", "31.1.2026"),
    (ENGLAND, "44(1)", "england-44", "4.6.2015", "28.2.2026", "28.2.2026"),
    (ENGLAND, "44(1)", "england-44", "", "11.7.2026", "31.7.2026"),
    (ENGLAND, "45", "england-45", "31.8.2025", "1.10.2025", "28.2.2026"),
    (ENGLAND, "45", "england-45", "17.3.2026", "20.3.2026", "17.9.2026"),
    (ENGLAND, "45", "england-45", "4.6.2015", "20.3.2026", ""),
    (ENGLAND, "45", "england-45", "", "20.3.2026", ""),
    (ENGLAND, "46(1)", "england-46", "15.5.2025", "1.6.2025", "31.12.2026"),
    (ENGLAND, "46(1)", "england-46", "1.1.2026", "5.1.2026", "31.12.2026"),
    (ENGLAND, "46(1)", "england-46", "4.6.2015", "31.12.2026", "31.12.2026"),
    (ENGLAND, "46(1)", "england-46", "", "1.1.2027", "31.12.2027"),
    (SUPPORTED, "6(2)(a)(ii)", "supported-6", "15.5.2025", "1.6.2025", "31.12.2026"),
    (SUPPORTED, "6(2)(a)(ii)", "supported-6", "1.1.2026", "1.6.2026", "31.12.2026"),
    (SUPPORTED, "6(2)(a)(ii)", "supported-6", "28.10.2023", "1.6.2026", "31.12.2026"),
    (WALES, "73", "wales-73", "30.11.2025", "1.12.2025", "28.2.2026"),
    (WALES, "73", "wales-73", "1.1.2026", "1.1.2026", "1.4.2026"),
    (WALES, "80", "wales-80", "29.8.2025", "1.9.2025", "28.2.2026"),
    ("2016 anaw 2", "10", "wales-return", "1.4.2025", "2.5.2025", "26.5.2026"),
    ("2016 anaw 2", "10", "wales-return", "31.3.2025", "2.5.2025", "26.5.2025"),
    ("2016 anaw 2", "10", "wales-return", "4.6.2019", "27.5.2025", "26.5.2026"),
]
# Law, place, its words in short, rule, the day on which it was done, and by when its report is sent.
SENT = [
    (ENGLAND, "45", "within 28 days of completion", "england-45", "31.1.2026", "28.2.2026"),
    (ENGLAND, "45", "within 28 days of completion", "england-45", "1.2.2024", "29.2.2024"),
    (ENGLAND, "45", "within 28 days of completion", "england-45", "10.12.2025", "7.1.2026"),
    (ENGLAND, "45", "within 28 days of completion", "england-45", "17.9.2026", "15.10.2026"),
    (ENGLAND, "16", "within 28 days of its revision", "england-16", "1.3.2026", "29.3.2026"),
    (ENGLAND, "16", "within 28 days of its revision", "england-16", "20.10.2025", "17.11.2025"),
    (ENGLAND, "44(7)", "no day: ours", "england-44", "3.11.2026", "1.12.2026"),
    (ENGLAND, "44(7)", "no day: ours", "england-44", "31.12.2025", "28.1.2026"),
    (SUPPORTED, "32", "28 days, not confirmed", "supported-32", "2.2.2026", "2.3.2026"),
]
# Law, place, first day away, expected back, foreseen, came back, and by when absence and return are told ("": not).
AWAY = [
    (ENGLAND, "48", "10.3.2026", "1.6.2026", True, "", "10.2.2026", ""),
    (ENGLAND, "48", "31.3.2026", "1.6.2026", True, "2.6.2026", "28.2.2026", "9.6.2026"),
    (ENGLAND, "48", "10.3.2026", "", False, "", "17.3.2026", ""),
    (ENGLAND, "48", "28.12.2025", "", False, "24.2.2026", "4.1.2026", "3.3.2026"),
    (ENGLAND, "48", "1.2.2026", "8.2.2026", True, "1.3.2026", "1.3.2026", "8.3.2026"),
    (ENGLAND, "48", "1.2.2026", "28.2.2026", True, "28.2.2026", "", ""),
]
# Law, place, change, the day on which it happens, and by when it is told.
CHANGED = [
    (ENGLAND, "49(b)", "manager_stops", "17.3.2026", "17.3.2026"),
    (ENGLAND, "49(d)", "partners", "1.4.2026", "1.4.2026"),
    (ENGLAND, "49(g)", "premises", "31.12.2026", "31.12.2026"),
    (SUPPORTED, "33", "supported_absence", "17.3.2026", "17.3.2026"),
    (SUPPORTED, "34", "supported_nominated", "1.4.2026", "1.4.2026"),
    (SUPPORTED, "34", "supported_premises", "1.4.2026", "1.4.2026"),
    (WALES, "60 and Schedule 3, paragraph 1", "wales_purpose", "29.3.2026", "1.3.2026"),
    (WALES, "60 and Schedule 3, paragraph 1", "wales_purpose", "1.1.2027", "4.12.2026"),
    (WALES, "60 and Schedule 3, paragraph 3", "wales_officers", "5.5.2026", "5.5.2026"),
]
# Law, place, since when premises are used, since when the home is here, assessed last ("": never), and by when next.
PREMISES = [
    (SUPPORTED, "6(2)(a)(ii)", "28.10.2023", "1.2.2026", "", "31.12.2026"),
    (SUPPORTED, "6(2)(a)(ii)", "15.5.2026", "1.2.2026", "", "31.12.2027"),
    (SUPPORTED, "6(2)(a)(ii)", "1.1.2026", "1.1.2026", "", "31.12.2026"),
    (SUPPORTED, "6(2)(a)(ii)", "15.5.2026", "1.2.2026", "16.5.2026", "31.12.2027"),
    (SUPPORTED, "6(2)(a)(ii)", "28.10.2023", "1.2.2024", "30.12.2025", "31.12.2026"),
]


def valid(*certificates: str) -> WhileValid:
    """Each by the day on which it was obtained and its last valid day."""
    return WhileValid(tuple(tuple(days(each)) for each in certificates))


# Of a provider's own: its rhythm, the days on which it was done ("": never), today, and where it stands by which day.
OWN = [
    (EveryWeeks(1), "24.12.2026", "25.12.2026", "In order", "31.12.2026"),
    (EveryWeeks(1), "24.12.2026", "28.12.2026", "In order", "31.12.2026"),
    (EveryWeeks(1), "24.12.2026", "29.12.2026", "Due soon", "31.12.2026"),
    (EveryWeeks(1), "24.12.2026", "31.12.2026", "Due soon", "31.12.2026"),
    (EveryWeeks(1), "24.12.2026", "1.1.2027", "Overdue", "31.12.2026"),
    (EveryWeeks(1), "22.2.2028", "23.2.2028", "In order", "29.2.2028"),
    (EveryWeeks(2), "18.12.2026 25.12.2026", "3.1.2027", "In order", "8.1.2027"),
    (EveryWeeks(2), "18.12.2026 25.12.2026", "4.1.2027", "Due soon", "8.1.2027"),
    (EveryWeeks(13), "1.12.2026", "15.2.2027", "In order", "2.3.2027"),
    (EveryWeeks(13), "1.12.2026", "16.2.2027", "Due soon", "2.3.2027"),
    (EveryWeeks(52), "29.2.2024", "1.3.2024", "In order", "27.2.2025"),
    (EveryWeeks(1), "", "1.3.2026", "No date yet", ""),
    (Once(d("31.3.2026")), "", "1.3.2026", "In order", "31.3.2026"),
    (Once(d("31.3.2026")), "", "17.3.2026", "Due soon", "31.3.2026"),
    (Once(d("31.3.2026")), "", "1.4.2026", "Overdue", "31.3.2026"),
    (Once(d("31.3.2026")), "16.3.2026", "17.3.2026", "Done", ""),
    (Once(d("31.3.2026")), "2.4.2026", "1.1.2027", "Done", ""),
    (valid("10.3.2026 9.3.2027"), "10.3.2026", "6.2.2027", "In order", "9.3.2027"),
    (valid("10.3.2026 9.3.2027"), "10.3.2026", "7.2.2027", "Due soon", "9.3.2027"),
    (valid("10.3.2026 9.3.2027"), "10.3.2026", "9.3.2027", "Due soon", "9.3.2027"),
    (valid("10.3.2026 9.3.2027"), "10.3.2026", "10.3.2027", "Overdue", "9.3.2027"),
    (valid("1.6.2025 1.6.2026", "4.5.2026 1.6.2027"), "1.6.2025 4.5.2026", "5.5.2026", "In order", "1.6.2027"),
    (valid("1.6.2025 1.6.2030", "4.5.2026 1.6.2027"), "1.6.2025 4.5.2026", "5.5.2026", "In order", "1.6.2027"),
    (valid("3.2.2026 3.2.2026"), "3.2.2026", "3.2.2026", "Due soon", "3.2.2026"),
    (valid(), "", "1.3.2026", "No date yet", ""),
]


@pytest.mark.parametrize(("recurrence", "done", "today", "state", "due"), OWN)
def test_a_duty_of_their_own_stands_as_was_worked_out_by_hand(recurrence, done, today, state, due):
    first, soon = recurrence.first(None, d(today)), soon_for(recurrence)
    found = due_status_of(recurrence, days(done), today=d(today), soon=soon, life=Life(), first=first)
    assert (found.state, found.due) == (state, d(due) if due else None)


@pytest.mark.parametrize(("law", "place", "words", "rule", "done", "due"), AGAIN)
def test_a_duty_is_due_again_on_the_day_that_was_worked_out_by_hand(law, place, words, rule, done, due):
    assert RULES[rule].recurrence.after(max(days(done))) == d(due), f"{law}, {place}: {words}"


@pytest.mark.parametrize(("law", "place", "rule", "opened", "since", "due"), FIRST)
def test_a_duty_is_due_for_the_first_time_on_the_day_that_was_worked_out_by_hand(law, place, rule, opened, since, due):
    found = RULES[rule].recurrence.first(d(opened) if opened else None, d(since))
    assert found == (d(due) if due else None), f"{law}, {place}"


@pytest.mark.parametrize(("law", "place", "words", "rule", "done", "due"), SENT)
def test_a_report_is_sent_by_the_day_that_was_worked_out_by_hand(law, place, words, rule, done, due):
    assert RULES[rule].report.due(d(done)) == d(due), f"{law}, {place}: {words}"


@pytest.mark.parametrize(("law", "place", "starts", "back", "foreseen", "came", "told", "returned"), AWAY)
def test_an_absence_is_told_by_the_day_that_was_worked_out_by_hand(
    law, place, starts, back, foreseen, came, told, returned
):
    absence = Absence(d(starts), d(back) if back else None, foreseen, d(came) if came else None)
    due = {notice.key: notice.due for notice in notices_of(absence, d("30.6.2026") if came else d(starts))}
    assert due == {key: d(day) for key, day in (("absence", told), ("return", returned)) if day}, f"{law}, {place}"


@pytest.mark.parametrize(("law", "place", "kind", "happens", "told"), CHANGED)
def test_a_change_is_told_by_the_day_that_was_worked_out_by_hand(law, place, kind, happens, told):
    assert notice_of_change(kind, d(happens)).due == d(told), f"{law}, {place}"


@pytest.mark.parametrize(("law", "place", "used", "since", "assessed", "due"), PREMISES)
def test_premises_are_assessed_by_the_day_that_was_worked_out_by_hand(law, place, used, since, assessed, due):
    """By the home that the overview reads: without a database, as the rows of one."""
    rule, row = RULES["supported-6"], {"key": 1, "number": 1, "used_from": str(d(used)), "last": None}
    row["last"] = str(d(assessed)) if assessed else None
    home = Home()
    home.premises_in_use = [row]
    [found] = premises_due(home, rule, Life(), d(since), d("1.6.2026"))
    assert found.due_status.due == d(due), f"{law}, {place}"


def test_sixty_days_were_worked_out_by_hand():
    assert len(AGAIN) + len(FIRST) + len(SENT) + len(AWAY) + len(CHANGED) + len(PREMISES) >= 60
