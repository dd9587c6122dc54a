"""For the roof to include last, at the root: what belongs to a text lies under the text's own address."""

from django.urls import path

from publishing.views import embargo, previews, public

urlpatterns = [
    path("<path:path>text/", public.edition_text, name="edition_text"),
    path("embargo/", embargo.embargo_list, name="embargo_list"),
    path("embargo/<int:pk>/", embargo.embargo_detail, name="embargo_detail"),
    path("embargo/terms/", embargo.embargo_terms, name="embargo_terms"),
    path("<path:path>seen-early/", embargo.edition_seen_early, name="edition_seen_early"),
    path("preview/<str:token>/", previews.preview_read, name="preview_read"),
    path("<path:path>versions/<int:number>/", public.edition_replaced, name="edition_replaced"),
]
