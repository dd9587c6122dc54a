"""What the association's own people see first."""

from datetime import timedelta

from django.db.models import Count, Window
from django.urls import reverse
from django.utils import timezone

from bulletins.models import Bulletin
from chaportal.backup import last_restore, last_verified_backup
from chaportal.dashboards.money import money_needs
from chaportal.dashboards.screen import Screen
from chaportal.dashboards.section import Need, Section, needs_section
from chaportal.health import queues
from homes.models import Home, RegisterProposal
from jobs.models import FailedItem
from jobs.runs import jobs
from media_releases.lines import lines_for
from media_releases.models import Accreditation, Enquiry, OnCall, StatementTemplate
from members.balances import unpaid
from members.forms import CheckForm
from members.listing.risks import NO_OWNER, list_of, reasons
from members.listing.rows import listed
from members.membership import with_renewal_overdue
from members.models import Application, Invoice, Note
from members.overview import counts_by_status
from members.reminders.owed import coming, held_among
from members.status import access_until
from people.access import Permission
from people.models import Complaint, Erasure, Invitation, Provider, Purge, SecurityEvent
from people.templatetags.people import day
from policy import attention
from publishing.actions import list_embargoed
from publishing.models import Edition, FigureUse, Publication, Quotation, TermsAcceptance, UrgentReview
from register.models import RegisterFile

P = Permission
SHOWN = 6
LINES_SHOWN = 4
WAITED_LONG = timedelta(days=7)


def on_call(screen: Screen) -> Section:
    shifts = OnCall.objects.visible_to(screen.user)
    return Section(
        "Who is on call", "dashboard/on_call.html", {"people": shifts.now(), "next": shifts.coming().first()}
    )


def enquiries(screen: Screen) -> Section:
    return Section(
        "Enquiries by deadline",
        "dashboard/enquiries.html",
        {"enquiries": Enquiry.objects.visible_to(screen.user).open().select_related("taken_by")[:SHOWN]},
    )


def accreditations(screen: Screen) -> Section:
    count = Accreditation.objects.visible_to(screen.user).to_decide().count()
    return Section("Journalists to accredit", "dashboard/accreditations.html", {"count": count})


def find(screen: Screen) -> Section:
    return Section("Find", "dashboard/find.html")


def is_it_ours(screen: Screen) -> Section:
    return Section("Is that provider ours?", "dashboard/is_it_ours.html", {"form": CheckForm(auto_id="check_%s")})


def lines(screen: Screen) -> Section:
    return Section("Lines to take", "dashboard/lines.html", {"lines": lines_for(screen.user).in_force()[:LINES_SHOWN]})


def under_embargo(screen: Screen) -> Section:
    accepted = TermsAcceptance.objects.own(screen.user).in_force().exists()
    editions = list_embargoed(user=screen.user, most=SHOWN) if accepted else []
    context = {"has_accepted": accepted, "editions": editions}
    return Section("Under embargo for you", "dashboard/under_embargo.html", context)


def start_statement(screen: Screen) -> Section:
    templates = StatementTemplate.objects.visible_to(screen.user).current()[:SHOWN]
    return Section("Start a statement", "dashboard/start_statement.html", {"templates": templates})


def new_papers(screen: Screen) -> Section:
    return Section("New papers", "dashboard/papers.html", {"documents": attention.new_documents(screen.user)[:SHOWN]})


def shared_papers(screen: Screen) -> Section | None:
    """What a publisher shared with us before publishing it, and the user is named as a reader of."""
    documents = attention.shared_papers(screen.user)[:SHOWN]
    if not documents:
        return None
    return Section("Papers under embargo for you", "dashboard/shared_papers.html", {"documents": documents})


def our_deadlines(screen: Screen) -> Section:
    return Section(
        "Our deadlines, and who has answered",
        "dashboard/deadlines.html",
        {
            "consultations": attention.deadlines(screen.user)[:SHOWN],
            "late": attention.late(screen.user)[:SHOWN],
            "overdue": attention.outcomes_overdue(screen.user)[:SHOWN],
        },
    )


def sign_offs(screen: Screen) -> Section:
    editions = Edition.objects.awaiting_approval_by(screen.user).select_related("publication")
    stale = FigureUse.objects.visible_to(screen.user).stale().count()
    context = {
        "editions": editions,
        "urgent": UrgentReview.objects.waiting_for(screen.user).select_related("edition", "published_by"),
        "quotations": Quotation.objects.own(screen.user).waiting().select_related("edition__publication"),
        "moves": Publication.objects.proposed_for(screen.user).select_related("proposed_by"),
        "stale": stale,
        "withheld": Edition.objects.visible_to(screen.user).withheld().count(),
        "bulletins": Bulletin.objects.awaiting_approval_by(screen.user),
    }
    return Section("Waiting for your approval", "dashboard/sign_offs.html", context)


def states(screen: Screen) -> Section:
    counts = [(status, number) for status, number in counts_by_status().items() if number]
    return Section(
        "All providers by state", "dashboard/states.html", {"counts": counts, "total": sum(n for _, n in counts)}
    )


def exceptions(screen: Screen) -> Section:
    """What does not fit: lists, claims and applications that wait, members without an owner."""
    needs = []
    if lists := RegisterFile.objects.waiting().count():
        words = "1 list of the register waits" if lists == 1 else f"{lists} lists of the register wait"
        needs.append(Need(f"{words} to be released", f"{reverse('register:register_file_list')}?state=waiting"))
    if waiting := Home.objects.visible_to(screen.user).claimed().count():
        words = "1 home waits" if waiting == 1 else f"{waiting} homes wait"
        needs.append(Need(f"{words} to be confirmed", reverse("homes:claim_list")))
    if changed := RegisterProposal.objects.visible_to(screen.user).open().count():
        changes = "1 change" if changed == 1 else f"{changed} changes"
        needs.append(Need(f"{changes} on the register to look at", reverse("homes:proposal_list")))
    undecided = Application.objects.visible_to(screen.user).waiting().filter(asked_at=None)
    if days := list(undecided.values_list("applied_on", flat=True)):
        words = "1 application waits" if len(days) == 1 else f"{len(days)} applications wait"
        slow = sum(day <= timezone.localdate() - WAITED_LONG for day in days)
        older = f", {slow} of them longer than a week" if slow else ""
        needs.append(Need(f"{words} to be decided{older}", reverse("members:application_list"), late=bool(slow)))
    needs += money_needs(screen)
    members = listed(Provider.objects.visible_to(screen.user).unmerged())
    if ownerless := members.filter(reasons()[NO_OWNER]).count():
        words = "1 member has" if ownerless == 1 else f"{ownerless} members have"
        needs.append(Need(f"{words} no owner here", list_of(NO_OWNER), late=True))
    return Section("Exceptions", "dashboard/exceptions.html", {"needs": needs})


def next_actions(screen: Screen) -> Section:
    """What the reader said that they do next, the first that falls due first."""
    notes = Note.objects.visible_to(screen.user).with_action().filter(assigned_to=screen.user)
    return Section(
        "Your next actions", "dashboard/next_actions.html", {"notes": notes.select_related("provider")[:SHOWN]}
    )


def payments(screen: Screen) -> Section:
    """The unpaid invoices that are due first, and how many there are: one query adds all of them up once."""
    due = unpaid(Invoice.objects.visible_to(screen.user)).annotate(count=Window(Count("pk")))
    invoices = list(due.select_related("provider").order_by("due_on", "pk")[:SHOWN])
    context = {"invoices": invoices, "count": invoices[0].count if invoices else 0}
    return Section("Invoices to be paid", "dashboard/payments.html", context)


def ring_today(screen: Screen) -> Section:
    """Members whose renewal is overdue, the nearest end of access first."""
    overdue = with_renewal_overdue(Provider.objects.visible_to(screen.user).unmerged())
    overdue = overdue.order_by("term_ends_on", "pk")[:SHOWN]
    rows = [(provider, access_until(provider.term_ends_on)) for provider in overdue]
    return Section("Ring today", "dashboard/ring_today.html", {"rows": rows})


def mail_next_week(screen: Screen) -> Section:
    """Reminders that leave within the week, by rule, and how many a person holds."""
    reminders = [each for each, _ in coming()]
    held = held_among(reminders)
    mails = [each for each in reminders if each.key not in held]
    context = {"mails": mails[:SHOWN], "count": len(mails), "held": len(reminders) - len(mails), "all": len(reminders)}
    return Section("Mail going next week", "dashboard/mail.html", context)


def address_reads(screen: Screen) -> Section:
    """How often staff read an address in the last 30 days, by reason; never an address."""
    since = timezone.now() - timedelta(days=30)
    reads = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.ADDRESS_READ, created_at__gte=since)
    counted = reads.order_by().values("reason").annotate(times=Count("pk")).order_by("-times", "reason")
    return Section("Addresses read in the last 30 days", "dashboard/address_reads.html", {"reads": counted})


def roles_to_confirm(screen: Screen) -> Section | None:
    """Roles that colleagues asked for themselves; nothing while none waits."""
    asked = Invitation.objects.editable_by(screen.user).waiting_for_second()
    waiting = asked.exclude(user=screen.user).select_related("user")
    return Section("Roles to confirm", "dashboard/roles_to_confirm.html", {"waiting": waiting}) if waiting else None


def system(screen: Screen) -> Section:
    """Whether the background work goes on: what needs a person, which jobs are late."""
    failed = FailedItem.objects.open()
    need_a_person, retried = failed.needing_a_person().count(), failed.filter(failed_at=None).count()
    context = {
        "all_failed": need_a_person + retried,
        "failed": need_a_person,
        "retried": retried,
        "late": [job for job in jobs() if job.is_late],
        "slow": [queue for queue in queues() if queue.is_slow],
    }
    return Section("Work in the background", "dashboard/system.html", context)


def purges(screen: Screen) -> Section:
    """What waits for a second person, who is not the one that proposed it."""
    waiting = Purge.objects.visible_to(screen.user).waiting_for(screen.user).count()
    return Section("Words about a child", "dashboard/purges.html", {"waiting": waiting})


def personal_data(screen: Screen) -> Section | None:
    """Complaints about personal data and people to be erased, by the day that they fall due, if there are any."""
    waiting = Complaint.objects.visible_to(screen.user).open().with_last_word()
    erasures = Erasure.objects.visible_to(screen.user).waiting()
    pages = {Complaint: "people:complaint_detail", Erasure: "erasure_detail"}
    needs = [
        Need(
            f"{each}: {each.state.lower()} by {day(each.due_on)}",
            reverse(pages[type(each)], args=[each.pk]),
            late=each.is_late,
        )
        for each in sorted([*waiting, *erasures], key=lambda each: (each.due_on, each.pk))
    ]
    return needs_section(needs, SHOWN) if needs else None


def backups(screen: Screen) -> Section:
    context = {"backup": last_verified_backup(), "restored": last_restore()}
    return Section("Backup and restore", "dashboard/backups.html", context)


SECTIONS = [
    (P.PRESS_DESK, shared_papers),
    (P.MEMBERSHIP_MANAGE, shared_papers),
    (P.SECURITY_VIEW, shared_papers),
    (P.TEXT_PUBLISH_URGENT, shared_papers),
    (P.COMPLAINT_ANSWER, personal_data),
    (P.PERSON_ERASE, personal_data),
    (P.ROLE_MANAGE, roles_to_confirm),
    (P.ROLE_MANAGE, system),
    (P.EMBARGO_READ, under_embargo),
    (P.PRESS_DESK, on_call),
    (P.PRESS_DESK, enquiries),
    (P.PRESS_DESK, is_it_ours),
    (P.PRESS_DESK, lines),
    (P.PRESS_DESK, start_statement),
    (P.PRESS_DESK, accreditations),
    (P.POLICY_WRITE, new_papers),
    (P.POLICY_WRITE, our_deadlines),
    (P.RELEASE_APPROVE, sign_offs),
    (P.POLICY_WRITE, sign_offs),
    (P.BULLETIN_APPROVE, sign_offs),
    (P.MEMBERSHIP_MANAGE, find),
    (P.MEMBERSHIP_MANAGE, states),
    (P.MEMBERSHIP_MANAGE, exceptions),
    (P.MEMBERSHIP_MANAGE, next_actions),
    (P.MEMBERSHIP_MANAGE, payments),
    (P.MEMBERSHIP_MANAGE, ring_today),
    (P.MEMBERSHIP_MANAGE, mail_next_week),
    (P.PURGE, purges),
    (P.SECURITY_VIEW, address_reads),
    (P.SECURITY_VIEW, backups),
]
