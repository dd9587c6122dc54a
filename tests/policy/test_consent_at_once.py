"""An approval and the end of a consent in the same moment: whoever came first, nobody reads what is not allowed."""

from functools import partial

import pytest

from policy.models import AnswerUse
from publishing import actions as publishing
from publishing.models import Edition
from tests.conftest import make_person, make_provider
from tests.people.test_last_owner import at_once
from tests.policy.conftest import make_consultation, make_member
from tests.policy.test_consent import position, send
from tests.policy.test_consent_ended import end

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = 8
WORDS = ["words", "that", "nobody", "else", "has", "ever", "sent", "us", "before"]


def test_of_an_approval_and_the_end_of_a_consent_at_once_neither_is_missed():
    writer = make_person("policy@association.example", "policy_officer")
    chief = make_person("chief@association.example", "chief_executive")
    for turn in range(ROUNDS):
        provider = make_member(make_provider(f"Hazel Bank Care {turn} Ltd"))
        owner = make_person(f"owner@{turn}.example", "owner", provider)
        consultation = make_consultation(f"CARE-{turn}")
        words = " ".join(
            f"{word}{turn}" for word in ["words", "that", "nobody", "else", "has", "ever", "sent", "us", "before"]
        )
        send(consultation, provider, owner, "attributed", text=words)
        edition = publishing.submit(edition=position(writer, f"<p>They say: {words}</p>"), by=writer)
        approve = {"edition": edition, "by": chief, "seen": edition.content_hash, "public_from": None}
        refused = at_once([partial(publishing.approve, **approve), partial(end, consultation.submissions.get(), owner)])
        assert not Edition.objects.public().filter(pk=edition.pk).exists()
        assert bool(refused) != AnswerUse.objects.filter(edition=edition).exists()
