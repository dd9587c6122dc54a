"""What the desk may begin with when it shows members a draft."""

from people.models import User
from policy.drafting.drafts import draft_of
from policy.models import Question
from publishing.richtext.blanks import LEFT_OPEN
from publishing.richtext.markup import plain


def written(question: Question, user: User) -> str:
    """What our response says to a question by now, as plain words; empty where it says nothing, or has a blank."""
    answer = plain(draft_of(question, user).answer)
    return "" if LEFT_OPEN.search(answer) else answer
