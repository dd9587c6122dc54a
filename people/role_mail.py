"""Which mail a role gets, in words: whoever is invited to one knows before they accept."""

from enum import StrEnum


class Mail(StrEnum):
    """What mail is about. Who gets one is decided where it is written; a test holds the roles against that."""

    HOMES = "what the association decides about the homes"
    NEW_MANAGERS = "home managers who joined and have no home yet"
    REGISTER = "changes of the homes in the public register"
    EVIDENCE = "consultations that we need their evidence for"
    TO_SEND = "answers that a colleague asks them to send"
    CORRECTED = "questions and drafts of ours that changed after they were answered or agreed with"
    RECEIPTS = "what became of the answers that were given"
    GIVEN_BACK = "answers that an owner gave back to them"
    INVOICES = "new invoices, and what is credited of them or paid back"
    RENEWAL = "the renewal of the membership"
    LEAVING = "a membership that is ended before its time"
    UNPAID = "invoices that are to be paid"
    MEMBERS = "what we write to members"
    MANAGERS = "what we write to home managers"
    JOINING = "people who ask to join"
    DIRECTORY = "the entry in the directories of members"
    NEW_OWNER = "an owner whom we invite where there is none"
    DUTIES = "duties, if they choose so"
    TO_APPROVE = "texts that wait for their approval"
    SENT_BACK = "texts of theirs that were sent back"
    WITHHELD = "texts that are taken off the site because a provider ended its consent"
    OWN_DAYS = "consultations that they own: what is due, and what government has not answered"
    NOT_REVIEWED = "texts published in an emergency that nobody reviewed by nine"
    TRANSFERS = "homes that a provider takes over from another"
    OWN_ROLES = "colleagues who ask for a role themselves"
    COMPLAINTS = "complaints about how personal data are used"
    ERASURES = "people who are to be erased"
    UNANSWERED = "complaints and erasures that came while nobody has the role to answer them"
    EMBARGO = "texts under embargo for them, and their accreditation"


def in_words(mails: tuple[Mail, ...]) -> str:
    """`Gets mail about duties, if they choose so.`; what goes to everyone about their own account is not named."""
    if not mails:
        return "Gets no mail, but for what is about their own account."
    return f"Gets mail about {'; '.join(mails)}."
