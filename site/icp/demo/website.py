"""The site record: its start page, its address and its notices."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from home.models import ContactSettings, HomePage


def make_locales() -> None:
    for code, _endonym in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)


def open_at(home: Page) -> None:
    """Let the default site start here, instead of at Wagtail's page of welcome."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    if isinstance(site.root_page.specific, HomePage):
        return
    welcome = site.root_page
    address = urlsplit(settings.SITE_URL)
    site.root_page = home
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.hostname = address.hostname
    site.port = address.port or {"http": 80, "https": 443}[address.scheme]
    site.save()
    # The site would be deleted with its root page, so the order matters.
    if welcome.specific_class is Page:
        welcome.delete()
    ContactSettings.objects.update_or_create(
        site=site, defaults={"is_demonstration": True}
    )
