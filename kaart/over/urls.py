"""Addresses of what the site says of itself; those for machines stand where machines look."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from kaart.hulp.openbaar import openbaar
from kaart.over import views, views_offline
from kaart.over.sitemaps import SITEMAPS

urlpatterns = [
    path("over/", views.over, name="over"),
    path("over/zoeken/", views.zoeken, name="over-zoeken"),
    path("over/privacy/", views.privacy, name="over-privacy"),
    path("over/toegankelijkheid/", views.toegankelijkheid, name="over-toegankelijkheid"),
    path("zonder-netwerk/", views_offline.zonder_netwerk, name="zonder-netwerk"),
    path("werker.js", views_offline.werker, name="werker"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", openbaar(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
]
