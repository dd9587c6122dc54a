"""An owner answers a consultation, on a phone, with two tabs, up to the deadline."""

import re

import pytest
from django.utils import timezone

from members.models import Term
from people.models import Role
from people.templatetags.people import deadline
from policy.evidence import actions as evidence
from policy.models import Answer, Consultation, Given, Question, Submission
from publishing import clock
from tests.conftest import make_person
from tests.policy.conftest import in_days, make_consultation, make_sent
from tests.reading import text

SEEN = re.compile(r'name="seen" value="(\w+)"')


@pytest.fixture
def address(consultation, provider):
    return f"/consultations/CARE-1/answer/{provider.pk}/"


@pytest.fixture
def client(signed_in, owner):
    return signed_in(owner)


def typed(questions, *answers, then="later", **more):
    data = {"then": then, **more}
    for question, (words, consent) in zip(questions, answers, strict=True):
        data |= {f"text_{question.pk}": words, f"consent_{question.pk}": consent}
    return data


def test_the_list_says_how_long_it_takes_and_until_when(client, consultation, provider):
    page = client.get("/consultations/").content.decode()
    assert "8 minutes" in page
    assert deadline(consultation.internal_deadline) in page
    assert "Not started" in page
    assert f"/consultations/CARE-1/answer/{provider.pk}/" in page


@pytest.mark.usefixtures("sent")
def test_the_list_says_what_has_been_answered(client):
    page = client.get("/consultations/").content.decode()
    assert "Answered" in page
    assert "Not started" not in page


def test_what_is_open_or_has_no_words_is_not_among_what_was_told_before(client, sent, provider, body):
    make_consultation("CARE-0", opens=-30, ours=-20, closes=-10).submissions.create(provider=provider)
    assert "What you told us before" not in client.get("/consultations/").content.decode()


@pytest.mark.usefixtures("draft")
def test_the_list_says_what_was_started(client):
    assert "Started, not sent" in client.get("/consultations/").content.decode()


def test_what_was_told_before_stays_readable_after_the_deadline(client, provider, body):
    make_sent(make_consultation("CARE-0", opens=-30, ours=-20, closes=-10), provider)
    page = client.get("/consultations/").content.decode()
    assert "What you told us before" in page
    assert f"/consultations/CARE-0/answer/{provider.pk}/check/" in page
    assert "Our answer" in client.get(f"/consultations/CARE-0/answer/{provider.pk}/check/").content.decode()


def test_the_form_asks_in_our_words_and_warns_about_children(client, address, questions, consultation):
    Question.objects.filter(number=1).update(text="<b>Why</b>?", help="<i>In short</i>.")
    page = client.get(address).content.decode()
    assert "<h1>Tell us what you see (8 minutes)</h1>" in page
    assert page.count("Name no child, and nothing from which a child could be recognised.") == 2
    assert page.count("How may we use your answers?") == 1
    assert page.count("ow may we use this answer?") == 2
    assert deadline(consultation.internal_deadline) in page
    assert "&lt;b&gt;Why&lt;/b&gt;?" in page
    assert "&lt;i&gt;In short&lt;/i&gt;." in page
    assert "maxlength" not in page


def test_save_and_finish_later_keeps_answers_without_a_consent(client, address, questions):
    response = client.post(address, typed(questions, ("One", ""), ("", "")))
    assert (response.status_code, response.url) == (302, "/consultations/")
    assert list(Answer.objects.values_list("text", "consent")) == [("One", "")]
    assert "One</textarea>" in client.get(address).content.decode()


def test_one_consent_holds_for_all_answers_but_those_of_which_it_says_otherwise(client, address, questions):
    client.post(address, typed(questions, ("One", ""), ("Two", "not_public"), consent_to_all="attributed"))
    assert list(Answer.objects.values_list("text", "consent")) == [("One", "attributed"), ("Two", "not_public")]
    form = client.get(address).context["form"]
    first, second = (form[f"consent_{question.pk}"] for question in questions)
    assert (form["consent_to_all"].value(), first.value(), second.value()) == ("attributed", "", "not_public")
    assert text(client.get(address)).count("<details open><summary>Question 2: use this answer otherwise") == 1
    assert "<details><summary>Question 1: use this answer otherwise" in text(client.get(address))
    seen = SEEN.search(client.get(address).content.decode())[1]
    client.post(address, typed(questions, ("One", ""), ("Two", "not_public"), consent_to_all="anonymous", seen=seen))
    assert list(Answer.objects.values_list("consent", flat=True)) == ["anonymous", "not_public"]


def test_what_is_not_answered_has_no_consent(client, address, questions):
    client.post(address, typed(questions, ("One", ""), ("", ""), consent_to_all="attributed"))
    assert list(Answer.objects.values_list("text", "consent")) == [("One", "attributed")]


@pytest.mark.parametrize(
    ("consents", "common", "own"),
    [
        (("anonymous", "not_public", "not_public"), "not_public", ["anonymous", "", ""]),
        (("anonymous", "attributed"), "anonymous", ["", "attributed"]),
        (("", "attributed"), "attributed", ["", ""]),
        (("", ""), "", ["", ""]),
    ],
)
def test_the_form_opens_with_the_consent_of_most_answers(client, provider, owner, body, consents, common, own):
    consultation = make_consultation("CARE-1", questions=len(consents))
    asked = list(consultation.questions.all())
    given = {each.pk: Given("Words", consent) for each, consent in zip(asked, consents, strict=True)}
    evidence.save(consultation=consultation, provider=provider, by=owner, given=given)
    form = client.get(f"/consultations/CARE-1/answer/{provider.pk}/").context["form"]
    assert form["consent_to_all"].value() == common
    assert [form[f"consent_{each.pk}"].value() for each in asked] == own


def test_check_your_answers_names_what_is_missing_and_links_to_it(client, address, questions):
    response = client.post(address, typed(questions, ("One", ""), ("Two", "anonymous"), then="check"))
    assert response.url == f"{address}check/"
    page = client.get(response.url).content.decode()
    assert "Question 1: say how we may use your answer." in page
    assert f'href="{address}#id_consent_to_all_0"' in page
    assert 'id="id_consent_to_all_0"' in client.get(address).content.decode()
    assert "Question 2: say" not in page
    assert "Send to the association" not in page


@pytest.mark.usefixtures("draft")
def test_answers_are_checked_sent_and_thanked_for(client, address):
    page = client.get(f"{address}check/").content.decode()
    assert "CANARY-ATTRIBUTED" in page
    assert "Send to the association" in page
    page = client.post(f"{address}send/", {"version": 1}, follow=True).content.decode()
    assert "Your answers are with the association. Thank you." in page
    assert "What you sent" in page
    assert Submission.objects.get().submitted_at


@pytest.mark.usefixtures("draft")
@pytest.mark.parametrize("version", ["0", "x", ""])
def test_nothing_is_sent_under_a_version_that_was_not_checked(client, address, version):
    page = client.post(f"{address}send/", {"version": version}, follow=True).content.decode()
    assert "saved in another window" in page
    assert Submission.objects.get().submitted_at is None


@pytest.mark.usefixtures("sent")
def test_sent_answers_can_be_opened_changed_and_sent_again(client, address, questions):
    assert client.get(address).url == f"{address}check/"
    assert client.post(f"{address}reopen/").url == address
    response = client.post(address, typed(questions, ("New", "attributed"), ("", ""), then="check"))
    client.post(f"{address}send/", {"version": 4})
    assert response.url == f"{address}check/"
    assert list(Answer.objects.sent().values_list("text", flat=True)) == ["New"]


@pytest.mark.usefixtures("draft")
def test_the_second_save_of_a_stale_form_shows_both_texts_and_saves_neither_over_the_other(client, address, questions):
    seen = SEEN.search(client.get(address).content.decode())[1]
    client.post(address, typed(questions, ("Tab one", "attributed"), ("Same", "anonymous"), seen=seen))
    stale = typed(questions, ("Tab two", "anonymous"), ("Same", "anonymous"), seen=seen)
    response = client.post(address, stale)
    page = response.content.decode()
    assert response.status_code == 422
    assert "changed this after you opened it" in page
    assert "Tab two</textarea>" in page
    assert page.count('data-label="Saved now"') == 1
    assert '<td data-label="Saved now">Tab one</td>' in page
    assert Answer.objects.get(question=questions[0]).text == "Tab one"
    assert client.post(address, stale | {"seen": SEEN.search(page)[1]}).status_code == 302
    assert Answer.objects.get(question=questions[0]).text == "Tab two"


def test_two_windows_opened_before_the_first_answer_do_not_overwrite_each_other(client, address, questions):
    seen = SEEN.search(client.get(address).content.decode())[1]
    client.post(address, typed(questions, ("Tab one", ""), ("", ""), seen=seen))
    assert client.post(address, typed(questions, ("Tab two", ""), ("", ""), seen=seen)).status_code == 422
    assert Answer.objects.get(question=questions[0]).text == "Tab one"


@pytest.mark.usefixtures("draft")
def test_what_a_colleague_answered_elsewhere_is_taken_into_the_form_beside_what_was_typed(client, address, questions):
    opened = ("CANARY-ATTRIBUTED", "attributed"), ("CANARY-ANONYMOUS", "anonymous")
    seen = SEEN.search(client.get(address).content.decode())[1]
    client.post(address, typed(questions, opened[0], ("Theirs", "anonymous"), seen=seen))
    page = client.post(address, typed(questions, ("Mine", "attributed"), opened[1], seen=seen)).content.decode()
    assert "Theirs</textarea>" in page
    assert "Mine</textarea>" in page


def test_a_double_click_is_no_conflict(client, address, questions):
    data = typed(questions, ("One", ""), ("", ""))
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]


def test_an_answer_of_ten_thousand_characters_fits_however_lines_end(client, address, questions):
    text = ("x" * 99 + "\r\n") * 100
    client.post(address, typed(questions, (text, ""), ("", "")))
    assert len(Answer.objects.get().text) == 9_999


def test_a_longer_answer_gets_a_sentence_and_is_kept_on_the_page(client, address, questions):
    response = client.post(address, typed(questions, ("y" * 10_001, ""), ("Two", "anonymous")))
    page = response.content.decode()
    assert "Question 1: your answer has 10,001 characters, and 10,000 fit." in page
    assert "y" * 10_001 in page
    assert "Two</textarea>" in page
    assert not Answer.objects.exists()


def test_html_in_an_answer_is_shown_as_text(client, address, questions):
    client.post(address, typed(questions, ("<script>alert(1)</script>", "attributed"), ("", "")))
    page = client.get(f"{address}check/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_what_was_typed_over_the_deadline_is_kept_on_the_page(client, address, questions, consultation):
    with clock.at(consultation.internal_deadline):
        response = client.post(address, typed(questions, ("Too late", "attributed"), ("", "")))
        assert client.get(address).url == f"{address}check/"
        assert "Our deadline for answers was" in client.get(f"{address}check/").content.decode()
    assert "Our deadline for answers was" in response.content.decode()
    assert "Too late</textarea>" in response.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.usefixtures("sent")
def test_what_was_typed_after_a_colleague_sent_is_kept_on_the_page(client, address, questions):
    response = client.post(address, typed(questions, ("Mine", "attributed"), ("", "")))
    assert "These answers have been sent." in response.content.decode()
    assert "Mine</textarea>" in response.content.decode()


def test_before_the_opening_nobody_outside_the_desk_learns_of_it(client, provider, body):
    make_consultation("SOON", opens=2, ours=5)
    assert "SOON" not in text(client.get("/consultations/"))
    for last in ("", "check/", "history/"):
        assert client.get(f"/consultations/SOON/answer/{provider.pk}/{last}").status_code == 404
    assert client.post(f"/consultations/SOON/answer/{provider.pk}/", {}).status_code == 404


def test_one_whose_opening_is_put_off_stays_with_those_who_began(client, provider, outsider, signed_in, consultation):
    consultation.submissions.create(provider=provider, version=1)
    Consultation.objects.update(opens_at=in_days(1))
    page = client.get(f"/consultations/CARE-1/answer/{provider.pk}/", follow=True).content.decode()
    assert "You can answer from" in page
    theirs = outsider.current_roles[0].provider_id
    assert signed_in(outsider).get(f"/consultations/CARE-1/answer/{theirs}/").status_code == 404


@pytest.fixture
def lapsed(provider):
    """Hazel Bank, which resigned."""
    Term.objects.update(resigned_on=timezone.localdate())
    return provider


def test_who_is_no_member_is_told_so_and_is_asked_nothing(client, address, lapsed, body):
    assert "none of your providers is a member today" in text(client.get("/consultations/"))
    assert "for providers in membership" in text(client.get("/dashboard/"))
    page = client.get(address, follow=True)
    assert "Hazel Bank Care Ltd is no member today, and members give evidence." in text(page)
    assert "Send to the association" not in page.content.decode()


def test_what_was_typed_while_the_membership_ended_stays_on_the_page(client, address, questions, lapsed):
    page = client.post(address, {f"text_{questions[0].pk}": "Typed for long", "then": "later"})
    assert page.status_code == 422
    assert "is no member today" in text(page)
    assert "Typed for long" in page.content.decode()
    assert not Answer.objects.exists()


def test_who_was_a_member_reads_what_was_sent_and_changes_nothing(client, address, sent, lapsed):
    page = text(client.get("/consultations/"))
    assert sent.consultation.title in page
    page = client.get(f"{address}check/").content.decode()
    assert "CANARY-ATTRIBUTED" in page
    assert "Change your answers" not in page
    client.post(f"{address}reopen/")
    sent.refresh_from_db()
    assert sent.submitted_at


def test_checking_before_the_first_answer_leads_to_the_form(client, address):
    assert client.get(f"{address}check/").url == address


@pytest.mark.parametrize("last", ["send/", "reopen/", "history/"])
def test_before_the_first_answer_there_is_nothing_to_send_reopen_or_look_back_on(client, address, last):
    call = client.get if last == "history/" else client.post
    assert call(f"{address}{last}").status_code == 404


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("last", ["", "check/", "history/"])
def test_another_provider_s_answers_are_not_found(signed_in, outsider, address, last):
    assert signed_in(outsider).get(f"{address}{last}").status_code == 404


@pytest.mark.usefixtures("sent")
def test_nobody_sends_or_reopens_for_another_provider(signed_in, outsider, address, questions):
    client = signed_in(outsider)
    assert client.post(f"{address}send/", {"version": 1}).status_code == 404
    assert client.post(f"{address}reopen/").status_code == 404
    assert client.post(address, typed(questions, ("Mine", ""), ("", ""))).status_code == 404
    assert Submission.objects.sent().count() == 1


@pytest.mark.usefixtures("draft")
def test_home_managers_and_staff_do_not_answer(signed_in, address, provider, policy_officer):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    for user in (manager, policy_officer):
        for page in ("/consultations/", address, f"{address}check/", f"{address}history/"):
            assert signed_in(user).get(page).status_code == 403


def test_an_owner_here_who_is_a_home_manager_there_does_not_answer_there(client, owner, other_provider, consultation):
    Role.objects.create(user=owner, provider=other_provider, name="home_manager")
    assert client.get(f"/consultations/CARE-1/answer/{other_provider.pk}/").status_code == 403


def test_an_owner_here_who_is_a_colleague_there_does_not_send_there(client, owner, other_provider, consultation):
    Role.objects.create(user=owner, provider=other_provider, name="colleague")
    theirs = f"/consultations/CARE-1/answer/{other_provider.pk}/"
    client.post(theirs, {f"text_{consultation.questions.first().pk}": "What we see"})
    assert client.post(f"{theirs}send/", {"version": 1}).status_code == 403
    assert Submission.objects.get().submitted_at is None


def test_an_owner_of_two_providers_chooses_which_one_answers(
    client, owner, provider, other_provider, consultation, questions
):
    Role.objects.create(user=owner, provider=other_provider, name="owner")
    page = client.get("/consultations/").content.decode()
    assert all(f"/consultations/CARE-1/answer/{one.pk}/" in page for one in (provider, other_provider))
    client.post(f"/consultations/CARE-1/answer/{other_provider.pk}/", typed(questions, ("Theirs", ""), ("", "")))
    assert Submission.objects.get().provider == other_provider


def test_a_consultation_that_is_not_recorded_is_not_found(client, provider):
    assert client.get(f"/consultations/NONE/answer/{provider.pk}/").status_code == 404


@pytest.mark.usefixtures("draft")
def test_the_history_of_the_answers_is_the_provider_s(client, address, owner, questions):
    client.post(address, typed(questions, ("Later words", "attributed"), ("CANARY-ANONYMOUS", "anonymous")))
    page = client.get(f"{address}history/").content.decode()
    assert "Later words" in page
    assert "CANARY-ATTRIBUTED" in page
    assert str(owner) in page


def test_an_empty_list_says_what_will_be_here(client):
    assert "Nothing is open to your answers now." in client.get("/consultations/").content.decode()


def test_saving_is_one_row_a_question_however_often(client, address, questions):
    for take in range(3):
        data = typed(questions, (f"Take {take}", "attributed"), ("", ""))
        assert client.post(address, data).status_code == 302
    assert Answer.objects.filter(question=questions[0]).count() == 1
    assert Submission.objects.get().version == 3
