"""The alerts of this moment, for the frame of every page."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from home.models import Alert
from home.site_of_request import find_site


@dataclass(frozen=True)
class ShownAlert:
    text: str
    language: str
    direction: str
    url: str
    is_urgent: bool


def alerts_of(request: HttpRequest, code: str) -> list[ShownAlert]:
    """In this reader's language or the nearest, the most urgent first.

    They came with the site, unless Wagtail had to choose among several.
    """
    find_site(request)
    rows = getattr(request, "alerts", None)
    if rows is None:
        rows = Alert.objects.shown_at(timezone.now()).values(*Alert.TOLD)
    return [
        ShownAlert(is_urgent=row["severity"] == Alert.Severity.WARNING, **shown)
        for row in sorted(rows, key=_rank)
        if (shown := row["shown"].get(code))
    ]


def _rank(row: dict) -> tuple:
    return -row["severity"], row["starts_at"], row["id"]
