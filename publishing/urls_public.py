"""For the roof to include last, at the root: files, and former versions under the addresses of their texts."""

from django.urls import path

from publishing.views import attachments, public

urlpatterns = [
    path("files/<uuid:key>/<str:name>", attachments.attachment_file, name="attachment_file"),
    path("<path:path>versions/<int:number>/", public.edition_replaced, name="edition_replaced"),
]
