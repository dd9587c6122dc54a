from django.urls import path

from chaportal.rights import views

urlpatterns = [
    path("your-data/", views.your_data, name="your_data"),
    path("your-data/file/", views.your_data_file, name="your_data_file"),
    path("your-data/erase/", views.your_data_erase, name="your_data_erase"),
    path("your-data/erase/withdraw/", views.your_data_keep, name="your_data_keep"),
    path("providers/<int:pk>/everything/", views.provider_everything, name="provider_everything"),
    path("providers/<int:pk>/everything/file/", views.provider_everything_file, name="provider_everything_file"),
    path("staff/erasures/", views.erasure_list, name="erasure_list"),
    path("staff/erasures/<int:pk>/", views.erasure_detail, name="erasure_detail"),
    path("staff/erasures/<int:pk>/do/", views.erasure_do, name="erasure_do"),
    path("staff/erasures/<int:pk>/refuse/", views.erasure_refuse, name="erasure_refuse"),
    path("staff/people/<int:pk>/erase/", views.erasure_ask, name="erasure_ask"),
]
