"""The page of a place says what is on there next."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from events.models import EventPage, EventsIndexPage
from services.models import Place, PlacePage
from tests.factories import (
    CourseFactory,
    CourseRunFactory,
    EventDateFactory,
    EventFactory,
    PlaceFactory,
    make_small_site,
)

pytestmark = pytest.mark.django_db

HERE = "/en/places/branch/"


@pytest.fixture
def website():
    return make_small_site()


@pytest.fixture
def announce(website):
    """A date of an event at the place, in so many days, with pages in languages."""

    def announce_event(title, days=10, languages=("en",), **facts):
        event = EventFactory(name=title, place=facts.pop("place", website.place))
        begin = timezone.now() + timedelta(days=days)
        date = EventDateFactory(event=event, starts_at=begin, **facts)
        for code in languages:
            index = EventsIndexPage.objects.get(locale__language_code=code)
            page = EventPage(title=f"{title} {code}", event=event, locale=index.locale)
            index.add_child(instance=page)
        return date

    return announce_event


def section(client, url=HERE):
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return page.find("section", attrs={"aria-labelledby": "whats-on"})


def titles(client, url=HERE):
    return [a.text for a in section(client, url).select("dd a")]


def test_next_dates_and_runs_stand_in_their_order(client, website, announce):
    announce("Concert", days=40)
    announce("Trip", days=2)
    announce("Elsewhere", days=3, place=PlaceFactory())
    announce("Over", days=-3)
    run = CourseRunFactory(course=website.course, place=website.place)
    CourseRunFactory(course=CourseFactory(), place=website.place)
    found = [(a.text, a["href"]) for a in section(client).select("dd a")]
    assert found == [
        ("Trip en", "/en/courses/trip-en/"),
        ("Czech en", f"/en/courses/czech/{run.code}/"),
        ("Concert en", "/en/courses/concert-en/"),
    ]


def test_list_of_the_place_is_one_link_away(client, website, announce):
    for number in range(7):
        announce(f"Trip {number}", days=1 + number)
    [more] = section(client).select("p a")
    assert more["href"] == f"/en/courses/?place={website.place.pk}#dates"
    assert titles(client) == [f"Trip {number} en" for number in range(5)]
    listed = client.get(more["href"].partition("#")[0])
    assert len(listed.context["agenda"].entries) == 7


def test_list_that_is_in_no_menu_is_found(client, website, announce):
    announce("Trip")
    EventsIndexPage.objects.update(show_in_menus=False)
    [more] = section(client, "/ar/places/branch/").select("p a")
    assert more["href"] == f"/ar/courses/?place={website.place.pk}#dates"


def test_event_that_is_not_translated_leads_on_in_its_language(client, announce):
    announce("Trip", days=1, languages=("cs", "en", "ar"))
    announce("Concert", days=2)
    links = section(client, "/ar/places/branch/").select("dd a")
    assert [(a.text, a["href"], a.get("lang")) for a in links] == [
        ("Trip ar", "/ar/courses/trip-ar/", None),
        ("Concert en", "/ar/courses/concert-en/", "en"),
    ]


def test_date_that_was_cancelled_or_is_somewhere_else_says_so(
    client, website, announce
):
    announce("Trip", is_cancelled=True)
    event = announce("At home", days=4, place=PlaceFactory()).event
    EventDateFactory(event=event, place=website.place)
    rows = section(client).select("dl > div")
    assert [("Cancelled" in row.text, row.a.text) for row in rows] == [
        (True, "Trip en"),
        (False, "At home en"),
    ]


def test_place_where_nothing_is_planned_says_nothing(client, website, announce):
    announce("Draft", languages=())
    assert section(client) is None


def test_events_follow_a_place_that_moved(client, website, announce):
    announce("Trip", days=30)
    new = PlaceFactory()
    Place.objects.filter(pk=website.place.pk).update(
        valid_until=timezone.localdate() + timedelta(days=5), successor=new
    )
    index = PlacePage.objects.get(locale__language_code="en").get_parent()
    index.add_child(
        instance=PlacePage(title="New", slug="new", place=new, locale=index.locale)
    )
    assert titles(client, "/en/places/new/") == ["Trip en"]
