"""A draft that quotes two people, and what is done to it."""

from publishing import actions
from tests.publishing.conftest import CONTENT

ONE = "<blockquote><p>We are glad.</p></blockquote>"
TWO = "<blockquote><p>Homes need staff.</p><p>– Llŷr Brynmor-Tudur, who runs a home</p></blockquote>"
MARK = "<blockquote><p>We are glad.</p><p>– {}, Chief Executive</p></blockquote>"
RUTH = {"speaker": "Ruth Amberley", "job": "chief executive"}


def start(by, body, **content):
    return actions.start(kind="statement", by=by, **CONTENT | {"body": f"<p>Before.</p>{body}<p>After.</p>"} | content)


def edit(edition, by, body):
    return actions.edit(edition=edition, by=by, **CONTENT | {"body": body})


def note(quotation, by, how="by telephone, 22:50"):
    return actions.note_approval(quotation=quotation, by=by, seen=quotation.seal, how=how)


def approve(edition, by):
    return actions.approve(edition=edition, by=by, seen=edition.content_hash, public_from=None)
