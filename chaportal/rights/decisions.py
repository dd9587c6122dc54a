"""What is done about each place where a person stands: what they are given of it, and what their erasure does to it.

The reasons are read by people: on the page that shows an erasure before it is done, and in `docs/domain.md`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    GOES = "goes"  # the row is deleted, and its history
    LET_GO = "let go"  # the row stays, and leads to nobody any more
    BLANKED = "blanked"  # the row stays, with an address that is nobody's
    STAYS = "stays"  # the row stays, and leads to an account without name and address


@dataclass(frozen=True)
class Decision:
    """`is_about`: the row tells of the person, who is given all of it but for `hides`; else that they did it."""

    fate: Fate
    why: str = ""
    is_about: bool = False
    hides: tuple[str, ...] = ()


def _goes(*hides: str) -> Decision:
    return Decision(Fate.GOES, is_about=True, hides=hides)


def _stays(why: str, *hides: str) -> Decision:
    return Decision(Fate.STAYS, why, is_about=True, hides=hides)


def _did(why: str) -> Decision:
    return Decision(Fate.STAYS, why)


PROVIDERS = "The provider's own records, which the law asks it to have."
MONEY = "The ledger: kept for six years after the year that it is about (Companies Act 2006, section 388)."
DECIDED = "Who decided it for the association: an account without a name is left."
EVIDENCE = "What the provider told the association, in its own name."
MEMBERSHIP = "The record of the provider's membership."
PUBLISHED = "What was published, and who stood for it: an account without a name is left."
REGISTER = "Who loaded, confirmed or entered it: an account without a name is left."
EMBARGO = "Proof of who could read a text before it was public."

# Of a place that nobody has decided about yet: it stays, and a test fails.
UNDECIDED = _did("Nobody has decided about it yet.")

RELATIONS: dict[str, Decision] = {
    "account.EmailAddress.user": _goes(),
    "mfa.Authenticator.user": _goes("data"),
    "usersessions.UserSession.user": _goes("session_key", "data"),
    "jobs.FailedItem.dismissed_by": _did(DECIDED),
    "outbox.OutboxMessage.user": _goes(),
    "outbox.OutboxMessage.caused_by": _did("Whose work it came of: an account without a name is left."),
    "people.AccessAnswer.answered_by": _did("Who answered for the provider: an account without a name is left."),
    "people.Complaint.user": _stays("A complaint is answered, and kept as long as its rule says.", "receipt"),
    "people.Complaint.entered_by": _did(DECIDED),
    "people.ComplaintStep.by": _did(DECIDED),
    "people.Erasure.user": _stays("That an erasure was asked for, and what came of it.", "settled_by", "asked_by"),
    "people.Erasure.asked_by": _did(DECIDED),
    "people.Erasure.settled_by": _did(DECIDED),
    "people.Invitation.user": _goes("key"),
    "people.Invitation.invited_by": _did("Who invited whom: an account without a name is left."),
    "people.Invitation.confirmed_by": _did("Who confirmed it: an account without a name is left."),
    "people.KeptWords.user": _goes("key_hash"),
    "people.MailTest.user": _goes(),
    "people.Purge.proposed_by": _did("Two people agreed to it, and the record shows that there were two."),
    "people.Purge.confirmed_by": _did("Two people agreed to it, and the record shows that there were two."),
    "people.Role.user": _stays("Who could act for the provider on a day: an account without a name is left."),
    "people.SecurityEvent.user": _stays("Proof of who read or took out what; kept as long as its rule says."),
    "people.SecurityEvent.about": _stays("Proof of who was given what; kept as long as its rule says."),
    "people.SentForm.user": _goes("token", "content"),
    "register.RegisterFile.loaded_by": _did(REGISTER),
    "register.RegisterFile.asked_by": _did(REGISTER),
    "register.RegisterFile.released_by": _did(REGISTER),
    "register.RegisterFile.withdrawn_by": _did(REGISTER),
    "register.OwnerName.confirmed_by": _did(REGISTER),
    "register.RegisterUpload.uploaded_by": _did(REGISTER),
    "register.WelshService.entered_by": _did(REGISTER),
    "homes.Area.manager": Decision(Fate.LET_GO, "The area stays, without a manager.", is_about=True),
    "homes.HomeSheet.by": _goes("content", "conflicts"),
    "homes.RegisterProposal.decided_by": _did(PROVIDERS),
    "homes.SavedView.user": _goes(),
    "duties.ChangeToNotify.by": _did(PROVIDERS),
    "duties.DutyCalendar.user": _goes("token_hash"),
    "duties.DutyDone.by": _did(PROVIDERS),
    "duties.DutyReminder.user": _goes(),
    "duties.EventNotified.by": _did(PROVIDERS),
    "duties.EvidenceFile.by": _did(PROVIDERS),
    "duties.ManagerAbsence.by": _did(PROVIDERS),
    "duties.PlannedVisit.by": _did(PROVIDERS),
    "duties.PremisesAssessment.by": _did(PROVIDERS),
    "duties.VisitAction.by": _did(PROVIDERS),
    "members.Allocation.by": _did(MONEY),
    "members.Allocation.undone_by": _did(MONEY),
    "members.Application.begun_by": _did(MEMBERSHIP),
    "members.Application.decided_by": _did(MEMBERSHIP),
    "members.ApplicationMessage.user": _did(MEMBERSHIP),
    "members.CreditNote.by": _did(MONEY),
    "members.Declaration.user": _stays("What the provider declared, and who did so for it.", "application"),
    "members.DirectoryEntry.taken_out_by": _did(DECIDED),
    "members.DuesYear.released_by": _did(DECIDED),
    "members.HeldReminder.held_by": _did(DECIDED),
    "members.Leaving.by": _did(MEMBERSHIP),
    "members.Leaving.taken_back_by": _did(MEMBERSHIP),
    "members.Note.assigned_to": _did(MEMBERSHIP),
    "members.Note.by": _did(MEMBERSHIP),
    "members.Note.done_by": _did(MEMBERSHIP),
    "members.Payment.by": _did(MONEY),
    "members.Payment.taken_back_by": _did(MONEY),
    "members.Refund.by": _did(MONEY),
    "members.Refund.taken_back_by": _did(MONEY),
    "members.BankStatement.by": _did(MONEY),
    "members.BankStatement.taken_back_by": _did(MONEY),
    "people.ProviderMerge.by": _did(MEMBERSHIP),
    "people.ProviderMerge.undone_by": _did(MEMBERSHIP),
    "people.UserMerge.by": _did(MEMBERSHIP),
    "people.UserMerge.gone": _stays("That two accounts were one person’s.", "changes"),
    "people.UserMerge.survivor": _stays("That two accounts were one person’s.", "changes"),
    "people.UserMerge.undone_by": _did(MEMBERSHIP),
    "members.ProviderImport.by": _did(MEMBERSHIP),
    "members.ProviderImport.undone_by": _did(MEMBERSHIP),
    "members.RememberedColumns.by": _did(MEMBERSHIP),
    "members.RenewalRun.made_by": _did(DECIDED),
    "members.RenewalRun.started_by": _did(DECIDED),
    "members.RulesVersion.published_by": _did(DECIDED),
    "members.StatementLine.by": _did(MONEY),
    "publishing.Attachment.uploaded_by": _did(PUBLISHED),
    "publishing.Autosave.user": _goes("base", "turn"),
    "publishing.Edition.approved_by": _did(PUBLISHED),
    "publishing.Edition.authors": _did(PUBLISHED),
    "publishing.Edition.withdrawn_by": _did(PUBLISHED),
    "publishing.EmbargoGrant.given_by": _did(EMBARGO),
    "publishing.EmbargoGrant.user": _stays(EMBARGO),
    "publishing.PreviewLink.made_by": _did(EMBARGO),
    "publishing.PreviewLink.stopped_by": _did(EMBARGO),
    "publishing.Publication.proposed_by": _did(PUBLISHED),
    "publishing.Publication.removed_by": _did(PUBLISHED),
    "publishing.Quotation.approved_by": _did(PUBLISHED),
    "publishing.Quotation.user": _stays("Their words in a published text, which they approved."),
    "publishing.TermsAcceptance.user": _stays(EMBARGO),
    "publishing.UrgentReview.published_by": _did(PUBLISHED),
    "publishing.UrgentReview.reviewed_by": _did(PUBLISHED),
    "bulletins.Bulletin.approved_by": _did(PUBLISHED),
    "bulletins.Bulletin.authors": _did(PUBLISHED),
    "bulletins.Delivery.user": Decision(
        Fate.BLANKED, "That a bulletin went out so many times; the address is taken out.", True, ("email_norm", "seq")
    ),
    "policy.AnswerCoding.by": _did(DECIDED),
    "policy.AnswerCoding.removed_by": _did(DECIDED),
    "policy.AskState.by": _did(DECIDED),
    "policy.Dispatch.by": _did(DECIDED),
    "policy.EvidenceTables.by": _did(DECIDED),
    "policy.EvidenceCall.by": _did(DECIDED),
    "policy.Document.triaged_by": _did(DECIDED),
    "policy.Finding.by": _did(DECIDED),
    "policy.GovernmentReply.by": _did(DECIDED),
    "policy.QuestionOutcome.by": _did(DECIDED),
    "policy.Stance.by": _did(DECIDED),
    "policy.DocumentReader.named_by": _did(DECIDED),
    "policy.DocumentReader.user": _stays(EMBARGO),
    "policy.Consultation.owner": _did(DECIDED),
    "policy.Question.owner": _did(DECIDED),
    "policy.Submission.asked_by": _did(EVIDENCE),
    "policy.Submission.submitted_by": _did(EVIDENCE),
    "policy.ShownDraft.shown_by": _did(DECIDED),
    "policy.ShownDraft.ended_by": _did(DECIDED),
    "policy.SubmissionAutosave.user": _goes("turn"),
    "media_releases.Accreditation.decided_by": _did(DECIDED),
    "media_releases.Accreditation.user": _goes(),
    "media_releases.Enquiry.answered_by": _did(DECIDED),
    "media_releases.Enquiry.taken_by": _did(DECIDED),
    "media_releases.OnCall.user": _goes(),
}

# By the address itself, of whoever has it.
EMAILS: dict[str, Decision] = {
    "policy.Consultation.respond_email": _stays("A public body's own address, which it publishes."),
    "people.User.email": Decision(
        Fate.BLANKED, "The account stays, without name and address, and opens nothing.", True
    ),
    "account.EmailAddress.email": _goes(),
    "outbox.OutboxMessage.email": _goes(),
    "people.AccessRequest.email": _goes("key"),
    "people.Invitation.email": _goes("key"),
    "bulletins.Subscriber.email": _goes(),
    "bulletins.Delivery.email": Decision(
        Fate.BLANKED, "That a bulletin went out so many times; the address is taken out.", True, ("email_norm", "seq")
    ),
    "media_releases.Accreditation.email": _goes(),
    "media_releases.Enquiry.email": _stays("What the press asked and was told."),
    "members.Contact.email": _goes("source", "invitation"),
    "members.DirectoryEntry.email": _stays(
        "Their organisation's own address in the members’ directory, which its owners change.", "taken_out_by"
    ),
    "members.Application.contact_email": _stays(
        "Their organisation's application; kept as long as its rule says.", "key"
    ),
    "members.Application.owner_email": _stays(
        "Their organisation's application; kept as long as its rule says.", "key"
    ),
    "members.Application.finance_email": _stays(
        "Their organisation's application; kept as long as its rule says.", "key"
    ),
    "publishing.PressContact.email": _stays("Whom releases say to ring: taken out in the list of contacts."),
    "people.Association.press_email": _stays("The association's own address."),
    "people.Association.security_email": _stays("The association's own address."),
}
