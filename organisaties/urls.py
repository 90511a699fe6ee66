"""Addresses of what exists."""

from django.urls import path, register_converter

from kaart.hulp import secret_links  # noqa: F401 - for <geheim:…>
from kaart.uitwisseling.opendata import views as opendata
from kaart.uitwisseling.opendata.hsds import views as hsds
from kaart.uitwisseling.uitvoer import views as uitvoer
from organisaties.bijhouden.contacten import views as contacten
from organisaties.bijhouden.controleren import views as controles
from organisaties.bijhouden.eigenaar import views as eigen
from organisaties.bijhouden.samenwerking import views as samenwerking
from organisaties.bijhouden.voorstellen import views as voorstellen
from organisaties.bijhouden.wijzigen import views as bewerken
from organisaties.ingangen import views as ingangen
from organisaties.zoeken import views as zoeken


class Ding:
    """The kinds of entry, as they stand in addresses."""

    regex = "organisaties|locaties|aanbod"

    def to_python(self, value: str) -> str:
        """Return the word itself."""
        return value

    def to_url(self, value: str) -> str:
        """Return the word itself."""
        return value


register_converter(Ding, "ding")

urlpatterns = [
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("zoeken/uitvoer/", uitvoer.resultaten, name="zoeken_uitvoer"),
    path("zoeken/voorstellen/", zoeken.voorstellen, name="zoekvoorstellen"),
    path("zoeken/open-voor/", zoeken.kies_open_voor, name="open_voor"),
    path("aanbod/<slug:kenmerk>/", ingangen.aanbod, name="aanbod"),
    path("organisaties/<slug:kenmerk>/", ingangen.organisatie, name="organisatie"),
    path("locaties/<slug:kenmerk>/", ingangen.locatie, name="locatie"),
    path("<ding:ding>/<slug:kenmerk>/bewerken/", bewerken.bewerk, name="bewerken"),
    path("<ding:ding>/<slug:kenmerk>/stand/", bewerken.zet_status, name="zet_status"),
    path("<ding:ding>/<slug:kenmerk>/geschiedenis/", bewerken.geschiedenis, name="geschiedenis"),
    path("<ding:ding>/<slug:kenmerk>/geschiedenis/<int:pk>/", bewerken.zet_terug, name="terugzetten"),
    path("werk/nieuw/organisatie/", bewerken.nieuw, {"ding": "organisaties"}, name="organisatie_nieuw"),
    path("organisaties/<slug:kenmerk>/nieuw-aanbod/", bewerken.nieuw, {"ding": "aanbod"}, name="aanbod_nieuw"),
    path("organisaties/<slug:kenmerk>/nieuwe-plek/", bewerken.nieuw, {"ding": "locaties"}, name="locatie_nieuw"),
    path("<ding:ding>/<slug:kenmerk>/klopt-nog/", controles.klopt_nog, name="klopt_nog"),
    path("controles/<int:pk>/ongedaan/", controles.ongedaan, name="controle_ongedaan"),
    path("aanbod/<slug:kenmerk>/tips/", controles.geef_tip, name="geef_tip"),
    path("aanbod/<slug:kenmerk>/tips/<int:pk>/", controles.tip, name="tip"),
    path("organisaties/<slug:kenmerk>/contacten/", contacten.contacten, name="contacten"),
    path("<ding:ding>/<slug:kenmerk>/klopt-niet/", voorstellen.klopt_niet, name="klopt_niet"),
    path("<ding:ding>/<slug:kenmerk>/voorstel/", voorstellen.stel_voor, name="stel_voor"),
    path("organisaties/<slug:kenmerk>/aanbod-voorstellen/", voorstellen.stel_aanbod_voor, name="stel_aanbod_voor"),
    path("werk/voorstellen/", voorstellen.lijst, name="voorstellen"),
    path("werk/voorstellen/<int:pk>/", voorstellen.een, name="voorstel"),
    path("werk/voorstellen/<int:pk>/intrekken/", voorstellen.trek_in, name="voorstel_intrekken"),
    path("mijn-voorstellen/", voorstellen.mijn, name="mijn_voorstellen"),
    path("mijn-organisaties/", eigen.overzicht, name="mijn_organisaties"),
    path("mijn-organisaties/<slug:kenmerk>/wijzigen-door-anderen/", eigen.laat_wijzigen, name="laat_wijzigen"),
    path("mijn-organisaties/<slug:kenmerk>/verwijderen/", eigen.verwijderen, name="verwijderen"),
    path("ontvangstbewijs/<geheim:code>/", eigen.ontvangstbewijs, name="ontvangstbewijs"),
    path("werk/lijkt-op/<ding:ding>/", bewerken.lijkt, name="lijkt_op"),
    path("stadsdelen/<slug:slug>/", ingangen.stadsdeel, name="stadsdeel"),
    path("werk/samenwerking/<slug:kenmerk>/", samenwerking.lijnen, name="werk_samenwerking"),
    path("werk/samenwerking/<slug:kenmerk>/weghalen/", samenwerking.haal_weg, name="werk_samenwerking_weg"),
    path("agenda.ics", opendata.agenda, name="agenda"),
    path("open-data/", opendata.pagina, name="open_data"),
    path("open-data/plekken.geojson", opendata.plekken, name="open_data_geojson"),
    path("open-data/alles.jsonld", opendata.linked_data, name="open_data_jsonld"),
    path("open-data/hsds.json", opendata.hsds, name="open_data_hsds"),
    path("open-data/hsds.zip", opendata.hsds_tabellen, name="open_data_hsds_tabellen"),
    path("open-data/<slug:tabel>.csv", opendata.csv, name="open_data_csv"),
    path("hsds/", hsds.begin, name="hsds"),
    path("hsds/openapi.json", hsds.openapi, name="hsds_openapi"),
    path("hsds/services", hsds.diensten, name="hsds_diensten"),
    path("hsds/services/<uuid:pk>", hsds.een_dienst, name="hsds_dienst"),
]
