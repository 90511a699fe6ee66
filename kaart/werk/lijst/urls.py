"""Addresses of the work list."""

from django.urls import path

from kaart.werk.lijst import views

app_name = "werk"
urlpatterns = [
    path("", views.werklijst, name="lijst"),
    path("klopt-nog/", views.klopt_nog, name="klopt_nog"),
    path("nagezien/", views.nagezien, name="nagezien"),
    path("vandaag/", views.vandaag, name="vandaag"),
]
