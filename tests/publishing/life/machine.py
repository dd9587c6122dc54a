"""The state machine: where an example begins, and what must hold at its end."""

from copy import deepcopy
from datetime import timedelta
from sys import exception

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from publishing import actions, clock
from publishing.models import Edition
from tests.publishing.life.afterwards import Afterwards
from tests.publishing.life.around import Around
from tests.publishing.life.cast import WHY
from tests.publishing.life.desk import ways_agree
from tests.publishing.life.drafts import Drafts
from tests.publishing.life.exits import early_agrees, former_agree, got, lists_agree, page_agrees
from tests.publishing.life.model import Office
from tests.publishing.life.rows import corrections_agree, redirects_agree
from tests.publishing.life.schedule import Schedule
from tests.undoing import savepoint


@st.composite
def any_step(draw, life):
    """A step that is possible now, and what it takes: those with a text twice as likely as those beside texts.

    Hypothesis leaves out half of the rules in each example ("swarm testing"). With many rules and few steps, most
    examples would then do little but let time pass.
    """
    possible = [rule for rule in life.setup_state().rules if all(holds(life) for holds in rule.preconditions)]
    rule = draw(st.sampled_from(possible + [rule for rule in possible if "which" in rule.arguments_strategies]))
    return rule, draw(st.fixed_dictionaries(rule.arguments_strategies))


class Life(Drafts, Schedule, Afterwards, Around):
    """Each example goes on from one beginning, in a savepoint of its own."""

    beginning: Office

    def __init__(self, office: Office | None = None):
        super().__init__()
        self.savepoint = None if office else savepoint()
        if self.savepoint:
            self.savepoint.__enter__()
        assert hasattr(self, "_rules_strategy"), "this version of hypothesis chooses its rules by another name"
        self._rules_strategy = any_step(self)
        self.office = office or deepcopy(self.beginning)
        self.at_hand = {text.pk for text in self.office.texts}

    @initialize(texts=st.sets(st.integers(0, 4), min_size=1, max_size=2), turn=st.integers(0, 23))
    def choose(self, texts, turn):
        """A few steps reach far with one text or two."""
        self.office.turn = turn
        self.at_hand = {self.office.texts[number].pk for number in texts}

    def teardown(self):
        try:
            if exception() is None:
                self.end()
        finally:
            if self.savepoint:
                transaction.set_rollback(True)
                self.savepoint.__exit__(None, None, None)

    def end(self):
        with self.clock():
            corrections_agree(self.office)
            redirects_agree(self.office)
            lists_agree(self.office, self.cast)
            for text in self.texts():
                page_agrees(text, self.office, self.cast)
                former_agree(text, self.office, self.cast)
                for version in text.scheduled(self.office.now)[:1]:
                    early_agrees(version, self.office, self.cast)
            self.desk_agrees()
            self.undone([self.everything_can_be_hidden, self.everything_can_be_public][self.office.turn % 2])
        self.time_passes()

    def desk_agrees(self):
        """No state of a text makes a page of colleagues fail, and each has its ways on."""
        text, turn = self.texts()[-1], self.office.turn // 2
        versions = text.line[::-1] + text.discarded
        one = f"publications/{text.pk}/"
        with self.at_the_desk():
            ways_agree(text, self.pick(versions, turn), self.office, self.cast)
            page = self.pick(["", f"{one}history/", f"{one}grants/", f"{one}previews/"], turn)
            got(self.cast.at_desk(text.kind), f"/staff/texts/{page}")

    def time_passes(self):
        """What is scheduled comes, and what was taken back does not."""
        self.office.now += timedelta(days=30)
        self.check()

    def everything_can_be_hidden(self):
        hidden = [version.pk for text in self.texts() for version in text.line]
        for text in self.texts():
            for version in text.scheduled(self.office.now)[:1] if not text.is_removed else []:
                actions.pull(edition=self.edition(version), by=self.cast.writer(text.kind), reason=WHY)
            if text.public(self.office.now):
                actions.remove(publication=self.publication(text), by=self.cast.chief, reason=WHY)
        with clock.at(self.office.now + timedelta(days=365)):
            assert not Edition.objects.in_force().filter(pk__in=hidden).exists()

    def everything_can_be_public(self):
        text = self.texts()[-1]
        publication = self.publication(text)
        if text.is_removed:
            actions.restore(publication=publication, by=self.cast.chief, reason=WHY)
        edition = self.made_open(text, publication)
        if not text.is_ready or edition.number > 1:
            note = {"is_minor": True} if edition.number > 1 else {}
            content = self.cast.content("zx0q", text.kind, "costs") | note
            edition = actions.edit(edition=edition, by=self.cast.writer(text.kind), **content)
        if edition.state == "draft":
            edition = actions.submit(edition=edition, by=self.cast.writer(text.kind))
        with clock.at(self.office.now + timedelta(seconds=1)):
            actions.approve(edition=edition, by=self.cast.chief, seen=edition.content_hash, public_from=None)
            assert Edition.objects.in_force().filter(pk=edition.pk, withdrawn_at=None).exists()

    def made_open(self, text, publication):
        """Its open version, whatever it takes to have one."""
        writer, edition = self.cast.writer(text.kind), publication.editions.latest_numbered()
        if edition is None:
            return actions.draft_again(edition=self.edition(text.discarded[0]), by=writer)
        waiting = text.scheduled(self.office.now) if not text.is_removed else []
        if waiting:
            edition = actions.pull(edition=self.edition(waiting[0]), by=writer, reason=WHY)
        if edition.state == "approved":
            edition = actions.start_next(publication=publication, by=writer)
        return edition


def begin(cast) -> None:
    """Five texts whose lives are rich already, so that any few steps meet with something."""
    Life.cast = cast
    # The database freezes what has begun by its own clock, which must not overtake the examples'.
    tomorrow = timezone.now().replace(second=0, microsecond=0) + timedelta(days=1)
    Life.beginning = Office(tomorrow, contact="zx0k", about_us="zx0b")
    life = Life(Life.beginning)
    life.is_on_the_way = True
    for kind in ("statement", "blog", "position_paper", "briefing", "statement"):
        life.start(kind=kind, topic="workforce")
    statement, blog, paper, briefing, waiting = range(5)
    only(life, statement, life.say_about, papers={"Review of places"})
    for number in (statement, blog, paper, briefing):
        public_from(life, number, 0)
    # Followed by a version that corrects it and is read early, which a colleague's draft is to follow.
    only(life, statement, life.give_or_end_grant)
    only(life, statement, life.follow, topic="costs", corrects=True, minutes=60)
    only(life, statement, life.start_next)
    only(life, statement, life.say_about, papers={"Report on costs"})
    # Withdrawn, and followed by a version without the notice.
    only(life, blog, life.withdraw, looks=False)
    only(life, blog, life.follow, topic="costs", corrects=True, minutes=60)
    # Moved, replaced, with another address proposed and a draft that was discarded.
    only(life, paper, life.propose_move, where="new")
    only(life, paper, life.approve_move)
    only(life, paper, life.follow, topic="costs", corrects=True, minutes=0)
    only(life, paper, life.start_next)
    only(life, paper, life.discard)
    only(life, paper, life.propose_move, where="former")
    only(life, briefing, life.follow, topic="workforce", corrects=False, minutes=1)
    # Not public yet, in two versions, while a third waits to be approved.
    public_from(life, waiting, 60)
    only(life, waiting, life.follow, topic="costs", corrects=False, minutes=5000)
    only(life, waiting, life.start_next)
    only(life, waiting, life.edit, topic="workforce", corrects=True)
    only(life, waiting, life.submit)
    life.change_what_texts_refer_to(of_us=True)
    life.change_what_texts_refer_to(of_us=False)
    life.is_on_the_way = False
    life.check()


def only(life: Life, number: int, step, **how) -> None:
    """A step with one of the texts."""
    life.at_hand = {life.office.texts[number].pk}
    takes = {} if step in (life.start, life.tick) else {"which": 0}
    step(**takes, **how)


def public_from(life: Life, number: int, minutes: int) -> None:
    only(life, number, life.submit)
    only(life, number, life.approve, minutes=minutes, seconds=0)
