"""What `make demo` and `make dev` have in common: prepare the embedded database, and serve until Ctrl-C."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from chaportal.processes import PartStopped, Processes


class ServingCommand(BaseCommand):
    """Runs web, worker, beat and a mailbox on this machine, and says each step as it begins.

    A command says what it must be asked for, how it prepares, what serves its pages and what it says when they answer.
    """

    log: str  # the file in the data folder that all processes write to

    def handle(self, **options):
        self.check_asked_for()
        try:
            with Processes(log=self.log) as processes:
                self.say("Preparing the database.")
                call_command("migrate", verbosity=0)
                call_command("createcachetable", verbosity=0)
                self.prepare()
                self._serve(processes)
        except PartStopped as fault:
            raise CommandError(str(fault)) from fault

    def check_asked_for(self) -> None:
        """Raise CommandError unless the environment asks for this."""
        raise NotImplementedError

    def prepare(self) -> None:
        """What there is to do before anything is served, beside the tables."""
        raise NotImplementedError

    def web(self, place: str) -> tuple[str, ...]:
        """The Python command that serves at a host and port."""
        raise NotImplementedError

    def ready(self, processes: Processes) -> str:
        """What follows the portal's address once it answers."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()  # whoever waits sees each step as it begins, through a pipe too

    def _serve(self, processes: Processes) -> None:
        redis = processes.start_all(*self.web(processes.address.removeprefix("http://")))
        self.say(f"Starting web, worker and mailbox. {redis}")
        processes.wait_until_ready()
        self.say(f"Ready: {processes.address}  ({self.ready(processes)})")
        processes.wait_for_an_end()
