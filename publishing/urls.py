from django.urls import path

from publishing.views import attachments, editions, figures, grants, previews, publications

EDITIONS = [
    path("", editions.edition_list, name="edition_list"),
    path("<int:pk>/", editions.edition_detail, name="edition_detail"),
    path("<int:pk>/edit/", editions.edition_edit, name="edition_edit"),
    path("<int:pk>/submit/", editions.edition_submit, name="edition_submit"),
    path("<int:pk>/send-back/", editions.edition_send_back, name="edition_send_back"),
    path("<int:pk>/unschedule/", editions.edition_unschedule, name="edition_unschedule"),
    path("<int:pk>/publish-now/", editions.edition_publish_now, name="edition_publish_now"),
    path("<int:pk>/approve/", editions.edition_approve, name="edition_approve"),
]
ONE = "publications/<int:pk>/"
PUBLICATIONS = [
    path(f"{ONE}history/", publications.publication_history, name="publication_history"),
    path(f"{ONE}next/", publications.publication_start_next, name="publication_start_next"),
    path(f"{ONE}withdraw/", publications.publication_withdraw, name="publication_withdraw"),
    path(f"{ONE}remove/", publications.publication_remove, name="publication_remove"),
    path(f"{ONE}move/", publications.publication_move, name="publication_move"),
    path(f"{ONE}grants/", grants.grant_list, name="grant_list"),
    path("topics/<slug:slug>/grants/", grants.topic_grant_list, name="topic_grant_list"),
    path("grants/<int:pk>/end/", grants.grant_end, name="grant_end"),
    path(f"{ONE}previews/", previews.preview_list, name="preview_list"),
    path("previews/<int:pk>/stop/", previews.preview_stop, name="preview_stop"),
    path(f"{ONE}difference/", publications.edition_difference, name="edition_difference"),
]
FIGURES = [
    path("figures/", figures.figure_list, name="figure_list"),
    path("figures/changed/", figures.figure_stale_list, name="figure_stale_list"),
    path("figures/take/", figures.figure_take, name="figure_take"),
]
ATTACHMENTS = [
    path("<int:pk>/attachments/", attachments.edition_attachments, name="edition_attachments"),
    path("<int:pk>/files/<uuid:key>/<str:name>", attachments.edition_file, name="edition_file"),
    path("attachments/<int:pk>/", attachments.shown_describe, name="shown_describe"),
    path("attachments/<int:pk>/earlier/", attachments.shown_earlier, name="shown_earlier"),
    path("attachments/<int:pk>/remove/", attachments.shown_remove, name="shown_remove"),
]
app_name = "publishing"
urlpatterns = EDITIONS + PUBLICATIONS + FIGURES + ATTACHMENTS
