"""Addresses of how to get someone there; a group never stands in one."""

from django.urls import path

from doorverwijzing import uitvoer, views

urlpatterns = [
    path("werk/uitvoer/", uitvoer.alles, name="werk_uitvoer"),
    path("wegwijzer/", views.kies_behoefte, name="wegwijzer"),
    path("wegwijzer/routes/<slug:kenmerk>/", views.route, name="route"),
    path("wegwijzer/<slug:behoefte>/", views.kies_gebied, name="wegwijzer_gebied"),
    path("wegwijzer/<slug:behoefte>/<slug:gebied>/", views.antwoord, name="wegwijzer_antwoord"),
    path("wegwijzer/<slug:behoefte>/<slug:gebied>/open-voor/", views.kies_groep, name="wegwijzer_groep"),
]
