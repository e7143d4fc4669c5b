"""The alerts of this moment, for the frame of every page."""

from dataclasses import dataclass

from django.utils import timezone

from home.models import Alert


@dataclass(frozen=True)
class ShownAlert:
    text: str
    language: str
    direction: str
    url: str
    is_urgent: bool


def alerts_now(code: str) -> list[ShownAlert]:
    """In this reader's language or the nearest; one query, mostly for nothing."""
    return [
        ShownAlert(is_urgent=alert.severity == Alert.Severity.WARNING, **shown)
        for alert in Alert.objects.shown_at(timezone.now())
        if (shown := alert.shown.get(code))
    ]
