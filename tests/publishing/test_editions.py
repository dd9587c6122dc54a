"""A text's second version and all after it: what changed, what was wrong, and where the former ones are."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from publishing import actions, clock
from publishing.forms import EditionForm
from publishing.models import Boilerplate, Correction, Edition, PressContact
from publishing.workflow import Refused
from tests.publishing.conftest import CONTENT, LATER, minute_from_now
from tests.reading import text

PAGE = "/press/homes-are-closing/"


def test_the_next_version_starts_with_the_words_of_the_last_which_stays_public(publication, first, press_officer):
    edition = actions.start_next(publication=publication, by=press_officer)
    assert (edition.number, edition.state, edition.body) == (2, "draft", first.body)
    assert list(edition.authors.all()) == [press_officer]
    assert list(Edition.objects.public()) == [first]


def test_only_who_may_write_starts_the_next_version(publication, chief_executive):
    with pytest.raises(PermissionDenied):
        actions.start_next(publication=publication, by=chief_executive)


def test_there_is_one_unapproved_version_at_a_time(publication, press_officer):
    actions.start_next(publication=publication, by=press_officer)
    with pytest.raises(Refused, match="has been started"):
        actions.start_next(publication=publication, by=press_officer)
    with pytest.raises(IntegrityError, match="edition_one_unapproved"):
        Edition.objects.create(publication=publication, number=3, **CONTENT)


def test_a_later_version_says_what_changed_or_that_it_is_minor(publication, press_officer, following):
    edition = following(publication, change_note="")
    with pytest.raises(Refused, match="say what changed"):
        actions.submit(edition=edition, by=press_officer)
    edition = actions.edit(edition=edition, by=press_officer, **LATER | {"change_note": "", "is_minor": True})
    assert actions.submit(edition=edition, by=press_officer).state == "submitted"


def test_the_database_refuses_a_later_version_without_explanation(publication, following):
    edition = following(publication, change_note="")
    with pytest.raises(IntegrityError, match="edition_change_is_explained"):
        Edition.objects.filter(pk=edition.pk).update(state="submitted")


def test_one_version_replaces_the_other_at_its_time_and_not_a_microsecond_before(
    client, publication, first, following, approved
):
    at = minute_from_now()
    second = approved(following(publication), at)
    with clock.at(at - timedelta(microseconds=1)):
        assert list(Edition.objects.public()) == [first]
        assert "At length." in text(client.get(PAGE))
        assert client.get(f"{PAGE}versions/1/").status_code == 404
    with clock.at(at):
        assert list(Edition.objects.public()) == [second]
        assert "At greater length." in text(client.get(PAGE))
        assert client.get(f"{PAGE}versions/1/").status_code == 200
        assert client.get(f"{PAGE}versions/2/").status_code == 404


def test_the_first_day_of_a_text_stays_that_of_its_first_version(publication, first, following, approved):
    second = approved(following(publication), minute_from_now())
    publication.refresh_from_db()
    assert second.first_public_at == publication.first_public_at == first.first_public_at
    assert second.public_from > first.first_public_at


def test_a_version_cannot_begin_before_the_one_that_it_follows(press_officer, chief_executive, following, approved):
    waiting = approved(actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT), minute_from_now(30))
    edition = actions.submit(edition=following(waiting.publication), by=press_officer)
    seen = edition.content_hash
    for at in (None, minute_from_now(20), waiting.public_from):
        with pytest.raises(Refused, match="Choose a later time"):
            actions.approve(edition=edition, by=chief_executive, seen=seen, public_from=at)
    after = waiting.public_from + timedelta(minutes=1)
    actions.approve(edition=edition, by=chief_executive, seen=seen, public_from=after)
    waiting.refresh_from_db()
    assert waiting.public_during.upper == after


def test_the_database_lets_no_two_versions_be_public_at_once(publication, first, following, approved):
    second = approved(following(publication), minute_from_now())
    with pytest.raises(IntegrityError, match="edition_one_public_at_a_time"):
        Edition.objects.filter(pk=second.pk).update(public_during=DateTimeTZRange(first.public_from, None))


def test_readers_see_what_changed_unless_it_is_minor(client, publication, following, approved):
    approved(following(publication, change_note="Adds Wales."))
    approved(following(publication, change_note="Comma", is_minor=True))
    page = text(client.get(PAGE))
    assert page.count("Updated ") == 1
    assert ": Adds Wales." in page
    assert "Comma" not in page


def test_a_note_of_a_version_to_come_is_on_no_public_page(client, publication, following, approved):
    approved(following(publication))
    approved(following(publication, change_note="CANARY-NOTE", correction="CANARY-CORRECTION"), minute_from_now())
    for address in (PAGE, "/press/", "/press/feed.atom", "/press/feed.rss", "/press/?q=canary"):
        assert "CANARY" not in text(client.get(address))


def test_a_correction_becomes_a_numbered_row_at_approval_and_readers_see_it(client, publication, following, approved):
    draft = following(publication, correction="We wrote 12. It is 21.")
    assert not Correction.objects.exists()
    approved(draft)
    approved(following(publication, correction="We wrote May. It is June."))
    assert [(row.number, row.edition.number) for row in publication.corrections.all()] == [(1, 2), (2, 3)]
    page = text(client.get(PAGE))
    assert page.index("We wrote 12. It is 21.") < page.index("We wrote May. It is June.")


def test_approving_twice_makes_one_correction(publication, chief_executive, following, approved):
    second = approved(following(publication, correction="It is 21."))
    actions.approve(edition=second, by=chief_executive, seen=second.approved_hash, public_from=None)
    assert Correction.objects.count() == 1


def test_a_correction_is_part_of_what_is_approved(publication, press_officer, chief_executive, following):
    edition = actions.submit(edition=following(publication, correction="It is 21."), by=press_officer)
    seen = edition.content_hash
    edition = actions.edit(edition=edition, by=press_officer, **LATER | {"correction": "It is 22."})
    edition = actions.submit(edition=edition, by=press_officer)
    with pytest.raises(Refused, match="changed after you opened it"):
        actions.approve(edition=edition, by=chief_executive, seen=seen, public_from=None)


@pytest.mark.parametrize("act", [lambda rows: rows.update(text="Other."), lambda rows: rows.delete()])
def test_the_database_keeps_a_correction_as_it_is(publication, following, approved, act):
    approved(following(publication, correction="It is 21."))
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        act(Correction.objects.all())
    assert Correction.objects.get().text == "It is 21."


def test_a_first_version_has_nothing_to_correct(press_officer):
    edition = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT)
    with pytest.raises(IntegrityError, match="edition_corrects_a_former"):
        Edition.objects.filter(pk=edition.pk).update(correction="It is 21.")


def test_a_former_version_leads_to_the_current_one_and_is_not_indexed(client, publication, following, approved):
    approved(following(publication))
    page = text(client.get(f"{PAGE}versions/1/"))
    assert '<meta name="robots" content="noindex">' in page
    assert f'<a href="{PAGE}">Read the current version</a>' in page
    assert "At length." in page
    assert "noindex" not in text(client.get(PAGE))


def test_a_draft_has_no_address_for_readers(client, publication, following):
    following(publication)
    assert client.get(f"{PAGE}versions/2/").status_code == 404
    assert client.get("/press/nothing/versions/1/").status_code == 404


def test_from_next_version_to_public_page_with_two_people(
    client, signed_in, publication, press_officer, chief_executive
):
    writer, approver = signed_in(press_officer), signed_in(chief_executive)
    address = writer.post(f"/staff/texts/publications/{publication.pk}/next/").url
    assert "What changed" in text(writer.get(address))
    edition = publication.editions.get(number=2)
    page = writer.post(f"/staff/texts/{edition.pk}/submit/", follow=True)
    assert "say what changed" in text(page)
    words = {"title": edition.title, "summary": edition.summary, "body": "Anew.", "contact": edition.contact_id}
    writer.post(address, {**words, "change_note": "Says more."})
    writer.post(f"/staff/texts/{edition.pk}/submit/")
    edition.refresh_from_db()
    assert "What changed: Says more." in text(approver.get(f"/staff/texts/{edition.pk}/"))
    typed = {"when": "now", "seen": edition.content_hash, "identity": "on"}
    approver.post(f"/staff/texts/{edition.pk}/approve/", typed)
    assert "Anew." in text(client.get(PAGE))


def test_the_form_of_a_first_version_does_not_ask_what_changed(signed_in, press_officer):
    edition = actions.start(kind="blog", by=press_officer, byline="Siân", **CONTENT)
    assert "What changed" not in text(signed_in(press_officer).get(f"/staff/texts/{edition.pk}/edit/"))


def test_two_versions_are_compared_side_by_side(signed_in, publication, press_officer, following):
    following(publication)
    client, address = signed_in(press_officer), f"/staff/texts/publications/{publication.pk}/difference/"
    page = text(client.get(address))
    assert '<ins><span class="visually-hidden">Added: </span>greater' in page
    assert "<del>" not in page
    assert "<ins>" not in text(client.get(f"{address}?from=1&to=1"))
    assert client.get(f"{address}?from=1&to=9").status_code == 404


@pytest.mark.parametrize(("versions", "queries"), [(1, 3), (2, 5), (5, 5)])
def test_a_release_takes_the_same_queries_for_any_number_of_versions(
    client, publication, following, approved, versions, queries, django_assert_num_queries
):
    for number in range(1, versions):
        approved(following(publication, correction=f"It is {number}."))
    with django_assert_num_queries(queries):
        client.get(PAGE)


@pytest.mark.parametrize("versions", [1, 3, 30])
def test_the_staff_page_takes_the_same_queries_for_any_number_of_versions(
    signed_in, publication, first, press_officer, following, approved, versions, django_assert_num_queries
):
    for _ in range(1, versions):
        approved(following(publication))
    client = signed_in(press_officer)
    with django_assert_num_queries(15):
        client.get(f"/staff/texts/{first.pk}/")


def test_a_draft_keeps_a_contact_and_an_about_text_that_others_replaced_meanwhile(press_officer):
    contact = PressContact.objects.create(name="Gŵen", job="Press", telephone="01632 960001", email="g@cha.example")
    about = Boilerplate.objects.create(name="Short", text="<p>About words.</p>")
    chosen = {"contact": contact, "boilerplate": about}
    edition = actions.start(kind="media_release", by=press_officer, **CONTENT | chosen)
    PressContact.objects.update(is_current=False)
    Boilerplate.objects.update(is_current=False)
    form = EditionForm(instance=edition)
    for name, row in chosen.items():
        assert list(form.fields[name].queryset) == [row]
    assert not form.fields["second_contact"].queryset.exists()
    other = actions.start(kind="media_release", by=press_officer, title="Another")
    assert not EditionForm(instance=other).fields["contact"].queryset.exists()
