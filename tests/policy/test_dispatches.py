"""The record of sending: that our response went to the public body, when, how, and which file it was."""

from datetime import time, timedelta
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import Error, IntegrityError, transaction
from django.utils import timezone

from policy.dispatches import actions
from policy.models import Consultation, Dispatch
from policy.stages import Stage
from policy.texts.actions import start_response
from publishing import clock
from publishing.actions import discard, start_next
from tests.policy.conftest import in_days, make_consultation, publish
from tests.reading import errors, text

ONE = "/staff/policy/consultations/CARE-1/"
SEND = f"{ONE}response/sent/"
WORDS = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}


@pytest.fixture
def client(signed_in, policy_officer):
    return signed_in(policy_officer)


@pytest.fixture
def edition(consultation, policy_officer, chief_executive):
    """Version 1 of our response to CARE-1, approved today and public in a month."""
    draft = start_response(consultation=consultation, by=policy_officer, **WORDS)
    return publish(draft, author=policy_officer, approver=chief_executive, public_from=in_days(30))


@pytest.fixture
def response(edition):
    return edition.publication.consultation_response


def today():
    return timezone.localdate()


def record(response, edition, by, **content):
    return actions.record(response=response, by=by, **{"edition": edition, "how": "email", "on": today()} | content)


def stage():
    return Consultation.objects.with_owner().with_stage().get(reference="CARE-1").stage


def test_it_is_recorded_on_a_screen_with_the_hash_of_the_file(client, edition, policy_officer):
    assert SEND in client.get(ONE).content.decode()
    file = SimpleUploadedFile("Ein hymateb – terfynol.pdf", b"%PDF-1.7 what we sent")
    data = {"edition": edition.pk, "how": "online", "on": today().isoformat(), "at": "00:00", "reference": "ANON-7X"}
    assert client.post(SEND, data | {"file": file}).url == ONE
    page = text(client.get(ONE))
    for words in ("On their website, version 1", "ANON-7X", "Ein hymateb – terfynol.pdf", str(policy_officer)):
        assert words in page
    assert sha256(b"%PDF-1.7 what we sent").hexdigest() in page


def test_the_stage_says_that_it_was_sent_until_it_is_published(response, edition, policy_officer):
    assert stage() == Stage.SIGN_OFF
    row = record(response, edition, policy_officer)
    assert stage() == Stage.SENT
    record(response, edition, policy_officer, how="not_sent", corrects=row)
    assert stage() == Stage.SIGN_OFF
    record(response, edition, policy_officer)
    Consultation.objects.update(closes_at=in_days(-1), internal_deadline=in_days(-2))
    assert stage() == Stage.SENT
    with clock.at(in_days(31)):
        assert stage() == Stage.PUBLISHED


def test_another_consultations_sending_is_not_ours(client, response, edition, policy_officer, chief_executive):
    other = start_response(consultation=make_consultation("OTHER-1"), by=policy_officer, **WORDS)
    other = publish(other, author=policy_officer, approver=chief_executive)
    with pytest.raises(ValidationError, match="another text"):
        record(response, other, policy_officer)
    record(other.publication.consultation_response, other, policy_officer, on=today())
    assert stage() == Stage.SIGN_OFF
    with clock.at(in_days(31)):
        assert "We sent this" not in text(client.get(edition.publication.path))


def test_a_wrong_entry_is_corrected_and_both_stay(client, response, edition, policy_officer):
    wrong = record(response, edition, policy_officer, reference="WRONG")
    data = {"edition": edition.pk, "how": "not_sent", "on": today().isoformat(), "corrects": wrong.pk}
    assert client.post(SEND, data).url == ONE
    page = text(client.get(ONE))
    assert "WRONG" in page
    assert "It was not sent after all" in page
    assert "Corrected" in page
    assert not Dispatch.objects.sent().exists()
    with pytest.raises(ValidationError, match="corrected meanwhile"):
        record(response, edition, policy_officer, corrects=wrong)
    for change in (lambda: Dispatch.objects.update(reference="Another"), wrong.delete):
        with pytest.raises(Error), transaction.atomic():
            change()


def test_that_it_was_not_sent_corrects_something(client, response, edition, policy_officer):
    data = {"edition": edition.pk, "how": "not_sent", "on": today().isoformat()}
    assert "can only correct an entry" in errors(client.post(SEND, data))[0]
    with pytest.raises(ValidationError, match="can only correct an entry"):
        record(response, edition, policy_officer, how="not_sent")
    row = Dispatch(response=response, edition=edition, how="not_sent", on=today())
    with pytest.raises(IntegrityError, match="dispatch_how_known"), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("days", "at", "field", "sentence"),
    [
        (1, None, "on", "That day has not come."),
        (0, time(23, 59, 59), "at", "That time has not come."),
        (-1, None, "on", "it was sent on that day or later."),
    ],
)
def test_a_time_that_cannot_be_is_refused(response, edition, policy_officer, days, at, field, sentence):
    with pytest.raises(ValidationError, match=sentence) as refused:
        record(response, edition, policy_officer, on=today() + timedelta(days=days), at=at)
    assert list(refused.value.error_dict) == [field]
    assert not Dispatch.objects.exists()


def test_any_time_of_a_day_before_has_been(consultation, policy_officer, chief_executive):
    draft = start_response(consultation=consultation, by=policy_officer, **WORDS)
    with clock.at(in_days(-2)):
        edition = publish(draft, author=policy_officer, approver=chief_executive)
    yesterday = today() - timedelta(days=1)
    record(consultation.response, edition, policy_officer, on=yesterday, at=time(23, 59, 59))
    assert Dispatch.objects.get().on == yesterday


def test_only_the_desk_records_it(response, edition, owner):
    with pytest.raises(PermissionDenied):
        record(response, edition, owner)


def test_what_was_refused_stays_as_it_was_typed(client, edition):
    data = {
        "edition": edition.pk,
        "how": "post",
        "on": (today() + timedelta(days=3)).isoformat(),
        "reference": "Llŷr 9",
    }
    answer = client.post(SEND, data)
    assert answer.status_code == 422
    assert "That day has not come" in errors(answer)[0]
    assert "Llŷr 9" in answer.content.decode()


def test_only_an_approved_version_was_sent(client, consultation, policy_officer, chief_executive):
    assert client.get(SEND).status_code == 404
    draft = start_response(consultation=consultation, by=policy_officer, **WORDS)
    assert "No version of our response is approved yet" in text(client.get(SEND))
    data = {"edition": draft.pk, "how": "post", "on": today().isoformat()}
    assert client.post(SEND, data).status_code == 422
    with pytest.raises(ValidationError, match="not approved"):
        record(draft.publication.consultation_response, draft, policy_officer)
    publish(draft, author=policy_officer, approver=chief_executive, public_from=in_days(30))
    second = start_next(publication=draft.publication, by=policy_officer)
    assert [one.pk for one in client.get(SEND).context["form"].fields["edition"].queryset] == [draft.pk]
    discard(edition=second, by=policy_officer)


def test_a_file_without_its_hash_is_kept_out_by_the_database(response, edition):
    for facts in ({"file_name": "a.pdf"}, {"file_sha256": "0" * 64}, {"file_name": "a.pdf", "file_sha256": "0" * 63}):
        row = Dispatch(response=response, edition=edition, how="post", on=today(), **facts)
        with pytest.raises(IntegrityError, match="dispatch_file_has_hash"), transaction.atomic():
            row.save()


def test_readers_are_told_when_it_was_sent_once_it_is_public(client, response, edition, policy_officer):
    record(response, edition, policy_officer, on=today())
    later = record(response, edition, policy_officer, on=today(), how="post", at=time(0, 0))
    assert list(Dispatch.objects.sent()) == [later, *Dispatch.objects.exclude(pk=later.pk)]
    client.logout()
    assert client.get(edition.publication.path).status_code == 404
    with clock.at(in_days(31)):
        page = text(client.get(edition.publication.path))
    assert "We sent this to Department for Education on" in page
    assert "as version" not in page
