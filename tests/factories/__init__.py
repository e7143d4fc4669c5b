from tests.factories.cases import put, record
from tests.factories.pages import SmallSite, make_small_site
from tests.factories.people import make_staff
from tests.factories.questions import Question, ask
from tests.factories.records import (
    CourseFactory,
    CourseRunFactory,
    EventDateFactory,
    EventFactory,
    IntakeFactory,
    PlaceFactory,
    RegistrationFactory,
)
from tests.factories.requests import PlainRequestFactory, make_request_forms
from tests.factories.rooms import (
    RoomFactory,
    RoomRequestFactory,
    RoomSite,
    RoomSlotFactory,
    make_room_site,
)
from tests.factories.volunteers import (
    VolunteerApplicationFactory,
    make_volunteer_site,
)

__all__ = [
    "CourseFactory",
    "CourseRunFactory",
    "EventDateFactory",
    "EventFactory",
    "IntakeFactory",
    "PlaceFactory",
    "PlainRequestFactory",
    "Question",
    "RegistrationFactory",
    "RoomFactory",
    "RoomRequestFactory",
    "RoomSite",
    "RoomSlotFactory",
    "SmallSite",
    "VolunteerApplicationFactory",
    "ask",
    "make_request_forms",
    "make_room_site",
    "make_small_site",
    "make_staff",
    "make_volunteer_site",
    "put",
    "record",
]
