"""What members' answers in words say, in themes of ours: by whom and when, and with words that show it."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower

from cleaning.constraint import shows, shows_lines
from history import track
from people.access import Permission, can
from policy.models.evidence import Answer
from policy.models.question import Question

LONGEST_EXTRACT = 2000
NAMED = "This question has a theme of that name already, in use or retired. Use that one, or write another name."
# Codings would stand under a question whose answers they are not of.
OF_WORDS = pgtrigger.Trigger(
    name="of_words",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("question_id"),
    func="""
    IF (SELECT kind FROM policy_question WHERE id = NEW.question_id) IS DISTINCT FROM 'text' THEN
        RAISE EXCEPTION 'question % is not answered in words', NEW.question_id;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF NEW.question_id <> OLD.question_id THEN
            RAISE EXCEPTION 'theme % is of another question', NEW.id;
        END IF;
    END IF;
    RETURN NEW;
""",
)
OF_ONE_QUESTION = pgtrigger.Trigger(
    name="of_one_question",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("answer_id", "theme_id"),
    func="""
    IF (SELECT question_id FROM policy_answer WHERE id = NEW.answer_id)
        IS DISTINCT FROM (SELECT question_id FROM policy_answertheme WHERE id = NEW.theme_id)
    THEN
        RAISE EXCEPTION 'theme % is not of the question of answer %', NEW.theme_id, NEW.answer_id;
    END IF;
    RETURN NEW;
""",
)


class AnswerThemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who read the evidence."""
        return self if can(user, Permission.EVIDENCE_VIEW) else self.none()

    def current(self):
        """Those that are not retired."""
        return self.filter(is_current=True)

    def with_named(self):
        """By name, annotated with `named`: how many answers that were sent name it."""
        live = Q(codings__removed_at=None, codings__answer__in=Answer.objects.sent())
        return self.annotate(named=Count("codings", filter=live)).order_by("name", "pk")


@track()
class AnswerTheme(models.Model):
    """What answers in words to one question are about. One that is retired is not offered or counted any more."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="answer_themes")
    name = models.CharField(max_length=80)
    meaning = models.CharField("what belongs to it", max_length=300, blank=True)
    is_current = models.BooleanField("in use", default=True)

    objects = AnswerThemeQuerySet.as_manager()

    class Meta:
        ordering = ["question", "name", "pk"]
        constraints = [
            shows("name", name="answer_theme_name"),
            models.UniqueConstraint("question", Lower("name"), name="answer_theme_name_once"),
        ]
        triggers = [OF_WORDS]

    def __str__(self):
        return self.name


class AnswerCodingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those who read the evidence."""
        return self if can(user, Permission.EVIDENCE_VIEW) else self.none()

    def live(self):
        """Those that nobody took away."""
        return self.filter(removed_at=None)

    def counted(self):
        """Those that are live, of themes in use and of answers that were sent."""
        return self.live().filter(theme__is_current=True, answer__in=Answer.objects.sent())


@track()
class AnswerCoding(models.Model):
    """That an answer names a theme, as somebody of the desk read it, with words of it that show so. Never deleted."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="codings")
    theme = models.ForeignKey(AnswerTheme, models.PROTECT, related_name="codings")
    extract = models.TextField("words to quote", max_length=LONGEST_EXTRACT, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False)
    at = models.DateTimeField("coded", auto_now_add=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    removed_at = models.DateTimeField("taken away", null=True, blank=True)

    objects = AnswerCodingQuerySet.as_manager()

    class Meta:
        ordering = ["answer", "theme", "pk"]
        constraints = [
            shows_lines("extract", name="answer_coding_extract", may_be_empty=True),
            models.UniqueConstraint(
                fields=["answer", "theme"], condition=Q(removed_at=None), name="answer_coding_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_by=None) | Q(removed_at__isnull=False), name="answer_coding_removed_has_time"
            ),
        ]
        triggers = [OF_ONE_QUESTION]

    def __str__(self):
        return f"{self.answer_id}: {self.theme_id}"


def not_coded(answers):
    """Of some answers those to which no theme in use is given."""
    live = AnswerCoding.objects.live().filter(theme__is_current=True, answer=OuterRef("pk"))
    return answers.filter(~Exists(live))
