"""A place. Its address is none."""

from datetime import time, timedelta
from types import SimpleNamespace

from django.utils.translation import gettext as _

from icp.style_guide.moments import NOW, TODAY
from icp.style_guide.pages import EMAIL, NOWHERE, PHONE, page_of_the_place
from icp.style_guide.pictures import ExamplePicture
from icp.style_guide.specimen import Group, Specimen
from services.models import (
    Closure,
    OpeningHours,
    Place,
    PlacePage,
    SpecialHours,
)
from services.templatetags.open_today import OpenToday


def closed_today() -> Closure:
    return Closure(first_day=TODAY, last_day=TODAY, reason=Closure.Reason.REPAIRS)


def example_place(**values) -> Place:
    hours = [
        OpeningHours(weekday=weekday, opens=opens, closes=closes)
        for weekday in range(4)
        for opens, closes in ((time(9), time(12)), (time(13), time(17)))
    ]
    place = Place(
        pk=NOWHERE,
        name="Example",
        street="Ukázková 1",
        postal_code="000 00",
        city="Praha 0 – Ukázka",
        opening_hours=hours,
        **values,
    )
    place.current_closures = [
        Closure(first_day=TODAY, last_day=TODAY, reason="repairs")
    ]
    day = TODAY + timedelta(days=1)
    place.current_special_hours = [
        SpecialHours(day=day, opens=time(10), closes=time(14))
    ]
    return place


def open_place() -> Place:
    place = example_place()
    place.current_closures = []
    return place


def places() -> Group:
    page = page_of_the_place()
    place = example_place(phone=PHONE, email=EMAIL, more_phones=_more_phones())
    known = {"place": place, "now": NOW, "place_page": page}
    today = OpenToday(NOW, [_page_of(open_place()), _page_of(place)])
    return Group(
        _("Places"),
        [
            Specimen("address", known),
            Specimen("place_contacts", known),
            Specimen("place_link", known),
            Specimen("place_name", {"place": place, "place_pages": {NOWHERE: page}}),
            Specimen("open_now", {**known, "place": open_place()}, known, _opens()),
            Specimen("open_today", {"today": today}),
            Specimen("place_hours", known),
            Specimen("place_moving", *_moving()),
            _directions(),
        ],
    )


def _page_of(place: Place) -> PlacePage:
    page = page_of_the_place()
    page.place = place
    return page


def _more_phones() -> list[dict]:
    number = {"number": PHONE, "languages": ["cs", "ar"]}
    return [{"type": "phone", "value": number}]


def _opens() -> dict:
    later = example_place(opened_on=TODAY + timedelta(days=30))
    return {"place": later, "now": NOW}


def _moving():
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    leaving = {"valid_until": tomorrow}
    for values in (
        {**leaving, "successor": example_place()},
        leaving,
        {"valid_until": yesterday},
    ):
        yield {"place": example_place(**values), "now": NOW}


def _directions() -> Specimen:
    place = example_place(building="Ukázka", district="Praha 0", floor=2)
    # What a page of a place says; a picture without a row fits no page.
    page = SimpleNamespace(
        directions=f"<p>{_('From the nearest stop to the door, step by step.')}</p>",
        access_note=_("For example: ring at the side entrance, there is a lift."),
        map_picture=ExamplePicture(),
        map_text=_("the map in words"),
    )
    look = {"place": place, "page": page}
    return Specimen("place_directions", look, parts=("place_access",))
