from django.urls import include, path

from chaportal import views

urlpatterns = [
    path("", views.home, name="home"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("-/live", views.live, name="live"),
    path("-/ready", views.ready, name="ready"),
    path("accounts/", include("allauth.urls")),
    path("", include("people.urls")),
    path("homes/", include("homes.urls")),
    path("staff/texts/", include("publishing.urls")),
]
handler500 = "chaportal.errors.server_error"
