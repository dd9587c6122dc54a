"""Each form says how it is laid out, and leaves none of its fields out; each page shows it in the one way there is."""

import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.urls import get_resolver

from tests.reading import text
from webforms import forms
from webforms.layout import Button, Details, Fieldset, Layout, Row, without

FORM = re.compile(r"""<form(?![^>]*method="get")|{% csrf_token|as_field_group|as_(?:div|p|table) }}|{{ \w*form }}""")
# Where a form that is sent by POST is neither `{% crispy … %}` nor `{% act … %}`, and why.
BY_HAND = {
    "403_csrf.html": "It sends again what was typed, into whatever form.",
    "bulletins/unsubscribe.html": "A mail program sends it, too, and has no token.",
    "homes/home_add.html": "Ticks in a table.",
    "homes/home_add_many.html": "What was found goes along, unseen.",
    "homes/home_list.html": "Ticks in a table.",
    "duties/notice_given.html": "One day, beside its button.",
    "members/applications/homes.html": "Ticks in a table.",
    "homes/parts/bulk_plan.html": "It carries the fields of the form before it, unseen.",
    "homes/parts/find.html": "One word, beside its button.",
    "mfa/authenticate.html": "A key fills it in.",
    "mfa/webauthn/reauthenticate.html": "A key fills it in.",
    "people/catalogue_list.html": "Buttons in each row of a list.",
    "people/choose_provider.html": "One choice, beside its button, in the head of every page.",
    "policy/consultation_open_list.html": "Ticks in a list.",
    "purging/purge_detail.html": "Ticks of what was found.",
}
THE_WAYS = {"portal/whole_uni_form.html", "parts/act.html"}


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


def test_no_page_writes_a_form_by_hand():
    folder = settings.BASE_DIR / "templates"
    found = {str(path.relative_to(folder)) for path in folder.rglob("*.html") if FORM.search(path.read_text())}
    assert found - THE_WAYS == set(BY_HAND)


class Two(forms.Form):
    layout = Layout("first", Details("More", "second"))
    send = "Keep"
    first = forms.CharField()
    second = forms.IntegerField(required=False)


def shown(source: str, form=None, **more) -> str:
    return Template(source).render(Context({"form": form or Two(), **more}))


def test_a_page_says_where_a_form_goes_and_may_say_its_button():
    as_it_is = shown("{% crispy form %}")
    assert '<form method="post" novalidate>' in as_it_is
    assert '<div class="actions"><button>Keep</button> </div>' in as_it_is
    page = """{% url 'dashboard' as action %}{% url 'home' as back %}
        {% with send="Send back" look="button--second" leave="Not now" %}{% crispy form %}{% endwith %}"""
    said = shown(page)
    assert '<form method="post" action="/dashboard/" novalidate>' in said
    assert '<button class="button--second">Send back</button> <a href="/">Not now</a>' in said


def test_a_form_may_have_several_buttons():
    class Choice(Two):
        buttons = (Button("Check", name="then", value="check"), Button("Later", look="link", id="later"))

    said = shown("{% crispy form %}", Choice())
    assert '<button name="then" value="check">Check</button> <button class="link" id="later">Later</button>' in said
    assert "Keep" not in said


def test_a_form_that_asks_has_no_token():
    class Question(Two):
        method = "get"

    said = shown("{% crispy form %}", Question())
    assert '<form method="get" novalidate>' in said
    assert 'name="form_token"' not in said


def test_details_are_open_where_something_in_them_is_wrong():
    assert "<details><summary>More</summary>" in shown("{% crispy form %}", Two({}))
    assert "<details open><summary>More</summary>" in shown("{% crispy form %}", Two({"first": "1", "second": "x"}))


def test_a_layout_without_some_fields_leaves_the_whole_one_as_it_is():
    whole = Layout("a", Fieldset("One", "b", Row("c", "d")), Fieldset("Two", Row("e")))
    names = [pointer.name for pointer in without(whole, {"a", "c", "e"}).get_field_names()]
    assert names == ["b", "d"]
    assert len(without(whole, {"a", "c", "e"})) == 1, "nothing stands in the second group"
    assert len(whole.get_field_names()) == 5


def test_one_button_is_a_form_of_its_own():
    said = shown("""{% act 'dashboard' look="link" seen=mark note=None %}Go <b>on</b>{% endact %}""", mark='"')
    assert said.startswith('<form method="post" action="/dashboard/">')
    assert '<input type="hidden" name="seen" value="&quot;"><input type="hidden" name="note" value="">' in said
    assert said.strip().endswith('<button class="link">Go <b>on</b></button></form>')
    assert "<button>Stay</button>" in shown('{% act "" %}Stay{% endact %}')
    assert "action=" not in shown('{% act "" %}Stay{% endact %}')


def test_what_no_screen_brings_back_is_asked_for_twice():
    asked = shown("""{% act 'dashboard' look="link" lost=mark %}Delete{% endact %}""", mark="It goes <all>.")
    assert asked.startswith('<details class="asks-twice"><summary>Delete</summary><p>It goes &lt;all&gt;.</p><form')
    assert asked.strip().endswith('<button class="button--attention">Delete</button></form></details>')
    assert "details" not in shown("""{% act 'dashboard' lost="" %}Hide{% endact %}""")


def test_every_button_that_deletes_says_what_is_lost():
    acts = [
        (page.name, act)
        for page in (settings.BASE_DIR / "templates").rglob("*.html")
        for act in re.findall(r"\{% act '\w+:\w+_(?:delete|discard|forget|import_undo)'[^%]*%\}", page.read_text())
    ]
    assert len(acts) == 13
    assert [each for each in acts if " lost=" not in each[1]] == []


def test_an_act_has_its_tokens(signed_in, owner):
    page = text(signed_in(owner).get("/dashboard/"))
    sign_out = page[page.index('<form method="post" action="/accounts/logout/">') :].partition("</form>")[0]
    assert sign_out.count('name="csrfmiddlewaretoken"') == sign_out.count('name="form_token"') == 1


def test_a_form_that_edits_opens_with_what_is_kept_of_every_field():
    class Forgetful(forms.EditForm):
        name, places = forms.CharField(), forms.IntegerField()

    with pytest.raises(TypeError, match="Forgetful opens without what is kept of: places"):
        Forgetful(of=[], initial={"name": "Elm"})
    assert Forgetful(of=[], initial={"name": "Elm", "places": None}).initial["name"] == "Elm"
