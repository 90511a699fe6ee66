"""Addresses of slips; they may be read on paper and over a shoulder."""

from django.urls import path

from doorverwijzing.briefje import views

app_name = "briefje"
urlpatterns = [
    path("aanbod/<slug:kenmerk>/briefje/", views.van_aanbod, name="aanbod"),
    path("aanbod/<slug:kenmerk>/briefje.pdf", views.van_aanbod, {"als_pdf": True}, name="aanbod_pdf"),
    path("wegwijzer/routes/<slug:kenmerk>/briefje/", views.van_route, name="route"),
    path("briefje/", views.van_lijst, name="lijst"),
    path("briefje.pdf", views.van_lijst, {"als_pdf": True}, name="lijst_pdf"),
    path("plek/<slug:code>/", views.naar_pagina, name="stille_pagina"),
]
