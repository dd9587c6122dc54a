"""For the roof to include last, at the root: files, and what belongs to a text under the text's own address."""

from django.urls import path

from publishing.views import attachments, public

urlpatterns = [
    path("<path:path>text/", public.edition_text, name="edition_text"),
    path("files/<uuid:key>/<str:name>", attachments.attachment_file, name="attachment_file"),
    path("<path:path>versions/<int:number>/", public.edition_replaced, name="edition_replaced"),
    path("<path:path>versions/<int:number>/pdf/", public.edition_replaced_pdf, name="edition_replaced_pdf"),
    path("<path:path>pdf/", public.edition_pdf, name="edition_pdf"),
    path("<path:path>share.png", public.edition_share_image, name="edition_share_image"),
]
