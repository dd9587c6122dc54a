"""The policy desk's pages: consultations, documents, evidence, and our own texts."""

import re

import pytest
from django.utils import timezone

from policy.models import Consultation, Document, PublicBody, Question
from policy.models.body import HTTPS_SENTENCE, NAMED
from policy.models.consultation import TAKEN
from policy.texts import actions as texts
from publishing.models import Edition
from tests.policy.conftest import make_consultation, make_sent, publish
from tests.reading import errors

DESK = "/staff/policy"
ONE = f"{DESK}/consultations/CARE-1"
TEXT = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


def typed(body, **other):
    return {
        "body": body.pk,
        "reference": "dfe 2026-14",
        "title": "Care",
        "summary": "They ask.",
        "link": "https://www.gov.uk/",
        "opens_at_0": "2026-03-02",
        "opens_at_1": "00:00",
        "closes_at_0": "2026-05-12",
        "closes_at_1": "00:00",
        "internal_deadline_0": "2026-05-05",
        "internal_deadline_1": "5pm",
        "minutes": "8",
        **other,
    }


def test_a_consultation_is_recorded_as_it_is_typed(client, body):
    response = client.post(f"{DESK}/consultations/new/", typed(body))
    assert response.url == f"{DESK}/consultations/DFE-2026-14/"
    page = client.get(response.url).content.decode()
    assert "11 May 2026, 11:59pm, UK time" in page
    assert "5 May 2026, 5:00pm, UK time" in page
    assert "Members see this consultation once it has a question to answer." in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"closes_at_0": "2026-03-01"}, "It must close after it opens. Check both days and times."),
        ({"closes_at_0": "2026-03-02"}, "It must close after it opens. Check both days and times."),
        ({"internal_deadline_0": "2026-05-12"}, "Our deadline must not be later than the closing time."),
        ({"internal_deadline_0": "2026-03-01"}, "Our deadline must be later than the opening time."),
        (
            {"opens_at_0": "2026-03-29", "opens_at_1": "01:30"},
            "01:30 on 29 March 2026 does not exist: the clocks go forward then. Choose an hour earlier or later.",
        ),
        ({"link": "http://www.gov.uk/"}, HTTPS_SENTENCE),
        ({"link": "javascript:alert(1)"}, HTTPS_SENTENCE),
        ({"reference": "care-1"}, TAKEN),
        ({"reference": "DfE/14"}, "Use letters, numbers and hyphens only, such as DFE-2026-14."),
        ({"minutes": "0"}, "Write 1 minute or more."),
        ({"title": "x" * 201}, "“Title” has 201 characters, and 200 fit. Shorten it."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(client, consultation, body, wrong, sentence):
    response = client.post(f"{DESK}/consultations/new/", typed(body, **wrong))
    assert errors(response) == [sentence]
    assert "They ask.</textarea>" in response.content.decode()
    assert Consultation.objects.get() == consultation


def test_the_form_for_editing_shows_what_was_kept_and_leads_back_even_when_the_reference_is_wrong(
    client, consultation, body
):
    page = client.get(f"{ONE}/edit/").content.decode()
    assert 'value="Consultation CARE-1"' in page
    response = client.post(f"{ONE}/edit/", typed(body, reference="A/B"))
    assert response.status_code == 422
    assert f'href="{ONE}/"' in response.content.decode()
    assert client.post(f"{ONE}/edit/", typed(body, reference="CARE-1A")).url == f"{DESK}/consultations/CARE-1A/"
    assert Consultation.objects.get().title == "Care"


def test_html_in_a_title_is_shown_as_text(client, body):
    make_consultation("HTML", title="<script>alert(1)</script>")
    for path in (f"{DESK}/consultations/", f"{DESK}/consultations/HTML/", "/policy/", "/policy/consultations/HTML/"):
        page = client.get(path).content.decode()
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page


def test_the_list_goes_by_phase_and_marks_our_deadline_that_passed(client, body):
    make_consultation("CLOSED", opens=-30, ours=-20, closes=-10)
    make_consultation("PASSED", ours=-1)
    make_consultation("SOON", ours=3)
    page = client.get(f"{DESK}/consultations/").content.decode()
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["Open", "Closed, awaiting outcome"]
    assert re.findall(r'<span class="meta">(\w+),', page) == ["PASSED", "SOON", "CLOSED"]
    assert page.count('<span class="tag tag--attention">Passed</span>') == 1


def test_the_list_of_one_public_body(client, consultation):
    PublicBody.objects.create(name="Ofsted", slug="ofsted")
    assert "CARE-1" in client.get(f"{DESK}/consultations/?body=dfe").content.decode()
    page = client.get(f"{DESK}/consultations/?body=ofsted").content.decode()
    assert "CARE-1" not in page
    assert "No consultation of this public body is recorded." in page


def test_who_has_answered_is_named_and_who_has_not_is_counted(client, sent, outsider):
    sent.answers.filter(question__number=2).update(text="")
    page = client.get(f"{ONE}/").content.decode()
    assert f'<span class="figure">1</span> provider has answered. <a href="{ONE}/chase/">1 has not</a>.' in page
    assert "Hazel Bank Care Ltd" in page
    assert "Larkfield" not in page
    assert f"{ONE}/evidence/" in page
    assert re.findall(r"(\d) answers? sent", page) == ["1", "0"]


@pytest.mark.usefixtures("draft")
def test_a_draft_is_neither_named_nor_read(client):
    page = client.get(f"{ONE}/").content.decode()
    assert f'<span class="figure">0</span> providers have answered. <a href="{ONE}/chase/">1 has not</a>.' in page
    assert re.findall(r"(\d) answers? sent", page) == ["0", "0"]
    assert "Hazel Bank" not in page
    page = client.get(f"{ONE}/evidence/").content.decode()
    assert "CANARY" not in page
    assert "Drafts are the provider" in page


@pytest.mark.usefixtures("sent")
def test_who_approves_reads_the_evidence_and_starts_nothing(signed_in, chief_executive):
    client = signed_in(chief_executive)
    page = client.get(f"{ONE}/").content.decode()
    assert '<span class="figure">1</span> provider has answered.' in page
    assert "Start the response" not in page
    assert "CANARY-ATTRIBUTED" in client.get(f"{ONE}/evidence/").content.decode()


def test_the_evidence_is_read_by_question_each_with_its_consent(client, sent, consultation, other_provider):
    make_sent(consultation, other_provider, text="Theirs", consent="not_public")
    page = client.get(f"{ONE}/evidence/").content.decode()
    order = ["What about 1?", "CANARY-ATTRIBUTED", "Theirs", "What about 2?", "CANARY-ANONYMOUS", "Theirs"]
    found = re.findall("|".join(re.escape(words) for words in dict.fromkeys(order)), page)
    assert found == order
    labels = re.findall(r"(May be quoted with(?:out)? their name|Must not be quoted)", page)
    assert labels == [
        "May be quoted with their name",
        "Must not be quoted",
        "May be quoted without their name",
        "Must not be quoted",
    ]


def test_questions_are_added_changed_and_deleted(client, consultation, questions):
    assert client.get(f"{ONE}/questions/new/").context["form"]["number"].value() == "3"
    response = client.post(f"{ONE}/questions/new/", {"number": "2", "kind": "text", "text": "What else?", "help": ""})
    assert errors(response) == ["Another question has the number 2. Write a number that is free."]
    assert "What else?</textarea>" in response.content.decode()
    assert (
        client.post(f"{ONE}/questions/new/", {"number": "3", "kind": "text", "text": "What else?", "help": ""}).url
        == f"{ONE}/"
    )
    edit = f"{DESK}/questions/{questions[0].pk}/edit/"
    assert "What about 1?</textarea>" in client.get(edit).content.decode()
    assert client.post(edit, {"number": "1", "kind": "text", "text": "Who?", "help": "In brief."}).url == f"{ONE}/"
    assert client.post(f"{DESK}/questions/{questions[1].pk}/withdraw/").url == f"{ONE}/"
    assert list(Question.objects.values_list("number", "text")) == [("1", "Who?"), ("3", "What else?")]


def test_an_outcome_is_recorded_and_shown(client, body):
    make_consultation("CLOSED", opens=-30, ours=-20, closes=-10)
    path = f"{DESK}/consultations/CLOSED/outcome/"
    assert client.get(path).context["form"]["what"].value() == "nothing"
    today = timezone.localdate().isoformat()
    assert errors(client.post(path, {"what": "outcome"})) == [
        "Write the day on which it happened.",
        "Write what they decided, in a few sentences.",
    ]
    assert errors(client.post(path, {"what": "lapsed", "day": "2099-01-01"})) == [
        "That day has not come. Write the day on which it happened."
    ]
    client.post(path, {"what": "outcome", "day": today, "outcome": "<p>Adopted <b>in part</b>.</p>"})
    assert "<strong>in part</strong>" in client.get(f"{DESK}/consultations/CLOSED/").content.decode()
    assert client.get(path).context["form"]["what"].value() == "outcome"
    client.post(path, {"what": "lapsed", "day": today})
    assert "It lapsed on" in client.get(f"{DESK}/consultations/CLOSED/").content.decode()
    client.post(path, {"what": "nothing", "day": today})
    assert "Nothing has been published yet." in client.get(f"{DESK}/consultations/CLOSED/").content.decode()


def test_a_response_is_started_once_and_goes_on_at_publishing(client, consultation):
    path = f"{ONE}/response/new/"
    assert client.get(path).context["form"]["title"].value() == "Our response: Consultation CARE-1"
    response = client.post(path, TEXT)
    edition = Edition.objects.get()
    assert response.url == f"/staff/texts/{edition.pk}/edit/"
    page = client.get(f"{ONE}/").content.decode()
    assert f'href="/staff/texts/{edition.pk}/"' in page
    assert "Start the response" not in page
    again = client.post(path, TEXT)
    assert errors(again) == ["Our response to this consultation has been started. Open it from the consultation."]
    assert TEXT["title"] in again.content.decode()


def test_a_position_is_started_with_its_asks(client):
    response = client.post(f"{DESK}/positions/new/", TEXT | {"asks": "\n Fund  it \r\n\nDrop the fee\n"})
    assert response.url == f"/staff/texts/{Edition.objects.get().pk}/edit/"
    assert "<li>Fund it</li><li>Drop the fee</li>" in Edition.objects.get().body
    assert "What we say" in client.get(f"{DESK}/positions/").content.decode()


def test_an_ask_that_is_too_long_is_named_and_kept(client):
    response = client.post(f"{DESK}/positions/new/", TEXT | {"asks": f"Short\n{'x' * 301}"})
    assert errors(response) == ["Ask 2 is longer than 300 characters. Shorten it or split it."]
    assert "x" * 301 in response.content.decode()
    assert not Edition.objects.exists()


def test_documents_are_new_until_they_are_sorted(client, body):
    path = f"{DESK}/documents/"
    assert "Every document is sorted." in client.get(path).content.decode()
    assert "No document is like that." in client.get(f"{path}?state=all").content.decode()
    data = {
        "body": body.pk,
        "kind": "review",
        "title": "A <i>review</i>",
        "published_on": "4/6/2026",
        "link": "https://www.gov.uk/review",
        "summary": "",
    }
    assert errors(client.post(f"{path}new/", data | {"link": "http://www.gov.uk/"})) == [HTTPS_SENTENCE]
    made = client.post(f"{path}new/", data)
    pk = Document.objects.get().pk
    assert made.url == f"{path}{pk}/"
    assert "A &lt;i&gt;review&lt;/i&gt;" in client.get(path).content.decode()
    assert client.post(f"{path}{pk}/edit/", data | {"title": "A review"}).url == f"{path}{pk}/"
    assert client.post(f"{path}{pk}/triage/").url == path
    assert "A review</a>" not in client.get(path).content.decode()
    assert "A review</a>" in client.get(f"{path}?state=sorted&kind=review&body=dfe").content.decode()
    assert "A review</a>" not in client.get(f"{path}?state=sorted&kind=bill").content.decode()
    assert "Changed" in client.get(f"{path}{pk}/history/").content.decode()


def test_a_public_body_is_added_once(client, body):
    path = f"{DESK}/bodies/"
    assert client.post(f"{path}new/", {"name": "Ofsted"}).url == path
    assert errors(client.post(f"{path}new/", {"name": "ofsted"})) == [NAMED]
    edit = f"{path}{body.pk}/edit/"
    assert 'value="Department for Education"' in client.get(edit).content.decode()
    assert errors(client.post(edit, {"name": "OFSTED"})) == [NAMED]
    assert client.post(edit, {"name": "Department for Education"}).url == path
    assert list(PublicBody.objects.values_list("name", flat=True)) == ["Department for Education", "Ofsted"]


def test_histories_name_who_did_what(client, consultation, body, policy_officer, chief_executive):
    client.post(f"{ONE}/edit/", typed(body, reference="CARE-1", title="New title"))
    page = client.get(f"{ONE}/history/").content.decode()
    assert "New title" in page
    assert str(policy_officer) in page
    edition = texts.start_position(by=policy_officer, asks=["Fund it"], **TEXT)
    publish(edition, author=policy_officer, approver=chief_executive)
    page = client.get(f"{DESK}/positions/{edition.publication.position_paper.pk}/history/").content.decode()
    assert "Fund it" in page


def test_empty_pages_say_what_will_be_here(client):
    assert "our nearest deadline first. Record the first one." in client.get(f"{DESK}/consultations/").content.decode()
    assert "What we stand for will be here" in client.get(f"{DESK}/positions/").content.decode()
    assert "Nothing is offered yet. Add the first." in client.get(f"{DESK}/bodies/").content.decode()


def test_a_response_s_standing_is_on_the_consultation(client, consultation, policy_officer, chief_executive):
    edition = texts.start_response(consultation=consultation, by=policy_officer, **TEXT)
    assert "Draft" in client.get(f"{ONE}/").content.decode()
    publish(edition, author=policy_officer, approver=chief_executive)
    assert "Published" in client.get(f"{ONE}/").content.decode()


READ = [f"{DESK}/consultations/", f"{ONE}/", f"{ONE}/history/", f"{DESK}/documents/", f"{DESK}/positions/"]
WRITE = [
    *(f"{DESK}/consultations/new/", f"{ONE}/edit/", f"{ONE}/outcome/", f"{ONE}/response/new/"),
    *(f"{ONE}/questions/new/", f"{DESK}/documents/new/", f"{DESK}/positions/new/", f"{DESK}/bodies/new/"),
]


@pytest.mark.usefixtures("consultation")
@pytest.mark.parametrize(
    ("role", "reads", "writes", "evidence"),
    [
        ("policy_officer", 200, 200, 200),
        ("chief_executive", 200, 403, 200),
        ("press_officer", 403, 403, 403),
        ("membership_manager", 403, 403, 403),
        ("owner", 403, 403, 403),
    ],
)
def test_who_comes_to_the_desk(request, signed_in, role, reads, writes, evidence):
    client = signed_in(request.getfixturevalue(role))
    assert {path: client.get(path).status_code for path in READ} == dict.fromkeys(READ, reads)
    assert {path: client.get(path).status_code for path in WRITE} == dict.fromkeys(WRITE, writes)
    assert client.get(f"{ONE}/evidence/").status_code == evidence


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*READ, *WRITE, f"{ONE}/evidence/", "/consultations/"])
def test_strangers_are_sent_to_sign_in(path, client):
    client.logout()
    assert client.get(path).url.startswith("/accounts/login/")
