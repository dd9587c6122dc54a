from policy.models.about import About
from policy.models.answer_use import AnswerUse
from policy.models.ask import Ask, AskState, AskWording
from policy.models.call import EvidenceCall
from policy.models.coding import AnswerCoding, AnswerTheme
from policy.models.consultation import Consultation
from policy.models.dispatch import Dispatch
from policy.models.document import Document, DocumentReader, DocumentResponse, PublicBody
from policy.models.evidence import Answer, Given, Submission
from policy.models.evidence_tables import EvidenceTables
from policy.models.outcome import QuestionOutcome
from policy.models.question import Question
from policy.models.receipt import Receipt
from policy.models.recommendation import Recommendation, Theme
from policy.models.reply import Finding, GovernmentReply, Stance
from policy.models.sent_answer import SentAnswer
from policy.models.shown_draft import Agreement, ShownDraft
from policy.models.submission_autosave import SubmissionAutosave
from policy.models.text import ConsultationResponse, PositionPaper

__all__ = [
    "About",
    "Agreement",
    "Answer",
    "AnswerCoding",
    "AnswerTheme",
    "AnswerUse",
    "Ask",
    "AskState",
    "AskWording",
    "Consultation",
    "ConsultationResponse",
    "Dispatch",
    "Document",
    "DocumentReader",
    "DocumentResponse",
    "EvidenceCall",
    "EvidenceTables",
    "Finding",
    "Given",
    "GovernmentReply",
    "PositionPaper",
    "PublicBody",
    "Question",
    "QuestionOutcome",
    "Receipt",
    "Recommendation",
    "SentAnswer",
    "ShownDraft",
    "Stance",
    "Submission",
    "SubmissionAutosave",
    "Theme",
]
