from django.apps import AppConfig


class MediaReleasesConfig(AppConfig):
    name = "media_releases"
    verbose_name = "Media releases"
