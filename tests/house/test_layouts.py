"""Each form says how it is laid out, and leaves none of its fields out."""

import pytest
from django.urls import get_resolver

from people.cleaning import forms
from people.layout import Layout
from tests.reading import text


def all_of(kind):
    for each in kind.__subclasses__():
        yield each
        yield from all_of(each)


get_resolver().url_patterns  # noqa: B018 - all forms are imported with the views
LAID_OUT = sorted({each for each in all_of(forms._LaidOut) if isinstance(each.layout, Layout)}, key=str)


@pytest.mark.parametrize("form", LAID_OUT, ids=lambda form: form.__name__)
def test_a_layout_names_each_field_once(form):
    names = [pointer.name for pointer in form.layout.get_field_names()]
    assert sorted(names) == sorted(form.base_fields)


def test_a_form_comes_whole_from_one_tag(signed_in, membership_manager, provider):
    client, address = signed_in(membership_manager), f"/providers/{provider.pk}/edit/"
    page = text(client.get(address))
    form = page[page.index('<form method="post" novalidate>') :]
    for words in ("csrfmiddlewaretoken", "form_token", "seen", "legal_name"):
        assert form.count(f'name="{words}"') == 1, words
    assert 'for="id_seen"' not in form, "it is hidden, and has no label"
    assert 'aria-describedby="id_legal_name_helptext"' in form
    assert f'<button>Save</button> <a href="/providers/{provider.pk}/">Cancel</a>' in page
    refused = text(client.post(address, {"legal_name": ""}))
    assert refused.count('<a href="#id_legal_name">') == 1
    assert 'aria-invalid="true"' in refused


def test_errors_are_listed_in_the_order_of_the_page():
    class Turned(forms.Form):
        layout = Layout("second", "first")
        first, second = forms.CharField(), forms.CharField()

    assert list(Turned({}).errors) == ["second", "first"]


def test_a_layout_that_names_no_field_is_a_fault():
    class Wrong(forms.Form):
        name = forms.CharField()
        layout = Layout("nmae")

    with pytest.raises(Exception, match="nmae"):
        Wrong().helper.render_layout(Wrong(), {})
