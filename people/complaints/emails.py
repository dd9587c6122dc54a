"""What is written about a complaint. Of what somebody wrote to us, no mail repeats a word."""

from people.association import association
from people.complaints.clock import TELL_EVERY
from people.links import link_to
from people.models import Complaint, ComplaintStep
from people.templatetags.people import day

COMMISSIONER = (
    "If you are not content with how we deal with it, you can complain to the Information Commissioner: "
    "https://ico.org.uk/make-a-complaint/"
)


def received(complaint: Complaint) -> dict[str, str]:
    """The acknowledgement (Data Protection Act 2018, section 164A(3))."""
    text = (
        f"We have your complaint about how the {association().name} uses personal data. It came on "
        f"{day(complaint.received_on)} and is number {complaint.pk}.\n\n"
        "We look into it without delay, and write to you what came of it. Until then you hear from us at least every "
        f"{TELL_EVERY.days} days. Only who answers such complaints reads what you wrote.\n\n{COMMISSIONER}"
    )
    return {"subject": f"We have your complaint (number {complaint.pk})", "text": text}


def progress(step: ComplaintStep) -> dict[str, str]:
    """How it stands (section 164A(5)(b))."""
    number = step.complaint_id
    return {"subject": f"How your complaint stands (number {number})", "text": f"{step.words}\n\n{COMMISSIONER}"}


def outcome(step: ComplaintStep) -> dict[str, str]:
    """What came of it (section 164A(4)(b))."""
    number = step.complaint_id
    text = f"This is what came of your complaint, number {number}.\n\n{step.words}\n\n{COMMISSIONER}"
    return {"subject": f"The outcome of your complaint (number {number})", "text": text}


def new(complaint: Complaint, *, is_answered_by_nobody: bool) -> dict[str, str]:
    """What is written to who answers complaints; or, where nobody does, to who gives roles."""
    facts = (
        f"{complaint} about the use of personal data has come. Receipt is acknowledged by mail at once where there is "
        "an address; by law, within 30 days."
    )
    if is_answered_by_nobody:
        text = (
            f"{facts}\n\nNobody has the role to read and answer it: Trustee for data protection. Give it to somebody "
            f"here:\n{link_to('people:staff_list')}"
        )
    else:
        text = f"{facts}\n\nRead and answer it here:\n{link_to('people:complaint_detail', complaint.pk)}"
    return {"subject": "A complaint about personal data has come", "text": text}
