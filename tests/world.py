"""A small world with one of everything, each private value marked by a token of its own."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from bulletins import actions as bulletins
from chaportal.merging import actions as merging
from chaportal.merging.people import actions as people_merging
from chaportal.purging import actions as purging
from chaportal.rights import requests as rights
from chaportal.setup import mail_test
from duties import actions as duties
from duties.models import HomePremises, PremisesAssessment, VisitAction
from homes import actions as homes
from homes import locations
from homes.actions.saved_views import save_view
from homes.models import Area, Home, HomeFacts, HomeGrant, RegisterProposal
from jobs.retry import ItemFailed, save_failure
from media_releases import actions as press
from media_releases.actions import brief_members, save_logo, start_release
from media_releases.models import Accreditation, Enquiry, OnCall, Spokesperson, StatementTemplate
from members.applications import actions as applications
from members.contacts.actions import keep_contact
from members.directory import actions as directory
from members.directory.checking import check_waiting
from members.dues import actions as dues
from members.imports import actions as imports
from members.imports.planning import plan_of
from members.listing.views import PAGE as MEMBERSHIP
from members.models import (
    Allocation,
    Application,
    BankStatement,
    CreditNote,
    DirectoryEntry,
    Invoice,
    InvoiceLine,
    Leaving,
    Payment,
    Refund,
    ReminderRule,
    StatementLine,
    Term,
)
from members.notes.actions import keep_note
from members.reminders import actions as reminders
from members.renewals import actions as renewals
from members.rules import actions as rules
from outbox.models import OutboxMessage
from people import actions as people
from people.access_requests import actions as access
from people.complaints import actions as complaints
from people.models import Invitation, MailTest, Purge, SecurityEvent, User
from people.security import record
from policy.coding import actions as coding
from policy.documents import actions as documents
from policy.evidence import actions as evidence
from policy.models import (
    Answer,
    Consultation,
    Document,
    EvidenceTables,
    Finding,
    Given,
    GovernmentReply,
    PublicBody,
    Question,
    QuestionOutcome,
    Stance,
    Theme,
)
from policy.recommendations import actions as recommendations
from policy.recommendations.pasted import Item
from policy.shown_drafts.actions import show
from policy.texts.actions import start_position, start_response
from policy.unsaved.actions import keep_answers
from publishing import actions as publishing
from publishing.actions.figures import TAKEN
from publishing.models import Boilerplate, FigureSnapshot, PressContact, Topic
from publishing.uploads import read_image
from publishing.workflow import Window
from register import actions as register_actions
from register.loading import load_register, upload_register
from register.models import Registration
from tests.conftest import make_person, make_provider
from tests.publishing.files import image
from tests.register.files import homes as rows
from tests.register.files import register
from tests.register.released import released
from tests.snapshot import Snapshot

JOURNALIST = {"name": "Carys", "outlet": "The Ledger", "job": "Correspondent", "proof": "Ring my editor."}
STAFF = {
    "press": "press_officer",
    "policy": "policy_officer",
    "members": "membership_manager",
    "chief": "chief_executive",
    "trustee": "data_protection_trustee",
    "admin": "administrator",
    "journalist": "journalist",
}


class World(SimpleNamespace):
    """`people` by the short names that the matrix uses, and beside them whatever there is."""

    def add(self, **things):
        vars(self).update(things)


def build() -> World:
    world = World()
    _people(world)
    _association(world)
    _homes(world)
    _memberships(world)
    _texts(world)
    _policy(world)
    _press(world)
    _bulletins(world)
    _failures(world)
    _complaints(world)
    _directories(world)
    reason = "CANARY-REASON"
    purge = purging.search(typed="CANARY-PURGE", by=world.people["trustee"])
    world.add(purge=purging.propose(purge=purge, reason=Purge.Reason.NAMES, by=world.people["trustee"]))
    record(SecurityEvent.Kind.ADDRESS_READ, user=world.people["members"], subject="home 0", reason=reason)
    return world


def _directories(world):
    """Larkfield stands in both directories; Hazel Bank chose to, and is held back for a website called as its home.

    Run together, since a home's name as it is kept may stand in no table in clear. It was written before that name.
    """
    words = {
        "owner": (world.hazel, {"description": "CANARY-HELD", "website": "https://canaryname.example"}),
        "outsider": (world.larkfield, {"description": "CANARY-ENTRY"}),
    }
    for who, (provider, about) in words.items():
        DirectoryEntry.objects.create(provider=provider, **about)
        directory.choose(provider=provider, by=world.people[who], for_public=True)
    check_waiting()


ready = Snapshot(build)  # quicker: as another test of this process built it


def _complaints(world):
    """One that came by letter, one whose receipt was acknowledged by letter too, one of which the outcome was told."""
    trustee, made = {"by": world.people["trustee"]}, []
    for _ in range(3):
        facts = {"about": "wrong", "words": "CANARY-COMPLAINT", "name": "CANARY-COMPLAINS", "reach": "CANARY-REACH"}
        made.append(complaints.take(way="letter", entered_by=world.people["trustee"], **facts))
    waiting, acknowledged, closed = made
    complaints.note(complaint=waiting, words="CANARY-STEP", **trustee)
    complaints.acknowledge(complaint=acknowledged, on=timezone.localdate(), words="By letter", **trustee)
    closed = complaints.close(complaint=closed, outcome="upheld", words="It is put right.", **trustee)
    reader = world.people["reader"]
    world.add(erasure=rights.ask(person=reader, by=reader))
    world.add(complaint=waiting, complaint_acknowledged=acknowledged, complaint_closed=closed)


def _failures(world):
    """Something of each job failed: the System page names it by nothing that is for other eyes."""
    gone = ItemFailed("The mail server refused this mail for good (550).", permanent=True)
    notice = OutboxMessage.objects.get(key__startswith=f"invitation:{world.invitation.pk}:")
    world.add(failed=save_failure("send-outbox", notice, gone))
    save_failure("sweep-sheets", world.home_sheet, KeyError("CANARY-SHEET"))
    save_failure("sweep-bulletins", world.sending, ValueError("CANARY-BULLETIN"))
    save_failure("review-accreditations", Accreditation.objects.first(), ValueError("CANARY-JOURNALIST"))


def _people(world):
    hazel, larkfield = make_provider("Hazel Bank Care Ltd"), make_provider("Larkfield Limited")
    world.add(hazel=hazel, larkfield=larkfield)
    world.people = {
        "owner": make_person("owner@hazelbank.example", "owner", hazel),
        "manager": make_person("manager@hazelbank.example", "home_manager", hazel),
        "reader": make_person("reader@hazelbank.example", "reader", hazel),
        "finance": make_person("finance@hazelbank.example", "finance_contact", hazel),
        "outsider": make_person("owner@larkfield.example", "owner", larkfield),
        **{name: make_person(f"{name}@association.example", role) for name, role in STAFF.items()},
    }
    invitation = people.invite(email="new@hazelbank.example", role="colleague", provider=hazel, by=None)
    world.add(own_role=_own_role(world.people["trustee"]))
    world.add(invitation=invitation, token=_token(), role=world.people["manager"].roles.get())
    asked, asking = (access.ask(name="CANARY-ASKING", email=f"{name}@hazelbank.example") for name in ("one", "two"))
    access.prove(request=asking)
    world.add(access_request=asked, access_answer=asking.answers.get())


def _association(world):
    """What the administrator set: a logo, and nothing else; and a test mail on its way."""
    test = MailTest.objects.create(user=world.people["admin"])
    world.add(mail_test_token=mail_test.token_of(test))
    logo = read_image(image("PNG"))
    said = {"by": world.people["admin"], "facts": {"logo_alt": "Children's Homes Association"}}
    world.add(association=people.save_association(logo=logo, **said))


def _own_role(person) -> Invitation:
    """A role that somebody asked for themselves, which waits for an administrator."""
    return Invitation.objects.create(
        email=person.email,
        user=person,
        role="chief_executive",
        invited_by=person,
        expires_at=timezone.now() + timedelta(days=14),
    )


def _token() -> str:
    """The token stands in the mail alone."""
    line = next(line for line in OutboxMessage.objects.get().text.splitlines() if line.startswith("http"))
    return line.rstrip("/").rsplit("/", 1)[1]


def _homes(world):
    listed = released(register(*rows("9000001", "9000002", "9000003")), "at_march_2025.csv")
    owner, staff = world.people["owner"], world.people["members"]
    entry = listed.entries.first()
    world.add(entry=entry, owner_name=register_actions.match_owner(key=entry.owner_key, provider=world.hazel, by=staff))
    raw = register(*rows("9000001"), as_at="30 April 2025").replace(b",Places,", b",Number of places,")
    world.add(waiting_file=load_register(raw=raw, name="at_april_2025.csv", by=None).file)  # with a guess
    upload = upload_register(raw=b"%PDF-1.7", name="a letter.pdf", as_at=None, by=staff)
    world.add(register_file=listed, upload=upload)
    home = homes.confirm(home=homes.claim(urn="9000001", provider=world.hazel, by=owner), by=staff)
    locations.save(
        home=home,
        by=owner,
        name="CANARY-NAME",
        address="CANARY-ADDRESS",
        postcode="CANARY-PC",
        telephone="CANARY-TELEPHONE",
    )
    HomeGrant.objects.create(role=world.role, home=home)
    # No word of ours can say a number of this size by chance.
    homes.update_facts(home=home, by=owner, vacancies=4, youngest=8, oldest=17, needs=["sensory"])
    area = homes.save_area(area=Area(provider=world.hazel, name="CANARY-AREA"), by=owner)
    HomeFacts.objects.filter(home=home).update(vacancies=87, area=area)
    world.add(area=area)
    today = timezone.localdate()
    world.add(post=homes.appoint(home=home, by=owner, kind="manager", name="CANARY-MANAGER", starts_on=today))
    raw = b"URN,Name\n9000001,CANARY-SHEET\n"
    world.add(home_sheet=homes.check_sheet(raw=raw, name="CANARY-FILE.csv", by=owner))
    saved = {"name": "CANARY-VIEW", "query": "manager=missing&sort=name", "is_default": False}
    world.add(saved_view=homes.save_view(by=owner, **saved))
    claimed = homes.claim(urn="9000002", provider=world.larkfield, by=world.people["outsider"])
    world.add(home=Home.objects.get(pk=home.pk), claimed=claimed, free="9000003")
    changed = {"file": world.register_file, "home": world.home, "kind": "places", "before": "4", "after": "6"}
    world.add(proposal=RegisterProposal.objects.create(**changed))
    _wales(world)
    _duties(world)
    _ended(world)


def _ended(world):
    """A home that Hazel Bank had, and the manager was given: its record is read, its name by nobody any more."""
    owner, members = world.people["owner"], world.people["members"]
    registration = Registration.objects.create(regulator="ofsted", number="9000009")
    yesterday = timezone.localdate() - timedelta(days=1)
    during = DateRange(yesterday - timedelta(days=400), None)
    ended = Home.objects.create(registration=registration, provider=world.hazel, state="confirmed", during=during)
    locations.save(home=ended, by=owner, name="CANARY-FORMER", address="", postcode="", telephone="")
    HomeGrant.objects.create(role=world.role, home=ended)
    homes.appoint(home=ended, by=owner, kind="manager", name="CANARY-PAST", starts_on=yesterday - timedelta(days=9))
    world.add(ended=homes.end_home(home=ended, last_day=yesterday, by=members, reason="Closed"))


def _wales(world):
    """A Welsh home that Larkfield asks for, which no public page, feed or figure may tell of."""
    facts = {"kind": "Care home for children", "local_authority": "Powys", "places": 93, "registered_on": None}
    owner, staff = world.people["outsider"], world.people["members"]
    home = homes.claim_service(number="CANARY-WELSH", provider=world.larkfield, by=owner, **facts)
    ratings = {"environment": "Requires significant improvement"}
    register_actions.rate_service(registration=home.registration, on=timezone.localdate(), ratings=ratings, by=staff)
    world.add(welsh=home.registration.welsh_service)


def _duties(world):
    """A duty of the provider's own, one from law that was done with a note, and one that is off."""
    today, owner = timezone.localdate(), world.people["owner"]
    duty = duties.add_duty(provider=world.hazel, home=None, name="CANARY-DUTY", every_months=6, by=owner)
    about = {"home": world.home, "today": today, "by": owner}
    kept, _ = duties.mark_done(slug="england-46", done_on=today, note="CANARY-VISITOR", **about)
    reported, _ = duties.mark_done(slug="england-16", done_on=today, **about)
    duties.note_report(done=reported, step="written", on=today, today=today, by=owner)
    world.add(reported=reported, report_step="sent")
    own_done, _ = duties.mark_done(slug=f"own-{duty.pk}", done_on=today, **about)
    raw = b"What,Until\nCANARY-EVIDENCE,2027\n"
    evidence, _ = duties.add_evidence(done=own_done, raw=raw, names_no_child=True, by=owner)
    world.add(own_done=own_done, evidence=evidence)
    plans = {world.home.pk: (today, "CANARY-INDEPENDENT")}
    duties.plan_visits(plans=plans, month=today, today=today, by=owner)
    _raised(world, today, owner)
    duties.switch_off(slug="england-45", reason="CANARY-OFF", **about)
    away = {"starts_on": today, "expected_back": None, "foreseen": False}
    absence = duties.begin_absence(home=world.home, by=owner, **away)
    told = {"kind": "premises", "happens_on": today, "note": "CANARY-CHANGE"}
    change = duties.add_change(home=world.home, by=owner, **told)
    event = duties.note_event(home=world.home, kind="england-40", on=today, today=today, by=owner)
    premises = HomePremises.objects.create(home=world.home, number=1, label="CANARY-PREMISES", used_from=today)
    assessment = PremisesAssessment.objects.create(premises=premises, assessed_on=today)
    world.add(premises=premises, assessment=assessment)
    world.add(absence=absence, change=change, of_absence="absence", event=event, event_kind="england-40")
    world.add(duty=duty, duty_done=kept, rule="england-16", calendar_token=duties.make_calendar(by=owner))


def _raised(world, today, owner):
    """An action of a visit in the month before: this month's is planned still."""
    before = today.replace(day=1) - timedelta(days=1)
    visit, _ = duties.mark_done(home=world.home, slug="england-44", done_on=before, today=today, by=owner)
    about = {"what": "CANARY-ACTION", "responsible": "CANARY-RESPONSIBLE", "due_on": today}
    world.add(raised=duties.save_action(action=VisitAction(visit=visit, **about), by=owner))


def _rules(world):
    """The Code in force, against which Hazel Bank declared, and the one that follows it."""
    today, staff = timezone.localdate(), world.people["members"]
    made = [
        rules.publish_version(
            kind="code", starts_on=today + timedelta(days=days), text="# Care\n- With care.", by=staff
        )
        for days in (-30, 30)
    ]
    world.add(rules=made[0], rules_to_come=made[1])
    rules.declare(provider=world.hazel, versions=made[:1], by=world.people["owner"])


def _applications(world):
    """One that is asked for more, one that waits, and one that is being written."""
    facts = {"kind": "provider", "sector": "private", "nation": "both", "welsh_homes": 1, "owned_in_uk": True}
    facts |= {"taxed_in_uk": True, "no_haven": False, "explanation": "CANARY-EXPLAINED"}
    facts |= {"ultimate_owner": "CANARY-ULTIMATE", "owner_name": "CANARY-OWNING", "owner_email": "owner@canary.example"}
    for name in ("asked", "waiting", "written"):
        made = applications.begin(name=f"CANARY-{name}", email=f"{name}@canary.example")
        made = applications.save(application=made, legal_name=f"CANARY-{name} Ltd", **facts)
        applications.add_file(application=made, about="tax", raw=b"What,Where\nCANARY-TAX,Here\n", names_no_child=True)
        if name != "written":
            made = applications.send(application=made, versions=[world.rules], by=None)
        world.add(**{f"application_{name}": made})
    applications.ask(application=world.application_asked, text="CANARY-WANTED", by=world.people["members"])
    world.add(application_file=world.application_waiting.files.get())


def _memberships(world):
    _rules(world)
    _dues(world)
    _applications(world)
    today, made = timezone.localdate(), []
    for provider in (world.hazel, world.larkfield):
        days = {"starts_on": today - timedelta(days=100), "ends_on": today + timedelta(days=264)}
        term = Term.objects.create(provider=provider, **days, band="1 home", dues=450, homes_counted=1)
        invoice = Invoice.objects.create(
            number=f"CANARY-INVOICE-{provider.pk}",
            provider=provider,
            term=term,
            amount=450,
            sent_on=today,
            due_on=today,
        )
        InvoiceLine.objects.create(invoice=invoice, description="CANARY-CHARGE", net=450, vat_rate=0)
        made.append((term, invoice))
    world.add(term=made[0][0], invoice=made[0][1], to_bill=made[1][0])
    CreditNote.objects.create(number="CANARY-CREDIT", invoice=made[1][1], amount=450, reason="CANARY-CREDIT")
    facts = {
        "kind": "call",
        "happened_on": today,
        "words": "CANARY-NOTE",
        "next_action": "CANARY-NEXT",
        "due_on": today,
    }
    query = "status=current"
    saved = save_view(by=world.people["members"], name="CANARY-LIST", query=query, is_default=False, page=MEMBERSHIP)
    world.add(saved_list=saved)
    world.add(note=keep_note(provider=world.hazel, by=world.people["members"], **facts))
    payment = Payment.objects.create(provider=world.hazel, amount=500, received_on=today, reference="CANARY-PAYMENT")
    match = Allocation.objects.create(payment=payment, invoice=world.invoice, amount=1)
    twice = Payment.objects.create(provider=world.hazel, amount=9, received_on=today, reference="CANARY-PAYMENT twice")
    world.add(refund=Refund.objects.create(payment=twice, amount=2, paid_on=today, reference="CANARY-REFUND"))
    words = f"CANARY-BANK {world.invoice.number}"
    days = {"file_format": "sheet", "first_on": today, "last_on": today, "added": 2}
    world.add(bank_statement=BankStatement.objects.create(**days))
    bank_line = StatementLine.objects.create(
        key="1", received_on=today, amount=3, words=words, statement=world.bank_statement
    )
    about = {"set_aside_at": timezone.now(), "why_set_aside": "CANARY-BANK"}
    world.add(aside=StatementLine.objects.create(key="2", received_on=today, amount=3, words="Interest", **about))
    about = {"received_on": today, "amount": 3, "words": "CANARY-BANK again", "looks_like": bank_line}
    world.add(bank_repeat=StatementLine.objects.create(key="3", statement=world.bank_statement, **about))
    world.add(payment=payment, match=match, bank_line=bank_line)
    Application.objects.create(provider=make_provider("Applicant Ltd"))
    _renewals(world)
    _imports(world)


def _imports(world):
    """Sheets of providers: one whose columns wait to be said, one to be answered, one to be imported, one that was."""
    staff = world.people["members"]
    sheet = "Members\nProvider,Name,Email\n{name},CANARY-IMPORT,new@import.example\n"
    names = {"read": "Read Ltd", "open": "Hazel Bank Cares", "ready": "Ready Ltd", "made": "Made Ltd"}
    made = {
        key: imports.begin_import(raw=sheet.format(name=name).encode(), name="CANARY-LISTFILE.csv", by=staff)
        for key, name in names.items()
    }
    unsaid = {"sector": "private", "nation": "england", "member_kind": "provider", "role": "reader"}
    for key in ("open", "ready", "made"):
        made[key] = imports.say_columns(source=made[key], columns=made[key].columns, unsaid=unsaid, by=staff)
    seal = plan_of(made["made"], staff).seal
    imports.accept_import(source=made["made"], seal=seal, is_inviting=False, by=staff)
    imports.apply_import(made["made"].pk)
    world.add(first_row=0, **{f"import_{key}": source for key, source in made.items()})
    contact = {"name": "CANARY-CONTACT", "email": "contact@hazelbank.example", "job_title": "", "role": "reader"}
    words = {"words": "CANARY-LEAVING", "said_by": "CANARY-LEAVER", "reason": "dues", "by": staff}
    words |= {"provider": world.hazel, "last_day": world.term.starts_on, "ran_out": True}
    world.add(leaving=Leaving.objects.create(**words))
    twins = make_provider("Twin Ltd"), make_provider("Twin Limited")
    world.add(done_merge=merging.merge(gone=twins[0], survivor=twins[1], by=staff))
    second = make_person("second@hazelbank.example", "colleague", world.larkfield)
    first = make_person("first@hazelbank.example", "reader", world.larkfield)
    User.objects.filter(pk__in=[first.pk, second.pk]).update(last_login=timezone.now())
    world.add(done_person_merge=people_merging.merge(gone=second, survivor=first, by=staff, although=True))
    world.add(known_person=keep_contact(provider=world.larkfield, by=staff, **contact))


def _renewals(world):
    """A run that is planned, one that sends and one that pauses: over the terms that end within a year."""
    staff, until = world.people["members"], timezone.localdate() + timedelta(days=300)
    planned, sending, paused = (renewals.plan_run(until=until, by=staff) for _ in range(3))
    renewals.start(run=sending, by=staff)
    renewals.pause(run=renewals.start(run=paused, by=staff), by=staff)
    world.add(renewal_run=planned, renewal_run_sending=sending, renewal_run_paused=paused)
    world.add(renewal=planned.renewals.get(provider=world.hazel))
    failed = ItemFailed("It has resigned since.", permanent=True)
    save_failure("sweep-renewals", sending.renewals.get(provider=world.hazel), failed)
    facts = {"about": "invoice", "days": 3, "when": "after", "roles": ["owner", "finance_contact"]}
    rule = ReminderRule(**facts, subject="Invoice {invoice}", text="Please pay: {link}")
    world.add(reminder_rule=reminders.save_rule(rule=rule, by=staff))


def _dues(world):
    """Released dues with a band for each kind of member, and a draft of the next ones."""
    staff, days = world.people["members"], {"starts_on": date(2025, 4, 1), "census_on": date(2025, 3, 31)}
    year = dues.plan_year(by=staff, **days)
    rows = [dues.BandRow(kind, f"Band of {kind}s", 0, None, Decimal(450)) for kind in ("provider", "associate")]
    year = dues.release(year=dues.change_draft(year=year, rows=rows, by=staff, **days), by=staff)
    draft = dues.plan_year(by=staff, starts_on=date(2032, 4, 1), census_on=date(2032, 3, 31))
    world.add(dues_year=year, dues_draft=draft, band=year.bands.first())


def _texts(world):
    topic = Topic.objects.create(slug="workforce", name="Workforce")
    contact = PressContact.objects.create(name="Jo", telephone="01632 960001", email="jo@association.example")
    about = Boilerplate.objects.create(name="Short", text="<p>About us.</p>")
    world.add(topic=topic, about=about, contact=contact)

    publishing.take_snapshots()
    figure = FigureSnapshot.objects.current().get(figure__slug="homes")

    def release(title, more=""):
        body, press = f"<p>Body of {title}, [figure {figure.pk}]</p>{more}", world.people["press"]
        return start_release(
            kind="statement",
            by=press,
            title=title,
            summary=f"Summary of {title}: what it says in short",
            body=body,
            topic=topic,
        )

    draft, published, embargoed = map(release, ("CANARY-DRAFT", "Published release", "CANARY-EMBARGOED"))
    world.add(
        picture=_picture(draft, "CANARY-ALT"),
        public_picture=_picture(published, "A jigsaw"),
        embargoed_picture=_picture(embargoed, "CANARY-EMBARGOED picture"),
        file_name="full.png",
        draft=draft,
        discarded=publishing.discard_draft(edition=release("CANARY-DISCARDED"), by=world.people["press"]),
        submitted=publishing.submit(edition=release("CANARY-SUBMITTED"), by=world.people["press"]),
        scheduled=publish(release("CANARY-SCHEDULED"), world, minutes=600),
        embargoed=publish(embargoed, world, minutes=600),
        release=publish(published, world, minutes=None),
        revised=publish(release("Revised release"), world, minutes=None),
    )
    revise(world.revised, world)
    # From now on what they quote is not the newest.
    newer = {name: getattr(figure, name) for name in TAKEN} | {"value": "4", "number": 4}
    FigureSnapshot.objects.create(figure=figure.figure, replaces=figure, **newer)
    reader = {"name": "CANARY-PREVIEWER", "organisation": "", "reason": "Checks a quotation."}
    preview, token = publishing.share(edition=world.draft, by=world.people["press"], days=7, **reader)
    world.add(preview=preview, preview_token=token)
    _briefing(world)
    _unsaved(world)
    world.add(quoting=release("Quoting release", "<blockquote><p>CANARY-QUOTATION</p></blockquote>"))
    _quoted(world)
    world.add(urgent=publish_urgently(release("Urgent release"), world))


def _unsaved(world):
    """What the press officer typed into the draft's form and did not save."""
    window = Window(base=world.draft.words_hash, page="one", turn=1, seen="")
    words = {"title": "CANARY-DRAFT", "body": "<p>CANARY-AUTOSAVE</p>"}
    typed = publishing.write_autosave(edition=world.draft, by=world.people["press"], words=words, window=window)
    world.add(autosave=typed)


def publish_urgently(edition, world):
    """Public without a second person, by a press officer who has the role for it tonight."""
    night = make_person("night@association.example", "urgent_publisher")
    people.give_role(user=night, role="press_officer", provider=None, reason="Tonight")
    seen = edition.content_hash
    return publishing.publish_urgently(edition=edition, by=night, seen=seen, reason="CANARY-EMERGENCY")


def _quoted(world):
    """The membership manager is quoted in a draft of the press desk."""
    speaker = {"speaker": "Maureen", "job": "membership manager", "user": world.people["members"]}
    quotation = world.quoting.quotations.get()
    world.add(quotation=publishing.attribute(quotation=quotation, by=world.people["press"], **speaker))


def _picture(edition, alt):
    about = {"alt": alt, "credit": "Siân Llywarch", "licence": "with_news"}
    raw, writer = image("PNG"), edition.authors.get()
    return publishing.show(edition=edition, kind="image", raw=raw, name_of_file="CANARY-CHOSEN.png", by=writer, **about)


def _briefing(world):
    writer = world.people["press"]
    made = brief_members(edition=world.release, by=writer)
    told = "CANARY-BRIEFING: what members are told of the news"
    words = {"title": "Briefing", "summary": told, "body": f"<p>{told}</p>"}
    made = publishing.edit(edition=made, by=writer, topic=world.topic, **words)
    world.add(briefing_picture=_picture(made, "CANARY-BRIEFING picture"))
    world.add(briefing=publish(made, world, minutes=None))


def publish(edition, world, *, minutes):
    """Submit and approve; public now, or so many minutes from now."""
    writer = edition.authors.get()
    edition = publishing.submit(edition=edition, by=writer)
    later = minutes and timezone.now().replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return publishing.approve(edition=edition, by=world.people["chief"], seen=edition.content_hash, public_from=later)


def revise(edition, world):
    """A second version, which is public now."""
    writer = edition.authors.get()
    later = publishing.start_next(publication=edition.publication, by=writer)
    words = {"title": later.title, "summary": later.summary, "body": "<p>Revised body</p>", "change_note": "Says more."}
    publish(publishing.edit(edition=later, by=writer, topic=world.topic, **words), world, minutes=None)


def _policy(world):
    body = PublicBody.objects.create(name="Department for Education", slug="dfe")
    now = timezone.now().replace(second=0, microsecond=0)

    def consultation(reference, opens, closes):
        made = Consultation.objects.create(
            reference=reference,
            body=body,
            title=f"Consultation {reference}",
            summary="What they ask.",
            link="https://consult.example/1",
            opens_at=now + timedelta(days=opens),
            closes_at=now + timedelta(days=closes),
            internal_deadline=now + timedelta(days=closes - 1),
            minutes=8,
        )
        return made, Question.objects.create(consultation=made, number="1", place=1, text="What do you see?")

    opened, question = consultation("OPEN-1", -10, 10)
    ours = timezone.localdate() + timedelta(days=9)
    Consultation.objects.filter(pk=opened.pk).update(draft_due=ours, sign_off_due=ours)
    upcoming, _ = consultation("CANARY-UPCOMING", 5, 30)
    _answer(world, opened, question, "owner", world.hazel, "CANARY-UNSENT", send=False)
    _answer(world, opened, question, "outsider", world.larkfield, "CANARY-SENT", send=True)
    _unsaved_answers(world, opened, question)
    policy = world.people["policy"]
    world.add(shown_draft=show(question=question, by=policy, text="CANARY-SHOWN-DRAFT"))
    words = {"summary": "In short, what we say and why it matters.", "body": "<p>At length.</p>"}
    response = start_response(consultation=opened, by=policy, title="CANARY-RESPONSE", **words)
    publish(response, world, minutes=600)
    closed, unanswered = consultation("CLOSED-1", -40, -2)
    counted, released = (_answered_out(world, *consultation(name, -40, 10)) for name in ("COUNTED-1", "RELEASED-1"))
    EvidenceTables.objects.create(consultation=released, tables=[], by=policy)
    world.add(counted=counted, released=released)
    _coded(world, counted)
    in_parts = words | {"body": "<h2>Question 1</h2><p>At length.</p>"}
    world.add(drafted=start_response(consultation=counted, by=policy, title="CANARY-DRAFTED", **in_parts))
    decided = {
        "decided": "adopted",
        "on": timezone.localdate(),
        "words": "So be it.",
        "link": "https://consult.example/3",
    }
    world.add(question_outcome=QuestionOutcome.objects.create(question=unanswered, **decided))
    answered = start_response(consultation=closed, by=policy, title="Published response", **words)
    publish(answered, world, minutes=None)
    position = start_position(by=policy, asks=["Pay"], title="Published position", **words)
    publish(position, world, minutes=None)
    paper = {"body": body, "kind": "report", "published_on": now.date(), "link": "https://consult.example/2"}
    document = Document.objects.create(title="CANARY-DOCUMENT", is_public=False, **paper)
    public_document = Document.objects.create(title="Published report", **paper)
    theme = Theme.objects.create(name="Leaving care")
    world.add(recommendation=_recommended(world, public_document, theme, "Fund it."))
    _recommended(world, document, theme, "CANARY-RECOMMENDED")
    _shared_paper(world, paper | {"published_on": (now + timedelta(days=9)).date()}, document, public_document)
    world.add(
        consultation=opened,
        upcoming=upcoming,
        closed=closed,
        question=unanswered,
        document=document,
        public_document=public_document,
        response=response,
        position=position,
        paper=position.publication.position_paper,
        ask=position.publication.position_paper.asks.get(),
    )


def _recommended(world, document, theme, words):
    """What a paper recommends, with what is said and found of it."""
    policy, today = world.people["policy"], timezone.localdate()
    items = [Item("1", words), Item("2", f"{words} Again.")]
    made = recommendations.enter(document=document, items=items, theme=theme, by=policy)[0]
    about = {"recommendations": [made], "by": policy, "on": today, "words": words}
    recommendations.record(kind=GovernmentReply, says="accepted", link="https://consult.example/3", **about)
    recommendations.record(kind=Finding, state="done", link="https://consult.example/4", **about)
    recommendations.record(kind=Stance, stance="support", **about | {"words": "CANARY-STANCE"})
    return made


def _shared_paper(world, facts, *others):
    """A paper that its publisher shared, of which one colleague may know: it answers what is public."""
    until = timezone.now() + timedelta(days=8)
    about = {"title": "CANARY-LOCKED", "summary": "CANARY-LOCKED", "edition_of": others[-1], "edition_kind": "replaces"}
    paper = documents.record(by=world.people["policy"], responds_to=others, embargoed_until=until, **facts, **about)
    reader = documents.name_reader(document=paper, user=world.people["members"], by=world.people["policy"])
    world.add(shared_paper=paper, paper_reader=reader)


def _answered_out(world, consultation, question):
    """Answered by Larkfield, and members can answer it no longer."""
    _answer(world, consultation, question, "outsider", world.larkfield, "CANARY-SENT", send=True)
    now = timezone.now()
    closed = {"internal_deadline": now - timedelta(days=3), "closes_at": now - timedelta(days=2)}
    Consultation.objects.filter(pk=consultation.pk).update(**closed)
    return Consultation.objects.get(pk=consultation.pk)


def _coded(world, consultation):
    """The answer to it, with a theme and words that show it."""
    answer, policy = Answer.objects.get(question__consultation=consultation), world.people["policy"]
    theme = coding.add_theme(question=answer.question, by=policy, name="CANARY-THEME")
    coding.code(answer=answer, by=policy, themes=[theme], extract="CANARY-SENT", extract_of=theme)
    world.add(coded=answer, answer_theme=theme)


def _answer(world, consultation, question, who, provider, words, *, send):
    person = world.people[who]
    given = {question.pk: Given(words, "anonymous")}
    submission = evidence.save(consultation=consultation, provider=provider, by=person, given=given)
    if send:
        evidence.send(submission=submission, by=person, seen=submission.version)


def _unsaved_answers(world, consultation, question):
    """What a colleague typed into Hazel Bank's answers and did not save."""
    writer = make_person("writer@hazelbank.example", "colleague", world.hazel)
    window = Window(page="one", turn=1, seen="")
    words = {f"text_{question.pk}": "CANARY-UNSAVED-ANSWER", "consent_to_all": "attributed"}
    about = {"consultation": consultation, "provider": world.hazel}
    world.add(answers_autosave=keep_answers(by=writer, words=words, window=window, **about))


def _press(world):
    now = timezone.now()
    waits = {"name": "CANARY-APPLICANT", "proof": "CANARY-PROOF"}
    press.apply(email="waits@ledger.example", **JOURNALIST | waits)
    press.apply(email=world.people["journalist"].email, **JOURNALIST)
    waiting, accredited = Accreditation.objects.order_by("pk")
    accredited = press.accept(accreditation=accredited, by=world.people["press"])
    publishing.accept_terms(user=accredited.user)
    text = world.embargoed.publication
    grant = publishing.give_grant(user=accredited.user, by=world.people["press"], publication=text)
    world.add(waiting_journalist=waiting, accredited=accredited, grant=grant)
    enquiry = Enquiry.objects.create(
        journalist="CANARY-JOURNALIST", outlet="Ledger", telephone="01632 960002", asked="CANARY-ASKED", deadline=now
    )
    line = publishing.start(
        kind="line_to_take",
        by=world.people["press"],
        topic=world.topic,
        title="CANARY-QUESTION",
        body="<p>CANARY-LINE</p>",
        expires_on=timezone.localdate() + timedelta(days=1),
    )
    shift = OnCall.objects.create(
        user=world.people["chief"], telephone="CANARY-ONCALL", starts_at=now, ends_at=now + timedelta(days=1)
    )
    person = {"name": "CANARY-RETIRED", "job": "Chair", "speaks_about": "Pay", "biography": "Retired."}
    spokesperson = Spokesperson.objects.create(**person, is_current=False)
    logo = {"name": "In colour", "alt": "A roof", "licence": "with_news"}
    desk = {"by": world.people["press"], "name_of_file": "CANARY-CHOSEN.png"}
    world.add(spokesperson=spokesperson, logo=save_logo(raw=image("PNG"), **logo, **desk))
    template = StatementTemplate.objects.create(
        name="CANARY-TEMPLATE", title="On [the report]", summary="In short.", body="<p>We know of [the report].</p>"
    )
    world.add(template=template)
    world.add(enquiry=enquiry, shift=shift, line=publish(line, world, minutes=None))


def _bulletins(world):
    writer = world.people["members"]
    draft = bulletins.start(by=writer, subject="CANARY-BULLETIN", body="<p>Words</p>", audience="members")
    waiting = bulletins.start(by=writer, subject="CANARY-BULLETIN two", body="<p>Words</p>", audience="members")
    waiting = bulletins.submit(bulletin=waiting, by=writer)
    sending = bulletins.submit(
        bulletin=bulletins.start(by=writer, subject="CANARY-BULLETIN three", body="<p>Words</p>", audience="members"),
        by=writer,
    )
    sending = bulletins.approve(bulletin=sending, by=world.people["chief"], seen=sending.content_hash)
    subscriber = bulletins.subscribe(
        email="reader@canary.example", name="CANARY-READER", source="Wrote to us", by=writer
    )
    world.add(bulletin=draft, waiting=waiting, sending=sending, subscriber=subscriber)
    world.add(delivery=sending.deliveries.first())
