"""Addresses of reading spreadsheets in."""

from django.urls import path

from kaart.uitwisseling.invoer import views as invoer
from kaart.uitwisseling.invoer.lijsten import views as lijst

app_name = "invoer"
urlpatterns = [
    path("", invoer.begin, name="begin"),
    path("<int:pk>/", invoer.bekijk, name="bekijk"),
    path("<int:pk>/lijst/", lijst.bekijk, name="lijst"),
    path("<int:pk>/ongedaan/", invoer.ongedaan, name="ongedaan"),
    path("<int:pk>/fouten.xlsx", invoer.fouten, name="fouten"),
]
