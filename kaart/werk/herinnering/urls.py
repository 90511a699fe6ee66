"""Addresses of reminders; what stands in a mail carries a code."""

from django.urls import path

from kaart.hulp import secret_links  # noqa: F401 - registers <geheim:…>
from kaart.werk.herinnering import views

app_name = "herinnering"
urlpatterns = [
    path("klopt-nog/alles/<geheim:code>/", views.alles, name="alles"),
    path("klopt-nog/<geheim:code>/", views.klopt_nog, name="klopt_nog"),
    path("herinneringen/<geheim:code>/", views.afmelden, name="afmelden"),
]
