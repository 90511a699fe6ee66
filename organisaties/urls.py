"""Addresses of what exists."""

from django.urls import path

from organisaties.views import ingangen, samenwerking, uitvoer, zoeken

urlpatterns = [
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("zoeken/uitvoer/", uitvoer.resultaten, name="zoeken_uitvoer"),
    path("zoeken/voorstellen/", zoeken.voorstellen, name="zoekvoorstellen"),
    path("zoeken/open-voor/", zoeken.kies_open_voor, name="open_voor"),
    path("aanbod/<slug:kenmerk>/", ingangen.aanbod, name="aanbod"),
    path("organisaties/<slug:kenmerk>/", ingangen.organisatie, name="organisatie"),
    path("locaties/<slug:kenmerk>/", ingangen.locatie, name="locatie"),
    path("stadsdelen/<slug:slug>/", ingangen.stadsdeel, name="stadsdeel"),
    path("werk/samenwerking/<slug:kenmerk>/", samenwerking.lijnen, name="werk_samenwerking"),
    path("werk/samenwerking/<slug:kenmerk>/weghalen/", samenwerking.haal_weg, name="werk_samenwerking_weg"),
]
