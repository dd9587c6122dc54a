"""Files that show that an own duty was done: made anew, for the home's people alone, and never about a child."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from chaportal.purging import files
from chaportal.purging.pattern import Words
from duties import actions
from duties.models import DutyDone, EvidenceFile
from homes.models import Home, HomeGrant
from people.models import SecurityEvent
from tests.conftest import make_person
from tests.duties.homes import done, make_home
from tests.publishing.files import pdf, photograph
from tests.reading import text

TODAY = timezone.localdate()


@pytest.fixture
def own_done(home, owner):
    duty = actions.add_duty(provider=home.provider, home=None, name="Gas safety record", while_valid=True, by=owner)
    about = {"home": home, "done_on": TODAY, "expires_on": TODAY + timedelta(days=365), "today": TODAY, "by": owner}
    return actions.mark_done(slug=f"own-{duty.pk}", **about)[0]


def add(done, by, raw=None, *, names_no_child=True):
    return actions.add_evidence(done=done, raw=raw or pdf(), names_no_child=names_no_child, by=by)[0]


def send(client, done, raw=b"", name="gas.pdf", **typed):
    typed = {"names_no_child": "on", **typed}
    return client.post(f"/duties/done/{done.pk}/files/", {**typed, "file": SimpleUploadedFile(name, raw or pdf())})


def test_a_file_is_added_read_and_removed(signed_in, home, owner, own_done):
    client = signed_in(owner)
    page = text(client.get(f"/homes/{home.pk}/duties/"))
    assert f"/duties/done/{own_done.pk}/files/" in page
    answer = send(client, own_done)
    assert answer.headers["Location"] == f"/homes/{home.pk}/duties/#own-{own_done.own_id}"
    file = EvidenceFile.objects.get()
    assert f"/duties/files/{file.pk}/" in text(client.get(f"/homes/{home.pk}/duties/"))
    got = client.get(f"/duties/files/{file.pk}/")
    assert got.content.startswith(b"%PDF")
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Disposition"].startswith(f'attachment; filename="evidence-{TODAY}-{file.pk}.pdf"')
    assert "no-store" in got.headers["Cache-Control"]
    assert SecurityEvent.objects.get(kind="exported").subject == f"evidence {file.pk}"
    client.post(f"/duties/files/{file.pk}/remove/")
    assert not EvidenceFile.objects.exists()
    events = EvidenceFile.pgh_event_model.objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", flat=True)) == ["insert", "delete"]
    assert events.last().pgh_context.metadata["reason"] == "Removed"
    assert client.get(f"/duties/files/{file.pk}/").status_code == 404


def test_a_person_says_that_no_child_is_named(signed_in, home, owner, own_done):
    refused = send(signed_in(owner), own_done, names_no_child="")
    assert refused.status_code == 422
    assert "Look through the file, and say that it names no child." in text(refused)
    with pytest.raises(ValidationError, match="names no child"):
        add(own_done, owner, names_no_child=False)
    assert not EvidenceFile.objects.exists()


def test_a_report_of_a_visit_is_not_taken(signed_in, home, owner):
    visit = done(home, "england-44", TODAY, 1)
    assert send(signed_in(owner), visit).status_code == 404
    with pytest.raises(ValidationError, match="reports of visits and reviews speak about children"):
        add(visit, owner)
    assert f"/duties/done/{visit.pk}/files/" not in text(signed_in(owner).get(f"/homes/{home.pk}/duties/"))


@pytest.mark.parametrize("raw", [b"MZ\x90\x00\x03", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7 broken"])
def test_a_file_that_is_not_taken_says_why(signed_in, owner, own_done, raw):
    refused = send(signed_in(owner), own_done, raw)
    assert refused.status_code == 422
    assert refused.context["form"].errors["file"]
    assert not EvidenceFile.objects.exists()


def test_a_file_is_made_anew_without_what_it_says_of_its_maker(signed_in, home, owner, own_done):
    def by_someone(writer):
        writer.add_metadata({"/Author": "CANARY-AUTHOR"})

    page = text(
        signed_in(owner).post(
            f"/duties/done/{own_done.pk}/files/",
            {"names_no_child": "on", "file": SimpleUploadedFile("gas.pdf", pdf(by_someone))},
            follow=True,
        )
    )
    assert "Added, without: " in page
    assert b"CANARY" not in bytes(EvidenceFile.objects.get().raw)
    picture = add(own_done, owner, photograph())
    assert (picture.ending, picture.media_type) == ("jpg", "image/jpeg")
    assert b"CANARY" not in bytes(picture.raw)


def test_of_one_day_there_are_five_files_at_most(own_done, owner):
    for _ in range(5):
        add(own_done, owner)
    with pytest.raises(ValidationError, match="Remove one first"):
        add(own_done, owner)


def test_a_manager_has_the_files_of_their_homes_alone(signed_in, home, owner, own_done, provider):
    manager = make_person("manager@hazelbank.example", "home_manager", provider)
    HomeGrant.objects.create(role=manager.roles.get(), home=make_home(provider, 2))
    file = add(own_done, owner)
    for act in (lambda: add(own_done, manager), lambda: actions.remove_evidence(file=file, by=manager)):
        with pytest.raises(PermissionDenied):
            act()
    client = signed_in(manager)
    assert client.get(f"/duties/files/{file.pk}/").status_code == 404
    assert client.post(f"/duties/files/{file.pk}/remove/").status_code == 404
    assert send(client, own_done).status_code == 404
    HomeGrant.objects.create(role=manager.roles.get(), home=home)
    assert client.get(f"/duties/files/{file.pk}/").status_code == 200


def test_nobody_at_the_association_has_a_file_also_while_duties_are_shared(
    signed_in, home, owner, own_done, membership_manager
):
    file = add(own_done, owner)
    actions.share(provider=home.provider, until=TODAY, today=TODAY, by=owner)
    client = signed_in(membership_manager)
    assert client.get(f"/duties/files/{file.pk}/").status_code in (403, 404)
    assert "/duties/files/" not in text(client.get(f"/providers/{home.provider_id}/"))
    assert not EvidenceFile.objects.visible_to(membership_manager).exists()


def test_of_a_home_that_ended_files_are_read_and_changed_no_more(signed_in, home, owner, own_done):
    file = add(own_done, owner)
    Home.objects.filter(pk=home.pk).update(
        state="ended", during=(TODAY - timedelta(days=30), TODAY), claimed_at=timezone.now() - timedelta(days=30)
    )
    client = signed_in(owner)
    assert "/files/" not in text(client.get(f"/homes/{home.pk}/duties/")).replace(f"/duties/files/{file.pk}/", "")
    assert client.get(f"/duties/files/{file.pk}/").status_code == 200
    assert send(client, own_done).status_code == 404
    assert client.post(f"/duties/files/{file.pk}/remove/").status_code == 404


def test_files_go_with_the_day_that_is_taken_back(owner, own_done):
    add(own_done, owner)
    actions.undo(done=own_done, by=owner)
    assert not EvidenceFile.objects.exists()
    assert EvidenceFile.pgh_event_model.objects.filter(pgh_label="delete").count() == 1


def test_a_day_with_a_file_says_that_taking_it_back_deletes_the_file(signed_in, home, owner, own_done):
    client, address = signed_in(owner), f"/homes/{home.pk}/duties/"
    assert "and delete its file" not in text(client.get(address))
    add(own_done, owner)
    assert "Take back and delete its file<" in text(client.get(address))
    add(own_done, owner)
    assert "Take back and delete its files<" in text(client.get(address))


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "a HEIC photograph"),
        (b"GIF89a" + b"\0" * 50, "a GIF"),
        (b"II*\0" + b"\0" * 50, "a TIFF"),
    ],
)
def test_a_picture_that_is_not_taken_is_called_what_it_is(own_done, owner, raw, kind):
    with pytest.raises(ValidationError, match=f"This is {kind}. Save it as JPEG"):
        add(own_done, owner, raw)


def test_a_purge_finds_words_in_a_file_and_deletes_it(owner, own_done):
    file = add(own_done, owner, b"What,Who\nGas,Zq Word7\n")
    other = add(own_done, owner, b"What,Who\nGas,Nobody\n")
    [found] = files.look_into(Words("Zq Word7", "()"))
    assert found.reference == f"evidence:{file.pk}"
    files.delete(files.chosen([found.reference]))
    assert list(EvidenceFile.objects.all()) == [other]


@pytest.mark.parametrize("count", [1, 4])
def test_a_page_takes_as_many_queries_for_many_files(
    signed_in, home, owner, own_done, count, django_assert_num_queries
):
    for number in range(count):
        day = DutyDone.objects.create(
            home=home, own=own_done.own, done_on=TODAY - timedelta(number + 1), expires_on=TODAY
        )
        add(day, owner)
    client, address = signed_in(owner), f"/homes/{home.pk}/duties/"
    client.get(address)
    with django_assert_num_queries(9):
        client.get(address)
