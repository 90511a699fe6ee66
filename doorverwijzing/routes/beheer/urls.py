"""Addresses of keeping routes."""

from django.urls import path

from doorverwijzing.routes.beheer import bewerken, views

app_name = "routes"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("nieuw/", bewerken.nieuw, name="nieuw"),
    path("<slug:kenmerk>/", views.route, name="route"),
    path("<slug:kenmerk>/bewerken/", bewerken.bewerk, name="bewerken"),
    path("<slug:kenmerk>/kopie/", bewerken.kopieer, name="kopie"),
    path("<slug:kenmerk>/stand/", bewerken.stand, name="stand"),
]
