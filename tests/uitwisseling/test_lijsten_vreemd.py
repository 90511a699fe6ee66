"""Lists as strangers keep them: always a proposal, a bad cell costs that cell, and nothing wrong goes on the kaart."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from kaart.uitwisseling.invoer.eigen.verwerken import draai_terug
from kaart.uitwisseling.invoer.lijsten.beoordelen import Lijst, beoordeel_lijst
from kaart.uitwisseling.invoer.lijsten.schrijven import samen_een
from kaart.uitwisseling.invoer.werkmap import lees
from kaart.uitwisseling.models import Kolommenlijst
from organisaties.models import Aanbod, Locatie, Medewerker, Organisatie
from organisaties.rechten import Opdrachtregel
from tests.uitwisseling.test_lijsten import chef, lijst_van, stuur

assert chef

NIEMAND = Opdrachtregel()
RIJEN = [
    ["Huis De Linde", "Oost", "linde.example"],
    ["Club Het Anker", "West", ""],
    ["Salon Zeil", "Noord", "zeil.example"],
]


def zie(bestand: bytes, naam: str = "lijst.xlsx", **keuzes: str) -> Lijst:
    return beoordeel_lijst(
        lees(bestand, naam), NIEMAND, {naam_.replace("__", "-"): wat for naam_, wat in keuzes.items()}
    )


def csv_van(*regels: str, scheiding: str = ";", einde: str = "\r\n") -> str:
    return einde.join(regel.replace(";", scheiding) for regel in regels)


@pytest.mark.parametrize(
    "kop",
    [
        "Plek", "Locatie", "Project", "Groep", "Voorziening", "Dienst", "Instantie", "Activiteit", "Naam activiteit",
        "Buurthuis", "Club", "Name of organisation", "Einrichtung", "Träger", "NOM", "Organización", "Kurum adı",
        "OrgName", "naam_instelling",
    ],
)  # fmt: skip
def test_boven_de_namen_mag_van_alles_staan(kaart: None, kop: str) -> None:
    gelezen = zie(lijst_van(*RIJEN, kop=[kop, "Wijk", "Site"])).gelezen
    assert (gelezen.vertaling.koprij, gelezen.vertaling.kop("naam")) == (1, kop)
    assert [rij.naam for rij in gelezen.goede] == [rij[0] for rij in RIJEN]
    assert not gelezen.vertaling.naam_is_een_gok


def test_zonder_een_woord_dat_we_kennen_doen_we_een_voorstel_en_zeggen_we_dat(kaart: None) -> None:
    gelezen = zie(lijst_van(*RIJEN, kop=["Kleur", "Vorm", "Maat"])).gelezen
    assert (gelezen.vertaling.koprij, gelezen.vertaling.kolommen[0], gelezen.vertaling.kolommen[1]) == (
        1,
        "naam",
        "werkgebied",
    )
    assert gelezen.vertaling.naam_is_een_gok
    zonder_kop = zie(lijst_van(*RIJEN[1:], kop=RIJEN[0])).gelezen
    assert zonder_kop.vertaling.koprij == 0, "a row with a stadsdeel and an address is no header"
    assert len(zonder_kop.rijen) == 3


@pytest.mark.parametrize(
    "rij",
    [
        ["Stichting Naam en Adres", "Plein 4", "https://x.example"],
        ["Vereniging Site", "Oost", "020 123 45 67"],
        ["Wijkcentrum Organisatie", "15-03-2026", "info@x.example"],
    ],
)
def test_een_rij_met_gegevens_is_nooit_de_kop(kaart: None, rij: list[str]) -> None:
    gegevens = [["Huis A", "Laan 1", "https://a.example"], ["Huis B", "Laan 2", "https://b.example"], rij]
    gelezen = zie(
        lijst_van(*gegevens, ["Huis C", "Laan 3", "https://c.example"], kop=["PubName", "Mail1", "WebURL"])
    ).gelezen
    assert (gelezen.vertaling.koprij, len(gelezen.rijen)) == (1, 4)
    assert rij[0] in {een.naam for een in gelezen.rijen}


@pytest.mark.parametrize(
    ("maak", "naam"),
    [
        (
            lambda: csv_van("Lijst, van mei, door team Oost", "Naam;Stadsdeel", "Huis A;Oost", "Huis B;West").encode(),
            "a.csv",
        ),
        (lambda: csv_van("Naam;Stadsdeel", "Huis A;Oost", "Huis B;West").encode("utf-16-le"), "a.csv"),
        (lambda: csv_van("Naam;Stadsdeel", "Huis A;Oost", "Huis B;West", einde="\r").encode(), "a.csv"),
        (lambda: b'Naam, Stadsdeel\n"Huis A", "Oost"\n"Huis B", "West, Noord"\n', "a.csv"),
        (
            lambda: csv_van("Overzicht", "Naam;Stadsdeel", "Huis A;Oost", "Huis B;West", scheiding="\t").encode(),
            "a.csv",
        ),
    ],
)
def test_een_csv_zoals_programmas_hem_bewaren(kaart: None, maak: Callable[[], bytes], naam: str) -> None:
    gelezen = zie(maak(), naam).gelezen
    assert [(rij.naam, rij.werkgebied[0]) for rij in gelezen.goede] == [("Huis A", "oost"), ("Huis B", "west")]
    assert gelezen.fouten == []


def test_een_cel_of_kolom_te_veel_kost_niet_het_hele_bestand(kaart: None) -> None:
    lang = ["Huis A", "Oost", "x" * 33_000, *[""] * 440, "ver weg"]
    tekst = csv_van("Naam;Stadsdeel;Opmerking", ";".join(lang), "Huis B;West;kort")
    lijst = zie(tekst.encode(), "a.csv")
    assert [(fout.rij, fout.code) for fout in lijst.gelezen.fouten] == [(2, "cel-te-lang")]
    assert [rij.naam for rij in lijst.gelezen.goede] == ["Huis B"]
    assert any("alleen de eerste 400 kolommen" in zin for zin in lijst.gelezen.opmerkingen)
    leeg = zie(tekst.encode(), "a.csv", **{"antwoord-cel-te-lang": "leeg"}).gelezen
    assert [(rij.naam, rij.opmerking) for rij in leeg.goede] == [("Huis A", ""), ("Huis B", "kort")]


def test_formules_tellen_met_hun_uitkomst_koppelingen_met_hun_adres(kaart: None) -> None:
    werkmap = openpyxl.load_workbook(
        io.BytesIO(lijst_van(["Huis A", "Oost", "website"], ["Huis B", "West", "mail ons"]))
    )
    vel = werkmap.active
    assert vel is not None
    vel["C2"].hyperlink = "https://a.example/over"
    vel["B3"] = '=HYPERLINK("https://x.example","West")'
    uit = io.BytesIO()
    werkmap.save(uit)
    gelezen = zie(uit.getvalue(), kop="x").gelezen
    assert gelezen.vertaling.kolommen[2] == "omschrijving"
    als_site = zie(uit.getvalue(), blad="Sheet", koprij="1", voor="Sheet:1", **{"kolom-2": "website"}).gelezen
    assert als_site.rijen[0].website == "https://a.example/over"
    assert [(fout.rij, fout.code) for fout in als_site.fouten] == [(3, "formule"), (3, "ongeldige-url")]


@pytest.mark.parametrize("fout", ["#N/B", "#REF!", "#WAARDE!", "#DIV/0!", "Err:502"])
def test_een_fout_van_het_rekenblad_is_geen_organisatie(kaart: None, fout: str) -> None:
    gelezen = zie(
        lijst_van([fout, "Oost", ""], *RIJEN, ["Huis E", fout, ""], kop=["Naam", "Stadsdeel", "Site"])
    ).gelezen
    assert [(een.rij, een.code) for een in gelezen.fouten] == [(2, "foutwaarde"), (6, "foutwaarde")]


@pytest.mark.parametrize(
    "totaal", [["Totaal", 3], ["Aantal", "3", ""], ["", "Totaal aantal", 12], ["Subtotaal Oost", 2]]
)
def test_een_telling_is_geen_organisatie(kaart: None, totaal: list[Any]) -> None:
    gelezen = zie(lijst_van(*RIJEN, totaal, kop=["Naam", "Stadsdeel", "Site"])).gelezen
    assert (gelezen.totaalrijen, gelezen.fouten, len(gelezen.goede)) == ([5], [], 3)


@pytest.mark.parametrize("getypt", ["NO", "WE", "Adam", "Zuid-West", "A'dam"])
def test_liever_geen_raad_dan_verkeerde_raad(kaart: None, getypt: str) -> None:
    (fout,) = zie(lijst_van(["Huis A", getypt, ""], kop=["Naam", "Stadsdeel", "Site"])).gelezen.fouten
    assert (fout.code, fout.suggestie) == ("onbekend-stadsdeel", "")


def test_een_antwoord_geldt_voor_alle_cellen_of_voor_een_woord(kaart: None) -> None:
    rijen = [["Huis A", "NO", "Klingon"], ["Huis B", "NO, Oost", "Elfs, Turks"], ["Huis C", "Mars", ""]]
    bestand = lijst_van(*rijen, kop=["Naam", "Stadsdeel", "Talen"])
    assert zie(bestand).gelezen.goede == []
    keuzes = {
        "antwoord-onbekend-stadsdeel:no": "is:noord",
        "antwoord-onbekend-stadsdeel": "leeg",
        "antwoord-onbekende-taal": "opmerking",
    }
    goed = zie(bestand, **keuzes).gelezen.goede
    assert [(rij.werkgebied, rij.talen, rij.opmerking) for rij in goed] == [
        (("noord",), (), "Talen: Klingon"),
        (("noord", "oost"), ("tr",), "Talen: Elfs, Turks"),
        ((), (), ""),
    ]
    verzonnen = zie(bestand, **{"antwoord-onbekend-stadsdeel:no": "is:bestaat-niet"}).gelezen
    assert verzonnen.goede == [], "an answer that is none of our lists is none"


def test_een_persoon_wordt_ook_niet_als_opmerking_bewaard(kaart: None) -> None:
    bestand = lijst_van(
        ["Huis A", "bel Samira 06-12345678", "vraag naar Ali, geb. 3-4-1988"], kop=["Naam", "Talen", "Extra"]
    )
    keuzes = {
        "blad": "Sheet",
        "koprij": "1",
        "voor": "Sheet:1",
        "kolom-2": "erbij",
        "antwoord-onbekende-taal": "opmerking",
    }
    gelezen = zie(bestand, **keuzes).gelezen
    assert {fout.code for fout in gelezen.fouten} == {"persoonsgegeven"}
    weg = zie(bestand, **keuzes, **{"antwoord-persoonsgegeven": "opmerking"}).gelezen
    assert weg.goede == [], "what is about a person is left out, or not read; never kept"
    leeg = zie(bestand, **keuzes, **{"antwoord-persoonsgegeven": "leeg"}).gelezen
    assert [(rij.naam, rij.opmerking) for rij in leeg.goede] == [("Huis A", "")]


@pytest.mark.parametrize(
    ("adres", "van_een_rol"),
    [
        ("info@huis.example", True), ("team.oost@welzijn.example", True), ("huisdelinde@iets.example", True),
        ("linde@linde.example", True), ("tineke@huis.example", False), ("m.de.vries@huis.example", False),
        ("sam@gmail.com", False),
    ],
)  # fmt: skip
def test_een_mailadres_dat_iemand_noemt_wordt_gevraagd(kaart: None, adres: str, van_een_rol: bool) -> None:
    (rij,) = zie(lijst_van(["Huis De Linde", adres], kop=["Naam", "E-mail"])).gelezen.goede
    assert (rij.email, rij.te_vragen) == ((adres, {}) if van_een_rol else ("", {"email": adres}))


def test_een_naam_heeft_geen_ander_antwoord_dan_een_naam(kaart: None) -> None:
    bestand = lijst_van(["", "Oost"], ["=A1", "Oost"], ["40", "Oost"], kop=["Naam", "Stadsdeel"])
    alles = {f"antwoord-{code}": "leeg" for code in ("formule", "naam-ontbreekt", "geen-naam", "foutwaarde")}
    assert zie(bestand, **alles).gelezen.goede == []


def met_bladen(**bladen: list[list[Any]]) -> bytes:
    werkmap = openpyxl.Workbook()
    werkmap.remove(werkmap.worksheets[0])
    for titel, rijen in bladen.items():
        vel = werkmap.create_sheet(titel)
        for rij in rijen:
            vel.append(rij)
    uit = io.BytesIO()
    werkmap.save(uit)
    return uit.getvalue()


def test_een_blad_per_stadsdeel(kaart: None) -> None:
    kop = ["Naam", "Talen"]
    bestand = met_bladen(
        Noord=[kop, ["Huis A", "Turks"], ["Huis B", ""]],
        Zuidoost=[["Lijst"], kop, ["Huis C", "Klingon"], ["Huis A", "Arabisch"]],
        Kladblok=[["bellen", "morgen"], ["nog doen", ""]],
    )
    lijst = zie(bestand, soort="organisatie")
    assert sorted(lijst.bladen) == [0, 1], "what looks the same comes along, a scratch pad does not"
    assert [(rij.naam, rij.werkgebied) for rij in lijst.gelezen.goede] == [
        ("Huis A", ("noord",)),
        ("Huis B", ("noord",)),
    ]
    assert [str(fout).split(":")[0] for fout in lijst.gelezen.fouten] == [
        "Blad Zuidoost, rij 3, kolom Talen", "Blad Zuidoost, rij 4, kolom Naam",
    ]  # fmt: skip
    samen = zie(bestand, soort="plek", **{"antwoord-onbekende-taal": "leeg"}).gelezen
    assert [(rij.naam, rij.werkgebied, rij.hoort_bij) for rij in samen.goede] == [
        ("Huis A", ("noord",), ""), ("Huis B", ("noord",), ""),
        ("Huis C", ("zuidoost",), ""), ("Huis A", ("zuidoost",), "2"),
    ]  # fmt: skip
    keuzes = {"blad": "Noord", "koprij": "1", "voor": "Noord:1", "bladen-gekozen": "ja"}
    assert sorted(zie(bestand, **keuzes).bladen) == [0], "only what is ticked"


def test_kruisjes_zeggen_wat_erboven_staat(kaart: None) -> None:
    kop = ["Naam", "Noord", "Oost", "Vrouwen", "Arabisch", "Gratis"]
    rijen = [["Huis A", "x", "", "X", "", "ja"], ["Huis B", "x", "x", "", "v", ""], ["Huis C", "", "", "", "-", ""]]
    goed = zie(lijst_van(*rijen, kop=kop)).gelezen.goede
    assert [(rij.werkgebied, rij.groepen.doelgroepen, rij.talen) for rij in goed] == [
        (("noord",), ("vrouwen",), ()), (("noord", "oost"), (), ("ar",)), ((), (), ()),
    ]  # fmt: skip


PER_PLEK = [
    ["Buurtwerk Ster", "Balie Noord", "Proefweg", "1", "", "Noord", "spreekuur", "020 000 00 31"],
    ["Buurtwerk Ster", "Balie Oost", "Testweg", "2", "1091 AB", "", "spreekuur", ""],
    ["Buurtwerk Ster", "Balie Oost", "Testweg", "2", "1091 AB", "", "naailes", ""],
    ["Huis Alleen", "", "Nergenslaan", "9", "", "", "koffie", ""],
]
PLEK_KOP = ["Organisatie", "Vestiging", "Straat", "Nr", "Postcode", "Stadsdeel", "Activiteit", "Telefoon"]


def test_een_rij_per_plek_of_activiteit_wordt_een_organisatie(chef: Client) -> None:
    invoer = stuur(chef, lijst_van(*PER_PLEK, kop=PLEK_KOP))
    adres = f"/werk/import/{invoer.pk}/lijst/"
    pagina = chef.get(adres)
    assert pagina.context["soort"] == "plek"
    assert [
        (tak.hoofd.naam, len(tak.plekken), [naam for naam, _ in tak.aanbod]) for tak, _ in pagina.context["boom"]
    ] == [
        ("Buurtwerk Ster", 2, ["spreekuur", "naailes"]),
        ("Huis Alleen", 0, ["koffie"]),
    ]
    zonder = chef.post(adres, {"doe": "schrijf"})
    assert "De lijst zegt het niet, en wij verzinnen het niet." in zonder.content.decode()
    assert not Organisatie.objects.filter(naam="Buurtwerk Ster").exists()
    chef.post(adres, {"doe": "schrijf", "formaliteit": "formeel"})
    ster = Organisatie.objects.get(naam="Buurtwerk Ster")
    assert (ster.formaliteit, ster.telefoon) == ("formeel", "020 000 00 31")
    assert sorted(ster.werkgebied.values_list("slug", flat=True)) == ["noord", "oost"]
    plekken = Locatie.objects.filter(organisatie=ster).order_by("naam")
    assert [(plek.naam, plek.stadsdeel.slug if plek.stadsdeel else "") for plek in plekken] == [
        ("Balie Noord", "noord"), ("Balie Oost", "oost"),
    ]  # fmt: skip
    spreekuur = Aanbod.objects.get(organisatie=ster, naam="Spreekuur")
    assert spreekuur.locaties.count() == 2, "the same activity on two places is one offer"
    assert Aanbod.objects.get(organisatie=ster, naam="Naailes").locaties.get().naam == "Balie Oost"
    alleen = Organisatie.objects.get(naam="Huis Alleen")
    assert "Nergenslaan 9" in alleen.opmerking, "an address of which nobody knows where it lies is not lost"
    invoer.refresh_from_db()
    draai_terug(gebruiker=Medewerker.objects.get(username="coordinator"), invoer=invoer)
    assert not Organisatie.objects.filter(naam__in=["Buurtwerk Ster", "Huis Alleen"]).exists()
    assert not Locatie.objects.filter(naam="Balie Oost").exists()


def test_een_rij_kan_weggelaten_worden(chef: Client) -> None:
    rijen = [["Huis A", "Oost"], ["Wil niet op de kaart", "Oost"]]
    invoer = stuur(chef, lijst_van(*rijen, kop=["Naam", "Stadsdeel"]))
    keuzes = {"doe": "schrijf", "formaliteit": "informeel", "weg-3": "ja"}
    tekst = chef.post(f"/werk/import/{invoer.pk}/lijst/", keuzes, follow=True).content.decode()
    assert "Overgeslagen, rij 3: die liet je weg." in tekst
    assert Organisatie.objects.filter(naam__in=["Huis A", "Wil niet op de kaart"]).get().naam == "Huis A"


def test_een_tweede_nummer_van_dezelfde_organisatie_gaat_niet_verloren(kaart: None) -> None:
    kop = ["Naam", "Stadsdeel", "Telefoon", "Activiteit"]
    rijen = [["Huis A", "Oost", "020 000 00 31", "koffie"], ["Huis A", "Oost", "020 000 00 32", "taal"]]
    samen = samen_een(zie(lijst_van(*rijen, kop=kop), soort="plek").gelezen.goede, "informeel")
    assert (samen.telefoon, samen.opmerking) == ("020 000 00 31", "Ook telefoon: 020 000 00 32")


def test_na_het_schrijven_staat_er_welke_rij_niet_meeging_en_waarom(chef: Client) -> None:
    kop = ["Naam", "Stadsdeel", "Website", "Formeel/informeel"]
    rijen = [["Huis A", "Oost", "", "informeel"], ["Boost", "", "https://boostamsterdam.nl", "informeel"]]
    invoer = stuur(chef, lijst_van(*rijen, ["Huis B", "Mars", "", "formeel"], kop=kop))
    tekst = chef.post(f"/werk/import/{invoer.pk}/lijst/", {"doe": "schrijf"}, follow=True).content.decode()
    assert "Overgeslagen, rij 3: lijkt op wat er al staat." in tekst
    assert "Niet ingelezen door een fout: rij 4." in tekst


def test_een_organisatie_waar_iemand_aan_werkte_blijft_heel(chef: Client) -> None:
    invoer = stuur(chef, lijst_van(*PER_PLEK, kop=PLEK_KOP))
    chef.post(f"/werk/import/{invoer.pk}/lijst/", {"doe": "schrijf", "formaliteit": "formeel"})
    Organisatie.objects.filter(naam="Buurtwerk Ster").update(telefoon="020 000 00 99")
    tekst = chef.post(f"/werk/import/{invoer.pk}/ongedaan/", follow=True).content.decode()
    assert "bleef staan" in tekst
    ster = Organisatie.objects.get(naam="Buurtwerk Ster")
    assert (ster.aanbod.count(), Locatie.objects.filter(organisatie=ster).count()) == (2, 2)
    assert not Organisatie.objects.filter(naam="Huis Alleen").exists()


def test_ongedaan_maakt_ook_leeg_wat_werd_aangevuld(chef: Client) -> None:
    boost = Organisatie.objects.get(kenmerk="boost")
    Organisatie.objects.filter(pk=boost.pk).update(telefoon="", contact_rol="")
    kop = ["Naam", "Telefoon", "Vraag naar", "Website"]
    invoer = stuur(chef, lijst_van(["Boost", "020 000 00 77", "de gastvrouw", "https://boostamsterdam.nl"], kop=kop))
    chef.post(f"/werk/import/{invoer.pk}/lijst/", {"doe": "schrijf", "dubbel-2": "boost"})
    boost.refresh_from_db()
    assert (boost.telefoon, boost.contact_rol) == ("020 000 00 77", "de gastvrouw")
    chef.post(f"/werk/import/{invoer.pk}/ongedaan/")
    boost.refresh_from_db()
    assert (boost.telefoon, boost.contact_rol) == ("", "")


def test_wat_iemand_sinds_die_tijd_schreef_blijft_staan(chef: Client) -> None:
    boost = Organisatie.objects.get(kenmerk="boost")
    Organisatie.objects.filter(pk=boost.pk).update(telefoon="")
    invoer = stuur(
        chef, lijst_van(["Boost", "020 000 00 77", "https://boostamsterdam.nl"], kop=["Naam", "Telefoon", "Website"])
    )
    chef.post(f"/werk/import/{invoer.pk}/lijst/", {"doe": "schrijf", "dubbel-2": "boost"})
    Organisatie.objects.filter(pk=boost.pk).update(telefoon="020 000 00 88")
    antwoord = chef.post(f"/werk/import/{invoer.pk}/ongedaan/", follow=True).content.decode()
    assert "1 bleef staan" in antwoord
    boost.refresh_from_db()
    assert boost.telefoon == "020 000 00 88"


def test_een_indeling_onthoudt_ook_de_antwoorden(chef: Client) -> None:
    bestand = lijst_van(["Huis A", "NO", "wit"], kop=["Naam", "Stadsdeel", "Kleur"])
    adres = f"/werk/import/{stuur(chef, bestand).pk}/lijst/"
    keuzes = {
        "blad": "Sheet",
        "koprij": "1",
        "voor": "Sheet:1",
        "kolom-0": "naam",
        "kolom-1": "werkgebied",
        "kolom-2": "erbij",
    }
    keuzes |= {"antwoord-onbekend-stadsdeel:no": "is:noord", "doe": "bewaar-indeling", "indeling": "Van Noord"}
    chef.post(adres, keuzes)
    assert Kolommenlijst.objects.get().antwoorden == {"onbekend-stadsdeel:no": "is:noord"}
    weer = chef.get(f"/werk/import/{stuur(chef, bestand).pk}/lijst/")
    (rij,) = weer.context["gelezen"].goede
    assert (rij.werkgebied, rij.opmerking) == (("noord",), "Kleur: wit")
    assert "Dit zei je al" in weer.content.decode()
