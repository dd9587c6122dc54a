"""Carrying the rules out: each by itself, with a record of how much it removed."""

from datetime import timedelta

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from chaportal.retention.rules import RULES, SIGN_INS, Rule
from chaportal.rights import remembered
from chaportal.rights.erasing import erase_again
from chaportal.rights.forgetting import RETENTION, delete, forget_history
from history import audit_reason
from jobs.retry import Outcome, attempt, is_due
from people.models import RetentionRun, SecurityEvent

JOB = "apply-retention"
HISTORY = "history-of-deleted"  # of what other jobs deleted: its history goes after so long
HISTORY_KEPT = timedelta(days=30)
# Whose history may go once they are gone: people_forget_history in the database knows the same tables.
FORGOTTEN = (
    *("people.AccessRequest", "people.AccessAnswer", "people.Invitation", "people.Complaint"),
    *("members.Application", "members.ApplicationFile", "members.ApplicationHome", "members.ApplicationMessage"),
    *("members.Contact", "bulletins.Subscriber", "media_releases.Accreditation", "duties.DutyCalendar"),
)


def apply_rules() -> Outcome:
    """Remove what the rules say; one that fails stops no other."""
    outcome = Outcome()
    for rule in RULES:
        if not rule.job and is_due(JOB, rule.slug):
            attempt(JOB, rule.slug, lambda rule=rule: apply_rule(rule), outcome)
    if is_due(JOB, HISTORY):
        attempt(JOB, HISTORY, forget_deleted, outcome)
    attempt(JOB, "erased-again", erase_again, outcome)
    remembered.forget_old()
    return outcome


@transaction.atomic
def apply_rule(rule: Rule) -> int:
    """Remove what a rule says is too old, with its history; gives how much, of which a record is kept."""
    count = rule.due().count()
    if not count:
        return 0
    run = RetentionRun.objects.create(rule=rule.slug)
    with audit_reason(f"Kept for {rule.keeps_in_words}"):
        _remove(rule, run)
    return _finish(run, count)


@transaction.atomic
def forget_deleted() -> int:
    """Delete the history of rows that jobs and people deleted a month ago; gives of how many rows."""
    gone = {table: keys for model in map(apps.get_model, FORGOTTEN) for table, keys in [_deleted(model)] if keys}
    if not gone:
        return 0
    run = RetentionRun.objects.create(rule=HISTORY)
    forget_history(gone, cause=RETENTION, number=run.pk)
    return _finish(run, sum(len(keys) for keys in gone.values()))


def history_to_forget() -> int:
    """Of how many deleted rows the history would go now."""
    return sum(len(_deleted(model)[1]) for model in map(apps.get_model, FORGOTTEN))


def _deleted(model: type[models.Model]) -> tuple[str, list[str]]:
    events = model._meta.get_field("events").related_model.objects
    there = model._base_manager.filter(pk=OuterRef("pgh_obj_id"))
    old = events.filter(pgh_label="delete", pgh_created_at__lt=timezone.now() - HISTORY_KEPT)
    keys = old.filter(~Exists(there)).order_by("pgh_obj_id").values_list("pgh_obj_id", flat=True).distinct()
    return model._meta.db_table, [str(key) for key in keys]


def _remove(rule: Rule, run: RetentionRun) -> None:
    before = timezone.now() - rule.keeps
    if rule.due().model is SecurityEvent:
        kinds = [kind for kind in SecurityEvent.Kind.values if (kind in SIGN_INS) == (rule.slug == "sign-ins")]
        _ask("SELECT people_forget_security_events(%s, %s, %s)", [run.pk, kinds, before])
        return
    if rule.slug == "refused-applications":
        _ask("SELECT members_forget_declarations(%s, %s)", [run.pk, timezone.localdate(before)])
    delete(rule.due(), cause=RETENTION, number=run.pk)


def _ask(query: str, values: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, values)


def _finish(run: RetentionRun, count: int) -> int:
    run.removed, run.finished_at = count, timezone.now()
    run.save(update_fields=["removed", "finished_at"])
    return count
