from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self):
        from people import security  # noqa: F401, PLC0415 - connects the receivers that record sign-ins
