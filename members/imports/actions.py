"""What is done with a sheet of providers: uploaded, its columns said, checked, imported as a whole, taken back."""

import json
from collections.abc import Mapping
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from history import audit_reason
from jobs.task_queue import enqueue_after_commit
from members.imports.columns import as_json, check_headings, digest, find_table, from_json, headings, propose
from members.imports.planning import Plan, Planned, plan_of
from members.imports.undoing import invitations_made, providers_made, why_not_undone
from members.models import Contact, ImportedProvider, ProviderImport, RememberedColumns
from people.access import Permission, can, check
from people.models import User
from people.providers.actions import invite_for_provider, keep_provider
from sheets import NotASheet, Sheet
from sheets.headings import Places, letters

KEPT_FOR = timedelta(days=7)
JOB = "sweep-imports"
TASK = "members.tasks.apply_import"
REASON, BACK = "From a sheet", "An import was taken back"
LOOK_AGAIN = "Something that is kept has changed since this was shown. Look at it again, then import it."
State = ProviderImport.State
EDITABLE = (State.READ, State.CHECKED, State.CHANGED)


@transaction.atomic
def begin_import(*, raw: bytes, name: str, by: User) -> ProviderImport:
    """Keep the rows of a file, and what its columns seem to mean. Raises PermissionDenied, NotASheet."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    sheet, at, others = find_table(raw)
    source = ProviderImport(by=by, name=name, content=as_json(sheet, others))
    return _save_headings(source, sheet, at)


@transaction.atomic
def say_headings(*, source: ProviderImport, at: int, by: User) -> ProviderImport:
    """Another row holds the headings. Raises PermissionDenied, ValidationError."""
    source = _editable(source, by)
    sheet = from_json(source.content)
    try:
        if at >= len(sheet.rows):
            raise NotASheet("The sheet has no such row.")
        check_headings(sheet, at)
    except NotASheet as fault:
        raise ValidationError(str(fault)) from None
    return _save_headings(source, sheet, at)


def _save_headings(source: ProviderImport, sheet: Sheet, at: int) -> ProviderImport:
    """With what was said of such columns before, or else what they seem to mean."""
    source.heading_at, source.state, source.choices = at, State.READ, ""
    source.columns, source.unsaid = propose(sheet, at), {}
    if remembered := RememberedColumns.objects.filter(headings=digest(sheet, at)).first():
        places = {letters(heading): place for place, heading in headings(sheet, at).items()}
        source.columns = {name: places[heading] for name, heading in remembered.columns.items() if heading in places}
        source.unsaid = remembered.unsaid
    source.save()
    return source


@transaction.atomic
def say_columns(*, source: ProviderImport, columns: Places, unsaid: Mapping[str, str], by: User) -> ProviderImport:
    """Say what the columns mean; the next sheet with these headings begins so. Raises as above."""
    source = _editable(source, by)
    source.columns, source.unsaid, source.state, source.choices = columns, dict(unsaid), State.CHECKED, ""
    source.save()
    sheet = from_json(source.content)
    named = headings(sheet, source.heading_at)
    answers = {"columns": {name: letters(named[place]) for name, place in columns.items()}, "unsaid": dict(unsaid)}
    RememberedColumns.objects.update_or_create(headings=digest(sheet, source.heading_at), defaults=answers | {"by": by})
    return source


@transaction.atomic
def choose(*, source: ProviderImport, choices: Mapping[str, str | int], by: User) -> ProviderImport:
    """Say of organisations, by their row, which provider each is, or that it is new. Raises as above."""
    source = _editable(source, by)
    known = json.loads(source.choices) if source.choices else {}
    source.choices = json.dumps(known | dict(choices))
    source.save()
    return source


@transaction.atomic
def accept_import(*, source: ProviderImport, seal: str, is_inviting: bool, by: User) -> ProviderImport:
    """Have a checked sheet imported. Raises as above; also where something is to be mended, or is not as shown."""
    source = _editable(source, by)
    plan = plan_of(source, by)
    if plan.reading.faults or plan.open or plan.is_empty:
        raise ValidationError("There is nothing to import yet. Look at what is to be mended or said first.")
    if plan.seal != seal:
        raise ValidationError(LOOK_AGAIN)
    source.by, source.seal, source.is_inviting, source.state, source.why_not = by, seal, is_inviting, State.ACCEPTED, ""
    source.save()
    enqueue_after_commit(TASK, source.pk)
    return source


@transaction.atomic
def apply_import(pk: int) -> bool:
    """Import an accepted sheet as a whole, and say whether it was. A worker that dies leaves everything as it was.

    One at a time: what two sheets both bring is made by the first of them.
    """
    waiting = ProviderImport.objects.accepted().order_by("pk").select_for_update()
    source = next((each for each in waiting if each.pk == pk), None)
    if source is None:
        return False
    source.why_not = _import(source)
    source.state = State.CHANGED if source.why_not else State.IMPORTED
    source.imported_at = None if source.why_not else timezone.now()
    source.save()
    return not source.why_not


def _import(source: ProviderImport) -> str:
    """Make all of it and give nothing, or nothing of it and say why."""
    by = source.by
    if by is None or not by.is_active or not can(by, Permission.MEMBERSHIP_MANAGE):
        return "Whoever asked for this may not do it any more."
    plan = plan_of(source, by)
    if plan.seal != source.seal:
        return LOOK_AGAIN
    try:
        with transaction.atomic(), audit_reason(REASON, user=by.pk):
            _make(source, plan, by)
    except ValidationError as fault:
        return " ".join(fault.messages)
    return ""


def _make(source: ProviderImport, plan: Plan, by: User) -> None:
    contacts = []
    for each in plan.entries:
        provider = each.provider or keep_provider(by=by, **_facts(each, source.unsaid))
        if each.is_new:
            ImportedProvider.objects.create(source=source, provider=provider)
        invited = each.invited if source.is_inviting else []
        for person in each.people:
            invitation = None
            if person in invited:
                invitation = invite_for_provider(provider=provider, email=person.email, role=person.role, by=by)
            facts = {"name": person.name, "email": person.email, "job_title": person.job_title, "role": person.role}
            contacts.append(Contact(provider=provider, source=source, invitation=invitation, **facts))
    Contact.objects.bulk_create(contacts, batch_size=1000)


def _facts(planned: Planned, unsaid: Mapping[str, str]) -> dict:
    known = planned.entry.facts
    facts = {name: value for name, value in unsaid.items() if name != "role"} | known
    return facts | ({"member_since": date.fromisoformat(known["member_since"])} if "member_since" in known else {})


@transaction.atomic
def undo_import(*, source: ProviderImport, by: User) -> ProviderImport:
    """Take back all that an import made. Raises PermissionDenied, and ValidationError where that was touched since."""
    check(by, Permission.MEMBERSHIP_MANAGE)
    source = ProviderImport.objects.select_for_update().get(pk=source.pk)
    if source.state != State.IMPORTED:
        raise ValidationError("This was not imported, or is taken back already.")
    # Whoever accepts one locks it first, and then needs the provider to stay.
    list(invitations_made(source).order_by("pk").select_for_update(of=("self",)))
    list(providers_made(source).order_by("pk").select_for_update())
    if touched := why_not_undone(source):
        raise ValidationError(touched)
    with audit_reason(BACK):
        invitations_made(source).delete()
        source.contacts.all().delete()
        providers_made(source).delete()
    source.state, source.undone_at, source.undone_by = State.UNDONE, timezone.now(), by
    source.save()
    return source


def delete_old_imports() -> int:
    """Delete the rows of sheets of a week ago, and what was never imported; gives how many."""
    old = ProviderImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    deleted, _ = old.filter(imported_at=None).delete()
    return deleted + old.exclude(content="").update(content="", choices="")


def _editable(source: ProviderImport, by: User) -> ProviderImport:
    check(by, Permission.MEMBERSHIP_MANAGE)
    source = ProviderImport.objects.select_for_update().get(pk=source.pk)
    if source.state not in EDITABLE:
        raise ValidationError("This is imported already, or on its way. Reload the page to see what stands now.")
    return source
