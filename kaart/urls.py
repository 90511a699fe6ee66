"""The site map."""

from django.contrib import admin
from django.urls import include, path

from kaart import views
from kaart.stijlgids import views as stijlgids

urlpatterns = [
    path("", views.start, name="start"),
    path("over/", views.over, name="over"),
    path("stijlgids/", stijlgids.stijlgids, name="stijlgids"),
    path("gezondheid/", views.gezondheid, name="gezondheid"),
    path("", include("organisaties.urls")),
    path("", include("doorverwijzing.urls")),
    path("", include("organisaties.accounts.urls")),
    path("admin/", admin.site.urls),
]

# What allauth answers with when one of its own limits is reached.
handler429 = "kaart.views.te_vaak"

handler403 = "kaart.views.mag_niet"
