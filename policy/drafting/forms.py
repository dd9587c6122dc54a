"""The box in which an answer to one question is drafted."""

from policy.models import Question
from publishing.models import Edition
from publishing.richtext.markup import plain
from publishing.widgets import RichTextWidget, words_in
from webforms import forms


class AnswerForm(forms.EditForm):
    """Our answer to a question, as the draft has it; a window that was opened earlier overwrites nothing unseen."""

    send = "Save this answer"

    our_answer = forms.CharField(required=False, widget=RichTextWidget(), label="Our answer")

    def __init__(self, *args, question: Question, edition: Edition, answer: str, **kwargs):
        super().__init__(*args, of=[edition], initial={"our_answer": answer}, **kwargs)
        self.fields["our_answer"].needed_later = True  # a draft may be without it
        length = len(plain(answer))
        takes = f"They take {question.limit:,} characters; the saved answer has {length:,}. " if question.limit else ""
        self.fields["our_answer"].help_text = f"{takes}It becomes a part of our response, below this question."

    def clean_our_answer(self):
        return words_in(self.cleaned_data["our_answer"], required=False)
