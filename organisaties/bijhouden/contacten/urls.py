"""The address of whom to ask for at an organisation."""

from django.urls import path

from organisaties.bijhouden.contacten import views

app_name = "contacten"
urlpatterns = [
    path("organisaties/<slug:kenmerk>/contacten/", views.contacten, name="contacten"),
]
