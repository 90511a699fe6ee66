"""Addresses of keeping routes."""

from django.urls import path

from doorverwijzing.routes.beheer import views, views_bewerken, views_dekking

app_name = "routes"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("dekking/", views_dekking.dekking, name="dekking"),
    path("nieuw/", views_bewerken.nieuw, name="nieuw"),
    path("<slug:kenmerk>/", views.route, name="route"),
    path("<slug:kenmerk>/bewerken/", views_bewerken.bewerk, name="bewerken"),
    path("<slug:kenmerk>/kopie/", views_bewerken.kopieer, name="kopie"),
    path("<slug:kenmerk>/stand/", views_bewerken.stand, name="stand"),
]
