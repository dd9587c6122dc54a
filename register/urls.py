from django.urls import path

from register import views

app_name = "register"
urlpatterns = [
    path("staff/register/", views.register_file_list, name="register_file_list"),
    path("staff/register/add/", views.register_file_add, name="register_file_add"),
    path("staff/register/changes/", views.change_list, name="change_list"),
    path("staff/register/owners/", views.owner_list, name="owner_list"),
    path("staff/register/owners/<int:pk>/", views.owner_match, name="owner_match"),
    path("staff/register/owners/<int:pk>/undo/", views.owner_unmatch, name="owner_unmatch"),
    path("staff/register/registrations/", views.registration_list, name="registration_list"),
    path("registrations/<int:pk>/rate/", views.registration_rate, name="registration_rate"),
    path("staff/wales/", views.welsh_service_list, name="welsh_service_list"),
    path("staff/wales/add/", views.welsh_service_add, name="welsh_service_add"),
    path("staff/wales/load/", views.welsh_service_load, name="welsh_service_load"),
    path("staff/wales/load/enter/", views.welsh_service_enter, name="welsh_service_enter"),
    path("staff/wales/<int:pk>/edit/", views.welsh_service_edit, name="welsh_service_edit"),
    path("registrations/<int:pk>/", views.registration_detail, name="registration_detail"),
    path("staff/register/uploads/<int:pk>/", views.register_upload_detail, name="register_upload_detail"),
    path("staff/register/<int:pk>/", views.register_file_detail, name="register_file_detail"),
    path("staff/register/published/", views.published_total_list, name="published_total_list"),
    path("staff/register/<int:pk>/columns/", views.register_file_columns, name="register_file_columns"),
    path("staff/register/<int:pk>/release/", views.register_file_release, name="register_file_release"),
    path("staff/register/<int:pk>/withdraw/", views.register_file_withdraw, name="register_file_withdraw"),
    path("staff/register/<int:pk>/file/", views.register_file_original, name="register_file_original"),
]
