"""Who has asked for a room that changes, closes, moves or gets other house rules."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from typing import Any

from django.utils import translation

from forms_app.engine.actors import staff
from forms_app.engine.outbox.wording import MoreFacts
from forms_app.engine.submission import Submission
from forms_app.engine.telling import Affected, CaseFinder
from forms_app.engine.transitions import perform
from forms_app.room_requests.models import SEES_EVERY_PLACE, RoomRequest
from forms_app.room_requests.news import (
    RoomNews,
    news_at_place,
    news_of_room,
    news_of_rules,
)
from forms_app.room_requests.slots import RoomSlot
from home.affected.change import FactChange
from home.affected.finders import register
from home.affected.models import PeopleToTell
from services.models import HouseRules, HouseRulesPage, Place, Room, RoomEquipment
from services.titles import title_of_place
from services.visits import ChangedPlace

CONFIRMED = "confirmed"
CALL_OFF, CALL_OFF_DATES = "call_off", "call_off_dates"
NewsFor = Callable[[Any, list[RoomSlot]], RoomNews]


class RoomFinder(CaseFinder):
    model = RoomRequest
    message = "room_changed"
    inbox = "room-requests"
    sees_every_place = SEES_EVERY_PLACE

    def affected(self, change: FactChange, only: int | None = None) -> list[Affected]:
        groups: dict[tuple[str, str], list[int]] = {}
        for case, news in self.news_by_case(change, only):
            groups.setdefault(_what_happens(case, news), []).append(case.pk)
        return [
            Affected(RoomRequest.objects.filter(pk__in=keys), step, message)
            for (step, message), keys in sorted(groups.items())
        ]

    def news_by_case(
        self, change: FactChange, only: int | None = None
    ) -> list[tuple[Any, RoomNews]]:
        """Cases with dates to come on which the change tells."""
        slots = self.slots(change)
        if slots is None:
            return []
        holding = slots.holding().to_come().order_by("case", "starts_at")
        if only is not None:
            holding = holding.filter(case=only)
        news_for = self.news_for(change)
        found = [
            (case, news_for(case, list(its_slots)))
            for case, its_slots in groupby(
                holding.select_related("case", "room__place"), lambda slot: slot.case
            )
        ]
        return [(case, news) for case, news in found if news.says_something]

    def slots(self, change: FactChange) -> Any:
        """The dates on which the change may tell; None if it can't on any."""
        raise NotImplementedError

    def news_for(self, change: FactChange) -> NewsFor:
        raise NotImplementedError

    def take_step(
        self, case: Submission, step: str, change: FactChange, task: PeopleToTell
    ) -> None:
        ((_case, news),) = self.news_by_case(change, case.pk)
        details = {"slots": news.closed} if step == CALL_OFF_DATES else None
        perform(case, step, staff(task.decided_by), task.reason, details=details)

    def news(self, case: RoomRequest, change: FactChange, code: str) -> dict[str, Any]:
        ((_case, news),) = self.news_by_case(change, case.pk)
        return {"news": news} | _in_words(news, code)

    def example(
        self, change: FactChange, affected: Affected
    ) -> tuple[RoomRequest, MoreFacts]:
        """Nobody's, with the dates of the first who would read it: rooms show them to
        everybody as taken.
        """
        case, news = next(
            (case, news)
            for case, news in self.news_by_case(change)
            if _what_happens(case, news) == (affected.step, affected.message)
        )
        room = news.dates[0].room
        if isinstance(change.fact, Place) and room.place_id == change.fact.pk:
            room.place = change.fact
        state = "cancelled" if affected.step == CALL_OFF else case.state
        example = RoomRequest(room=room, first_day=case.first_day, state=state)
        dates = news.keeps if affected.step == CALL_OFF_DATES else news.dates
        shown = {"news": news, "dates": dates, "dropped": news.closed}
        return example, lambda code: shown | _in_words(news, code)


def _what_happens(case: Any, news: RoomNews) -> tuple[str, str]:
    """Step and message. A date on which the room is closed is called off where it was
    confirmed; as long as nobody has confirmed it, they are told and the coordinator
    decides.
    """
    if news.closed and case.state == CONFIRMED:
        return (CALL_OFF_DATES if news.keeps else CALL_OFF), ""
    return "", "room_moved" if news.old_place else "room_changed"


def _in_words(news: RoomNews, code: str) -> dict[str, Any]:
    old, new = news.old_place, news.new_place
    return {
        "old_place_title": title_of_place(old, code) if old else "",
        "new_place_title": title_of_place(new, code) if new else "",
        "missing_words": _items(news.missing, code),
        "new_rules_url": _url_of(news.rules, code),
    }


class RequestsForRoom(RoomFinder):
    fact = Room

    def slots(self, change: FactChange) -> Any:
        return None if change.is_new else RoomSlot.objects.filter(room=change.fact.pk)

    def news_for(self, change: FactChange) -> NewsFor:
        return lambda case, slots: news_of_room(case, slots, change)


class RequestsAtPlace(RoomFinder):
    fact = Place

    def slots(self, change: FactChange) -> Any:
        if change.is_new:
            return None
        rooms = Room.objects.filter(
            place__in=ChangedPlace.of(change).people_were_sent_to
        )
        return RoomSlot.objects.filter(room__in=rooms)

    def news_for(self, change: FactChange) -> NewsFor:
        place = ChangedPlace.of(change)
        return lambda case, slots: news_at_place(
            case, slots, place.others[slots[0].room.place_id], place
        )


class RequestsUnderRules(RoomFinder):
    """A new version, or one that counts from another day."""

    fact = HouseRules

    def slots(self, change: FactChange) -> Any:
        rules: Any = change.fact
        if not (change.is_new or change.differs_in("valid_from", "place_id")):
            return None
        return RoomSlot.objects.filter(room__place=rules.place_id)

    def news_for(self, change: FactChange) -> NewsFor:
        rules: Any = change.fact
        return lambda case, slots: news_of_rules(case, slots, rules)


def _items(missing: list[str], code: str) -> list[str]:
    with translation.override(code):
        words = dict(RoomEquipment.Item.choices)
        return [str(words[item]) for item in missing]


def _url_of(rules: HouseRules | None, code: str) -> str:
    """As soon as somebody has written the page of this version."""
    if rules is None or rules.pk is None:
        return ""
    pages = HouseRulesPage.objects.live().filter(rules=rules)
    page = pages.filter(locale__language_code=code).first()
    return page.full_url if page else ""


def register_finders() -> None:
    register(RequestsForRoom())
    register(RequestsAtPlace())
    register(RequestsUnderRules())
