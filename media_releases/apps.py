from django.apps import AppConfig


class MediaReleasesConfig(AppConfig):
    name = "media_releases"
    verbose_name = "Media releases"

    def ready(self):
        from media_releases.actions import accreditations  # noqa: F401, PLC0415 - connects who joins to what they are
