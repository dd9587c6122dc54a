"""Providers and people out of a sheet as associations really keep one: read, checked, imported, taken back."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.directory.checking import check_waiting
from members.imports import actions
from members.imports.columns import examples, find_table, from_json, headings, propose
from members.imports.planning import plan_of
from members.imports.undoing import why_not_undone
from members.models import Contact, ProviderImport, RememberedColumns
from members.notes.actions import keep_note
from members.tasks import delete_old_imports
from outbox.models import OutboxMessage
from people.actions import accept
from people.models import Invitation, Provider, User
from people.providers.actions import change_provider
from sheets.writing import Format
from tests.conftest import make_person, make_provider
from tests.reading import text
from tests.sheets.workbooks import ods, xlsx

PAGE = "/staff/providers/import/"
# One row a person, a title above, a blank row, dates as text, a provider in three spellings, and notes below.
HEADINGS = ["Organisation", "Co. No.", "Joined", "Type", "Contact Name", "E-mail", "Role", "Tel", "Fees paid?"]
MESSY = [
    ["Children's Homes Association: MEMBERS at 1 April 2026 (do not circulate)"],
    [],
    HEADINGS,
    [
        "Tŷ Gwyn Gofal Cyf",
        "1234567",
        "1st March 2019",
        "Private",
        "Siân Llŷr-Rees",
        " Sian@TyGwyn.Example ",
        "Director",
    ],
    ["TY GWYN GOFAL CYFYNGEDIG", "", "01/03/2019", "", "Huw Parry", "huw@tygwyn.example", "Finance Manager", "x", "Y"],
    [],
    ["Ty Gwyn Gofal Cyf.", "01234567", "", "", "Mair Parry", "HUW@tygwyn.example", "PA"],
    ["Hazle Bank Care", "", "12.9.2021", "Charity", "Owen O’Neill", "Owen O'Neill <owen@hazel.example>", "Trustee"],
    ["Birch & Co Ltd", "OC301234", "2020-01-31", "Private", "", "", ""],
    [],
    ["Total: 3 members"],
    ["Updated by JP"],
]
TODAY = timezone.localdate()
UNSAID = {"sector": "private", "nation": "england", "member_kind": "provider", "role": "reader"}


def csv(rows) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def of_format(file_format: str, rows=MESSY) -> bytes:
    makers = {
        Format.CSV: csv,
        Format.XLSX: lambda rows: xlsx({"2026": rows}),
        Format.ODS: lambda rows: ods({"2026": rows}),
    }
    return makers[file_format](rows)


def begun(by, rows=MESSY) -> ProviderImport:
    return actions.begin_import(raw=csv(rows), name="members.csv", by=by)


def said(by, rows=MESSY, **unsaid) -> ProviderImport:
    """With the columns as they are proposed, but for the telephone, in which somebody wrote an x."""
    source = begun(by, rows)
    columns = {name: place for name, place in source.columns.items() if name != "telephone"}
    return actions.say_columns(source=source, columns=columns, unsaid=UNSAID | unsaid, by=by)


def imported(by, rows=MESSY, *, invite=False, **choices) -> ProviderImport:
    source = said(by, rows)
    source = actions.choose(source=source, choices=choices, by=by)
    plan = plan_of(source, by)
    source = actions.accept_import(source=source, seal=plan.seal, is_inviting=invite, by=by)
    assert actions.apply_import(source.pk)
    source.refresh_from_db()
    return source


def faults(by, *rows, head=("Provider", "Company number", "Sector", "Name", "Email", "Member since")):
    plan = plan_of(said(by, [head, *rows, ["Last Ltd", "", "Private", "", "", ""]]), by)
    return [(each.row, each.column, each.sentence) for each in plan.reading.faults]


@pytest.fixture
def staff(membership_manager):
    return membership_manager


@pytest.mark.parametrize("file_format", list(Format))
def test_the_headings_of_a_messy_sheet_are_found_and_proposed_by_what_they_mean(file_format):
    sheet, at, others = find_table(of_format(file_format))
    assert (sheet.rows[at].row, others) == (3, [])
    named = headings(sheet, at)
    assert {name: named[place] for name, place in propose(sheet, at).items()} == {
        "legal_name": "Organisation",
        "company_number": "Co. No.",
        "member_since": "Joined",
        "person": "Contact Name",
        "email": "E-mail",
        "job_title": "Role",  # by what stands in it: none of it is a role of the portal
        "telephone": "Tel",
    }
    assert examples(sheet, at, 0) == ["Tŷ Gwyn Gofal Cyf", "TY GWYN GOFAL CYFYNGEDIG", "Ty Gwyn Gofal Cyf."]


def test_a_slip_in_a_heading_is_proposed_where_its_cells_fit_and_not_where_they_do_not():
    sheet, at, _ = find_table(csv([["Organization", "Compny number"], ["Birch", "01234567"], ["Elm", "07654321"]]))
    assert propose(sheet, at) == {"legal_name": 0, "company_number": 1}
    sheet, at, _ = find_table(csv([["Organisation", "Compny number"], ["Birch", "see file"], ["Elm", "ask Jo"]]))
    assert propose(sheet, at) == {"legal_name": 0}


def test_of_several_sheets_the_one_that_we_know_most_of_is_read_and_the_others_are_named(signed_in, staff):
    raw = xlsx({"Read me": [["How to use"], ["this"]], "2026": MESSY, "2025": [["Old"], ["x"]]})
    client = signed_in(staff)
    answer = client.post(PAGE, {"file": SimpleUploadedFile("m.xlsx", raw)})
    page = text(client.get(answer.url))
    assert "other sheets are not read" in page
    assert "Read me" in page
    assert "Such as “Tŷ Gwyn Gofal Cyf”; “TY GWYN GOFAL CYFYNGEDIG”" in page


def test_the_dry_run_reads_one_row_a_person_and_makes_nothing(staff):
    make_provider("Hazel Bank Care Ltd")
    plan = plan_of(said(staff), staff)
    assert plan.reading.faults == []
    assert [(each.entry.row, each.entry.name, each.is_open) for each in plan.entries] == [
        (4, "Tŷ Gwyn Gofal Cyf", False),
        (8, "Hazle Bank Care", True),
        (9, "Birch & Co Ltd", False),
    ]
    first = plan.entries[0]
    assert first.entry.facts["company_number"] == "01234567"
    assert first.entry.facts["member_since"] == "2019-03-01"
    assert [(each.name, each.email, each.job_title) for each in first.people] == [
        ("Siân Llŷr-Rees", "sian@tygwyn.example", "Director"),
        ("Huw Parry", "huw@tygwyn.example", "Finance Manager"),
        ("Mair Parry", "huw@tygwyn.example", "PA"),
    ]
    assert [each.name for each in first.held] == ["Mair Parry"], "an account is one person's"
    assert plan.entries[1].people[0].email == "owen@hazel.example"
    assert plan.reading.left_out == [(11, "Total: 3 members"), (12, "Updated by JP")]
    assert plan.reading.unread == ["Type", "Tel", "Fees paid?"]
    assert Provider.objects.count() == 1
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        (["", "", "", "Siân", "", ""], "Provider", "names a person and no provider"),
        (["Elm", "12AB", "", "", "", ""], "Company number", "eight characters"),
        (["Elm", "1.2E+06", "", "", "", ""], "Company number", "shortened this number"),
        (["Elm", "", "Retail", "", "", ""], "Sector", "“Retail” is none of these: Private, Voluntary"),
        (["Elm", "", "", "", "nobody", ""], "Email", "no e-mail address"),
        (["Elm", "", "", "", "a@x.example; b@x.example", ""], "Email", "more than one address"),
        (["Elm", "", "", "", "", "31/02/2020"], "Member since", "no day of any calendar"),
        (["Elm", "", "", "", "", "04/2020"], "Member since", "has no day"),
        (["Elm", "", "", "", "", "1 May 2999"], "Member since", "still to come"),
        (["x" * 161, "", "", "", "", ""], "Provider", "161 characters; at most 160"),
        (["BIRCH LIMITED", "07654321", "", "", "", ""], "Company number", "Row 2 says “01234567” of the same provider"),
        (["Other Ltd", "01234567", "", "", "", ""], "Company number", "Row 2 has this company number for “Birch Ltd”"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(staff, row, column, sentence):
    good = ["Birch Ltd", "1234567", "Private", "Gwen", "gwen@birch.example", "1/2/2020"]
    ((number, where, said_so),) = faults(staff, good, row)
    assert (number, where) == (3, column)
    assert sentence in said_so


def test_nothing_is_imported_while_something_is_to_be_mended_or_to_be_said(signed_in, staff):
    make_provider("Hazel Bank Care Ltd")
    wrong = said(staff, [["Provider", "Email"], ["Elm", "nobody"]])
    unsaid = said(staff)
    for source in (wrong, unsaid):
        seal = plan_of(source, staff).seal
        with pytest.raises(ValidationError, match="to be mended or said"):
            actions.accept_import(source=source, seal=seal, is_inviting=False, by=staff)
    page = text(signed_in(staff).get(f"{PAGE}{wrong.pk}/"))
    assert "1 thing to mend" in page
    assert "Import all of it" not in page


def test_an_import_makes_providers_and_people_and_no_user_and_sends_nothing_unasked(staff):
    source = imported(staff)
    assert source.state == "imported"
    gwyn = Provider.objects.get(company_number="01234567")
    assert (gwyn.legal_name, gwyn.member_since, gwyn.nation) == ("Tŷ Gwyn Gofal Cyf", date(2019, 3, 1), "england")
    assert Provider.objects.count() == 3
    assert [str(each) for each in gwyn.contacts.all()] == ["Siân Llŷr-Rees", "Huw Parry", "Mair Parry"]
    assert User.objects.get() == staff
    assert not Invitation.objects.exists()
    assert not OutboxMessage.objects.exists()
    event = Provider.pgh_event_model.objects.get(pgh_obj=gwyn)
    assert event.pgh_context.metadata == {"user": staff.pk, "reason": "From a sheet"}


def test_who_imports_may_invite_all_of_them_once(staff):
    source = imported(staff, invite=True)
    invited = Invitation.objects.order_by("email")
    assert [each.email for each in invited] == ["huw@tygwyn.example", "owen@hazel.example", "sian@tygwyn.example"]
    assert {each.role for each in invited} == {"reader"}
    assert source.contacts.exclude(invitation=None).count() == 3
    assert User.objects.count() == 1
    assert OutboxMessage.objects.count() == 3


def test_the_same_sheet_makes_nothing_twice(signed_in, staff):
    imported(staff, invite=True)
    before = Provider.objects.count(), Contact.objects.count(), OutboxMessage.objects.count()
    source = said(staff)
    plan = plan_of(source, staff)
    assert (plan.is_empty, plan.open, plan.known) == (True, [], 4)
    assert "Everything in this sheet is here already" in text(signed_in(staff).get(f"{PAGE}{source.pk}/"))
    with pytest.raises(ValidationError, match="nothing to import"):
        actions.accept_import(source=source, seal=plan.seal, is_inviting=True, by=staff)
    assert before == (Provider.objects.count(), Contact.objects.count(), OutboxMessage.objects.count())


def test_a_provider_that_is_here_keeps_what_is_kept_of_it_and_its_owner_invites(staff):
    gwyn = make_provider("Ty Gwyn Gofal Cyfyngedig", company_number="01234567", sector="voluntary")
    make_person("sian@tygwyn.example", "owner", gwyn)
    plan = plan_of(said(staff), staff)
    assert plan.entries[0].provider == gwyn
    assert (len(plan.entries[0].known), plan.entries[0].invited) == (1, [])
    imported(staff, invite=True)
    gwyn.refresh_from_db()
    assert (gwyn.legal_name, gwyn.sector, gwyn.member_since) == ("Ty Gwyn Gofal Cyfyngedig", "voluntary", None)
    assert [str(each) for each in gwyn.contacts.all()] == ["Huw Parry", "Mair Parry"]
    assert not Invitation.objects.filter(provider=gwyn).exists()


def test_the_dry_run_says_who_would_be_what_and_who_has_an_account_already(signed_in, staff):
    make_person("sian@elsewhere.example", "reader", make_provider("Elsewhere Ltd"))
    rows = [
        ["Provider", "Name", "Email"],
        ["New Ltd", "Sian", "sian@elsewhere.example"],
        ["New Ltd", "Huw", "h@n.example"],
    ]
    source = said(staff, rows, role="home_manager")
    plan = plan_of(source, staff)
    assert (plan.people, plan.known, len(plan.entries[0].people), plan.is_empty) == (1, 1, 2, False)
    page = text(signed_in(staff).get(f"{PAGE}{source.pk}/"))
    assert page.count("as home manager") == 2
    assert page.count("Has an account already") == 1
    assert "1 person would be new, and 1 is here already" in page


def test_nobody_gets_a_role_that_nobody_said(signed_in, staff):
    source = begun(staff)
    client, address = signed_in(staff), f"{PAGE}{source.pk}/columns/"
    assert '<option value="" selected>Choose one</option>' in client.get(address).content.decode()
    columns = {f"column_{place}": name for name, place in source.columns.items() if name != "telephone"}
    answers = {f"unsaid_{name}": value for name, value in UNSAID.items()}
    assert client.post(address, columns | answers | {"unsaid_role": ""}).status_code == 422
    assert client.post(address, columns | answers).status_code == 302


def test_a_person_says_which_of_the_likely_ones_it_is(signed_in, staff):
    hazel = make_provider("Hazel Bank Care Ltd")
    source = said(staff)
    client, address = signed_in(staff), f"{PAGE}{source.pk}/"
    page = text(client.get(address))
    assert "Hazle Bank Care, in row 8" in page
    assert "legal name Hazel Bank Care Ltd is spelt alike" in page
    assert "Import all of it" not in page
    client.post(f"{address}choose/", {"row_8": str(hazel.pk)})
    assert plan_of(ProviderImport.objects.get(), staff).entries[1].provider == hazel
    client.post(f"{address}choose/", {"row_8": "new"})
    assert plan_of(ProviderImport.objects.get(), staff).entries[1].is_new
    assert client.post(f"{address}choose/", {"row_8": "999"}).status_code == 422


def test_what_a_person_said_of_columns_is_remembered_for_the_next_sheet_with_these_headings(signed_in, staff):
    client = signed_in(staff)
    rows = [["Who", "Where from", "Mail"], ["Elm Ltd", "Wales", "a@elm.example"]]
    answer = client.post(PAGE, {"file": SimpleUploadedFile("m.csv", csv(rows))})
    form = client.get(answer.url).context["form"]
    assert [form.fields[name].initial for name in ("column_0", "column_1", "column_2")] == [None, None, "email"]
    typed = {"column_0": "legal_name", "column_1": "nation", "column_2": "", "unsaid_sector": "health"}
    typed |= {"unsaid_nation": "both", "unsaid_member_kind": "associate", "unsaid_role": "owner"}
    assert client.post(answer.url, typed).url == f"{PAGE}{ProviderImport.objects.get().pk}/"
    again = begun(staff, [["Mail", "WHO", "where from:"], ["b@elm.example", "Oak Ltd", "Wales"]])
    assert again.columns == {"legal_name": 1, "nation": 2}
    assert again.unsaid["sector"] == "health"
    other = begun(staff, [["Who", "Mail"], ["Oak Ltd", "b@oak.example"]])
    assert (other.columns, RememberedColumns.objects.count()) == ({"email": 1}, 1)


def test_two_columns_of_one_meaning_and_no_name_are_refused_and_what_was_said_stays(signed_in, staff):
    source = begun(staff, [["Provider", "Mail"], ["Elm Ltd", "a@elm.example"]])
    client, address = signed_in(staff), f"{PAGE}{source.pk}/columns/"
    rest = {f"unsaid_{name}": value for name, value in UNSAID.items()}
    twice = client.post(address, {"column_0": "legal_name", "column_1": "legal_name"} | rest)
    assert twice.status_code == 422
    assert "Two columns are “Provider’s legal name”" in text(twice)
    none = client.post(address, {"column_0": "person", "column_1": "email"} | rest)
    assert "Say which column has the provider’s legal name" in text(none)
    assert re.search(r'<option value="person" selected', text(none))


def test_another_row_can_be_said_to_hold_the_headings(signed_in, staff):
    source = begun(staff, [["a", "b", "c"], ["Who", "What"], ["Elm Ltd", "Private"]])
    assert source.heading_at == 0
    client = signed_in(staff)
    client.post(f"{PAGE}{source.pk}/headings/1/")
    source.refresh_from_db()
    assert source.heading_at == 1
    assert headings(from_json(source.content), 1) == {0: "Who", 1: "What"}
    client.post(f"{PAGE}{source.pk}/headings/2/", follow=True)
    source.refresh_from_db()
    assert source.heading_at == 1, "nothing stands below that one"


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"%PDF-1.7", "This is a PDF"),
        (b"Provider\n", "no row below"),
        (csv([["Provider", "Child's name"], ["Elm", "x"]]), "headings that speak of children"),
    ],
)
def test_what_is_no_such_sheet_is_refused_with_a_sentence_and_not_kept(signed_in, staff, raw, sentence):
    answer = signed_in(staff).post(PAGE, {"file": SimpleUploadedFile("m.csv", raw)})
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert not ProviderImport.objects.exists()


def test_what_changed_since_it_was_shown_is_shown_again_and_not_imported(signed_in, staff):
    source = said(staff)
    seal = plan_of(source, staff).seal
    source = actions.accept_import(source=source, seal=seal, is_inviting=True, by=staff)
    make_provider("Birch and Co Limited")
    assert not actions.apply_import(source.pk)
    source.refresh_from_db()
    assert (source.state, Provider.objects.count(), Contact.objects.count()) == ("changed", 1, 0)
    page = text(signed_in(staff).get(f"{PAGE}{source.pk}/"))
    assert "Nothing was imported. Something that is kept has changed" in page
    with pytest.raises(ValidationError, match="changed since this was shown"):
        actions.accept_import(source=source, seal=seal, is_inviting=True, by=staff)


def test_whoever_lost_the_right_meanwhile_imports_nothing(staff):
    source = said(staff)
    source = actions.accept_import(source=source, seal=plan_of(source, staff).seal, is_inviting=False, by=staff)
    staff.roles.update(ends_on=timezone.localdate())
    assert not actions.apply_import(source.pk)
    assert not Provider.objects.exists()


def test_an_import_runs_once(staff):
    source = imported(staff)
    assert not actions.apply_import(source.pk)
    assert Provider.objects.count() == 3


def test_an_untouched_import_is_taken_back_as_a_whole(signed_in, staff):
    hazel = make_provider("Hazel Bank Care Ltd")
    source = imported(staff, invite=True, **{"8": hazel.pk})
    client = signed_in(staff)
    assert "it can be taken back" in text(client.get(f"{PAGE}{source.pk}/"))
    check_waiting()  # the portal’s own notes touch nothing
    client.post(f"{PAGE}{source.pk}/undo/")
    assert [*Provider.objects.all(), *Contact.objects.all(), *Invitation.objects.all()] == [hazel]
    assert "Taken back on" in text(client.get(f"{PAGE}{source.pk}/"))
    with pytest.raises(ValidationError, match="taken back already"):
        actions.undo_import(source=source, by=staff)


def touch_by_accepting(staff, provider):
    accept(invitation=Invitation.objects.get(email="huw@tygwyn.example"), name="Huw", password="seven blue houses 4")


def touch_a_person(staff, provider):
    Contact.objects.filter(provider=provider).first().delete()


def touch_an_invitation(staff, provider):
    Invitation.objects.filter(provider=provider).update(expires_at=timezone.now() + timedelta(days=9))


@pytest.mark.parametrize(
    ("touch", "sentence"),
    [
        (
            lambda by, it: change_provider(provider=it, by=by, telephone="01632 960009"),
            "Tŷ Gwyn Gofal Cyf was changed.",
        ),
        (
            lambda by, it: keep_note(provider=it, by=by, kind="call", happened_on=timezone.localdate(), words="Rang."),
            "has notes",
        ),
        (lambda by, it: make_provider("Child Ltd", parent=it), "has providers since"),
        (lambda by, it: Contact.objects.create(provider=it, name="Another", role="reader"), "Somebody else was added"),
        (lambda by, it: make_person("new@x.example", "owner", it), "has roles since"),
        (touch_by_accepting, "huw@tygwyn.example has accepted"),
        (touch_a_person, "Somebody whom it brought to Tŷ Gwyn"),
        (touch_an_invitation, "sent again"),
    ],
)
def test_what_was_touched_since_is_named_and_nothing_is_taken_back(signed_in, staff, touch, sentence):
    source = imported(staff, invite=True)
    touch(staff, Provider.objects.get(company_number="01234567"))
    assert any(sentence in each for each in why_not_undone(source))
    with pytest.raises(ValidationError, match="Tŷ Gwyn|huw@|sent again"):
        actions.undo_import(source=source, by=staff)
    assert Provider.objects.filter(imported__source=source).count() == 3
    assert "cannot be taken back as a whole" in text(signed_in(staff).get(f"{PAGE}{source.pk}/"))


def test_rows_are_deleted_after_a_week_and_what_was_made_can_still_be_taken_back(staff):
    waiting, done = said(staff), imported(staff)
    ProviderImport.objects.update(created_at=timezone.now() - actions.KEPT_FOR - timedelta(hours=1))
    delete_old_imports()
    assert list(ProviderImport.objects.values_list("pk", "content")) == [(done.pk, "")]
    assert waiting.pk != done.pk
    actions.undo_import(source=done, by=staff)
    assert not Provider.objects.exists()


def test_nobody_else_imports_or_takes_back(staff, press_officer, owner):
    source = said(staff)
    for by in (press_officer, owner):
        for act in (
            lambda by=by: begun(by),
            lambda by=by: actions.accept_import(source=source, seal="", is_inviting=False, by=by),
            lambda by=by: actions.undo_import(source=source, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_a_dry_run_takes_nine_queries_whatever_the_sheet_holds(staff, django_assert_num_queries):
    for number in range(40):
        make_provider(f"Other {number} Ltd")
    rows = [["Provider", "Name", "Email"], *([f"Other {n} Ltd", "A", f"a@other{n}.example"] for n in range(60))]
    small, large = said(staff, rows[:3]), said(staff, rows)
    _ = staff.current_roles
    for source in (small, large):
        with django_assert_num_queries(9):
            plan_of(source, staff)


def test_the_page_of_an_import_takes_as_many_queries_for_many_rows_as_for_few(signed_in, staff):
    rows = [["Provider", "Name", "Email"], *([f"Firm {n}{n} Ltd", "A", f"a@firm{n}.example"] for n in range(30))]
    client, counts = signed_in(staff), []
    for many in (rows[:2], rows):
        source = said(staff, many)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{PAGE}{source.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_name_of_two_words_in_two_columns_is_one_person(staff):
    rows = [
        ["Provider", "First name", "Surname", "Email"],
        ["Elm Ltd", "Siân", "Rees", ""],
        ["Elm Ltd", "Siân", "Rees", ""],
    ]
    plan = plan_of(said(staff, rows), staff)
    assert [each.name for each in plan.entries[0].people] == ["Siân Rees"]


def test_where_one_column_alone_is_read_no_row_is_taken_for_a_note(staff):
    plan = plan_of(said(staff, [["Provider"], ["Elm Ltd"], ["Oak Ltd"]]), staff)
    assert [each.entry.name for each in plan.entries] == ["Elm Ltd", "Oak Ltd"]


def test_a_fault_half_way_leaves_everything_as_it_was(staff, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError

    source = said(staff)
    source = actions.accept_import(source=source, seal=plan_of(source, staff).seal, is_inviting=True, by=staff)
    with monkeypatch.context() as patched:
        patched.setattr("members.imports.actions.Contact.objects.bulk_create", fails)
        with pytest.raises(RuntimeError):
            actions.apply_import(source.pk)
    assert not [*Provider.objects.all(), *Invitation.objects.all(), *OutboxMessage.objects.all()]
    assert actions.apply_import(source.pk)


def test_two_spellings_that_are_one_provider_bring_a_person_once(staff):
    known = make_provider("Birch Lodge Care Ltd")
    rows = [
        ["Provider", "Name", "Email"],
        ["Birch Lodge", "Siân Rees", "sian@birch.example"],
        ["Birch Lodge Homes", "Siân Rees", "sian@birch.example"],
        ["Birch Lodge Homes", "Huw Rees", "huw@birch.example"],
    ]
    source = said(staff, rows)
    first, second = plan_of(source, staff).entries
    choices = {str(each.entry.row): known.pk for each in (first, second)}
    plan = plan_of(actions.choose(source=source, choices=choices, by=staff), staff)
    assert [[person.name for person in each.people] for each in plan.entries] == [["Siân Rees"], ["Huw Rees"]]
    assert [[person.name for person in each.known] for each in plan.entries] == [[], ["Siân Rees"]]


def test_taking_back_locks_what_somebody_may_accept_before_the_provider_that_they_join(staff):
    rows = [["Provider", "Name", "Email"], ["Birch Lodge Ltd", "Siân Rees", "sian@birch.example"]]
    source = imported(staff, rows, invite=True)
    with CaptureQueriesContext(connection) as seen:
        actions.undo_import(source=source, by=staff)
    locked = [re.search('FROM "(\\w+)"', each["sql"])[1] for each in seen if "FOR UPDATE" in each["sql"]]
    assert locked == ["members_providerimport", "people_invitation", "people_provider"]
