"""The site map."""

from django.contrib import admin
from django.urls import include, path, register_converter

from kaart import stijlgids, views
from kaart.hulp.geheim import Geheim

register_converter(Geheim, "geheim")

urlpatterns = [
    path("", views.start, name="start"),
    path("over/", views.over, name="over"),
    path("stijlgids/", stijlgids.stijlgids, name="stijlgids"),
    path("gezondheid/", views.gezondheid, name="gezondheid"),
    path("", include("organisaties.urls")),
    path("", include("doorverwijzing.urls")),
    path("", include("organisaties.rekeningen.urls")),
    path("admin/", admin.site.urls),
]

# What allauth answers with when one of its own limits is reached.
handler429 = "kaart.views.te_vaak"
