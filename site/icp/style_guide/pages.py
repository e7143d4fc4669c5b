"""Stand-ins for pages: of the right kind, without a row in the database."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from services.models import PlacePage

# Far from the key of any page.
NOWHERE = 2_000_000_000
PHONE, EMAIL = "+420 000 000 000", "example@example.org"


def example_page(model: type[Page], title: str, introduction: str = "", **values):
    """It leads back to the style guide, whatever kind of page it is."""
    locale = Locale(language_code=get_language())
    page = model(title=title, introduction=introduction, locale=locale, **values)
    page.pk, page.path, page.url_path = NOWHERE, "", ""
    address = reverse("style_guide")
    page.get_url = page.relative_url = lambda *args, **kwargs: address
    return page


def page_of_the_place() -> PlacePage:
    return example_page(PlacePage, _("Come to one of our branches"))
