"""Staff decide about an application: more is asked for, it is refused, or its organisation is a member, at once."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from homes.actions.claims import claim_registration, confirm
from homes.models import Home
from members.applications import actions
from members.applications.duplicates import duplicates_of, others_of
from members.applications.homes import homes_of
from members.membership import status_of, with_membership
from members.models import Application, ApplicationMessage, Declaration, DuesYear, Invoice, RulesVersion, Term
from members.rules.declared import due_of
from members.status import Status
from outbox import sending
from outbox.models import OutboxMessage
from people import actions as people
from people.models import Invitation, Provider, Role, SecurityEvent, User
from people.templatetags.people import day
from register.models import OwnerName
from tests.conftest import make_person, make_provider
from tests.members.conftest import make_dues, make_invoice, make_term
from tests.members.test_applying import page as page_of
from tests.members.test_applying import written
from tests.reading import shown, text
from tests.register.files import homes as rows
from tests.register.files import register
from tests.register.released import released

QUEUE = "/staff/applications/"


@pytest.fixture
def staff(db):
    return make_person("members@association.example", "membership_manager")


@pytest.fixture
def listed(db):
    return released(register(*rows("9000001", "9000002", "9000003")), "at_march_2025.csv")


@pytest.fixture
def band(db):
    return make_dues(("provider", 0, None, "Any", 900))


@pytest.fixture
def code(db):
    return RulesVersion.objects.create(kind="code", starts_on=timezone.localdate(), text="Kindly.")


@pytest.fixture
def sent(listed, band, code):
    return make_sent()


def make_sent(email="gwen@newhomes.example", urns=("9000001", "9000002"), **other) -> Application:
    application = written(actions.begin(name="Gwen Parry", email=email), welsh_homes=0, **other)
    actions.add_homes(application=application, urns=urns)
    return actions.send(application=application, versions=RulesVersion.objects.in_force(), by=None)


def approve(application, staff, provider=None):
    return actions.approve(application=application, provider=provider, starts_on=timezone.localdate(), by=staff)


def test_the_queue_has_the_oldest_first_and_says_what_waits_for_whom(signed_in, staff, sent, listed):
    written(actions.begin(name="D", email="d@draft.example"), legal_name="Draft Ltd", trading_name="")
    asked = make_sent(
        "a@asked.example", urns=["9000003"], legal_name="Asked Ltd", trading_name="", company_number="87654321"
    )
    actions.ask(application=asked, text="Who owns it?", by=staff)
    client = signed_in(staff)
    pages = {show: text(client.get(f"{QUEUE}?show={show}")) for show in ("", "asked", "drafts", "decided")}
    names = ("New Homes", "Asked Ltd", "Draft Ltd")
    assert [[name in page for name in names] for page in pages.values()] == [
        [True, False, False],
        [False, True, False],
        [False, False, True],
        [False, False, False],
    ]
    assert "1 application waits to be decided" in text(client.get("/dashboard/"))


def test_the_queue_says_how_long_one_waits_from_its_second_day_on(signed_in, staff, sent):
    assert "minutes" not in shown(signed_in(staff).get(QUEUE))
    Application.objects.update(applied_on=timezone.localdate() - timedelta(days=14))
    assert "2\xa0weeks" in text(signed_in(staff).get(QUEUE))


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_queue_takes_the_same_queries_for_any_number(signed_in, staff, count, django_assert_num_queries):
    for number in range(count):
        Application.objects.create(provider=make_provider(f"Provider {number}"))
    client = signed_in(staff)
    with django_assert_num_queries(6):
        client.get(QUEUE)


def test_one_page_has_everything(signed_in, staff, sent):
    actions.ask(application=sent, text="Who owns it?", by=staff)
    actions.add_file(application=sent, about="tax", raw=b"Paid,Where\nAll,Here\n", names_no_child=True)
    actions.answer(application=sent, text="I do.")
    page = text(signed_in(staff).get(f"{QUEUE}{sent.pk}/"))
    for words in (
        "9000001, 9000002",
        "Gwen Parry",
        "Who owns it?",
        "I do.",
        "Code of Practice",
        "Where taxes are paid",
    ):
        assert words in page


def test_staff_read_what_was_answered_no_to_and_that_no_file_was_sent(signed_in, staff, sent):
    page = text(signed_in(staff).get(f"{QUEUE}{sent.pk}/"))
    assert "They sent no file." in page
    assert "What they answered no to" not in page
    other = make_sent("huw@other.example", legal_name="Other Ltd", company_number="07654321", taxed_in_uk=False)
    page = text(signed_in(staff).get(f"{QUEUE}{other.pk}/"))
    assert "<li>Most of those who hold shares pay their taxes here</li>" in page
    assert "<li>Owned in" not in page
    assert Application().answered_no == []


def test_a_file_is_saved_and_that_it_was_is_recorded(signed_in, staff, sent):
    actions.ask(application=sent, text="Show us.", by=staff)
    actions.add_file(application=sent, about="tax", raw=b"Paid,Where\nAll,Here\n", names_no_child=True)
    answer = signed_in(staff).get(f"{QUEUE}files/{sent.files.get().pk}/")
    assert b"Here" in answer.content
    assert "attachment" in answer["Content-Disposition"]
    assert SecurityEvent.objects.filter(kind="exported", user=staff).exists()


def test_more_is_asked_for_and_answered_in_the_same_place(client, signed_in, staff, sent):
    signed_in(staff).post(f"{QUEUE}{sent.pk}/ask/", {"ask-text": "Who owns it?"})
    sending.send_outbox()
    asked = next(each for each in mail.outbox if "needs something more" in each.subject)
    assert asked.to == ["gwen@newhomes.example"]
    assert "Who owns it?" in asked.body
    sent.refresh_from_db()
    assert "Who owns it?" in text(client.get(page_of(sent)))
    client.post(page_of(sent, "organisation/"), {"kind": "provider", "legal_name": "New Homes Limited"})
    actions.save(application=sent, trading_name="Newest Homes")
    assert client.post(page_of(sent), {"text": ""}).status_code == 422
    assert "Your answer is with us" in text(client.post(page_of(sent), {"text": "I do."}, follow=True))
    sent.refresh_from_db()
    assert (sent.asked_at, sent.trading_name) == (None, "Newest Homes")
    assert [message.by_applicant for message in ApplicationMessage.objects.all()] == [False, True]
    with pytest.raises(ValidationError, match="was sent meanwhile"):
        actions.answer(application=sent, text="Once more.")


def test_a_question_that_was_answered_is_not_mailed_any_more(staff, sent):
    actions.ask(application=sent, text="Who owns it?", by=staff)
    actions.answer(application=sent, text="I do.")
    sending.send_outbox()
    assert not any("needs something more" in each.subject for each in mail.outbox)


def test_a_refusal_says_why_by_mail_and_on_the_page(client, signed_in, staff, sent):
    detail = f"{QUEUE}{sent.pk}/"
    assert signed_in(staff).post(f"{detail}refuse/", {"refuse-reason": ""}).status_code == 422
    signed_in(staff).post(f"{detail}refuse/", {"refuse-reason": "Owned in a tax haven."})
    sent.refresh_from_db()
    assert (sent.accepted, sent.decided_by, sent.provider) == (False, staff, None)
    assert "Owned in a tax haven." in OutboxMessage.objects.get(key__startswith=f"application-refused:{sent.pk}:").text
    assert "Owned in a tax haven." in text(client.get(page_of(sent)))


def test_an_approval_from_a_later_day_says_from_when_it_is_a_member(signed_in, staff, sent):
    begins = timezone.localdate() + timedelta(days=9)
    typed = {"approve-as_whom": "new", "approve-starts_on": begins.isoformat()}
    page = text(signed_in(staff).post(f"{QUEUE}{sent.pk}/approve/", typed, follow=True))
    assert f"is admitted, as a member from {day(begins)}" in page
    assert status_of(with_membership(Provider.objects.all()).get()) == Status.ADMITTED


def test_an_approval_makes_all_of_it(signed_in, staff, sent):
    today = timezone.localdate()
    typed = {"approve-as_whom": "new", "approve-starts_on": today.isoformat()}
    answer = signed_in(staff).post(f"{QUEUE}{sent.pk}/approve/", typed, follow=True)
    assert "is a member" in text(answer)
    provider = Provider.objects.get()
    assert (provider.legal_name, provider.company_number, provider.nation) == ("New Homes Ltd", "01234567", "england")
    assert {home.registration.number for home in Home.objects.confirmed()} == {"9000001", "9000002"}
    assert (Term.objects.get().provider, Invoice.objects.get().amount) == (provider, 900)
    invited = set(Invitation.objects.values_list("email", "role"))
    assert invited == {("gwen@newhomes.example", "owner"), ("huw@newhomes.example", "finance_contact")}
    assert User.objects.get() == staff, "nobody has an account before they accept"
    assert status_of(with_membership(Provider.objects.all()).get()) == Status.CURRENT
    sent.refresh_from_db()
    assert (sent.accepted, sent.decided_by, sent.provider) == (True, staff, provider)
    letter = OutboxMessage.objects.get(key=f"application-approved:{sent.pk}")
    assert "£900.00" in letter.text
    assert due_of([provider])[provider.pk].holds_until, "what was declared with the application holds for a year"


def test_the_owner_accepts_and_sees_their_homes(client, staff, sent):
    approve(sent, staff)
    invitation = Invitation.objects.get(role="owner")
    owner = people.accept(invitation=invitation, name="Gwen Parry", password="three plain words here")
    assert Home.objects.own(owner).count() == 2


def test_who_applied_and_has_an_account_has_the_role_and_anyone_else_is_asked(staff, sent):
    applicant = make_person("gwen@newhomes.example", "owner", make_provider("Another Ltd"))
    make_person("huw@newhomes.example", "reader", make_provider("Third Ltd"))
    provider = approve(sent, staff).provider
    assert Role.objects.filter(user=applicant, provider=provider, name="owner").exists()
    assert list(Invitation.objects.values_list("email", flat=True)) == ["huw@newhomes.example"]


def test_nothing_is_half_done_where_something_cannot_be(signed_in, staff, sent, band):
    DuesYear.objects.update(released_at=None)
    answer = signed_in(staff).post(
        f"{QUEUE}{sent.pk}/approve/", {"approve-as_whom": "new", "approve-starts_on": "2026-01-01"}
    )
    assert answer.status_code == 422
    assert [rows.objects.count() for rows in (Provider, Home, Term)] == [0, 0, 0]
    sent.refresh_from_db()
    assert sent.decided_on is None


def test_a_home_that_another_provider_has_waits_and_the_rest_is_done(staff, sent):
    other = make_provider("Other Ltd")
    confirm(home=claim_registration(sent.homes.first().registration, other), by=staff)
    admitted = approve(sent, staff)
    assert [home.provider for home in admitted.homes_waiting] == [other]
    assert Home.objects.filter(provider=admitted.provider).claimed().count() == 1


def test_staff_see_who_has_a_home_and_whose_name_the_register_prints_before_they_approve(signed_in, staff, sent):
    other, printed = make_provider("Other Ltd"), make_provider("Elder Group")
    registration = sent.homes.order_by("registration__number").first().registration
    OwnerName.objects.create(key=registration.entries.first().owner_key, provider=printed)
    client = signed_in(staff)
    assert "Homes that another provider has" not in text(client.get(f"{QUEUE}{sent.pk}/"))
    confirm(home=claim_registration(registration, other), by=staff)
    page = text(client.get(f"{QUEUE}{sent.pk}/"))
    assert f'9000001: <a href="{other.get_absolute_url()}">Other Ltd</a>' in page
    assert f'value="{printed.pk}"' in page
    assert "the register prints its name as the owner’s" in page
    approve(sent, staff)
    page = text(client.get(f"{QUEUE}{sent.pk}/"))
    assert "Homes that another provider has" not in page
    assert "Who else it may be" not in page


def test_a_former_member_is_admitted_as_it_is_kept(signed_in, staff, sent):
    former = make_provider("New Homes Ltd", company_number="01234567")
    make_term(former, ends_in=-400)
    client = signed_in(staff)
    shown = text(client.get(f"{QUEUE}{sent.pk}/"))
    assert "company number 01234567" in shown
    starts_on = timezone.localdate().isoformat()
    refused = client.post(f"{QUEUE}{sent.pk}/approve/", {"approve-as_whom": "new", "approve-starts_on": starts_on})
    assert "New Homes Ltd is here already: company number 01234567" in text(refused)
    client.post(f"{QUEUE}{sent.pk}/approve/", {"approve-as_whom": str(former.pk), "approve-starts_on": starts_on})
    assert former.terms.count() == 2
    assert Provider.objects.get() == former


def test_one_of_the_same_name_in_another_spelling_is_offered_and_never_made_twice(signed_in, staff, sent):
    known = make_provider("NEW HOMES LIMITED")
    client, starts_on = signed_in(staff), timezone.localdate().isoformat()
    assert f'value="{known.pk}"' in client.get(f"{QUEUE}{sent.pk}/").content.decode()
    typed = {"approve-as_whom": "new", "approve-starts_on": starts_on}
    refused = client.post(f"{QUEUE}{sent.pk}/approve/", typed)
    assert refused.status_code == 422
    assert "NEW HOMES LIMITED is here already" in text(refused)
    client.post(f"{QUEUE}{sent.pk}/approve/", typed | {"approve-as_whom": str(known.pk)})
    assert (Provider.objects.get(), known.terms.count()) == (known, 1)


def test_who_approves_reads_which_home_is_another_s_and_whose(signed_in, staff, sent):
    other = make_provider("Other Ltd")
    confirm(home=claim_registration(sent.homes.get(registration__number="9000001").registration, other), by=staff)
    typed = {"approve-as_whom": "new", "approve-starts_on": timezone.localdate().isoformat()}
    page = text(signed_in(staff).post(f"{QUEUE}{sent.pk}/approve/", typed, follow=True))
    assert "Homes that another provider has, to be looked at: 9000001 (Other Ltd)." in page


def test_duplicates_are_proposed_by_number_name_and_domain(staff, sent):
    by_name = make_provider("The NEW HOMES Limited")
    by_domain = make_provider("Parry Group Ltd")
    make_person("someone@newhomes.example", "owner", by_domain)
    make_provider("Quite Different Ltd")
    found = {each.provider: each.reasons for each in duplicates_of(sent, staff)}
    assert found.keys() == {by_name, by_domain}
    assert found[by_domain] == ["people with addresses at newhomes.example"]


def test_an_address_that_everybody_can_have_proposes_nobody(staff, listed, code):
    make_person("someone@gmail.com", "owner", make_provider("Quite Different Ltd"))
    sent = make_sent("gwen@gmail.com", owner_email="gwen@gmail.com")
    assert duplicates_of(sent, staff) == []


def test_a_repeat_is_shown_beside_the_other_and_can_be_the_one_that_is_approved(staff, sent):
    repeat = make_sent("huw@newhomes.example", urns=["9000003"])
    assert others_of(repeat, staff) == [(sent, ["the same company number", "the same name"])]
    actions.refuse(application=sent, reason="Sent by somebody else.", by=staff)
    assert approve(repeat, staff).provider.legal_name == "New Homes Ltd"


def test_what_is_not_sent_or_decided_is_not_decided(staff, sent):
    draft = actions.begin(name="D", email="d@draft.example")
    with pytest.raises(ValidationError, match="not sent yet"):
        approve(draft, staff)
    approve(sent, staff)
    with pytest.raises(ValidationError, match="A colleague has decided"):
        actions.refuse(application=sent, reason="No.", by=staff)


@pytest.mark.parametrize("role", ["press_officer", "chief_executive"])
def test_only_membership_managers_decide(sent, role):
    person = make_person("other@association.example", role)
    for act in (
        lambda: approve(sent, person),
        lambda: actions.refuse(application=sent, reason="No.", by=person),
        lambda: actions.ask(application=sent, text="Why?", by=person),
        lambda: actions.reopen(application=sent, reason="A slip.", by=person),
        lambda: actions.begin_for(name="X", email="x@x.example", by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_in_the_same_moment_one_wins_and_the_other_is_told(sent, staff):
    colleague = make_person("farida@association.example", "membership_manager")
    go, told = threading.Barrier(2), []

    def decide(person):
        go.wait()
        try:
            approve(sent, person)
        except ValidationError as fault:
            told.extend(fault.messages)
        connection.close()

    threads = [threading.Thread(target=decide, args=[person]) for person in (staff, colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["A colleague has decided this meanwhile. Reload the page to see what stands now."]
    assert (Provider.objects.count(), Term.objects.count(), Invoice.objects.count()) == (1, 1, 1)


def test_who_decides_second_reads_that_a_colleague_has_and_no_repeat_is_asked_about(signed_in, staff, sent):
    Application.objects.filter(pk=sent.pk).update(is_repeat=True)
    client = signed_in(staff)
    assert "May be a repeat" in text(client.get(f"{QUEUE}{sent.pk}/"))
    actions.refuse(application=sent, reason="No.", by=staff)
    answer = client.post(f"{QUEUE}{sent.pk}/refuse/", {"refuse-reason": "No homes."})
    assert answer.status_code == 422
    assert "A colleague has decided this meanwhile." in text(answer)
    assert "May be a repeat" not in text(answer)


def test_staff_write_one_on_somebody_s_behalf_and_declare_under_their_own_name(signed_in, staff, code, listed):
    client = signed_in(staff)
    answer = client.post(f"{QUEUE}new/", {"name": "Gwen Parry", "email": "gwen@newhomes.example"}, follow=True)
    application = Application.objects.get()
    assert "Write it" in text(answer)
    assert not OutboxMessage.objects.exists()
    written(application)
    client.post(page_of(application, "send/"), {f"version_{code.pk}": "on"})
    declaration = Declaration.objects.get()
    assert (declaration.user, declaration.name) == (staff, f"{staff} for Gwen Parry")
    client.post(f"{QUEUE}{application.pk}/link/")
    assert OutboxMessage.objects.filter(key__startswith="application-link").exists()


def test_a_provider_s_own_application_is_admitted_as_before(signed_in, staff, band):
    provider = make_provider("Coming Back Ltd")
    application = Application.objects.create(provider=provider)
    page = text(signed_in(staff).get(f"{QUEUE}{application.pk}/"))
    assert "Admit as a member" in page
    with pytest.raises(ValidationError, match="has no owner, so nobody would be asked"):
        actions.ask(application=application, text="Why?", by=staff)
    actions.refuse(application=application, reason="Not yet.", by=staff)
    assert status_of(with_membership(Provider.objects.all()).get()) == Status.REFUSED
    Application.objects.create(provider=provider, applied_on=timezone.localdate())
    assert status_of(with_membership(Provider.objects.all()).get()) == Status.APPLICANT, "the newest decides"


def test_a_refusal_that_was_a_mistake_is_opened_again_with_a_reason_that_the_applicant_is_told(
    client, signed_in, staff, sent
):
    detail = f"{QUEUE}{sent.pk}/"
    actions.refuse(application=sent, reason="No homes.", by=staff)
    desk = signed_in(staff)
    assert "Refused by mistake?" in text(desk.get(detail))
    assert desk.post(f"{detail}reopen/", {"reopen-reason": ""}).status_code == 422
    page = text(desk.post(f"{detail}reopen/", {"reopen-reason": "We read the wrong list."}, follow=True))
    assert "To decide" in page
    assert "Refused by mistake?" not in page
    assert "Opened again: We read the wrong list." in text(desk.get(f"{detail}history/"))
    letter = OutboxMessage.objects.get(key__startswith=f"application-reopened:{sent.pk}:")
    assert letter.address == "gwen@newhomes.example"
    assert "We read the wrong list." in letter.text
    assert sending.no_longer_wanted(letter) == ""
    assert "We have what you sent" in text(client.get(page_of(sent)))
    approve(sent, staff)
    assert sending.no_longer_wanted(letter)


def test_only_what_we_refused_is_opened_again_and_not_beside_another(signed_in, staff, sent):
    actions.refuse(application=sent, reason="No homes.", by=staff)
    other = make_sent("huw@newhomes.example", urns=["9000003"])
    answer = signed_in(staff).post(f"{QUEUE}{sent.pk}/reopen/", {"reopen-reason": "A slip."})
    assert answer.status_code == 422
    assert "New Homes has another application open" in text(answer)
    with pytest.raises(ValidationError, match="Only an application that was refused"):
        actions.reopen(application=other, reason="A slip.", by=staff)
    actions.withdraw(application=other)
    with pytest.raises(ValidationError, match="The applicant took it back"):
        actions.reopen(application=other, reason="A slip.", by=staff)
    assert "Refused by mistake?" not in text(signed_in(staff).get(f"{QUEUE}{other.pk}/"))
    assert actions.reopen(application=sent, reason="A slip.", by=staff).state == "To decide"


def test_an_approval_that_was_a_mistake_says_the_way_back(signed_in, staff, sent):
    provider = approve(sent, staff).provider
    page = signed_in(staff).get(f"{QUEUE}{sent.pk}/").content.decode()
    assert "Approved by mistake?" in page
    assert f'href="/membership/{provider.pk}/leave/"' in page
    invoice = Invoice.objects.get()
    assert f'href="/staff/invoices/{invoice.pk}/credit/">£{invoice.amount:.2f} of invoice {invoice}</a>' in page


def test_what_who_it_may_be_still_owes_is_said_before_it_is_admitted(signed_in, staff, sent):
    former = make_provider("New Homes Ltd", company_number="01234567")
    make_invoice(make_term(former, ends_in=-400), "CHA-0003", amount=450)
    assert "Still owed by it: £450.00 of" in text(signed_in(staff).get(f"{QUEUE}{sent.pk}/"))


def test_homes_of_an_application_are_read_in_one_query(sent, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(homes_of(sent)) == 2


def test_the_history_of_an_application_names_what_was_changed_its_homes_and_its_files(signed_in, staff, sent):
    actions.ask(application=sent, text="Show us.", by=staff)
    actions.save(application=sent, trading_name="Newest", telephone="01632 960004")
    actions.add_homes(application=sent, urns=["9000003"])
    actions.remove_home(application=sent, home=sent.homes.get(registration__number="9000001").pk)
    actions.add_file(application=sent, about="tax", raw=b"Paid,Where\nAll,Here\n", names_no_child=True)
    actions.remove_file(application=sent, file=sent.files.get().pk)
    page = text(signed_in(staff).get(f"{QUEUE}{sent.pk}/history/"))
    for said in (
        "rading name and telephone</summary>",  # that it was saved is to the minute
        "Homes: 9000001, 9000002",
        "Homes: 9000003",
        "Home taken off: 9000001",
        "File added: Where taxes are paid",
        "File removed by the applicant",
    ):
        assert said in page
