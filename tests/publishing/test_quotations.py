"""Other people's words: each with its speaker, approved by them word for word, and shown with their name."""

from datetime import timedelta

import feedparser
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.models import Notice, User
from publishing import actions, clock
from publishing.models import Quotation
from publishing.quotations import long_quotations_in_line, quotations_in, with_speakers
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.publishing.conftest import CONTENT
from tests.reading import text

ONE = "<blockquote><p>We are glad.</p></blockquote>"
TWO = "<blockquote><p>Homes need staff.</p><p>– Llŷr Brynmor-Tudur, who runs a home</p></blockquote>"
RUTH = {"speaker": "Ruth Amberley", "job": "chief executive"}


def start(by, body, **content):
    return actions.start(kind="statement", by=by, **CONTENT | {"body": f"<p>Before.</p>{body}<p>After.</p>"} | content)


@pytest.fixture
def edition(press_officer):
    return start(press_officer, ONE + TWO)


@pytest.fixture
def quotation(edition, press_officer, chief_executive):
    row = edition.quotations.first()
    return actions.attribute(quotation=row, by=press_officer, user=chief_executive, **RUTH)


def edit(edition, by, body):
    return actions.edit(edition=edition, by=by, **CONTENT | {"body": body})


def note(quotation, by, how="by telephone, 22:50"):
    return actions.note_approval(quotation=quotation, by=by, seen=quotation.seal, how=how)


def approve(edition, by):
    return actions.approve(edition=edition, by=by, seen=edition.content_hash, public_from=None)


def test_each_quotation_of_a_text_has_a_row_with_the_speaker_that_its_last_line_names(edition):
    rows = edition.quotations.values_list("position", "words", "speaker", "job")
    assert list(rows) == [
        (1, "We are glad.", "", ""),
        (2, "Homes need staff.", "Llŷr Brynmor-Tudur", "who runs a home"),
    ]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>None.</p>", []),
        ("<blockquote></blockquote><blockquote><p> </p></blockquote>", []),
        ("<blockquote><p>One</p><blockquote><p>in one</p></blockquote></blockquote><p>x</p>", ["One\n\nin one"]),
        ("<blockquote>Bare &amp; pasted</blockquote>", ["Bare & pasted"]),
        ("<blockquote><p>– Only a dash</p></blockquote>", ["– Only a dash"]),
        ("<blockquote><p>Not-a-source</p><p>-ish end</p></blockquote>", ["Not-a-source\n\n-ish end"]),
    ],
)
def test_quotations_are_found_in_whatever_is_written(html, words):
    assert [part.words for part in quotations_in(html)] == words


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


def test_the_next_version_keeps_the_approvals_of_unchanged_words(edition, press_officer, quotation, chief_executive):
    actions.approve_quotation(quotation=quotation, by=chief_executive, seen=quotation.seal)
    note(edition.quotations.last(), press_officer)
    first = approve(actions.submit(edition=edition, by=press_officer), chief_executive)
    second = actions.start_next(publication=first.publication, by=press_officer)
    assert [row.approved_at is not None for row in second.quotations.all()] == [True, True]
    assert first.quotations.count() == 2


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
    mail = Notice.objects.get(user=chief_executive)
    assert f"/staff/texts/quotations/{quotation.pk}/" in mail.text
    assert "glad" not in mail.text + mail.subject
    assert CONTENT["title"] not in mail.text + mail.subject
    actions.attribute(quotation=quotation, by=press_officer, user=chief_executive, **RUTH)
    assert Notice.objects.filter(user=chief_executive).count() == 1, "asked once for the same words"


def test_a_speaker_reads_their_words_in_context_and_approves_on_their_page(
    signed_in, edition, press_officer, membership_manager
):
    quotation = edition.quotations.first()
    actions.attribute(quotation=quotation, by=press_officer, user=membership_manager, **RUTH)
    client = signed_in(membership_manager)
    address = f"/staff/texts/quotations/{quotation.pk}/"
    assert address in text(client.get("/dashboard/"))
    page = text(client.get(address))
    assert "We are glad." in page
    assert "Before." in page
    assert "After." not in page, "no more of the text than stands around the words"
    quotation.refresh_from_db()
    assert quotation.approved_at is None, "opening it approves nothing"
    client.post(f"{address}approve/", {"seen": quotation.seal})
    quotation.refresh_from_db()
    assert (quotation.approved_by, quotation.how) == (membership_manager, "in the portal")
    assert address not in text(client.get("/dashboard/"))
    assert signed_in(press_officer).get(address).status_code == 404


def test_a_speaker_sends_their_words_back_with_a_reason(signed_in, edition, quotation, press_officer, chief_executive):
    client, address = signed_in(chief_executive), f"/staff/texts/quotations/{quotation.pk}/"
    assert client.post(f"{address}send-back/", {"reason": ""}).status_code == 422
    client.post(f"{address}send-back/", {"reason": "I said pleased"})
    assert "I said pleased" in text(signed_in(press_officer).get(f"/staff/texts/{edition.pk}/quotations/"))
    assert Notice.objects.filter(user=press_officer, subject="A quotation is back").exists()
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match="Ruth Amberley sent quotation 1 back"):
        approve(edition, chief_executive)


def test_a_writer_names_speakers_and_notes_approvals_on_one_page(signed_in, edition, press_officer):
    client, page = signed_in(press_officer), f"/staff/texts/{edition.pk}/quotations/"
    one, two = edition.quotations.all()
    answer = client.post(f"/staff/texts/quotations/{one.pk}/speaker/", {f"speaker-{one.pk}-job": "chair"})
    assert answer.status_code == 422
    assert 'value="chair"' in text(answer)
    typed = {f"speaker-{one.pk}-speaker": "Idris Penhallow", f"speaker-{one.pk}-job": "chair"}
    client.post(f"/staff/texts/quotations/{one.pk}/speaker/", typed)
    typed = {f"note-{two.pk}-how": "by telephone, 22:50", f"note-{two.pk}-seen": two.seal}
    client.post(f"/staff/texts/quotations/{two.pk}/note/", typed)
    shown = text(client.get(page))
    assert "— Idris Penhallow, chair" in shown
    assert "by telephone, 22:50, noted by Press" in shown


def test_the_database_takes_no_approval_without_a_speaker(edition):
    row = edition.quotations.first()
    with pytest.raises(IntegrityError, match="quotation_approved_by_a_speaker"), transaction.atomic():
        Quotation.objects.filter(pk=row.pk).update(approved_at=timezone.now(), how="by letter")


@pytest.fixture
def public(edition, quotation, press_officer, chief_executive):
    actions.approve_quotation(quotation=quotation, by=chief_executive, seen=quotation.seal)
    note(edition.quotations.last(), press_officer)
    return approve(actions.submit(edition=edition, by=press_officer), chief_executive)


def test_readers_see_each_quotation_with_its_speaker_and_a_link_to_it(client, public):
    page = text(client.get(public.publication.path))
    assert '<figure class="quotation" id="quotation-1">' in page
    assert page.count("— Ruth Amberley, chief executive") == 1
    assert 'href="#quotation-2" data-copy="Homes need staff."' in page
    assert "– Llŷr" not in page, "the line of the source is not shown twice"
    assert "portal/public.js" in page


def test_a_name_is_no_way_into_the_page(client, press_officer, chief_executive):
    edition = start(press_officer, ONE)
    row = actions.attribute(
        quotation=edition.quotations.get(), by=press_officer, speaker='<b>"Ruth"', job="", user=None
    )
    note(row, press_officer)
    approve(actions.submit(edition=edition, by=press_officer), chief_executive)
    page = text(client.get(edition.publication.path))
    assert "<b>" not in page
    assert "&lt;b&gt;&quot;Ruth&quot;" in page
    assert "<b>" not in with_speakers(edition)


def test_a_text_without_quotations_loads_no_script_and_takes_no_query_more(
    client, press_officer, chief_executive, django_assert_num_queries
):
    edition = approve(actions.submit(edition=start(press_officer, ""), by=press_officer), chief_executive)
    page = text(client.get(edition.publication.path))
    assert "portal/public.js" not in page


def test_plain_text_and_linked_data_say_who_says_it_once(client, public):
    plain = text(client.get(f"{public.publication.path}text/"))
    assert "“We are glad.”\n\n— Ruth Amberley, chief executive" in plain
    assert plain.count("Llŷr") == plain.count("Ruth") == 1
    page = text(client.get(public.publication.path))
    assert page.count('"creator": {"@type": "Person", "name": "Ruth Amberley", "jobTitle": "chief executive"}') == 1


def test_feeds_say_who_says_it(client, public):
    entry = feedparser.parse(text(client.get("/press/feed.atom"))).entries[0]
    assert "<p>— Ruth Amberley, chief executive</p>" in entry.content[0].value


def test_no_quotation_is_seen_before_its_minute(client, edition, quotation, press_officer, chief_executive):
    actions.approve_quotation(quotation=quotation, by=chief_executive, seen=quotation.seal)
    note(edition.quotations.last(), press_officer)
    edition = actions.submit(edition=edition, by=press_officer)
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=10)
    actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=at)
    for address in ("/press/", "/press/feed.atom", edition.publication.path):
        assert "glad" not in text(client.get(address))
    with clock.at(at):
        assert "glad" in text(client.get(edition.publication.path))


def test_long_words_in_quotation_marks_are_pointed_out(signed_in, press_officer):
    spoken = "<p>He said “count how many people have stayed in the home where you live” and left.</p>"
    assert long_quotations_in_line(spoken + ONE) == ["count how many people have stayed in the home where you live"]
    assert long_quotations_in_line('<p>The "quality standards" and “when the knees say so”.</p>' + ONE) == []
    edition = start(press_officer, spoken)
    page = text(signed_in(press_officer).get(f"/staff/texts/{edition.pk}/quotations/"))
    assert "count how many people" in page


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_of_quotations_takes_the_same_queries_for_any_number(
    signed_in, press_officer, count, django_assert_num_queries
):
    edition = start(press_officer, "".join(ONE.replace("glad", f"glad {n}") for n in range(count)))
    client = signed_in(press_officer)
    with django_assert_num_queries(9):
        client.get(f"/staff/texts/{edition.pk}/quotations/")


MARK = "<blockquote><p>We are glad.</p><p>– {}, Chief Executive</p></blockquote>"


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


def test_a_name_typed_on_the_screen_is_matched_too_and_the_page_says_who_is_asked(
    signed_in, press_officer, chief_executive
):
    User.objects.filter(pk=chief_executive.pk).update(name="Mark Kerr")
    row = start(press_officer, ONE).quotations.get()
    sent = {f"speaker-{row.pk}-speaker": "Dr Mark Kerr", f"speaker-{row.pk}-job": "", f"speaker-{row.pk}-user": ""}
    page = signed_in(press_officer).post(f"/staff/texts/quotations/{row.pk}/speaker/", sent, follow=True)
    assert "Mark Kerr is asked to approve these words." in text(page)
    row.refresh_from_db()
    assert row.user == chief_executive
    assert Notice.objects.filter(user=chief_executive, key__startswith="quotation:").count() == 1
