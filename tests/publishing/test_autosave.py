"""Words that nobody has saved yet: kept, never overwritten by a colleague's, and private to who may write them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from publishing import actions
from publishing.models import Autosave, Edition
from publishing.workflow import ChangedMeanwhile, Elsewhere, Refused, Window
from tests.conftest import make_person
from tests.publishing.conftest import CONTENT
from tests.reading import text

TYPED = {"title": "Tŷ Gobaith", "summary": "Half a sen", "body": "<p>Llawer o eiriau.</p>"}


@pytest.fixture
def draft(press_officer):
    return actions.start(kind="statement", by=press_officer, **CONTENT)


@pytest.fixture
def colleague(db):
    return make_person("kwame@association.example", "press_officer")


def window(edition, **where):
    return Window(**{"base": edition.words_hash, "page": "one", "turn": 1, "seen": "", **where})


def keep(edition, by, words=TYPED, **where):
    return actions.write_autosave(edition=edition, by=by, words=words, window=window(edition, **where))


def sent(edition, **fields):
    """The form as a browser sends it."""
    return {"base": edition.words_hash, "page": "one", "turn": 1, "seen": "", **CONTENT, **fields}


def edit_page(edition):
    return f"/staff/texts/{edition.pk}/edit/"


def keep_page(edition):
    return f"/staff/texts/{edition.pk}/autosave/"


def test_what_is_typed_is_kept_and_shown_when_the_form_is_opened_again(signed_in, draft, press_officer):
    client = signed_in(press_officer)
    answer = client.post(keep_page(draft), sent(draft, **TYPED))
    assert "Kept " in text(answer)
    page = client.get(edit_page(draft))
    assert "You have words here that are not saved" in text(page)
    assert page.context["form"]["summary"].value() == "Half a sen"
    assert "Half</ins>" in text(page) or "Half a sen" in text(page)
    draft.refresh_from_db()
    assert draft.summary == CONTENT["summary"], "only saving changes the text"


def test_nothing_typed_is_no_notice(signed_in, draft, press_officer):
    assert "not saved" not in text(signed_in(press_officer).get(edit_page(draft)))


def test_words_that_no_form_would_take_are_kept_all_the_same(signed_in, draft, press_officer):
    typed = {"title": "", "summary": "x" * 400, "body": "<p>\x00Pasted</p>", "contact": "nobody"}
    client = signed_in(press_officer)
    assert client.post(keep_page(draft), sent(draft, **typed)).status_code == 200
    page = client.get(edit_page(draft))
    assert page.context["form"]["summary"].value() == "x" * 400
    assert page.context["form"]["body"].value() == "<p>Pasted</p>"


def test_saving_deletes_what_was_kept_and_throwing_away_too(signed_in, draft, press_officer):
    client = signed_in(press_officer)
    client.post(keep_page(draft), sent(draft, **TYPED))
    assert client.post(edit_page(draft), sent(draft, **TYPED, turn=2)).status_code == 302
    assert not Autosave.objects.exists()
    draft.refresh_from_db()
    client.post(keep_page(draft), sent(draft))
    client.post(f"/staff/texts/{draft.pk}/autosave/discard/")
    assert not Autosave.objects.exists()


def test_a_form_that_is_refused_keeps_what_was_typed(signed_in, draft, press_officer):
    answer = signed_in(press_officer).post(edit_page(draft), sent(draft, title="", body="<p>Much.</p>"))
    assert answer.status_code == 422
    assert Autosave.objects.get().words["body"] == "<p>Much.</p>"


def test_saving_over_a_colleague_s_words_is_refused_with_both_texts(signed_in, draft, press_officer, colleague):
    began = sent(draft, body="<p>Mine alone.</p>")
    actions.edit(edition=draft, by=colleague, **CONTENT | {"body": "<p>Theirs alone.</p>"})
    client = signed_in(press_officer)
    answer = client.post(edit_page(draft), began)
    assert answer.status_code == 409
    assert "Nothing is overwritten" in text(answer)
    assert "Theirs" in text(answer)
    assert answer.context["form"]["body"].value() == "<p>Mine alone.</p>"
    draft.refresh_from_db()
    assert draft.body == "<p>Theirs alone.</p>"
    assert Autosave.objects.get().words["body"] == "<p>Mine alone.</p>"


def test_having_seen_both_one_saves_and_the_other_s_words_can_still_be_read(signed_in, draft, press_officer, colleague):
    began = sent(draft, body="<p>Mine alone.</p>")
    actions.edit(edition=draft, by=colleague, **CONTENT | {"body": "<p>Theirs alone.</p>"})
    client = signed_in(press_officer)
    answer = client.post(edit_page(draft), began)
    assert "Save mine" in text(answer)
    again = began | {"base": answer.context["window"]["base"].value()}
    assert client.post(edit_page(draft), again).status_code == 302
    draft.refresh_from_db()
    assert draft.body == "<p>Mine alone.</p>"
    page = text(client.get(f"/staff/texts/{draft.pk}/saves/"))
    assert "Theirs" in page
    assert "Mine" in page


def test_a_third_save_between_is_noticed_too(signed_in, draft, press_officer, colleague):
    began = sent(draft, body="<p>Mine.</p>")
    draft = actions.edit(edition=draft, by=colleague, **CONTENT | {"body": "<p>Theirs.</p>"})
    client = signed_in(press_officer)
    base = client.post(edit_page(draft), began).context["window"]["base"].value()
    actions.edit(edition=draft, by=colleague, **CONTENT | {"body": "<p>Theirs again.</p>"})
    assert client.post(edit_page(draft), began | {"base": base}).status_code == 409


def test_a_text_sent_for_approval_meanwhile_is_not_made_a_draft_unasked(draft, press_officer, colleague):
    began = window(draft)
    actions.submit(edition=draft, by=colleague)
    with pytest.raises(ChangedMeanwhile):
        actions.edit(edition=draft, by=press_officer, window=began, **CONTENT)


def test_what_has_a_page_of_its_own_is_in_nobody_s_way(draft):
    before = draft.words_hash
    draft.saved_at = timezone.now()
    assert draft.words_hash == before


def test_the_second_editor_is_told_at_once_and_while_typing(signed_in, draft, press_officer, colleague):
    kept = keep(draft, colleague)
    client = signed_in(press_officer)
    for page in (client.get(edit_page(draft)), client.post(keep_page(draft), sent(draft))):
        assert f'<a href="/staff/texts/autosaves/{kept.pk}/">Kwame is editing this too (last words ' in text(page)
    assert "Kwame is editing this" in text(client.get(f"/staff/texts/{draft.pk}/"))
    Autosave.objects.filter(user=colleague).update(saved_at=timezone.now() - timedelta(minutes=11))
    assert "Kwame" not in text(client.get(edit_page(draft)))


def test_while_typing_one_is_told_that_a_colleague_saved(signed_in, draft, press_officer, colleague):
    began = sent(draft)
    signed_in(colleague).post(edit_page(draft), sent(draft, body="<p>Theirs.</p>"))
    answer = signed_in(press_officer).post(keep_page(draft), began)
    assert "Kwame changed this at" in text(answer)


def test_a_colleague_s_unsaved_words_can_be_read_beside_what_is_saved(signed_in, draft, press_officer, colleague):
    kept = keep(draft, colleague)
    page = text(signed_in(press_officer).get(f"/staff/texts/autosaves/{kept.pk}/"))
    assert "Llawer" in page
    assert "length." in page


def test_unsaved_words_are_only_for_those_who_may_write_the_text(
    signed_in, draft, press_officer, chief_executive, policy_officer
):
    kept = keep(draft, press_officer)
    assert signed_in(policy_officer).get(f"/staff/texts/autosaves/{kept.pk}/").status_code == 404
    assert signed_in(chief_executive).get(f"/staff/texts/autosaves/{kept.pk}/").status_code == 403
    assert not Autosave.objects.visible_to(chief_executive).exists()
    assert "Gobaith" not in text(signed_in(chief_executive).get(f"/staff/texts/{draft.pk}/"))
    with pytest.raises(PermissionDenied):
        keep(draft, chief_executive)


def test_words_for_a_version_approved_meanwhile_are_kept_and_go_on_in_the_next(
    signed_in, draft, press_officer, colleague, approved
):
    began = sent(draft, body="<p>Too late.</p>")
    approved(draft)
    client = signed_in(press_officer)
    answer = client.post(edit_page(draft), began)
    assert answer.status_code == 409
    assert "cannot change" in text(answer)
    assert client.get(edit_page(draft)).context["own"].words["body"] == "<p>Too late.</p>"
    following = client.post(f"/staff/texts/{draft.pk}/autosave/carry/").url
    page = client.get(following)
    assert page.context["edition"].number == 2
    assert page.context["form"]["body"].value() == "<p>Too late.</p>"


def test_words_go_on_in_a_next_version_that_a_colleague_started(draft, press_officer, colleague, approved):
    keep(draft, press_officer)
    first = approved(draft)
    second = actions.start_next(publication=first.publication, by=colleague)
    assert actions.carry(edition=first, by=press_officer) == second
    assert Autosave.objects.get().edition == second
    keep(first, press_officer)
    with pytest.raises(Refused, match="version 2 too"):
        actions.carry(edition=first, by=press_officer)


def test_an_approved_version_without_unsaved_words_has_no_form(signed_in, draft, press_officer, approved):
    approved(draft)
    assert signed_in(press_officer).get(edit_page(draft)).url == f"/staff/texts/{draft.pk}/"


def test_a_second_window_of_one_s_own_overwrites_nothing(signed_in, draft, press_officer):
    kept = keep(draft, press_officer, page="one", turn=3)
    late = keep(draft, press_officer, words={"body": "older"}, page="one", turn=2)
    assert late.words == TYPED, "requests of one window arrive out of order"
    with pytest.raises(Elsewhere):
        keep(draft, press_officer, words={"body": "other"}, page="two", seen="")
    answer = signed_in(press_officer).post(keep_page(draft), sent(draft, page="two"))
    assert (answer.status_code, "Another window of yours" in text(answer)) == (409, True)
    assert keep(draft, press_officer, words={"body": "on"}, page="two", seen=kept.mark).words == {"body": "on"}


def test_saving_in_one_window_leaves_what_another_typed(draft, press_officer):
    keep(draft, press_officer, page="two")
    actions.edit(edition=draft, by=press_officer, window=window(draft, page="one"), **CONTENT)
    assert Autosave.objects.get().page == "two"


def test_signed_out_while_typing_the_page_gets_no_answer_but_the_way_in(draft):
    answer = Client().post(keep_page(draft), sent(draft))
    assert answer.url.startswith("/accounts/login/")


def test_a_page_older_than_its_session_gets_a_new_token(draft, press_officer):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(press_officer)
    assert strict.post(keep_page(draft), sent(draft)).status_code == 403
    token = strict.get(keep_page(draft)).json()["token"]
    assert strict.post(keep_page(draft), sent(draft, csrfmiddlewaretoken=token)).status_code == 200


def test_the_database_keeps_one_row_a_person_and_text(draft, press_officer):
    keep(draft, press_officer)
    with pytest.raises(IntegrityError, match="autosave_once"):
        Autosave.objects.create(edition=draft, user=press_officer, base="", words={}, page="x", turn=0)


def test_a_text_of_which_only_the_headline_is_written_is_not_sent_for_approval(press_officer):
    edition = actions.start(kind="statement", by=press_officer, title="Homes are closing")
    with pytest.raises(Refused, match="Still to be written for this statement: “Body”"):
        actions.submit(edition=edition, by=press_officer)


def test_a_new_text_is_a_draft_from_its_headline_on(signed_in, press_officer):
    client = signed_in(press_officer)
    address = client.post("/staff/press/new/", {"kind": "statement", "title": "Tŷ Gobaith"}).url
    assert address == edit_page(Edition.objects.get())
    assert "data-autosave" in text(client.get(address))
