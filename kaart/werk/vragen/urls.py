"""Addresses of open questions."""

from django.urls import path

from kaart.werk.vragen import views

app_name = "vragen"
urlpatterns = [
    path("<slug:kenmerk>/", views.vraag, name="vraag"),
    path("<slug:kenmerk>/aanbod/", views.nieuw_aanbod, name="nieuw_aanbod"),
    path("<slug:kenmerk>/heropenen/", views.heropen, name="heropen"),
]
