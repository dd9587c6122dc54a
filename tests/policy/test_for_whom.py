"""Every response says for whom we speak, on a day: by figures of our membership that its readers can check."""

from datetime import date
from decimal import Decimal

import pytest

from figures import FigureValue
from people.models import User
from policy.texts.actions import start_position, start_response
from publishing.actions import edit, submit, take_snapshots
from publishing.checklist import checks
from publishing.models import FigureSnapshot, Topic
from publishing.workflow import Refused

SUMMARY = "Homes keep children near those whom they know, and have said so for years."
GIVEN: list[FigureValue] = []


def figure(slug: str, value: str) -> FigureValue:
    facts = {"label": slug, "counts": "Ours", "source": "Register of members", "source_url": "", "method": "Counted"}
    number = {"value": value, "number": Decimal(value.rstrip("%"))} if value else {"is_suppressed": True}
    return FigureValue(slug=f"members-{slug}", as_at=date(2026, 11, 1), **facts, **number)


def given():
    return GIVEN


@pytest.fixture(autouse=True)
def _figures(settings, db):
    settings.FIGURES = ["tests.policy.test_for_whom.given"]
    GIVEN[:] = [
        figure("share-of-homes", "9%"),
        figure("providers", "34"),
        figure("homes", "312"),
        figure("places", "9"),
    ]


@pytest.fixture
def officer(policy_officer) -> User:
    take_snapshots()
    return policy_officer


def start(consultation, officer):
    return start_response(consultation=consultation, by=officer, title="Ours", summary=SUMMARY)


def token(slug: str) -> str:
    return f"[figure {FigureSnapshot.objects.get(figure__slug=slug).pk}]"


def for_whom(edition) -> list[bool]:
    return [check.passed for check in checks(edition) if check.name == "for_whom"]


def test_a_response_begins_with_a_section_by_the_newest_figures_that_may_be_told(consultation, officer):
    edition = start(consultation, officer)
    assert [link.words for link in edition.quoted] == ["34", "312", "9%"]
    assert edition.body.startswith("<p>[fill in: our answer]</p><h2>For whom we speak</h2><p>")
    for words in (
        "On 1 November 2026, <a",
        "providers of residential child care in England and Wales were our members. They had <a",
        "children’s homes in England. Those are <a",
        "of all children’s homes in England.</p>",
    ):
        assert words in edition.body
    assert "In Wales" not in edition.body, "no figure of Wales is given"
    assert edition.figure_uses.count() == 3
    assert for_whom(edition) == [True]


def test_figures_of_another_day_are_left_out(consultation, officer):
    GIVEN[0] = FigureValue(**{**vars(GIVEN[0]), "as_at": date(2026, 10, 1)})
    take_snapshots()
    assert [link.words for link in start(consultation, officer).quoted] == ["34", "312"]


def test_what_may_not_be_told_has_no_sentence_and_without_any_there_is_no_section(consultation, policy_officer):
    GIVEN[:] = [figure("providers", ""), figure("homes", "312")]
    take_snapshots()
    edition = start(consultation, policy_officer)
    assert edition.body == "<p>[fill in: our answer]</p>"
    assert for_whom(edition) == [False], "homes may be told"
    GIVEN[1] = figure("homes", "")
    take_snapshots()
    assert for_whom(edition) == []


def test_no_response_goes_to_approval_without_our_answer_or_for_whom_it_speaks(consultation, officer):
    edition = start(consultation, officer)
    with pytest.raises(Refused, match="our answer"):
        submit(edition=edition, by=officer)
    edition = edit(edition=edition, by=officer, title="Ours", summary=SUMMARY, body="<p>We agree.</p>")
    assert for_whom(edition) == [False]
    with pytest.raises(Refused, match="Say for whom we speak: insert one of the figures of our membership"):
        submit(edition=edition, by=officer)
    words = f"<p>We agree, for {token('members-places')} places.</p>"  # any of them, as the writer thinks best
    edition = edit(edition=edition, by=officer, title="Ours", summary=SUMMARY, body=words)
    assert submit(edition=edition, by=officer).state == "submitted"


def test_a_figure_of_others_does_not_say_for_whom_we_speak(consultation, officer):
    GIVEN.append(FigureValue(**{**vars(figure("homes", "5")), "slug": "sector-homes"}))
    take_snapshots()
    edition = start(consultation, officer)
    words = f"<p>All homes: {token('sector-homes')}.</p>"
    assert for_whom(edit(edition=edition, by=officer, title="Ours", summary=SUMMARY, body=words)) == [False]


def test_a_position_need_not_say_it(officer):
    assert for_whom(start_position(by=officer, asks=[], title="Ours", summary=SUMMARY)) == []


def test_a_response_has_the_topic_of_what_it_answers(consultation, officer):
    topic = Topic.objects.create(name="Workforce", slug="workforce")
    type(consultation).objects.update(topic=topic)
    consultation.refresh_from_db()
    assert start(consultation, officer).topic == topic
