"""What homes add to the pages of a provider and of the register."""

from homes.models import Home, RegisterProposal
from homes.proposing import mails_of
from people.access import Permission, can
from people.sections import Section


def provider_homes(request, provider) -> Section | None:
    """The provider's homes, for its own people and for staff who confirm homes; aliases and URNs only."""
    homes = Home.objects.visible_to(request.user).with_claims().filter(provider=provider).with_register()
    return Section("Homes", "homes/section.html", {"homes": homes}) if homes else None


def proposals(request, _) -> Section | None:
    """The way to what the newest list says of our providers' homes, for staff who look into it."""
    may = can(request.user, Permission.HOME_CONFIRM)
    return Section("Our providers' homes", "homes/section_proposals.html") if may else None


def proposals_of_file(request, file) -> Section | None:
    """What a list of the register made us ask about homes, what was decided of it, and the mails that went out."""
    if not can(request.user, Permission.HOME_CONFIRM):
        return None
    made = RegisterProposal.objects.filter(file=file)
    decided = made.exclude(state=RegisterProposal.State.OPEN).with_home().select_related("decided_by")
    mails = mails_of(file)
    context = {
        "waiting": made.open().count(),
        "decided": decided.order_by("-decided_at", "-pk"),
        "sent": mails.exclude(sent_at=None).count(),
        "unsent": mails.unsent().count(),
    }
    came = made.exists() or mails.exists()
    return Section("What it said of our providers’ homes", "homes/section_file.html", context) if came else None
