"""What is handed to those who may not import it, lower layers and allauth: settings with dotted paths."""

# To whom embargoed texts can be given.
EMBARGO_READERS = "media_releases.readers.accredited"
# Who is on call at the press office now.
ON_CALL = "media_releases.readers.on_call"

# Whom mails of the outbox come from, and what documents look like.
OUTBOX_SENDER = "people.association.mail_from"
TYPESETTING_LOOK = "people.association.typeset_look"

# Whether a mail that waited is still true: by its kind, what gives the reason to drop it, or nothing.
OUTBOX_CHECKS = {
    "account": "people.outbox_checks.account",
    "account-code": "people.outbox_checks.account_code",
    "invitation": "people.outbox_checks.invitation",
    "own-role": "people.outbox_checks.own_role",
    "owner-invited": "people.outbox_checks.owner_invited",
    "provider-merged": "people.outbox_checks.provider_merged",
    "person-merged": "people.outbox_checks.person_merged",
    "group": "people.outbox_checks.run_by_parent",
    "access-request": "people.outbox_checks.access_request",
    "access-asked": "people.outbox_checks.access_asked",
    "complaint-new": "people.outbox_checks.complaint_new",
    "erasure-asked": "people.outbox_checks.erasure_asked",
    "complaint-outcome": "people.outbox_checks.complaint_outcome",
    "claim-refused": "homes.outbox_checks.of_a_home",
    "home-moved": "homes.outbox_checks.of_a_home",
    "homes-to-give": "homes.outbox_checks.homes_to_give",
    "home-reopened": "homes.outbox_checks.of_a_home",
    "transfer-asked": "homes.outbox_checks.transfer_asked",
    "register-changes": "homes.outbox_checks.register_changed",
    "register-withdrawn": "homes.outbox_checks.register_withdrawn",
    "duties": "duties.outbox_checks.duties_due",
    "invoice": "members.outbox_checks.invoice",
    "invoice-invited": "members.outbox_checks.invoice_invited",
    "credit-note": "members.outbox_checks.credit_note",
    "credit-note-invited": "members.outbox_checks.credit_note_invited",
    "refund": "members.outbox_checks.refund",
    "refund-invited": "members.outbox_checks.refund_invited",
    "refund-back": "members.outbox_checks.refund_back",
    "refund-back-invited": "members.outbox_checks.refund_back_invited",
    "application-link": "members.outbox_checks.application_link",
    "application-asked": "members.outbox_checks.application_asked",
    "application-refused": "members.outbox_checks.application_refused",
    "application-reopened": "members.outbox_checks.application_reopened",
    "directory-held": "members.outbox_checks.directory_held",
    "directory-out": "members.outbox_checks.directory_out",
    "directory-back": "members.outbox_checks.directory_back",
    "membership-ends": "members.outbox_checks.leaving",
    "member-leaves": "members.outbox_checks.leaving",
    "member-stays": "members.outbox_checks.member_stays",
    "renewal-reminder": "members.outbox_checks.renewal_reminder",
    "invoice-reminder": "members.outbox_checks.invoice_reminder",
    "sign-off": "publishing.outbox_checks.sign_off",
    "move": "publishing.outbox_checks.move",
    "sent-back": "publishing.outbox_checks.sent_back",
    "withheld": "publishing.outbox_checks.withheld",
    "urgent": "publishing.outbox_checks.urgent",
    "urgent-late": "publishing.outbox_checks.urgent",
    "quotation": "publishing.outbox_checks.quotation",
    "quotation-back": "publishing.outbox_checks.quotation_back",
    "embargo-grant": "publishing.outbox_checks.embargo_grant",
    "embargo": "publishing.outbox_checks.embargoed",
    "embargo-lifted": "publishing.outbox_checks.embargo_lifted",
    "answers-asked": "policy.outbox_checks.answers_asked",
    "question-corrected": "policy.outbox_checks.question_corrected",
    "draft-changed": "policy.outbox_checks.draft_changed",
    "receipt": "policy.outbox_checks.receipt",
    "own-days": "policy.outbox_checks.own_days",
    "evidence-call": "policy.outbox_checks.evidence_called",
    "answers-returned": "policy.outbox_checks.answers_returned",
    "accreditation": "media_releases.outbox_checks.accredited",
    "accreditation-expires": "media_releases.outbox_checks.accredited",
    "accreditation-suspended": "media_releases.outbox_checks.suspended",
    # True whatever happens: that an application came or was approved, and that a text must not be used.
    "application-received": "",
    "application-approved": "",
    "accreditation-refused": "",
    "embargo-taken-back": "",
    "complaint-received": "",
    "erased": "",
    "erasure-refused": "",
    "complaint-told": "",
    "mail-test": "",
    "invitation-declined": "",
    "role-ended": "",
    "membership-goes-on": "",
    "provider-unmerged": "",
    "person-unmerged": "",
}

# How a file that few may read is looked through and made anew.
PRIVATE_FILES = "publishing.private_files.read_private"

# How long what is kept, for everyone to read.
RETENTION_IN_WORDS = "chaportal.retention.rules.in_words"

# Sections that upper layers put on the pages of a text, of a home for its own people, of the register and a provider.
EDITION_SECTIONS = [
    *(f"media_releases.sections.{name}" for name in ("who_is_on_call", "enquiry", "briefing")),
    "policy.sections.response_in_order",
    "policy.sections.what_it_is_about",
]
# What upper layers say against words of ours, each sentence of which stops them; and what they do once a text is
# approved, in the same transaction.
TEXT_CHECKS = ["policy.consent.checking.problems"]
APPROVAL_FOLLOWERS = ["policy.consent.uses.save_uses", "policy.asks.wordings.save_wordings"]
# What upper layers tell of a text before it is withdrawn or removed; each function gives sentences with addresses.
TEXT_MENTIONS = ["bulletins.mentions.mentions"]
# What each layer puts into a person's own calendar: functions of who it is and today that give entries.
CALENDAR_ENTRIES = ["duties.ical.entries", "policy.cycle.ical.entries"]
OWN_HOME_SECTIONS = ["duties.sections.duties_of_home"]
REGISTER_SECTIONS = ["homes.sections.proposals"]
# What came of one file of the register: shown on its page, and before it is taken back.
REGISTER_FILE_SECTIONS = ["homes.sections.proposals_of_file", "publishing.sections.figures_of_file"]
# What one box finds, by kind: functions that give what a person may see of what some words mean.
FINDERS = {
    "Providers": "people.finding.own.find_providers",
    "People": "people.finding.own.find_users",
    "People without an account": "members.finding.find_contacts",
    "Homes": "homes.finding.find_homes",
    "Applications": "members.finding.find_applications",
    "Invoices": "members.finding.find_invoices",
    "Payments": "members.finding.find_payments",
}
# Which providers an organisation may be, by what is typed of it.
LIKELY_PROVIDERS = "members.duplicates.likely_providers"
# What upper layers tell of what happened at a provider, each what the reader may know.
PROVIDER_STORIES = [
    "members.story.of_membership",
    "homes.story.of_homes",
    "policy.story.of_evidence",
    "bulletins.story.of_bulletins",
]
PROVIDER_SECTIONS = [
    "members.sections.provider_membership",
    "members.sections.provider_directory",
    "members.sections.provider_contacts",
    "members.sections.provider_notes",
    "homes.sections.provider_homes",
    "duties.sections.shared_business",
    "chaportal.merging.sections.merges",
]
# What upper layers put on the page of a person, for staff.
PERSON_SECTIONS = ["chaportal.merging.people.sections.merges"]
# What upper layers say of who sees something of a provider, for its owners.
PROVIDER_SEEN_SECTIONS = ["duties.sections.shared_until", "members.sections.seen_in_directories"]
# What upper layers show of uploaded files to everyone: functions that give ids of attachments.
PUBLIC_FILES = [
    "media_releases.models.spokesperson.public_photos",
    "media_releases.models.logo.public_logos",
]

# What upper layers do about a file of the register that was released or taken back, in the same transaction.
REGISTER_FOLLOWERS = ["homes.proposing.propose_changes", "publishing.actions.figures.read_figures_soon"]
REGISTER_WITHDRAWAL_FOLLOWERS = [
    "homes.proposing.withdraw_proposals",
    "publishing.actions.figures.read_figures_soon",
]
# And about somebody who left a post at a home.
POST_FOLLOWERS = ["duties.following.post_ended"]

# What gives the figures that texts quote; each function returns readings.
FIGURES = ["register.figure_values.register_figures", "members.figure_values.membership_figures"]

# allauth's forms in our words.
ACCOUNT_FORMS = {
    "login": "people.account_forms.LoginForm",
    "reauthenticate": "people.account_forms.ReauthenticateForm",
    "reset_password": "people.account_forms.ResetPasswordForm",
    "reset_password_from_key": "people.account_forms.ResetPasswordKeyForm",
    "change_password": "people.account_forms.ChangePasswordForm",
    "set_password": "people.account_forms.SetPasswordForm",
    "add_email": "people.account_forms.AddEmailForm",
    "confirm_email_verification_code": "people.account_forms.ConfirmEmailVerificationCodeForm",
}
MFA_FORMS = {
    "authenticate": "people.account_forms.AuthenticateForm",
    "reauthenticate": "people.account_forms.ReauthenticateByCodeForm",
    "activate_totp": "people.account_forms.ActivateTOTPForm",
    "deactivate_totp": "people.account_forms.DeactivateTOTPForm",
    "generate_recovery_codes": "people.account_forms.GenerateRecoveryCodesForm",
    "add_webauthn": "people.account_forms.AddWebAuthnForm",
    "edit_webauthn": "people.account_forms.EditWebAuthnForm",
}
