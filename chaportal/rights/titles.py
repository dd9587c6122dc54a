"""What a place is called before the person whom its rows are about. Others are called by their model and field."""

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
    "publishing.Quotation.user": "Where they are quoted",
    "publishing.TermsAcceptance.user": "That they accepted the terms of embargo",
    "bulletins.Subscriber.email": "That they get bulletins",
    "bulletins.Delivery.user": "Bulletins that were sent to them",
    "bulletins.Delivery.email": "Bulletins that were sent to their address",
    "media_releases.Accreditation.user": "Accreditation as a journalist",
    "media_releases.Accreditation.email": "Accreditation as a journalist, by their address",
    "media_releases.Enquiry.email": "Enquiries of the press",
    "media_releases.OnCall.user": "When they are on call",
}


def title_of(each: models.Field) -> str:
    """What it is called; of rows that somebody only wrote or decided, `Payment (by)`."""
    model = str(each.model._meta.verbose_name)
    return TITLES.get(label_of(each), f"{model[:1].upper()}{model[1:]} ({each.verbose_name})")
