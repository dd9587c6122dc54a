from django.urls import path

from homes import views

app_name = "homes"
urlpatterns = [
    path("homes/", views.home_list, name="home_list"),
    path("homes/views/save/", views.saved_view_save, name="saved_view_save"),
    path("homes/views/<int:pk>/delete/", views.saved_view_delete, name="saved_view_delete"),
    path("homes/find/", views.home_find, name="home_find"),
    path("homes/bulk/", views.home_bulk_edit, name="home_bulk_edit"),
    path("homes/export/", views.home_export, name="home_export"),
    path("homes/sheets/", views.home_sheet_add, name="home_sheet_add"),
    path("homes/sheets/<int:pk>/", views.home_sheet_detail, name="home_sheet_detail"),
    path("homes/sheets/<int:pk>/apply/", views.home_sheet_apply, name="home_sheet_apply"),
    path("homes/sheets/<int:pk>/recheck/", views.home_sheet_recheck, name="home_sheet_recheck"),
    path("homes/add/", views.home_add, name="home_add"),
    path("homes/add/wales/", views.home_add_wales, name="home_add_wales"),
    path("homes/<int:pk>/", views.home_detail, name="home_detail"),
    path("homes/add/many/", views.home_add_many, name="home_add_many"),
    path("homes/<int:pk>/end/", views.home_end, name="home_end"),
    path("homes/<int:pk>/transfer/", views.home_transfer, name="home_transfer"),
    path("homes/<int:pk>/reregister/", views.home_reregister, name="home_reregister"),
    path("homes/<int:pk>/edit/", views.home_edit, name="home_edit"),
    path("homes/<int:pk>/facts/", views.home_facts, name="home_facts"),
    path("homes/<int:pk>/people/", views.home_people, name="home_people"),
    path("home-posts/<int:pk>/end/", views.home_post_end, name="home_post_end"),
    path("home-posts/<int:pk>/void/", views.home_post_void, name="home_post_void"),
    path("homes/<int:pk>/history/", views.home_history, name="home_history"),
    path("homes/<int:pk>/address/", views.home_reveal, name="home_reveal"),
    path("roles/<int:pk>/homes/", views.role_homes, name="role_homes"),
    path("staff/claims/", views.claim_list, name="claim_list"),
    path("staff/claims/<int:pk>/confirm/", views.claim_confirm, name="claim_confirm"),
    path("staff/claims/<int:pk>/refuse/", views.claim_refuse, name="claim_refuse"),
    path("homes/register-changes/", views.proposal_list, name="proposal_list"),
    path("homes/register-changes/<int:pk>/accept/", views.proposal_accept, name="proposal_accept"),
    path("homes/register-changes/<int:pk>/dismiss/", views.proposal_dismiss, name="proposal_dismiss"),
]
