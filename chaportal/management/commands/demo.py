"""`make demo`: the whole portal on this machine, from an empty folder to a page, until Ctrl-C."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from chaportal.demo.load import is_loaded, load
from chaportal.processes import PartStopped, Processes, run

WEB = ("--workers", "2")  # the rest stands in gunicorn.conf.py


class Command(BaseCommand):
    help = "Prepare the embedded database, load the demo's data into an empty one, and run web, worker and beat."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Start the demo with `make demo`.")
        try:
            with Processes(log="demo.log") as processes:
                self._prepare()
                here = processes.address
                web = ("-m", "gunicorn", "chaportal.wsgi", "--bind", here.removeprefix("http://"), *WEB)
                run(processes, web, self.say, f"Ready: {here}  (choose who you are: {here}/demo/)")
        except PartStopped as fault:
            raise CommandError(str(fault)) from fault

    def _prepare(self):
        self.say("Preparing the database.")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self.say("Collecting styles and scripts.")
        call_command("collectstatic", interactive=False, verbosity=0)
        if not is_loaded():
            self.say("Loading the demo's people, homes and texts (20 seconds).")
            load()

    def say(self, sentence: str):
        self.stdout.write(sentence)
        self.stdout.flush()  # whoever waits sees each step as it begins, through a pipe too
