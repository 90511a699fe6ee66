"""Addresses of the reference lists, and of the words that are missing in them; no word stands in an address."""

from django.urls import path

from kaart.werk.lijsten import views, views_woorden

app_name = "lijsten"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("dagen-dicht/", views.dagen_dicht, name="dagen_dicht"),
    path("proef/", views_woorden.proef, name="proef"),
    path("vergeefs/", views_woorden.vergeefs, name="vergeefs"),
    path("vergeefs/negeer/", views_woorden.negeer, name="negeer"),
    path("<slug:naam>/", views.lijst, name="lijst"),
    path("<slug:naam>/nieuw/", views.rij, name="nieuw"),
    path("<slug:naam>/<int:pk>/", views.rij, name="rij"),
    path("<slug:naam>/<int:pk>/weg/", views.weg, name="weg"),
]
