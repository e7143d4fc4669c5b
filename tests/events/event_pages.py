"""Events with pages on the small site."""

from datetime import UTC, datetime, timedelta

from wagtail.models import Page

from events.models import EventDate, EventPage, EventsIndexPage
from tests.factories import EventDateFactory, EventFactory

NOW = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


def index_in(code: str) -> EventsIndexPage:
    return EventsIndexPage.objects.get(locale__language_code=code)


def make_event(title: str, *, languages=("en",), **facts):
    """An event with a page in each of these languages."""
    event = EventFactory(name=title, **facts)
    key = None
    for code in languages:
        index = index_in(code)
        page = EventPage(title=f"{title} {code}", locale=index.locale, event=event)
        if key:
            page.translation_key = key
        index.add_child(instance=page)
        key = page.translation_key
    return event


def announce(event) -> None:
    """A live page tells of the event; where it stands does not matter."""
    root = Page.get_first_root_node()
    page = EventPage(title=event.name, locale=root.locale, event=event)
    root.add_child(instance=page)


def add_date(
    event, starts_at: datetime = NOW + timedelta(days=1), **facts
) -> EventDate:
    return EventDateFactory(event=event, starts_at=starts_at, **facts)
