"""For the roof to include last, at the root: what belongs to a text lies under the text's own address."""

from django.urls import path

from publishing.views import public

urlpatterns = [
    path("<path:path>text/", public.edition_text, name="edition_text"),
    path("<path:path>versions/<int:number>/", public.edition_replaced, name="edition_replaced"),
]
