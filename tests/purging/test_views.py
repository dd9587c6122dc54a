"""The pages of a purge, as two people go through them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from chaportal.tasks import sweep_purges
from homes import locations
from people.models import JobRun, Provider, Purge, SecurityEvent
from tests import world as worlds

TYPED = "Zq Wörd7"


@pytest.fixture
def world(db):
    world = worlds.build()
    Provider.objects.filter(pk=world.hazel.pk).update(trading_name="With Zq Wörd7 in it")
    locations.keep(home=world.home, by=world.people["owner"], address="1 Zq Wörd7 Road")
    return world


@pytest.fixture
def trustee(world, signed_in):
    return signed_in(world.people["trustee"])


@pytest.fixture
def admin(world, signed_in):
    return signed_in(world.people["admin"])


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def propose(client):
    answer = client.post(reverse("purge_propose"), {"words": TYPED, "reason": "names"})
    purge = Purge.objects.order_by("proposed_at").last()
    assert answer.url == reverse("purge_detail", args=[purge.pk])
    return purge, answer.url


def test_both_reach_it_from_their_first_screen(trustee, admin):
    for client in (trustee, admin):
        assert f'href="{reverse("purge_list")}"' in text(client.get("/dashboard/"))
        assert f'href="{reverse("purge_find")}"' in text(client.get(reverse("purge_list")))


def test_a_search_shows_where_words_stand_and_no_address(trustee, django_assert_max_num_queries):
    answer = trustee.post(reverse("purge_find"), {"words": "zq word7"})
    assert "With <mark>Zq Wörd7</mark> in it" in text(answer)
    assert "Provider, trading name" in text(answer)
    assert "History of provider, trading name" in text(answer)
    assert "Home location: a private field, which is not shown here" in text(answer)
    assert "Road" not in text(answer)
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    event = SecurityEvent.objects.filter(kind="purge").first()
    assert (event.user.name, event.reason, event.subject) == ("Trustee", "Searched everything", "")


def test_words_never_come_from_an_address(trustee):
    answer = trustee.get(reverse("purge_find"), {"words": TYPED})
    assert "mark" not in text(answer).split("<main")[1]


@pytest.mark.parametrize("typed", ["Jo", "", "x" * 101])
def test_too_few_words_are_asked_about_and_kept(typed, trustee):
    answer = trustee.post(reverse("purge_find"), {"words": typed})
    assert "There is a problem" in text(answer)
    assert f'value="{typed}"' in text(answer) or not typed


def test_a_proposal_without_a_reason_keeps_the_words(trustee):
    answer = trustee.post(reverse("purge_propose"), {"words": TYPED})
    assert answer.status_code == 422
    assert "Why must it go?" in text(answer)
    assert "With <mark>Zq Wörd7</mark> in it" in text(answer)


def test_one_proposes_and_another_confirms(trustee, admin, world):
    _, address = propose(trustee)
    assert "All files are being looked into" in text(admin.get(address))
    sweep_purges()
    mine, theirs = text(trustee.get(address)), text(admin.get(address))
    for page in (mine, theirs):
        assert "With <mark>Zq Wörd7</mark> in it" in page
        assert "a letter.pdf (could not be read" in page
    assert ("Remove for good" in mine, "Remove for good" in theirs) == (False, True)
    refused = trustee.post(f"{address}confirm/")
    assert refused.status_code == 409
    assert "a second person must confirm it" in text(refused)
    done = admin.post(f"{address}confirm/", follow=True)
    assert "Removed: 4 values were changed, 0 files deleted." in text(done)
    assert "Wörd7" not in text(done)
    assert "Proposed by Trustee" in text(done)
    assert "confirmed by Admin" in text(done)
    assert Provider.objects.get(pk=world.hazel.pk).trading_name == "With [removed]  in it"
    assert "Trustee" in text(trustee.get(reverse("purge_list")))


def test_either_drops_a_proposal_and_its_words_are_gone(trustee, admin):
    _, address = propose(trustee)
    answer = admin.post(f"{address}drop/", follow=True)
    assert "The proposal is dropped" in text(answer)
    assert "Its words are forgotten" in text(trustee.get(address))
    assert "Wörd7" not in text(trustee.get(address))


def test_a_sweep_looks_into_files_when_no_worker_was_told(trustee, world):
    purge, _ = propose(trustee)
    sweep_purges()
    purge.refresh_from_db()
    assert set(purge.found_in.values()) == {"could not be read"}


def test_who_reads_a_proposal_is_recorded(trustee, admin):
    purge, address = propose(trustee)
    admin.get(address)
    event = SecurityEvent.objects.filter(kind="purge").first()
    assert (event.user.name, event.reason, event.subject) == ("Admin", "Read the proposal", f"purge {purge.pk}")


def test_a_search_of_a_large_installation_costs_as_many_queries(trustee, world, django_assert_num_queries):
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as few:
        trustee.post(reverse("purge_find"), {"words": TYPED})
    for number in range(50):
        Provider.objects.create(legal_name=f"Zq Wörd7 number {number}", sector="private", nation="wales")
    with CaptureQueriesContext(connection) as many:
        trustee.post(reverse("purge_find"), {"words": TYPED})
    assert len(many) == len(few)


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
