"""Pages with one fault each, to prove that the watch over the pages sees it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from kaart.hulp.openbaar import openbaar


def _pagina(inhoud: str, kop: str = "") -> HttpResponse:
    return HttpResponse(
        f'<!doctype html><html lang="nl"><head><title>Proef</title><link rel="icon" href="/icoon/">{kop}</head>'
        f"<body><main><h1>Proef</h1>{inhoud}</main></body></html>"
    )


@openbaar
def goed(request: HttpRequest) -> HttpResponse:
    """Nothing wrong here."""
    return _pagina("<p>Alles goed.</p>")


@openbaar
def elders(request: HttpRequest) -> HttpResponse:
    """Ask another host for a style sheet."""
    return _pagina("", '<link rel="stylesheet" href="http://elders.example/stijl.css">')


@openbaar
def inline(request: HttpRequest) -> HttpResponse:
    """Carry an inline style, which the policy forbids."""
    return _pagina('<p style="color: red">Rood</p>')


@openbaar
def fout(request: HttpRequest) -> HttpResponse:
    """Fail in a script."""
    return _pagina('<script src="/script/"></script>')


@openbaar
def script(request: HttpRequest) -> HttpResponse:
    """Throw."""
    return HttpResponse("throw new Error('kapot');", content_type="text/javascript")


@openbaar
def ontoegankelijk(request: HttpRequest) -> HttpResponse:
    """Leave a field without a name."""
    return _pagina("<form><input type='text'></form>")


@openbaar
def icoon(request: HttpRequest) -> HttpResponse:
    """Give an empty picture."""
    return HttpResponse('<svg xmlns="http://www.w3.org/2000/svg"/>', content_type="image/svg+xml")


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Stand in for the site's own page, which links to addresses that are not here."""
    return HttpResponse("weg", status=404)


handler404 = niet_gevonden

urlpatterns = [
    path("goed/", goed),
    path("elders/", elders),
    path("inline/", inline),
    path("fout/", fout),
    path("script/", script),
    path("ontoegankelijk/", ontoegankelijk),
    path("icoon/", icoon),
]
