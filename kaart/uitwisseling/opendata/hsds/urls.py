"""Addresses of the HSDS API."""

from django.urls import path

from kaart.uitwisseling.opendata.hsds import views

app_name = "hsds"
urlpatterns = [
    path("", views.begin, name="begin"),
    path("openapi.json", views.openapi, name="openapi"),
    path("services", views.diensten, name="diensten"),
    path("services/<uuid:pk>", views.een_dienst, name="dienst"),
]
