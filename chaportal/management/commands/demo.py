"""`make demo`: the whole portal on this machine, from an empty folder to a page, until Ctrl-C."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from chaportal.demo.load import is_loaded, load
from chaportal.management.serving import ServingCommand


class Command(ServingCommand):
    help = "Prepare the embedded database, load the demo's data into an empty one, and run web, worker and beat."
    log = "demo.log"

    def check_asked_for(self):
        if not settings.DEMO:
            raise CommandError("Start the demo with `make demo`.")

    def prepare(self):
        self.say("Collecting styles and scripts.")
        call_command("collectstatic", interactive=False, verbosity=0)
        if not is_loaded():
            self.say("Loading the demo's people, homes and texts (20 seconds).")
            load()

    def web(self, place):
        return ("-m", "gunicorn", "chaportal.wsgi", "--bind", place, "--workers", "2")  # more: gunicorn.conf.py

    def ready(self, processes):
        return f"choose who you are: {processes.address}/demo/"
