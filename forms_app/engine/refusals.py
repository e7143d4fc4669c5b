"""Addresses of Wagtail that must not lead to what people sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def submissions_live_elsewhere(request: HttpRequest) -> HttpResponse:
    """Wagtail's own list of form submissions, closed for everyone.

    There, whoever may edit a page may read, export and delete what people sent,
    without a trace. Cases are handled in the inboxes.
    """
    return render(request, "404.html", status=404)
