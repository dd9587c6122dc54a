"""What stands unsaved beside a provider's answers, and the form that shows it."""

from django.http import QueryDict

from people.models import User
from policy.evidence.case import Case
from policy.evidence.forms import AnswersForm
from policy.models import SubmissionAutosave
from publishing.forms import WindowForm
from publishing.workflow import Window

PREFIX = "window"  # of the names of its fields: the form's own marks are called `seen` too


def window_of(sent: QueryDict) -> Window | None:
    """Where what was sent was typed; None where nothing says so."""
    return WindowForm(sent, prefix=PREFIX).window()


def typed(form: AnswersForm) -> dict:
    """What was sent of a form's fields, whether it is right or wrong."""
    return {name: form[name].data for name in form.fields if form[name].data is not None}


def own_words(case: Case, user: User) -> SubmissionAutosave | None:
    """What someone typed into the answers and did not save. One query."""
    return case.submission.autosaves.own(user).first() if case.submission else None


def words_of_others(case: Case, user: User) -> list[SubmissionAutosave]:
    """What colleagues typed into them and did not save. One query."""
    return list(case.submission.autosaves.of_others(user)) if case.submission else []


def form_of(case: Case, user: User, own: SubmissionAutosave | None) -> AnswersForm:
    """The form of the answers, with what was typed and not saved in it; what a colleague saved meanwhile is said."""
    return answers_form(case, user, _sent(own.words) if own else None)


def answers_form(case: Case, user: User, sent: QueryDict | None) -> AnswersForm:
    """The form of the answers, with what was sent of it, or with what is saved. Two queries."""
    return AnswersForm(sent, questions=case.questions, submission=case.submission, drafts=case.drafts(user))


def _sent(words: dict) -> QueryDict:
    """As a browser sends it."""
    sent = QueryDict(mutable=True)
    for name, value in words.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return sent
