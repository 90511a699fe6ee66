"""Addresses of how to get someone there; a group never stands in one, nor a word about safety."""

from django.urls import path

from doorverwijzing.briefje import views as briefje
from doorverwijzing.routes.beheer import bewerken as routebewerken
from doorverwijzing.routes.beheer import views as routes
from doorverwijzing.signalen import views as signalen
from doorverwijzing.wegwijzer import veilig
from doorverwijzing.wegwijzer import views as wegwijzer
from kaart.hulp import secret_links  # noqa: F401 - for <geheim:…>
from kaart.uitwisseling.invoer import views as invoer
from kaart.uitwisseling.invoer.lijsten import views as lijst
from kaart.uitwisseling.uitvoer import views_kaart as uitvoer
from kaart.werk.herinnering import views as herinnering
from kaart.werk.lijst import views as werk
from kaart.werk.overdracht import views as overdracht

urlpatterns = [
    path("werk/uitvoer/", uitvoer.alles, name="werk_uitvoer"),
    path("werk/import/", invoer.begin, name="werk_import"),
    path("werk/import/<int:pk>/", invoer.bekijk, name="werk_import_bekijk"),
    path("werk/import/<int:pk>/lijst/", lijst.bekijk, name="werk_import_lijst"),
    path("werk/import/<int:pk>/ongedaan/", invoer.ongedaan, name="werk_import_ongedaan"),
    path("werk/import/<int:pk>/fouten.xlsx", invoer.fouten, name="werk_import_fouten"),
    path("werk/routes/", routes.lijst, name="werk_routes"),
    path("werk/routes/nieuw/", routebewerken.nieuw, name="werk_route_nieuw"),
    path("werk/routes/<slug:kenmerk>/", routes.route, name="werk_route"),
    path("werk/routes/<slug:kenmerk>/bewerken/", routebewerken.bewerk, name="werk_route_bewerken"),
    path("werk/routes/<slug:kenmerk>/kopie/", routebewerken.kopieer, name="werk_route_kopie"),
    path("werk/routes/<slug:kenmerk>/stand/", routebewerken.stand, name="werk_route_stand"),
    path("werk/overdracht/", overdracht.overzicht, name="overdracht"),
    path("werk/overdracht/toewijzen/", overdracht.toewijzen, name="overdracht_toewijzen"),
    path("werk/overdracht/<int:pk>/", overdracht.portefeuille, name="overdracht_portefeuille"),
    path("werk/overdracht/<int:pk>/dossier/", overdracht.dossier, name="overdracht_dossier"),
    path("werk/overdracht/<int:pk>/ongedaan/", overdracht.ongedaan, name="overdracht_ongedaan"),
    path("wegwijzer/", wegwijzer.kies_behoefte, name="wegwijzer"),
    path("wegwijzer/routes/<slug:kenmerk>/", wegwijzer.route, name="route"),
    path("wegwijzer/<slug:behoefte>/", wegwijzer.kies_gebied, name="wegwijzer_gebied"),
    path("wegwijzer/<slug:behoefte>/<slug:gebied>/", wegwijzer.antwoord, name="wegwijzer_antwoord"),
    path("wegwijzer/<slug:behoefte>/<slug:gebied>/open-voor/", wegwijzer.kies_groep, name="wegwijzer_groep"),
    path("even-rust/", veilig.veilig, name="veilig"),
    path("even-rust/<int:nummer>/", veilig.gebied, name="veilig_gebied"),
    path("even-rust/<int:nummer>/<slug:gebied>/", veilig.antwoord, name="veilig_antwoord"),
    path("even-rust/<int:nummer>/<slug:gebied>/open-voor/", veilig.groep, name="veilig_groep"),
    path("aanbod/<slug:kenmerk>/hoe-ging-het/", signalen.hoe_ging_het, name="hoe_ging_het"),
    path("melden/", signalen.meld_gat, name="meld_gat"),
    path("werk/", werk.werklijst, name="werk"),
    path("werk/klopt-nog/", werk.klopt_nog, name="werk_klopt_nog"),
    path("werk/nagezien/", werk.nagezien, name="werk_nagezien"),
    path("werk/vandaag/", werk.vandaag, name="werk_vandaag"),
    path("werk/signalen/", signalen.werklijst, name="werk_signalen"),
    path("werk/signalen/afhandelen/", signalen.handel_af, name="werk_signalen_afhandelen"),
    path("werk/herinneringen/", herinnering.instelling, name="werk_herinneringen"),
    path("klopt-nog/<geheim:code>/", herinnering.klopt_nog, name="klopt_nog_per_mail"),
    path("herinneringen/<geheim:code>/", herinnering.afmelden, name="herinneringen_afmelden"),
    # Slips; what stands in these addresses may be read on paper and over a shoulder.
    path("aanbod/<slug:kenmerk>/briefje/", briefje.van_aanbod, name="aanbod_briefje"),
    path("aanbod/<slug:kenmerk>/briefje.pdf", briefje.van_aanbod, {"als_pdf": True}, name="aanbod_briefje_pdf"),
    path("wegwijzer/routes/<slug:kenmerk>/briefje/", briefje.van_route, name="route_briefje"),
    path("briefje/", briefje.van_lijst, name="briefje"),
    path("briefje.pdf", briefje.van_lijst, {"als_pdf": True}, name="briefje_pdf"),
    path("plek/<slug:code>/", briefje.naar_pagina, name="stille_pagina"),
]
