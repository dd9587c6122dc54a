"""Sheets of a provider's own columns: checked, accepted, and applied in the background, all or nothing."""

import json
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from homes.actions.posts import appoint_changed
from homes.models import Home, HomeSheet
from homes.sheets.checking import Change, Check, check
from homes.sheets.fields import BY_NAME
from homes.sheets.values import check_place, values_of, write
from jobs.task_queue import enqueue_after_commit
from people.models import User

KEPT_FOR = timedelta(days=7)
JOB = "sweep-sheets"
TASK = "homes.tasks.apply_sheet"


@transaction.atomic
def check_sheet(*, raw: bytes, name: str, by: User) -> HomeSheet:
    """Keep a dry run of a sheet. Nothing of any home changes. Raises NotASheet with a sentence, and keeps nothing."""
    return HomeSheet.objects.create(
        by=by, provider=by.chosen_provider, name=name, content=json.dumps(check(raw, by).as_json())
    )


@transaction.atomic
def accept_sheet(*, sheet: HomeSheet, by: User) -> HomeSheet:
    """Have a checked sheet applied. Accepting twice changes nothing. Raises ValidationError when it has faults."""
    sheet = HomeSheet.objects.own(by).select_for_update().get(pk=sheet.pk)
    if sheet.state in (HomeSheet.State.ACCEPTED, HomeSheet.State.APPLIED):
        return sheet
    found = check_of(sheet)
    if found.faults or not found.changes:
        raise ValidationError("There is nothing to apply. Mend the sheet and choose it again.")
    sheet.state, sheet.conflicts = HomeSheet.State.ACCEPTED, ""
    sheet.save()
    enqueue_after_commit(TASK, sheet.pk)
    return sheet


@transaction.atomic
def apply_sheet(pk: int) -> bool:
    """Apply an accepted sheet as a whole, and say whether it was. A worker that dies leaves everything as it was.

    Homes are locked in the order of their ids, so two sheets never wait for one another. When a value is no longer what
    the dry run saw, nothing is applied, and the sheet says what changed.
    """
    sheet = HomeSheet.objects.accepted().select_for_update(skip_locked=True).filter(pk=pk).first()
    if sheet is None:
        return False
    found = check_of(sheet)
    wanted = {change.home: change for change in found.changes}
    # Asked again: the person may have lost the role or the account since.
    allowed = Home.objects.editable_by(sheet.by) if sheet.by.is_active else Home.objects.none()
    editable = allowed.filter(pk__in=wanted).select_related("registration")
    homes = list(editable.order_by("pk").select_for_update(of=("self",)))
    now = values_of(homes, sheet.by)
    conflicts = [sentence for change in found.changes for sentence in _conflicts(change, now.get(change.home))]
    conflicts += [sentence for change in found.changes if (sentence := _tells(change, now.get(change.home)))]
    conflicts = conflicts or _written(sheet, homes, now, {pk: change.after for pk, change in wanted.items()})
    if conflicts:
        sheet.state, sheet.conflicts = HomeSheet.State.CHANGED, json.dumps(conflicts)
    else:
        sheet.state, sheet.applied_at = HomeSheet.State.APPLIED, timezone.now()
    sheet.save()
    return not conflicts


@transaction.atomic
def recheck_sheet(*, sheet: HomeSheet, by: User) -> HomeSheet:
    """Compare a sheet that was not applied with what is kept now, for another decision."""
    sheet = HomeSheet.objects.own(by).select_for_update().get(pk=sheet.pk)
    if sheet.state != HomeSheet.State.CHANGED:
        return sheet
    found = check_of(sheet)
    homes = Home.objects.editable_by(by).filter(pk__in=[change.home for change in found.changes])
    now = values_of(homes, by)
    found.changes = [fresh for change in found.changes if change.home in now and (fresh := _afresh(change, now))]
    sheet.state, sheet.conflicts, sheet.content = HomeSheet.State.CHECKED, "", json.dumps(found.as_json())
    sheet.save()
    return sheet


def delete_old_sheets() -> int:
    """Delete what was uploaded a week ago, with its faults; gives how many."""
    return HomeSheet.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def check_of(sheet: HomeSheet) -> Check:
    """The dry run as it was kept."""
    return Check.from_json(json.loads(sheet.content))


def seen_of(sheet: HomeSheet, by: User) -> tuple[Check, list[str]]:
    """The dry run and the conflicts as the person may see them now: of homes that are still their own.

    What a sheet says of a home is as private as the home, and goes with it when it is transferred or ends.
    """
    found = check_of(sheet)
    ids = set(
        Home.objects.own(by).confirmed().filter(pk__in=[home for _, home in found.homes]).values_list("pk", flat=True)
    )
    gone = tuple(f"{change.urn}{sign}" for change in found.changes if change.home not in ids for sign in ",: ")
    return found.of_homes(ids), [each for each in sheet.conflict_sentences if not each.startswith(gone)]


def _written(sheet: HomeSheet, homes: list[Home], now: dict, changes: dict) -> list[str]:
    """Write all of it and give nothing, or nothing of it and say why."""
    try:
        with transaction.atomic(), audit_reason("From a sheet", user=sheet.by_id):
            write(homes, now, changes, sheet.by)
            appoint_changed(homes, changes, sheet.by)
    except ValidationError as fault:
        return fault.messages
    return []


def _conflicts(change: Change, now: dict | None) -> list[str]:
    if now is None:
        return [f"{change.urn} is no longer a home that you may edit."]
    return [
        f"{change.urn}, {BY_NAME[name].heading}: {_in_words(name, change.before[name])} when you checked, "
        f"{_in_words(name, now[name])} now. Your sheet says {_in_words(name, wanted)}."
        for name, wanted in change.after.items()
        if now[name] not in (change.before[name], wanted)
    ]


def _tells(change: Change, now: dict | None) -> str:
    """Why an alias cannot stand beside what others have kept of its home meanwhile."""
    try:
        check_place((now or {}) | change.after, change.after if now else ())
    except ValidationError as fault:
        return f"{change.urn}: {fault.messages[0]}"
    return ""


def _in_words(name: str, value) -> str:
    words = BY_NAME[name].write(value)
    return "empty" if words in ("", None) else f"“{words}”"


def _afresh(change: Change, now: dict) -> Change | None:
    current = now[change.home]
    after = {name: value for name, value in change.after.items() if value != current[name]}
    return replace(change, before={name: current[name] for name in after}, after=after) if after else None
