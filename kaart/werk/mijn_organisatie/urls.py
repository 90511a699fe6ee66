"""Addresses of what an owner does with all of its own at once."""

from django.urls import path

from kaart.werk.mijn_organisatie import views

app_name = "mijn"
urlpatterns = [
    path("mijn-organisaties/<slug:kenmerk>/klopt-nog/", views.klopt_nog, name="klopt_nog"),
    path("mijn-organisaties/<slug:kenmerk>/even-dicht/", views.even_dicht, name="even_dicht"),
]
