from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("membership/", views.membership_own, name="membership_own"),
    path("membership/terms/<int:pk>/history/", views.term_history, name="term_history"),
    path("staff/membership/", views.membership_list, name="membership_list"),
    *views.BANDS.paths(),
    path("staff/membership/providers/<int:pk>/term/", views.term_create, name="term_create"),
    path("staff/membership/check/", views.membership_check, name="membership_check"),
    path("staff/representation/", views.representation, name="representation"),
    path("staff/invoices/", views.invoice_list, name="invoice_list"),
    path("staff/invoices/<int:pk>/", views.invoice_match, name="invoice_match"),
]
