"""Who reads what and when, by the one rule: texts at each stage of their lives, looked at from one instant."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from media_releases.models import Accreditation
from publishing import clock
from publishing.embargo import TERMS_VERSION
from publishing.models import Edition, EmbargoGrant, Publication, TermsAcceptance, Topic
from tests.conftest import make_person
from tests.members.conftest import make_term

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
# Each text by its one version, and what makes it another than a blog post that has been public for an hour.
STAGES = {
    "current": {},
    "begins now": {"begins": NOW},
    "ends later": {"ends": NOW + HOUR},
    "ends now": {"ends": NOW},
    "to come": {"begins": NOW + HOUR},
    "moved forward": {"first_public_at": NOW + HOUR},
    "withdrawn": {"withdrawn": True},
    "removed": {"removed": True},
    "to come and removed": {"begins": NOW + HOUR, "removed": True},
    "ended and removed": {"ends": NOW, "removed": True},
    "draft": {"state": "draft"},
    "submitted": {"state": "submitted"},
    "submitted and removed": {"state": "submitted", "removed": True},
    "discarded": {"state": "discarded"},
    "use until today": {"expires_on": TODAY},
    "use until yesterday": {"expires_on": TODAY - DAY},
    "expired and removed": {"expires_on": TODAY - DAY, "removed": True},
    "expired and ended": {"expires_on": TODAY - DAY, "ends": NOW},
    "members'": {"kind": "briefing", "audience": "members"},
    "members' that ended": {"kind": "briefing", "audience": "members", "ends": NOW},
    "members' to come": {"kind": "briefing", "audience": "members", "begins": NOW + HOUR},
    "the desk's": {"kind": "line_to_take", "audience": "desk"},
    "a paper": {"kind": "position_paper"},
    "a paper to approve": {"kind": "position_paper", "state": "submitted"},
}
IN_FORCE_FOR_ALL = {"current", "begins now", "ends later", "withdrawn", "use until today", "a paper"}
OF_MEMBERS_AND_DESK = {"members'", "the desk's"}
WRITTEN = {"draft", "submitted", "a paper to approve"}
TO_COME = {"to come", "members' to come"}


def make(title, *, kind="blog", audience="public", state="approved", removed=False, **facts):
    """A text with one version. `begins` and `ends` are those of its public time: an hour ago and never, by default."""
    gone = {"removed_at": NOW, "removed_reason": "Wrong"} if removed else {}
    publication = Publication.objects.create(kind_name=kind, audience=audience, path=f"/press/{title}/", **gone)
    row = Edition(publication=publication, title=title, summary="x", body="<p>x</p>", state=state)
    begins, ends, withdrawn = facts.pop("begins", NOW - HOUR), facts.pop("ends", None), facts.pop("withdrawn", False)
    if state == "approved":
        row.approved_at, row.first_public_at, row.public_during = NOW, begins, DateTimeTZRange(begins, ends)
    if withdrawn:
        row.withdrawn_at, row.withdrawn_reason = NOW, "Wrong"
    row.number = None if state == "discarded" else 1
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    return row


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.at(NOW):
        yield


@pytest.fixture
def texts(db):
    return {title: make(title, **facts) for title, facts in STAGES.items()}


def titles(rows):
    return sorted(rows.values_list("title", flat=True))


def test_anyone_reads_what_has_begun_has_not_ended_and_is_neither_removed_nor_for_a_few(texts):
    assert titles(Edition.objects.public()) == sorted({*IN_FORCE_FOR_ALL, "use until yesterday"})


def test_what_is_for_members_is_read_by_people_of_a_member_and_by_staff_alone(texts, owner, provider, press_officer):
    assert titles(Edition.objects.for_members(owner)) == []
    make_term(provider, ends_in=100)
    for user in (owner, press_officer):
        assert titles(Edition.objects.for_members(type(user).objects.get(pk=user.pk))) == ["members'"]
    for user in (AnonymousUser(), make_person("carys@theledger.example", "journalist")):
        assert titles(Edition.objects.for_members(user)) == []


def test_a_text_is_in_force_to_the_end_of_its_last_day_and_expired_after_it(texts):
    assert titles(Edition.objects.in_force()) == sorted(IN_FORCE_FOR_ALL | OF_MEMBERS_AND_DESK)
    assert titles(Edition.objects.expired()) == ["use until yesterday"]


def test_what_is_coming_is_written_or_approved_for_later_and_not_removed(texts):
    assert titles(Edition.objects.coming()) == sorted(WRITTEN | TO_COME)


@pytest.mark.parametrize(
    ("state", "stand"),
    [
        ("draft", {"draft"}),
        ("submitted", {"submitted", "submitted and removed", "a paper to approve"}),
        ("discarded", {"discarded"}),
        ("removed", {"removed", "to come and removed", "ended and removed", "expired and removed"}),
        ("scheduled", TO_COME),
        ("replaced", {"ends now", "expired and ended", "members' that ended"}),
        ("withdrawn", {"withdrawn"}),
        (
            "published",
            IN_FORCE_FOR_ALL - {"withdrawn"} | OF_MEMBERS_AND_DESK | {"moved forward", "use until yesterday"},
        ),
    ],
)
def test_staff_find_a_text_under_the_state_that_its_page_says(texts, state, stand):
    assert titles(Edition.objects.in_state(state)) == sorted(stand)


def test_what_ended_is_read_at_an_address_of_its_own_if_it_was_for_everyone(texts):
    assert titles(Edition.objects.replaced()) == ["ends now", "expired and ended"]


def test_a_list_of_all_leaves_out_what_has_ended(texts):
    ended = {"ends now", "ended and removed", "expired and ended", "members' that ended"}
    assert titles(Edition.objects.not_replaced()) == sorted(STAGES.keys() - ended)


def test_staff_see_the_kinds_that_they_may_write_or_approve(texts, policy_officer, press_officer, owner):
    papers = {"a paper", "a paper to approve"}
    assert titles(Edition.objects.visible_to(policy_officer)) == sorted(papers)
    assert titles(Edition.objects.visible_to(press_officer)) == sorted(STAGES.keys() - papers)
    assert titles(Edition.objects.visible_to(owner)) == []


def test_what_waits_for_someone_is_submitted_of_a_kind_that_they_approve_and_not_their_own(
    texts, chief_executive, press_officer
):
    own = make("my own", state="submitted")
    own.authors.add(chief_executive)
    texts["submitted"].authors.add(press_officer)
    assert titles(Edition.objects.awaiting_approval_by(chief_executive)) == ["a paper to approve", "submitted"]
    assert titles(Edition.objects.awaiting_approval_by(press_officer)) == ["my own"]


def readable_early_by(user):
    return list(Edition.objects.under_embargo_for(user).values_list("title", flat=True))


def give(user, **what):
    return EmbargoGrant.objects.create(user=user, job="Writer", outlet="Ledger", during=(NOW - DAY, None), **what)


@pytest.fixture
def journalist(db):
    user = make_person("carys@theledger.example", "journalist")
    facts = {"name": "Carys", "outlet": "Ledger", "job": "Writer", "email": user.email, "proof": "Ring."}
    Accreditation.objects.create(user=user, state="accepted", decided_at=NOW, expires_on=TODAY + 9 * DAY, **facts)
    TermsAcceptance.objects.create(user=user, version=TERMS_VERSION)
    return user


def test_a_grant_on_a_text_opens_its_approved_version_before_its_time_and_no_other(texts, journalist):
    for title in ("current", "ends now", "to come", "to come and removed", "submitted", "members' to come"):
        give(journalist, publication=texts[title].publication)
    make("of another text", begins=NOW + HOUR)
    assert readable_early_by(journalist) == ["to come"]


def test_a_grant_on_a_topic_opens_the_releases_on_it_the_next_first(journalist):
    topic, other = (Topic.objects.create(slug=name, name=name) for name in ("workforce", "fees"))
    make("in two hours", topic=topic, begins=NOW + 2 * HOUR)
    make("in an hour", topic=topic, begins=NOW + HOUR)
    make("also in two hours", topic=topic, begins=NOW + 2 * HOUR)
    make("on another topic", topic=other, begins=NOW + HOUR)
    make("on none", begins=NOW + HOUR)
    make("no release", kind="position_paper", topic=topic, begins=NOW + HOUR)
    give(journalist, topic=topic)
    assert readable_early_by(journalist) == ["in an hour", "in two hours", "also in two hours"]


def test_a_grant_opens_nothing_to_whom_it_was_not_given_or_who_accepted_no_terms_or_is_not_accredited(journalist):
    row = make("to come", begins=NOW + HOUR)
    grant = give(journalist, publication=row.publication)
    other = make_person("idris@post.example", "journalist")
    TermsAcceptance.objects.create(user=other, version=TERMS_VERSION)
    give(other, publication=row.publication)
    assert readable_early_by(journalist) == ["to come"]
    assert readable_early_by(other) == [], "not accredited"
    assert readable_early_by(make_person("press@association.example", "press_officer")) == [], "no grant"
    grant.during = DateTimeTZRange(NOW - DAY, NOW)
    grant.save()
    assert readable_early_by(journalist) == [], "it has ended"
