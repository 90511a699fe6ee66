"""Addresses of spreadsheets to download."""

from django.urls import path

from kaart.uitwisseling.uitvoer import views, views_kaart

app_name = "uitvoer"
urlpatterns = [
    path("zoeken/uitvoer/", views.resultaten, name="resultaten"),
    path("werk/uitvoer/", views_kaart.alles, name="alles"),
]
