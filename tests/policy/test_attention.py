"""What waits for someone, each answered by one query; and the same number of queries for any number of rows."""

import pytest
from django.utils import timezone
from django.utils.html import escape

from members.membership import own_members
from people.models import Role
from policy import attention
from policy.models import Document
from policy.texts import actions as texts
from tests.conftest import make_person, make_provider
from tests.policy.conftest import in_days, make_consultation, make_member, make_sent, publish
from tests.reading import text

TEXT = {"title": "What we say", "summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}


def make_documents(body, count):
    for number in range(count):
        Document.objects.create(
            body=body, kind="report", title=f"Report {number}", published_on=timezone.localdate(), link="https://x.org/"
        )


def test_open_for_says_what_each_of_the_reader_s_providers_can_answer(
    owner, provider, other_provider, body, django_assert_num_queries
):
    Role.objects.create(user=owner, provider=other_provider, name="owner")
    later, sooner = make_consultation("LATER", ours=9), make_consultation("SOONER", ours=3)
    make_consultation("PASSED", ours=-1)
    make_sent(sooner, provider)
    make_sent(sooner, make_provider("Somebody Else Ltd"))
    later.submissions.create(provider=other_provider, version=1)
    later.submissions.create(provider=provider)
    assert owner.current_roles
    with django_assert_num_queries(1):
        found = attention.open_for(owner, [provider, other_provider])
    calls = [(call.consultation.reference, call.provider, call.progress) for call in found]
    assert found[0].consultation.sent_by == [provider.pk], "somebody else's are not even fetched"
    assert calls == [
        ("SOONER", provider, "sent"),
        ("SOONER", other_provider, "new"),
        ("LATER", provider, "new"),
        ("LATER", other_provider, "started"),
    ]


@pytest.mark.usefixtures("consultation")
def test_open_for_someone_who_answers_for_nobody_is_empty(policy_officer, provider):
    assert attention.open_for(policy_officer, []) == []
    assert attention.open_for(make_person("c@hazelbank.example", "home_manager", provider), [provider]) == []
    no_member = make_person("o@former.example", "owner", make_provider("Former Ltd"))
    assert attention.open_for(no_member, own_members(no_member)) == []


def test_our_deadlines_with_how_many_answered(policy_officer, press_officer, provider, body, django_assert_num_queries):
    make_consultation("LATER", ours=9, questions=3)
    sooner = make_consultation("SOONER", ours=3)
    make_sent(sooner, provider)
    make_sent(sooner, make_provider("Somebody Else Ltd"))
    make_consultation("UPCOMING", opens=11, ours=12)
    make_consultation("CLOSED", opens=-30, ours=-20, closes=-10)
    assert policy_officer.current_roles
    with django_assert_num_queries(1):
        found = [(one.reference, one.phase, one.asked, one.sent) for one in attention.deadlines(policy_officer)]
    assert found == [("SOONER", "open", 2, 2), ("LATER", "open", 3, 0), ("UPCOMING", "upcoming", 2, 0)]
    assert list(attention.deadlines(press_officer)) == []


def test_an_outcome_is_chased_twelve_weeks_after_closing_the_longest_wait_first(
    policy_officer, signed_in, body, django_assert_num_queries
):
    make_consultation("NEARLY", opens=-100, ours=-90, closes=-83.9)
    make_consultation("SHORT", opens=-100, ours=-90, closes=-84)
    make_consultation("LONG", opens=-190, ours=-180, closes=-170)
    make_consultation("ANSWERED", opens=-190, ours=-180, closes=-171, outcome="<p>Yes</p>", outcome_on=in_days(-1))
    make_consultation("LAPSED", opens=-190, ours=-180, closes=-171, lapsed_on=in_days(-1))
    make_consultation("OPEN")
    assert policy_officer.current_roles
    with django_assert_num_queries(1):
        assert [one.reference for one in attention.outcomes_overdue(policy_officer)] == ["LONG", "SHORT"]
    desk = signed_in(policy_officer)
    assert desk.get("/staff/policy/consultations/").content.decode().count("Outcome overdue") == 2
    assert "Ask what came of it" in desk.get("/dashboard/").content.decode()
    assert "answers within twelve weeks" in desk.get("/staff/policy/consultations/LONG/").content.decode()
    assert "answers within twelve weeks" not in desk.get("/staff/policy/consultations/NEARLY/").content.decode()


def test_new_documents(policy_officer, owner, body, django_assert_num_queries):
    make_documents(body, 2)
    Document.objects.filter(title="Report 0").update(triaged_at=timezone.now())
    assert policy_officer.current_roles
    with django_assert_num_queries(1):
        assert [(one.title, one.body.name) for one in attention.new_documents(policy_officer)] == [
            ("Report 1", "Department for Education")
        ]
    assert list(attention.new_documents(owner)) == []


def test_who_has_not_answered_are_members_with_an_owner_today(consultation, provider, owner, other_provider, outsider):
    make_person("colleague@nobody.example", "colleague", make_member(make_provider("Nobody's Ltd")))
    make_person("owner@former.example", "owner", make_provider("No Member Ltd"))
    assert set(attention.not_answered(consultation)) == {provider, other_provider}
    make_sent(consultation, provider)
    consultation.submissions.create(provider=other_provider, version=1)
    assert set(attention.not_answered(consultation)) == {other_provider}
    outsider.roles.update(ends_on=timezone.localdate())
    assert set(attention.not_answered(consultation)) == set()


# A signed-in page asks for the session, the user and the roles first; a page of the desk for the second factor too.


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_owner_s_list(rows, signed_in, owner, provider, body, django_assert_num_queries):
    for number in range(rows):
        make_consultation(f"OPEN-{number}")
        make_sent(make_consultation(f"DONE-{number}", opens=-30, ours=-20, closes=-10), provider)
    client = signed_in(owner)
    with django_assert_num_queries(8):
        assert client.get("/consultations/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_owner_s_form_and_check(rows, signed_in, owner, provider, body, django_assert_num_queries):
    make_sent(make_consultation("CARE-1", questions=rows), provider)
    client = signed_in(owner)
    with django_assert_num_queries(13):
        assert client.get(f"/consultations/CARE-1/answer/{provider.pk}/check/").status_code == 200
    client.post(f"/consultations/CARE-1/answer/{provider.pk}/reopen/")
    client.get(f"/consultations/CARE-1/answer/{provider.pk}/")  # shows the message
    with django_assert_num_queries(14):
        assert client.get(f"/consultations/CARE-1/answer/{provider.pk}/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_of_consultations(rows, signed_in, policy_officer, body, django_assert_num_queries):
    for number in range(rows):
        make_consultation(f"OPEN-{number}")
    client = signed_in(policy_officer)
    with django_assert_num_queries(7):
        assert client.get("/staff/policy/consultations/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_a_consultation_with_its_questions_and_answers(
    rows, signed_in, policy_officer, body, django_assert_num_queries
):
    consultation = make_consultation("CARE-1", questions=rows)
    texts.start_response(consultation=consultation, by=policy_officer, **TEXT)
    for number in range(rows):
        make_sent(consultation, make_provider(f"Provider {number}"))
    client = signed_in(policy_officer)
    with django_assert_num_queries(13):
        assert client.get("/staff/policy/consultations/CARE-1/").status_code == 200
    with django_assert_num_queries(9):
        assert client.get("/staff/policy/consultations/CARE-1/evidence/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_lists_of_documents_and_bodies(rows, signed_in, policy_officer, body, django_assert_num_queries):
    make_documents(body, rows)
    client = signed_in(policy_officer)
    with django_assert_num_queries(7):
        assert client.get("/staff/policy/documents/").status_code == 200
    with django_assert_num_queries(5):
        assert client.get("/staff/policy/bodies/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_of_positions(rows, signed_in, policy_officer, django_assert_num_queries):
    for _ in range(rows):
        texts.start_position(by=policy_officer, asks=["Fund it", "Drop it"], **TEXT)
    client = signed_in(policy_officer)
    with django_assert_num_queries(8):
        assert client.get("/staff/policy/positions/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_public_pages(rows, client, policy_officer, chief_executive, body, django_assert_num_queries):
    for number in range(rows):
        consultation = make_consultation(f"OPEN-{number}")
        edition = texts.start_response(consultation=consultation, by=policy_officer, **TEXT)
        publish(edition, author=policy_officer, approver=chief_executive)
    with django_assert_num_queries(2):
        assert client.get("/policy/").status_code == 200
    with django_assert_num_queries(4):
        assert client.get("/policy/consultations/OPEN-0/").status_code == 200
    with django_assert_num_queries(4):
        assert client.get("/policy/responses/what-we-say/").status_code == 200
    # Whole texts come with who is quoted in them.
    for path, queries in (("/policy/feed.rss", 3), ("/policy/feed.atom", 4)):
        with django_assert_num_queries(queries):
            assert client.get(path).status_code == 200


def test_the_first_screen_says_for_which_of_several_providers_each_is(signed_in, owner, provider, other_provider, body):
    make_consultation("SOONER", ours=3)
    client = signed_in(owner)
    assert f"For {provider} ·" not in text(client.get("/dashboard/"))
    Role.objects.create(user=owner, provider=other_provider, name="owner")
    page = text(client.get("/dashboard/"))
    assert f"For {provider} ·" in page
    assert f"For {escape(other_provider)} ·" in page
