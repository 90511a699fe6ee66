"""Addresses of one entry, and of an area."""

from django.urls import path

from organisaties.ingangen import views

app_name = "ingangen"
urlpatterns = [
    path("aanbod/<slug:kenmerk>/", views.aanbod, name="aanbod"),
    path("organisaties/<slug:kenmerk>/", views.organisatie, name="organisatie"),
    path("locaties/<slug:kenmerk>/", views.locatie, name="locatie"),
    path("stadsdelen/<slug:slug>/", views.stadsdeel, name="stadsdeel"),
]
