"""The site map."""

from django.contrib import admin
from django.urls import include, path

from kaart import views
from kaart.stijlgids import views as stijlgids

urlpatterns = [
    path("", views.start, name="start"),
    path("", include("kaart.over.urls")),
    path("stijlgids/", stijlgids.stijlgids, name="stijlgids"),
    path("gezondheid/", views.gezondheid, name="gezondheid"),
    path("zoeken/", include("organisaties.zoeken.urls")),
    path("", include("organisaties.ingangen.urls")),
    path("", include("organisaties.bijhouden.wijzigen.urls")),
    path("", include("organisaties.bijhouden.samenvoegen.urls")),
    path("", include("organisaties.bijhouden.controleren.urls")),
    path("", include("organisaties.bijhouden.contacten.urls")),
    path("", include("organisaties.bijhouden.voorstellen.urls")),
    path("", include("organisaties.bijhouden.mailvraag.urls")),
    path("", include("organisaties.bijhouden.eigenaar.urls")),
    path("", include("organisaties.bijhouden.samenwerking.urls")),
    path("", include("doorverwijzing.wegwijzer.urls")),
    path("", include("doorverwijzing.signalen.urls")),
    path("", include("doorverwijzing.briefje.urls")),
    path("", include("doorverwijzing.omdraaien.urls")),
    path("werk/routes/", include("doorverwijzing.routes.beheer.urls")),
    path("", include("kaart.uitwisseling.uitvoer.urls")),
    path("werk/import/", include("kaart.uitwisseling.invoer.urls")),
    path("", include("kaart.uitwisseling.opendata.urls")),
    path("hsds/", include("kaart.uitwisseling.opendata.hsds.urls")),
    path("werk/", include("kaart.werk.lijst.urls")),
    path("werk/van-mij/", include("kaart.werk.van_mij.urls")),
    path("werk/ronde/", include("kaart.werk.rondes.urls")),
    path("", include("kaart.werk.mijn_organisatie.urls")),
    path("werk/vragen/", include("kaart.werk.vragen.urls")),
    path("werk/mensen/", include("kaart.werk.mensen.urls")),
    path("werk/lijsten/", include("kaart.werk.lijsten.urls")),
    path("werk/overdracht/", include("kaart.werk.overdracht.urls")),
    path("", include("kaart.werk.herinnering.urls")),
    path("", include("organisaties.accounts.urls")),
    path("admin/", admin.site.urls),
]

# What allauth answers with when one of its own limits is reached.
handler429 = "kaart.views.te_vaak"

handler403 = "kaart.views.mag_niet"
