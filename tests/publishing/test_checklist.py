"""The list before approval: what blocks, what is ticked, and where it is shown."""

import pytest

from publishing import actions
from publishing.checklist import checks
from publishing.kinds import RELEASE_KINDS
from publishing.workflow import Refused
from tests.publishing import files
from tests.publishing.conftest import CONTENT
from tests.publishing.test_figure_uses import link, make_snapshot, start, text

PERSON = "Nobody can be identified: no child, no young person, no home"


def submit(edition, by):
    return actions.submit(edition=edition, by=by)


def named(edition):
    return {check.name: check for check in checks(edition)}


@pytest.mark.parametrize("kind", [kind.name for kind in RELEASE_KINDS if kind.name != "blog"])
def test_a_release_without_a_press_contact_is_not_sent_for_approval(kind, press_officer):
    edition = actions.start(kind=kind, by=press_officer, contact=None, **CONTENT)
    with pytest.raises(Refused, match="Choose a press contact"):
        submit(edition, press_officer)
    edition.refresh_from_db()
    assert edition.state == "draft"


def test_a_policy_text_needs_no_press_contact_and_a_line_no_summary(policy_officer, press_officer):
    paper = actions.start(kind="position_paper", by=policy_officer, contact=None, **CONTENT)
    assert submit(paper, policy_officer).state == "submitted"
    line = actions.start(kind="line_to_take", by=press_officer, title="Is it true?", body="<p>No.</p>")
    assert set(named(line)) == {"parts", "identity"}


@pytest.mark.parametrize(("length", "passes"), [(39, False), (40, True), (300, True)])
def test_a_summary_has_forty_characters_at_least(length, passes, press_officer):
    edition = start(press_officer, "<p>Words</p>", summary="ŵ" * length)
    assert named(edition)["summary"].passed == passes
    if not passes:
        with pytest.raises(Refused, match="The summary has 39 characters. Write one or two sentences of 40 to 300."):
            submit(edition, press_officer)


def test_all_that_is_wrong_is_named_at_once(press_officer):
    edition = start(press_officer, "<p>[figure 99]</p>", summary="Short", contact=None)
    with pytest.raises(Refused, match=r"Choose a press contact.*has 5 characters.*\[figure 99\] is no figure"):
        submit(edition, press_officer)


def test_words_that_differ_from_their_figure_are_refused_with_both(press_officer):
    snapshot = make_snapshot()
    edition = start(press_officer, f"<p>{link(snapshot, '84%')}</p>")
    with pytest.raises(Refused, match="The text says “84%” where the figure is “83%”"):
        submit(edition, press_officer)
    body = f"<p><strong>{link(snapshot, '<em>83%</em>')}</strong></p>"
    edition = actions.edit(edition=edition, by=press_officer, **CONTENT | {"body": body})
    assert submit(edition, press_officer).state == "submitted"


def test_unknown_and_hidden_figures_are_refused(press_officer):
    hidden = make_snapshot("", "hidden")
    for body in (link(hidden, "83%"), '<a href="#figure-999999999">83%</a>'):
        with pytest.raises(Refused, match="“83%” leads to a figure that is unknown or hidden"):
            submit(start(press_officer, f"<p>{body}</p>"), press_officer)


def test_what_fails_after_it_was_submitted_is_not_approved(press_officer, press_contact, chief_executive):
    edition = submit(start(press_officer, "<p>Words</p>"), press_officer)
    type(edition).objects.filter(pk=edition.pk).update(contact=None)
    edition.refresh_from_db()
    with pytest.raises(Refused, match="Choose a press contact"):
        actions.approve(edition=edition, by=chief_executive, seen=edition.content_hash, public_from=None)


def test_an_older_reading_may_be_quoted_on(press_officer):
    snapshot = make_snapshot()
    make_snapshot("84%")
    assert submit(start(press_officer, f"<p>{link(snapshot)}</p>"), press_officer).state == "submitted"


@pytest.mark.parametrize("field", ["title", "summary", "body", "notes", "byline"])
def test_every_part_that_readers_get_is_looked_at_for_who_someone_is(field, press_officer):
    words = {"body": "<p>Words</p>", field: "Siân, 14, told us at length what she likes about it"}
    found = named(start(press_officer, words.pop("body"), **words))["identity"]
    assert not found.passed
    assert "a first name with an age (Siân, 14)" in found.sentence


def test_what_a_later_version_says_of_itself_is_looked_at_too(first, following):
    for field in ("change_note", "correction"):
        publication = first.publication
        edition = publication.editions.filter(number=2).first() or following(publication)
        setattr(edition, field, "He lives at CF10 3NQ")
        assert not named(edition)["identity"].passed


def test_writer_and_approver_see_the_list_and_readers_do_not(
    client, signed_in, press_officer, chief_executive, approved
):
    edition = start(press_officer, "<p>412 homes</p>", summary="Short")
    address = f"/staff/texts/{edition.pk}/"
    page = text(signed_in(press_officer).get(address))
    assert "Before approval" in page
    assert "The summary has 5 characters." in page
    assert "These numbers have no source here: 412." in page
    assert "The summary has 5 characters." in text(signed_in(press_officer).post(f"{address}submit/", follow=True))
    edition = actions.edit(edition=edition, by=press_officer, **CONTENT)
    approved(edition)
    assert "Before approval" not in text(signed_in(chief_executive).get(address))
    assert "Before approval" not in text(client.get("/press/homes-are-closing/"))


def test_the_approver_ticks_that_nobody_can_be_identified(signed_in, press_officer, chief_executive):
    edition = submit(start(press_officer, "<p>Words</p>"), press_officer)
    client, address = signed_in(chief_executive), f"/staff/texts/{edition.pk}/"
    assert PERSON in text(client.get(address))
    typed = {"when": "now", "seen": edition.content_hash}
    answer = client.post(f"{address}approve/", typed)
    assert answer.status_code == 422
    assert "Read the text with this in mind, then tick it." in text(answer)
    edition.refresh_from_db()
    assert edition.state == "submitted"
    assert client.post(f"{address}approve/", {**typed, "identity": "on"}).status_code == 302


def test_numbers_without_a_source_are_named_and_ticked(signed_in, press_officer, chief_executive):
    snapshot = make_snapshot()
    edition = submit(start(press_officer, f"<p>{link(snapshot)} of 4,009; 12% less</p>"), press_officer)
    client, address = signed_in(chief_executive), f"/staff/texts/{edition.pk}/approve/"
    typed = {"when": "now", "seen": edition.content_hash, "identity": "on"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "I have seen where these numbers come from: 4,009; 12%" in text(answer)
    assert client.post(address, {**typed, "numbers": "on"}).status_code == 302


def test_a_long_list_of_numbers_is_cut(press_officer):
    edition = start(press_officer, "<p>" + "; ".join(str(number) for number in range(100, 130)) + "</p>")
    assert named(edition)["numbers"].tick.endswith("110; 111 and 18 more")


def test_the_list_takes_one_query_for_figures_one_for_what_it_shows_and_one_for_answers(
    press_officer, django_assert_num_queries
):
    snapshots = [make_snapshot(slug=f"share-{number}") for number in range(5)]
    quoting = start(press_officer, "".join(f"<p>{link(snapshot)}</p>" for snapshot in snapshots))
    plain = start(press_officer, "<p>Words</p>")
    with django_assert_num_queries(3):
        checks(quoting)
    with django_assert_num_queries(2):
        checks(plain)


@pytest.mark.parametrize(("alt", "passes"), [("A kitchen table with two mugs", True), ("IMG_2043.JPG", False)])
def test_an_image_says_what_it_shows_and_its_words_are_looked_at(alt, passes, press_officer, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    edition = start(press_officer, "<p>Words</p>")
    about = {"alt": alt, "caption": "Siân, 14, at home", "credit": "CHA", "licence": "with_news"}
    raw = files.photograph()
    actions.show(edition=edition, kind="image", raw=raw, name_of_file="a.jpg", by=press_officer, **about)
    found = named(edition)
    assert found["images"].passed == passes
    assert "a first name with an age (Siân, 14)" in found["identity"].sentence
    if not passes:
        with pytest.raises(Refused, match="“IMG_2043.JPG” does not say what an image shows"):
            submit(edition, press_officer)
