"""Every scheduled job: it is recorded under its own name, and one item that fails stops no other."""

from datetime import timedelta
from decimal import Decimal

import pytest
from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from duties.models import DutyReminder
from duties.tasks import remind_of_duties
from figures import FigureValue
from homes.models import HomeSheet
from homes.tasks import apply_sheet, sweep_sheets
from jobs import retry
from jobs.models import FailedItem, JobRun
from media_releases.actions import accreditations
from media_releases.models import Accreditation
from media_releases.tasks import review_accreditations
from members.models import ProviderImport
from members.reminders import actions as members
from members.tasks import apply_import, remind_of_renewals, sweep_imports
from people.models import Provider
from publishing import actions as publishing
from publishing.models import Figure
from publishing.models.attachment import FOLDER
from register.loading import load_register, sweep_uploads, upload_register
from register.models import RegisterUpload
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_rule
from tests.register.files import homes, register

pytestmark = pytest.mark.django_db


class Broken(Exception):
    """The fault of one item. Its words are a private value: CANARY."""


def breaks_for(broken, work):
    """The same work, which fails for one of its items."""

    def partly(item, *args, **kwargs):
        if item == broken:
            raise Broken("CANARY")
        return work(item, *args, **kwargs)

    return partly


@pytest.fixture
def two_providers(db):
    """Owners of two providers, and a term of each that ends soon."""
    today = timezone.localdate()
    dates = {"starts_on": today - timedelta(days=355), "ends_on": today + timedelta(days=10)}
    made = []
    for number in (1, 2):
        provider = make_provider(f"Provider {number}")
        provider.terms.create(**dates, band="1 to 3 homes", dues=480, homes_counted=1)
        made.append(make_person(f"owner{number}@provider.example", "owner", provider))
    return made


def failed() -> str:
    """Of the only item that failed: what it is. It is tried again, and its words hold nothing private."""
    item = FailedItem.objects.get()
    assert (item.failed_at, "CANARY" in item.last_error) == (None, False)
    assert "Broken in test_every_job.py, line" in item.last_error
    return item.label


def outcome(job) -> str:
    return JobRun.objects.filter(name=job).latest("pk").outcome


def test_every_scheduled_job_is_recorded_under_its_own_name(settings, monkeypatch):
    monkeypatch.setattr("jobs.task_queue.current_app.send_task", lambda *asked: None)
    current_app.loader.import_default_modules()
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        current_app.tasks[entry["task"]]()
    assert set(JobRun.objects.values_list("name", flat=True)) == set(settings.CELERY_BEAT_SCHEDULE)
    assert not JobRun.objects.filter(failed=True).exists()
    assert set(settings.JOBS_IN_WORDS) == set(settings.CELERY_BEAT_SCHEDULE), "each in words, for the page System"


def test_a_row_that_the_database_refuses_stops_no_other_and_leaves_nothing_of_itself():
    first, second, third = (make_provider(f"Provider {number}") for number in range(3))

    @transaction.atomic
    def work(provider):
        provider.trading_name = "Written"
        provider.save()
        if provider == second:
            Provider.objects.create(pk=first.pk, legal_name="Twice")
        return 1

    outcome = retry.for_each("clear-sessions", Provider.objects.order_by("pk"), work)
    assert outcome.in_words("written") == "2 written, 1 failed"
    written = Provider.objects.filter(trading_name="Written").order_by("pk")
    assert list(written) == [first, third]
    assert IntegrityError.__name__ in FailedItem.objects.get().last_error


def test_what_failed_is_left_alone_until_its_time_then_done_and_forgotten(two_providers, monkeypatch):
    calls = []

    def work(provider):
        calls.append(provider.pk)
        raise Broken

    provider = Provider.objects.first()
    rows = Provider.objects.filter(pk=provider.pk)
    retry.for_each("clear-sessions", rows, work)
    retry.for_each("clear-sessions", rows, work)
    assert len(calls) == 1
    FailedItem.objects.update(next_attempt_at=timezone.now())
    retry.for_each("clear-sessions", rows, work)
    assert (len(calls), FailedItem.objects.get().attempts) == (2, 2)
    FailedItem.objects.update(next_attempt_at=timezone.now())
    retry.for_each("clear-sessions", rows, lambda row: 1)
    assert not FailedItem.objects.exists()


def test_a_failure_goes_with_the_work_that_was_done_otherwise(two_providers):
    provider = Provider.objects.first()
    retry.save_failure("clear-sessions", provider, Broken())
    retry.for_each("clear-sessions", Provider.objects.exclude(pk=provider.pk), lambda row: 1)
    assert not FailedItem.objects.exists()


def test_reminders_of_renewals(two_providers, monkeypatch):
    first, second = two_providers
    make_rule()
    real = members._owe_reminder
    partly = lambda reminder: breaks_for(first, lambda person: real(reminder))(reminder.user)  # noqa: E731
    monkeypatch.setattr(members, "_owe_reminder", partly)
    remind_of_renewals()
    assert outcome("remind-of-renewals") == "1 mails queued, 1 failed"
    assert failed() == "Provider 1"
    assert (first.outbox_messages.count(), second.outbox_messages.count()) == (0, 1)


def test_reminders_of_duties(two_providers, monkeypatch):
    first, second = two_providers
    yesterday = timezone.localdate() - timedelta(days=1)
    for owner in two_providers:
        DutyReminder.objects.create(user=owner, frequency="when_due", told_until=yesterday)
    monkeypatch.setattr("duties.actions.reminders.items_for", breaks_for(first, lambda user, today: []))
    remind_of_duties()
    assert failed() == "Reminder of duties, for Owner1"
    told = dict(DutyReminder.objects.values_list("user", "told_until"))
    assert told == {first.pk: yesterday, second.pk: timezone.localdate()}


def test_accreditations_that_end(press_officer, monkeypatch):
    rows = [_accredited(number, press_officer) for number in (1, 2)]
    real = accreditations.end

    def end(*, accreditation, **how):
        return breaks_for(rows[0], lambda row: real(accreditation=row, **how))(accreditation)

    monkeypatch.setattr(accreditations, "end", end)
    review_accreditations()
    assert failed() == f"Accreditation {rows[0].pk}"
    assert [Accreditation.objects.get(pk=row.pk).state for row in rows] == ["accepted", "ended"]


def _accredited(number, by):
    user = make_person(f"journalist{number}@ledger.example", "journalist")
    facts = {"name": "Carys", "outlet": "The Ledger", "job": f"Editor {number}", "proof": "https://ledger.example"}
    past = {"decided_at": timezone.now(), "decided_by": by, "expires_on": timezone.localdate()}
    return Accreditation.objects.create(email=user.email, user=user, state="accepted", **facts, **past)


def broken_reading():
    raise Broken("CANARY")


def good_reading():
    return [
        FigureValue(
            "homes",
            "Homes",
            "Homes",
            "Ofsted",
            "https://example.org/",
            timezone.localdate(),
            "Counted.",
            "5",
            Decimal(5),
        )
    ]


def test_readings(settings):
    settings.FIGURES = [f"{__name__}.broken_reading", f"{__name__}.good_reading"]
    assert publishing.take_snapshots() == 1
    assert Figure.objects.get().slug == "homes"
    assert failed() == f"{__name__}.broken_reading"


def test_files_to_be_deleted(monkeypatch):
    places = [default_storage.save(f"{FOLDER}/every-job-{number}", ContentFile(b"x")) for number in (1, 2)]
    monkeypatch.setattr("publishing.actions.files._in_storage", lambda: places)
    real = default_storage.delete
    with monkeypatch.context() as patched:
        patched.setattr(default_storage, "delete", breaks_for(places[0], real))
        cleared = publishing.clear_strays(before=timezone.now() + timedelta(minutes=1))
    assert (cleared.total, cleared.failed) == (1, 1)
    assert [default_storage.exists(place) for place in places] == [True, False]
    assert failed() == places[0]
    real(places[0])


def test_files_of_the_register(membership_manager, monkeypatch, signed_in):
    raws = [register(*homes("9000001")), register(*homes("9000002"))]
    uploads = [
        upload_register(raw=raw, name=f"{n}.csv", as_at=None, by=membership_manager) for n, raw in enumerate(raws)
    ]

    def load(*, raw, **facts):
        return breaks_for(raws[0], lambda same: load_register(raw=same, **facts))(raw)

    monkeypatch.setattr("register.loading.uploads.load_register", load)
    loaded = sweep_uploads()
    assert (loaded.total, loaded.failed) == (1, 1)
    assert failed() == "Register file 0.csv"
    kept = RegisterUpload.objects.get(pk=uploads[0].pk)
    assert (kept.state, kept.raw is None, kept.attempts) == ("waiting", False, 0), "nothing of it is lost"
    page = signed_in(membership_manager).get(kept.get_absolute_url()).content.decode()
    assert "Loading failed, and is tried again" in page


def test_sheets_of_homes(owner, monkeypatch, signed_in):
    asked = []
    monkeypatch.setattr("jobs.task_queue.current_app.send_task", lambda name, args: asked.append(args[0]))
    facts = {"by": owner, "name": "homes.csv", "content": '{"rows": 0}', "state": "accepted"}
    sheets = [HomeSheet.objects.create(**facts) for _ in range(2)]
    monkeypatch.setattr("homes.actions.apply_sheet", breaks_for(sheets[0].pk, lambda pk: True))
    for sheet in sheets:
        apply_sheet(sheet.pk)
    assert failed() == f"Home sheet {sheets[0].pk}"
    sweep_sheets()
    assert asked == [sheets[1].pk], "the one that failed waits for its time"


def test_sheets_of_providers(membership_manager, monkeypatch):
    asked = []
    monkeypatch.setattr("jobs.task_queue.current_app.send_task", lambda name, args: asked.append(args[0]))
    sources = [ProviderImport.objects.create(by=membership_manager, name="m.csv", state="accepted") for _ in range(2)]
    monkeypatch.setattr("members.imports.actions.apply_import", breaks_for(sources[0].pk, lambda pk: True))
    for source in sources:
        apply_import(source.pk)
    assert failed() == f"Provider import {sources[0].pk}"
    sweep_imports()
    assert asked == [sources[1].pk], "the one that failed waits for its time"
