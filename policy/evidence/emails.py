"""What people are written about answers to consultations, as keyword arguments for `queue_email`."""

from people.links import link_to
from people.models import User
from people.templatetags.people import day, deadline
from policy.models import Question, ShownDraft, Submission


def asked_to_send(submission: Submission) -> dict:
    """To the owners: that answers wait for them."""
    asks = submission.consultation
    text = (
        f"{submission.asked_by} wrote the answers of {submission.provider} to “{asks.title}” and asks you to send "
        f"them. They can be sent until {deadline(asks.internal_deadline)}.\n\n"
        f"Read them, and send them or give them back:\n{_address(submission)}"
    )
    return {"subject": f"Answers wait for you: {asks.title}", "text": text}


def given_back(submission: Submission, by: User, note: str) -> dict:
    """To who wrote the answers: that they are theirs again, and why."""
    text = (
        f"{by} gives you back the answers of {submission.provider} to “{submission.consultation.title}”."
        f"{f' {by} says: {note}' if note else ''}\n\nGo on with them here:\n{_address(submission)}"
    )
    return {"subject": f"Your answers are with you again: {submission.consultation.title}", "text": text}


def question_corrected(submission: Submission, question: Question) -> dict:
    """To the owners: that a question which they answered is asked in other words."""
    asks = submission.consultation
    text = (
        f"We had a question of “{asks.title}” wrong, which {submission.provider} has answered. It now reads:\n\n"
        f"{question.to_members}\n\nYour answer stays with the words that it was given to. To answer the question as it "
        f"is asked now, open your answers before {deadline(asks.internal_deadline)}:\n{_address(submission)}"
    )
    return {"subject": f"A question was corrected: {asks.title}", "text": text}


def draft_changed(submission: Submission, former: ShownDraft) -> dict:
    """To the owners: that a draft of ours which they agreed with is another one now."""
    asks = submission.consultation
    text = (
        f"{submission.provider} agreed with our draft answer of {day(former.shown_at)} in “{asks.title}”. "
        f"We changed the draft since. Your agreement stays with what you read then.\n\nTo read the new draft and agree "
        f"with it, open your answers before {deadline(asks.internal_deadline)}:\n{_address(submission)}"
    )
    return {"subject": f"Our draft answer has changed: {asks.title}", "text": text}


def _address(submission: Submission) -> str:
    return link_to("policy:submission_check", submission.consultation.reference, submission.provider_id)
