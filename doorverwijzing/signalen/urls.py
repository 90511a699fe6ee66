"""Addresses of reporting how it went."""

from django.urls import path

from doorverwijzing.signalen import views

app_name = "signalen"
urlpatterns = [
    path("aanbod/<slug:kenmerk>/hoe-ging-het/", views.hoe_ging_het, name="hoe_ging_het"),
    path("melden/", views.meld_gat, name="meld_gat"),
    path("werk/signalen/", views.werklijst, name="lijst"),
    path("werk/signalen/afhandelen/", views.handel_af, name="afhandelen"),
]
