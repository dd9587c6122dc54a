from publishing.models.afterwards import Correction, Redirect
from publishing.models.attachment import Attachment, Shown
from publishing.models.autosave import Autosave
from publishing.models.catalogue import Boilerplate, PressContact, Topic
from publishing.models.edition import Edition
from publishing.models.figure import Figure, FigureSnapshot, FigureUse
from publishing.models.grant import EmbargoGrant, EmbargoRead, TermsAcceptance
from publishing.models.preview import PreviewLink, PreviewRead
from publishing.models.publication import Publication
from publishing.models.quotation import Quotation
from publishing.models.urgent import UrgentReview

__all__ = [
    "Attachment",
    "Autosave",
    "Boilerplate",
    "Correction",
    "Edition",
    "EmbargoGrant",
    "EmbargoRead",
    "Figure",
    "FigureSnapshot",
    "FigureUse",
    "PressContact",
    "PreviewLink",
    "PreviewRead",
    "Publication",
    "Quotation",
    "Redirect",
    "Shown",
    "TermsAcceptance",
    "Topic",
    "UrgentReview",
]
