"""What a colleague writes for the provider waits for an owner, who reads it and sends it, alone or with others."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.models import Term
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.actions import end_role
from people.groups.actions import let_parent_run
from policy import attention
from policy.evidence import actions as evidence
from policy.models import Given, Submission
from tests.conftest import make_person, make_provider
from tests.policy.conftest import in_days, make_consultation
from tests.reading import text


@pytest.fixture
def colleague(provider):
    return make_person("colleague@hazelbank.example", "colleague", provider)


def written(consultation, provider, by):
    given = {question.pk: Given("What we see", "attributed") for question in consultation.questions.all()}
    return evidence.save(consultation=consultation, provider=provider, by=by, given=given)


@pytest.fixture
def asked(consultation, provider, colleague, owner):
    made = written(consultation, provider, colleague)
    return evidence.ask_to_send(submission=made, by=colleague, seen=made.version)


def address(submission, step=""):
    return f"/consultations/{submission.consultation.reference}/answer/{submission.provider_id}/{step}"


def test_a_colleague_writes_answers_and_may_not_send_or_reopen_them(consultation, provider, colleague, owner):
    made = written(consultation, provider, colleague)
    with pytest.raises(PermissionDenied):
        evidence.send(submission=made, by=colleague, seen=made.version)
    sent = evidence.send(submission=made, by=owner, seen=made.version)
    with pytest.raises(PermissionDenied):
        evidence.reopen(submission=sent, by=colleague)


def test_the_owners_get_one_mail_for_each_time_they_are_asked(asked, colleague, owner, consultation):
    evidence.ask_to_send(submission=asked, by=colleague, seen=asked.version)
    mail = OutboxMessage.objects.get()
    assert mail.user == owner
    assert address(asked, "check/") in mail.text
    assert "What we see" not in mail.text
    evidence.save(consultation=consultation, provider=asked.provider, by=colleague, given={_first(asked): Given("New")})
    asked.refresh_from_db()
    assert (asked.asked_at, asked.asked_by) == (None, None), "what changed is asked for anew"


def _first(submission):
    return submission.consultation.questions.first().pk


def test_a_mail_that_waited_is_dropped_once_the_answers_wait_no_more(asked, owner):
    mail = OutboxMessage.objects.get()
    assert no_longer_wanted(mail) == ""
    evidence.send(submission=asked, by=owner, seen=asked.version)
    assert no_longer_wanted(mail) == "These answers do not wait for them any more."


def test_answers_are_asked_for_as_they_were_checked_and_only_complete(consultation, provider, colleague):
    made = written(consultation, provider, colleague)
    with pytest.raises(evidence.StaleError):
        evidence.ask_to_send(submission=made, by=colleague, seen=made.version - 1)
    made.answers.update(consent="")
    with pytest.raises(ValidationError):
        evidence.ask_to_send(submission=made, by=colleague, seen=made.version)


def test_sending_ends_the_wait(asked, owner):
    sent = evidence.send(submission=asked, by=owner, seen=asked.version)
    assert (sent.asked_at, sent.asked_by, sent.submitted_by) == (None, None, owner)
    assert not Submission.objects.to_send(owner)


def test_answers_given_back_are_the_colleague_s_again_with_what_the_owner_says(asked, owner, colleague):
    with pytest.raises(PermissionDenied):
        evidence.give_back(submission=asked, by=colleague, note="")
    back = evidence.give_back(submission=asked, by=owner, note="Say more of staffing")
    assert (back.asked_at, back.submitted_at) == (None, None)
    mails = OutboxMessage.objects.filter(key__startswith="answers-returned:", user=colleague)
    mail = mails.get()
    assert "Say more of staffing" in mail.text
    assert no_longer_wanted(mail) == ""
    evidence.give_back(submission=asked, by=owner, note="Again")
    assert mails.count() == 1
    Submission.objects.update(asked_at=timezone.now())
    assert no_longer_wanted(mails.get()) == "These answers are not with them any more."
    Submission.objects.update(asked_at=None)
    end_role(role=colleague.roles.get(), reason="Left")
    assert no_longer_wanted(mails.get()) == "These answers are not with them any more."


def test_answers_wait_for_the_provider_s_owners_alone_and_while_they_can_be_sent(asked, owner, colleague, outsider):
    assert list(attention.to_send(owner)) == [asked]
    assert not attention.to_send(colleague)
    assert not attention.to_send(outsider)
    Term.objects.update(resigned_on=timezone.localdate())
    assert not attention.to_send(owner), "members give evidence"
    Term.objects.update(resigned_on=None)
    type(asked.consultation).objects.update(internal_deadline=in_days(-1))
    assert not attention.to_send(owner)


def test_somebody_else_asks_nobody(consultation, provider, colleague, outsider):
    made = written(consultation, provider, colleague)
    with pytest.raises(PermissionDenied):
        evidence.ask_to_send(submission=made, by=outsider, seen=made.version)


def test_an_empty_answer_to_what_was_never_answered_changes_nothing(consultation, provider, colleague):
    made = written(consultation, provider, colleague)
    question = consultation.questions.create(number="9", text="And this?")
    given = {question.pk: Given()}
    assert (
        evidence.save(consultation=consultation, provider=provider, by=colleague, given=given).version == made.version
    )


def test_what_is_incomplete_keeps_all_from_being_sent(asked, owner):
    asked.answers.update(consent="")
    with pytest.raises(ValidationError, match="Nothing was sent"):
        evidence.send_many(seen={asked: asked.version}, by=owner)


def test_many_are_sent_together_or_none(asked, owner, colleague, provider):
    other = written(make_consultation("CARE-2"), provider, colleague)
    other = evidence.ask_to_send(submission=other, by=colleague, seen=other.version)
    with pytest.raises(ValidationError, match=r"CARE-2.*Nothing was sent"):
        evidence.send_many(seen={asked: asked.version, other: other.version - 1}, by=owner)
    assert not Submission.objects.sent()
    evidence.send_many(seen={asked: asked.version, other: other.version}, by=owner)
    assert set(Submission.objects.sent()) == {asked, other}


def test_what_was_sent_does_not_wait_says_the_database_too(asked):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.update(submitted_at=timezone.now())


def test_a_colleague_asks_and_an_owner_reads_and_sends_from_the_list(
    signed_in, consultation, provider, colleague, owner
):
    made = written(consultation, provider, colleague)
    theirs = signed_in(colleague)
    assert ">Check<" in text(theirs.get("/consultations/"))
    assert ">Check and send<" in text(signed_in(owner).get("/consultations/"))
    page = text(theirs.get(address(made, "check/")))
    assert "Ask an owner to send it" in page
    assert "Send to the association" not in page
    assert theirs.post(address(made, "send/"), {"version": made.version}).status_code == 403
    page = text(theirs.post(address(made, "ask/"), {"version": made.version}, follow=True))
    assert "asked the owners to send this" in page
    for place in ("/dashboard/", "/consultations/"):
        assert "Waits for an owner" in text(theirs.get(place))
    client = signed_in(owner)
    for place in ("/dashboard/", "/consultations/"):
        assert "Waits for you" in text(client.get(place))
        assert "Waits for an owner" not in text(client.get(place))
    needs = text(client.get("/dashboard/"))
    assert "Answers of a colleague to send: Consultation CARE-1" in needs
    assert "Consultation CARE-1 (8 minutes" not in needs, "once is enough"
    made.refresh_from_db()
    box = f'value="{made.pk}:{made.version}"'
    assert box in text(client.get("/consultations/"))
    assert "asks you to send this" in text(client.get(address(made, "check/")))
    assert "Tick the answers" in text(client.post("/consultations/send/", follow=True))
    sent = client.post("/consultations/send/", {"answers": [f"{made.pk}:{made.version}", "x:1", "9:"]}, follow=True)
    assert "1 answer sent to the association" in text(sent)
    assert box not in text(sent)


def test_a_list_that_is_out_of_date_sends_nothing_and_says_so(signed_in, asked, owner):
    page = signed_in(owner).post("/consultations/send/", {"answers": [f"{asked.pk}:{asked.version - 1}"]}, follow=True)
    assert "saved in another window" in text(page)
    assert not Submission.objects.sent()


def test_nobody_sends_the_answers_of_another_provider(signed_in, asked, outsider):
    client = signed_in(outsider)
    assert client.post("/consultations/send/", {"answers": [f"{asked.pk}:{asked.version}"]}).status_code == 302
    assert client.post(address(asked, "return/"), {"note": ""}).status_code in (403, 404)
    assert Submission.objects.get().asked_at is not None


def test_an_owner_gives_answers_back_on_their_page(signed_in, asked, owner, colleague):
    client = signed_in(owner)
    refused = client.post(address(asked, "return/"), {"note": "x" * 301})
    assert refused.status_code == 422
    assert "x" * 301 in text(refused)
    page = text(client.post(address(asked, "return/"), {"note": "Say more"}, follow=True))
    assert "with your colleague again" in page
    assert "Ask an owner to send it" in text(signed_in(colleague).get(address(asked, "check/")))


def test_the_director_of_a_group_sends_at_once_what_colleagues_of_its_companies_wrote(
    signed_in, consultation, provider, other_provider, owner, outsider, colleague
):
    group = make_provider("Group plc")
    director = make_person("director@group.example", "owner", group)
    theirs = make_person("colleague@larkfield.example", "colleague", other_provider)
    for company, boss, writer in ((provider, owner, colleague), (other_provider, outsider, theirs)):
        company.parent = group
        company.save()
        let_parent_run(provider=company, by=boss)
        made = written(consultation, company, writer)
        evidence.ask_to_send(submission=made, by=writer, seen=made.version)
    assert OutboxMessage.objects.filter(user=director, key__startswith="answers-asked:").count() == 2
    client = signed_in(type(director).objects.get(pk=director.pk))
    waiting = list(Submission.objects.order_by("pk"))
    assert text(client.get("/consultations/")).count("written by") == 2
    client.post("/consultations/send/", {"answers": [f"{each.pk}:{each.version}" for each in waiting]})
    sent = Submission.objects.sent()
    assert {each.provider: each.submitted_by for each in sent} == dict.fromkeys((provider, other_provider), director)
