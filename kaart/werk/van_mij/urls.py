"""Address of what is somebody's own."""

from django.urls import path

from kaart.werk.van_mij import views

app_name = "van_mij"
urlpatterns = [path("", views.van_mij, name="lijst")]
