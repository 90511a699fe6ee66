"""Addresses of the open data."""

from django.urls import path

from kaart.uitwisseling.opendata import views

app_name = "opendata"
urlpatterns = [
    path("agenda.ics", views.agenda, name="agenda"),
    path("open-data/", views.pagina, name="pagina"),
    path("open-data/plekken.geojson", views.plekken, name="geojson"),
    path("open-data/alles.jsonld", views.linked_data, name="jsonld"),
    path("open-data/hsds.json", views.hsds, name="hsds"),
    path("open-data/hsds.zip", views.hsds_tabellen, name="hsds_tabellen"),
    path("open-data/<slug:tabel>.csv", views.csv, name="csv"),
]
