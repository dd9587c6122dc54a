"""A members' briefing, in one step from a release."""

from django.db import transaction

from media_releases.models import Briefing
from people.models import User
from publishing import actions as publishing
from publishing.kinds import BRIEFING, RELEASE_KINDS
from publishing.models import Edition
from publishing.richtext.blanks import as_open
from publishing.workflow import Refused

# The blank keeps it from approval until someone has thought of the members.
FOR_YOU = f"<h2>What this means for you</h2><p>{as_open('what members should know and do')}</p>"


@transaction.atomic
def brief_members(*, edition: Edition, by: User) -> Edition:
    """Start a briefing for members with the words of a release, public or not. It has a sign-off of its own.

    Raises PermissionDenied unless `by` may write briefings, Refused for what is no release.
    """
    origin = edition.publication
    if origin.kind not in RELEASE_KINDS:
        raise Refused("Only a release can become a members’ briefing.")
    draft = publishing.start(
        kind=BRIEFING.name,
        by=by,
        topic=edition.topic,
        title=f"Briefing: {edition.title}"[:160],
        summary=edition.summary,
        body=edition.body + FOR_YOU,
    )
    Briefing.objects.create(publication=draft.publication, made_from=origin)
    return draft
