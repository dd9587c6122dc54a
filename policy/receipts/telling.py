"""The mail that tells a provider where its words went."""

from django.db import transaction

from jobs.retry import Outcome, for_each
from people.links import link_to
from people.owners import write_to_owners
from policy.models import Receipt, Submission
from policy.models.receipt import untold

JOB = "tell-receipts"
A = Receipt.About
CAME = {
    A.RESPONSE: "We have published our response to “{title}”, which {provider} gave evidence for.",
    A.OUTCOME: "There is an outcome of “{title}”, which {provider} gave evidence for.",
}


def tell() -> Outcome:
    """Tell the owners of each provider of our responses and of outcomes; the outcome counts providers that were told.

    A row is kept of each, so that a morning that was missed is caught up and a second run writes nothing.
    """
    return for_each(JOB, untold(), _tell)


@transaction.atomic
def _tell(submission: Submission) -> int:
    found = {A.RESPONSE: submission.response_is_news, A.OUTCOME: submission.outcome_is_news}
    news = [about for about, is_news in found.items() if is_news]
    Receipt.objects.bulk_create(Receipt(submission=submission, about=about) for about in news)
    cause = f"receipt:{submission.pk}:{'-'.join(news)}"
    write_to_owners(submission.provider, cause=cause, **_mail(submission, news))
    return 1


def _mail(submission: Submission, news: list[Receipt.About]) -> dict:
    asks = submission.consultation
    came = "\n\n".join(CAME[about].format(title=asks.title, provider=submission.provider) for about in news)
    where = link_to("policy:receipt_detail", asks.reference, submission.provider_id)
    text = f"{came}\n\nWhat became of each answer:\n{where}"
    return {"subject": f"Where your words went: {asks.title}", "text": text}
