"""The site map."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from kaart import stijlgids, views
from organisaties.inloggen import Inlogformulier

urlpatterns = [
    path("", views.start, name="start"),
    path("over/", views.over, name="over"),
    path("stijlgids/", stijlgids.stijlgids, name="stijlgids"),
    path("gezondheid/", views.gezondheid, name="gezondheid"),
    path("", include("organisaties.urls")),
    path("", include("doorverwijzing.urls")),
    path(
        "inloggen/",
        auth.LoginView.as_view(redirect_authenticated_user=True, authentication_form=Inlogformulier),
        name="inloggen",
    ),
    path("uitloggen/", auth.LogoutView.as_view(), name="uitloggen"),
    path("admin/", admin.site.urls),
]
