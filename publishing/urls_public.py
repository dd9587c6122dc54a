"""For the roof to include last, at the root: former versions and files lie under the addresses of their texts."""

from django.urls import path

from publishing.views import public

urlpatterns = [
    path("<path:path>versions/<int:number>/", public.edition_replaced, name="edition_replaced"),
    path("<path:path>versions/<int:number>/pdf/", public.edition_replaced_pdf, name="edition_replaced_pdf"),
    path("<path:path>pdf/", public.edition_pdf, name="edition_pdf"),
    path("<path:path>share.png", public.edition_share_image, name="edition_share_image"),
]
