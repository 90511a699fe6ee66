"""What `manage.py check --deploy` says of signing in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def geen_demo(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Warn where a real site lets roles in without a second step."""
    if not settings.DEMO:
        return []
    hint = "Set WEGWIJS_DEMO=0; everybody with a role that keeps something then sets up a second step."
    return [checks.Warning("WEGWIJS_DEMO is on: nobody is asked for a second step.", hint=hint, id="wegwijs.W001")]
