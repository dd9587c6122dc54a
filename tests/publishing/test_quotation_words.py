"""Which words of a text are a quotation, whose its last line says they are, and how they are given back to readers."""

from types import SimpleNamespace

import pytest

from publishing.models import Quotation
from publishing.richtext.quotations import long_quotations_in_line, quotations_in, with_speakers
from tests.publishing.quoted import ONE, TWO


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>None.</p>", []),
        ("<blockquote></blockquote><blockquote><p> </p></blockquote>", []),
        ("<blockquote><p>One</p><blockquote><p>in one</p></blockquote></blockquote><p>x</p>", ["One\n\nin one"]),
        ("<blockquote>Bare &amp; pasted</blockquote>", ["Bare & pasted"]),
        ("<blockquote><p>– Only a dash</p></blockquote>", ["– Only a dash"]),
        ("<blockquote><p>Not-a-source</p><p>-ish end</p></blockquote>", ["Not-a-source\n\n-ish end"]),
    ],
)
def test_quotations_are_found_in_whatever_is_written(html, words):
    assert [part.words for part in quotations_in(html)] == words


def test_the_last_line_names_the_speaker_and_after_a_comma_the_job():
    html = "<blockquote><p>We are glad.</p><p>— {}</p></blockquote>"
    long = html.format(f"{'S' * 130}, {'j' * 170}")
    for line, named in {
        html.format("Ruth Amberley"): ("Ruth Amberley", ""),
        html.format("Ruth Amberley , chair, of the board "): ("Ruth Amberley", "chair, of the board"),
        html.format("Ruth").replace("— ", "–"): ("Ruth", ""),
        html.format("Ruth").replace("— ", "- "): ("Ruth", ""),
        long: ("S" * 120, "j" * 160),
    }.items():
        (part,) = quotations_in(line)
        assert (part.words, part.speaker, part.job) == ("We are glad.", *named)


def test_quotations_are_numbered_from_one_and_what_stands_between_has_no_number():
    assert [part.number for part in quotations_in(f"<p>a</p>{ONE}<p>b</p>{TWO}{ONE}<p>c</p>")] == [1, 2, 3]


def test_who_says_it_stands_under_each_quotation_that_has_a_speaker():
    rows = [
        Quotation(position=1, speaker="Ruth <b>", job="chair"),
        Quotation(position=2, speaker=""),
    ]
    shown = with_speakers(SimpleNamespace(body=f"<p>a</p>{ONE}{TWO}<p>b</p>{ONE}", spoken=rows))
    assert shown == (
        f"<p>a</p>{ONE}<p>— Ruth &lt;b&gt;, chair</p><blockquote><p>Homes need staff.</p></blockquote><p>b</p>{ONE}"
    )


def test_more_than_eight_words_in_quotation_marks_are_pointed_out():
    eight = "count how many people have stayed in the"
    nine = f"{eight} home"
    for opens, closes in ("“”", '""'):
        found = long_quotations_in_line(f"<p>He said {opens}{nine}{closes} and {opens}{eight}{closes}.</p>{ONE}")
        assert found == [nine]
    assert long_quotations_in_line(f"<p>{nine}.</p>") == []
    assert long_quotations_in_line(ONE.replace("We are glad.", f"“{nine}”")) == [], "a quotation has its speaker"
