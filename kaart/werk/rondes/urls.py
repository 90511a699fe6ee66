"""Addresses of doing something with several lines of the work list in one go."""

from django.urls import path

from kaart.werk.rondes import views

app_name = "rondes"
urlpatterns = [
    path("", views.ronde, name="ronde"),
    path("<int:pk>/ongedaan/", views.ongedaan, name="ongedaan"),
]
