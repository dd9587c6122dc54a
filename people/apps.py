from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self):
        from people import security, session_limits  # noqa: F401, PLC0415 - connects what happens at a sign-in
        from people.groups import actions  # noqa: F401, PLC0415 - and what follows when owners change
