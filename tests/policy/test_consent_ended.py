"""A provider ends or changes a consent: at any time, and at once wherever its words stand."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from members.models import Term
from outbox.models import OutboxMessage
from outbox.sending import no_longer_wanted
from policy.consent.actions import change_consent
from policy.consent.checking import problems
from policy.evidence import actions as evidence
from policy.models import Given, SentAnswer
from policy.texts.actions import start_position
from publishing import actions as publishing
from publishing.checklist import all_words
from publishing.models import Edition
from publishing.workflow import Refused
from tests.conftest import make_person, make_provider
from tests.policy.conftest import in_days, make_consultation, make_member
from tests.policy.test_consent import NAMED, QUOTED, SAID, TEXT, approve, position, send
from tests.reading import text

PLAIN = "<p>In our own words: managers are hard to find.</p>"


@pytest.fixture
def published(closed, provider, owner, policy_officer, chief_executive):
    """A position that quotes Hazel Bank by name, public now."""
    send(closed, provider, owner, "attributed")
    return approve(position(policy_officer, NAMED), policy_officer, chief_executive)


def end(submission, by, consent="not_public"):
    consents = dict.fromkeys(submission.answers.exclude(text="").values_list("pk", flat=True), consent)
    change_consent(submission=submission, by=by, consents=consents)


@pytest.fixture
def submission(published, closed, provider):
    return closed.submissions.get(provider=provider)


@pytest.mark.parametrize("consent", ["not_public", "anonymous"])
def test_the_text_is_gone_at_once_with_a_sentence(consent, published, submission, owner, client):
    path = published.publication.path
    assert "Hazel Bank Care told us" in text(client.get(path))
    end(submission, owner, consent)
    gone = client.get(path)
    assert gone.status_code == 404
    assert "We have taken it off while we correct it." in text(gone)
    assert "Hazel Bank" not in text(client.get("/policy/")) + text(client.get("/policy/feed.atom"))
    assert not Edition.objects.public().exists()


def test_a_consent_that_still_covers_it_changes_nothing(published, submission, owner, client):
    end(submission, owner, "attributed")
    assert client.get(published.publication.path).status_code == 200
    assert SentAnswer.objects.count() == 1


def test_a_former_version_is_gone_too(published, submission, owner, policy_officer, chief_executive, client):
    later = publishing.start_next(publication=published.publication, by=policy_officer)
    later = publishing.edit(edition=later, by=policy_officer, **TEXT, body=PLAIN, notes="", change_note="Shorter.")
    approve(later, policy_officer, chief_executive)
    former = f"{published.publication.path}versions/1/"
    assert client.get(former).status_code == 200
    end(submission, owner)
    assert client.get(former).status_code == 404
    assert "managers are hard to find" in text(client.get(published.publication.path))


def test_what_is_scheduled_is_a_draft_again(closed, provider, owner, policy_officer, chief_executive):
    send(closed, provider, owner, "attributed")
    edition = publishing.submit(edition=position(policy_officer, NAMED), by=policy_officer)
    soon = timezone.now().replace(second=0, microsecond=0) + timedelta(days=2)
    publishing.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=soon)
    end(closed.submissions.get(provider=provider), owner)
    edition.refresh_from_db()
    assert (edition.state, edition.public_during) == ("draft", None)


def test_the_next_version_without_the_words_is_the_way_on(
    published, submission, owner, policy_officer, chief_executive, client, signed_in
):
    end(submission, owner)
    page = text(signed_in(policy_officer).get(f"/staff/texts/{published.pk}/"))
    assert "Nobody can read this version now" in page
    later = publishing.start_next(publication=published.publication, by=policy_officer)
    with pytest.raises(Refused, match="asks not to be quoted"):
        approve(
            publishing.edit(edition=later, by=policy_officer, **TEXT, body=NAMED, notes="", change_note="Shorter."),
            policy_officer,
            chief_executive,
        )
    later = publishing.edit(edition=later, by=policy_officer, **TEXT, body=PLAIN, notes="", change_note="Shorter.")
    approve(later, policy_officer, chief_executive)
    assert "managers are hard to find" in text(client.get(published.publication.path))
    assert client.get(f"{published.publication.path}versions/1/").status_code == 404


def test_it_is_shown_again_only_once_the_words_may_stand(
    published, submission, owner, chief_executive, signed_in, client
):
    end(submission, owner)
    again = f"/staff/texts/{published.pk}/show-again/"
    page = text(signed_in(chief_executive).post(again, follow=True))
    assert "asks not to be quoted" in page
    assert client.get(published.publication.path).status_code == 404
    end(submission, owner, "attributed")
    assert "Readers have it again." in text(signed_in(chief_executive).post(again, follow=True))
    assert client.get(published.publication.path).status_code == 200
    with pytest.raises(Refused, match="not withheld"):
        publishing.show_again(edition=published, by=chief_executive)


def test_colleagues_are_told_without_a_word_of_it(published, submission, owner, policy_officer, chief_executive):
    OutboxMessage.objects.all().delete()
    end(submission, owner)
    messages = OutboxMessage.objects.order_by("user")
    assert {message.user for message in messages} == {policy_officer, chief_executive}
    assert "quotes does not allow it" in messages[0].text
    assert published.title not in messages[0].text + messages[0].subject
    assert no_longer_wanted(messages[0]) == ""
    Edition.objects.update(withheld_at=None, withheld_reason="")
    assert no_longer_wanted(messages[0])


def test_the_desk_finds_what_is_withheld_from_its_first_screen(published, submission, owner, policy_officer, signed_in):
    end(submission, owner)
    desk = signed_in(policy_officer)
    assert "/staff/texts/?state=withheld" in text(desk.get("/dashboard/"))
    assert published.title in text(desk.get("/staff/texts/?state=withheld"))
    assert published.title not in text(desk.get("/staff/texts/?state=public"))


def test_who_sends_changes_it_and_nobody_else(submission, provider, outsider, policy_officer):
    colleague = make_person("colleague@hazelbank.example", "colleague", provider)
    for user in (outsider, policy_officer, colleague):
        with pytest.raises(PermissionDenied):
            end(submission, user)


def test_only_what_was_sent_has_a_consent_to_change(consultation, provider, owner):
    question = consultation.questions.first()
    given = {question.pk: Given(SAID, "attributed")}
    draft = evidence.save(consultation=consultation, provider=provider, by=owner, given=given)
    with pytest.raises(ValidationError, match="Only what was sent"):
        end(draft, owner)


def test_the_owner_does_it_on_a_page_that_says_where_the_words_stand(
    published, submission, provider, owner, signed_in, client
):
    Term.objects.update(resigned_on=timezone.localdate())  # a former member too
    page = signed_in(owner)
    answer = submission.answers.get(question__number=1)
    check = text(page.get(f"/consultations/CARE-1/answer/{provider.pk}/check/"))
    address = f"/consultations/CARE-1/answer/{provider.pk}/consent/"
    assert address in check
    shown = page.get(address)
    assert published.title in text(shown)
    assert f"You sent: {SAID}" in text(shown)
    seen = shown.context["form"]["seen"].value()
    said = page.post(address, {f"consent_{answer.pk}": "not_public", "seen": seen}, follow=True)
    assert "From now on we keep to it." in text(said)
    assert "Do not quote it" in text(said)
    assert "stand in no public text" in text(page.get(address))
    assert client.get(published.publication.path).status_code == 404


def test_two_windows_do_not_undo_each_other(submission, provider, owner, signed_in):
    page = signed_in(owner)
    address = f"/consultations/CARE-1/answer/{provider.pk}/consent/"
    answer = submission.answers.get(question__number=1)
    seen = page.get(address).context["form"]["seen"].value()
    end(submission, owner)
    late = page.post(address, {f"consent_{answer.pk}": "anonymous", "seen": seen})
    assert late.status_code == 422
    answer.refresh_from_db()
    assert answer.consent == "not_public"


def test_sending_again_with_less_does_the_same(published, closed, provider, owner, client):
    send(closed, provider, owner, "attributed", text="Something else altogether, which is not in it.")
    assert client.get(published.publication.path).status_code == 404


def test_an_answer_that_is_emptied_takes_its_words_back(published, closed, provider, owner, client):
    first, second = closed.questions.all()
    type(closed).objects.update(internal_deadline=in_days(10))
    submission = closed.submissions.get(provider=provider)
    evidence.reopen(submission=submission, by=owner)
    given = {first.pk: Given("", ""), second.pk: Given("Only this", "attributed")}
    submission = evidence.save(consultation=closed, provider=provider, by=owner, given=given)
    evidence.send(submission=submission, by=owner, seen=submission.version)
    assert client.get(published.publication.path).status_code == 404
    assert "has taken them back since" in problems(QUOTED)[0]


CONSENTS = st.sampled_from(["attributed", "anonymous", "not_public"])
BODIES = st.sampled_from([NAMED, QUOTED, PLAIN])


WORDS = st.sampled_from([SAID, "We say something else now and nothing of that before."])
STEPS = st.one_of(
    st.tuples(st.just("send"), CONSENTS, WORDS),
    st.tuples(st.just("change"), CONSENTS),
    st.tuples(st.just("write"), BODIES),
    st.tuples(st.sampled_from(["submit", "approve", "schedule", "show_again"])),
)


class Story:
    """A text and an answer, and what may be done to either in any order."""

    def __init__(self):
        self.provider = make_member(make_provider("Hazel Bank Care Ltd"))
        self.owner = make_person("owner@hazelbank.example", "owner", self.provider)
        self.writer = make_person("policy@association.example", "policy_officer")
        self.chief = make_person("chief@association.example", "chief_executive")
        self.consultation = make_consultation("CARE-1")
        self.send("attributed", SAID)
        self.publication = start_position(by=self.writer, asks=[], body=QUOTED, **TEXT).publication

    @property
    def last(self):
        return self.publication.editions.latest_numbered()

    def send(self, consent, words):
        send(self.consultation, self.provider, self.owner, consent, text=words)

    def change(self, consent):
        end(self.consultation.submissions.get(), self.owner, consent)

    def write(self, body):
        if self.last.state == "approved":
            publishing.start_next(publication=self.publication, by=self.writer)
        publishing.edit(edition=self.last, by=self.writer, **TEXT, body=body, notes="", is_minor=True)

    def submit(self):
        publishing.submit(edition=self.last, by=self.writer)

    def approve(self, public_from=None):
        seen = self.last.content_hash
        publishing.approve(edition=self.last, by=self.chief, seen=seen, public_from=public_from)

    def schedule(self):
        self.approve(timezone.now().replace(second=0, microsecond=0) + timedelta(days=2))

    def show_again(self):
        for edition in self.publication.editions.exclude(withheld_at=None):
            publishing.show_again(edition=edition, by=self.chief)


def readable():
    return [*Edition.objects.public(), *Edition.objects.replaced(), *Edition.objects.scheduled()]


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=20)
@given(st.lists(STEPS, min_size=4, max_size=14))
def test_in_no_order_does_what_can_be_read_exceed_a_consent(steps):
    with transaction.atomic():
        story = Story()
        for name, *values in [("submit",), ("approve",), *steps]:
            with suppress(Refused):
                getattr(story, name)(*values)
            assert [problems(all_words(edition)) for edition in readable()] == [[] for _ in readable()]
        transaction.set_rollback(True)
