"""The words that a page is found by, as its models tell them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from wagtail.fields import StreamField
from wagtail.models import Page


class Weight(IntEnum):
    TITLE = 12
    SUMMARY = 4
    FACT = 3
    BODY = 1


@dataclass(frozen=True)
class Part:
    """Something below a page that people look for by itself: a run of a course.

    `address` follows the address of the page.
    """

    kind: str
    address: str
    title: str
    facts: Iterable[str] = field(default_factory=tuple)
    last_day: date | None = None


def texts_of(page: Page) -> Iterator[tuple[Weight, str]]:
    yield Weight.TITLE, page.title
    yield Weight.SUMMARY, page.introduction
    yield Weight.SUMMARY, page.search_description
    for text in page.facts_to_search():
        yield Weight.FACT, text
    for text in texts_of_streams(page):
        yield Weight.BODY, text


def texts_of_streams(page: Page) -> Iterator[str]:
    for each in page._meta.get_fields():
        if isinstance(each, StreamField):
            yield from each.get_searchable_content(getattr(page, each.name))
