"""What the frame of every page asks of the site, in one query."""

from django.db.models import Q
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils import timezone
from wagtail.models import Site

from home.models import Alert, ContactSettings
from home.rows_in_one_value import rows_in_one_value


def find_site(request: HttpRequest) -> None:
    """Leave it and its settings where Wagtail keeps them; it would ask one by one.

    The alerts of this moment come with them. Where several sites fit, Wagtail
    chooses, as ever.
    """
    if hasattr(request, "_wagtail_site"):
        return
    host, _port = split_domain_port(request.get_host())
    fitting = Site.objects.filter(Q(hostname=host) | Q(is_default_site=True))
    with_settings = fitting.select_related("root_page", "contactsettings", "frame")
    shown = Alert.objects.shown_at(timezone.now())
    alerts = rows_in_one_value(shown, *Alert.TOLD)
    sites = list(with_settings.annotate(alerts=alerts)[:2])
    if len(sites) != 1:
        return
    [site] = sites
    request._wagtail_site = site
    request.alerts = site.alerts or []
    settings = getattr(site, "contactsettings", None)
    if settings is not None:
        settings._request = request
        setattr(request, ContactSettings.get_cache_attr_name(), settings)
