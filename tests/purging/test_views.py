"""The pages of a purge, as two people go through them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chaportal.purging import work
from chaportal.tasks import sweep_purges
from homes import locations
from jobs.models import FailedItem, JobRun
from people.models import Provider, Purge, SecurityEvent
from tests import reading
from tests import world as worlds

TYPED = "Zq Wörd7"


@pytest.fixture
def world(db):
    world = worlds.ready()
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="With Zq Wörd7 in it")
    locations.save(home=world.home, by=world.people["owner"], address="1 Zq Wörd7 Road")
    return world


@pytest.fixture
def trustee(world, signed_in):
    return signed_in(world.people["trustee"])


@pytest.fixture
def admin(world, signed_in):
    return signed_in(world.people["admin"])


def text(answer) -> str:
    return " ".join(reading.text(answer).split())


def search(client, typed=TYPED) -> str:
    """The page of a search that a worker has done."""
    address = client.post(reverse("purge_find"), {"words": typed}).url
    sweep_purges()
    return address


def propose(client) -> str:
    address = search(client)
    assert client.post(f"{address}propose/", {"reason": "names"}).url == address
    return address


def confirm(client, address, **form):
    return client.post(f"{address}confirm/", {"seen": client.get(address).context["result"].digest, **form})


def test_both_reach_it_from_their_first_screen(trustee, admin):
    for client in (trustee, admin):
        assert f'href="{reverse("purge_list")}"' in text(client.get("/dashboard/"))
        assert f'href="{reverse("purge_find")}"' in text(client.get(reverse("purge_list")))


def test_a_search_is_done_by_a_worker_and_shows_where_words_stand_and_no_address(trustee):
    address = trustee.post(reverse("purge_find"), {"words": "zq word7"}).url
    waiting = text(trustee.get(address))
    assert "It waits for a worker" in waiting
    assert f'<a class="button button--second" href="{address}">See how far it is</a>' in waiting
    Purge.objects.update(progress="table 3 of 140")
    assert "A worker is at table 3 of 140" in text(trustee.get(address))
    sweep_purges()
    answer = trustee.get(address)
    assert "With <mark>Zq Wörd7</mark> in it" in text(answer)
    assert "Provider, trading name" in text(answer)
    assert "History of provider, trading name" in text(answer)
    assert "Home location: a private field, which is not shown here" in text(answer)
    assert "Road" not in text(answer)
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    events = SecurityEvent.objects.filter(kind="purge", user__name="Trustee", subject=f"purge {address.split('/')[-2]}")
    assert list(events.values_list("reason", flat=True)) == ["Read what was found", "Searched everything"]


def test_words_never_come_from_an_address(trustee):
    trustee.get(reverse("purge_find"), {"words": TYPED})
    assert Purge.objects.searches().count() == 0


def test_a_search_is_nobody_else_s_until_it_is_proposed(trustee, admin):
    address = search(trustee)
    listed = f'href="{address}"'
    assert (listed in text(trustee.get("/purges/")), listed in text(admin.get("/purges/"))) == (True, False)
    assert admin.get(address).status_code == 404
    trustee.post(f"{address}propose/", {"reason": "names"})
    assert listed in text(admin.get("/purges/"))
    assert admin.get(address).status_code == 200


@pytest.mark.parametrize("typed", ["Jo", "", "x" * 101])
def test_too_few_words_are_asked_about_and_kept(typed, trustee):
    answer = trustee.post(reverse("purge_find"), {"words": typed})
    assert answer.status_code == 422
    assert "There is a problem" in text(answer)
    assert f'value="{typed}"' in text(answer) or not typed


def test_words_in_too_many_places_are_asked_for_again(trustee, monkeypatch):
    monkeypatch.setattr("chaportal.purging.finding.MOST", 3)
    page = text(trustee.get(search(trustee, "association example")))
    assert "These words stand in more than 3 places" in page
    assert "Propose</button>" not in page


def test_a_proposal_without_a_reason_keeps_what_was_found(trustee):
    answer = trustee.post(f"{search(trustee)}propose/")
    assert answer.status_code == 422
    assert "There is a problem" in text(answer)
    assert "With <mark>Zq Wörd7</mark> in it" in text(answer)


def test_one_proposes_another_confirms_and_a_worker_does_it(trustee, admin, world):
    address = propose(trustee)
    mine, theirs = text(trustee.get(address)), text(admin.get(address))
    for page in (mine, theirs):
        assert "With <mark>Zq Wörd7</mark> in it" in page
        assert "a letter.pdf (could not be read" in page
    assert ("Remove for good" in mine, "Remove for good" in theirs) == (False, True)
    refused = confirm(trustee, address)
    assert refused.status_code == 409
    assert "a second person must confirm it" in text(refused)
    assert confirm(admin, address).url == address
    for client in (trustee, admin):
        assert "Being removed" in (page := text(client.get(address)))
        assert "Remove for good" not in page
    assert f'href="{address}"' in text(admin.get("/purges/"))
    assert Provider.objects.get(pk=world.hazel.pk).trading_name == "With Zq Wörd7 in it"
    sweep_purges()
    done = text(admin.get(address))
    assert "Values changed: 4. Files deleted: 0." in done
    assert "Wörd7" not in done
    assert "Proposed by Trustee" in done
    assert "confirmed by Admin" in done
    assert Provider.objects.get(pk=world.hazel.pk).trading_name == "With [removed]  in it"
    assert "Trustee" in text(trustee.get(reverse("purge_list")))


def test_who_confirms_what_they_did_not_see_is_shown_it(trustee, admin, world):
    address = propose(trustee)
    Provider.objects.filter(pk=world.larkfield.pk).update(trading_name="Zq Wörd7 too")
    admin.post(f"{address}search/")
    sweep_purges()
    answer = admin.post(f"{address}confirm/", {"seen": "of before"})
    assert answer.status_code == 409
    assert "something else was found" in text(answer)
    assert "<mark>Zq Wörd7</mark> too" in text(answer)
    assert confirm(admin, address).status_code == 302


def test_a_removal_that_fails_stands_on_its_page_and_before_an_administrator(trustee, admin, monkeypatch):
    def broken(*arguments, **given):
        raise OSError("disk full")

    address = propose(trustee)
    confirm(admin, address)
    monkeypatch.setattr(work, "remember", broken)
    sweep_purges()
    assert "This failed, and is tried again" in text(admin.get(address))
    assert FailedItem.objects.get(job="sweep-purges").last_error.startswith("A fault of the portal: OSError")
    monkeypatch.undo()
    FailedItem.objects.all().delete()
    sweep_purges()
    assert "Removed words" in text(admin.get(address))
    assert not FailedItem.objects.filter(job="sweep-purges").exists()


def test_either_drops_a_proposal_and_its_words_are_gone(trustee, admin):
    address = propose(trustee)
    answer = admin.post(f"{address}drop/", follow=True)
    assert "It is dropped" in text(answer)
    assert "Its words are forgotten" in text(trustee.get(address))
    assert "Wörd7" not in text(trustee.get(address))


def test_who_reads_a_proposal_is_recorded(trustee, admin):
    address = propose(trustee)
    admin.get(address)
    event = SecurityEvent.objects.filter(kind="purge").first()
    said = (event.user.name, event.reason, event.subject)
    assert said == ("Admin", "Read the proposal", f"purge {address.split('/')[-2]}")


def test_no_page_looks_into_tables_or_files(trustee, admin, world):
    """A page has six seconds; of what a large installation holds, the worker alone reads any."""
    address = propose(trustee)
    with CaptureQueriesContext(connection) as caught:
        search_page = trustee.post(reverse("purge_find"), {"words": TYPED}).url
        trustee.get(search_page)
        admin.get(address)
        confirm(admin, address)
    asked = [query["sql"] for query in caught]
    assert not [sql for sql in asked if "~*" in sql or "people_purge_agreed" in sql or "publishing_attachment" in sql]
    with CaptureQueriesContext(connection) as caught:
        sweep_purges()
    assert [query for query in caught if "~*" in query["sql"]], "the test knows a search"


def test_the_second_person_sees_on_the_first_screen_that_something_waits(trustee, admin, world):
    """The world's own proposal is the trustee's."""
    assert "Waiting for you as the second person: 1" in text(admin.get("/dashboard/"))
    assert "Nothing waits for a second person." in text(trustee.get("/dashboard/"))


def test_the_trustee_sees_when_a_backup_and_a_restore_were_verified(trustee, world):
    assert text(trustee.get("/dashboard/")).count("<strong>none yet</strong>") == 2
    for name, day in (("backup", 3), ("restore-trial", 4)):
        at = datetime(2026, 6, day, 2, tzinfo=UTC)
        JobRun.objects.create(name=name, finished_at=at, outcome="Verified: 10 rows")
        JobRun.objects.create(name=name, finished_at=at + timedelta(days=9), outcome="failed: BackupFault", failed=True)
    page = text(trustee.get("/dashboard/"))
    assert "Last verified backup: 3 June 2026" in page
    assert "Last restore, on trial or in earnest: 4 June 2026" in page
