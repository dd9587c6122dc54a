"""Quotations on screens and in everything that readers get, each with its speaker's name."""

from datetime import timedelta

import feedparser
import pytest
from django.utils import timezone

from outbox.models import OutboxMessage
from people.models import User
from publishing import actions, clock
from publishing.richtext.quotations import with_speakers
from tests.publishing.quoted import ONE, RUTH, TWO, approve, note, start
from tests.reading import text


@pytest.fixture
def edition(press_officer):
    return start(press_officer, ONE + TWO)


@pytest.fixture
def quotation(edition, press_officer, chief_executive):
    row = edition.quotations.first()
    return actions.attribute(quotation=row, by=press_officer, user=chief_executive, **RUTH)


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
    with django_assert_num_queries(3):
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
    edition = start(press_officer, "<p>He said “count how many people have stayed in the home where you live”.</p>")
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
    assert OutboxMessage.objects.filter(user=chief_executive, key__startswith="quotation:").count() == 1
