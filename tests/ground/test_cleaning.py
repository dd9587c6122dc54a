"""What text may hold, over all of Unicode, and that forms and sheets hold to it."""

import sys
import unicodedata

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import example, given

from cleaning.middleware import CleanTextMiddleware
from cleaning.text import cleaned, lines, one_line, shows
from publishing.richtext.markup import clean
from sheets import read_sheets
from tests.sheets.workbooks import ods, xlsx
from tests.unicode import AT_WORK, BREAKS, HIDDEN, anything, bad_signs, is_bad
from webforms import forms


@given(anything)
@example("\u0915\u200b\u200d")
@example("\U0001f469\u200b\u200d\U0001f469")
@example("a\u200b\u0301")
def test_a_cleaned_text_holds_nothing_bad_and_stays_as_it_is(text):
    clean = cleaned(text)
    assert bad_signs(clean) == []
    assert "\r" not in clean
    assert unicodedata.is_normalized("NFC", clean)
    assert cleaned(clean) == clean
    line = one_line(text)
    assert bad_signs(line, lines=False) == []
    assert one_line(line) == line == line.strip()
    assert line == "" or shows(line)


def test_each_code_point_alone_is_kept_or_goes_as_its_category_says():
    wrong = [
        hex(number)
        for number in range(sys.maxunicode + 1)
        if (sign := chr(number)) not in "\n\t\r" + BREAKS and is_bad(sign) and cleaned(f"a{sign}a") != "aa"
    ]
    assert wrong == []


def test_no_letter_or_sign_that_is_seen_is_lost():
    lost = [
        hex(number)
        for number in range(sys.maxunicode + 1)
        if not is_bad(sign := chr(number))
        and unicodedata.category(sign)[0] in "LNPS"
        and unicodedata.normalize("NFC", sign) not in cleaned(f" {sign} ")
    ]
    assert lost == []


@pytest.mark.parametrize("text", AT_WORK)
def test_what_is_invisible_and_at_work_stays(text):
    assert cleaned(text) == text
    assert one_line(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\u200db", "ab"),
        ("\u200e\u200fab\u061c", "ab"),
        ("\U0001f469\ufe0f\ufe0f\ufe0f", "\U0001f469\ufe0f"),  # bytes can be hidden in a row of selectors
        ("pay\u202eroll\u202c", "payroll"),
        ("\U000e0049\U000e0067nore", "nore"),
        ("Sia\u0302n", "Siân"),
    ],
)
def test_what_hides_or_turns_is_taken_out(text, clean):
    assert cleaned(text) == clean


def test_every_kind_of_line_break_is_one_and_a_single_line_holds_none():
    text = "one\r\ntwo\rthree" + "".join(f"{sign}x" for sign in BREAKS)
    assert cleaned(text) == "one\ntwo\nthree\nx\nx\nx\nx\nx"
    assert one_line(text) == "one two three x x x x x"
    assert one_line("\ttwo\t\tcells ") == "two cells"


@pytest.mark.parametrize("text", ["", " ", HIDDEN, BREAKS, "\u2800\u3000", "\u0301", "\u200d", "\xa0\ufe0f"])
def test_what_shows_nothing_is_empty(text):
    assert one_line(text) == lines(text) == ""


class TypedForm(forms.Form):
    title = forms.CharField(error_messages={"required": "Write words."})
    body = forms.CharField(widget=forms.Textarea())
    password = forms.CharField(widget=forms.PasswordInput(), strip=False)
    tags = forms.MultipleChoiceField(choices=[("a b", "")], widget=forms.CheckboxSelectMultiple())


def typed(**fields):
    data = QueryDict(mutable=True)
    data.update({"title": "t", "body": "b", "password": "p", "tags": "a b", **fields})
    return TypedForm(data)


def test_a_form_cleans_each_field_but_the_password_and_shows_it_clean():
    form = typed(title=f"A{HIDDEN}\x0bb", body=f"A{HIDDEN}\x0bb", password=f"A{HIDDEN}\x0bb", tags="a\x0bb\u200b")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"title": "A b", "body": "A\nb", "password": f"A{HIDDEN}\x0bb", "tags": ["a b"]}
    assert form["title"].value() == "A b"


@pytest.mark.parametrize("title", [HIDDEN, "\u2800", "\u0301\u200b"])
def test_a_title_of_which_nothing_shows_is_refused(title):
    assert typed(title=title).errors == {"title": ["Write words."]}


def test_a_request_is_cleaned_before_any_view_reads_it():
    request = RequestFactory().post(f"/?q=a%0bb{'%E2%80%AE'}", {"title": [f"x{HIDDEN}", "y"], "password": "p\u200b"})
    CleanTextMiddleware(lambda request: None).process_view(request, None, [], {})
    assert request.GET.getlist("q") == ["a\nb"]
    assert request.POST.getlist("title") == ["x", "y"]
    assert request.POST["password"] == "p\u200b"


def test_an_entity_in_rich_text_brings_nothing_in():
    assert clean("<p>a&#11;b&#8238;c&#x200b;&#xFDD0;</p>") == "<p>a\nbc</p>"


@pytest.mark.parametrize("make", [xlsx, ods, None])
def test_the_cells_of_a_sheet_are_clean(make):
    kept = "\u202e\u200b\u00ad\ufeff\uf0b7\U000e0041\u3164\u2028"  # what XML can carry
    raw = make({"Homes": [["URN", f"A{kept}b"]]}) if make else f"URN,A{HIDDEN}\x85b\n".encode()
    (sheet,) = read_sheets(raw)
    # In a file of text U+0085 is an ellipsis that a program misread (docs/decisions, 30).
    assert sheet.rows[0].cells == ["URN", "A\nb" if make else "A…b"]
