"""Addresses of searching; a chosen group never stands in one."""

from django.urls import path

from organisaties.zoeken import views

app_name = "zoeken"
urlpatterns = [
    path("", views.zoeken, name="zoeken"),
    path("voorstellen/", views.voorstellen, name="suggesties"),
    path("open-voor/", views.kies_open_voor, name="open_voor"),
]
