"""All that is kept of a provider, as sheets: for its owner everything, for membership staff what staff may read.

Which tables those are is asked of the models, as for a person: `tests/rights/test_provider_sheets.py` fails on one that
is neither a sheet nor left out with a reason. Rows are read as the reader may read them, so what is the provider's own
business is in the file of its owner alone.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from django.apps import apps
from django.db import models

from chaportal.rights.export import NAMED, as_row
from homes.listing.rows import nameless_rows
from homes.models import Home
from homes.sheets.export import homes_table
from people.models import Provider, User
from sheets.writing import Cell, Format, Table, written


@dataclass(frozen=True)
class Sheet:
    """A model, and by which of its fields its rows lead to the provider. `hides`: fields that are nobody's to read.

    `reads`: for answers, which say themselves in words, the question in which they find these.
    """

    title: str
    model: str
    path: str
    hides: tuple[str, ...] = ()
    reads: str = ""


GIVEN = ("text", "chosen", "amount")  # one of them, by the kind of the question: its row says it in words
SHEETS = [
    Sheet("Applications", "members.Application", "provider", ("key",)),
    Sheet("Homes of applications", "members.ApplicationHome", "application__provider"),
    Sheet("Files of applications", "members.ApplicationFile", "application__provider"),
    Sheet("Messages of applications", "members.ApplicationMessage", "application__provider"),
    Sheet("Declarations", "members.Declaration", "provider"),
    Sheet("Declarations of applications", "members.Declaration", "application__provider"),
    Sheet("Membership", "members.Term", "provider"),
    Sheet("Why a membership ended", "members.Leaving", "provider", ("ended",)),
    Sheet("Renewals", "members.Renewal", "provider"),
    Sheet("Entry in the directories", "members.DirectoryEntry", "provider"),
    Sheet("Invoices", "members.Invoice", "provider"),
    Sheet("Invoice lines", "members.InvoiceLine", "invoice__provider"),
    Sheet("Credit notes", "members.CreditNote", "invoice__provider"),
    Sheet("Payments", "members.Payment", "provider"),
    Sheet("Refunds", "members.Refund", "payment__provider"),
    Sheet("Payments of invoices", "members.Allocation", "invoice__provider"),
    Sheet("Areas", "homes.Area", "provider"),
    Sheet("Homes, then and now", "homes.Home", "provider"),
    Sheet("Posts", "homes.HomePost", "home__provider"),
    Sheet("Changes on the register", "homes.RegisterProposal", "home__provider"),
    Sheet("Duties of your own", "duties.Duty", "provider"),
    Sheet("Duties done", "duties.DutyDone", "home__provider"),
    Sheet("Duties that are off", "duties.DutyOff", "home__provider"),
    Sheet("Files of duties", "duties.EvidenceFile", "done__home__provider"),
    Sheet("Actions after visits", "duties.VisitAction", "visit__home__provider"),
    Sheet("Planned visits", "duties.PlannedVisit", "home__provider"),
    Sheet("Absences of managers", "duties.ManagerAbsence", "home__provider"),
    Sheet("Changes to notify", "duties.ChangeToNotify", "home__provider"),
    Sheet("Notices given", "duties.EventNotified", "home__provider"),
    Sheet("Premises", "duties.HomePremises", "home__provider"),
    Sheet("Premises assessed", "duties.PremisesAssessment", "premises__home__provider"),
    Sheet("What is shared with us", "duties.DutySharing", "provider"),
    Sheet("Evidence", "policy.Submission", "provider"),
    Sheet("Answers", "policy.Answer", "submission__provider", GIVEN, "question"),
    Sheet("Agreement with our drafts", "policy.Agreement", "submission__provider"),
    Sheet(
        "Answers as sent",
        "policy.SentAnswer",
        "answer__submission__provider",
        ("runs", *GIVEN),
        "answer__question",
    ),
]
# Relations to a provider or to what is its, of which no sheet is made, each with the reason.
LEFT_OUT = {
    "people.Role.provider": "in the sheet People",
    "people.Invitation.provider": "in the sheet Invitations",
    "people.Provider.parent": "its own file",
    "people.Provider.merged_into": "what it was merged into has its own file",
    "people.ProviderMerge.gone": "the association's own work",
    "people.ProviderMerge.survivor": "the association's own work",
    "people.AccessAnswer.provider": "who asked to join, for thirty days: another person's",
    "register.OwnerName.provider": "what the public register calls it",
    "homes.HomeSheet.provider": "uploads, for a week",
    "homes.HomeGrant.home": "which homes a home manager was given: on the page People",
    "homes.HomeGrant.role": "which homes a home manager was given: on the page People",
    "homes.HomeFacts.home": "in the sheet Homes",
    "homes.HomeFacts.area": "in the sheet Homes",
    "members.DirectoryCheck.provider": "what came of a check, which the page of the entry says",
    "people.UncheckedWrite.provider": "that a check is due, for a minute",
    "policy.Receipt.submission": "that a mail of ours was written",
    "policy.SubmissionAutosave.submission": "what one of its people typed and has not saved: in that person's own file",
    "policy.AnswerCoding.answer": "what the policy desk reads in its answers: the desk's own work",
    "policy.AnswerUse.answer": "which public texts carry its words: on the page of its consent",
    "members.Note.provider": "the association's own notes",
    "members.Contact.provider": "the association's own notes",
    "members.ImportedProvider.provider": "the association's own work",
    "members.StatementLine.payment": "the association's bank statement",
}
SECRETS = ("search_key", "key", "raw")


def sheets_of(provider: Provider, user: User) -> list[Table]:
    """The sheets that have rows for this reader, the organisation itself first."""
    tables = [_table("Organisation", [provider]), _people(provider), _invitations(provider), _homes(provider, user)]
    tables += [_table(sheet.title, _rows(sheet, provider, user), sheet) for sheet in SHEETS]
    return [table for table in tables if table.rows]


def zipped(tables: list[Table], file_format: Format) -> bytes:
    """All sheets, each a file of its own."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, table in enumerate(tables, start=1):
            name = f"{number:02} {table.title}.{file_format.value}"
            archive.writestr(zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0)), written(file_format, table))
    return out.getvalue()


def _rows(sheet: Sheet, provider: Provider, user: User) -> models.QuerySet:
    """As the reader may read them; what has no rule of its own is read with the row that it hangs on."""
    model = apps.get_model(sheet.model)
    rule = next((name for name in ("visible_to", "own", "editable_by") if hasattr(model.objects, name)), None)
    rows = getattr(model.objects, rule)(user) if rule else model.objects.all()
    parent = sheet.path.partition("__")[0]
    if not rule:
        rows = rows.filter(**{f"{parent}__in": _parents(model, parent, user)})
    named = [each.name for each in model._meta.concrete_fields if each.related_model in NAMED]
    named += [sheet.reads] if sheet.reads else []
    rows = rows.select_related(*named) if named else rows
    return rows.filter(**{sheet.path: provider}).order_by("pk")


def _parents(model: type[models.Model], name: str, user: User) -> models.QuerySet:
    return model._meta.get_field(name).related_model.objects.visible_to(user)


def _table(title: str, rows: Iterable[models.Model], sheet: Sheet | None = None) -> Table:
    hides, in_words = (sheet.hides, bool(sheet.reads)) if sheet else ((), False)
    cells = [as_row(row, (*SECRETS, *hides)) | ({"answer": row.in_words} if in_words else {}) for row in rows]
    headings = list(dict.fromkeys(name for row in cells for name in row))
    return Table(title, headings, [[row.get(name) for name in headings] for row in cells])


def _people(provider: Provider) -> Table:
    roles = provider.roles.select_related("user").order_by("pk")
    rows: list[list[Cell]] = [
        [role.user.name, role.user.email, role.definition.label, role.starts_on, role.ends_on] for role in roles
    ]
    return Table("People", ["Name", "Email address", "Role", "From", "Until"], rows)


def _invitations(provider: Provider) -> Table:
    rows: list[list[Cell]] = [
        [each.email, each.definition.label, each.created_at, each.expires_at, each.accepted_at]
        for each in provider.invitations.order_by("pk")
    ]
    return Table("Invitations", ["Email address", "Role", "Invited", "Until", "Accepted"], rows)


def _homes(provider: Provider, user: User) -> Table:
    """With names and addresses, for the provider's own people."""
    return homes_table(list(nameless_rows(Home.objects.own(user).filter(provider=provider), user)), user)
