"""Addresses of the wegwijzer; no word about safety or a group stands in one."""

from django.urls import path

from doorverwijzing.wegwijzer import views, views_veilig

app_name = "wegwijzer"
urlpatterns = [
    path("wegwijzer/", views.kies_behoefte, name="behoefte"),
    path("wegwijzer/routes/<slug:kenmerk>/", views.route, name="route"),
    path("wegwijzer/<slug:behoefte>/", views.kies_gebied, name="gebied"),
    path("wegwijzer/<slug:behoefte>/<slug:gebied>/", views.antwoord, name="antwoord"),
    path("wegwijzer/<slug:behoefte>/<slug:gebied>/open-voor/", views.kies_groep, name="groep"),
    path("even-rust/", views_veilig.veilig, name="veilig"),
    path("even-rust/<int:nummer>/", views_veilig.gebied, name="veilig_gebied"),
    path("even-rust/<int:nummer>/<slug:gebied>/", views_veilig.antwoord, name="veilig_antwoord"),
    path("even-rust/<int:nummer>/<slug:gebied>/open-voor/", views_veilig.groep, name="veilig_groep"),
]
