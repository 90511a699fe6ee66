"""Small middleware of the whole site."""

from collections.abc import Callable
from typing import Any, NoReturn

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control

from kaart.hulp.openbaar import antwoordt_zelf


class AlleenIngelogd(LoginRequiredMiddleware):
    """Close every page to people who are not signed in, unless its view says otherwise (see `kaart.hulp.openbaar`)."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse who is not signed in, as Django does."""
        if antwoordt_zelf(view_func, request.method):
            return None
        antwoord: HttpResponseBase | None = super().process_view(request, view_func, view_args, view_kwargs)
        return antwoord

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> NoReturn:
        """Raise what a view raises for people who may not, so that `kaart.views.mag_niet` answers both."""
        raise PermissionDenied


def nooit_gedeeld_bewaren(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let no shared cache keep a page: what it shows depends on who asks."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware
