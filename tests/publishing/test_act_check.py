"""Before a text is published, taken back, withdrawn or removed, a page says what will happen."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from bulletins import actions as bulletins
from publishing import actions, clock
from publishing.models import Edition
from publishing.views import public as public_views
from tests.conftest import make_person
from tests.publishing.conftest import CONTENT, minute_from_now
from tests.publishing.test_embargo import accredit
from tests.reading import text


@pytest.fixture
def reader(press_officer):
    journalist = make_person("carys@ledger.example", "journalist")
    accredit(journalist, press_officer)
    actions.accept_terms(user=journalist)
    return journalist


def test_removing_says_who_reads_it_what_links_to_it_and_which_mails_named_it(
    signed_in, first, press_officer, chief_executive, membership_manager, approved, following
):
    words = CONTENT | {"title": "Linking", "body": f'<p><a href="https://x.example{first.publication.path}">It</a></p>'}
    approved(actions.start(kind="blog", by=press_officer, byline="Siân", **words))
    bulletin = bulletins.start(
        by=membership_manager, subject="In June", body="<p>News</p>", audience="members", picks=[first.publication_id]
    )
    approved(following(first.publication), minute_from_now())
    page = text(signed_in(chief_executive).get(f"/staff/texts/publications/{first.publication_id}/remove/"))
    assert f"Anyone can read it at {first.publication.path}" in page
    assert "“Linking” links to it." in page
    assert f"“{bulletin.subject}”, not sent yet, names it" in page
    assert "Version 2, scheduled for" in page
    assert "It can be restored" in page
    assert Edition.objects.public().filter(pk=first.pk).exists(), "looking changes nothing"


def test_taking_back_and_publishing_now_name_who_has_read_it(
    signed_in, reader, press_officer, chief_executive, approved
):
    scheduled = approved(actions.start(kind="statement", by=press_officer, **CONTENT), minute_from_now(60))
    actions.give_grant(user=reader, by=chief_executive, publication=scheduled.publication)
    signed_in(reader).get(f"/embargo/{scheduled.pk}/")
    reads = "1 journalist has read it under embargo: Carys, The Ledger."
    for act in ("pull", "publish-now"):
        page = text(signed_in(press_officer).get(f"/staff/texts/{scheduled.pk}/{act}/"))
        assert reads in page
        assert "1 journalist may read it under embargo now" in page


def test_a_version_that_goes_on_in_the_place_of_the_pulled_one_is_named(
    signed_in, press_officer, publication, approved, following
):
    scheduled = approved(following(publication), minute_from_now())
    following(publication, title="Third")
    page = text(signed_in(press_officer).get(f"/staff/texts/{scheduled.pk}/pull/"))
    assert "Version 3 goes on as the draft, as version 2" in page
    assert "Version 1 stays what readers see." in page


def test_what_waits_before_a_version_is_said_where_it_is_published_now_or_pulled(
    signed_in, press_officer, chief_executive, approved, following
):
    first = approved(actions.start(kind="statement", by=press_officer, **CONTENT), minute_from_now(10))
    second = approved(following(first.publication), minute_from_now(20))
    client = signed_in(chief_executive)
    assert "Anyone can read it at once" in text(client.get(f"/staff/texts/{first.pk}/publish-now/"))
    page = text(client.get(f"/staff/texts/{second.pk}/publish-now/"))
    assert "Version 1 comes before it and waits for" in page
    assert "Anyone can read it at once" not in page
    assert "Version 1 is public from" in text(client.get(f"/staff/texts/{second.pk}/pull/"))


@pytest.mark.parametrize("file", ["pdf/", "share.png"])
def test_a_text_that_goes_while_a_file_is_made_of_it_goes_with_the_file(client, publication, chief_executive, file):
    name = {"pdf/": "pdf_of", "share.png": "share_image_of"}[file]
    make = getattr(public_views, name)

    def removed_meanwhile(edition, **how):
        made = make(edition, **how)
        actions.remove(publication=publication, by=chief_executive, reason="Wrong")
        return made

    with patch.object(public_views, name, removed_meanwhile):
        assert client.get(f"{publication.path}{file}").status_code == 410


def test_an_approval_says_that_it_lifts_the_notice(signed_in, publication, chief_executive, following, press_officer):
    actions.withdraw(publication=publication, by=chief_executive, reason="Wrong figures.")
    draft = actions.submit(edition=following(publication), by=press_officer)
    page = text(signed_in(chief_executive).get(f"/staff/texts/{draft.pk}/"))
    assert "Once this version is public, readers see it without that notice." in page
    with clock.at(minute_from_now() + timedelta(days=1)):
        assert Edition.objects.public().get().withdrawn_at
