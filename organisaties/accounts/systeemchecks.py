"""What `manage.py check --deploy` says of signing in."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def geen_demo(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where a real site lets roles in without a second step."""
    if not settings.DEMO:
        return []
    hint = "Set WEGWIJS_DEMO=0; everybody with a role that keeps something then sets up a second step."
    return [checks.Warning("WEGWIJS_DEMO is on: nobody is asked for a second step.", hint=hint, id="wegwijs.W001")]


@checks.register(checks.Tags.security)
def adres_in_mails(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse to run where links in mails would lead nowhere: without SITE_ADRES it is made from ALLOWED_HOSTS."""
    delen = urlsplit(settings.SITE_ADRES)
    host = re.fullmatch(r"(\[[0-9a-f:]+\]|\w[\w.-]*)(:\d+)?", delen.netloc)
    if delen.scheme in ("http", "https") and host and not delen.path:
        return []
    hint = "Set SITE_ADRES to what people type, such as https://wegwijs.example, without a slash at the end."
    return [checks.Error(f"SITE_ADRES={settings.SITE_ADRES!r} is no web address.", hint=hint, id="wegwijs.E001")]


@checks.register(checks.Tags.security, deploy=True)
def post_gaat_weg(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where mails, with the links that let in, are written to the log."""
    if settings.EMAIL_HOST:
        return []
    hint = "Set EMAIL_HOST; until then every link for a new password stands in the log."
    return [checks.Warning("EMAIL_HOST is not set: mails go to the console.", hint=hint, id="wegwijs.W002")]
