"""Nothing of a list is read before a person releases it, nor after it is taken back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from homes.models import RegisterProposal
from members.representation import representation_on
from outbox.models import OutboxMessage
from outbox.sending import send_outbox
from publishing.actions.figures import take_snapshots
from register import actions
from register.comparison import list_before
from register.figure_values import register_figures
from register.history_of_lists import years
from register.loading import load_register
from register.models import Inspection, Premises, RegisterEntry, RegisterFile, RegisterMove, Registration
from register.plausibility import Check, Plausibility
from register.releasing import put_in_use
from tests.conftest import make_person
from tests.reading import text
from tests.register.files import HOME, homes, register
from tests.register.released import released
from tests.register.test_register_kinds import IN_YEAR, MOVES, PREMISES, grid, written
from tests.sheets.workbooks import ods

pytestmark = pytest.mark.django_db
GRADES = list(HOME)[-3:]
ALL = RegisterFile.Coverage.ALL
RESIGNED = {"URN": "9000001", "Registration status": "Resigned"}


def load(*rows, as_at="30 April 2025", name="list.csv"):
    return load_register(raw=register(*rows, as_at=as_at), name=name, by=None).file


@pytest.fixture
def colleague():
    return make_person("members2@association.example", "membership_manager")


@pytest.fixture
def plausible(monkeypatch):
    """A function: whether lists look right from now on."""

    def set_to(looks_right: bool):
        wrong = [] if looks_right else ["Half of it is gone."]
        found = Plausibility(None, [Check("Homes", "", "", sentence) for sentence in wrong])
        monkeypatch.setattr("register.actions.lists.plausibility_of", lambda file: found)

    return set_to


# What reads a list


def read():
    """What every reader of the register says."""
    registration = Registration.objects.get(number="9000001")
    return [
        register_figures(),
        list(RegisterEntry.objects.current().values_list("registration__number", "places")),
        [year.entry.pk for year in years([registration])],
        list(RegisterMove.objects.in_use()),
        list(Premises.objects.current()),
        list_before(RegisterFile(as_at=timezone.localdate())),
        representation_on(timezone.localdate()),
        list(RegisterProposal.objects.values_list("kind", "after")),
        OutboxMessage.objects.count(),
    ]


def test_a_list_that_waits_changes_nothing_until_it_is_released(home):
    before = read()
    waiting = load(*homes("9000001", "9000002", "9000003", Places="9"))
    moves = load_register(raw=written(MOVES | {"URN": "9000001"}), name="moves.csv", by=None).file
    premises = load_register(raw=written(PREMISES), name="premises at March 2025.csv", by=None).file
    assert read() == before
    for file in (waiting, moves, premises):
        put_in_use(file, covers=ALL, by=None)
    assert [now != then for now, then in zip(read(), before, strict=True)] == [True] * 9


def test_a_list_that_is_taken_back_leaves_everything_as_it_was(home, membership_manager):
    before = read()
    file = released(register(*homes("9000001", Places="9"), as_at="30 April 2025"))
    assert read() != before
    actions.withdraw_list(file=file, reason="Half a file.", by=membership_manager)
    after = read()
    assert after[:-1] == before[:-1]
    assert after[-1] == 1, "the mail that went out cannot be taken back"


# Who releases


def test_one_person_releases_what_looks_right(membership_manager, plausible):
    plausible(True)
    file = load(*homes("9000001"))
    assert actions.release_list(file=file, covers="inspected", by=membership_manager)
    file.refresh_from_db()
    assert (file.released_by, file.covers, file.asked_at) == (membership_manager, "inspected", None)
    assert file.released_at <= timezone.now()
    with pytest.raises(ValidationError, match="in use already"):
        actions.release_list(file=file, covers=ALL, by=membership_manager)


def test_what_looks_wrong_needs_a_second_person(membership_manager, colleague, plausible):
    plausible(False)
    file = load(*homes("9000001"))
    assert not actions.release_list(file=file, covers=ALL, by=membership_manager)
    with pytest.raises(ValidationError, match="A second person must look"):
        actions.release_list(file=file, covers=ALL, by=membership_manager)
    file.refresh_from_db()
    assert (file.released_at, file.asked_by) == (None, membership_manager)
    assert not RegisterFile.objects.in_use().exists()
    assert actions.release_list(file=file, covers=ALL, by=colleague)
    assert RegisterFile.objects.in_use().get().released_by == colleague


def test_only_those_who_may_load_the_register_release_and_take_back(press_officer, owner):
    file = load(*homes("9000001"))
    for person in (press_officer, owner):
        with pytest.raises(PermissionDenied):
            actions.release_list(file=file, covers=ALL, by=person)
        with pytest.raises(PermissionDenied):
            actions.withdraw_list(file=file, reason="x", by=person)


# Taking back, and its way back


def test_a_list_that_was_taken_back_can_be_released_again(membership_manager, plausible):
    plausible(True)
    file = released(register(*homes("9000001")))
    actions.withdraw_list(file=file, reason="Half a file.", by=membership_manager)
    assert not RegisterFile.objects.in_use().exists()
    with pytest.raises(ValidationError, match="already"):
        actions.withdraw_list(file=file, reason="Again.", by=membership_manager)
    assert actions.release_list(file=file, covers=ALL, by=membership_manager)
    again = RegisterFile.objects.in_use().get()
    assert (again.withdrawn_at, again.withdrawn_by, again.withdrawn_why) == (None, None, "")


def test_editions_of_one_date_replace_each_other_and_come_back(membership_manager):
    first, second, third = (released(register(*homes("9000001", Places=str(n)))) for n in (1, 2, 3))
    assert RegisterFile.objects.current().get() == third
    actions.withdraw_list(file=second, reason="Wrong.", by=membership_manager)
    assert RegisterFile.objects.current().get() == third
    actions.withdraw_list(file=third, reason="Wrong.", by=membership_manager)
    assert RegisterFile.objects.current().get() == first
    first.refresh_from_db()
    assert first.superseded_by is None
    put_in_use(second, covers=ALL, by=None)
    assert RegisterFile.objects.current().get() == second


def test_only_what_was_released_replaces_and_only_a_list_of_its_kind():
    first = released(register(*homes("9000001")))
    loaded = load(*homes("9000001", "9000002"), as_at="31 March 2025", name="later.csv")
    premises = released(written(PREMISES), "premises.csv", as_at=first.as_at)
    put_in_use(first, covers=ALL, by=None)
    assert set(RegisterFile.objects.in_use()) == {first, premises}
    assert not RegisterFile.objects.filter(pk=loaded.pk).exclude(superseded_by=None).exists()


def test_an_edition_replaces_only_the_lists_that_it_holds_itself():
    sheets = {
        "Providers": grid(HOME | {"URN": 9000001}, title=["Provider level as at 31 March 2025"]),
        "Premises": grid(PREMISES),
        "Moves": grid(MOVES),
        "In year": grid(IN_YEAR, title=["In-year"]),
    }
    workbook = released(ods(sheets), "workbook.ods")
    alone = released(register(*homes("9000001", Places="9")))
    assert [file.pk for file in RegisterFile.objects.in_use()] == [alone.pk]
    assert {row.file_id for row in Premises.objects.current()} == {workbook.pk}
    assert {row.file_id for row in RegisterMove.objects.in_use()} == {workbook.pk}
    in_use = set(Inspection.objects.in_use().values_list("file", "list_kind"))
    assert in_use == {(alone.pk, "as_at"), (workbook.pk, "in_year")}
    again = released(written(PREMISES), "premises.csv", as_at=workbook.as_at)
    assert {row.file_id for row in Premises.objects.current()} == {again.pk}


def test_what_was_not_decided_falls_away_what_was_decided_stays_and_owners_who_had_a_mail_are_told(
    home, owner, membership_manager
):
    file = released(register({"URN": "9000001", "Places": "6"}, as_at="30 April 2025"))
    send_outbox()
    decided = RegisterProposal.objects.get()
    actions.withdraw_list(file=file, reason="Half a file.", by=membership_manager)
    assert not RegisterProposal.objects.filter(pk=decided.pk).exists()
    told = OutboxMessage.objects.filter(key__startswith="register-withdrawn:").get()
    assert (told.user, "taken it back" in told.text) == (owner, True)


def test_a_mail_that_still_waits_is_not_sent_and_nobody_is_told_of_its_end(home, membership_manager):
    file = released(register({"URN": "9000001", "Places": "6"}, as_at="30 April 2025"))
    actions.withdraw_list(file=file, reason="Half a file.", by=membership_manager)
    send_outbox()
    assert list(OutboxMessage.objects.filter(key__startswith="register-").values_list("sent_at", flat=True)) == [None]
    assert OutboxMessage.objects.get(key__startswith="register-changes:").dropped_at


def test_released_again_it_asks_and_writes_again(home, membership_manager):
    file = released(register({"URN": "9000001", "Places": "6"}, as_at="30 April 2025"))
    send_outbox()
    actions.withdraw_list(file=file, reason="Half a file.", by=membership_manager)
    put_in_use(file, covers=ALL, by=None)
    send_outbox()
    mails = OutboxMessage.objects.filter(key__startswith="register-").order_by("pk")
    assert [(mail.key.split(":")[0], bool(mail.sent_at)) for mail in mails] == [
        ("register-changes", True),
        ("register-withdrawn", False),
        ("register-changes", True),
    ]
    assert RegisterProposal.objects.open().count() == 1


def test_the_database_keeps_no_release_without_coverage_and_no_taking_back_without_a_reason():
    load(*homes("9000001"))
    with pytest.raises(IntegrityError, match="released_with_coverage"), transaction.atomic():
        RegisterFile.objects.update(covers="", released_at=timezone.now())
    with pytest.raises(IntegrityError, match="withdrawn_with_reason"), transaction.atomic():
        RegisterFile.objects.update(withdrawn_at=timezone.now())


# Pages


def test_the_page_shows_the_sheet_and_releases_and_takes_back(home, signed_in, membership_manager, plausible):
    client = signed_in(membership_manager)
    file = load(RESIGNED)
    page = f"/staff/register/{file.pk}/"
    assert "waits for release" in text(client.get("/staff/register/"))
    shown = text(client.get(page))
    for words in ("Waits for release", "Beside the list as at 31 March 2025", "2 of 2 homes went."):
        assert words in shown
    plausible(True)
    answer = client.post(f"{page}release/", {"covers": "all"}, follow=True)
    assert "It is in use now." in text(answer)
    assert client.post(f"{page}withdraw/", {"reason": ""}).status_code == 422
    before = text(client.get(f"{page}withdraw/"))
    assert "1 change waits to be decided. 0 mails to owners went out." in before
    assert "Half a file" in text(client.post(f"{page}withdraw/", {"reason": "Half a file."}, follow=True))


def test_the_page_refuses_a_release_without_coverage(signed_in, membership_manager):
    file = load(*homes("9000001"))
    answer = signed_in(membership_manager).post(f"/staff/register/{file.pk}/release/", {})
    assert answer.status_code == 422
    file.refresh_from_db()
    assert file.released_at is None


def test_texts_that_quote_a_figure_of_the_list_are_shown_before_it_is_taken_back(signed_in, membership_manager):
    file = released(register(*homes(*(f"90000{n:02}" for n in range(9)))))
    take_snapshots()
    page = text(signed_in(membership_manager).get(f"/staff/register/{file.pk}/withdraw/"))
    assert "figures. When the list is taken back, each is read anew" in page


@pytest.mark.parametrize(("waiting", "covers"), [(0, "inspected"), (1, "inspected"), (2, "all")])
def test_what_a_list_covers_is_proposed_from_who_waits_for_an_inspection(waiting, covers):
    rows = homes(*(f"90000{n:02}" for n in range(100)))
    for row in rows[:waiting]:
        row |= dict.fromkeys([heading for heading in HOME if "full inspection" in heading.lower()] + GRADES, "")
    assert load(*rows).covers == covers
