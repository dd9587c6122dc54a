from django.urls import path, register_converter

from chaportal.association import views
from people.colours import Palette


class PaletteConverter:
    """Two colours in an address, such as `0f4c5c-b8442f`."""

    regex = "[0-9a-f]{6}-[0-9a-f]{6}"

    def to_python(self, value: str) -> Palette:
        return Palette(*(f"#{part}" for part in value.split("-")))

    def to_url(self, value: Palette | str) -> str:
        return value if isinstance(value, str) else value.slug


register_converter(PaletteConverter, "palette")

urlpatterns = [
    path("staff/association/", views.association_edit, name="association_edit"),
    path("staff/association/history/", views.association_history, name="association_history"),
    path("association/colours/<palette:palette>.css", views.association_colours, name="association_colours"),
    path("association/icon/<palette:palette>.svg", views.association_icon, name="association_icon"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("association/logo/<slug:key>.<slug:ending>", views.association_logo, name="association_logo"),
]
