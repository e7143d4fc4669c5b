"""A room that is lent, and its calendar."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from forms_app.room_requests.free_times import RoomDay, Stretch
from icp.style_guide.moments import TODAY, at
from icp.style_guide.pages import example_page
from icp.style_guide.places import example_place
from icp.style_guide.specimen import Group, Specimen
from services.models import Room, RoomEquipment, RoomPage
from services.periods import Period


def rooms() -> Group:
    room = Room(
        place=example_place(),
        name="Example",
        code="example",
        capacity=20,
        equipment=[RoomEquipment(item=each) for each in ("projector", "toys")],
    )
    page = example_page(
        RoomPage,
        _("Your room"),
        _("We lend rooms for your own activities, free of charge."),
    )
    url = reverse("style_guide")
    week, month = Period.week_of(TODAY), Period.month_of(TODAY)
    days = {day: _day(day) for each in month.weeks for day in each.days}
    known = {"room": room, "request_url": url, "days": days, "today": TODAY}
    return Group(
        _("Rooms that we lend"),
        [
            Specimen("rooms", {"room_pages": [page]}),
            Specimen("room_facts", known),
            Specimen("room_action", known, {"room": room}),
            Specimen("room_calendar_links", {"period": week}),
            Specimen("room_week", {**known, "period": week}),
            Specimen("room_month", {**known, "period": month}),
        ],
    )


def _day(day: date) -> RoomDay:
    """Each look once a week: free, partly free, taken, closed."""
    morning = Stretch(at(day, 9), at(day, 12), day.weekday() % 2 == 0)
    evening = Stretch(at(day, 13), at(day, 20), day.weekday() in {2, 3, 4})
    stretches = [] if day.weekday() > 4 else [morning, evening]
    return RoomDay(day, stretches, day < TODAY + timedelta(days=2))
