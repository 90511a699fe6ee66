"""Addresses of how to get someone there; a group never stands in one, nor a word about safety."""

from django.urls import path

from doorverwijzing.routes import views as routes
from doorverwijzing.signalen import views as signalen
from doorverwijzing.views import briefje, uitvoer, veilig, wegwijzer
from doorverwijzing.werk import views as werk

urlpatterns = [
    path("werk/uitvoer/", uitvoer.alles, name="werk_uitvoer"),
    path("werk/routes/", routes.lijst, name="werk_routes"),
    path("werk/routes/<slug:kenmerk>/", routes.route, name="werk_route"),
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
    path("werk/signalen/", signalen.werklijst, name="werk_signalen"),
    path("werk/signalen/afhandelen/", signalen.handel_af, name="werk_signalen_afhandelen"),
    # Slips; what stands in these addresses may be read on paper and over a shoulder.
    path("aanbod/<slug:kenmerk>/briefje/", briefje.van_aanbod, name="aanbod_briefje"),
    path("aanbod/<slug:kenmerk>/briefje.pdf", briefje.van_aanbod, {"als_pdf": True}, name="aanbod_briefje_pdf"),
    path("wegwijzer/routes/<slug:kenmerk>/briefje/", briefje.van_route, name="route_briefje"),
    path("briefje/", briefje.van_lijst, name="briefje"),
    path("briefje.pdf", briefje.van_lijst, {"als_pdf": True}, name="briefje_pdf"),
    path("plek/<slug:code>/", briefje.naar_pagina, name="stille_pagina"),
]
