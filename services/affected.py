"""What of places, rooms and house rules matters to people who hang on them."""

from django.utils.translation import gettext, ngettext

from home.affected.change import FactChange, RowChange
from home.affected.facts import Part, WatchedFact
from home.affected.watching import watch
from home.templatetags.display import date_range, long_date
from services.models import (
    Closure,
    HouseRules,
    OpeningHours,
    Place,
    Room,
    RoomEquipment,
    RoomHours,
    SpecialHours,
)
from services.visits import ADDRESS, OPEN_DAYS


def room_title(room: Room) -> str:
    return f"{room.name} · {room.place.name}"


def rules_title(rules: HouseRules) -> str:
    words = gettext("House rules, version %(number)d")
    return f"{words % {'number': rules.number}} · {rules.place.name}"


def place_words(change: FactChange) -> list[str]:
    words = []
    if change.differs_in(*ADDRESS):
        words.append(gettext("another address"))
    if change.differs_in("successor_id"):
        words.append(gettext("it moves"))
    elif change.differs_in(*OPEN_DAYS):
        words.append(gettext("other first or last day"))
    words += [_closure_in_words(row) for row in change.of(Closure)]
    if change.of(OpeningHours) or change.of(SpecialHours):
        words.append(gettext("other hours"))
    return words


def _closure_in_words(row: RowChange) -> str:
    if row.now is None:
        return gettext("open after all: %(days)s") % {"days": _days(row.was)}
    return gettext("closed: %(days)s") % {"days": _days(row.now)}


def _days(closure) -> str:
    return date_range(closure["first_day"], closure["last_day"])


def room_words(change: FactChange) -> list[str]:
    words = []
    if change.differs_in("place_id"):
        words.append(gettext("another place"))
    if change.differs_in("capacity"):
        people = change.fact.capacity
        said = ngettext("for %(count)d person", "for %(count)d people", people)
        words.append(said % {"count": people})
    if change.of(RoomHours):
        words.append(gettext("other hours"))
    if change.of(RoomEquipment):
        words.append(gettext("other equipment"))
    return words


def rules_words(change: FactChange) -> list[str]:
    return [gettext("valid from %(day)s") % {"day": long_date(change.fact.valid_from)}]


def register() -> None:
    watch(
        WatchedFact(
            Place,
            (*ADDRESS, *OPEN_DAYS, "successor_id"),
            title=str,
            words=place_words,
            parts=(
                Part(Closure, "place", ("first_day", "last_day")),
                Part(OpeningHours, "place", ("weekday", "opens", "closes")),
                Part(SpecialHours, "place", ("day", "opens", "closes")),
            ),
        )
    )
    watch(
        WatchedFact(
            Room,
            ("place_id", "capacity"),
            title=room_title,
            words=room_words,
            parts=(
                Part(RoomHours, "room", ("weekday", "opens", "closes")),
                Part(RoomEquipment, "room", ("item",)),
            ),
            with_title=lambda: Room.objects.select_related("place"),
        )
    )
    watch(
        WatchedFact(
            HouseRules,
            ("place_id", "number", "valid_from"),
            title=rules_title,
            words=rules_words,
            with_title=lambda: HouseRules.objects.select_related("place"),
        )
    )
