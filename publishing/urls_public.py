"""For the roof to include last, at the root: files, and what belongs to a text under the text's own address."""

from django.urls import path

from publishing.views import attachments, embargo, previews, public

urlpatterns = [
    path("<path:path>text/", public.edition_text, name="edition_text"),
    path("files/<uuid:key>/<str:name>", attachments.attachment_file, name="attachment_file"),
    path("embargo/", embargo.embargo_list, name="embargo_list"),
    path("embargo/<int:pk>/", embargo.embargo_detail, name="embargo_detail"),
    path("embargo/<int:pk>/files/<uuid:key>/<str:name>", embargo.embargo_file, name="embargo_file"),
    path("embargo/terms/", embargo.embargo_terms, name="embargo_terms"),
    path("<path:path>seen-early/", embargo.edition_seen_early, name="edition_seen_early"),
    path("preview/<str:token>/", previews.preview_read, name="preview_read"),
    path("preview/<str:token>/files/<uuid:key>/<str:name>", previews.preview_file, name="preview_file"),
    path("<path:path>versions/<int:number>/", public.edition_replaced, name="edition_replaced"),
    path("<path:path>versions/<int:number>/pdf/", public.edition_replaced_pdf, name="edition_replaced_pdf"),
    path("<path:path>pdf/", public.edition_pdf, name="edition_pdf"),
    path("<path:path>share.png", public.edition_share_image, name="edition_share_image"),
]
