"""Addresses of asking an organisation by mail; what stands in a mail carries a code."""

from django.urls import path

from kaart.hulp import secret_links  # noqa: F401 - registers <geheim:…>
from organisaties.bijhouden.mailvraag import views, views_antwoord

app_name = "mailvraag"
urlpatterns = [
    path("organisaties/<slug:kenmerk>/mail-de-vraag/", views.stel, name="stel"),
    path("organisaties/<slug:kenmerk>/mail-de-vraag/intrekken/", views.trek_in, name="trek_in"),
    path("organisaties/<slug:kenmerk>/mailadres/", views.storing, name="storing"),
    path("vraag/<geheim:code>/", views_antwoord.antwoord, name="antwoord"),
]
