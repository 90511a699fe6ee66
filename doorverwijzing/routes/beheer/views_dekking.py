"""The page that says for which need which area has no route yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from doorverwijzing import rechten
from doorverwijzing.routes.beheer.dekking import dekking as dekking_van
from organisaties.rechten import eis


@require_GET
def dekking(request: HttpRequest) -> HttpResponse:
    """Show a table of needs and areas with the route of each, and a way to make one where there is none."""
    eis(rechten.mag_routes(request.user))
    alle = rechten.mag_route_voor_hele_stad(request.user) or "alle" in request.GET
    rijen = dekking_van(request.user, alle=alle)
    return render(
        request,
        "doorverwijzing/routes/beheer/dekking.html",
        {
            "rijen": rijen,
            "alle": alle,
            "stadsdelen": [vak.stadsdeel for vak in rijen[0].vakken] if rijen else [],
            "zonder": sum(rij.zonder for rij in rijen),
            "van_de_stad": sum(vak.van_de_stad for rij in rijen for vak in rij.vakken),
        },
    )
