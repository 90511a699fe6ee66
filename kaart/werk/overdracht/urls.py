"""Addresses of handing over."""

from django.urls import path

from kaart.werk.overdracht import views

app_name = "overdracht"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("toewijzen/", views.toewijzen, name="toewijzen"),
    path("<int:pk>/", views.portefeuille, name="portefeuille"),
    path("<int:pk>/dossier/", views.dossier, name="dossier"),
    path("<int:pk>/ongedaan/", views.ongedaan, name="ongedaan"),
]
