"""Addresses of making one entry of two, and of moving and copying an offer."""

from django.urls import path

from organisaties.bijhouden.samenvoegen import views, views_aanbod
from organisaties.ingangen import soorten_ingang  # noqa: F401 - registers <ding:…>

app_name = "samenvoegen"
urlpatterns = [
    path("<ding:ding>/<slug:kenmerk>/dubbel/", views.zoek, name="zoek"),
    path("<ding:ding>/<slug:kenmerk>/dubbel/<slug:ander>/", views.vergelijk, name="vergelijk"),
    path("<ding:ding>/<slug:kenmerk>/dubbel/<slug:ander>/vraag/", views.vraag, name="vraag"),
    path("ingrepen/<int:pk>/ongedaan/", views.ongedaan, name="ongedaan"),
    path("aanbod/<slug:kenmerk>/verhuizen/", views_aanbod.kies, name="verhuizen"),
    path("aanbod/<slug:kenmerk>/verhuizen/<slug:naar>/", views_aanbod.verhuis, name="verhuis"),
    path("aanbod/<slug:kenmerk>/kopie/", views_aanbod.kopieer, name="kopie"),
]
