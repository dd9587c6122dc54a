from django.urls import path

from publishing import views

app_name = "publishing"
urlpatterns = [
    path("", views.edition_list, name="edition_list"),
    path("<int:pk>/", views.edition_detail, name="edition_detail"),
    path("<int:pk>/edit/", views.edition_edit, name="edition_edit"),
    path("<int:pk>/submit/", views.edition_submit, name="edition_submit"),
    path("<int:pk>/send-back/", views.edition_send_back, name="edition_send_back"),
    path("<int:pk>/approve/", views.edition_approve, name="edition_approve"),
    path("publications/<int:pk>/history/", views.publication_history, name="publication_history"),
]
