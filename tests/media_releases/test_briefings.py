"""Members' briefings: made of a release in one step, signed off by themselves, read by members and staff alone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from media_releases import actions
from members.membership import belongs_to_member
from publishing import actions as publishing
from publishing import clock
from publishing.models import Edition, Publication
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.members.conftest import make_term
from tests.reading import text

WORDS = {"title": "Grades go", "summary": "In short, what happens and why it matters.", "body": "<p>At length.</p>"}
SECRET = "For members only, and for nobody else: CANARY"
PAGE = "/briefings/briefing-grades-go/"


@pytest.fixture
def release(press_officer):
    return publishing.start(kind="statement", by=press_officer, **WORDS)


@pytest.fixture
def briefing(release, press_officer, chief_executive):
    """A function: a briefing that is approved, from a moment on."""

    def brief(at=None, **words):
        made = actions.brief_members(edition=release, by=press_officer)
        words = {"title": made.title, "summary": SECRET, "body": f"<p>{SECRET}</p>"} | words
        made = publishing.edit(edition=made, by=press_officer, **words)
        made = publishing.submit(edition=made, by=press_officer)
        return publishing.approve(edition=made, by=chief_executive, seen=made.content_hash, public_from=at)

    return brief


def test_one_step_makes_a_briefing_of_a_release_that_is_not_public(signed_in, press_officer, release):
    client = signed_in(press_officer)
    address = f"/staff/press/briefings/from/{release.pk}/"
    assert f'action="{address}"' in text(client.get(f"/staff/texts/{release.pk}/"))
    answer = client.post(address)
    made = Edition.objects.latest("pk")
    assert answer.url == f"/staff/texts/{made.pk}/edit/"
    assert made.body.startswith("<p>At length.</p><h2>What this means for you</h2>")
    assert (made.state, made.publication.audience) == ("draft", "members")
    assert made.publication.briefing.made_from == release.publication
    page = text(client.get(f"/staff/texts/{made.pk}/"))
    assert "Made from" in page
    assert "That is not public yet" in page
    assert made.title in text(client.get(f"/staff/texts/{release.pk}/"))


def test_a_briefing_is_not_sent_for_approval_before_someone_wrote_what_it_means(release, press_officer):
    made = actions.brief_members(edition=release, by=press_officer)
    with pytest.raises(Refused, match="what members should know and do"):
        publishing.submit(edition=made, by=press_officer)


def test_only_who_writes_releases_makes_a_briefing_and_of_nothing_else(release, chief_executive, press_officer):
    with pytest.raises(PermissionDenied):
        actions.brief_members(edition=release, by=chief_executive)
    line = publishing.start(kind="line_to_take", by=press_officer, title="Why?", body="<p>So.</p>")
    with pytest.raises(Refused, match="Only a release"):
        actions.brief_members(edition=line, by=press_officer)


def test_members_and_staff_read_it_and_nobody_else(
    client, signed_in, owner, provider, outsider, membership_manager, briefing
):
    briefing()
    make_term(provider, ends_in=10)
    journalist = make_person("journalist@press.example", "journalist")
    for person in (owner, membership_manager):
        page = signed_in(person).get(PAGE)
        assert text(page).count(SECRET) == 2
        assert "no-store" in page.headers["Cache-Control"]
        assert SECRET in text(signed_in(person).get("/briefings/"))
    for person in (outsider, journalist):
        assert signed_in(person).get(PAGE).status_code == 404
        assert signed_in(person).get("/briefings/").status_code == 404
        assert SECRET not in text(signed_in(person).get("/dashboard/"))
    for address in (PAGE, "/briefings/"):
        assert client.get(address).url.startswith("/accounts/login/")


@pytest.mark.parametrize(("ends_in", "reads"), [(0, True), (-30, True), (-31, False)])
def test_a_member_reads_until_the_time_of_grace_is_over(owner, provider, ends_in, reads):
    make_term(provider, ends_in=ends_in)
    assert belongs_to_member(owner) is reads


def test_a_resigned_provider_and_a_former_colleague_read_nothing(owner, provider):
    term = make_term(provider, ends_in=10, resigned_on=timezone.localdate())
    assert not belongs_to_member(owner)
    type(term).objects.update(resigned_on=None)
    owner.roles.update(ends_on=timezone.localdate())
    owner = type(owner).objects.get(pk=owner.pk)
    assert not belongs_to_member(owner)


def test_it_is_there_at_its_minute_and_not_before(signed_in, membership_manager, briefing):
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=10)
    briefing(at)
    client = signed_in(membership_manager)
    with clock.at(at - timedelta(microseconds=1)):
        assert client.get(PAGE).status_code == 404
        assert SECRET not in text(client.get("/briefings/"))
    with clock.at(at):
        assert client.get(PAGE).status_code == 200


def test_no_exit_to_the_public_has_a_briefing(client, briefing):
    made = briefing(title="CANARY briefing")
    assert list(Edition.objects.public()) == list(Publication.objects.public()) == []
    assert list(Publication.objects.once_public()) == []
    for address in ("/", "/press/", "/press/?q=canary", "/press/feed.rss", "/press/feed.atom", "/policy/"):
        assert "CANARY" not in text(client.get(address)).replace("?q=canary", "")
    assert client.get(f"{made.publication.path}versions/1/").status_code == 404


@pytest.mark.parametrize("audience", ["public", "desk"])
def test_the_database_gives_a_briefing_to_nobody_but_members(briefing, audience):
    made = briefing()
    with pytest.raises(IntegrityError, match="publication_"):
        Publication.objects.filter(pk=made.publication_id).update(audience=audience)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_briefing_list_takes_the_same_queries_for_any_number(
    signed_in, owner, provider, briefing, count, django_assert_num_queries
):
    make_term(provider, ends_in=10)
    for number in range(count):
        briefing(title=f"Briefing {number}")
    client = signed_in(owner)
    with django_assert_num_queries(6):
        client.get("/briefings/")


def with_file(release, by):
    """A draft of a briefing that shows a table, and the table's address."""
    made = actions.brief_members(edition=release, by=by)
    told = {"summary": SECRET, "body": f"<p>{SECRET}</p>", "title": made.title}
    made = publishing.edit(edition=made, by=by, **told)
    raw = b"Region,Homes\nWales,3\n"
    show = {"kind": "document", "raw": raw, "name_of_file": "t.csv", "title": "Homes by region"}
    shown = publishing.show(edition=made, by=by, **show)
    return made, f"{PAGE}files/{shown.attachment.key}/full.csv"


def test_a_file_of_a_briefing_waits_for_its_minute_too(signed_in, release, press_officer, chief_executive):
    made, address = with_file(release, press_officer)
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=10)
    made = publishing.submit(edition=made, by=press_officer)
    publishing.approve(edition=made, by=chief_executive, seen=made.content_hash, public_from=at)
    client = signed_in(press_officer)
    with clock.at(at - timedelta(microseconds=1)):
        assert client.get(address).status_code == 404
    with clock.at(at):
        assert client.get(address).status_code == 200


def test_a_file_of_a_briefing_opens_to_who_may_read_it_and_to_nobody_else(
    signed_in, client, press_officer, chief_executive, release, owner, outsider, provider
):
    make_term(provider, ends_in=100)
    made, address = with_file(release, press_officer)
    member, staff, former = signed_in(owner), signed_in(press_officer), signed_in(outsider)
    assert member.get(address).status_code == staff.get(address).status_code == 404, "not before it is approved"
    made = publishing.submit(edition=made, by=press_officer)
    made = publishing.approve(edition=made, by=chief_executive, seen=made.content_hash, public_from=None)
    for reader in (member, staff):
        assert address in text(reader.get(PAGE))
        answer = reader.get(address)
        assert (answer.status_code, answer.content) == (200, b'"Region","Homes"\r\n"Wales","3"\r\n')
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert "no-store" in answer.headers["Cache-Control"]
    journalist = signed_in(make_person("carys@ledger.example", "journalist"))
    assert former.get(address).status_code == journalist.get(address).status_code == 404
    assert client.get(address).url.startswith("/accounts/login/")
    assert member.get(address.removeprefix(PAGE.rstrip("/"))).status_code == 404
    publishing.remove(publication=made.publication, by=chief_executive, reason="Wrong")
    assert member.get(address).status_code == 404
