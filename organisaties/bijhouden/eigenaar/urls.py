"""Addresses of what an owner does with its organisation."""

from django.urls import path

from kaart.hulp import secret_links  # noqa: F401 - registers <geheim:…>
from organisaties.bijhouden.eigenaar import views

app_name = "eigenaar"
urlpatterns = [
    path("mijn-organisaties/", views.overzicht, name="overzicht"),
    path("mijn-organisaties/<slug:kenmerk>/wijzigen-door-anderen/", views.laat_wijzigen, name="laat_wijzigen"),
    path("mijn-organisaties/<slug:kenmerk>/verwijderen/", views.verwijderen, name="verwijderen"),
    path("ontvangstbewijs/<geheim:code>/", views.ontvangstbewijs, name="ontvangstbewijs"),
]
