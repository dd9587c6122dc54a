"""`make dev`: an empty portal on this machine that reloads its code, until Ctrl-C."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from chaportal.management.serving import ServingCommand


class Command(ServingCommand):
    help = "Prepare the embedded database, without any data, and run web (with reload), worker and beat."
    log = "dev.log"

    def check_asked_for(self):
        if not settings.EMBEDDED:
            raise CommandError("Start it with `make dev`: it runs on the embedded servers only (EMBEDDED=on).")

    def prepare(self):
        if not settings.DEBUG:  # with DEBUG they are served as they lie in the source
            call_command("collectstatic", interactive=False, verbosity=0)

    def web(self, place):
        return ("manage.py", "runserver", place)

    def ready(self, processes):
        return f"mail lies in {processes.log.parent / 'mail'}"
