"""Addresses of the lines between organisations."""

from django.urls import path

from organisaties.bijhouden.samenwerking import views

app_name = "samenwerking"
urlpatterns = [
    path("werk/samenwerking/<slug:kenmerk>/", views.lijnen, name="lijnen"),
    path("werk/samenwerking/<slug:kenmerk>/weghalen/", views.haal_weg, name="weghalen"),
]
