"""Numbers without a source, and words that could tell who someone is: in English and Welsh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.checklist.identity import could_identify
from publishing.checklist.numbers import unsourced


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("There are 4,009 homes; 83% are good.", ["4,009", "83%"]),
        ("Of these, 83.5 per cent are good, and 12 are not.", ["83.5 per cent"]),
        ("Mae 83 y cant o’r 412 cartref yn dda.", ["83 y cant", "412"]),
        ("A place costs £5,980 a week, or £0.3 million a year, £70 more.", ["£5,980", "£0.3 million", "£70"]),
        ("About 4 million people; 3 people.", ["4 million"]),
        ("It was 83% then. It is 83% now.", ["83%"]),
        ("In 2025, 2024-25, 2024/25 and the 1990s.", []),
        ("Ym mis Mawrth 2026 ac yn y 1990au.", []),
        ("On 4 June 2026, 04/06/2026 and 2026-06-04, at 09:30 or 9.30am or 11pm.", []),
        ("Ring 020 7946 0180, +44 20 7946 0181 or 01632 960001.", []),
        ("The Children Act 1989, SI 2015/541, regulation 44 and case C-2026-08.", []),
        ("See https://gov.uk/400/500 or write to desk500@portal.example.", []),
        ("URN SC123456 is no count.", []),
        ("Pay rose by 2015%, to £2025, for 2,015 people.", ["2015%", "£2025", "2,015"]),
        ("Ŵyn-Llewelyn said 250, Siân 100.", ["250", "100"]),
        ("", []),
    ],
)
def test_numbers_that_need_a_source(words, found):
    assert unsourced(f"<p>{words}</p>", "") == found


def test_a_figure_of_the_portal_needs_no_other_source():
    assert unsourced('<p>Of <a href="#figure-1" rel="noopener">4,009</a> homes, 412 closed.</p>', "") == ["412"]


def test_a_link_stands_for_its_own_sentence_only():
    body = '<p>412 homes closed, <a href="https://gov.uk/x">says Ofsted</a>. Another 300 opened.</p><p>500 wait</p>'
    assert unsourced(body, "") == ["300", "500"]


def test_a_link_within_the_portal_and_a_mail_address_are_no_source():
    assert unsourced('<p><a href="/press/">412</a> and <a href="mailto:a@b.example">300</a></p>', "") == ["412", "300"]


def test_the_notes_stand_for_what_they_repeat_and_with_a_link_for_all():
    assert unsourced("<p>83% of 412 homes</p>", "<p>Source of the 83 per cent: our survey.</p>") == ["412"]
    assert unsourced("<p>83% of 412 homes</p>", '<p>From <a href="https://gov.uk/x">this list</a>.</p>') == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("A home in CF10 3NQ.", "a postcode (CF10 3NQ)"),
        ("near sw1a 1aa", "a postcode (sw1a 1aa)"),
        ("The home SC123456", "a registration number (SC123456)"),
        ("URN 2712345.", "a registration number (2712345)"),
        ("Jamie, 14, told us", "a first name with an age (Jamie, 14)"),
        ("Jamie (14) told us", "a first name with an age (Jamie (14)"),
        ("Jamie, aged 14 and a half", "a first name with an age (Jamie, aged 14)"),
        ("Jamie is 14.", "a first name with an age (Jamie is 14)"),
        ("14-year-old Jamie told us", "a first name with an age (14-year-old Jamie)"),
        ("Dywedodd Siân, 14 oed, wrthym", "a first name with an age (Siân, 14)"),
        ("Dywedodd Siân, sy’n 14 oed", "a first name with an age (Siân, sy’n 14)"),
        ("Mae Ŵyn-Llewelyn yn 14 oed", "a first name with an age (Ŵyn-Llewelyn yn 14)"),
        ("She was born on 4 June 2012.", "a date of birth (born on 4 June 2012)"),
        ("DOB: 04/06/2012", "a date of birth (DOB: 04/06/2012)"),
        ("Ganwyd ef ar 4 Mehefin 2012", "a date of birth (Ganwyd ef ar 4 Mehefin 2012)"),
        ("Dyddiad geni: 4/6/2012", "a date of birth (Dyddiad geni: 4/6/2012)"),
    ],
)
def test_what_could_tell_who_someone_is(words, found):
    assert [str(trace) for trace in could_identify(words)] == [found]


@pytest.mark.parametrize(
    "words",
    [
        "In March, 12 homes opened, and on Monday, 14.",
        "Regulation 44 and Section 31, 12 of the Act.",
        "We run homes in Leeds, 14 of them new.",
        "Our chair, 62, said so.",
        "Siân Pritchard, 47, has run homes for 14 years.",
        "A place costs £1234567 or 1,234,567.",
        "Ring 01632 960001.",
        "Children aged 14 to 17 live there, 14-year-old children too.",
        "The association was born in 2004.",
        "The A12 3 miles on",
        "",
    ],
)
def test_what_tells_nobody(words):
    assert could_identify(words) == []


@given(st.text(max_size=200))
def test_any_words_can_be_looked_at(words):
    could_identify(words)
    unsourced(words, words)
