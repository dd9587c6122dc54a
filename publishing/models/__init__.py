from publishing.models.afterwards import Correction, Redirect
from publishing.models.attachment import Attachment, Shown
from publishing.models.autosave import Autosave
from publishing.models.catalogue import Boilerplate, PressContact, Topic
from publishing.models.edition import Edition
from publishing.models.figure import Figure, FigureSnapshot, Quote
from publishing.models.publication import Publication
from publishing.models.quotation import Quotation
from publishing.models.urgent import UrgentReview

__all__ = [
    "Attachment",
    "Autosave",
    "Boilerplate",
    "Correction",
    "Edition",
    "Figure",
    "FigureSnapshot",
    "PressContact",
    "Publication",
    "Quotation",
    "Quote",
    "Redirect",
    "Shown",
    "Topic",
    "UrgentReview",
]
