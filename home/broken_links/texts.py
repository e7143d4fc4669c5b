"""Where on a page links can stand."""

from collections.abc import Iterator

from bs4 import BeautifulSoup
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.models.site_page import SitePage


def rich_texts(page: SitePage) -> Iterator[BeautifulSoup]:
    for field in page._meta.get_fields():
        if isinstance(field, RichTextField):
            yield BeautifulSoup(getattr(page, field.name) or "", "html.parser")
    for each in page.body.raw_data:
        if each["type"] in ("text", "note"):
            yield BeautifulSoup(each["value"] or "", "html.parser")


def pages_that_readers_see() -> PageQuerySet:
    return Page.objects.filter(live=True, alias_of=None).specific()
