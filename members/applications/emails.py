"""What applicants are written."""

from django.utils import timezone

from members.applications.links import LINK_LASTS
from members.models import Application, Term
from outbox.actions import queue_email
from people.association import association
from people.links import link_to
from people.owners import write_to_owners
from people.templatetags.people import day, pounds


def link(application: Application) -> dict[str, str]:
    """The mail that holds the link. Anyone may have it sent to any address, so it says nothing that they typed."""
    text = (
        f"This is the way to your application to join the {association().name}:\n"
        f"{application.link}\n\n"
        f"What you write is kept as you go. The link is good for {LINK_LASTS.days} days; an older one leads to a new "
        "one. Whoever has it can read and change the application, so pass it on to those alone who write it with you."
        "\n\nIf you did not ask for this, do nothing: what nobody writes on is deleted within a week."
    )
    return {"subject": f"Your application to the {association().name}", "text": text}


def received(application: Application) -> dict[str, str]:
    """The same for everyone who sends one: nobody learns from it who is a member, or has applied."""
    text = (
        f"Thank you: we have what you sent for {application}, and we answer by mail.\n\n"
        "If your organisation is a member already, or a colleague has applied for it, we take no second application: "
        f"ask to join its account here instead, or {association().ring_us()}:\n{link_to('people:access_ask')}\n\n"
        f"What you sent, and how it stands:\n{application.link}"
    )
    return {"subject": f"We have your application: {application}", "text": text}


def tell(application: Application, kind: str, mail: dict[str, str]) -> None:
    """Queue a mail to whoever applied: of a provider that is kept here already, to its owners.

    What can happen twice, such as a refusal after the first was taken back, has a mail each time.
    """
    cause = f"{kind}:{application.pk}:{int(timezone.now().timestamp() * 1000)}"
    if application.contact_email:
        queue_email(key=cause, email=application.contact_email, **mail)
    else:
        write_to_owners(application.provider, cause=cause, **mail)


def asked(application: Application, words: str) -> dict[str, str]:
    what = "Answer, add files or change what you wrote here" if application.contact_email else "Answer here"
    text = (
        f"Before we can decide about {application}, we need something more from you:\n\n{words}\n\n"
        f"{what}:\n{_page_of(application)}"
    )
    return {"subject": f"Your application needs something more: {application}", "text": text}


def reopened(application: Application, reason: str) -> dict[str, str]:
    text = (
        f"We refused {application}, and have opened it again: {reason}\n\n"
        f"You need not apply again: we answer by mail. How it stands:\n{_page_of(application)}"
    )
    return {"subject": f"Your application is open again: {application}", "text": text}


def refused(application: Application) -> dict[str, str]:
    again = link_to("members:join") if application.contact_email else _page_of(application)
    text = (
        f"We have decided not to admit {application} as a member of the {association().name}.\n\n"
        f"{application.reason}\n\n"
        f"You can apply again when that has changed: {again}"
    )
    return {"subject": f"Your application: {application}", "text": text}


def _page_of(application: Application) -> str:
    """Where whoever applied sees how it stands."""
    if application.contact_email:
        return application.link
    return link_to("members:rejoin", application.provider_id)


def approved(application: Application, term: Term) -> dict[str, str]:
    """The letter of admission."""
    invoice = "\nIts invoice comes by a mail of its own." if term.dues else ""
    text = (
        f"{application} is a member of the {association().name} from {day(term.starts_on)} to {day(term.ends_on)}. "
        "Welcome.\n\n"
        f"Band: {term.band}. Dues: {pounds(term.dues)}.{invoice}\n\n"
        f"{application.owner_email} runs its account on the portal, and invites everyone else. Whoever has no account "
        f"yet gets an invitation by mail. Sign in here:\n{link_to('dashboard')}"
    )
    return {"subject": f"Welcome to the {association().name}: {application}", "text": text}
