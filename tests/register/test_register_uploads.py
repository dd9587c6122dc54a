"""Files that staff send: kept at once, loaded by a worker, told about on a page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from register.loading import load_upload, sweep_uploads, upload_register
from register.models import RegisterFile, RegisterUpload
from register.tasks import load_register_upload
from tests.register.files import homes, register

pytestmark = pytest.mark.django_db
LIST = register(*homes("9000001"), {"URN": "9000002", "Places": "many"})
State = RegisterUpload.State


@pytest.fixture
def sent(membership_manager):
    return upload_register(raw=LIST, name="provider_at_march_2025.csv", as_at=None, by=membership_manager)


def post(client, raw=LIST, **typed):
    return client.post("/staff/register/add/", {"file": SimpleUploadedFile("list.csv", raw), **typed})


def after(upload):
    upload.refresh_from_db()
    return upload


def test_a_file_sent_waits_and_rings_for_a_worker(
    signed_in, membership_manager, monkeypatch, django_capture_on_commit_callbacks
):
    enqueued = []
    monkeypatch.setattr("jobs.task_queue.enqueue", lambda *asked: enqueued.append(asked))
    client = signed_in(membership_manager)
    with django_capture_on_commit_callbacks(execute=True):
        page = post(client)
    upload = RegisterUpload.objects.get()
    assert enqueued == [("register.tasks.load_register_upload", upload.pk)]
    assert page.url == f"/staff/register/uploads/{upload.pk}/"
    assert not RegisterFile.objects.exists()
    shown = client.get(page.url).content.decode()
    assert "Being loaded" in shown
    assert 'hx-trigger="every 2s"' in shown
    assert "list.csv" in client.get("/staff/register/").content.decode()


def test_the_worker_loads_it_and_the_page_shows_the_report(sent, signed_in, membership_manager):
    load_register_upload(sent.pk)
    assert (after(sent).state, sent.raw, sent.file.loaded_by) == (State.LOADED, None, membership_manager)
    client = signed_in(membership_manager)
    page = client.get(f"/staff/register/uploads/{sent.pk}/", follow=True).content.decode()
    for words in ("31 March 2025", "1 row read", "1 row that could not be read", "Places: This is not a whole number."):
        assert words in page
    assert bytes(client.get(f"/staff/register/{sent.file_id}/file/").content) == LIST


def test_without_a_broker_the_sweep_loads_it(sent):
    assert sweep_uploads().total == 1
    assert after(sent).state == State.LOADED
    assert sweep_uploads().total == 0


def test_a_refused_file_says_why_and_nothing_of_it_is_kept(signed_in, membership_manager):
    client = signed_in(membership_manager)
    address = post(client, b"%PDF-1.7 a letter").url
    sweep_uploads()
    upload = RegisterUpload.objects.get()
    assert (upload.state, upload.raw) == (State.REFUSED, None)
    assert "This is a PDF" in client.get(address).content.decode()
    assert not RegisterFile.objects.exists()


def test_a_page_that_waits_and_one_that_comes_late_both_end_at_what_the_file_holds(signed_in, membership_manager):
    client = signed_in(membership_manager)
    address = post(client).url
    assert "HX-Refresh" not in client.get(address, headers={"HX-Request": "true"}).headers
    sweep_uploads()
    assert client.get(address, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(address).url == f"/staff/register/{RegisterUpload.objects.get().file_id}/"


def test_the_same_file_twice_says_so(sent, signed_in, membership_manager):
    sweep_uploads()
    client = signed_in(membership_manager)
    address = post(client).url
    sweep_uploads()
    assert RegisterFile.objects.count() == 1
    assert "loaded before. Nothing was changed." in client.get(address).content.decode()


def test_the_date_typed_with_a_file_is_used(signed_in, membership_manager):
    raw = register(*homes("9000001")).replace(b"as at 31 March 2025", b"")
    post(signed_in(membership_manager), raw, as_at="2025-06-30")
    sweep_uploads()
    assert str(RegisterFile.objects.get().as_at) == "2025-06-30"


def test_an_upload_is_loaded_once(sent):
    load_upload(sent.pk)
    finished = after(sent).finished_at
    load_upload(sent.pk)
    assert after(sent).finished_at == finished


def test_one_in_another_worker_s_hands_is_left_alone_until_that_worker_must_be_dead(sent):
    RegisterUpload.objects.update(started_at=timezone.now() - timedelta(minutes=5), attempts=1)
    assert sweep_uploads().total == 0
    RegisterUpload.objects.update(started_at=timezone.now() - timedelta(minutes=8))
    assert sweep_uploads().total == 1
    assert after(sent).state == State.LOADED


def test_a_file_that_kills_its_worker_is_given_up_after_three_times(sent, monkeypatch):
    def die(**_):
        raise SystemExit

    monkeypatch.setattr("register.loading.uploads.load_register", die)
    for _ in range(3):
        with pytest.raises(SystemExit):
            load_upload(sent.pk)
        RegisterUpload.objects.update(started_at=timezone.now() - timedelta(minutes=8))
    load_upload(sent.pk)
    assert after(sent).state == State.REFUSED
    assert "failed several times" in sent.why


def test_only_those_who_may_load_the_register_send_files(press_officer, owner):
    for person in (press_officer, owner):
        with pytest.raises(PermissionDenied):
            upload_register(raw=LIST, name="list.csv", as_at=None, by=person)
    assert not RegisterUpload.objects.visible_to(owner).exists()


def test_a_form_without_a_file_keeps_the_date_and_says_what_is_missing(signed_in, membership_manager):
    page = signed_in(membership_manager).post("/staff/register/add/", {"as_at": "2025-03-31"})
    assert page.status_code == 422
    assert b'value="2025-03-31"' in page.content


def test_the_database_keeps_no_bytes_of_what_is_done(sent):
    with pytest.raises(IntegrityError, match="register_upload_waits_with_its_bytes"), transaction.atomic():
        RegisterUpload.objects.update(state=State.REFUSED, why="x", finished_at=timezone.now())


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_of_files_takes_the_same_queries_for_any_number(
    signed_in, membership_manager, count, django_assert_num_queries
):
    for number in range(count):
        facts = {"as_at": "2025-03-31", "covers": "all", "released_at": timezone.now()}
        RegisterFile.objects.create(name=f"{number}.csv", sha256=str(number), original=b"", **facts)
    client = signed_in(membership_manager)
    client.get("/staff/register/")
    with django_assert_num_queries(8):
        client.get("/staff/register/")


def test_a_file_of_someone_who_lost_the_role_meanwhile_is_refused(sent, membership_manager):
    membership_manager.roles.update(ends_on=timezone.localdate())
    sweep_uploads()
    assert (after(sent).state, RegisterFile.objects.count()) == (State.REFUSED, 0)
    assert "may not load the register any more" in sent.why
