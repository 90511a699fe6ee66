"""Addresses of saying that something is still right, and of tips."""

from django.urls import path

from organisaties.bijhouden.controleren import views
from organisaties.ingangen import soorten_ingang  # noqa: F401 - registers <ding:…>

app_name = "controleren"
urlpatterns = [
    path("<ding:ding>/<slug:kenmerk>/klopt-nog/", views.klopt_nog, name="klopt_nog"),
    path("controles/<int:pk>/ongedaan/", views.ongedaan, name="ongedaan"),
    path("aanbod/<slug:kenmerk>/tips/", views.geef_tip, name="geef_tip"),
    path("aanbod/<slug:kenmerk>/tips/<int:pk>/", views.tip, name="tip"),
]
