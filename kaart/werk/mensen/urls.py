"""Addresses of the pages that say who keeps what."""

from django.urls import path

from kaart.werk.mensen import views

app_name = "mensen"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("<slug:soort>/<slug:slug>/", views.een, name="een"),
]
