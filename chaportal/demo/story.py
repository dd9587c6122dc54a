"""The sector's story: documents of public bodies since 2016, what they recommend, and what became of it."""

from chaportal.demo.content import read
from chaportal.demo.people import Loaded
from chaportal.demo.policy import body_of
from people.models import User
from policy.documents import actions as documents
from policy.models import Document, Finding, GovernmentReply, Recommendation, Theme
from policy.recommendations import actions as recommendations
from policy.recommendations.pasted import Item


def load(cast: Loaded) -> None:
    """Before the rest of policy: our own texts are about some of these documents."""
    by, story = cast.with_role("policy_officer"), read("story")
    made = {}
    for row in story["document"]:
        key = row.pop("key")
        made[key] = _document(row, made, by)
    asked = {}
    for row in story["recommendation"]:
        asked[row.get("key", "")] = _recommendation(row, made, by)
    for kind, rows in ((GovernmentReply, story["reply"]), (Finding, story["finding"])):
        for row in rows:
            to, source = [asked[key] for key in row.pop("to")], made[row.pop("source")]
            recommendations.record(kind=kind, recommendations=to, by=by, source=source, **row)


def _document(row: dict, made: dict[str, Document], by: User) -> Document:
    related = {name: made[row.pop(name)] for name in ("edition_of",) if name in row}
    responds_to = [made[key] for key in row.pop("responds_to", [])]
    body = body_of(row.pop("body"))
    document = documents.record(by=by, responds_to=responds_to, body=body, **related, **row)
    return documents.triage(document=document, by=by)


def _recommendation(row: dict, made: dict[str, Document], by: User) -> Recommendation:
    theme = Theme.objects.get_or_create(name=row["theme"])[0]
    items = [Item(row["number"], row["text"])]
    return recommendations.enter(document=made[row["document"]], items=items, theme=theme, by=by)[0]
