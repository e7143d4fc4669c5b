"""Pages of places: what visitors see of the facts, and where an old address leads."""

import gc
import json
import warnings
from datetime import date, time

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from events.models import Event
from forms_app.models import Registration
from home.models import HomePage
from services.models import (
    Closure,
    CounsellingBoardPage,
    CounsellingSlot,
    OpeningHours,
    Place,
    PlacePage,
    PlacesIndexPage,
    RoomPage,
    SpecialHours,
)
from tests.factories import (
    CourseRunFactory,
    PlaceFactory,
    RegistrationFactory,
    RoomFactory,
    RoomRequestFactory,
    make_small_site,
)

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

LAST_DAY = date(2027, 1, 31)
WEDNESDAY = date(2027, 2, 3)


@pytest.fixture
def site():
    return make_small_site()


@pytest.fixture
def on_wednesday():
    with time_machine.travel("2027-02-03T10:00:00+01:00", tick=False):
        yield


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(part):
    return " ".join(part.text.split())


# A place that moved


@pytest.fixture
def moved(site):
    """The branch of the site moves; its new place has pages in Czech and Arabic."""
    new = PlaceFactory(name="New", street="Zázvorkova 2007/06")
    Place.objects.filter(pk=site.place.pk).update(
        street="Oistrachova", valid_until=LAST_DAY, successor=new
    )
    for code in ("cs", "ar"):
        index = PlacesIndexPage.objects.get(locale__language_code=code)
        page = PlacePage(
            title=f"New {code}", slug="new", place=new, locale=index.locale
        )
        index.add_child(instance=page)
    return new


@pytest.mark.parametrize(
    ("moment", "answers"),
    [
        (
            "2027-01-31T23:59:59+01:00",
            {"cs": (200, None), "en": (200, None), "ar": (200, None)},
        ),
        (
            "2027-02-01T00:00:00+01:00",
            {
                "cs": (301, "/cs/places/new/"),
                "en": (302, "/cs/places/new/"),
                "ar": (301, "/ar/places/new/"),
            },
        ),
    ],
)
def test_old_address_leads_on_after_the_last_day_in_every_language(
    client, moved, moment, answers
):
    with time_machine.travel(moment, tick=False):
        found = {
            code: client.get(f"/{code}/places/branch/") for code in ("cs", "en", "ar")
        }
    assert {
        code: (each.status_code, each.headers.get("Location"))
        for code, each in found.items()
    } == answers


def test_redirect_can_be_taken_back_within_the_hour(client, moved):
    """Browsers keep a permanent redirect for ever unless they are told how long."""
    with time_machine.travel("2027-02-01T10:00:00+01:00", tick=False):
        response = client.get("/ar/places/branch/")
    assert (response.status_code, response["Cache-Control"]) == (301, "max-age=3600")


def test_place_that_moved_is_announced_before_and_gone_from_the_list_after(
    client, moved
):
    def streets():
        page = read(client, "/cs/places/")
        return {words(each) for each in page.find_all("address")}

    with time_machine.travel("2027-01-20T10:00:00+01:00", tick=False):
        notice = words(read(client, "/en/places/branch/").find(class_="notice"))
        assert streets() == {"Oistrachova Praha 1", "Zázvorkova 2007/06 Praha 1"}
    assert "31 January 2027" in notice
    assert "Zázvorkova 2007/06" in notice
    with time_machine.travel("2027-02-01T10:00:00+01:00", tick=False):
        assert streets() == {"Zázvorkova 2007/06 Praha 1"}


def test_list_names_each_place_before_it_says_more(client, site):
    cards = read(client, "/cs/places/").select(".card")
    assert [card.find(True).name for card in cards] == ["h2"]


def test_place_that_closed_for_good_says_so_without_an_address(client, site):
    url = "/en/places/branch/"
    assert read(client, url).address is not None
    Place.objects.update(valid_until=LAST_DAY)
    with time_machine.travel("2027-02-01T10:00:00+01:00", tick=False):
        page = read(client, url)
    assert page.address is None
    assert "We are no longer here" in words(page.find(class_="notice"))


def test_letters_and_calendars_of_later_days_have_the_new_address(site, moved):
    place = Place.objects.get(pk=site.place.pk)
    with time_machine.travel("2027-01-20T10:00:00+01:00", tick=False):
        run = CourseRunFactory(place=place, starts_on=date(2027, 3, 1))
        early = CourseRunFactory(place=place, starts_on=date(2027, 1, 25))
        cases = [RegistrationFactory(run=each) for each in (run, early)]
        found = [case.message_facts("cs") for case in cases]
        places = [each["run"].where for each in found]
    assert [each.street for each in places] == [
        "Zázvorkova 2007/06",
        "Oistrachova",
    ]
    assert [each["place_title"] for each in found] == ["New cs", "Branch cs"]
    assert Registration.objects.count() == 2


def test_room_follows_its_place(site, moved):
    place = Place.objects.get(pk=site.place.pk)
    room = RoomFactory(place=place)
    Closure.objects.create(place=moved, first_day=WEDNESDAY, last_day=WEDNESDAY)
    with time_machine.travel("2027-01-20T10:00:00+01:00", tick=False):
        case = RoomRequestFactory(room=room)
        assert case.message_facts("cs")["place_title"] == "New cs"
    assert len(room.open_times(LAST_DAY)) == 1
    assert room.open_times(WEDNESDAY) == []


def test_event_of_a_later_day_finds_the_new_place(site, moved):
    place = Place.objects.get(pk=site.place.pk)
    event = Event(name="Concert", place=place)
    assert event.place.on(LAST_DAY).street == "Oistrachova"
    assert event.place.on(WEDNESDAY).street == "Zázvorkova 2007/06"


# What a visitor sees


@pytest.fixture
def furnished(site, on_wednesday):
    """Everything is known of the branch, and there is a board that it leads to."""
    home = HomePage.objects.get(locale__language_code="en")
    home.add_child(
        instance=CounsellingBoardPage(title="Board", slug="board", locale=home.locale)
    )
    place = site.place
    Place.objects.filter(pk=place.pk).update(
        street="Sofijské náměstí 3400",
        district="Praha 12",
        building="Prior",
        floor=2,
        step_free="partly",
        phone="777 123 456",
        more_phones=[
            {
                "type": "phone",
                "value": {"number": "777 654 321", "languages": ["uk", "ru"]},
            }
        ],
    )
    for weekday in (0, 2):
        OpeningHours.objects.create(
            place=place, weekday=weekday, opens=time(9), closes=time(12)
        )
    SpecialHours.objects.create(
        place=place, day=date(2027, 2, 8), opens=time(14), closes=time(16)
    )
    Closure.objects.create(
        place=place, first_day=date(2027, 3, 29), last_day=date(2027, 3, 29)
    )
    CounsellingSlot.objects.create(
        place=place,
        topic="legal",
        weekday=2,
        begins=time(9),
        ends=time(12),
        languages=["cs", "vi"],
    )
    PlacePage.objects.update(
        directions="<p>From the metro straight on.</p>", access_note="Ring the bell."
    )
    return place


@pytest.mark.parametrize(
    ("language", "direction", "spoken"),
    [("en", "ltr", "Czech and Vietnamese"), ("ar", "rtl", "التشيكية والفيتنامية")],
)
def test_page_of_a_place_tells_the_way_in_the_hours_and_the_phones(
    client, furnished, language, direction, spoken
):
    page = read(client, f"/{language}/places/branch/")
    assert page.html["dir"] == direction
    text = words(page.main)
    told = [
        "Prior",
        "Praha 12",
        "From the metro straight on.",
        "Ring the bell.",
        spoken,
    ]
    assert [each for each in told if each in text] == told
    phones = [a for a in page.main.find_all("a") if a["href"].startswith("tel:")]
    assert {a["href"]: a.span["dir"] for a in phones} == {
        "tel:777123456": "ltr",
        "tel:777654321": "ltr",
    }
    [today] = page.find_all("tr", class_="is-today")
    assert today["aria-current"] == "date"
    maps = [a["href"] for a in page.main.find_all("a") if "openstreetmap" in a["href"]]
    assert maps == [
        "https://www.openstreetmap.org/search?query=Sofijsk%C3%A9+n%C3%A1m%C4%9Bst%C3%AD"
        "+3400%2C+Praha+1"
    ]


def test_english_words_of_the_facts(client, furnished):
    page = read(client, "/en/places/branch/")
    [board] = [a["href"] for a in page.find_all("a") if "Who is here" in a.text]
    assert board == f"/en/board/?place={furnished.pk}#board"
    facts = {words(row.dt): words(row.dd) for row in page.select(".facts > div")}
    assert facts == {
        "09:00–12:00": "Legal counselling – Czech and Vietnamese",
        "Building": "Prior",
        "Floor": "2",
        "City district": "Praha 12",
        "Way in without steps": "partly step-free Ring the bell.",
    }
    text = words(page.main)
    for told in (
        "Open now until 12:00",
        "Monday 8 February 2027: 14:00–16:00",
        "29 March 2027 (we are sorry)",
        "We speak: Ukrainian and Russian",
    ):
        assert told in text


def counselling_today(client, url="/en/places/branch/"):
    section = read(client, url).find(attrs={"aria-labelledby": "counselling-here"})
    return section.h3 and words(section.h3), [
        (words(row.dt), words(row.dd)) for row in section.select("dl > div")
    ]


def test_counselling_of_today_is_told_until_it_is_over(client, furnished):
    CounsellingSlot.objects.create(
        place=furnished,
        topic="social",
        weekday=3,
        begins=time(9),
        ends=time(12),
        languages=["cs"],
    )
    assert counselling_today(client) == (
        "Today, Wednesday 3 February 2027",
        [("09:00–12:00", "Legal counselling – Czech and Vietnamese")],
    )
    with time_machine.travel("2027-02-03T12:00:00+01:00", tick=False):
        assert counselling_today(client) == (None, [])


def test_counselling_of_today_is_off_while_the_place_is_closed(client, furnished):
    Closure.objects.create(
        place=furnished, first_day=WEDNESDAY, last_day=WEDNESDAY, reason="illness"
    )
    [(_time, told)] = counselling_today(client)[1]
    assert told.endswith("Closed: illness")


def test_place_of_which_nothing_is_known_does_not_pretend(client, site):
    text = words(read(client, "/en/places/branch/").main)
    assert "We do not know yet. Ask us before you come" in text
    assert not {"Floor", "Building", "City"} & set(text.split())


def test_machines_read_the_same_facts(client, furnished):
    page = read(client, "/en/places/branch/")
    facts = json.loads(page.find("script", type="application/ld+json").string)
    assert facts["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "Sofijské náměstí 3400",
        "addressLocality": "Praha 1",
        "addressCountry": "CZ",
    }
    assert (facts["@type"], facts["name"]) == ("LocalBusiness", "Branch en")
    assert facts["telephone"] == ["777 123 456", "777 654 321"]
    assert [each["dayOfWeek"] for each in facts["openingHoursSpecification"]] == [
        "https://schema.org/Monday",
        "https://schema.org/Wednesday",
    ]
    special = facts["specialOpeningHoursSpecification"]
    assert [(each["validFrom"], each["opens"]) for each in special] == [
        ("2027-02-08", "14:00"),
        ("2027-03-29", "00:00"),
    ]


@pytest.fixture
def image(settings, tmp_path):
    """A picture. Wagtail leaves the files that it opens to the garbage collector."""
    settings.MEDIA_ROOT = tmp_path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        image = get_image_model()(title="Map", file=get_test_image_file())
        image.save()
        yield image
        image.file.close()
        gc.collect()


def test_map_needs_its_words(site, image):
    page = PlacePage.objects.get(locale__language_code="en")
    page.map_picture = image
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert refused.value.messages == ["Say in words what the map shows."]
    page.map_text = "From the metro to the door"
    page.clean()


def test_map_is_shown_with_its_words(client, site, image):
    PlacePage.objects.update(map_picture=image, map_text="From the metro to the door")
    page = read(client, "/en/places/branch/")
    assert page.find("picture").img["alt"] == "From the metro to the door"


def test_page_of_a_place_makes_few_queries(
    client, furnished, django_assert_max_num_queries
):
    def count():
        client.get("/en/places/branch/")
        with django_assert_max_num_queries(12) as captured:
            client.get("/en/places/branch/")
        return len(captured)

    parent = PlacePage.objects.get(locale__language_code="en")

    def add_room():
        room = RoomFactory(place=furnished)
        parent.add_child(
            instance=RoomPage(title=room.name, room=room, locale=parent.locale)
        )

    add_room()
    with_one = count()
    for each in range(29):
        add_room()
        day = date(2027, 4, 1 + each)
        Closure.objects.create(place=furnished, first_day=day, last_day=day)
        SpecialHours.objects.create(
            place=furnished, day=day, opens=time(9), closes=time(10)
        )
        CounsellingSlot.objects.create(
            place=furnished,
            topic="social",
            weekday=each % 7,
            begins=time(9),
            ends=time(10),
            languages=["cs"],
        )
    assert count() == with_one
