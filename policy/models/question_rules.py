"""What the database holds of questions and of what is given to them, by the kind of the question."""

import pgtrigger
from django.db import models
from django.db.models import F, Q


class Answering(models.TextChoices):
    """Whether we answer a question in our response; nothing: it is not decided."""

    ANSWER = "answer", "We answer it"
    SKIP = "skip", "We skip it"


class Kind(models.TextChoices):
    """How a question is answered."""

    TEXT = "text", "In words"
    ONE = "one", "One of several options"
    MANY = "many", "Any of several options"
    SCALE = "scale", "A step of a scale"
    NUMBER = "number", "A number"
    SEPARATOR = "separator", "Not at all: it is a heading of a part"


WITH_OPTIONS = (Kind.ONE, Kind.MANY)
# Which column keeps what is given to a question of a kind.
GIVEN_AS = {
    Kind.TEXT: "text",
    Kind.ONE: "chosen",
    Kind.MANY: "chosen",
    Kind.SCALE: "chosen",
    Kind.NUMBER: "amount",
}
ANSWERED = [kind.value for kind in GIVEN_AS]
MOST_STEPS = 20
MOST_IN_CALL = 7  # as the trigger below has it


def is_given(prefix: str = "") -> Q:
    """That something was given; `prefix` leads to the answer."""
    empty = {f"{prefix}text": "", f"{prefix}chosen": [], f"{prefix}amount": None}
    return Q(**{f"{prefix}id__isnull": False}) & ~Q(**empty)


FITS_ITS_KIND = [
    models.CheckConstraint(
        condition=Q(kind__in=WITH_OPTIONS, options__len__gte=2) | (~Q(kind__in=WITH_OPTIONS) & Q(options=[])),
        name="question_options_of_its_kind",
    ),
    models.CheckConstraint(condition=~Q(options__contains=[""]), name="question_options_have_words"),
    models.CheckConstraint(
        condition=Q(kind__in=[Kind.SCALE, Kind.NUMBER]) | Q(lowest=None, highest=None),
        name="question_ends_of_its_kind",
    ),
    models.CheckConstraint(
        condition=Q(lowest=None) | Q(highest=None) | Q(highest__gt=F("lowest")), name="question_ends_in_order"
    ),
    models.CheckConstraint(
        condition=~Q(kind=Kind.SCALE)
        | Q(lowest__isnull=False, highest__isnull=False, highest__lt=F("lowest") + MOST_STEPS),
        name="question_scale_has_ends",
    ),
    models.CheckConstraint(
        condition=Q(kind=Kind.SCALE) | Q(lowest_label="", highest_label=""), name="question_labels_of_a_scale"
    ),
    models.CheckConstraint(condition=Q(limit=None) | Q(kind=Kind.TEXT, limit__gte=1), name="question_limit_of_words"),
    models.CheckConstraint(condition=Q(kind__in=Kind.values), name="question_kind_known"),
]
FITS_OUR_WORK = [
    models.CheckConstraint(
        condition=Q(answering__in=["", Answering.ANSWER], skip_reason="") | Q(answering=Answering.SKIP),
        name="question_reason_of_a_skip",
    ),
    models.CheckConstraint(
        condition=~Q(answering=Answering.SKIP) | ~Q(skip_reason=""), name="question_skip_has_a_reason"
    ),
    models.CheckConstraint(condition=~Q(kind=Kind.SEPARATOR) | Q(wording=""), name="question_wording_of_a_question"),
]
# Answers must never stand under other words than they were given to (docs/decisions/0044).
STAYS_AS_ASKED = pgtrigger.Trigger(
    name="stays_as_asked",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func="""
    IF EXISTS (SELECT 1 FROM policy_submission s WHERE s.consultation_id = OLD.consultation_id AND s.version > 0) THEN
        IF TG_OP = 'DELETE' OR NEW.consultation_id IS DISTINCT FROM OLD.consultation_id
            OR (NEW.paper_number, NEW.text, NEW.kind, NEW.options, NEW.lowest, NEW.highest, NEW.lowest_label,
                NEW.highest_label, NEW."limit", NEW.wording)
            IS DISTINCT FROM (OLD.paper_number, OLD.text, OLD.kind, OLD.options, OLD.lowest, OLD.highest,
                OLD.lowest_label, OLD.highest_label, OLD."limit", OLD.wording)
        THEN
            RAISE EXCEPTION 'question % stays as it was asked: a provider began to answer', OLD.id;
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
""",
)
# A call that asks for more is not answered; what was asked before there was a limit stays.
AT_MOST_SEVEN = pgtrigger.Trigger(
    name="at_most_seven",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("in_call", "withdrawn_at", "kind"),
    func="""
    IF NOT NEW.in_call OR NEW.withdrawn_at IS NOT NULL OR NEW.kind = 'separator' THEN RETURN NEW; END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.in_call AND OLD.withdrawn_at IS NULL AND OLD.kind <> 'separator' THEN RETURN NEW; END IF;
    END IF;
    PERFORM 1 FROM policy_consultation WHERE id = NEW.consultation_id FOR NO KEY UPDATE;
    IF (SELECT count(*) FROM policy_question WHERE consultation_id = NEW.consultation_id AND in_call
        AND withdrawn_at IS NULL AND kind <> 'separator') >= 7
    THEN
        RAISE EXCEPTION 'seven questions of consultation % are put to members already', NEW.consultation_id;
    END IF;
    RETURN NEW;
""",
)
# What was chosen is counted by option, so it is one of them; and each answer keeps what its question's kind takes.
ANSWERS_ITS_QUESTION = pgtrigger.Trigger(
    name="answers_its_question",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    declare=[("asked", "policy_question%ROWTYPE")],
    func="""
    SELECT * INTO asked FROM policy_question WHERE id = NEW.question_id;
    IF (NEW.text <> '' AND asked.kind <> 'text')
        OR (NEW.amount IS NOT NULL AND (asked.kind <> 'number'
            OR NEW.amount < asked.lowest OR NEW.amount > asked.highest))
        OR (NEW.chosen <> '{}' AND (asked.kind NOT IN ('one', 'many', 'scale')
            OR (asked.kind <> 'many' AND cardinality(NEW.chosen) > 1)
            OR NEW.chosen <> ARRAY(SELECT DISTINCT step FROM unnest(NEW.chosen) AS step ORDER BY step)
            OR NOT NEW.chosen <@ ARRAY(SELECT step FROM generate_series(
                CASE asked.kind WHEN 'scale' THEN asked.lowest ELSE 1 END,
                CASE asked.kind WHEN 'scale' THEN asked.highest ELSE cardinality(asked.options) END) AS step)))
    THEN
        RAISE EXCEPTION 'question % is not answered like this', NEW.question_id;
    END IF;
    RETURN NEW;
""",
)
