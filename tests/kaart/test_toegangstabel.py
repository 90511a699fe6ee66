"""One table: address × role → status. An address that is not in it fails the suite."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kaart.uitwisseling.opendata.hsds.vertaling import sleutel
from tests.bestanden import inhoud
from tests.conftest import ROLLEN

ROLNAMEN = tuple(ROLLEN)
IEDEREEN = dict.fromkeys(ROLNAMEN, 200)


def alleen(*rollen: str, anders: int = 404) -> dict[str, int]:
    """Return who gets the page; the others get `anders`."""
    geweigerd = {rol: 200 if rol in rollen else anders for rol in ROLNAMEN}
    # Who is not signed in does not hear that it may not: they sign in and come back.
    return geweigerd | {"bezoeker": 302} if geweigerd["bezoeker"] == 403 else geweigerd


PROFESSIONALS = ("opbouwwerker", "aandachtsfunctionaris", "coordinator", "beheerder")
WERK = alleen("aandachtsfunctionaris", "coordinator", anders=403)
STAD = alleen("coordinator", anders=403)
LIJSTEN = alleen("coordinator", "beheerder", anders=403)
SOORTEN_WOORDEN = ("buurtnamen", "groepswoorden", "synoniemen", "woorden-in-talen")
LIJSTEN_404 = {rol: 404 if status == 200 else status for rol, status in LIJSTEN.items()}
WERK_404 = {rol: 404 if status == 200 else status for rol, status in WERK.items()}
# What a visitor may not know of is a 404 before it is a 403.
STAD_404 = STAD | {"bezoeker": 404, "aanbieder": 404}
# A tap on one block leads who does not keep the entry to a proposal.
BLOK = dict.fromkeys(ROLNAMEN, 302) | {"coordinator": 200, "aanbieder": 403}
BLOK_404 = BLOK | {"bezoeker": 404, "aanbieder": 404}
LEEST = dict.fromkeys(ROLNAMEN, 405)
INGELOGD = NA_INLOGGEN = dict.fromkeys(ROLNAMEN, 200) | {"bezoeker": 302}
NIETS_INGESTELD = dict.fromkeys(ROLNAMEN, 404) | {"bezoeker": 302}
BEHEER = alleen("coordinator", "beheerder", anders=302)

# Name of the address, a path that uses it, and the status for each role.
TABEL: list[tuple[str, str, dict[str, int]]] = [
    ("start", "/", IEDEREEN),
    ("over", "/over/", IEDEREEN),
    ("over-zoeken", "/over/zoeken/", IEDEREEN),
    ("over-privacy", "/over/privacy/", IEDEREEN),
    ("over-toegankelijkheid", "/over/toegankelijkheid/", IEDEREEN),
    ("zonder-netwerk", "/zonder-netwerk/", IEDEREEN),
    ("werker", "/werker.js", IEDEREEN),
    ("robots", "/robots.txt", IEDEREEN),
    ("sitemap", "/sitemap.xml", IEDEREEN),
    ("manifest", "/manifest.webmanifest", IEDEREEN),
    ("security-txt", "/.well-known/security.txt", alleen(anders=404)),
    ("stijlgids", "/stijlgids/", IEDEREEN),
    ("gezondheid", "/gezondheid/", IEDEREEN),
    ("zoeken:zoeken", "/zoeken/", IEDEREEN),
    ("zoeken:zoeken", "/zoeken/?stadsdeel=zuidoost&behoefte=eten", IEDEREEN),
    ("zoeken:suggesties", "/zoeken/voorstellen/?q=taal", IEDEREEN),
    ("zoeken:open_voor", "/zoeken/open-voor/", LEEST),
    ("uitvoer:resultaten", "/zoeken/uitvoer/?stadsdeel=oost&vorm=csv", IEDEREEN),
    ("uitvoer:resultaten", "/zoeken/uitvoer/?vorm=pdf", alleen()),
    ("ingangen:aanbod", "/aanbod/carabic-voedsel/", IEDEREEN),
    ("ingangen:aanbod", "/aanbod/hushu-house-eten/", alleen(*PROFESSIONALS)),
    ("ingangen:aanbod", "/aanbod/bestaat-niet/", alleen()),
    ("ingangen:organisaties", "/organisaties/?stadsdeel=oost&formaliteit=informeel&q=huis&letter=B", IEDEREEN),
    ("ingangen:organisatie", "/organisaties/stap-verder/", IEDEREEN),
    ("ingangen:organisatie", "/organisaties/zon/", alleen(*PROFESSIONALS)),
    ("ingangen:locatie", "/locaties/stap-verder-plek/", IEDEREEN),
    ("ingangen:locatie", "/locaties/hushu-house-plek/", alleen(*PROFESSIONALS)),
    ("wijzigen:bewerken", "/aanbod/carabic-voedsel/bewerken/", STAD),
    ("wijzigen:bewerken", "/organisaties/stap-verder/bewerken/", STAD),
    ("wijzigen:bewerken", "/locaties/hushu-house-plek/bewerken/", STAD_404),
    ("wijzigen:bewerken", "/locaties/bestaat-niet/bewerken/", alleen()),
    ("wijzigen:bewerken", "/aanbod/carabic-voedsel/bewerken/?blok=tijden", BLOK),
    ("wijzigen:bewerken", "/aanbod/carabic-voedsel/bewerken/?blok=contact", alleen(anders=302)),
    ("wijzigen:bewerken", "/locaties/hushu-house-plek/bewerken/?blok=adres", BLOK_404),
    ("wijzigen:publiceren", "/aanbod/carabic-voedsel/bewerken/publiceren/", LEEST),
    ("wijzigen:voorbeeld", "/aanbod/carabic-voedsel/bewerken/voorbeeld/", LEEST),
    ("wijzigen:voorbeeld_bezoeker", "/aanbod/carabic-voedsel/bewerken/voorbeeld/bezoeker/", LEEST),
    ("wijzigen:verder", "/aanbod/carabic-voedsel/bewerken/verder/", LEEST),
    ("wijzigen:adres", "/aanbod/carabic-voedsel/bewerken/adres/", LEEST),
    ("wijzigen:concept", "/aanbod/carabic-voedsel/bewerken/concept/", LEEST),
    ("wijzigen:vergeet_concept", "/aanbod/carabic-voedsel/bewerken/concept/weg/", LEEST),
    ("wijzigen:weggooien", "/aanbod/carabic-voedsel/weggooien/", alleen(anders=403)),
    ("wijzigen:weggooien", "/locaties/stap-verder-plek/weggooien/", STAD),
    ("wijzigen:weggooien", "/locaties/hushu-house-plek/weggooien/", STAD_404),
    ("wijzigen:nieuw", "/werk/nieuw/", alleen(*PROFESSIONALS, anders=403)),
    ("wijzigen:gemaakt", "/organisaties/stap-verder/gemaakt/", alleen(anders=403)),
    ("wijzigen:gemaakt", "/organisaties/bestaat-niet/gemaakt/", alleen(anders=404) | {"bezoeker": 302}),
    ("van_mij:lijst", "/werk/van-mij/?wat=gemaakt", alleen(*PROFESSIONALS, anders=403)),
    ("wijzigen:zet_status", "/aanbod/carabic-voedsel/stand/", STAD),
    ("wijzigen:geschiedenis", "/aanbod/carabic-voedsel/geschiedenis/", alleen(*PROFESSIONALS, anders=403)),
    ("wijzigen:geschiedenis", "/aanbod/hushu-house-eten/geschiedenis/", alleen(*PROFESSIONALS)),
    ("wijzigen:terugzetten", "/aanbod/carabic-voedsel/geschiedenis/999999/", alleen(anders=403) | {"coordinator": 404}),
    ("controleren:klopt_nog", "/aanbod/carabic-voedsel/klopt-nog/", LEEST),
    ("controleren:geef_tip", "/aanbod/carabic-voedsel/tips/", alleen(*PROFESSIONALS, anders=403)),
    ("controleren:geef_tip", "/aanbod/hushu-house-eten/tips/", alleen(*PROFESSIONALS)),
    ("controleren:tip", "/aanbod/carabic-voedsel/tips/1/", LEEST),
    ("contacten:contacten", "/organisaties/stap-verder/contacten/", STAD),
    ("contacten:contacten", "/organisaties/zon/contacten/", STAD_404),
    ("voorstellen:klopt_niet", "/aanbod/carabic-voedsel/klopt-niet/", IEDEREEN),
    ("voorstellen:klopt_niet", "/aanbod/hushu-house-eten/klopt-niet/", alleen(*PROFESSIONALS)),
    ("voorstellen:stel_voor", "/aanbod/carabic-voedsel/voorstel/", alleen(*PROFESSIONALS, anders=403)),
    ("voorstellen:stel_voor", "/aanbod/carabic-voedsel/voorstel/?blok=tijden", alleen(*PROFESSIONALS, anders=403)),
    ("voorstellen:stel_voor", "/locaties/hushu-house-plek/voorstel/", alleen(*PROFESSIONALS)),
    (
        "voorstellen:stel_aanbod_voor",
        "/organisaties/stap-verder/aanbod-voorstellen/",
        alleen(*PROFESSIONALS, anders=403),
    ),
    ("voorstellen:lijst", "/werk/voorstellen/", WERK),
    ("voorstellen:een", "/werk/voorstellen/999999/", NIETS_INGESTELD),
    ("voorstellen:verander", "/werk/voorstellen/999999/veranderen/", NIETS_INGESTELD),
    ("voorstellen:intrekken", "/werk/voorstellen/999999/intrekken/", LEEST),
    ("voorstellen:bij", "/werk/voorstellen/bij/aanbod/carabic-voedsel/", STAD),
    ("voorstellen:bij", "/werk/voorstellen/bij/locaties/hushu-house-plek/", STAD_404),
    ("voorstellen:gelezen", "/mijn-voorstellen/gelezen/", LEEST),
    ("voorstellen:mijn", "/mijn-voorstellen/", alleen(*PROFESSIONALS, anders=403)),
    ("eigenaar:overzicht", "/mijn-organisaties/", alleen("aanbieder", anders=403)),
    ("eigenaar:laat_wijzigen", "/mijn-organisaties/stap-verder/wijzigen-door-anderen/", LEEST),
    ("eigenaar:verwijderen", "/mijn-organisaties/stap-verder/verwijderen/", alleen(anders=403)),
    ("eigenaar:verwijderen", "/mijn-organisaties/zon/verwijderen/", STAD_404 | {"coordinator": 403}),
    ("mijn:klopt_nog", "/mijn-organisaties/stap-verder/klopt-nog/", alleen(anders=403)),
    ("mijn:klopt_nog", "/mijn-organisaties/zon/klopt-nog/", STAD_404 | {"coordinator": 403}),
    ("mijn:even_dicht", "/mijn-organisaties/stap-verder/even-dicht/", alleen(anders=403)),
    ("mijn:even_dicht", "/mijn-organisaties/zon/even-dicht/", STAD_404 | {"coordinator": 403}),
    ("eigenaar:ontvangstbewijs", "/ontvangstbewijs/~verzonnen/", alleen()),
    ("mailvraag:stel", "/organisaties/stap-verder/mail-de-vraag/", LEEST),
    ("mailvraag:trek_in", "/organisaties/stap-verder/mail-de-vraag/intrekken/", LEEST),
    ("mailvraag:storing", "/organisaties/stap-verder/mailadres/", LEEST),
    ("mailvraag:antwoord", "/vraag/~verzonnen/", alleen()),
    ("samenvoegen:zoek", "/organisaties/stap-verder/dubbel/?q=huis", STAD),
    ("samenvoegen:zoek", "/locaties/hushu-house-plek/dubbel/", STAD_404),
    ("samenvoegen:zoek", "/aanbod/carabic-voedsel/dubbel/", alleen()),
    ("samenvoegen:vergelijk", "/organisaties/stap-verder/dubbel/carabic/", STAD),
    ("samenvoegen:vergelijk", "/organisaties/stap-verder/dubbel/bestaat-niet/", STAD | {"coordinator": 404}),
    ("samenvoegen:vraag", "/organisaties/stap-verder/dubbel/carabic/vraag/", LEEST),
    ("samenvoegen:ongedaan", "/ingrepen/1/ongedaan/", LEEST),
    ("samenvoegen:verhuizen", "/aanbod/carabic-voedsel/verhuizen/?q=stap", STAD),
    ("samenvoegen:verhuizen", "/aanbod/hushu-house-eten/verhuizen/", STAD_404),
    ("samenvoegen:verhuis", "/aanbod/carabic-voedsel/verhuizen/stap-verder/", STAD),
    ("samenvoegen:kopie", "/aanbod/carabic-voedsel/kopie/", LEEST),
    ("wijzigen:organisatie_nieuw", "/werk/nieuw/organisatie/", STAD),
    ("wijzigen:aanbod_nieuw", "/organisaties/stap-verder/nieuw-aanbod/", STAD),
    ("wijzigen:aanbod_nieuw", "/organisaties/zon/nieuw-aanbod/", STAD_404),
    ("wijzigen:locatie_nieuw", "/organisaties/stap-verder/nieuwe-plek/", STAD),
    ("wijzigen:lijkt_op", "/werk/lijkt-op/organisaties/?naam=stap", WERK),
    ("ingangen:stadsdeel", "/stadsdelen/weesp/", IEDEREEN),
    ("ingangen:stadsdeel", "/stadsdelen/haarlem/", alleen()),
    ("wegwijzer:behoefte", "/wegwijzer/", IEDEREEN),
    ("wegwijzer:gebied", "/wegwijzer/eten/", IEDEREEN),
    ("wegwijzer:gebied", "/wegwijzer/bestaat-niet/", alleen()),
    ("wegwijzer:antwoord", "/wegwijzer/eten/oost/", IEDEREEN),
    ("wegwijzer:antwoord", "/wegwijzer/eten/haarlem/", alleen()),
    ("wegwijzer:groep", "/wegwijzer/eten/oost/open-voor/", IEDEREEN),
    ("wegwijzer:route", "/wegwijzer/routes/eten-algemeen/", IEDEREEN),
    ("wegwijzer:route", "/wegwijzer/routes/eten-zonder-bsn/", alleen(*PROFESSIONALS)),
    ("wegwijzer:gebied", "/wegwijzer/veiligheid/", dict.fromkeys(ROLNAMEN, 302)),
    ("wegwijzer:antwoord", "/wegwijzer/veiligheid-thuis/oost/", dict.fromkeys(ROLNAMEN, 302)),
    ("wegwijzer:veilig", "/even-rust/", IEDEREEN),
    ("wegwijzer:veilig_gebied", "/even-rust/1/", IEDEREEN),
    ("wegwijzer:veilig_gebied", "/even-rust/99/", alleen()),
    ("wegwijzer:veilig_antwoord", "/even-rust/1/oost/", IEDEREEN),
    ("wegwijzer:veilig_antwoord", "/even-rust/1/haarlem/", alleen()),
    ("wegwijzer:veilig_groep", "/even-rust/2/oost/open-voor/", IEDEREEN),
    ("uitvoer:alles", "/werk/uitvoer/", alleen("coordinator", anders=403)),
    ("mensen:overzicht", "/werk/mensen/", STAD),
    ("mensen:een", "/werk/mensen/stadsdeel/oost/", STAD),
    ("mensen:een", "/werk/mensen/behoefte/eten/", STAD),
    ("mensen:een", "/werk/mensen/aanbod/carabic-voedsel/", alleen(anders=403) | {"coordinator": 404}),
    ("overdracht:overzicht", "/werk/overdracht/", STAD),
    ("overdracht:toewijzen", "/werk/overdracht/toewijzen/?soort=organisatie&stand=toegewezen", STAD),
    ("overdracht:toewijzen", "/werk/overdracht/toewijzen/?soort=locatie", alleen(anders=403) | {"coordinator": 404}),
    ("overdracht:portefeuille", "/werk/overdracht/999999/", alleen(anders=403) | {"coordinator": 404}),
    ("overdracht:dossier", "/werk/overdracht/999999/dossier/", alleen(anders=403) | {"coordinator": 404}),
    ("overdracht:ongedaan", "/werk/overdracht/1/ongedaan/", LEEST),
    ("invoer:begin", "/werk/import/", WERK),
    ("invoer:bekijk", "/werk/import/999/", WERK_404),
    ("invoer:lijst", "/werk/import/999/lijst/", WERK_404),
    ("invoer:fouten", "/werk/import/999/fouten.xlsx", WERK_404),
    ("invoer:ongedaan", "/werk/import/999/ongedaan/", LEEST),
    ("routes:lijst", "/werk/routes/", WERK),
    ("routes:lijst", "/werk/routes/?stadsdeel=oost&behoefte=taal&status=concept&nakijken=on", WERK),
    ("routes:route", "/werk/routes/eten-algemeen/", WERK),
    ("routes:route", "/werk/routes/eten-zonder-bsn/?als=bezoeker", WERK),
    ("routes:dekking", "/werk/routes/dekking/", WERK),
    ("routes:nieuw", "/werk/routes/nieuw/", WERK),
    ("routes:bewerken", "/werk/routes/eten-algemeen/bewerken/", STAD),
    ("routes:bewerken", "/werk/routes/bestaat-niet/bewerken/", WERK_404),
    ("routes:kopie", "/werk/routes/eten-algemeen/kopie/", LEEST),
    ("routes:stand", "/werk/routes/eten-algemeen/stand/", LEEST),
    ("signalen:hoe_ging_het", "/aanbod/carabic-voedsel/hoe-ging-het/", alleen(*PROFESSIONALS, anders=403)),
    ("signalen:hoe_ging_het", "/aanbod/hushu-house-eten/hoe-ging-het/", alleen(*PROFESSIONALS)),
    ("signalen:meld_gat", "/melden/", alleen(*PROFESSIONALS, anders=403)),
    ("werk:lijst", "/werk/", alleen("aandachtsfunctionaris", "coordinator", anders=403)),
    ("werk:klopt_nog", "/werk/klopt-nog/", LEEST),
    ("werk:nagezien", "/werk/nagezien/", LEEST),
    ("rondes:ronde", "/werk/ronde/", LEEST),
    ("rondes:ongedaan", "/werk/ronde/1/ongedaan/", LEEST),
    ("controleren:ongedaan", "/controles/1/ongedaan/", LEEST),
    ("lijsten:overzicht", "/werk/lijsten/", LIJSTEN),
    ("lijsten:dagen_dicht", "/werk/lijsten/dagen-dicht/", LIJSTEN),
    ("lijsten:proef", "/werk/lijsten/proef/", LIJSTEN),
    ("lijsten:vergeefs", "/werk/lijsten/vergeefs/", LIJSTEN),
    ("lijsten:negeer", "/werk/lijsten/vergeefs/negeer/", LEEST),
    ("lijsten:lijst", "/werk/lijsten/behoeften/", LIJSTEN),
    ("lijsten:lijst", "/werk/lijsten/hulplijnen/", LIJSTEN),
    ("lijsten:lijst", "/werk/lijsten/bestaat-niet/", LIJSTEN_404),
    ("lijsten:nieuw", "/werk/lijsten/doelgroepen/nieuw/", LIJSTEN),
    *(
        ("lijsten:nieuw", f"/werk/lijsten/{naam}/nieuw/", LIJSTEN)
        for naam in (*SOORTEN_WOORDEN, "behoeften", "hulplijnen", "talen")
    ),
    ("lijsten:nieuw", "/werk/lijsten/gebieden/nieuw/", alleen(anders=403)),
    ("lijsten:rij", "/werk/lijsten/talen/999999/", LIJSTEN_404),
    ("lijsten:weg", "/werk/lijsten/talen/999999/weg/", LIJSTEN_404),
    ("vragen:vraag", "/werk/vragen/gat-voedselpunt-west/", alleen(*PROFESSIONALS) | {"bezoeker": 302}),
    ("vragen:vraag", "/werk/vragen/bestaat-niet/", alleen() | {"bezoeker": 302}),
    ("vragen:nieuw_aanbod", "/werk/vragen/gat-mannengroep/aanbod/", alleen(*PROFESSIONALS) | {"bezoeker": 302}),
    ("vragen:heropen", "/werk/vragen/gat-voedselpunt-west/heropenen/", LEEST),
    ("werk:vandaag", "/werk/vandaag/", WERK | {"aanbieder": 200}),
    ("signalen:lijst", "/werk/signalen/", alleen("aandachtsfunctionaris", "coordinator", anders=403)),
    ("signalen:afhandelen", "/werk/signalen/afhandelen/", LEEST),
    ("samenwerking:lijnen", "/werk/samenwerking/stap-verder/", alleen("coordinator", anders=403)),
    ("samenwerking:lijnen", "/werk/samenwerking/bestaat-niet/", alleen()),
    ("samenwerking:weghalen", "/werk/samenwerking/stap-verder/weghalen/", LEEST),
    ("opendata:agenda", "/agenda.ics?stadsdeel=oost", IEDEREEN),
    ("opendata:pagina", "/open-data/", IEDEREEN),
    ("opendata:geojson", "/open-data/plekken.geojson", IEDEREEN),
    ("opendata:jsonld", "/open-data/alles.jsonld", IEDEREEN),
    ("opendata:hsds", "/open-data/hsds.json", IEDEREEN),
    ("opendata:hsds_tabellen", "/open-data/hsds.zip", IEDEREEN),
    ("opendata:csv", "/open-data/aanbod.csv", IEDEREEN),
    ("opendata:csv", "/open-data/toegang.csv", alleen()),
    ("hsds:begin", "/hsds/", IEDEREEN),
    ("hsds:openapi", "/hsds/openapi.json", IEDEREEN),
    ("hsds:diensten", "/hsds/services", IEDEREEN),
    ("hsds:dienst", f"/hsds/services/{sleutel('service', 'carabic-voedsel')}", IEDEREEN),
    ("hsds:dienst", f"/hsds/services/{sleutel('service', 'hushu-house-eten')}", alleen()),
    ("briefje:aanbod", "/aanbod/kruispost-huisarts/briefje/", IEDEREEN),
    ("briefje:aanbod", "/aanbod/kruispost-huisarts/briefje/?taal=ti", IEDEREEN),
    ("briefje:aanbod", "/aanbod/hushu-house-eten/briefje/?taal=ti", alleen(*PROFESSIONALS)),
    ("briefje:aanbod_pdf", "/aanbod/hushu-house-eten/briefje.pdf", alleen(*PROFESSIONALS)),
    ("briefje:route", "/wegwijzer/routes/eten-algemeen/briefje/", dict.fromkeys(ROLNAMEN, 302)),
    (
        "briefje:route",
        "/wegwijzer/routes/eten-zonder-bsn/briefje/",
        dict.fromkeys(ROLNAMEN, 404) | dict.fromkeys(PROFESSIONALS, 302),
    ),
    ("briefje:lijst", "/briefje/", IEDEREEN),
    ("briefje:lijst", "/briefje/?aanbod=hushu-house-eten&taal=ar", alleen(*PROFESSIONALS)),
    ("briefje:lijst_pdf", "/briefje.pdf?aanbod=kruispost-huisarts", IEDEREEN),
    ("briefje:stille_pagina", "/plek/mfrgg/", alleen()),
    ("omdraaien:talen", "/in/", IEDEREEN),
    ("omdraaien:behoeften", "/in/ti/", IEDEREEN),
    ("omdraaien:behoeften", "/in/nl/", alleen()),
    ("omdraaien:slips", "/in/ar/eten/?stadsdeel=oost", IEDEREEN),
    ("omdraaien:slips", "/in/ar/bestaat-niet/", alleen()),
    ("omdraaien:praten", "/in/fa/praten/", IEDEREEN),
    ("herinnering:klopt_nog", "/klopt-nog/~verzonnen/", alleen()),
    ("herinnering:alles", "/klopt-nog/alles/~verzonnen/", alleen()),
    ("herinnering:afmelden", "/herinneringen/~verzonnen/", alleen()),
    ("inloggen", "/inloggen/", {rol: 200 if rol == "bezoeker" else 302 for rol in ROLNAMEN}),
    ("account_login", "/inloggen/", {rol: 200 if rol == "bezoeker" else 302 for rol in ROLNAMEN}),
    ("uitloggen", "/uitloggen/", LEEST),
    ("account_logout", "/uitloggen/", LEEST),
    ("mfa_authenticate", "/inloggen/tweede-stap/", dict.fromkeys(ROLNAMEN, 302)),
    ("accounts:uitnodiging", "/uitnodiging/MQ/~verzonnen/", alleen()),
    ("accounts:account", "/account/", INGELOGD),
    ("accounts:log_elders_uit", "/account/elders-uitloggen/", LEEST),
    ("accounts:herinneren", "/account/herinneringen/", LEEST),
    ("accounts:naam_tonen", "/account/naam-tonen/", LEEST),
    ("accounts:voorstelmail", "/account/mail-over-voorstellen/", LEEST),
    ("account_signup", "/account/geen-aanmelding/", dict.fromkeys(ROLNAMEN, 403)),
    ("socialaccount_signup", "/account/geen-aanmelding/stad/", dict.fromkeys(ROLNAMEN, 403)),
    ("account_inactive", "/account/gestopt/", IEDEREEN),
    ("account_reauthenticate", "/account/nogmaals/", NA_INLOGGEN),
    ("account_change_password", "/account/wachtwoord/", NA_INLOGGEN),
    ("account_set_password", "/account/wachtwoord/eerste/", dict.fromkeys(ROLNAMEN, 302)),
    ("account_reset_password", "/account/wachtwoord-vergeten/", IEDEREEN),
    ("account_reset_password_done", "/account/wachtwoord-vergeten/verstuurd/", IEDEREEN),
    ("account_reset_password_from_key", "/account/wachtwoord-vergeten/~1-verzonnen/", IEDEREEN),
    ("account_reset_password_from_key_done", "/account/wachtwoord-klaar/", IEDEREEN),
    ("mfa_index", "/account/tweede-stap/", NA_INLOGGEN),
    ("mfa_reauthenticate", "/account/tweede-stap/nogmaals/", dict.fromkeys(ROLNAMEN, 302)),
    # A session of a test did not sign in a moment ago: the password is asked again first.
    ("mfa_activate_totp", "/account/tweede-stap/app/", dict.fromkeys(ROLNAMEN, 302)),
    ("mfa_deactivate_totp", "/account/tweede-stap/app/weg/", NIETS_INGESTELD),
    ("mfa_view_recovery_codes", "/account/tweede-stap/codes/", NIETS_INGESTELD),
    ("mfa_generate_recovery_codes", "/account/tweede-stap/codes/nieuw/", dict.fromkeys(ROLNAMEN, 302)),
    ("mfa_download_recovery_codes", "/account/tweede-stap/codes.txt", NIETS_INGESTELD),
    ("mfa_list_webauthn", "/account/tweede-stap/sleutels/", NA_INLOGGEN),
    ("mfa_add_webauthn", "/account/tweede-stap/sleutels/nieuw/", dict.fromkeys(ROLNAMEN, 302)),
    ("mfa_reauthenticate_webauthn", "/account/tweede-stap/sleutels/nogmaals/", dict.fromkeys(ROLNAMEN, 302)),
    ("mfa_remove_webauthn", "/account/tweede-stap/sleutels/1/weg/", dict.fromkeys(ROLNAMEN, 302)),
    ("mfa_edit_webauthn", "/account/tweede-stap/sleutels/1/naam/", dict.fromkeys(ROLNAMEN, 302)),
    ("openid_connect_login", "/account/stad/stad/", alleen()),
    ("openid_connect_callback", "/account/stad/stad/terug/", alleen()),
    ("socialaccount_login_cancelled", "/account/stad-afgebroken/", IEDEREEN),
    ("socialaccount_login_error", "/account/stad-mislukt/", alleen(anders=401)),
    ("socialaccount_connections", "/account/stad-koppelingen/", INGELOGD),
    ("accounts:lijst", "/werk/accounts/", alleen("beheerder", "coordinator", anders=403)),
    ("accounts:logboek", "/werk/accounts/logboek/", alleen("beheerder", "coordinator", anders=403)),
    ("accounts:een", "/werk/accounts/999999/", alleen(anders=403) | {"beheerder": 404}),
    ("accounts:stand", "/werk/accounts/999999/stand/", alleen(anders=403) | {"beheerder": 404, "coordinator": 404}),
    ("accounts:wissen", "/werk/accounts/999999/wissen/", alleen(anders=403) | {"beheerder": 404}),
    ("admin", "/admin/", BEHEER),
    ("admin", "/admin/organisaties/synoniem/", BEHEER),
    ("admin", "/admin/organisaties/synoniem/import/", BEHEER),
    ("admin", "/admin/organisaties/synoniem/export/", BEHEER),
    ("admin", "/admin/organisaties/taal/import/", BEHEER | {"coordinator": 403}),
    ("admin", "/admin/organisaties/taal/export/", BEHEER | {"coordinator": 403}),
    ("admin", "/admin/organisaties/behoefte/", BEHEER),
    ("admin", "/admin/organisaties/groepswoord/", BEHEER),
    ("admin", "/admin/organisaties/taalwoorden/", BEHEER),
    ("admin", "/admin/organisaties/woordbehoefte/import/", BEHEER),
    ("admin", "/admin/organisaties/plaatsnaam/export/", BEHEER),
    ("admin", "/admin/doorverwijzing/hulplijn/", BEHEER),
    ("admin", "/admin/organisaties/stadsdeel/", BEHEER | {"coordinator": 403}),
    ("admin", "/admin/organisaties/medewerker/", BEHEER | {"coordinator": 403}),
]  # fmt: skip


@pytest.mark.parametrize("rol", ROLNAMEN)
def test_ieder_krijgt_wat_bij_de_rol_hoort(als: Callable[[str], Client], kaart: None, rol: str) -> None:
    client = als(rol)
    gekregen = [(pad, status_van(client, pad), verwacht[rol]) for _, pad, verwacht in TABEL]
    assert [f"{pad}: {status} instead of {moest}" for pad, status, moest in gekregen if status != moest] == []


def status_van(client: Client, pad: str) -> int:
    """Return the status of a page or file, read to its end so that nothing of it stays open."""
    antwoord = client.get(pad)
    inhoud(antwoord)
    return antwoord.status_code


def test_elk_adres_staat_in_de_tabel() -> None:
    bekend = {naam for naam, _, _ in TABEL}
    assert set(_namen(get_resolver().url_patterns)) <= bekend


def _namen(patronen: list[URLPattern | URLResolver], kamer: str = "") -> list[str]:
    """Return the names of all addresses; the admin counts as one."""
    namen = []
    for patroon in patronen:
        if isinstance(patroon, URLResolver):
            if patroon.namespace == "admin":
                namen.append("admin")
            else:
                namen += _namen(patroon.url_patterns, f"{patroon.namespace}:" if patroon.namespace else kamer)
        else:
            assert patroon.name, f"{patroon.pattern} has no name"
            namen.append(f"{kamer}{patroon.name}")
    return namen
