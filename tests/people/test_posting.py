"""A form is done once, and what was typed in a session that had ended is given back to its writer alone."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django import forms
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from media_releases.models import Enquiry
from people.models import KeptWords, Role, SecurityEvent, SentForm
from people.posting import once, words
from people.posting.filling import filled
from people.posting.token import SALT, new_token, read_token
from tests.conftest import by_password_alone, make_person
from tests.system.forms_on_pages import forms_of

NEW = "/staff/press/enquiries/new/"
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
ASKED = "Is it true? “Æ” <b>&amp;</b>"


def with_tokens(answer) -> str:
    return answer.content.decode()


def form_of(client, address=NEW) -> dict:
    """What the enquiry's form sends, with the token of its rendering: the last on the page."""
    page = with_tokens(client.get(address))
    day = timezone.localdate() + timedelta(days=1)
    token = TOKEN.findall(page)[-1]
    facts = {"journalist": "Rhiannon", "outlet": "Channel Wide", "telephone": "020 7946 0181", "asked": ASKED}
    return facts | {"deadline_0": str(day), "deadline_1": "9:30", "form_token": token}


def end_session(client):
    """As time does: the row goes, and the browser keeps the cookie."""
    Session.objects.all().delete()


@pytest.fixture
def typed(signed_in, press_officer):
    """A browser whose session ended while its user typed, and what the form sends."""
    client = signed_in(press_officer)
    sent = form_of(client)
    end_session(client)
    return client, sent


def send(client, sent, **headers):
    return client.post(NEW, sent, headers={"Referer": f"http://testserver{NEW}", **headers})


def test_words_of_an_ended_session_are_in_the_form_after_signing_in(typed, press_officer):
    client, sent = typed
    assert send(client, sent).url == "/accounts/login/?next=/staff/press/enquiries/new/"
    client.force_login(press_officer)
    page = with_tokens(client.get(NEW))
    assert "Nothing has been saved yet" in page
    assert "Is it true? “Æ” &lt;b&gt;&amp;amp;&lt;/b&gt;</textarea>" in page
    assert 'value="Rhiannon"' in page
    assert not Enquiry.objects.exists()
    client.post(NEW, sent | {"form_token": TOKEN.findall(page)[-1]})
    assert Enquiry.objects.get().asked == ASKED
    assert "Nothing has been saved yet" not in with_tokens(client.get(NEW))
    assert not KeptWords.objects.exists()


def test_nobody_else_who_signs_in_with_that_browser_gets_them(typed):
    client, sent = typed
    send(client, sent)
    client.force_login(make_person("kwame@association.example", "press_officer"))
    assert "Rhiannon" not in with_tokens(client.get(NEW))
    assert "Rhiannon" not in with_tokens(client.get("/kept-words/"))


def test_nor_the_same_person_in_a_browser_without_the_key(typed, signed_in, press_officer):
    client, sent = typed
    send(client, sent)
    assert "Rhiannon" not in with_tokens(signed_in(press_officer).get(NEW))


def test_nobody_plants_words_in_another_s_form(typed, press_officer):
    """A form of one's own, or a token made up for someone else, gives nothing to that person."""
    client, sent = typed
    stranger = make_person("kwame@association.example", "press_officer")
    forged = signing.TimestampSigner(key="guessed", salt=SALT).sign(f"{'x' * 22}.{press_officer.pk}")
    for token in (new_token(stranger), forged, "", sent["form_token"][:-1] + "!"):
        send(client, sent | {"form_token": token})
    assert not KeptWords.objects.filter(user=press_officer).exists()
    client.force_login(press_officer)
    assert "Rhiannon" not in with_tokens(client.get(NEW))


def test_who_is_signed_in_as_another_keeps_nothing_for_the_former(typed):
    _, sent = typed
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_person("kwame@association.example", "press_officer"))
    assert send(strict, sent).status_code == 403
    assert not KeptWords.objects.exists()


def test_another_site_keeps_nothing(typed):
    client, sent = typed
    send(client, sent, Origin="https://evil.example")
    assert not KeptWords.objects.exists()


def test_after_two_hours_they_are_gone(typed, press_officer):
    client, sent = typed
    send(client, sent)
    KeptWords.objects.update(kept_at=timezone.now() - words.KEPT_FOR)
    client.force_login(press_officer)
    assert "Rhiannon" not in with_tokens(client.get(NEW))
    assert words.forget_old() == 1


def test_no_password_token_or_file_is_kept_and_the_rest_is_encrypted(typed):
    client, sent = typed
    file = SimpleUploadedFile("photo.png", b"in the picture")
    send(client, sent | {"new_password": "hunter2hunter2", "csrfmiddlewaretoken": "c" * 64, "photo": file})
    kept = KeptWords.objects.get()
    assert set(json.loads(kept.fields)) == {*sent} - {"form_token"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_keptwords")
        row = str(cursor.fetchone())
    assert "Rhiannon" not in row
    assert client.cookies[words.COOKIE].value not in row
    cookie = client.cookies[words.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 7200)


def test_more_than_a_stranger_may_send_is_not_read(typed):
    client, sent = typed
    send(client, sent | {"asked": "x" * 110_000})
    assert not KeptWords.objects.exists()


def test_one_person_has_twenty_forms_kept_at_most(typed):
    client, sent = typed
    for _ in range(words.MOST_OF_ONE + 2):
        send(client, sent)
    assert KeptWords.objects.count() == words.MOST_OF_ONE


def test_a_form_whose_token_changed_says_the_truth_and_leads_back_to_the_words(press_officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(press_officer)
    sent = form_of(client)
    page = with_tokens(answer := send(client, sent))
    assert answer.status_code == 403
    assert "Nothing was saved" in page
    assert f'href="{NEW}"' in page
    assert "Is it true?" in with_tokens(client.get(NEW))
    page = with_tokens(client.post(NEW, {key: value for key, value in sent.items() if key != "form_token"}))
    assert "we have not kept what you typed" in page


APPLY = "/accreditation/"
APPLIES = {"name": "Carys “Æ” <b>", "outlet": "The Ledger", "job": "", "proof": "Ring them.", "email": "c@l.example"}


@pytest.fixture
def stranger(db):
    """The browser of someone without an account, with the form of a page that is open to anyone, and what it sends."""
    client = Client(enforce_csrf_checks=True)
    return client, APPLIES | {"form_token": TOKEN.findall(with_tokens(client.get(APPLY)))[-1]}


def test_a_stranger_s_words_are_on_the_answer_to_be_sent_again_and_kept_nowhere(stranger):
    client, sent = stranger
    page = with_tokens(answer := client.post(APPLY, sent | {"csrfmiddlewaretoken": "x" * 64}))
    assert answer.status_code == 403
    assert "Carys “Æ” &lt;b&gt;</dd>" in page
    assert not KeptWords.objects.exists()
    assert words.COOKIE not in answer.cookies
    again = forms_of(page)[-1]
    assert again.action == APPLY
    assert client.post(APPLY, again.untouched).status_code == 422, "the job is missing"
    assert client.post(APPLY, again.untouched | {"job": "Reporter"}).url == "/accreditation/sent/"


def test_whoever_signed_in_meanwhile_has_a_stranger_s_words_on_the_answer(stranger, press_officer):
    client, sent = stranger
    client.force_login(press_officer)
    assert "Carys “Æ”" in with_tokens(client.post(APPLY, sent | {"csrfmiddlewaretoken": "x" * 64}))


def test_a_form_from_another_site_puts_no_words_on_the_answer(stranger):
    client, sent = stranger
    elsewhere = {"Origin": "https://evil.example"}
    assert "Carys" not in with_tokens(client.post(APPLY, sent, headers=elsewhere))
    assert "Carys" not in with_tokens(client.post(APPLY, sent | {"form_token": "made up"}))


def test_every_field_for_a_password_has_a_name_that_is_never_kept():
    """Allauth's own pages keep nothing at all."""
    ours = [form for form in below(forms.Form) if not form.__module__.startswith("allauth")]
    fields = [pair for form in ours for pair in getattr(form, "base_fields", {}).items()]
    secret = {name for name, field in fields if isinstance(field.widget, forms.PasswordInput)}
    assert secret >= {"password", "password1"}
    assert all(map(words.is_secret, secret)), secret


def below(kind):
    return {each for child in kind.__subclasses__() for each in ({child} | below(child))}


def test_words_wait_for_the_second_factor(press_officer):
    client = by_password_alone(press_officer)
    sent = form_of_other(press_officer)
    assert send(client, sent).url.endswith("?next=%2Fstaff%2Fpress%2Fenquiries%2Fnew%2F")
    assert KeptWords.objects.get().user == press_officer


def form_of_other(user) -> dict:
    client = Client()
    client.force_login(user)
    return form_of(client)


def test_where_the_page_cannot_be_opened_any_more_the_words_are_shown_alone(typed, press_officer):
    client, sent = typed
    client.post(NEW, sent, headers={"Referer": "http://testserver/staff/press/enquiries/999/edit/"})
    client.force_login(press_officer)
    assert client.get("/staff/press/enquiries/999/edit/").url == "/kept-words/"
    assert "Is it true?" in with_tokens(client.get("/kept-words/"))


def test_what_was_typed_for_something_that_is_gone_is_given_back(signed_in, press_officer):
    client, gone = signed_in(press_officer), "/staff/press/enquiries/999/edit/"
    sent = form_of(client)
    assert client.post(gone, sent, headers={"Referer": f"http://testserver{NEW}"}).url == NEW
    page = with_tokens(client.get(NEW))
    assert "what the form was for is gone" in page
    assert "Is it true?" in page
    assert not SentForm.objects.exists()
    assert client.post(gone, sent | {"form_token": ""}).status_code == 404
    assert not Enquiry.objects.exists()


def test_what_was_typed_by_who_may_not_save_it_any_more_is_given_back_and_the_refusal_recorded(
    signed_in, press_officer
):
    client = signed_in(press_officer)
    sent = form_of(client)
    Role.objects.filter(user=press_officer).delete()
    assert send(client, sent).url == NEW
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.ACCESS_REFUSED, user=press_officer).count() == 1
    assert client.get(NEW).url == "/kept-words/"
    page = with_tokens(client.get("/kept-words/"))
    assert "What the form was for is gone, or not yours to change any more" in page
    assert "Is it true?" in page
    assert not Enquiry.objects.exists()


def test_a_second_post_leads_to_the_first_one_s_result(signed_in, press_officer):
    client = signed_in(press_officer)
    sent = form_of(client)
    first, again = client.post(NEW, sent), client.post(NEW, sent)
    assert first.url == again.url == f"/staff/press/enquiries/{Enquiry.objects.get().pk}/"


def test_other_words_with_the_same_token_are_given_back_and_can_be_kept_as_well(signed_in, press_officer):
    client = signed_in(press_officer)
    sent = form_of(client)
    client.post(NEW, sent)
    assert send(client, sent | {"asked": "And is that?"}).url == NEW
    page = with_tokens(client.get(NEW))
    assert "You sent this form before, and it was taken" in page
    assert "And is that?" in page
    client.post(NEW, sent | {"asked": "And is that?", "form_token": TOKEN.findall(page)[-1]})
    assert Enquiry.objects.count() == 2


def test_a_form_that_was_refused_can_be_sent_again(signed_in, press_officer):
    client = signed_in(press_officer)
    sent = form_of(client)
    assert "There is a problem" in with_tokens(client.post(NEW, sent | {"asked": ""}))
    assert client.post(NEW, sent).status_code == 302


def test_nobody_knows_what_became_of_a_form_when_the_portal_was_killed(signed_in, press_officer):
    client = signed_in(press_officer)
    sent = form_of(client)
    key = read_token(sent["form_token"]).key
    SentForm.objects.create(token=key, path=NEW, user=press_officer, content="x")
    send(client, sent)
    assert "we cannot say whether it was taken" in with_tokens(client.get(NEW))
    assert not Enquiry.objects.exists()


def test_the_database_has_each_token_once(press_officer):
    about = {"token": "x" * 22, "path": NEW, "user": press_officer, "content": "x"}
    SentForm.objects.create(**about)
    with pytest.raises(IntegrityError, match="token"):
        SentForm.objects.create(**about)


def test_sent_forms_are_forgotten_once_no_page_can_send_them(press_officer):
    SentForm.objects.create(token="x" * 22, path=NEW, user=press_officer, content="x")
    assert once.forget_sent_forms() == 0
    SentForm.objects.update(sent_at=timezone.now() - timedelta(days=9))
    assert once.forget_sent_forms() == 1


@pytest.mark.django_db(transaction=True)
def test_six_posts_at_once_make_one_row_and_no_fault(signed_in, press_officer):
    client = signed_in(press_officer)
    sent, key = form_of(client), client.cookies[settings.SESSION_COOKIE_NAME].value

    def post(_):
        window = Client(raise_request_exception=False)
        window.cookies[settings.SESSION_COOKIE_NAME] = key
        try:
            return window.post(NEW, sent)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(post, range(6)))
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} == {
        (302, f"/staff/press/enquiries/{Enquiry.objects.get().pk}/")
    }


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_save_at_once_cannot_both_pass(signed_in, press_officer):
    client = signed_in(press_officer)
    client.post(NEW, form_of(client))
    address = f"/staff/press/enquiries/{Enquiry.objects.get().pk}/edit/"
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page = with_tokens(client.get(address))
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]

    def post(words):
        window = Client(raise_request_exception=False)
        window.cookies[settings.SESSION_COOKIE_NAME] = key
        try:
            return window.post(address, form_of(client, address) | {"asked": words, "seen": seen}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(post, ["One", "Two", "Three", "Four"]))
    assert sorted(answers) == [302, 422, 422, 422]


def test_filling_a_page_leaves_all_else_as_it_is():
    page = (
        '<form method="post" action="/a/"><input name="t" value="old">\n<textarea name="w">old</textarea>'
        '<input type="hidden" name="row" value="7"><input type="hidden" name="seen" value="new">'
        '<input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">'
        '<select name="s"><option value="x" selected>X<option value="y">Y</select>'
        '<input type="password" name="p" value=""></form><form method="post" action="/b/"><input name="t" value="old">'
    )
    typed = {"t": ['"><script>'], "w": ["</textarea><script>"], "row": ["9"], "seen": ["old"], "c": ["2"], "s": ["y"]}
    full, was_filled = filled(page, "/a/", "/a/", typed | {"p": ["secret"]})
    assert was_filled
    assert full == (
        '<form method="post" action="/a/"><input name="t" value="&quot;&gt;&lt;script&gt;">\n'
        '<textarea name="w">\n&lt;/textarea&gt;&lt;script&gt;</textarea>'
        '<input type="hidden" name="row" value="7"><input type="hidden" name="seen" value="old">'
        '<input type="checkbox" name="c" value="1"><input type="checkbox" name="c" value="2" checked>'
        '<select name="s"><option value="x">X<option value="y" selected>Y</select>'
        '<input type="password" name="p" value=""></form><form method="post" action="/b/"><input name="t" value="old">'
    )
    assert filled(page, "/c/", "/a/", typed) == (page, False)


def test_whoever_was_signed_out_while_typing_is_told_that_it_is_kept(typed):
    client, sent = typed
    assert "What you typed is kept for two hours" in with_tokens(client.post(NEW, sent, follow=True))
    assert "What you typed is kept" not in with_tokens(Client().get(NEW, follow=True))


def test_what_a_page_keeps_for_itself_is_not_shown_as_typed():
    kept = KeptWords(
        fields=json.dumps({"words": ["Rang"], "initial-day": ["2026-11-29"], "x-seen": ["0b"], "turn": ["1"]})
    )
    assert kept.fields_in_words == [("Words", "Rang")]
