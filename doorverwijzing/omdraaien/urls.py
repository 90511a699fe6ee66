"""Addresses of the phone turned round; the language stands in them, and nothing about the reader."""

from django.urls import path

from doorverwijzing.omdraaien import views

app_name = "omdraaien"
urlpatterns = [
    path("in/", views.kies_taal, name="talen"),
    path("in/<str:taal>/", views.behoeften, name="behoeften"),
    path("in/<str:taal>/praten/", views.praten, name="praten"),
    path("in/<str:taal>/<slug:behoefte>/", views.slips, name="slips"),
]
