"""Addresses of proposals, and of visitors who report a fault."""

from django.urls import path

from organisaties.bijhouden.voorstellen import views, views_afhandelen, views_samen
from organisaties.ingangen import soorten_ingang  # noqa: F401 - registers <ding:…>

app_name = "voorstellen"
urlpatterns = [
    path("<ding:ding>/<slug:kenmerk>/klopt-niet/", views.klopt_niet, name="klopt_niet"),
    path("<ding:ding>/<slug:kenmerk>/voorstel/", views.stel_voor, name="stel_voor"),
    path("organisaties/<slug:kenmerk>/aanbod-voorstellen/", views.stel_aanbod_voor, name="stel_aanbod_voor"),
    path("werk/voorstellen/", views.lijst, name="lijst"),
    path("werk/voorstellen/<int:pk>/", views.een, name="een"),
    path("werk/voorstellen/<int:pk>/veranderen/", views_afhandelen.verander, name="verander"),
    path("werk/voorstellen/<int:pk>/intrekken/", views.trek_in, name="intrekken"),
    path("werk/voorstellen/bij/<ding:ding>/<slug:kenmerk>/", views_samen.bij, name="bij"),
    path("mijn-voorstellen/gelezen/", views.gelezen, name="gelezen"),
    path("mijn-voorstellen/", views.mijn, name="mijn"),
]
