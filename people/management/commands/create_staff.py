from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from cleaning.text import one_line
from people import actions
from people.access import ROLES, Side
from people.models.role import INVITATION_LASTS

INVITED = "{email} is invited as: {role}. The invitation leaves with the next minute's mail."
NEXT = """
What comes next:
  1. Open the link, from the mail or from here, and choose a password.
  2. Sign in, and set up the second factor: an app that shows codes, or a passkey.
  3. Follow "Set up the portal" on your first screen."""
LINK = """
Where no mail goes out yet, open this within {days} days. It is the key to the account: give it to nobody else.
  {link}"""
NO_LINK = """
The link is in the mail. Where no mail goes out yet, run this on a terminal: only there the link is printed, since
what a program prints elsewhere is kept in logs. To have it printed anyway, add --print-link."""


class Command(BaseCommand):
    help = "Invite the first member of staff. Everyone after that is invited on the People page."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.name for role in ROLES.values() if role.side == Side.STAFF])
        parser.add_argument("--print-link", action="store_true", help="print the link where no person may be reading")

    def handle(self, email, role, *, print_link, **options):
        email = one_line(email)
        try:
            validate_email(email)
            invitation = actions.invite(email=email, role=role, provider=None, by=None)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        self.stdout.write(INVITED.format(email=email, role=ROLES[role].label.lower()))
        if print_link or self.stdout.isatty():
            self.stdout.write(LINK.format(days=INVITATION_LASTS.days, link=invitation.link))
        else:
            self.stdout.write(NO_LINK)
        self.stdout.write(NEXT)
