"""Other people's words: each with its speaker, and approved by them word for word."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from outbox.models import OutboxMessage
from people.models import User
from publishing import actions
from publishing.models import Quotation
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.publishing.conftest import CONTENT
from tests.publishing.quoted import MARK, ONE, RUTH, TWO, approve, edit, note, start


@pytest.fixture
def edition(press_officer):
    return start(press_officer, ONE + TWO)


@pytest.fixture
def quotation(edition, press_officer, chief_executive):
    row = edition.quotations.first()
    return actions.attribute(quotation=row, by=press_officer, user=chief_executive, **RUTH)


def test_each_quotation_of_a_text_has_a_row_with_the_speaker_that_its_last_line_names(edition):
    rows = edition.quotations.values_list("position", "words", "speaker", "job")
    assert list(rows) == [
        (1, "We are glad.", "", ""),
        (2, "Homes need staff.", "Llŷr Brynmor-Tudur", "who runs a home"),
    ]


def test_a_text_is_approved_only_when_every_speaker_approved_and_it_says_which_is_missing(
    edition, quotation, press_officer, chief_executive
):
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match=r"Ruth Amberley has not approved quotation 1 yet. Llŷr Brynmor-Tudur has not"):
        approve(edition, chief_executive)
    actions.approve_quotation(quotation=quotation, by=chief_executive, seen=quotation.seal)
    with pytest.raises(Refused, match=r"approval. Llŷr Brynmor-Tudur has not approved quotation 2 yet.$"):
        approve(edition, chief_executive)
    note(edition.quotations.last(), press_officer)
    assert approve(edition, chief_executive).state == "approved"


def test_words_without_a_speaker_are_not_approved(edition, press_officer, chief_executive):
    with pytest.raises(Refused, match="Say first who says it"):
        note(edition.quotations.first(), press_officer)
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match="Nobody is named for quotation 1"):
        approve(edition, chief_executive)


def test_changed_words_void_the_approval_and_unchanged_words_keep_theirs_wherever_they_move(edition, press_officer):
    note(edition.quotations.last(), press_officer)
    edition = edit(edition, press_officer, TWO + ONE)
    assert [row.approved_at is not None for row in edition.quotations.all()] == [True, False]
    edition = edit(edition, press_officer, TWO.replace("staff", "more staff") + ONE)
    row = edition.quotations.first()
    assert (row.approved_at, row.how, row.speaker) == (None, "", "Llŷr Brynmor-Tudur")


def test_another_name_or_job_voids_the_approval(edition, press_officer):
    row = note(edition.quotations.last(), press_officer)
    row = actions.attribute(quotation=row, by=press_officer, speaker=row.speaker, job="owner", user=None)
    assert row.approved_at is None


def test_a_quotation_taken_out_is_gone_and_two_alike_are_two(edition, press_officer):
    assert edit(edition, press_officer, "<p>None.</p>").quotations.count() == 0
    edition = edit(edition, press_officer, ONE + ONE)
    assert [row.position for row in edition.quotations.all()] == [1, 2]


def test_an_approval_stands_for_one_of_two_quotations_of_the_same_words(edition, press_officer):
    note(edition.quotations.last(), press_officer)
    edition = edit(edition, press_officer, TWO + TWO)
    assert [row.approved_at is not None for row in edition.quotations.all()] == [True, False]


def test_the_next_version_keeps_the_approvals_of_unchanged_words(edition, press_officer, quotation, chief_executive):
    actions.approve_quotation(quotation=quotation, by=chief_executive, seen=quotation.seal)
    note(edition.quotations.last(), press_officer)
    first = approve(actions.submit(edition=edition, by=press_officer), chief_executive)
    second = actions.start_next(publication=first.publication, by=press_officer)
    assert [row.approved_at is not None for row in second.quotations.all()] == [True, True]
    assert first.quotations.count() == 2


def test_the_next_version_has_a_row_for_each_quotation_though_the_last_has_none(edition, press_officer, quotation):
    """As of a text that was imported, or was approved when fewer words were taken for quotations."""
    actions.approve_quotation(quotation=quotation, by=quotation.user, seen=quotation.seal)
    note(edition.quotations.last(), press_officer)
    first = approve(actions.submit(edition=edition, by=press_officer), quotation.user)
    Quotation.objects.filter(edition=first).delete()
    second = actions.start_next(publication=first.publication, by=press_officer)
    rows = [(row.words, row.approved_at) for row in second.quotations.all()]
    assert rows == [("We are glad.", None), ("Homes need staff.", None)]


def test_who_says_it_is_part_of_what_is_approved(edition, quotation, press_officer, chief_executive):
    before = edition.content_hash
    actions.attribute(quotation=quotation, by=press_officer, speaker="Ruth Amberley", job="chair", user=chief_executive)
    assert edition.content_hash != before


def test_a_speaker_approves_their_own_words_only_as_they_read_them(edition, quotation, press_officer, chief_executive):
    with pytest.raises(Refused, match="Only whose words"):
        actions.approve_quotation(quotation=quotation, by=press_officer, seen=quotation.seal)
    seen = quotation.seal
    edit(edition, press_officer, ONE.replace("glad", "very glad") + TWO)
    with pytest.raises(Refused, match="changed after you opened"):
        actions.approve_quotation(quotation=quotation, by=chief_executive, seen=seen)


def test_an_approval_is_noted_only_of_the_words_that_were_read(edition, press_officer):
    row = edition.quotations.last()
    edit(edition, press_officer, ONE + TWO.replace("staff", "more staff"))
    with pytest.raises(Refused, match="changed after you opened"):
        note(row, press_officer)
    row.refresh_from_db()
    assert row.approved_at is None


def test_a_speaker_may_think_better_of_it_either_way(quotation, press_officer, chief_executive):
    """What is sent back is approved no more, and what is approved is no longer sent back."""
    approval = {"quotation": quotation, "by": chief_executive, "seen": quotation.seal}
    actions.approve_quotation(**approval)
    with pytest.raises(Refused, match="Only whose words"):
        actions.send_back_quotation(quotation=quotation, by=press_officer, reason="No")
    row = actions.send_back_quotation(quotation=quotation, by=chief_executive, reason="I said pleased")
    assert (row.approved_at, row.approved_by, row.how, row.objection) == (None, None, "", "I said pleased")
    row = actions.approve_quotation(**approval)
    assert (row.approved_by, row.how, row.objection) == (chief_executive, "in the portal", "")
    again = actions.approve_quotation(**approval)
    assert again.approved_at == row.approved_at, "approved once"


def test_a_text_with_words_that_were_sent_back_is_not_approved_and_its_authors_are_told(
    edition, quotation, press_officer, chief_executive
):
    actions.send_back_quotation(quotation=quotation, by=chief_executive, reason="I said pleased")
    assert OutboxMessage.objects.filter(user=press_officer, subject="A quotation is back").exists()
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match="Ruth Amberley sent quotation 1 back"):
        approve(edition, chief_executive)


def test_approving_one_s_quotation_does_not_let_one_approve_a_text_of_one_s_own(edition, press_officer):
    row = actions.attribute(quotation=edition.quotations.first(), by=press_officer, user=press_officer, **RUTH)
    actions.approve_quotation(quotation=row, by=press_officer, seen=row.seal)
    note(edition.quotations.last(), press_officer)
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match="someone else must approve"):
        approve(edition, press_officer)


def test_who_names_a_speaker_or_another_is_an_author_and_approves_no_such_text(edition, press_officer):
    """Words in somebody's mouth are words of the text: four eyes see them."""
    colleague = make_person("second@association.example", "press_officer")
    first, last = edition.quotations.order_by("position")
    named = {"speaker": last.speaker, "job": last.job, "user": None}
    actions.attribute(quotation=last, by=colleague, **named)
    assert list(edition.authors.all()) == [press_officer], "nothing was changed"
    actions.attribute(quotation=first, by=colleague, user=None, **RUTH)
    assert set(edition.authors.all()) == {press_officer, colleague}
    for row in edition.quotations.all():
        note(row, press_officer)
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match="someone else must approve"):
        approve(edition, colleague)


def test_another_account_for_the_same_name_is_a_change_too(edition, quotation, press_officer, chief_executive):
    colleague = make_person("second@association.example", "press_officer")
    actions.approve_quotation(quotation=quotation, by=chief_executive, seen=quotation.seal)
    row = actions.attribute(quotation=quotation, by=colleague, user=press_officer, **RUTH)
    assert row.approved_at is None
    assert colleague in edition.authors.all()


def test_a_colleague_s_approval_is_noted_by_nobody_else(quotation, press_officer):
    with pytest.raises(Refused, match="approves it in the portal"):
        note(quotation, press_officer)


def test_only_who_may_write_the_text_names_speakers_and_notes_approvals(edition, policy_officer, chief_executive):
    row = edition.quotations.last()
    for outsider in (policy_officer, chief_executive):
        with pytest.raises(PermissionDenied):
            note(row, outsider)
        with pytest.raises(PermissionDenied):
            actions.attribute(quotation=row, by=outsider, user=None, **RUTH)


def test_quotations_of_an_approved_text_stay_as_they_are(edition, quotation, press_officer, chief_executive):
    actions.approve_quotation(quotation=quotation, by=chief_executive, seen=quotation.seal)
    note(edition.quotations.last(), press_officer)
    approve(actions.submit(edition=edition, by=press_officer), chief_executive)
    with pytest.raises(Refused, match="approved and cannot change"):
        actions.send_back_quotation(quotation=quotation, by=chief_executive, reason="No")


def test_the_speaker_is_asked_by_a_mail_without_a_word_of_the_text(quotation, press_officer, chief_executive):
    mail = OutboxMessage.objects.get(user=chief_executive)
    assert f"/staff/texts/quotations/{quotation.pk}/" in mail.text
    assert "glad" not in mail.text + mail.subject
    assert CONTENT["title"] not in mail.text + mail.subject
    actions.attribute(quotation=quotation, by=press_officer, user=chief_executive, **RUTH)
    assert OutboxMessage.objects.filter(user=chief_executive).count() == 1, "asked once for the same words"


def test_the_database_takes_no_approval_without_a_speaker(edition):
    row = edition.quotations.first()
    with pytest.raises(IntegrityError, match="quotation_approved_by_a_speaker"), transaction.atomic():
        Quotation.objects.filter(pk=row.pk).update(approved_at=timezone.now(), how="by letter")


@pytest.mark.parametrize(
    ("line", "is_theirs"),
    [
        ("Mark Kérr-Owen", True),
        ("Dr Mark Kerr-Owen", True),
        ("Professor MARK  KERR-OWEN OBE", True),
        ("Mark Kerr", False),
        ("Dr", False),
        ("Marka Kerr-Owen", False),
    ],
)
def test_the_line_under_a_quotation_is_matched_to_the_colleague(press_officer, chief_executive, line, is_theirs):
    User.objects.filter(pk=chief_executive.pk).update(name="Mark Kerr-Owen")
    row = start(press_officer, MARK.format(line)).quotations.get()
    assert row.user == (chief_executive if is_theirs else None)


def test_of_two_colleagues_of_one_name_neither_is_taken_nor_who_has_left(press_officer, chief_executive):
    User.objects.filter(pk=chief_executive.pk).update(name="Mark Kerr")
    chief_executive.roles.update(ends_on=timezone.localdate())
    assert start(press_officer, MARK.format("Mark Kerr")).quotations.get().user is None
    for email in ("one@association.example", "two@association.example"):
        User.objects.filter(pk=make_person(email, "policy_officer").pk).update(name="Mark Kerr")
    assert start(press_officer, MARK.format("Mark Kerr"), title="Two").quotations.get().user is None


def test_another_name_in_the_line_is_another_person_s_and_a_choice_made_by_hand_stays(press_officer, chief_executive):
    User.objects.filter(pk=chief_executive.pk).update(name="Mark Kerr")
    edition = start(press_officer, MARK.format("Mark Kerr"))
    row = edition.quotations.get()
    row = actions.attribute(quotation=row, by=press_officer, speaker=row.speaker, job=row.job, user=None)
    assert row.user is None, "a namesake, whoever chooses says"
    edit(edition, press_officer, MARK.format("Mark Kerr") + "<p>More.</p>")
    assert edition.quotations.get().user is None
    edit(edition, press_officer, MARK.format("Jane Doe"))
    edit(edition, press_officer, MARK.format("Mark Kerr"))
    assert edition.quotations.get().user == chief_executive
    edit(edition, press_officer, MARK.format("Jane Doe"))
    assert edition.quotations.get().user is None, "Mark is not asked to approve the words of Jane"


def test_a_name_that_is_written_anew_is_the_colleague_s_until_it_is_saved_once_more(press_officer, chief_executive):
    User.objects.filter(pk=chief_executive.pk).update(name="Mark Kerr")
    row = start(press_officer, ONE).quotations.get()
    saved = {"quotation": row, "by": press_officer, "speaker": "Dr Mark Kerr", "job": "", "user": None}
    users = [actions.attribute(**saved).user for _ in range(3)]
    assert users == [chief_executive, None, None], "a namesake, whoever saves it again says"
    assert actions.attribute(**saved | {"speaker": "Mark Kerr"}).user == chief_executive
