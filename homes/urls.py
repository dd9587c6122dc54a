from django.urls import path

from homes import views

app_name = "homes"
urlpatterns = [
    path("homes/", views.home_list, name="home_list"),
    path("homes/add/", views.home_add, name="home_add"),
    path("homes/<int:pk>/", views.home_detail, name="home_detail"),
    path("homes/<int:pk>/edit/", views.home_edit, name="home_edit"),
    path("homes/<int:pk>/facts/", views.home_facts, name="home_facts"),
    path("homes/<int:pk>/people/", views.home_people, name="home_people"),
    path("home-roles/<int:pk>/end/", views.home_role_end, name="home_role_end"),
    path("home-roles/<int:pk>/strike/", views.home_role_strike, name="home_role_strike"),
    path("homes/<int:pk>/history/", views.home_history, name="home_history"),
    path("homes/<int:pk>/address/", views.home_reveal, name="home_reveal"),
    path("roles/<int:pk>/homes/", views.role_homes, name="role_homes"),
    path("staff/claims/", views.claim_list, name="claim_list"),
    path("staff/claims/<int:pk>/confirm/", views.claim_confirm, name="claim_confirm"),
    path("staff/claims/<int:pk>/refuse/", views.claim_refuse, name="claim_refuse"),
    path("staff/register/", views.register_file_list, name="register_file_list"),
    path("staff/register/add/", views.register_file_add, name="register_file_add"),
]
