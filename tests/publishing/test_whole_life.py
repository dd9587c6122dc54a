"""Drafts, versions, schedules and what becomes of them, in any order and at any time.

After every step nothing is public that was not approved, and all exits agree with each other and with what was. At the
end every text can still be made public, and everything public can be taken away: no state is a dead end.
"""

import os
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from policy.actions.about import say_about
from policy.models import Document, PublicBody
from publishing import actions, clock, sitemaps
from publishing.models import Edition, EmbargoGrant, PressContact, Publication, Topic
from publishing.workflow import Refused
from tests.conftest import make_person
from tests.publishing.life import KINDS, RELEASES, House, Text, Version, tokens
from tests.publishing.test_embargo import accredit
from tests.undoing import savepoint

EXAMPLES = int(os.environ.get("LIFE_EXAMPLES", "200"))
STEPS = int(os.environ.get("LIFE_STEPS", "6"))
WHICH = st.integers(0, 11)
MINUTES = st.sampled_from([0, 0, 1, 60, 5000])  # from now until a version is public
TOPICS = ("workforce", "costs")
PAPERS = ("Review of places", "Report on costs")
BYLINE = {"blog": {"byline": "Siân"}}
WHY = "Because of a reason."


class Life(RuleBasedStateMachine):
    """Each example in a savepoint of its own; `cast` has the people and topics that all of them share."""

    cast = None

    def __init__(self):
        super().__init__()
        self.savepoint = savepoint()
        self.savepoint.__enter__()
        self.count, self.is_on_the_way = 0, False
        self.house = House(now=timezone.now().replace(second=0, microsecond=0))
        self.contact = PressContact.objects.get()

    def teardown(self):
        try:
            with self.clock():
                self.every_exit_agrees()
                self.staff_pages_open()
                self.undone(self.everything_can_be_hidden)
                self.undone(self.everything_can_be_public)
            self.time_passes()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    # --- steps --------------------------------------------------------------------------------------------------

    # Whole ways first, so that a few steps reach what takes a text months.

    @initialize(kind=st.sampled_from(KINDS), topic=st.sampled_from(TOPICS), minutes=MINUTES)
    def begin(self, kind, topic, minutes):
        with self.all_at_once():
            self.start(kind=kind, topic=topic)
            self.submit(which=0)
            self.approve(which=0, minutes=minutes, seconds=0)

    @precondition(lambda self: self.closed())
    @rule(which=WHICH, topic=st.sampled_from(TOPICS), corrects=st.booleans(), minutes=MINUTES)
    def follow(self, which, topic, corrects, minutes):
        """The next version, as far as it may go: what comes before the last one's time is refused."""
        text = self.pick(self.closed(), which)
        with self.all_at_once():
            self.start_next(which=self.closed().index(text))
            self.edit(which=self.with_open().index(text), topic=topic, corrects=corrects)
            self.submit(which=self.ready().index(text))
            self.house.now += timedelta(seconds=1)
            self.approve(which=self.submitted().index(text), minutes=minutes, seconds=0)

    @rule(kind=st.sampled_from(KINDS), topic=st.sampled_from(TOPICS))
    def start(self, kind, topic):
        words = self.token("q")
        with self.clock():
            content = self.content(words) | BYLINE.get(kind, {})
            edition = actions.start(kind=kind, by=self.writer(kind), topic=self.cast.topics[topic], **content)
        text = Text(edition.publication_id, kind, [Version(edition.pk, words, topic)], path=edition.publication.path)
        self.house.texts.append(text)
        self.check()

    @precondition(lambda self: self.with_open())
    @rule(which=WHICH, topic=st.sampled_from(TOPICS), corrects=st.booleans())
    def edit(self, which, topic, corrects):
        text = self.pick(self.with_open(), which)
        version, words = text.open, self.token("q")
        later = {}
        if len(text.line) > 1:
            version.note, version.correction = words[:-1] + "n", words[:-1] + "c" if corrects else ""
            later = {"change_note": version.note, "correction": version.correction}
        with self.clock():
            content = self.content(words) | later
            edition = self.edition(version)
            actions.edit(edition=edition, by=self.writer(text.kind), topic=self.cast.topics[topic], **content)
        version.words, version.topic, version.is_submitted = words, topic, False
        self.follow_headline(text)
        self.check()

    @precondition(lambda self: self.with_open())
    @rule(which=WHICH, papers=st.sets(st.sampled_from(PAPERS)))
    def say_about(self, which, papers):
        text = self.pick(self.with_open(), which)
        documents = [self.cast.papers[title] for title in papers]
        with self.clock():
            edition, by = self.edition(text.open), self.writer(text.kind)
            say_about(edition=edition, by=by, documents=documents, consultations=[])
        text.open.about, text.open.is_submitted = frozenset(papers), False
        self.check()

    @precondition(lambda self: self.ready())
    @rule(which=WHICH)
    def submit(self, which):
        text = self.pick(self.ready(), which)
        with self.clock():
            actions.submit(edition=self.edition(text.open), by=self.writer(text.kind))
        text.open.is_submitted = True
        self.check()

    @precondition(lambda self: self.submitted())
    @rule(which=WHICH, minutes=MINUTES, seconds=st.integers(0, 59))
    def approve(self, which, minutes, seconds):
        text = self.pick(self.submitted(), which)
        self.house.now = self.house.now.replace(second=max(seconds, self.house.now.second))
        at = self.house.now.replace(second=0) + timedelta(minutes=minutes) if minutes else None
        last = max((version.begins for version in text.line if version.begins), default=None)
        version = text.open
        with self.clock():
            edition = self.edition(version)
            seen = edition.content_hash
            done = self.done(actions.approve, edition=edition, by=self.cast.chief, seen=seen, public_from=at)
        assert done == (last is None or (at or self.house.now) > last)
        if not done:
            return
        version.begins, version.is_submitted = at or self.house.now, False
        version.contact = self.contact.name if text.kind in ("statement", "position_paper") else ""
        self.check()

    @precondition(lambda self: self.submitted())
    @rule(which=WHICH)
    def send_back(self, which):
        text = self.pick(self.submitted(), which)
        with self.clock():
            actions.send_back(edition=self.edition(text.open), by=self.cast.chief, reason=WHY)
        text.open.is_submitted = False
        self.check()

    @precondition(lambda self: self.waiting())
    @rule(which=WHICH, by_author=st.booleans())
    def pull(self, which, by_author):
        text, version = self.pick(self.waiting(), which)
        with self.clock():
            by = self.writer(text.kind) if by_author else self.cast.chief
            draft = actions.pull(edition=self.edition(version), by=by, reason=WHY)
        text.take_back(self.house.now, text.line.index(version))
        assert draft.pk == text.open.pk
        self.check()

    @precondition(lambda self: self.waiting())
    @rule(which=WHICH)
    def publish_now(self, which):
        text, version = self.pick(self.waiting(), which)
        first = text.scheduled(self.house.now)[0]
        self.house.now += timedelta(seconds=1)
        if version.begins <= self.house.now:
            return
        with self.clock():
            done = self.done(actions.publish_now, edition=self.edition(version), by=self.cast.chief, reason=WHY)
        assert done == (version is first)
        if not done:
            return
        version.begins = self.house.now
        self.check()

    @rule(minutes=st.sampled_from([1, 30, 61, 4000]))
    def tick(self, minutes):
        self.house.now += timedelta(minutes=minutes)
        self.check()

    @precondition(lambda self: self.public(is_withdrawn=False))
    @rule(which=WHICH)
    def withdraw(self, which):
        text = self.pick(self.public(is_withdrawn=False), which)
        with self.clock():
            actions.withdraw(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        text.public(self.house.now).is_withdrawn = True
        text.take_back(self.house.now)
        self.check()

    @precondition(lambda self: self.public(is_withdrawn=True))
    @rule(which=WHICH)
    def reinstate(self, which):
        text = self.pick(self.public(is_withdrawn=True), which)
        with self.clock():
            actions.reinstate(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        text.public(self.house.now).is_withdrawn = False
        self.check()

    @precondition(lambda self: self.public())
    @rule(which=WHICH)
    def remove(self, which):
        text = self.pick(self.public(), which)
        with self.clock():
            actions.remove(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        text.take_back(self.house.now)
        text.is_removed, text.proposed = True, ""
        self.check()

    @precondition(lambda self: self.removed())
    @rule(which=WHICH)
    def restore(self, which):
        text = self.pick(self.removed(), which)
        with self.clock():
            actions.restore(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        text.is_removed = False
        self.check()

    @precondition(lambda self: self.closed())
    @rule(which=WHICH)
    def start_next(self, which):
        text = self.pick(self.closed(), which)
        last = text.line[-1]
        with self.clock():
            edition = actions.start_next(publication=self.publication(text), by=self.writer(text.kind))
        text.line.append(Version(edition.pk, last.words, last.topic, about=last.about))
        self.check()

    @precondition(lambda self: self.with_open())
    @rule(which=WHICH)
    def discard(self, which):
        text = self.pick(self.with_open(), which)
        with self.clock():
            actions.discard_draft(edition=self.edition(text.open), by=self.writer(text.kind))
        text.discarded.append(text.line.pop())
        self.follow_headline(text)
        self.check()

    @precondition(lambda self: self.with_discarded())
    @rule(which=WHICH)
    def draft_again(self, which):
        text = self.pick(self.with_discarded(), which)
        former = self.pick(text.discarded, which)
        with self.clock():
            edition = actions.draft_again(edition=self.edition(former), by=self.writer(text.kind))
        text.line.append(Version(edition.pk, former.words, former.topic, about=former.about))
        self.follow_headline(text)
        self.check()

    @precondition(lambda self: self.movable())
    @rule(which=WHICH)
    def propose_move(self, which):
        text = self.pick(self.movable(), which)
        slug = f"moved-{self.token('q')[2:-1]}" if which % 3 or not text.former_paths else self.former_slug(text)
        with self.clock():
            actions.propose_move(publication=self.publication(text), by=self.writer(text.kind), slug=slug)
        text.proposed = text.path.rsplit("/", 2)[0] + f"/{slug}/"
        self.check()

    @precondition(lambda self: self.proposed())
    @rule(which=WHICH)
    def approve_move(self, which):
        text = self.pick(self.proposed(), which)
        with self.clock():
            actions.approve_move(publication=self.publication(text), by=self.cast.chief, seen=text.proposed)
        text.former_paths = (text.former_paths | {text.path}) - {text.proposed}
        text.path, text.proposed = text.proposed, ""
        self.check()

    @precondition(lambda self: self.proposed())
    @rule(which=WHICH)
    def drop_move(self, which):
        text = self.pick(self.proposed(), which)
        with self.clock():
            actions.drop_move(publication=self.publication(text), by=self.writer(text.kind))
        text.proposed = ""
        self.check()

    @precondition(lambda self: self.grantable())
    @rule(which=WHICH)
    def give_grant(self, which):
        text = self.pick(self.grantable(), which)
        with self.clock():
            actions.give_grant(user=self.cast.journalist, by=self.cast.chief, publication=self.publication(text))
        text.granted = True
        self.check()

    @rule(topic=st.sampled_from(TOPICS))
    def give_or_end_topic_grant(self, topic):
        with self.clock():
            held = EmbargoGrant.objects.in_force().filter(topic__isnull=False).first()
            if held:
                actions.end_grant(grant=held, by=self.cast.chief, reason=WHY)
            else:
                actions.give_grant(user=self.cast.journalist, by=self.cast.chief, topic=self.cast.topics[topic])
        self.house.topic_granted = "" if held else topic
        self.house.now += timedelta(seconds=1)  # a grant that ends as it begins has never been
        self.check()

    @rule()
    def rename_contact(self):
        self.contact.name = self.token("k")
        self.contact.save()
        self.check()

    @precondition(lambda self: self.house.texts)
    @rule(which=WHICH, what=st.sampled_from(["submit", "pull", "publish_now", "start_next", "withdraw", "remove"]))
    def press_a_button_of_an_old_page(self, which, what):
        """Whatever does not fit is refused with a sentence, and changes nothing."""
        text = self.pick(self.house.texts, which)
        version = self.pick(text.line + text.discarded, which)
        on = {"edition": self.edition(version)} if what in {"submit", "pull", "publish_now"} else {}
        on = on or {"publication": self.publication(text)}
        why = {} if what in {"submit", "start_next"} else {"reason": WHY}
        by = self.writer(text.kind) if what in {"submit", "start_next"} else self.cast.chief

        with self.clock():
            self.undone(lambda: self.done(getattr(actions, what), by=by, **on, **why))
        self.check()

    # --- what is there ------------------------------------------------------------------------------------------

    def standing(self):
        return [text for text in self.house.texts if not text.is_removed]

    def with_open(self):
        return [text for text in self.standing() if text.open]

    def submitted(self):
        return [text for text in self.with_open() if text.open.is_submitted]

    def ready(self):
        drafts = [text for text in self.with_open() if not text.open.is_submitted]
        return [text for text in drafts if len(text.line) == 1 or text.open.note]

    def closed(self):
        return [text for text in self.standing() if text.line and not text.open]

    def with_discarded(self):
        return [text for text in self.standing() if text.discarded and not text.open]

    def waiting(self):
        return [(text, version) for text in self.standing() for version in text.scheduled(self.house.now)]

    def public(self, is_withdrawn=None):
        found = [(text, text.public(self.house.now)) for text in self.standing()]
        return [text for text, version in found if version and is_withdrawn in (None, version.is_withdrawn)]

    def removed(self):
        return [text for text in self.house.texts if text.is_removed]

    def movable(self):
        return [text for text in self.public() if text.kind != "briefing"]

    def proposed(self):
        return [text for text in self.standing() if text.proposed]

    def grantable(self):
        return [text for text in self.standing() if text.kind != "briefing" and not text.granted]

    # --- what must hold -----------------------------------------------------------------------------------------

    def check(self):
        """After each step, in few queries: the rows, and the page of the text that each step most likely changed."""
        if self.is_on_the_way:
            return
        with self.clock():
            public = Edition.objects.public().values_list("pk", flat=True)
            expected = self.house.public(*KINDS[:3])
            assert sorted(public) == sorted(version.pk for _, version in expected)
            rows = Publication.objects.in_bulk([text.pk for text in self.house.texts])
            for text in self.house.texts:
                assert rows[text.pk].path == text.path
                first = text.first_public_at(self.house.now)
                assert first is None or rows[text.pk].first_public_at == first
            if self.house.texts:
                self.own_page_agrees(self.house.texts[-1])

    def every_exit_agrees(self):
        house, anyone = self.house, Client()
        ours = (*RELEASES, "position_paper")
        lists = {
            "/press/": house.words(*RELEASES) | house.words("position_paper"),
            "/press/feed.json": house.words(*RELEASES),
            "/press/feed.rss": house.words(*RELEASES),
            "/policy/": house.words("position_paper"),
            "/policy/feed.atom": house.words("position_paper"),
            "/press/?q=headline": house.words(*ours),
            "/sitemap-news.xml": house.news(),
        }
        for topic in TOPICS:
            lists[f"/press/topics/{topic}/"] = house.words(*RELEASES, topic=topic)
            lists[f"/press/topics/{topic}/feed.atom"] = house.words(*RELEASES, topic=topic)
        for address, expected in lists.items():
            assert tokens(self.got(anyone, address), "q") == expected, address
        paths = {text.path for text, _ in house.public(*ours)}
        listed = self.got(anyone, "/sitemap-texts-0.xml")
        assert {text.path for text in house.texts if f"{text.path}<" in listed} == paths
        assert tokens(self.got(self.cast.at_press, "/briefings/"), "q") == house.words("briefing")
        assert tokens(self.got(self.cast.at_embargo, "/embargo/"), "q") == house.under_embargo()
        for text in house.texts:
            self.own_page_agrees(text)
            self.versions_agree(text)

    def own_page_agrees(self, text):
        version, client = text.public(self.house.now), self.cast.at_press if text.kind == "briefing" else Client()
        answer = client.get(text.path)
        if version is None:
            gone = text.is_removed and text.kind != "briefing"
            assert answer.status_code == (410 if gone else 404), (text, answer.status_code)
            assert not tokens(answer.content.decode())
            return
        page = answer.content.decode()
        assert answer.status_code == 200
        assert tokens(page, "qnc") == text.told(version)
        assert tokens(page, "k") == tokens(version.contact)
        assert ("Withdrawn " in page) == version.is_withdrawn
        assert not any(row in page for row in ("Not published yet", "Embargoed until"))
        if text.kind != "briefing":
            assert {title for title in PAPERS if title in page} == version.about

    def versions_agree(self, text):
        if text.kind == "briefing":
            return
        begun = text.begun(self.house.now)
        for number, version in enumerate(text.line, start=1):
            answer = Client().get(f"{text.path}versions/{number}/")
            if text.is_removed:
                assert answer.status_code == 410
            elif version in begun[:-1]:
                # Its own words; the page also leads to the current ones.
                assert text.told(version) <= tokens(answer.content.decode(), "qnc")
            else:
                assert answer.status_code == 404
        for former in text.former_paths:
            answer = Client().get(former)
            assert answer.status_code == (410 if text.is_removed else 301)

    def staff_pages_open(self):
        """No state of a text makes a page of colleagues fail."""
        for text in self.house.texts[-1:]:
            for version in (text.line + text.discarded)[-2:]:
                self.got(self.cast.at_desk[text.kind == "position_paper"], f"/staff/texts/{version.pk}/")
            one = f"/staff/texts/publications/{text.pk}/"
            for page in ("history", "grants", "previews"):
                self.got(self.cast.at_desk[text.kind == "position_paper"], f"{one}{page}/")
        self.got(self.cast.at_desk[False], "/staff/texts/")

    def time_passes(self):
        """What is scheduled comes, and what was taken back does not."""
        self.house.now += timedelta(days=30)
        self.check()
        with self.clock():
            for text in self.house.texts:
                self.own_page_agrees(text)

    def everything_can_be_hidden(self):
        for text in self.house.texts:
            for version in text.scheduled(self.house.now)[:1] if not text.is_removed else []:
                actions.pull(edition=self.edition(version), by=self.writer(text.kind), reason=WHY)
            if text.public(self.house.now):
                actions.remove(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        with clock.at(self.house.now + timedelta(days=365)):
            assert not Edition.objects.in_force().exists()

    def everything_can_be_public(self):
        for text in self.house.texts:
            publication = self.publication(text)
            if text.is_removed:
                actions.restore(publication=publication, by=self.cast.chief, reason=WHY)
            writer, edition = self.writer(text.kind), publication.editions.latest_standing()
            if edition is None:
                edition = actions.draft_again(edition=self.edition(text.discarded[0]), by=writer)
            waiting = text.scheduled(self.house.now) if not text.is_removed else []
            if waiting:
                edition = actions.pull(edition=self.edition(waiting[0]), by=writer, reason=WHY)
            if edition.state == "approved":
                edition = actions.start_next(publication=publication, by=writer)
            note = {"is_minor": True} if edition.number > 1 else {}
            edition = actions.edit(edition=edition, by=writer, **self.content("zx0q"), **note)
            edition = actions.submit(edition=edition, by=writer)
            with clock.at(self.house.now + timedelta(seconds=1)):
                actions.approve(edition=edition, by=self.cast.chief, seen=edition.content_hash, public_from=None)
                assert Edition.objects.in_force().filter(pk=edition.pk, withdrawn_at=None).exists()

    # --- helpers ------------------------------------------------------------------------------------------------

    def clock(self):
        return clock.at(self.house.now)

    def token(self, kind):
        self.count += 1
        return f"zx{self.count}{kind}"

    def content(self, words):
        return {
            "title": f"{words} headline",
            "summary": f"{words} is what we say in short, and why it matters.",
            "body": f"<p>{words} at length.</p>",
        }

    def writer(self, kind):
        return self.cast.policy if kind == "position_paper" else self.cast.press

    def edition(self, version):
        return Edition.objects.select_related("publication").get(pk=version.pk)

    def publication(self, text):
        return Publication.objects.get(pk=text.pk)

    def follow_headline(self, text):
        """Before it is approved for the first time, the address is the headline's; without a version it has none."""
        if not text.line:
            text.path = f"/discarded/{text.pk}/"
        elif text.line[0].is_open:
            stem = "/policy/positions/" if text.kind == "position_paper" else "/press/"
            stem = "/briefings/" if text.kind == "briefing" else stem
            path = f"{stem}{text.line[0].words}-headline"
            text.path = self.publication(text).path
            assert text.path.removesuffix("/").startswith(path)

    def former_slug(self, text):
        return sorted(text.former_paths)[0].strip("/").rsplit("/", 1)[1]

    def pick(self, things, which):
        return things[which % len(things)]

    def got(self, client, address) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    @contextmanager
    def all_at_once(self):
        """Several steps, of which only the last is looked at."""
        self.is_on_the_way = True
        try:
            yield
        finally:
            self.is_on_the_way = False
        self.check()

    def done(self, action, **what) -> bool:
        """Whether it was done; what the rules do not allow is refused with a sentence, and nothing else is raised."""
        try:
            action(**what)
        except Refused:
            return False
        return True

    def undone(self, act):
        with transaction.atomic():
            act()
            transaction.set_rollback(True)


class Cast:
    """Who writes, approves and reads."""

    def __init__(self, press, policy, chief, signed_in):
        self.press, self.policy, self.chief = press, policy, chief
        self.journalist = make_person("carys@ledger.example", "journalist")
        accredit(self.journalist, press)
        actions.accept_terms(user=self.journalist)
        self.topics = {slug: Topic.objects.create(slug=slug, name=slug.capitalize()) for slug in TOPICS}
        body = PublicBody.objects.create(name="Department for Education", slug="dfe")
        of = {"body": body, "kind": "report", "published_on": "2026-01-05", "link": "https://consult.example/2"}
        self.papers = {title: Document.objects.create(title=title, **of) for title in PAPERS}
        self.at_press, self.at_embargo = signed_in(press), signed_in(self.journalist)
        self.at_desk = {False: self.at_press, True: signed_in(policy)}


def test_a_text_lives_its_whole_life_in_any_order(press_officer, policy_officer, chief_executive, signed_in):
    Life.cast = Cast(press_officer, policy_officer, chief_executive, signed_in)
    PressContact.objects.update(name="zx0k")
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    how = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=quiet)
    with patch.object(sitemaps, "PART", 10**9):
        run_state_machine_as_test(Life, settings=how)
