"""What becomes of each row that points at an account which is merged into another of the same person.

A test holds these against `relations_to(User)`: a new relation that nobody decided about fails it.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from chaportal.merging.relation import Relation, relations
from duties.models import DutyReminder
from homes.models import HomeSheet, SavedView
from outbox.models import OutboxMessage
from people.models import Invitation, User
from policy.models import SubmissionAutosave

# Rows that go on as the other account's, in the order in which they are told.
MOVES = [
    *("people.Invitation.user", "homes.Area.manager", "homes.HomeSheet.by", "homes.SavedView.user"),
    *("duties.DutyReminder.user", "people.Complaint.user", "outbox.OutboxMessage.user"),
    "policy.SubmissionAutosave.user",
]
# Dealt with by a rule of their own: `roles.py`, `rules.py`.
RULED = ["people.Role.user", "duties.DutyCalendar.user"]

DID = "Who did it then is never rewritten: the closed account goes on naming them."
SECRETS = "A way to sign in stays with the account to which it was given, and opens nothing now."
STAFF = "Of people who act for the association or the press, who are not merged."
STAYS: dict[str, tuple[str, ...]] = {
    SECRETS: ("account.EmailAddress.user", "mfa.Authenticator.user"),
    "It ends at once.": ("usersessions.UserSession.user",),
    "Words and forms of one session, for some hours or days.": ("people.KeptWords.user", "people.SentForm.user"),
    "The record of merges.": tuple(
        f"people.{model}.{name}"
        for model, names in {
            "ProviderMerge": ("by", "undone_by"),
            "UserMerge": ("gone", "survivor", "by", "undone_by"),
        }.items()
        for name in names
    ),
    "What was done by or about that account is proof, and never rewritten.": (
        *("people.SecurityEvent.user", "people.SecurityEvent.about", "people.Erasure.user"),
        *("members.Declaration.user", "bulletins.Delivery.user"),
    ),
    DID: (
        "outbox.OutboxMessage.caused_by",
        *("people.AccessAnswer.answered_by", "people.Invitation.invited_by", "people.Erasure.asked_by"),
        *("duties.ChangeToNotify.by", "duties.DutyDone.by", "duties.EventNotified.by", "duties.EvidenceFile.by"),
        *(
            "duties.ManagerAbsence.by",
            "duties.PlannedVisit.by",
            "duties.PremisesAssessment.by",
            "duties.VisitAction.by",
        ),
        *("members.Application.begun_by", "members.ApplicationMessage.user"),
        *("members.Leaving.by", "members.Leaving.taken_back_by"),
        *("policy.Submission.asked_by", "policy.Submission.submitted_by"),
    ),
    STAFF: (
        *("jobs.FailedItem.dismissed_by", "people.Complaint.entered_by", "people.ComplaintStep.by"),
        *("people.Erasure.settled_by", "people.Invitation.confirmed_by", "people.MailTest.user"),
        *("people.Purge.proposed_by", "people.Purge.confirmed_by"),
        *("register.RegisterFile.loaded_by", "register.RegisterFile.asked_by", "register.RegisterFile.released_by"),
        *(
            "register.RegisterFile.withdrawn_by",
            "register.OwnerName.confirmed_by",
            "register.RegisterUpload.uploaded_by",
        ),
        *("register.WelshService.entered_by", "homes.RegisterProposal.decided_by"),
        *("members.Allocation.by", "members.Allocation.undone_by", "members.Application.decided_by"),
        *("members.CreditNote.by", "members.DirectoryEntry.taken_out_by", "members.DuesYear.released_by"),
        *("members.HeldReminder.held_by", "members.Payment.taken_back_by"),
        *("members.Refund.by", "members.Refund.taken_back_by"),
        *("members.BankStatement.by", "members.BankStatement.taken_back_by"),
        *("members.Note.assigned_to", "members.Note.by", "members.Note.done_by", "members.Payment.by"),
        *("members.ProviderImport.by", "members.ProviderImport.undone_by", "members.RememberedColumns.by"),
        *("members.RenewalRun.made_by", "members.RenewalRun.started_by", "members.RulesVersion.published_by"),
        *("members.StatementLine.by", "publishing.Attachment.uploaded_by", "publishing.Autosave.user"),
        *("publishing.Edition.approved_by", "publishing.Edition.authors", "publishing.Edition.withdrawn_by"),
        *("publishing.EmbargoGrant.given_by", "publishing.EmbargoGrant.user", "publishing.PreviewLink.made_by"),
        *("publishing.PreviewLink.stopped_by", "publishing.Publication.proposed_by"),
        *("publishing.Publication.removed_by", "publishing.Quotation.approved_by", "publishing.Quotation.user"),
        *("publishing.TermsAcceptance.user", "publishing.UrgentReview.published_by"),
        *("publishing.UrgentReview.reviewed_by", "bulletins.Bulletin.approved_by", "bulletins.Bulletin.authors"),
        *("policy.Finding.by", "policy.GovernmentReply.by", "policy.Stance.by"),
        *("policy.QuestionOutcome.by", "policy.Dispatch.by", "policy.EvidenceCall.by", "policy.EvidenceTables.by"),
        *("policy.AnswerCoding.by", "policy.AnswerCoding.removed_by"),
        *("policy.ShownDraft.shown_by", "policy.ShownDraft.ended_by"),
        *("policy.DocumentReader.user", "policy.DocumentReader.named_by"),
        *("policy.AskState.by", "policy.Document.triaged_by", "policy.Question.owner", "policy.Consultation.owner"),
        *("media_releases.Accreditation.decided_by", "media_releases.Accreditation.user"),
        *("media_releases.Enquiry.answered_by",),
        *("media_releases.Enquiry.taken_by", "media_releases.OnCall.user"),
    ),
}


def moving() -> list[Relation]:
    return relations(MOVES, NARROWED)


def _invitations(rows: QuerySet, survivor: User) -> QuerySet:
    """Those that nobody took yet."""
    return rows.filter(accepted_at=None)


def _sheets(rows: QuerySet, survivor: User) -> QuerySet:
    """Those that are not applied yet: afterwards, they say who did it."""
    return rows.exclude(state=HomeSheet.State.APPLIED)


def _views(rows: QuerySet, survivor: User) -> QuerySet:
    """Those with a name of their own: the other account's view of that name is kept."""
    there = SavedView.objects.filter(user=survivor, page=OuterRef("page"), name=OuterRef("name"))
    return rows.filter(~Exists(there))


def _reminders(rows: QuerySet, survivor: User) -> QuerySet:
    """None where the other account chose, be it that it wants none: the choice against mail counts."""
    chose = DutyReminder.pgh_event_model.objects.filter(user=survivor)
    return rows.filter(~Exists(chose))


def _mails(rows: QuerySet, survivor: User) -> QuerySet:
    """Those that wait."""
    return rows.filter(Q(sent_at=None, dropped_at=None))


def _unsaved(rows: QuerySet, survivor: User) -> QuerySet:
    """Words for answers into which the other account has typed nothing: colleagues read the rest where they are."""
    there = SubmissionAutosave.objects.filter(user=survivor, submission=OuterRef("submission"))
    return rows.filter(~Exists(there))


NARROWED = {
    SubmissionAutosave: _unsaved,
    Invitation: _invitations,
    HomeSheet: _sheets,
    SavedView: _views,
    DutyReminder: _reminders,
    OutboxMessage: _mails,
}
