"""What a provider's people type is kept as they type: for them alone, never sent, and over nobody's words."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.test import Client

from people.models import Role
from policy.evidence import actions as evidence
from policy.models import Answer, Consultation, Question, Submission, SubmissionAutosave
from policy.questions import actions as questioning
from policy.unsaved.actions import discard_answers, keep_answers
from publishing.workflow import Elsewhere, Window
from tests.conftest import make_person
from tests.policy.conftest import in_days
from tests.reading import text

SEEN = re.compile(r'name="seen" value="(\w+)"')


@pytest.fixture
def address(consultation, provider):
    return f"/consultations/CARE-1/answer/{provider.pk}/"


@pytest.fixture
def client(signed_in, owner):
    return signed_in(owner)


@pytest.fixture
def colleague(provider):
    return make_person("kwame@hazelbank.example", "colleague", provider)


def place(page="one", turn=1, seen=""):
    return {"window-page": page, "window-turn": turn, "window-seen": seen}


def sent(client, address, words, *, seen=None, **where):
    """The form as a browser sends it, opened now unless `seen` says from what it began."""
    seen = SEEN.search(client.get(address).content.decode())[1] if seen is None else seen
    return {"seen": seen, "then": "later", **place(**where), **words}


def keep(submission, by, words, *, page="one", turn=1, seen=""):
    about = {"consultation": submission.consultation, "provider": submission.provider}
    return keep_answers(by=by, words=words, window=Window(page=page, turn=turn, seen=seen), **about)


def test_what_is_typed_is_kept_and_shown_when_the_form_is_opened_again(client, address, questions):
    name = f"text_{questions[0].pk}"
    answer = client.post(f"{address}autosave/", sent(client, address, {name: "Half a sen"}))
    assert re.search(r"Saved at \d+:\d\d[ap]m. Nothing is sent yet.", text(answer))
    assert not Answer.objects.exists()
    page = client.get(address)
    assert "The form shows what you typed until" in text(page)
    assert page.context["form"][name].value() == "Half a sen"
    assert "not in your answers yet" in text(page)


def test_nothing_typed_is_no_notice(client, address):
    page = client.get(address)
    assert "The form shows what you typed" not in text(page)
    assert f'data-autosave="{address}autosave/"' in page.content.decode()


@pytest.mark.usefixtures("draft")
def test_keeping_writes_no_history_and_no_answer(client, address, questions):
    before = Answer.pgh_event_model.objects.count(), Submission.pgh_event_model.objects.count()
    for turn in range(1, 6):
        words = {f"text_{questions[0].pk}": "x" * turn}
        assert client.post(f"{address}autosave/", sent(client, address, words, turn=turn)).status_code == 200
    assert (Answer.pgh_event_model.objects.count(), Submission.pgh_event_model.objects.count()) == before
    assert Answer.objects.get(question=questions[0]).text == "CANARY-ATTRIBUTED"
    assert SubmissionAutosave.objects.get().words[f"text_{questions[0].pk}"] == "xxxxx"


def test_saving_forgets_what_was_kept_and_throwing_away_too(client, address, questions):
    words = {f"text_{questions[0].pk}": "Words"}
    client.post(f"{address}autosave/", sent(client, address, words))
    assert client.post(address, sent(client, address, words, turn=2)).status_code == 302
    assert Answer.objects.get().text == "Words"
    assert not SubmissionAutosave.objects.exists()
    client.post(f"{address}autosave/", sent(client, address, {f"text_{questions[0].pk}": "More"}))
    assert "Thrown away" in text(client.post(f"{address}autosave/discard/", follow=True))
    assert not SubmissionAutosave.objects.exists()
    assert Answer.objects.get().text == "Words"


def test_words_that_are_shown_again_and_saved_without_another_letter_are_forgotten(client, address, questions):
    words = {f"text_{questions[0].pk}": "Words"}
    client.post(f"{address}autosave/", sent(client, address, words))
    opened = client.get(address).context["window"].initial
    again = sent(client, address, words, page=opened["page"], turn=0, seen=None) | {"window-seen": opened["seen"]}
    assert client.post(address, again).status_code == 302
    assert not SubmissionAutosave.objects.exists()


def test_a_form_that_is_refused_keeps_what_was_typed(client, address, questions):
    words = {f"text_{questions[0].pk}": "y" * 10_001}
    assert client.post(address, sent(client, address, words)).status_code == 422
    assert len(SubmissionAutosave.objects.get().words[f"text_{questions[0].pk}"]) == 10_001
    page = client.get(address)
    assert page.status_code == 200
    assert "10,000 fit" in text(page)


@pytest.mark.usefixtures("draft")
def test_while_typing_one_is_told_that_a_colleague_saved_and_saving_overwrites_nothing(
    client, signed_in, address, questions, colleague
):
    name = f"text_{questions[0].pk}"
    opened = {name: "CANARY-ATTRIBUTED", f"text_{questions[1].pk}": "CANARY-ANONYMOUS", "consent_to_all": "attributed"}
    opened |= {f"consent_{questions[1].pk}": "anonymous"}
    began = sent(client, address, opened | {name: "Mine"})
    theirs = signed_in(colleague)
    theirs.post(address, sent(theirs, address, opened | {name: "Theirs", f"text_{questions[1].pk}": "Theirs too"}))
    assert "Kwame changed this at" in text(client.post(f"{address}autosave/", began))
    page = client.get(address)
    assert (page.status_code, page.context["form"][name].value()) == (200, "Mine")
    assert page.context["form"][f"text_{questions[1].pk}"].value() == "Theirs too", "what was left is taken anew"
    assert '<td data-label="Saved now">Theirs</td>' in page.content.decode()
    assert client.post(address, began).status_code == 422
    assert Answer.objects.get(question=questions[0]).text == "Theirs"
    again = began | {"seen": SEEN.search(page.content.decode())[1], f"text_{questions[1].pk}": "Theirs too"}
    assert client.post(address, again).status_code == 302
    assert list(Answer.objects.order_by("pk").values_list("text", flat=True)) == ["Mine", "Theirs too"]


def test_a_colleague_s_words_are_told_of_and_can_be_read(client, address, draft, questions, colleague):
    kept = keep(draft, colleague, typed_over(questions, "Llawer o eiriau"))
    link = f'<a href="/consultations/autosaves/{kept.pk}/">'
    for page in (client.get(address), client.post(f"{address}autosave/", sent(client, address, {}))):
        assert f"{link}Kwame is editing this too (last words " in page.content.decode()
    assert f"{link}What Kwame typed until" in client.get(f"{address}check/").content.decode()
    page = text(client.get(f"/consultations/autosaves/{kept.pk}/"))
    assert "Llawer o eiriau" in page
    assert "CANARY-ATTRIBUTED" in page
    assert "CANARY-ANONYMOUS" not in page, "only what differs"


def typed_over(questions, words):
    """The whole form of the draft, with other words in the first answer."""
    return {
        f"text_{questions[0].pk}": words,
        f"text_{questions[1].pk}": "CANARY-ANONYMOUS",
        "consent_to_all": "attributed",
        f"consent_{questions[1].pk}": "anonymous",
    }


def test_what_was_ticked_is_compared_in_words(client, address, draft, questions, colleague):
    kept = keep(draft, colleague, {f"consent_{questions[0].pk}": "not_public"})
    assert "Do not quote it" in text(client.get(f"/consultations/autosaves/{kept.pk}/"))


def test_unsaved_words_are_the_provider_s_alone_also_once_its_answers_are_sent(
    signed_in, draft, owner, outsider, policy_officer, chief_executive, colleague, questions
):
    kept = keep(draft, colleague, {f"text_{questions[0].pk}": "CANARY-UNSAVED"})
    evidence.send(submission=draft, by=owner, seen=draft.version)
    for user, status in ((outsider, 404), (policy_officer, 403), (chief_executive, 403)):
        assert not SubmissionAutosave.objects.visible_to(user).exists()
        assert signed_in(user).get(f"/consultations/autosaves/{kept.pk}/").status_code == status
        with pytest.raises(PermissionDenied):
            keep(draft, user, {})
        with pytest.raises(PermissionDenied):
            discard_answers(submission=draft, by=user)
    assert "CANARY-UNSAVED" not in text(signed_in(policy_officer).get("/staff/policy/consultations/CARE-1/evidence/"))
    assert set(SubmissionAutosave.objects.visible_to(owner)) == {kept}


def test_a_policy_officer_who_owns_a_provider_reads_no_unsaved_words_of_others(
    draft, other_provider, policy_officer, owner
):
    Role.objects.create(user=policy_officer, provider=other_provider, name="owner")
    keep(draft, owner, {})
    assert not SubmissionAutosave.objects.visible_to(policy_officer).exists()


def test_a_second_window_of_one_s_own_overwrites_nothing(client, address, draft, owner, questions):
    kept = keep(draft, owner, {"a": "first"}, page="one", turn=3)
    assert keep(draft, owner, {"a": "older"}, page="one", turn=2).words == {"a": "first"}
    with pytest.raises(Elsewhere):
        keep(draft, owner, {"a": "other"}, page="two")
    answer = client.post(f"{address}autosave/", sent(client, address, {}, page="two", seen="x"))
    assert (answer.status_code, "Another window of yours" in text(answer)) == (409, True)
    evidence.save(
        consultation=draft.consultation,
        provider=draft.provider,
        by=owner,
        given={},
        window=Window(page="two", turn=1, seen=""),
    )
    assert SubmissionAutosave.objects.get() == kept, "saving in one window leaves what another typed"
    assert keep(draft, owner, {"a": "on"}, page="two", seen=kept.mark).words == {"a": "on"}


def test_what_was_typed_is_never_sent_and_sending_without_it_is_refused(client, address, draft, owner, questions):
    client.post(f"{address}autosave/", sent(client, address, {f"text_{questions[0].pk}": "More words"}))
    page = client.get(f"{address}check/")
    assert "is not in these answers yet" in text(page)
    assert "Send to the association" not in page.content.decode()
    with pytest.raises(ValidationError, match="You have typed more since"):
        evidence.send(submission=draft, by=owner, seen=draft.version)
    discard_answers(submission=draft, by=owner)
    evidence.send(submission=draft, by=owner, seen=draft.version)
    assert Answer.objects.get(question=questions[0]).text == "CANARY-ATTRIBUTED"


def test_a_colleague_s_unsaved_words_keep_nobody_from_sending(draft, owner, colleague):
    keep(draft, colleague, {})
    assert evidence.send(submission=draft, by=owner, seen=draft.version).submitted_at


def test_the_first_words_begin_the_answers_so_that_questions_stay_as_asked(client, address, consultation, questions):
    assert not questioning.is_begun(consultation)
    client.post(f"{address}autosave/", sent(client, address, {f"text_{questions[0].pk}": "Words"}))
    assert questioning.is_begun(consultation)
    assert "Started, not sent" in text(client.get("/consultations/"))
    assert "What you typed until" in text(client.get(f"{address}check/"))


def test_words_typed_under_a_question_that_was_corrected_are_shown_under_its_new_words_before_they_are_saved(
    client, address, questions, policy_officer
):
    name = f"text_{questions[0].pk}"
    opened = sent(client, address, {name: "What we see", f"consent_{questions[0].pk}": "anonymous"})
    client.post(f"{address}autosave/", opened)
    questioning.change(question=questions[0], by=policy_officer, text="The opposite?")
    new = Question.objects.get(replaces=questions[0])
    for page in (client.get(address), client.post(address, opened)):
        assert "We corrected Question 1 while you were typing" in text(page)
        assert page.context["form"][f"text_{new.pk}"].value() == "What we see"
        assert page.context["form"][f"consent_{new.pk}"].value() == "anonymous"
    assert not Answer.objects.exists()
    moved = {f"text_{new.pk}": "What we see", f"consent_{new.pk}": "anonymous"}
    assert client.post(address, sent(client, address, moved, turn=3)).status_code == 302
    assert Answer.objects.get().question == new


def test_words_equal_to_the_former_answer_are_not_taken_for_the_new_question_unseen(
    client, address, draft, questions, policy_officer
):
    opened = sent(client, address, {f"text_{q.pk}": a.text for q, a in zip(questions, answers_of(draft), strict=True)})
    questioning.change(question=questions[0], by=policy_officer, text="The opposite?")
    assert client.post(address, opened).status_code == 422
    assert not Answer.objects.filter(question__replaces=questions[0]).exists()


def answers_of(submission):
    return submission.answers.order_by("question__place")


def test_after_our_deadline_words_go_on_being_kept_and_are_told_to_be_late(client, address, draft, questions):
    opened = sent(client, address, {f"text_{questions[0].pk}": "Too late"})
    Consultation.objects.update(internal_deadline=in_days(-1))
    answer = text(client.post(f"{address}autosave/", opened))
    assert "Saved at" in answer
    assert "Our deadline for answers was" in answer
    kept = SubmissionAutosave.objects.get()
    assert f'href="/consultations/autosaves/{kept.pk}/"' in client.get(f"{address}check/").content.decode()
    assert "Too late" in text(client.get(f"/consultations/autosaves/{kept.pk}/"))


def test_nothing_is_begun_after_our_deadline_by_typing(client, address, questions):
    opened = sent(client, address, {f"text_{questions[0].pk}": "Too late"})
    Consultation.objects.update(internal_deadline=in_days(-1))
    answer = client.post(f"{address}autosave/", opened)
    assert (answer.status_code, "Our deadline for answers was" in text(answer)) == (409, True)
    assert not Submission.objects.exists()


def test_who_types_is_told_that_a_colleague_sent_the_answers(client, address, draft, owner, colleague, signed_in):
    theirs = signed_in(colleague)
    opened = sent(theirs, address, {})
    evidence.send(submission=draft, by=owner, seen=draft.version)
    assert "A colleague has sent the answers meanwhile" in text(theirs.post(f"{address}autosave/", opened))


def test_signed_out_while_typing_the_page_gets_no_answer_but_the_way_in(address, draft):
    assert Client().post(f"{address}autosave/", place()).url.startswith("/accounts/login/")


def test_a_page_older_than_its_session_gets_a_new_token(address, owner, questions):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    words = place() | {f"text_{questions[0].pk}": "Words"}
    assert strict.post(f"{address}autosave/", words).status_code == 403
    token = strict.get(f"{address}autosave/").json()["token"]
    assert strict.post(f"{address}autosave/", words | {"csrfmiddlewaretoken": token}).status_code == 200


def test_what_names_no_window_is_not_kept(client, address):
    assert client.post(f"{address}autosave/", {"text_1": "Words"}).status_code == 422
    assert not Submission.objects.exists()


def test_words_are_kept_for_what_the_page_showed_when_another_provider_was_chosen_since(
    client, address, owner, other_provider, questions
):
    Role.objects.create(user=owner, provider=other_provider, name="owner")
    page = client.get(address).content.decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page)[1]
    client.post("/providers/choose/", {"provider": other_provider.pk})
    words = place() | {f"text_{questions[0].pk}": "Words", "form_token": token}
    assert client.post(f"{address}autosave/", words).status_code == 200
    assert client.session["chosen_provider"] == other_provider.pk, "the other window's choice stays"


def test_the_database_keeps_one_row_a_person_and_provider(draft, owner):
    keep(draft, owner, {})
    with pytest.raises(IntegrityError, match="submission_autosave_once"):
        SubmissionAutosave.objects.create(submission=draft, user=owner, words={}, page="x", turn=0)


@pytest.mark.parametrize("begun", [False, True])
def test_keeping_costs_as_much_however_often(client, address, questions, draft, django_assert_num_queries, begun):
    opened = sent(client, address, {f"text_{questions[0].pk}": "Words"})
    if begun:
        client.post(f"{address}autosave/", opened)
    with django_assert_num_queries(18 if begun else 20):
        client.post(f"{address}autosave/", opened | {"window-turn": 2})
