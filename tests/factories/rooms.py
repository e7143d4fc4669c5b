"""Rooms, requests for them, and the pages that show them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page

from forms_app.models import Intake, RoomRequest, RoomRequestFormPage, RoomSlot
from home.clocks import around
from home.models import HomePage
from services.models import (
    HouseRules,
    HouseRulesPage,
    PlacePage,
    Room,
    RoomHours,
    RoomPage,
)
from tests.factories.cases import CaseFactory
from tests.factories.pages import LANGUAGES, make_small_site
from tests.factories.records import IntakeFactory, PlaceFactory


class RoomFactory(DjangoModelFactory):
    """For 20 people, a quarter of an hour kept free, open every day from 8 to 22."""

    class Meta:
        model = Room
        skip_postgeneration_save = True

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Room {n}")
    code = factory.Sequence(lambda n: f"room-{n}")
    capacity = 20
    buffer_before = 15
    buffer_after = 15
    lead_days = 3

    @factory.post_generation
    def open_times(self, create, extracted, **kwargs):
        opens, closes = extracted or (time(8), time(22))
        for weekday in range(7):
            RoomHours.objects.create(
                room=self, weekday=weekday, opens=opens, closes=closes
            )


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


class RoomRequestFactory(CaseFactory):
    """A stored case in any state with one date that it holds, in a fortnight."""

    class Meta:
        model = RoomRequest
        skip_postgeneration_save = True

    room = factory.SubFactory(RoomFactory)
    intake = factory.SubFactory(IntakeFactory, name="Room requests")
    state = "requested"
    state_since = factory.LazyFunction(timezone.now)
    language = "en"
    full_name = factory.Sequence(lambda n: f"Example Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    purpose = "Dance lesson"
    head_count = 10
    first_day = factory.LazyFunction(lambda: in_days(14))
    begins = time(10)
    ends = time(12)

    @factory.post_generation
    def slots(self, create, extracted, **kwargs):
        if create and extracted is not False:
            RoomSlotFactory(
                case=self,
                starts_at=around(self.first_day, self.begins),
                ends_at=around(self.first_day, self.ends),
            )


class RoomSlotFactory(DjangoModelFactory):
    class Meta:
        model = RoomSlot

    case = factory.SubFactory(RoomRequestFactory, slots=False)
    room = factory.LazyAttribute(lambda slot: slot.case.room)
    starts_at = factory.LazyFunction(lambda: around(in_days(14), time(10)))
    ends_at = factory.LazyAttribute(lambda slot: slot.starts_at + timedelta(hours=2))
    blocked_from = factory.LazyAttribute(
        lambda slot: slot.starts_at - timedelta(minutes=slot.room.buffer_before)
    )
    blocked_until = factory.LazyAttribute(
        lambda slot: slot.ends_at + timedelta(minutes=slot.room.buffer_after)
    )
    state = RoomSlot.State.HELD


@dataclass
class RoomSite:
    room: Room
    rules: HouseRules
    intake: Intake
    pages: dict[str, RoomPage] = field(default_factory=dict)
    forms: dict[str, RoomRequestFormPage] = field(default_factory=dict)

    def form_address(self, language: str = "en") -> str:
        return f"/{language}/room-request/{self.room.code}/"

    def page_address(self, language: str = "en") -> str:
        return f"/{language}/places/branch/room/"


def make_room_site(**facts) -> RoomSite:
    """The small site with one room, its house rules and the form for it."""
    small = make_small_site()
    room = RoomFactory(place=small.place, **facts)
    rules = HouseRules.objects.create(
        place=small.place, number=1, valid_from=date(2020, 1, 1)
    )
    site = RoomSite(room, rules, IntakeFactory(name="Room requests"))
    keys: dict[str, str] = {}
    for code in LANGUAGES:
        _add_pages(site, Locale.objects.get(language_code=code), keys)
    return site


def _add_pages(site: RoomSite, locale: Locale, keys: dict) -> None:
    code = locale.language_code
    branch = PlacePage.objects.get(locale=locale)
    home = HomePage.objects.get(locale=locale)

    def add(parent: Page, name: str, page: Page) -> Page:
        page.locale = locale
        if name in keys:
            page.translation_key = keys[name]
        parent.add_child(instance=page)
        keys[name] = page.translation_key
        return page

    site.pages[code] = add(
        branch, "room", RoomPage(title=f"Hall {code}", slug="room", room=site.room)
    )
    add(
        branch,
        "rules",
        HouseRulesPage(title=f"Rules {code}", slug="rules", rules=site.rules),
    )
    site.forms[code] = add(
        home,
        "room-form",
        RoomRequestFormPage(
            title=f"Room request {code}",
            slug="room-request",
            intake=site.intake,
            consent_text=f"Consent {code}",
        ),
    )


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return around(day, time(hour, minute))
