"""What a place where a person stands is called, of somebody else and to the person: “Mails to them”, “Mails to you”."""

import re

from django.db import models

from people.relations import label_of

TITLES = {
    "account.EmailAddress.user": "Email addresses of the account",
    "account.EmailAddress.email": "Email addresses of the account",
    "mfa.Authenticator.user": "Second factors",
    "usersessions.UserSession.user": "Where they are signed in",
    "outbox.OutboxMessage.user": "Mails to them",
    "outbox.OutboxMessage.email": "Mails to their address",
    "people.AccessRequest.email": "That they asked to join an account",
    "people.Complaint.user": "Complaints that they made",
    "people.Erasure.user": "Erasures that were asked for",
    "people.Invitation.user": "Invitations to them",
    "people.Invitation.email": "Invitations to their address",
    "people.KeptWords.user": "Words that could not be taken, for two hours",
    "people.MailTest.user": "Test mails",
    "people.Role.user": "Roles, then and now",
    "people.SecurityEvent.user": "What they did that is recorded for security",
    "people.SecurityEvent.about": "What was done about them that is recorded for security",
    "people.SentForm.user": "That forms were sent, for some days",
    "people.UserMerge.gone": "That their account was merged into another of theirs",
    "people.UserMerge.survivor": "That another account of theirs was merged into it",
    "homes.Area.manager": "Areas that they manage",
    "homes.HomeSheet.by": "Sheets of homes that they uploaded",
    "homes.SavedView.user": "Views that they saved",
    "duties.DutyCalendar.user": "Calendars that they subscribe to",
    "duties.DutyReminder.user": "How often they are reminded of duties",
    "members.Declaration.user": "Declarations that they made for a provider",
    "members.Contact.email": "Contact of a provider, without an account",
    "members.DirectoryEntry.email": "The entry of an organisation in the members’ directory",
    "members.Application.contact_email": "Applications that they wrote",
    "members.Application.owner_email": "Applications that name them as owner",
    "members.Application.finance_email": "Applications that name them as finance contact",
    "publishing.Autosave.user": "What they typed into a text and did not save",
    "publishing.EmbargoGrant.user": "What they may read under embargo",
    "policy.DocumentReader.user": "Papers of others that they may read under embargo",
    "publishing.Quotation.user": "Where they are quoted",
    "publishing.TermsAcceptance.user": "That they accepted the terms of embargo",
    "bulletins.Subscriber.email": "That they get bulletins",
    "bulletins.Delivery.user": "Bulletins that were sent to them",
    "bulletins.Delivery.email": "Bulletins that were sent to their address",
    "media_releases.Accreditation.user": "Accreditation as a journalist",
    "media_releases.Accreditation.email": "Accreditation as a journalist, by their address",
    "media_releases.Enquiry.email": "Enquiries of the press",
    "media_releases.OnCall.user": "When they are on call",
    "people.User.email": "The account",
    "publishing.PressContact.email": "Whom journalists ring",
    "people.Association.press_email": "The association’s address for the press",
    "people.Association.security_email": "The association’s address for weaknesses of the portal",
}
# Rows that they only wrote or decided.
DID = {
    "jobs.FailedItem.dismissed_by": "Failed work that they put aside",
    "outbox.OutboxMessage.caused_by": "Mails that their work caused",
    "people.AccessAnswer.answered_by": "Requests to join that they answered",
    "people.Complaint.entered_by": "Complaints that they entered",
    "people.ComplaintStep.by": "Steps that they took about a complaint",
    "people.Erasure.asked_by": "Erasures that they asked for",
    "people.Erasure.settled_by": "Erasures that they decided about",
    "people.Invitation.invited_by": "Invitations that they sent",
    "people.Invitation.confirmed_by": "Invitations that they confirmed",
    "people.Purge.proposed_by": "Words about a child that they asked to have taken out",
    "people.Purge.confirmed_by": "Words about a child that they agreed to take out",
    "people.ProviderMerge.by": "Providers that they merged",
    "people.ProviderMerge.undone_by": "Merges of providers that they took back",
    "people.UserMerge.by": "Accounts that they merged",
    "people.UserMerge.undone_by": "Merges of accounts that they took back",
    "register.RegisterFile.loaded_by": "Lists of the register that they loaded",
    "register.RegisterFile.asked_by": "Lists of the register that they asked to have released",
    "register.RegisterFile.released_by": "Lists of the register that they released",
    "register.RegisterFile.withdrawn_by": "Lists of the register that they withdrew",
    "register.OwnerName.confirmed_by": "Names on the register that they confirmed",
    "register.RegisterUpload.uploaded_by": "Lists of the register that they uploaded",
    "register.WelshService.entered_by": "Services in Wales that they entered",
    "homes.RegisterProposal.decided_by": "Changes on the register that they decided about",
    "duties.ChangeToNotify.by": "Changes to notify that they noted",
    "duties.DutyDone.by": "Duties that they noted as done",
    "duties.EventNotified.by": "Notices that they noted as given",
    "duties.EvidenceFile.by": "Files of duties that they added",
    "duties.ManagerAbsence.by": "Absences of managers that they noted",
    "duties.PlannedVisit.by": "Visits that they planned",
    "duties.PremisesAssessment.by": "Assessments of premises that they noted",
    "duties.VisitAction.by": "Actions after visits that they noted",
    "members.Allocation.by": "Payments that they matched to invoices",
    "members.Allocation.undone_by": "Matches of payments that they undid",
    "members.Application.begun_by": "Applications that they began for others",
    "members.Application.decided_by": "Applications that they decided",
    "members.ApplicationMessage.user": "Questions about applications that they asked",
    "members.BankStatement.by": "Bank statements that they loaded",
    "members.BankStatement.taken_back_by": "Bank statements that they took back",
    "members.CreditNote.by": "Credit notes that they wrote",
    "members.DirectoryEntry.taken_out_by": "Entries that they took out of the directories",
    "members.DuesYear.released_by": "Dues that they released",
    "members.HeldReminder.held_by": "Reminders that they held",
    "members.Leaving.by": "Memberships that they ended, or entered as ended",
    "members.Leaving.taken_back_by": "Memberships that they let go on",
    "members.Note.assigned_to": "Notes about providers with something for them to do",
    "members.Note.by": "Notes about providers that they wrote",
    "members.Note.done_by": "Next actions that they did",
    "members.Payment.by": "Payments that they noted",
    "members.Payment.taken_back_by": "Payments that they took back",
    "members.ProviderImport.by": "Sheets of providers that they imported",
    "members.ProviderImport.undone_by": "Imports of providers that they took back",
    "members.RememberedColumns.by": "Columns of sheets that they explained",
    "members.RenewalRun.made_by": "Renewal runs that they planned",
    "members.RenewalRun.started_by": "Renewal runs that they started",
    "members.RulesVersion.published_by": "Criteria and Codes that they published",
    "members.StatementLine.by": "Lines of bank statements that they loaded",
    "publishing.Attachment.uploaded_by": "Files of texts that they uploaded",
    "publishing.Edition.approved_by": "Texts that they approved",
    "publishing.Edition.authors": "Texts that they wrote",
    "publishing.Edition.withdrawn_by": "Texts that they withdrew",
    "publishing.EmbargoGrant.given_by": "Reading under embargo that they allowed",
    "publishing.PreviewLink.made_by": "Links to drafts that they made",
    "publishing.PreviewLink.stopped_by": "Links to drafts that they stopped",
    "publishing.Publication.proposed_by": "Addresses of texts that they proposed",
    "publishing.Publication.removed_by": "Texts that they removed",
    "publishing.Quotation.approved_by": "Quotations that they approved",
    "publishing.UrgentReview.published_by": "Texts that they published urgently",
    "publishing.UrgentReview.reviewed_by": "Urgent texts that they reviewed",
    "bulletins.Bulletin.approved_by": "Bulletins that they approved",
    "bulletins.Bulletin.authors": "Bulletins that they wrote",
    "policy.Finding.by": "Findings about recommendations that they recorded",
    "policy.GovernmentReply.by": "Replies of government that they recorded",
    "policy.Stance.by": "Stances on recommendations that they recorded",
    "policy.AskState.by": "What became of our asks, as they recorded it",
    "policy.Document.triaged_by": "Papers that they looked through",
    "policy.DocumentReader.named_by": "Readers of papers under embargo whom they named",
    "policy.Question.owner": "Questions of consultations that they see to",
    "policy.Submission.asked_by": "Evidence that they asked a colleague to send",
    "policy.Submission.submitted_by": "Evidence that they sent",
    "media_releases.Accreditation.decided_by": "Journalists about whom they decided",
    "media_releases.Enquiry.answered_by": "Enquiries of the press that they answered",
    "media_releases.Enquiry.taken_by": "Enquiries of the press that they took",
}
# Each is a word of whoever is spoken of; what follows “they” follows “you” too.
YOU = {"they": "you", "them": "you", "their": "your", "theirs": "yours"}
ANY_OF_THEM = re.compile(rf"\b({'|'.join(YOU)})\b", re.IGNORECASE)


def title_of(each: models.Field) -> str:
    """What it is called, of somebody else. Of a place that nobody has named yet, by its model: a test fails then."""
    label = label_of(each)
    return TITLES.get(label) or DID.get(label) or str(each.model._meta.verbose_name).capitalize()


def to_you(words: str) -> str:
    """The same said to the person: “They are the last owner” as “You are the last owner”."""
    return ANY_OF_THEM.sub(lambda found: _as_written(found[0], YOU[found[0].lower()]), words)


def _as_written(was: str, word: str) -> str:
    return word.capitalize() if was[0].isupper() else word
