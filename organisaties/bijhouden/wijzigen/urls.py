"""Addresses of changing what is on the kaart."""

from django.urls import path

from organisaties.bijhouden.wijzigen import views, views_geschiedenis, views_nieuw, views_weggooien
from organisaties.ingangen import soorten_ingang  # noqa: F401 - registers <ding:…>

app_name = "wijzigen"
urlpatterns = [
    path("<ding:ding>/<slug:kenmerk>/bewerken/", views.bewerk, name="bewerken"),
    path("<ding:ding>/<slug:kenmerk>/bewerken/publiceren/", views.publiceer, name="publiceren"),
    path("<ding:ding>/<slug:kenmerk>/bewerken/voorbeeld/", views.voorbeeld, name="voorbeeld"),
    path(
        "<ding:ding>/<slug:kenmerk>/bewerken/voorbeeld/bezoeker/",
        views.voorbeeld,
        {"als_bezoeker": True},
        name="voorbeeld_bezoeker",
    ),
    path("<ding:ding>/<slug:kenmerk>/bewerken/verder/", views.verder, name="verder"),
    path("<ding:ding>/<slug:kenmerk>/bewerken/adres/", views.zoek_het_adres, name="adres"),
    path("<ding:ding>/<slug:kenmerk>/bewerken/concept/", views.bewaar_concept, name="concept"),
    path("<ding:ding>/<slug:kenmerk>/bewerken/concept/weg/", views_weggooien.vergeet_concept, name="vergeet_concept"),
    path("<ding:ding>/<slug:kenmerk>/weggooien/", views_weggooien.gooi_weg, name="weggooien"),
    path("<ding:ding>/<slug:kenmerk>/stand/", views.zet_status, name="zet_status"),
    path("<ding:ding>/<slug:kenmerk>/geschiedenis/", views_geschiedenis.geschiedenis, name="geschiedenis"),
    path("<ding:ding>/<slug:kenmerk>/geschiedenis/<int:pk>/", views_geschiedenis.zet_terug, name="terugzetten"),
    path("werk/nieuw/", views_nieuw.nieuw, name="nieuw"),
    path("organisaties/<slug:kenmerk>/gemaakt/", views_nieuw.gemaakt, name="gemaakt"),
    path("werk/nieuw/organisatie/", views.nieuw, {"ding": "organisaties"}, name="organisatie_nieuw"),
    path("organisaties/<slug:kenmerk>/nieuw-aanbod/", views.nieuw, {"ding": "aanbod"}, name="aanbod_nieuw"),
    path("organisaties/<slug:kenmerk>/nieuwe-plek/", views.nieuw, {"ding": "locaties"}, name="locatie_nieuw"),
    path("werk/lijkt-op/<ding:ding>/", views.lijkt, name="lijkt_op"),
]
