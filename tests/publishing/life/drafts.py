"""Steps of those who write and of those who approve: until a version is public, or put aside."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from policy.about.actions import say_about
from publishing import actions
from tests.publishing.life.cast import PAPERS, TOPICS, WHY
from tests.publishing.life.model import KINDS, WITH_CONTACT, Text, Version
from tests.publishing.life.stage import MINUTES, WHICH, Stage


class Drafts(Stage):
    @rule(kind=st.sampled_from(KINDS), topic=st.sampled_from(TOPICS))
    def start(self, kind, topic):
        words = self.office.token("q")
        with self.clock():
            content = self.cast.content(words, kind, topic)
            edition = actions.start(kind=kind, by=self.cast.writer(kind), **content)
        version = Version(edition.pk, words, topic, about_us=self.office.about_us if kind in WITH_CONTACT else "")
        text = Text(edition.publication_id, kind, [version])
        self.office.texts.append(text)
        self.at_hand.add(text.pk)
        self.follow_headline(text)
        self.check()

    @precondition(lambda self: self.with_open())
    @rule(which=WHICH, topic=st.sampled_from(TOPICS), corrects=st.booleans())
    def edit(self, which, topic, corrects):
        text = self.pick(self.with_open(), which)
        version, words = text.open, self.office.token("q")
        later = {}
        if len(text.line) > 1:
            version.note, version.correction = words[:-1] + "n", words[:-1] + "c" if corrects else ""
            later = {"change_note": version.note, "correction": version.correction}
        with self.clock():
            content = self.cast.content(words, text.kind, topic) | later
            actions.edit(edition=self.edition(version), by=self.cast.writer(text.kind), **content)
        version.words, version.topic, version.is_submitted = words, topic, False
        version.about_us = self.office.about_us if text.kind in WITH_CONTACT else ""
        self.follow_headline(text)
        self.check()

    @precondition(lambda self: self.with_open())
    @rule(which=WHICH, papers=st.sets(st.sampled_from(PAPERS)))
    def say_about(self, which, papers):
        text = self.pick(self.with_open(), which)
        documents = [self.cast.papers[title] for title in papers]
        with self.clock():
            edition, by = self.edition(text.open), self.cast.writer(text.kind)
            say_about(edition=edition, by=by, documents=documents, consultations=[])
        text.open.about, text.open.is_submitted = frozenset(papers), False
        self.check()

    @precondition(lambda self: self.ready())
    @rule(which=WHICH)
    def submit(self, which):
        text = self.pick(self.ready(), which)
        with self.clock():
            actions.submit(edition=self.edition(text.open), by=self.cast.writer(text.kind))
        text.open.is_submitted = True
        self.check()

    @precondition(lambda self: self.submitted())
    @rule(which=WHICH, minutes=MINUTES, seconds=st.integers(0, 59))
    def approve(self, which, minutes, seconds):
        text = self.pick(self.submitted(), which)
        self.office.now = self.office.now.replace(second=max(seconds, self.office.now.second))
        at = self.office.now.replace(second=0) + timedelta(minutes=minutes) if minutes else None
        with self.clock():
            edition = self.edition(text.open)
            seen = edition.content_hash
            done = self.done(actions.approve, edition=edition, by=self.cast.chief, seen=seen, public_from=at)
        assert done == self.comes_last(text, at or self.office.now)
        if done:
            self.is_approved(text, at or self.office.now)
        self.check()

    @precondition(lambda self: self.with_open())
    @rule(which=WHICH)
    def publish_urgently(self, which):
        text = self.pick(self.with_open(), which)
        with self.clock():
            edition, by = self.edition(text.open), self.cast.writer(text.kind)
            seen = edition.content_hash
            done = self.done(actions.publish_urgently, edition=edition, by=by, seen=seen, reason=WHY)
        assert done == (text.is_ready and self.comes_last(text, self.office.now))
        if done:
            text.open.is_urgent = True
            self.is_approved(text, self.office.now)
        self.check()

    @precondition(lambda self: self.submitted())
    @rule(which=WHICH)
    def send_back(self, which):
        text = self.pick(self.submitted(), which)
        with self.clock():
            actions.send_back(edition=self.edition(text.open), by=self.cast.chief, reason=WHY)
        text.open.is_submitted = False
        self.check()

    @precondition(lambda self: self.closed())
    @rule(which=WHICH)
    def start_next(self, which):
        text = self.pick(self.closed(), which)
        with self.clock():
            edition = actions.start_next(publication=self.publication(text), by=self.cast.writer(text.kind))
        text.line.append(text.line[-1].again(edition.pk))
        self.check()

    @precondition(lambda self: self.closed())
    @rule(which=WHICH, topic=st.sampled_from(TOPICS), corrects=st.booleans(), minutes=MINUTES)
    def follow(self, which, topic, corrects, minutes):
        """The next version, as far as it may go: what comes before the last one's time is refused."""
        text = self.pick(self.closed(), which)
        with self.all_at_once():
            self.start_next(which=self.closed().index(text))
            self.edit(which=self.with_open().index(text), topic=topic, corrects=corrects)
            self.submit(which=self.ready().index(text))
            self.office.now += timedelta(seconds=1)
            self.approve(which=self.submitted().index(text), minutes=minutes, seconds=0)

    @precondition(lambda self: self.discardable())
    @rule(which=WHICH)
    def discard(self, which):
        text = self.pick(self.discardable(), which)
        with self.clock():
            actions.discard_draft(edition=self.edition(text.open), by=self.cast.writer(text.kind))
        text.open.is_submitted = False
        text.discarded.append(text.line.pop())
        self.follow_headline(text)
        self.check()

    @precondition(lambda self: self.with_discarded())
    @rule(which=WHICH)
    def draft_again(self, which):
        text = self.pick(self.with_discarded(), which)
        former = self.pick(text.discarded, which)
        with self.clock():
            edition = actions.draft_again(edition=self.edition(former), by=self.cast.writer(text.kind))
        text.line.append(former.again(edition.pk))
        self.follow_headline(text)
        self.check()
