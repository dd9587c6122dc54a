"""Papers, consultations with their evidence, our responses and positions."""

from datetime import timedelta

from django.utils import timezone

from chaportal.demo.content import at, day, read
from chaportal.demo.people import Loaded
from chaportal.demo.texts import for_editors, published, words
from people.models import User
from policy.about.actions import say_about
from policy.asks import actions as asks
from policy.coding import actions as coding
from policy.consultations.forms import WAYS
from policy.dispatches import actions as dispatches
from policy.evidence import actions as evidence
from policy.models import Answer, Consultation, Dispatch, Document, Given, PublicBody, Question, SentAnswer, Submission
from policy.models.cycle import DUE
from policy.outcomes.actions import record
from policy.texts.actions import start_position, start_response
from publishing import actions
from publishing.models import Edition, Topic


def load(cast: Loaded) -> None:
    writer, approver = cast.with_role("policy_officer"), cast.with_role("policy_officer", 1)
    for row in read("documents")["document"]:
        _document(row, approver)
    for row in read("consultations")["consultation"]:
        consultation = _consultation(row, cast)
        _evidence(consultation, row, cast)
        _themes(consultation, row, cast)
        _outcomes(consultation, row, writer)
        if "response" in row:
            _response(consultation, row["response"], writer, approver)
    _asks_the_owner(cast)
    for row in read("positions")["position"]:
        edition = start_position(by=writer, asks=row["asks"], **words(row), **for_editors())
        published(edition, writer, approver, at(-row["days_ago"], "09:30"))
        _became(edition, row.get("became", []), writer)
    for row in read("thread")["about"]:
        _about(row, cast.with_role("press_officer"), cast.with_role("press_officer", 1))


def _became(edition: Edition, rows: list[dict], writer: User) -> None:
    for row in rows:
        ask = edition.ask_wordings.get(number=row["ask"]).ask
        asks.record(ask=ask, by=writer, on=day(-row["days_ago"]), source="", state=row["state"], words=row["words"])


def body_of(name: str) -> PublicBody:
    """The public body of that name."""
    slug = name.lower().replace(",", "").replace(" ", "-")[:60]
    return PublicBody.objects.get_or_create(name=name, defaults={"slug": slug})[0]


def _document(row: dict, reader: User) -> None:
    old = row["published_days_ago"] > 7
    Document.objects.create(
        **{name: row[name] for name in ("title", "kind", "link", "summary")},
        body=body_of(row["body"]),
        published_on=day(-row["published_days_ago"]),
        triaged_at=at(-row["published_days_ago"] + 2, "10:00") if old else None,
        triaged_by=reader if old else None,
    )


def _consultation(row: dict, cast: Loaded) -> Consultation:
    decided = "outcome" in row
    consultation = Consultation.objects.create(
        **{name: row[name] for name in ("reference", "title", "summary", "link", "minutes")},
        **{name: row[name] for name in WAYS if name in row},
        body=body_of(row["body"]),
        topic=_topic(row),
        opens_at=at(row["opens_in_days"], "09:30"),
        closes_at=at(row["closes_in_days"], row["closes_time"]),
        internal_deadline=at(row["internal_deadline_in_days"], "17:00"),
        **_own_work(row, cast),
        outcome=row["outcome"] if decided else "",
        outcome_on=day(-row["outcome_days_ago"]) if decided else None,
        lapsed_on=day(row["closes_in_days"] + 366) if row["lapsed"] else None,
    )
    for place, question in enumerate(row["question"], start=1):
        _question(consultation, place, question, cast)
    return consultation


def _own_work(row: dict, cast: Loaded) -> dict:
    """Who owns it, and our own days."""
    days = {name: day(row[f"{name}_in_days"]) for name in DUE if f"{name}_in_days" in row}
    return {**days, "owner": cast.with_role("policy_officer", row["owner"]) if "owner" in row else None}


def _question(consultation: Consultation, place: int, row: dict, cast: Loaded) -> None:
    owner = cast.with_role("policy_officer", row["owner"]) if "owner" in row else None
    about = {**row, "owner": owner, "topic": _topic(row)}
    Question.objects.create(consultation=consultation, place=place, **about)


def _topic(row: dict) -> Topic | None:
    return Topic.objects.get(slug=row["topic"]) if "topic" in row else None


def _evidence(consultation: Consultation, row: dict, cast: Loaded) -> None:
    questions = {question.number: question for question in consultation.questions.all()}
    for answer in row.get("answers", []):
        content = {name: answer[name] for name in Given._fields if name in answer}
        _answer(questions[answer["question"]], answer["provider_index"], content, cast)
    for option in row.get("option", []):
        for place in option["provider_indexes"]:
            content = {"chosen": [option["place"]], "consent": "anonymous"}
            _answer(questions[option["question"]], place, content, cast)


def _answer(question: Question, place: int, content: dict, cast: Loaded) -> None:
    consultation = question.consultation
    submission, _ = Submission.objects.get_or_create(
        consultation=consultation,
        provider=cast.providers[place],
        defaults={
            "version": 1,
            "submitted_at": min(consultation.internal_deadline, at(0, "00:05")) - timedelta(days=1, hours=place),
            "submitted_by": cast.owner(place),
        },
    )
    given = Answer.objects.create(submission=submission, question=question, **content)
    SentAnswer.objects.create(answer=given, **content)


def _themes(consultation: Consultation, row: dict, cast: Loaded) -> None:
    coder = cast.with_role("policy_officer", 1)
    for each in row.get("theme", []):
        question = consultation.questions.get(number=each["question"])
        theme = coding.add_theme(question=question, by=coder, name=each["name"], meaning=each["meaning"])
        for marked in each["answers"]:
            answer = question.answers.get(submission__provider=cast.providers[marked["provider_index"]])
            given = [one.theme for one in answer.codings.live()]
            coding.code(answer=answer, by=coder, themes=given, extract=marked["extract"], extract_of=theme)


def _outcomes(consultation: Consultation, row: dict, writer: User) -> None:
    for decided in row.get("decided", []):
        says = {"decided": decided["decided"], "on": day(-decided["days_ago"]), "words": decided.get("words", "")}
        questions = consultation.questions.filter(number__in=[str(number) for number in decided["questions"]])
        record(consultation=consultation, questions=questions, by=writer, link=consultation.link, **says)


def _asks_the_owner(cast: Loaded) -> None:
    """A colleague wrote what the owner of sixty homes is to send."""
    colleague, provider = cast.with_role("colleague"), cast.providers[1]
    consultation = Consultation.objects.calling().exclude(submissions__provider=provider).first()
    words = "Two of our homes were bought with loans that a cap would make us repay early. We would close them first."
    given = {consultation.questions.first().pk: Given(words, Answer.Consent.ANONYMOUS)}
    submission = evidence.save(consultation=consultation, provider=provider, by=colleague, given=given)
    evidence.ask_to_send(submission=submission, by=colleague, seen=submission.version)


def _response(consultation: Consultation, row: dict, writer: User, approver: User) -> None:
    content = {name: row[name] for name in ("title", "summary", "body")}
    edition = start_response(consultation=consultation, by=writer, **content)
    edition = published(edition, writer, approver, at(-row["days_ago"], "11:00"))
    sent = {"edition": edition, "how": Dispatch.How.ONLINE, "on": timezone.localdate(edition.approved_at)}
    dispatches.record(response=consultation.response, by=writer, reference=row["receipt"], **sent)


def _about(row: dict, writer: User, approver: User) -> None:
    """Say what a text is about: of a public one in its next version, an hour after the last."""
    edition = Edition.objects.filter(title=row["text"]).latest("number")
    since = edition.public_from
    if since:
        edition = actions.start_next(publication=edition.publication, by=writer)
        edition = actions.edit(edition=edition, by=writer, is_minor=True)
    say_about(
        edition=edition,
        by=writer,
        documents=Document.objects.filter(title__in=row["documents"]),
        consultations=Consultation.objects.filter(reference__in=row["consultations"]),
    )
    if since:
        published(edition, writer, approver, since + timedelta(hours=1))
