from django.urls import path

from publishing.views import (
    acts,
    attachments,
    autosaves,
    catalogue,
    editing,
    editions,
    figures,
    grants,
    moves,
    previews,
    publications,
    quotations,
    urgent,
)

EDITIONS = [
    path("", editions.edition_list, name="edition_list"),
    path("<int:pk>/", editions.edition_detail, name="edition_detail"),
    path("<int:pk>/edit/", editing.edition_edit, name="edition_edit"),
    path("<int:pk>/saves/", editing.edition_saves, name="edition_saves"),
    path("<int:pk>/submit/", editions.edition_submit, name="edition_submit"),
    path("<int:pk>/send-back/", editions.edition_send_back, name="edition_send_back"),
    path("<int:pk>/show-again/", acts.edition_show_again, name="edition_show_again"),
    path("<int:pk>/pull/", acts.edition_pull, name="edition_pull"),
    path("<int:pk>/discard/", acts.edition_discard, name="edition_discard"),
    path("<int:pk>/draft-again/", acts.edition_draft_again, name="edition_draft_again"),
    path("<int:pk>/publish-now/", acts.edition_publish_now, name="edition_publish_now"),
    path("<int:pk>/approve/", editions.edition_approve, name="edition_approve"),
]
AUTOSAVES = [
    path("<int:pk>/autosave/", autosaves.autosave_write, name="autosave_write"),
    path("<int:pk>/autosave/discard/", autosaves.autosave_discard, name="autosave_discard"),
    path("<int:pk>/autosave/carry/", autosaves.autosave_carry, name="autosave_carry"),
    path("autosaves/<int:pk>/", autosaves.autosave_detail, name="autosave_detail"),
]
QUOTATIONS = [
    path("<int:pk>/quotations/", quotations.edition_quotations, name="edition_quotations"),
    path("quotations/<int:pk>/", quotations.quotation_detail, name="quotation_detail"),
    path("quotations/<int:pk>/approve/", quotations.quotation_approve, name="quotation_approve"),
    path("quotations/<int:pk>/send-back/", quotations.quotation_send_back, name="quotation_send_back"),
    path("quotations/<int:pk>/speaker/", quotations.quotation_attribute, name="quotation_attribute"),
    path("quotations/<int:pk>/note/", quotations.quotation_note, name="quotation_note"),
]
URGENT = [
    path("<int:pk>/publish-urgently/", urgent.edition_publish_urgently, name="edition_publish_urgently"),
    path("<int:pk>/urgent-review/", urgent.urgent_review, name="urgent_review"),
]
ONE = "publications/<int:pk>/"
PUBLICATIONS = [
    path(f"{ONE}history/", publications.publication_history, name="publication_history"),
    path(f"{ONE}next/", publications.publication_start_next, name="publication_start_next"),
    path(f"{ONE}withdraw/", acts.publication_withdraw, name="publication_withdraw"),
    path(f"{ONE}reinstate/", acts.publication_reinstate, name="publication_reinstate"),
    path(f"{ONE}remove/", acts.publication_remove, name="publication_remove"),
    path(f"{ONE}restore/", acts.publication_restore, name="publication_restore"),
    path(f"{ONE}move/", moves.publication_move, name="publication_move"),
    path(f"{ONE}move/approve/", moves.publication_move_approve, name="publication_move_approve"),
    path(f"{ONE}move/drop/", moves.publication_move_drop, name="publication_move_drop"),
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
urlpatterns = EDITIONS + AUTOSAVES + QUOTATIONS + URGENT + PUBLICATIONS + FIGURES + ATTACHMENTS + catalogue.PATHS
