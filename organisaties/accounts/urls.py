"""Addresses of accounts: of allauth only those that are used here, under names it asks for.

What lets somebody in stands behind a '~', as `kaart.hulp.secret_links` says; allauth's own link too.
"""

from allauth.account import views as account
from allauth.mfa.base import views as stap
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as sleutels
from allauth.socialaccount import views as stad
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib.auth.views import LogoutView
from django.urls import include, path, re_path

from kaart.hulp import secret_links  # noqa: F401 - for <geheim:…>
from kaart.hulp.no_store import vergeet_alles
from kaart.hulp.openbaar import openbaar
from kaart.hulp.read_only import schrijft_bij_lezen
from organisaties.accounts import views, views_anderen
from organisaties.accounts.middleware import onthoud_eerste_stap

eigen = [
    path("uitnodiging/<str:wie>/<geheim:teken>/", views.uitnodiging, name="uitnodiging"),
    path("account/", views.account, name="account"),
    path("account/herinneringen/", views.herinneren, name="herinneren"),
    path("account/naam-tonen/", views.naam_tonen, name="naam_tonen"),
    path("account/mail-over-voorstellen/", views.voorstelmail, name="voorstelmail"),
    path("account/elders-uitloggen/", views.log_elders_uit, name="log_elders_uit"),
    path("werk/accounts/", views_anderen.accounts, name="lijst"),
    path("werk/accounts/logboek/", views_anderen.logboek, name="logboek"),
    path("werk/accounts/<int:pk>/", views_anderen.account_van_ander, name="een"),
    path("werk/accounts/<int:pk>/stand/", views_anderen.account_stand, name="stand"),
    path("werk/accounts/<int:pk>/wissen/", views_anderen.account_wissen, name="wissen"),
]

urlpatterns = [
    path("", include((eigen, "accounts"))),
    path("inloggen/", account.login, name="inloggen"),
    path("inloggen/", account.login, name="account_login"),
    path("inloggen/tweede-stap/", stap.authenticate, name="mfa_authenticate"),
    path("uitloggen/", openbaar(vergeet_alles(LogoutView.as_view())), name="uitloggen"),
    path("uitloggen/", openbaar(vergeet_alles(LogoutView.as_view())), name="account_logout"),
    path("account/geen-aanmelding/", views.geen_aanmelding, name="account_signup"),
    path("account/geen-aanmelding/stad/", views.geen_aanmelding, name="socialaccount_signup"),
    path("account/gestopt/", account.account_inactive, name="account_inactive"),
    path("account/nogmaals/", account.reauthenticate, name="account_reauthenticate"),
    path("account/wachtwoord/", account.password_change, name="account_change_password"),
    path("account/wachtwoord/eerste/", views.eerste_wachtwoord, name="account_set_password"),
    path("account/wachtwoord-vergeten/", account.password_reset, name="account_reset_password"),
    path("account/wachtwoord-vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^account/wachtwoord-vergeten/~(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/wachtwoord-klaar/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("account/tweede-stap/", stap.index, name="mfa_index"),
    path("account/tweede-stap/nogmaals/", stap.reauthenticate, name="mfa_reauthenticate"),
    path("account/tweede-stap/app/", onthoud_eerste_stap(app.activate_totp), name="mfa_activate_totp"),
    path("account/tweede-stap/app/weg/", app.deactivate_totp, name="mfa_deactivate_totp"),
    # The first look at the codes writes them down, so that they are the same the next time.
    path("account/tweede-stap/codes/", schrijft_bij_lezen(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/tweede-stap/codes/nieuw/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/tweede-stap/codes.txt", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/tweede-stap/sleutels/", sleutels.list_webauthn, name="mfa_list_webauthn"),
    path("account/tweede-stap/sleutels/nieuw/", onthoud_eerste_stap(sleutels.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/tweede-stap/sleutels/nogmaals/", sleutels.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("account/tweede-stap/sleutels/<int:pk>/weg/", sleutels.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/tweede-stap/sleutels/<int:pk>/naam/", sleutels.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/stad/<str:provider_id>/", openid.login, name="openid_connect_login"),
    path("account/stad/<str:provider_id>/terug/", schrijft_bij_lezen(openid.callback), name="openid_connect_callback"),
    path("account/stad-afgebroken/", stad.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/stad-mislukt/", openbaar(stad.login_error), name="socialaccount_login_error"),
    path("account/stad-koppelingen/", views.account, name="socialaccount_connections"),
]
