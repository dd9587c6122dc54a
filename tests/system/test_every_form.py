"""Every form of every page: it overwrites nothing unseen, is done once, and its words outlive their session.

Which forms there are, and which of them edit, is found out from the pages and the code and not listed: a form edits
when it opens with what was saved through it, or when it is made to say what it opened with. What is listed is what this
cannot try, with the reason; a list that is longer than need be fails too.
"""

from collections.abc import Iterator
from unittest import mock

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TestCase
from django.urls import resolve, reverse

from publishing import actions as publishing
from tests import world
from tests.publishing.files import pdf
from tests.system import matrix
from tests.system.filling_in import OTHER, changed
from tests.system.forms_on_pages import Form, forms_of
from tests.undoing import undone
from webforms.seen import Seen

# What they make is shown on their answer alone: sent again, they make another one, which is the one on screen.
SHOWN_ONCE = ("/duties/subscription/make/", "/previews/")
# Fewer would prove too little.
EDIT, CREATE, TAKE_WORDS = 29, 100, 60
TABLES_BESIDE = (
    *("django_session", "people_sentform", "people_keptwords", "people_securityevent", '"cache"'),
    *("publishing_autosave", "policy_submissionautosave"),  # what a window typed, kept for its writer alone
)
GUARDS = ("seen", "base")  # the fields that say what was typed over
# It writes once in ten minutes, and the world's own mail may be younger or older than that.
NOW_AND_THEN = {"members:application_link"}
# Addresses to which no form of ours writes here. None of them edits.
WRITES_NOTHING = {
    "people:session_end": "It goes on with the session.",
    "job_run": "Nothing is due.",
    "people:owner_invite": "The provider has an owner, so nobody else is asked.",
    "homes:home_export": "It gives a file to read.",
    "duties:duty_report": "It gives a file to read.",
    "members:bookkeeping_export": "It gives a file to read.",
    "homes:home_sheet_add": "It takes a file.",
    "duties:duty_sheet": "It takes a file.",
    "duties:evidence_add": "It takes a file.",
    "register:register_file_add": "It takes a file.",
    "register:welsh_service_load": "It takes a file.",
    "members:statement_add": "It takes a file.",
    "members:provider_import_add": "It takes a file.",
    "publishing:edition_attachments": "It takes a file.",
    "media_releases:logo_create": "It takes a file.",
    "homes:home_add": "It leads to what the register prints of a number.",
    "homes:home_add_many": "It shows what was found, to choose from.",
    "duties:absence_begin": "An absence is open.",
    "publishing:urgent_review": "Whoever wrote a text does not review it.",
    "publishing:grant_list": "The only journalist holds the grant.",
    "publishing:publication_reinstate": "The text is not withdrawn.",
    "publishing:publication_restore": "The text is not removed.",
    "publishing:autosave_discard": "It drops what one window typed.",
    "policy:response_create": "The response is started.",
    "policy:recommendation_delete": "There is a reply to it.",
    "policy:recommendation_paste": "It shows what was found, to check.",
    "policy:question_paste": "It shows what was found, to check.",
    "members:invoice_numbering": "Invoices have begun with it.",
}
# Forms of a row that is made through them, or that say themselves why they are no guard.
NEVER_EDIT = {
    "policy.AskStateForm": "It makes a row each time; no state is rewritten.",
    "members.StepForm": "An applicant edits by a link; tests/members/test_applying.py opens two windows.",
    "members.OrganisationForm": "An applicant edits by a link; tests/members/test_applying.py opens two windows.",
    "members.PeopleForm": "An applicant edits by a link; tests/members/test_applying.py opens two windows.",
    "members.OwnershipForm": "An applicant edits by a link; tests/members/test_applying.py opens two windows.",
    "members.TaxForm": "An applicant edits by a link; tests/members/test_applying.py opens two windows.",
    "members.HomesForm": "An applicant edits by a link; tests/members/test_applying.py opens two windows.",
    "members.VersionForm": "A version is published; none is changed.",
    "media_releases.AccreditationForm": "A journalist applies.",
    **dict.fromkeys(
        (
            *("policy.ReplyForm", "policy.ManyRepliesForm", "policy.FindingForm", "policy.StanceForm"),
            *(
                "policy.DispatchForm",
                "policy.DatedForm",
                "policy._OutcomeForm",
                "policy.QuestionOutcomesForm",
                "policy.CorrectionForm",
            ),
        ),
        "A row is kept for ever; another corrects it.",
    ),
    "policy.CallForm": "A call is made; none is changed.",
    "policy.NewAnswerThemeForm": "A theme is added; AnswerThemeForm edits.",
    "publishing.PreviewForm": "A link is made; it can only be stopped.",
    "publishing.ImageForm": "A file is added; ShownImageForm edits.",
    "publishing.DocumentForm": "A file is added; ShownDocumentForm edits.",
    "register.WelshServiceForm": "What the two below share.",
    "duties.NewVisitActionForm": "An action is raised; VisitActionForm edits.",
    "homes.NewAreaForm": "An area is added; AreaForm edits.",
    "homes.WelshClaimForm": "A service is asked for; WelshServiceEditForm edits.",
    "people.NewProviderForm": "A provider is added; ProviderForm edits.",
}
# Pages for what this world has beside the one of the matrix.
MORE = [matrix.Page("publishing:shown_describe", "press", "policy", ("appendix.pk",))]


class Writes:
    """Counts what is written to the tables of what people keep."""

    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        is_write = sql.startswith(("INSERT", "UPDATE", "DELETE"))
        self.count += is_write and not any(table in sql[:80] for table in TABLES_BESIDE)
        return execute(sql, params, many, context)


def _below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _noting(refused: set[type]):
    """In the place of the method by which a form says that it was changed meanwhile."""
    say_so = Seen._say_so

    def noted(form):
        refused.add(type(form))
        say_so(form)

    return noted


class EveryFormTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = world.ready()
        about = {"raw": pdf(), "name_of_file": "appendix.pdf", "title": "Appendix", "by": cls.world.people["press"]}
        cls.world.add(appendix=publishing.show(edition=cls.world.draft, kind="document", **about))

    def setUp(self):
        self.clients = {name: Client() for name in self.world.people}
        for name, user in self.world.people.items():
            self.clients[name].force_login(user)

    def _forms_of_all_pages(self) -> list[tuple[Client, str, Form]]:
        """Each form once, with the page that shows it and who may open that. Of a page that takes it, everyone's."""
        found = {}
        for page, name in self._pages():
            client, address = self.clients[name], reverse(page.name, args=page.arguments(self.world))
            for form in forms_of(client.get(address).content.decode(errors="replace")):
                form.action = form.action or address
                if not form.action.startswith("/accounts/"):
                    found.setdefault(form.named(), (client, address, form))
        return list(found.values())

    def _pages(self) -> list[tuple[matrix.Page, str]]:
        """Each page with whose forms are looked at."""
        pages = [page for page in [*matrix.PAGES, *MORE] if page.methods == "GET" and page.allowed]
        taking = {page.name for page in matrix.PAGES if page.methods == "POST"}
        shown = [(page, page.allowed.split()) for page in pages]
        return [(page, name) for page, names in shown for name in (names if page.name in taking else names[:1])]

    def _edits(self, before: Form, sent: dict, now: Form) -> bool:
        """Whether the form opens with what was sent through it."""
        for name in before.shown | now.shown:
            values = now.shown.get(name, [])
            if values != before.shown.get(name, []) and values == sent.get(name, []):
                return True
        return False

    def _same(self, client, address, form: Form) -> Form | None:
        """The form as its page shows it now."""
        page = client.get(address).content.decode(errors="replace")
        for each in forms_of(page):
            each.action = each.action or address
            if each.named() == form.named():
                return each
        return None

    def _post(self, client, form, sent):
        writes = Writes()
        with connection.execute_wrapper(writes):
            answer = client.post(form.action, sent)
        return answer, writes.count

    def _tried(self, client, address, form: Form, mine: dict, theirs: dict) -> set[str]:
        """What came of sending a form twice, and of a second window that was opened before."""
        first, wrote = self._post(client, form, mine)
        if not wrote or first.status_code >= 400:
            return set()
        again, wrote = self._post(client, form, mine)
        if any(part in form.action for part in SHOWN_ONCE):
            return {"wrote"}
        if wrote or again.status_code != 302:
            return {f"done twice: {first.status_code}, {again.status_code}, {wrote} writes"}
        now = self._same(client, address, form)
        if not now or not self._edits(form, mine, now):
            return {"wrote"}
        answer, wrote = self._post(client, form, theirs | {"form_token": []})
        if wrote or answer.status_code == 302:
            return {f"overwritten: {answer.status_code}, {wrote} writes"}
        return {"wrote", "edited"}

    def _tried_both_ways(self, client, address, form: Form) -> set[str]:
        """The second window's words first where the first one's make no difference."""
        one, other = changed(form, "Alpha"), changed(form, OTHER)
        with undone():
            came = self._tried(client, address, form, one, other)
        if came <= {"wrote"} and (form.shown or form.guarded_by(GUARDS)):
            with undone():
                came = came | self._tried(client, address, form, other, one)
        return came

    @pytest.mark.slow
    def test_a_second_window_overwrites_nothing_and_a_second_post_does_nothing(self):
        refused = set()
        with mock.patch.object(Seen, "_say_so", _noting(refused)):
            self._try_all()
        ours = {form for form in _below(Seen) if not form.__module__.startswith(("webforms", "tests"))}
        editing = {form for form in ours if form.guarded}
        names = {f"{form.__module__.partition('.')[0]}.{form.__qualname__}" for form in editing - refused}
        assert names == set(NEVER_EDIT)

    def _try_all(self):
        wrong, edited, wrote, silent = {}, 0, set(), set()
        for client, address, form in self._forms_of_all_pages():
            came = self._tried_both_ways(client, address, form)
            if faults := came - {"wrote", "edited"}:
                wrong[form.named()] = faults
            elif form.guarded_by(GUARDS) and "edited" not in came:
                wrong[form.named()] = "it says what it opened with, and this test could not edit by it"
            edited += "edited" in came
            (wrote if came else silent).add((resolve(form.action).view_name, form.action))
        assert not wrong, "\n".join(f"{name}: {what}" for name, what in wrong.items())
        assert {name for name, _ in silent} - {name for name, _ in wrote} - NOW_AND_THEN == set(WRITES_NOTHING)
        assert (edited >= EDIT, len(wrote) >= CREATE) == (True, True), (edited, len(wrote))

    @pytest.mark.slow
    def test_words_typed_when_a_session_had_ended_are_in_the_form_after_signing_in(self):
        lost, tried = [], 0
        for client, address, form in self._forms_of_all_pages():
            sent = changed(form, OTHER)
            if not any("omegas" in value.lower() for values in sent.values() for value in values):
                continue
            tried += 1
            with undone():
                session = client.cookies.pop(settings.SESSION_COOKIE_NAME)
                came_from = {"Referer": f"http://testserver{address}"}
                answer = client.post(form.action, sent, headers=came_from)
                client.cookies[settings.SESSION_COOKIE_NAME] = session.value
                page = client.get(address).content.decode()
                client.cookies.pop("words", None)
                shown = [each for each in forms_of(page) if (each.action or address) == form.action]
                said = [value for each in shown for values in each.untouched.values() for value in values]
                if not (answer.url.startswith("/accounts/login/") and "Nothing has been saved yet" in page):
                    lost.append((form.named(), "not kept"))
                elif not any("omegas" in value.lower() for value in said):
                    lost.append((form.named(), "not filled"))
        assert not lost, "\n".join(map(str, lost))
        assert tried >= TAKE_WORDS
