from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from people import actions
from people.access import ROLES, Side
from people.cleaning.text import one_line


class Command(BaseCommand):
    help = "Invite the first member of staff. Everyone after that is invited on the People page."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("role", choices=[role.name for role in ROLES.values() if role.side == Side.STAFF])

    def handle(self, email, role, **options):
        email = one_line(email)
        try:
            validate_email(email)
            actions.invite(email=email, role=role, provider=None, by=None)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        self.stdout.write(f"An invitation for {email} leaves with the next minute's mail.")
