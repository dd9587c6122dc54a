from policy.models.consultation import Consultation, Question
from policy.models.document import Document, PublicBody
from policy.models.evidence import Answer, Given, Submission
from policy.models.text import Ask, ConsultationResponse, PositionPaper

__all__ = [
    "Answer",
    "Ask",
    "Consultation",
    "ConsultationResponse",
    "Document",
    "Given",
    "PositionPaper",
    "PublicBody",
    "Question",
    "Submission",
]
