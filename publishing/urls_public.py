"""For the roof to include last, at the root: the addresses of former versions lie under those of their texts."""

from django.urls import path

from publishing.views import public

urlpatterns = [
    path("<path:path>versions/<int:number>/", public.edition_replaced, name="edition_replaced"),
]
