from django.core.management.base import BaseCommand

from chaportal import embedded


class Command(BaseCommand):
    help = "Serve fakeredis where no Redis is installed. Started by `make demo`."

    def handle(self, **options):
        embedded.serve_stand_in()
