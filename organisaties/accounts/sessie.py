"""How long a session lasts: in total, and without being used."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

# Seconds since 1970, in the session: when somebody signed in, and when it was last noted that they are there.
BEGONNEN, GEZIEN = "begonnen", "gezien"


@receiver(user_logged_in)
def begin(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """Note when a session begins."""
    request.session[BEGONNEN] = request.session[GEZIEN] = int(time.time())


def niet_te_lang(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End a session that lasted long enough, and note use once every few minutes.

    That note moves the end that Django itself keeps (SESSION_COOKIE_AGE); a session without a beginning is ended.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            nu = time.time()
            begonnen, gezien = request.session.get(BEGONNEN, 0), request.session.get(GEZIEN, 0)
            if nu - begonnen > settings.SESSIE_UREN * 3600 or nu - gezien > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif nu - gezien > settings.SESSIE_BIJWERKEN:
                request.session[GEZIEN] = int(nu)
        return get_response(request)

    return middleware
