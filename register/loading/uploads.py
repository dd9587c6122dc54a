"""Files that staff sent are loaded by a worker. What one that died left lying, the sweep takes up again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from jobs.retry import Outcome, attempt, due, forget_settled
from jobs.task_queue import enqueue_after_commit
from people.access import Permission, can, check
from people.models import User
from register.lists import NotARegister
from register.loading.register import load_register
from register.models import RegisterUpload
from register.models.upload import MOST_ATTEMPTS

NOT_ALLOWED = "Whoever sent this file may not load the register any more. Send it again."
JOB = "sweep-register-uploads"
State = RegisterUpload.State
GAVE_UP = "Loading this file failed several times, for no reason that the file gives. Tell whoever runs the portal."


@transaction.atomic
def upload_register(*, raw: bytes, name: str, as_at: date | None, by: User) -> RegisterUpload:
    """Keep a file that staff sent until a worker loads it. Raises PermissionDenied."""
    check(by, Permission.REGISTER_LOAD)
    upload = RegisterUpload.objects.create(raw=raw, name=name[-200:], as_at=as_at, uploaded_by=by)
    enqueue_after_commit("register.tasks.load_register_upload", upload.pk)
    return upload


def load_upload(pk: int) -> Outcome:
    """Load an upload, or keep why it is refused. One that is done, or in another worker's hands, is left alone."""
    return attempt(JOB, RegisterUpload(pk=pk), lambda: _load(pk))


def _load(pk: int) -> int:
    upload = _take(pk)
    if upload is None:
        return 0
    if not _may_load(upload.uploaded_by):
        _finish(upload, State.REFUSED, why=NOT_ALLOWED)
        return 1
    try:
        loaded = load_register(raw=bytes(upload.raw), name=upload.name, by=upload.uploaded_by, as_at=upload.as_at)
    except NotARegister as fault:
        _finish(upload, State.REFUSED, why=str(fault))
    except Exception:
        _give_back(upload)
        raise
    else:
        _finish(upload, State.REPEATED if loaded.repeated else State.LOADED, file=loaded.file)
    return 1


def sweep_uploads() -> Outcome:
    """Load what no worker was told of or finished; the outcome counts those that were loaded or refused."""
    forget_settled(JOB, RegisterUpload.objects.waiting())
    outcome = Outcome()
    for pk in due(JOB, RegisterUpload.objects.free()).order_by("pk").values_list("pk", flat=True):
        loaded = load_upload(pk)
        outcome.results += loaded.results
        outcome.failed += loaded.failed
    return outcome


@transaction.atomic
def _take(pk: int) -> RegisterUpload | None:
    """The upload, marked as in this worker's hands; None where there is nothing to do."""
    upload = RegisterUpload.objects.free().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if upload is None:
        return None
    if upload.attempts >= MOST_ATTEMPTS:
        _finish(upload, State.REFUSED, why=GAVE_UP)
        return None
    upload.attempts, upload.started_at = upload.attempts + 1, timezone.now()
    upload.save(update_fields=["attempts", "started_at"])
    return upload


def _may_load(user: User | None) -> bool:
    """Asked again when the file's turn comes: the person may have lost the role or the account since."""
    return user is not None and user.is_active and can(user, Permission.REGISTER_LOAD)


def _give_back(upload: RegisterUpload) -> None:
    """Loading it failed, but its worker lives: that is kept as a failure, and not counted as a death."""
    RegisterUpload.objects.waiting().filter(pk=upload.pk).update(started_at=None, attempts=upload.attempts - 1)


def _finish(upload: RegisterUpload, state: State, **how) -> None:
    done = {"state": state, "raw": None, "finished_at": timezone.now(), **how}
    RegisterUpload.objects.waiting().filter(pk=upload.pk).update(**done)
