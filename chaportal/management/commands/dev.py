"""`make dev`: an empty portal on this machine that reloads its code, until Ctrl-C."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from chaportal.processes import PartStopped, Processes, run


class Command(BaseCommand):
    help = "Prepare the embedded database, without any data, and run web (with reload), worker and beat."

    def handle(self, **options):
        if not settings.EMBEDDED:
            raise CommandError("Start it with `make dev`: it runs on the embedded servers only (EMBEDDED=on).")
        try:
            with Processes(log="dev.log") as processes:
                self._prepare()
                here = processes.address
                web = ("manage.py", "runserver", here.removeprefix("http://"))
                run(processes, web, self.say, f"Ready: {here}  (mail lies in {processes.log.parent / 'mail'})")
        except PartStopped as fault:
            raise CommandError(str(fault)) from fault

    def _prepare(self):
        self.say("Preparing the database.")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not settings.DEBUG:  # with DEBUG they are served as they lie in the source
            call_command("collectstatic", interactive=False, verbosity=0)

    def say(self, sentence: str):
        self.stdout.write(sentence)
        self.stdout.flush()  # whoever waits sees each step as it begins, through a pipe too
