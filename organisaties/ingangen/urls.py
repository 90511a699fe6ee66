"""Addresses of one entry, of an area, and of the list of organisations."""

from django.urls import path

from organisaties.ingangen import views, views_organisaties

app_name = "ingangen"
urlpatterns = [
    path("aanbod/<slug:kenmerk>/", views.aanbod, name="aanbod"),
    path("organisaties/", views_organisaties.organisaties, name="organisaties"),
    path("organisaties/<slug:kenmerk>/", views.organisatie, name="organisatie"),
    path("locaties/<slug:kenmerk>/", views.locatie, name="locatie"),
    path("stadsdelen/<slug:slug>/", views.stadsdeel, name="stadsdeel"),
]
