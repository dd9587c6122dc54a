"""Members agree with a draft of our answer as it was shown to them; nobody else ever reads it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from members.models import Term
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from people.models import Role
from policy.analysis.counts import agreement_table, disclosable_tables
from policy.analysis.respondents import respondents_to
from policy.evidence import actions as evidence
from policy.models import Agreement, Answer, Consultation, Given, ShownDraft, Submission
from policy.questions import actions as questioning
from policy.shown_drafts.actions import show, show_no_longer
from policy.texts.actions import start_response
from tests.conftest import make_person, make_provider
from tests.policy.conftest import in_days, make_consultation, make_sent
from tests.reading import text
from tests.system.test_every_form import GUARDS

WORDS = "CANARY-SHOWN: what is left should be reinvested."
OTHERS = "CANARY-LATER: what is left should be capped."


@pytest.fixture
def shown(questions, policy_officer):
    return show(question=questions[0], by=policy_officer, text=WORDS)


@pytest.fixture
def address(consultation, provider):
    return f"/consultations/CARE-1/answer/{provider.pk}/"


@pytest.fixture
def client(signed_in, owner):
    return signed_in(owner)


@pytest.fixture
def agreed(shown, consultation, provider, owner):
    """Hazel Bank's answers: it agrees with the draft, and says no more."""
    return agree(shown, consultation, provider, owner)


def agree(draft, consultation, provider, by):
    agreed = {draft.question_id: draft.pk}
    return evidence.save(consultation=consultation, provider=provider, by=by, given={}, agreed=agreed)


def page_of(question):
    return f"/staff/policy/questions/{question.pk}/draft/"


def test_the_desk_shows_a_draft_and_members_agree_with_it_in_one_tick(
    client, signed_in, policy_officer, address, questions
):
    desk = signed_in(policy_officer)
    assert "Our draft answer" in text(desk.get(page_of(questions[0])))
    assert "Members are shown this draft now." in text(desk.post(page_of(questions[0]), {"text": WORDS}, follow=True))
    draft = ShownDraft.objects.get()
    assert (draft.number, draft.shown_by, draft.text) == (1, policy_officer, WORDS)
    page = client.get(address)
    assert WORDS in text(page)
    client.post(address, {f"agree_{questions[0].pk}": draft.pk, "then": "check"})
    page = client.get(f"{address}check/")
    assert "We agree with your draft 1 of" in text(page)
    assert WORDS in text(page)
    assert not Answer.objects.exists()
    client.post(f"{address}send/", {"version": Submission.objects.get().version})
    assert Submission.objects.get().submitted_at, "agreeing is an answer, and needs no consent to quote"
    page = text(desk.get("/staff/policy/consultations/CARE-1/evidence/"))
    assert "Who agrees with our drafts" in page
    assert "Hazel Bank Care Ltd" in page


def test_the_desk_begins_with_what_our_response_says_to_the_question(signed_in, policy_officer, questions):
    body = "<h2>1. What about 1?</h2><p>We say &amp; mean this.</p><h2>2. What about 2?</h2><p>Other.</p>"
    start_response(consultation=questions[0].consultation, by=policy_officer, title="Ours", summary="Short", body=body)
    page = signed_in(policy_officer).get(page_of(questions[0]))
    assert page.context["form"]["text"].value() == "We say & mean this."
    assert not ShownDraft.objects.exists()


def test_own_words_may_stand_beside_it(client, address, shown, questions):
    both = {f"agree_{questions[0].pk}": shown.pk, f"text_{questions[0].pk}": "But soon.", "consent_to_all": "anonymous"}
    assert client.post(address, both | {"then": "later"}).status_code == 302
    assert (Answer.objects.get().text, Agreement.objects.get().draft) == ("But soon.", shown)
    client.post(address, {f"text_{questions[0].pk}": "But soon.", "consent_to_all": "anonymous", "then": "later"})
    assert Agreement.objects.get().draft is None, "taken back, and its history stays"
    assert Agreement.pgh_event_model.objects.count() == 2


def test_a_draft_that_changed_carries_no_agreement_and_says_so(
    client, address, agreed, shown, questions, policy_officer, signed_in, owner
):
    evidence.send(submission=agreed, by=owner, seen=agreed.version)
    later = show(question=questions[0], by=policy_officer, text=OTHERS)
    shown.refresh_from_db()
    assert (shown.ended_by, later.number, Agreement.objects.get().draft) == (policy_officer, 2, shown)
    page = text(signed_in(policy_officer).get("/staff/policy/consultations/CARE-1/evidence/"))
    assert f"{shown}, shown until" in page
    evidence.reopen(submission=agreed, by=owner)
    assert "shows this draft no longer" in text(client.get(f"{address}check/"))
    page = client.get(address)
    assert "We changed our draft since you agreed." in text(page)
    assert {WORDS, OTHERS} <= {each.text for each in page.context["form"].drafts[questions[0].pk]}
    field = page.context["form"][f"agree_{questions[0].pk}"]
    assert field.value() == shown.pk
    client.post(address, {f"agree_{questions[0].pk}": shown.pk, "then": "later"})
    assert Agreement.objects.get().draft == shown, "what was read then still stands"
    client.post(address, {f"agree_{questions[0].pk}": later.pk, "then": "later"})
    assert Agreement.objects.get().draft == later


def test_a_page_that_shows_the_former_draft_agrees_with_neither(client, address, shown, questions, policy_officer):
    show(question=questions[0], by=policy_officer, text=OTHERS)
    page = client.post(address, {f"agree_{questions[0].pk}": shown.pk, "then": "later"})
    assert page.status_code == 422
    assert "We changed our draft after you opened this page." in text(page)
    assert not Agreement.objects.exists()


def test_the_action_too_agrees_with_what_is_shown_now_alone(
    shown, consultation, provider, owner, policy_officer, questions
):
    show_no_longer(draft=shown, by=policy_officer)
    other = show(question=questions[1], by=policy_officer, text=OTHERS)
    for question, draft in ((questions[0], shown), (questions[0], other)):
        agreed = {question.pk: draft.pk}
        with pytest.raises(ValidationError, match="We changed our draft"):
            evidence.save(consultation=consultation, provider=provider, by=owner, given={}, agreed=agreed)


def test_owners_who_agreed_are_written_to_until_they_agree_anew(
    agreed, shown, questions, policy_officer, owner, consultation, provider
):
    later = show(question=questions[0], by=policy_officer, text=OTHERS)
    mail = OutboxMessage.objects.get(key__startswith="draft-changed:")
    assert mail.user == owner
    assert OTHERS not in mail.text
    assert no_longer_wanted(mail) == ""
    agree(later, consultation, provider, owner)
    assert no_longer_wanted(mail) == "They have read it since, or it is shown no longer."


@pytest.mark.usefixtures("agreed", "shown")
def test_nobody_is_written_to_about_a_draft_who_sends_no_answers_any_more(questions, policy_officer, owner):
    show(question=questions[0], by=policy_officer, text=OTHERS)
    mail = OutboxMessage.objects.get(key__startswith="draft-changed:")
    Role.objects.filter(user=owner).update(name="colleague")
    assert no_longer_wanted(mail) == "They have read it since, or it is shown no longer."


def test_the_same_words_change_nothing(shown, questions, policy_officer):
    assert show(question=questions[0], by=policy_officer, text=WORDS) == shown
    assert ShownDraft.objects.count() == 1


def test_shown_no_longer_nobody_agrees_with_it_and_who_agreed_still_reads_it(
    client, signed_in, address, agreed, shown, policy_officer, outsider, other_provider
):
    assert WORDS in text(signed_in(outsider).get(f"/consultations/CARE-1/answer/{other_provider.pk}/"))
    desk = signed_in(policy_officer)
    assert "no draft of this answer any more" in text(
        desk.post(f"/staff/policy/shown-drafts/{shown.pk}/end/", follow=True)
    )
    assert WORDS not in text(signed_in(outsider).get(f"/consultations/CARE-1/answer/{other_provider.pk}/"))
    assert WORDS in text(client.get(f"{address}check/"))
    assert WORDS in text(desk.get(page_of(shown.question)))


def readers(*people):
    return {user.email for user in people if ShownDraft.objects.visible_to(user).exists()}


def test_only_the_desk_and_members_who_can_answer_read_a_draft(
    shown, owner, outsider, policy_officer, press_officer, chief_executive, provider
):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    stranger = make_person("owner@nomember.example", "owner", make_provider("No Member Ltd"))
    everybody = (owner, outsider, policy_officer, chief_executive, press_officer, manager, stranger)
    desk = {policy_officer.email, chief_executive.email}
    assert readers(*everybody) == {owner.email, outsider.email} | desk
    Term.objects.filter(provider=provider).update(resigned_on=timezone.localdate())
    assert readers(*everybody) == {outsider.email} | desk
    Consultation.objects.update(internal_deadline=in_days(-1))
    assert readers(*everybody) == desk


def test_afterwards_those_read_it_who_agreed(agreed, owner, outsider, shown):
    Consultation.objects.update(internal_deadline=in_days(-1))
    assert readers(owner, outsider) == {owner.email}


def test_what_is_known_in_confidence_is_shown_to_no_member(body, policy_officer, owner, provider):
    soon = make_consultation("SOON", opens=2, ours=5)
    with pytest.raises(ValidationError, match="Members cannot answer this consultation now"):
        show(question=soon.questions.first(), by=policy_officer, text=WORDS)


def test_the_public_and_other_people_get_none_of_its_words_anywhere(
    shown, signed_in, press_officer, provider, consultation
):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    stranger = make_person("owner@nomember.example", "owner", make_provider("No Member Ltd"))
    theirs = stranger.current_roles[0].provider_id
    pages = [
        *("/policy/", "/policy/consultations/CARE-1/", "/policy/tracker/", "/consultations/", page_of(shown.question)),
        *(f"/consultations/CARE-1/answer/{pk}/{last}" for pk in (provider.pk, theirs) for last in ("", "check/")),
    ]
    for reader in (Client(), *map(signed_in, (manager, stranger, press_officer))):
        for page in pages:
            assert "CANARY-SHOWN" not in reader.get(page, follow=True).content.decode(), page


@pytest.mark.parametrize("person", ["owner", "press_officer", "outsider"])
def test_nobody_else_shows_or_ends_one(request, shown, questions, person):
    user = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        show(question=questions[1], by=user, text=WORDS)
    with pytest.raises(PermissionDenied):
        show_no_longer(draft=shown, by=user)


@pytest.mark.parametrize("fields", [{"internal_deadline": in_days(-1)}, {"lapsed_on": timezone.localdate()}])
def test_while_members_cannot_answer_none_is_shown(questions, policy_officer, fields, signed_in):
    Consultation.objects.update(**fields)
    with pytest.raises(ValidationError, match="Members cannot answer"):
        show(question=questions[0], by=policy_officer, text=WORDS)
    page = signed_in(policy_officer).get(page_of(questions[0]))
    assert "Members cannot answer this consultation now" in text(page)
    assert 'name="text"' not in page.content.decode()


def test_of_a_question_that_is_not_put_to_members_none_is_shown(questions, policy_officer):
    questions[0].in_call = False
    questions[0].save()
    with pytest.raises(ValidationError, match="not put to members"):
        show(question=questions[0], by=policy_officer, text=WORDS)


def test_a_draft_carries_no_words_of_a_member_s_answer(questions, policy_officer, other_provider, consultation):
    words = "We would have to close two of our homes in the north next spring"
    make_sent(consultation, other_provider, text=words)
    with pytest.raises(ValidationError, match="words of a provider's answer"):
        show(question=questions[0], by=policy_officer, text=f"Members say: {words}.")


def test_a_corrected_question_has_no_draft_until_one_is_shown(client, address, agreed, questions, policy_officer):
    questioning.change(question=questions[0], by=policy_officer, text="The opposite?")
    assert "do you agree with our draft" not in text(client.get(address))
    assert Agreement.objects.get().question == questions[0]


def test_two_windows_of_the_desk_do_not_overwrite_each_other(signed_in, policy_officer, shown, questions):
    desk = signed_in(policy_officer)
    marks = desk.get(page_of(questions[0])).context["form"]["seen"].value()
    assert "seen" in GUARDS
    desk.post(page_of(questions[0]), {"text": OTHERS, "seen": marks})
    answer = desk.post(page_of(questions[0]), {"text": "Mine", "seen": marks})
    assert (answer.status_code, "changed this after you opened it" in text(answer)) == (422, True)
    assert ShownDraft.objects.current().get().text == OTHERS


def test_the_database_keeps_words_numbers_and_agreements_true(shown, agreed, questions, policy_officer):
    other = show(question=questions[1], by=policy_officer, text=OTHERS)
    rows = ShownDraft.objects.filter(pk=shown.pk)
    for wrong in (
        lambda: rows.update(text="Other"),
        lambda: rows.update(question=questions[1]),
        rows.delete,
        lambda: Agreement.objects.update(draft=other),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    with pytest.raises(IntegrityError, match="shown_draft_once"), transaction.atomic():
        ShownDraft.objects.create(question=questions[0], number=2, text=OTHERS)
    with pytest.raises(IntegrityError, match="agreement_once"), transaction.atomic():
        Agreement.objects.create(submission=agreed, question=questions[0])


@pytest.fixture
def counted(shown, consultation, questions, policy_officer):
    """Eighteen sent answers: nine agree with the first draft, seven with the second, two with none."""
    first, second = shown, show(question=questions[0], by=policy_officer, text=OTHERS)
    for number in range(18):
        submission = Submission.objects.create(
            consultation=consultation,
            provider=make_provider(f"Ltd {number:02}"),
            version=1,
            submitted_at=in_days(-1),
        )
        draft = first if number < 9 else second if number < 16 else None
        Agreement.objects.create(submission=submission, question=questions[0], draft=draft)
    Consultation.objects.update(internal_deadline=in_days(-1))
    return questions[0]


def test_agreement_is_counted_by_draft_for_the_team(counted, consultation, signed_in, policy_officer):
    table = agreement_table(counted, respondents_to(consultation), "")
    first, second = (f"Agreed with {str(draft).lower()}" for draft in ShownDraft.objects.order_by("number"))
    assert table.answers == [first, second, "Did not say so"]
    assert table.rows[0].numbers == [9, 7, 2]
    assert "Agreement with our draft answer" in text(
        signed_in(policy_officer).get("/staff/policy/consultations/CARE-1/analysis/")
    )


def test_what_leaves_the_team_tells_of_no_two_who_did_not_agree(counted, consultation):
    (table,) = disclosable_tables(counted, respondents_to(consultation), "")
    assert table.option == "Agreement with our draft answer"
    assert sorted(table.rows[0].numbers) == [9, 9], "the two stand with the seven: neither follows from the others"


def test_an_agreement_that_was_not_sent_counts_for_nobody(agreed, consultation, questions, policy_officer, owner):
    assert list(Agreement.objects.visible_to(policy_officer)) == []
    assert list(Agreement.objects.visible_to(owner).sent()) == [], "nor is one's own draft among what was sent"
    assert respondents_to(consultation) == []


def test_a_provider_reads_its_own_agreements_alone(agreed, owner, outsider):
    assert list(Agreement.objects.visible_to(owner)) == list(Agreement.objects.all())
    assert not Agreement.objects.visible_to(outsider).exists()


def test_agreeing_again_changes_nothing_and_other_words_ask_anew(agreed, shown, consultation, provider, owner):
    assert agree(shown, consultation, provider, owner).version == agreed.version
    given = {shown.question_id: Given("More", "anonymous")}
    saved = evidence.save(consultation=consultation, provider=provider, by=owner, given=given)
    assert (saved.version, Agreement.objects.get().draft) == (agreed.version + 1, shown)


def test_a_colleague_of_another_provider_agrees_for_nobody_else(shown, consultation, provider, outsider):
    with pytest.raises(PermissionDenied):
        agree(shown, consultation, provider, outsider)
    Role.objects.create(user=outsider, provider=provider, name="reader")
    with pytest.raises(PermissionDenied):
        agree(shown, consultation, provider, type(outsider).objects.get(pk=outsider.pk))
