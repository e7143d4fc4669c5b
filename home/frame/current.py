"""The navigation and footer of this request."""

from django.http import HttpRequest
from wagtail.models import Site

from home.frame.models import SiteFrame
from home.site_of_request import find_site


def frame_of(request: HttpRequest) -> SiteFrame | None:
    """What editors published, or None; it comes with the site, in one query."""
    if not hasattr(request, "site_frame"):
        request.site_frame = _published(request)
    return request.site_frame


def _published(request: HttpRequest) -> SiteFrame | None:
    find_site(request)
    frame = getattr(Site.find_for_request(request), "frame", None)
    return frame if frame is not None and frame.live else None
