"""Joining from outside: by a link, step by step, and everyone is answered alike."""

import re
import threading
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.utils import timezone
from django.utils.html import escape

from jobs.models import JobRun
from members import tasks
from members.applications import actions
from members.applications.dues import homes_with_reasons, quote
from members.applications.homes import homes_of_owner
from members.applications.links import LINK_LASTS
from members.applications.steps import undone
from members.models import Application, Declaration, RulesVersion
from members.models.application import SIGNER
from outbox.models import OutboxMessage
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues, make_term
from tests.reading import text
from tests.register.files import homes, register
from tests.register.released import released
from webforms.files import PAPERS

JOIN = "/join/"
WHO = {"name": "Gwen Parry", "email": "Gwen@newhomes.example"}
ORGANISATION = {
    "kind": "provider",
    "legal_name": "New Homes Ltd",
    "trading_name": "New Homes",
    "sector": "private",
    "nation": "england",
    "company_number": "01 234 567",
    "charity_number": "",
    "telephone": "01632 960003",
}
PEOPLE = {
    "owner_name": "Gwen Parry",
    "owner_email": "gwen@newhomes.example",
    "finance_name": "Huw Parry",
    "finance_email": "huw@newhomes.example",
}
OWNERSHIP = {"ultimate_owner": "Gwen Parry, all of it", "owned_in_uk": "True"}
SECOND = "other@newhomes.example"
TAX = {"taxed_in_uk": "True", "no_haven": "True", "explanation": ""}


@pytest.fixture(autouse=True)
def _no_counts_of_others(db):
    cache.clear()


@pytest.fixture
def listed(db):
    return released(register(*homes("9000001", "9000002", "9000003")), "at_march_2025.csv")


@pytest.fixture
def code(db):
    return RulesVersion.objects.create(kind="code", starts_on=timezone.localdate(), text="Kindly.")


@pytest.fixture
def draft(db):
    return actions.begin(**WHO)


def page(application, end="") -> str:
    return f"{JOIN}{application.token}/{end}"


def written(application, **other) -> Application:
    """All steps done but the homes."""
    facts = ORGANISATION | {"company_number": "01234567"} | PEOPLE | {"ultimate_owner": "Gwen", "owned_in_uk": True}
    facts |= {"taxed_in_uk": True, "no_haven": True, "welsh_homes": 1} | other
    return actions.save(application=application, **facts)


def make_sent(email="gwen@newhomes.example", **other) -> Application:
    application = written(actions.begin(name="Gwen Parry", email=email), **other)
    return actions.send(application=application, versions=RulesVersion.objects.in_force(), by=None)


def test_the_first_mail_carries_no_word_of_who_had_it_sent(client, db):
    client.post(JOIN, {"name": "Win 500 now http://evil.example/x", "email": "victim@elsewhere.example"})
    mail = OutboxMessage.objects.get()
    assert "evil" not in mail.subject + mail.text


def test_anyone_begins_and_has_a_link_by_mail(client, db):
    assert "Look into your mailbox" in text(client.post(JOIN, WHO, follow=True))
    application = Application.objects.get()
    assert (application.contact_email, application.provider) == ("gwen@newhomes.example", None)
    mail = OutboxMessage.objects.get()
    assert mail.address == "gwen@newhomes.example"
    link = next(line for line in mail.text.splitlines() if "/join/" in line)
    assert client.get(link.partition("8000")[2] or link[link.index("/join/") :]).status_code == 200


def test_who_begins_twice_goes_on_with_the_first_and_has_one_mail_in_ten_minutes(client, draft):
    answers = [client.post(JOIN, WHO), client.post(JOIN, {"name": "X", "email": "other@newhomes.example"})]
    assert {answer.url for answer in answers} == {"/join/sent/"}
    assert Application.objects.filter(contact_email=draft.contact_email).get() == draft
    assert OutboxMessage.objects.filter(email=draft.contact_email).count() == 1


def test_what_a_machine_fills_in_leaves_nothing(client, db):
    answer = client.post(JOIN, WHO | {"homepage": "https://spam.example"})
    assert answer.url == "/join/sent/"
    assert not Application.objects.exists()


def test_what_comes_quicker_than_anyone_types_is_given_back(db, client):
    sent = WHO | {"form_token": _token_in(client.get(JOIN))}
    answer = client.post(JOIN, sent)
    assert answer.status_code == 422
    assert "quicker than anyone types" in text(answer)
    assert 'value="Gwen Parry"' in answer.content.decode()
    with override_settings(TYPING_TAKES=0):
        assert client.post(JOIN, sent).status_code == 302


@pytest.mark.parametrize("wrong", [WHO | {"email": ""}, WHO], ids=["nothing typed", "too quick"])
def test_who_presses_again_after_an_error_is_never_too_quick(db, client, wrong):
    answer = client.post(JOIN, wrong | {"form_token": _token_in(client.get(JOIN))})
    assert answer.status_code == 422
    assert client.post(JOIN, WHO | {"form_token": _token_in(answer)}).url == "/join/sent/"
    assert Application.objects.exists()


def test_what_is_wrong_stands_once_above_the_heading(db, client):
    page = text(client.post(JOIN, WHO | {"email": ""}))
    assert page.count("There is a problem") == 1
    assert page.index('<main id="main"') < page.index("There is a problem") < page.index("<h1>") < page.index("<form")


def _token_in(answer) -> str:
    return answer.content.decode().split('name="form_token" value="')[1].split('"')[0]


def test_too_many_from_one_place_are_stopped_and_keep_what_was_typed(client, db):
    answers = [client.post(JOIN, WHO | {"email": f"g{number}@newhomes.example"}) for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert 'value="g20@newhomes.example"' in answers[-1].content.decode()


def test_an_old_link_says_so_and_has_a_new_one_sent(client, draft, monkeypatch):
    OutboxMessage.objects.all().delete()
    later = timezone.now().timestamp() + LINK_LASTS.total_seconds() + 60
    token = draft.token
    monkeypatch.setattr("time.time", lambda: later)
    answer = client.get(f"{JOIN}{token}/")
    assert answer.status_code == 410
    assert "This link is too old" in text(answer)
    assert client.post(f"{JOIN}{token}/tax/", TAX).status_code == 410
    monkeypatch.undo()
    assert client.post(f"{JOIN}{token}/new-link/").url == "/join/sent/"
    assert OutboxMessage.objects.get().address == draft.contact_email


@pytest.mark.parametrize(("accepted", "said"), [(True, "is approved"), (False, "was closed on")])
def test_an_old_link_of_what_is_decided_says_so_and_promises_no_mail(client, draft, monkeypatch, accepted, said):
    Application.objects.filter(pk=draft.pk).update(decided_on=timezone.localdate(), accepted=accepted)
    OutboxMessage.objects.all().delete()
    token, later = draft.token, timezone.now().timestamp() + LINK_LASTS.total_seconds() + 60
    monkeypatch.setattr("time.time", lambda: later)
    answer = client.get(f"{JOIN}{token}/")
    assert answer.status_code == 410
    assert said in text(answer)
    assert "Send me a new link" not in text(answer)
    monkeypatch.undo()
    assert said in text(client.post(f"{JOIN}{token}/new-link/"))
    assert not OutboxMessage.objects.exists()


def test_too_many_new_links_are_refused_with_a_sentence_and_a_deleted_one_opens_nothing(client, draft):
    address = f"{JOIN}{draft.token}/new-link/"
    answers = [client.post(address) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "Press again in five minutes." in text(answers[-1])
    cache.clear()
    draft.delete()
    assert client.post(address).status_code == 410


@pytest.mark.parametrize("change", [lambda token: "x" + token[1:], lambda token: token[:-1], lambda token: "nothing"])
def test_a_link_that_is_not_ours_opens_nothing(client, draft, change):
    answer = client.get(f"{JOIN}{change(draft.token)}/")
    assert answer.status_code == 410
    assert "opens nothing" in text(answer)


def test_a_copy_of_the_database_opens_nothing(draft):
    assert not Application.objects.with_token(draft.key.hex).exists()
    assert Application.objects.with_token(SIGNER.sign(draft.key.hex)).get() == draft


def test_the_link_is_sent_again_to_who_has_one_and_everyone_is_answered_alike(client, draft):
    OutboxMessage.objects.all().delete()
    answers = [client.post(f"{JOIN}again/", {"email": email}) for email in ("gwen@newhomes.example", "no@one.example")]
    assert {answer.url for answer in answers} == {"/join/sent/"}
    assert OutboxMessage.objects.get().address == "gwen@newhomes.example"


def test_a_person_goes_through_all_steps_and_sends(client, draft, listed, code):
    steps = {
        "organisation": ORGANISATION,
        "homes": {"urns": "9000001\n9000002", "owner": "New Homes Ltd"},
        "people": PEOPLE,
    }
    assert "Go on: Your organisation" in text(client.get(page(draft)))
    for step, typed in (steps | {"ownership": OWNERSHIP, "tax": TAX}).items():
        assert client.get(page(draft, f"{step}/")).status_code == 200
        assert client.post(page(draft, f"{step}/"), typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.company_number, draft.owner_name, draft.owned_in_uk) == ("01234567", "Gwen Parry", True)
    answers = text(client.get(page(draft, "check/")))
    for word in ("New Homes Ltd", "9000001, 9000002", "huw@newhomes.example", "Gwen Parry, all of it"):
        assert word in answers
    assert client.post(page(draft, "send/"), {}).status_code == 422
    sent = client.post(page(draft, "send/"), {f"version_{code.pk}": "on"}, follow=True)
    assert "We have what you sent" in text(sent)
    declaration = Declaration.objects.get()
    assert (declaration.application, declaration.name, declaration.user) == (draft, "Gwen Parry", None)
    assert OutboxMessage.objects.filter(key=f"application-received:{draft.pk}").exists()


def test_a_local_authority_of_another_sector_is_said_beside_the_sector_and_kept_typed(client, draft):
    answer = client.post(page(draft, "organisation/"), ORGANISATION | {"kind": "local_authority"})
    assert answer.status_code == 422
    assert "A local authority is in the sector “Local authority”" in text(answer)
    assert 'value="New Homes Ltd"' in answer.content.decode()
    draft.refresh_from_db()
    assert draft.kind == ""


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, draft):
    answer = client.post(page(draft, "organisation/"), ORGANISATION | {"company_number": "12X", "telephone": "none"})
    assert answer.status_code == 422
    said = text(answer)
    assert "A company number has eight characters" in said
    assert "Write a telephone number" in said
    assert 'value="New Homes Ltd"' in answer.content.decode()


def test_a_scottish_company_is_no_home(client, draft, listed):
    written(draft, company_number="SC123456")
    answer = client.post(page(draft, "homes/"), {"urns": "sc 123456\n9000009\n9000001"})
    assert answer.status_code == 422
    said = text(answer)
    assert "SC123456 is the company number that you gave" in said
    assert "No list of the register prints 9000009 yet" in said
    assert "9000009" in answer.content.decode().split("</textarea>")[0]
    assert not draft.homes.exists()


@pytest.mark.usefixtures("listed")
def test_a_company_number_without_its_nought_is_no_home(client, draft):
    written(draft, company_number="09000009")
    assert "09000009 is the company number that you gave" in text(
        client.post(page(draft, "homes/"), {"urns": "9000009"})
    )


def test_the_owner_s_address_again_is_no_finance_contact(client, draft):
    people = {"owner_name": "Gwen", "owner_email": "gwen@newhomes.example", "finance_email": "GWEN@newhomes.example"}
    assert "That is the owner’s address" in text(client.post(page(draft, "people/"), people))
    draft.refresh_from_db()
    assert draft.finance_email == ""


def test_homes_in_wales_are_none_or_more(client, draft):
    written(draft, nation="wales")
    assert "Write 0 or more." in text(client.post(page(draft, "homes/"), {"welsh_homes": "-3"}))


def test_homes_are_found_under_their_owner_and_the_dues_follow_at_once(client, draft, listed):
    make_dues(("provider", 2, 4, "2 to 4 homes", 900), starts_on=date(2025, 4, 1), census_on=date(2025, 3, 31))
    written(draft, legal_name="elm care limited", welsh_homes=0)
    assert "9000001" not in text(client.get(page(draft, "homes/")))
    found = client.post(page(draft, "homes/"), {"look": "1", "owner": listed.entries.first().owner.upper()})
    assert "9000001" in text(found)
    shown = client.post(page(draft, "homes/"), {"tick": "1", "ticked": ["9000001", "9000002"]}, follow=True)
    assert "2 homes on 31 March 2025: band “2 to 4 homes”, <strong>£900.00</strong>" in text(shown)
    client.post(page(draft, "homes/"), {"remove": draft.homes.first().pk})
    assert draft.homes.count() == 1


def test_each_home_that_does_not_count_for_the_band_says_why(
    client, draft, signed_in, membership_manager, django_assert_num_queries
):
    """The census was taken before one of the homes opened; one was closed then, one was registered as another kind."""
    closed = homes("9000003", **{"Registration status": "Resigned"})
    centre = homes("9000004", **{"Provision type": "Residential family centre"})
    census = [*homes("9000001"), *closed, *centre]
    released(register(*census, as_at="31 March 2024"), "at_march_2024.csv", as_at=date(2024, 3, 31))
    released(register(*homes("9000001", "9000002", "9000003", "9000004")), "at_march_2025.csv")
    make_dues(("provider", 1, 9, "A few", 900), starts_on=date(2025, 4, 1), census_on=date(2024, 4, 1))
    draft = written(draft, welsh_homes=0)
    actions.add_homes(application=draft, urns=["9000001", "9000002", "9000003", "9000004"])
    price = quote(draft)
    with django_assert_num_queries(2):
        said = {entry.registration.number: why for entry, why in homes_with_reasons(draft, price)}
    by = "the list of 31 March 2024, by which homes are counted"
    assert said == {
        "9000001": "",
        "9000002": f"not on {by}",
        "9000003": f"resigned on {by}",
        "9000004": f"“Residential Family Centre” on {by}",
    }
    staff = f"/staff/applications/{draft.pk}/"
    for shown in (
        client.get(page(draft, "homes/")),
        client.get(page(draft, "check/")),
        signed_in(membership_manager).get(staff),
    ):
        assert "1 home on 1 April 2024: band “A few”" in text(shown)
        assert len(re.findall("Does not count for the band: ", text(shown))) == 3


def test_without_a_list_of_the_census_date_no_home_counts(draft, listed):
    make_dues(("provider", 0, None, "Everyone", 900), starts_on=date(2025, 4, 1), census_on=date(2021, 4, 1))
    draft = written(draft, welsh_homes=0)
    actions.add_homes(application=draft, urns=["9000001"])
    why = "no list of the register covers 1 April 2021, the day by which homes are counted"
    assert [why for _, why in homes_with_reasons(draft, quote(draft))] == [why]
    assert [why for _, why in homes_with_reasons(draft, None)] == [""], "no price, no reason"


def test_a_home_that_the_newest_list_prints_no_more_is_named_and_can_be_removed(
    client, draft, listed, signed_in, membership_manager
):
    draft = written(draft, welsh_homes=0)
    actions.add_homes(application=draft, urns=["9000001"])
    sentence, staff = "9000001 is not on the newest list of the register.", f"/staff/applications/{draft.pk}/"
    assert sentence not in text(client.get(page(draft, "check/")))
    released(register(*homes("9000002"), as_at="30 April 2025"), "at_april_2025.csv", as_at=date(2025, 4, 30))
    shown = text(client.get(page(draft, "homes/")))
    assert sentence in shown
    assert ">Continue<" in shown
    assert sentence in text(client.get(page(draft, "check/")))
    assert sentence in text(signed_in(membership_manager).get(staff))
    client.post(page(draft, "homes/"), {"remove": draft.homes.get().pk})
    assert sentence not in text(client.get(page(draft, "homes/")))


def test_who_has_no_home_on_a_list_yet_is_told_to_ring(client, draft, listed):
    words = "No list prints any of your homes yet? Ring us"
    assert words in text(client.get(page(draft, "homes/")))
    actions.add_homes(application=draft, urns=["9000001"])
    assert words not in text(client.get(page(draft, "homes/")))


@pytest.mark.parametrize("button", ["look", "keep", "tick", "add", "remove", "continue"])
def test_no_button_of_the_page_of_homes_loses_what_stands_elsewhere_on_it(client, draft, listed, button):
    """9000009 is on no list; 9000002 was shown and its tick taken out."""
    written(draft, nation="both", welsh_homes=0)
    actions.add_homes(application=draft, urns=["9000001"])
    typed = {"urns": "9000009\n9000003", "owner": listed.entries.first().owner, "welsh_homes": "4"}
    pressed = {button: draft.homes.get().pk}
    shown = client.post(page(draft, "homes/"), typed | {"shown": ["9000002", "9000003"], "ticked": "9000003"} | pressed)
    words = shown.content.decode()
    assert shown.status_code == 422
    assert "No list of the register prints 9000009 yet" in words
    assert "9000009\n9000003</textarea>" in words
    assert f'value="{escape(typed["owner"])}"' in words
    assert 'name="ticked" value="9000003" checked>' in words
    assert 'name="ticked" value="9000002">' in words
    draft.refresh_from_db()
    assert draft.welsh_homes == 4
    assert draft.homes.count() == (0 if button == "remove" else 1)


def test_ticks_stay_while_homes_are_looked_for_under_another_name(client, draft, listed):
    written(draft, nation="both", welsh_homes=0)
    elsewhere = {"owner": "Another Ltd", "shown": ["9000002", "9000003"], "ticked": "9000003", "welsh_homes": "0"}
    words = client.post(page(draft, "homes/"), elsewhere | {"look": "1"}).content.decode()
    assert 'name="ticked" value="9000003" checked>' in words
    assert "9000002" not in words
    client.post(page(draft, "homes/"), elsewhere | {"tick": "1"})
    assert [str(home.registration.number) for home in draft.homes.all()] == ["9000003"]


def test_each_button_of_the_page_of_homes_takes_what_is_typed_and_leads_on(client, draft, listed):
    written(draft, nation="both", welsh_homes=0)
    as_opened = {"owner": draft.legal_name, "welsh_homes": "0"}
    answer = client.post(page(draft, "homes/"), as_opened | {"urns": "9000001", "look": "1"}, follow=True)
    assert "Homes added: 1." in text(answer)
    assert "</textarea>" in answer.content.decode().partition('name="urns"')[2].partition(">")[2][:14]
    answer = client.post(page(draft, "homes/"), as_opened | {"urns": "9000002", "continue": "1"})
    assert answer.url.endswith("check/")
    assert draft.homes.count() == 2
    empty = client.post(page(draft, "homes/"), as_opened | {"urns": "", "add": "1"})
    assert "Write the number of a home" in text(empty)


def test_numbers_of_homes_may_come_with_semicolons(client, draft, listed):
    client.post(page(draft, "homes/"), {"urns": "9000001; 9000002"})
    assert draft.homes.count() == 2


def test_what_is_wrong_with_people_says_with_whom(client, draft):
    wrong = text(client.post(page(draft, "people/"), {"owner_name": "Gwen", "owner_email": "x", "finance_email": "y"}))
    assert "Owner’s email address: Enter a valid email address." in wrong
    assert "Finance contact’s email address: Enter a valid email address." in wrong


def test_staff_read_of_the_organisation_and_applicants_of_their_own(client, draft, signed_in, membership_manager):
    written(draft)
    assert "<h2>Your organisation</h2>" in text(client.get(page(draft, "check/")))
    shown = text(signed_in(membership_manager).get(f"/staff/applications/{draft.pk}/"))
    assert "<h2>The organisation</h2>" in shown
    assert "Your organisation" not in shown


def test_what_is_shown_of_a_home_is_what_the_register_prints_and_nothing_of_where_it_is(client, draft, listed):
    actions.add_homes(application=draft, urns=["9000001"])
    entry = listed.entries.get(registration__number="9000001")
    shown = text(client.get(page(draft, "homes/")))
    assert escape(entry.provision_type) in shown
    assert entry.local_authority not in shown


def test_homes_in_wales_are_counted(client, draft, listed):
    written(draft, nation="wales", welsh_homes=0)
    assert "Homes in Wales" in text(client.get(page(draft, "homes/")))
    client.post(page(draft, "homes/"), {"welsh_homes": 3})
    draft.refresh_from_db()
    assert draft.welsh_homes == 3


def test_an_associate_is_asked_for_no_homes_and_a_local_authority_for_no_owner(draft):
    assert undone(written(draft, kind="associate", welsh_homes=0)) == []
    nothing = {"ultimate_owner": "", "owned_in_uk": None, "taxed_in_uk": None, "no_haven": None}
    assert undone(written(draft, kind="local_authority", sector="local_authority", **nothing)) == []
    assert [step.slug for step in undone(written(draft, kind="provider", welsh_homes=0, **nothing))] == [
        "homes",
        "ownership",
        "tax",
    ]


def test_files_are_made_anew_and_may_be_larger_than_a_stranger_s_form(client, draft):
    raw = b"Share,Holder\n" + b"100,Gwen Parry\n" * 9000
    answer = _upload(client, draft, raw)
    assert answer.status_code == 302
    file = draft.files.get()
    assert (file.about, file.ending) == ("ownership", "csv")
    assert "1 file" in text(client.get(page(draft)))
    client.post(page(draft, "evidence/"), {"remove": file.pk})
    assert not draft.files.exists()


def _upload(client, draft, raw: bytes, token: str = ""):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

    sent = {"about": "ownership", "names_no_child": "on", "file": SimpleUploadedFile("shares.csv", raw)}
    return client.post(f"{JOIN}{token or draft.token}/evidence/", sent)


def test_who_has_declared_where_taxes_are_paid_comes_to_the_files_until_there_is_one(client, draft):
    written(draft)
    assert client.post(page(draft, "tax/"), TAX).url.endswith("evidence/")
    actions.add_file(application=draft, about="tax", raw=b"Paid,Where\nAll,Here\n", names_no_child=True)
    assert client.post(page(draft, "tax/"), TAX).url.endswith("check/")
    written(draft, kind="local_authority", sector="local_authority")
    assert client.post(page(draft, "people/"), PEOPLE).url.endswith("check/"), "asked for no files"


def test_the_applicant_s_files_have_names_and_open_by_the_link_of_their_application_alone(client, draft):
    written(draft)
    actions.add_file(application=draft, about="tax", raw=b"Paid,Where\nAll,Here\n", names_no_child=True)
    file = draft.files.get()
    other = written(actions.begin(name="Huw Parry", email=SECOND), legal_name="Another Ltd")
    assert client.get(page(other, f"files/{file.pk}/")).status_code == 404
    actions.send(application=draft, versions=[], by=None)
    own = page(draft)  # by one token: another second has another one
    shown = client.get(own)
    assert f'href="{own}files/{file.pk}/"' in shown.content.decode()
    assert file.file_name in text(shown)
    answer = client.get(f"{own}files/{file.pk}/")
    assert b"Here" in answer.content
    assert file.file_name in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]


def test_a_large_file_by_a_forged_link_is_not_read(client, draft):
    raw = b"x" * 200_000
    assert _upload(client, draft, raw, token="x" + draft.token[1:]).status_code == 413


def test_a_file_that_is_not_taken_gets_a_sentence(client, draft):
    answer = _upload(client, draft, b"MZ\x90\x00")
    assert answer.status_code == 422
    assert PAPERS.sentence in text(answer)
    assert not draft.files.exists()


def test_nothing_is_sent_with_a_step_left_out(draft, code):
    written(draft, owner_email="")
    with pytest.raises(ValidationError, match="Your people"):
        actions.send(application=draft, versions=[code], by=None)


def test_what_is_sent_is_changed_no_more(client, code):
    application = make_sent()
    client.post(page(application, "organisation/"), ORGANISATION | {"legal_name": "Other"})
    application.refresh_from_db()
    assert application.legal_name == "New Homes Ltd"
    with pytest.raises(ValidationError, match="was sent meanwhile"):
        actions.save(application=application, legal_name="Other")
    with pytest.raises(ValidationError, match="was sent meanwhile"):
        actions.send(application=application, versions=[code], by=None)


STEPS = {
    "organisation": ORGANISATION | {"legal_name": "Typed Too Late Ltd"},
    "people": PEOPLE | {"owner_name": "Typed Too Late"},
    "ownership": OWNERSHIP | {"ultimate_owner": "Typed Too Late"},
    "tax": TAX | {"explanation": "Typed Too Late"},
    "homes": {"urns": "9000001", "owner": "Typed Too Late"},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("wrong", [{}, {"legal_name": "", "owner_name": "", "owned_in_uk": "", "taxed_in_uk": ""}])
def test_a_second_window_reads_that_it_was_sent_meanwhile_and_keeps_its_words(client, listed, step, wrong):
    application = make_sent()
    as_sent = Application.objects.values().get()
    answer = client.post(page(application, f"{step}/"), STEPS[step] | wrong)
    assert answer.status_code == 422
    assert "This was sent meanwhile, so what you did here is not kept." in text(answer)
    assert wrong or "Typed Too Late" in answer.content.decode()
    assert Application.objects.values().get() == as_sent
    assert not application.homes.exists()


def test_a_second_window_adds_removes_and_answers_nothing_once_it_was_sent(client, code):
    application = make_sent()
    staff = make_person("members@association.example", "membership_manager")
    actions.ask(application=application, text="Who owns it?", by=staff)
    _upload(client, application, b"Share,Holder\n100,Gwen Parry\n")
    client.post(page(application), {"text": "I do."})
    assert "This was sent meanwhile" in text(_upload(client, application, b"Share,Holder\n100,Huw Parry\n"))
    removed = client.post(page(application, "evidence/"), {"remove": application.files.get().pk}, follow=True)
    assert "This was sent meanwhile" in text(removed)
    assert application.files.count() == 1
    answer = client.post(page(application), {"text": "I do, and Huw."})
    assert answer.status_code == 422
    assert "This was sent meanwhile" in text(answer)
    assert "I do, and Huw.</textarea>" in answer.content.decode()
    assert application.messages.count() == 2


def test_two_windows_overwrite_nothing_unseen(client, draft):
    opened = client.get(page(draft, "tax/")).content.decode()
    seen = opened.split('name="seen" value="')[1].split('"')[0]
    actions.save(application=draft, taxed_in_uk=True, no_haven=True)
    answer = client.post(page(draft, "tax/"), {"taxed_in_uk": "False", "no_haven": "False", "seen": seen})
    assert answer.status_code == 422
    assert "Someone changed this after you opened it" in text(answer)
    assert "The portal" not in text(answer), "it was whoever has the link"


def test_a_second_application_waits_beside_the_first_and_is_answered_alike(client):
    first, second = make_sent(), make_sent(email=SECOND)
    assert (first.is_repeat, second.is_repeat) == (False, True)
    mails = OutboxMessage.objects.filter(key__startswith="application-received").order_by("pk")
    words = [mail.text.replace(first.link, "").replace(second.link, "") for mail in mails]
    assert _without_links(words[0]) == _without_links(words[1])
    shown = [re.sub(r"/join/[^/]+/", "", text(client.get(page(each)))) for each in (first, second)]
    assert shown[0] == shown[1].replace(SECOND, "gwen@newhomes.example")


def _without_links(words: str) -> str:
    return "\n".join(line for line in words.splitlines() if "/join/" not in line)


@pytest.mark.parametrize("name", ["NEW HOMES LIMITED", "Newer Homes Ltd"])
def test_an_organisation_that_is_a_member_is_answered_as_any_other(client, name):
    member = make_provider(name)
    make_term(member, ends_in=100)
    application = make_sent()
    assert application.is_repeat == (name == "NEW HOMES LIMITED")
    shown = text(client.get(page(application)))
    assert "If your organisation is a member already" in shown


def test_a_former_member_is_no_repeat(db):
    former = make_provider("New Homes Ltd")
    make_term(former, ends_in=-100)
    assert not make_sent().is_repeat


@pytest.mark.parametrize("field", ["company_number", "owner_key"])
def test_the_database_lets_an_organisation_have_one_open(db, field):
    first = make_sent()
    second = make_sent(email="other@newhomes.example", legal_name="Quite Another Ltd", company_number="87654321")
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})


def test_a_refused_organisation_may_apply_again(db):
    first = make_sent()
    Application.objects.filter(pk=first.pk).update(decided_on=timezone.localdate(), accepted=False)
    assert not make_sent(email="other@newhomes.example").is_repeat


@pytest.mark.django_db(transaction=True)
def test_of_two_that_are_sent_in_the_same_moment_one_is_the_repeat(code):
    drafts = [written(actions.begin(name="G", email=f"g{number}@newhomes.example")) for number in range(2)]
    go = threading.Barrier(2)

    def send(application):
        go.wait()
        actions.send(application=application, versions=[code], by=None)
        connection.close()

    threads = [threading.Thread(target=send, args=[each]) for each in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Application.objects.values_list("is_repeat", flat=True)) == [False, True]


def test_a_draft_that_is_taken_back_is_gone_and_what_was_sent_is_closed(client, draft):
    client.post(page(draft, "withdraw/"))
    assert not Application.objects.exists()
    application = make_sent()
    client.post(page(application, "withdraw/"))
    application.refresh_from_db()
    assert (application.accepted, application.reason) == (False, "Taken back by the applicant.")
    assert "Apply again" in text(client.get(page(application)))


def test_what_nobody_goes_on_with_is_deleted_and_nothing_else(db):
    today = timezone.localdate()
    unwritten = actions.begin(name="A", email="a@newhomes.example")
    left = written(actions.begin(name="B", email="b@newhomes.example"))
    fresh = actions.begin(name="C", email="c@newhomes.example")
    sent = make_sent(email="d@newhomes.example")
    Application.objects.filter(pk__in=[unwritten.pk, sent.pk]).update(applied_on=today - timedelta(days=7))
    old = timezone.now() - timedelta(days=91)
    Application.objects.filter(pk__in=[left.pk, sent.pk]).update(saved_at=old)
    tasks.delete_old_applications()
    assert set(Application.objects.all()) == {fresh, sent}
    assert JobRun.objects.get().outcome == "2 deleted"


def test_names_and_owners_are_encrypted(draft):
    written(draft, owner_name="CANARY-OWNER", ultimate_owner="CANARY-ULTIMATE", finance_name="CANARY-FINANCE")
    with connection.cursor() as cursor:
        for table in ("application", "applicationevent"):
            cursor.execute(f"SELECT members_{table}::text FROM members_{table}")
            assert all("CANARY" not in row[0] and "Gwen Parry" not in row[0] for row in cursor.fetchall())


def test_staff_see_an_application_and_a_provider_s_owner_does_not(db, draft):
    staff = make_person("members@association.example", "membership_manager")
    owner = make_person("owner@hazelbank.example", "owner", make_provider("Hazel Bank Care Ltd"))
    assert Application.objects.visible_to(staff).get() == draft
    assert not Application.objects.visible_to(owner).exists()


@pytest.mark.parametrize(
    ("typed", "urns"),
    [
        ("Hazel Bank Care Ltd", ["9000051", "9000052"]),
        ("HAZEL BANK", ["9000051", "9000052"]),
        ("Hazel Ba", []),
        ("Larch", []),
        ("Larch North", ["9000053"]),
        ("", []),
    ],
)
def test_homes_are_found_under_the_one_owner_whose_name_begins_as_typed(db, typed, urns):
    owner = "Organisation which owns the provider"
    larches = homes("9000053", **{owner: "Larch North Ltd"}) + homes("9000054", **{owner: "Larch South Ltd"})
    released(register(*homes("9000051", "9000052", **{owner: "Hazel Bank Care Limited"}), *larches))
    assert [entry.registration.number for entry in homes_of_owner(typed)] == urns
