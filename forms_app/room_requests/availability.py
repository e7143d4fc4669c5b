"""Whether a room is free: one date, a series, the nearest other times."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forms_app.room_requests.series import weekly
from forms_app.room_requests.slots import RoomSlot, blocked
from home.clocks import NoSuchTime, around, at, exists
from services.models import Room

A_DAY = timedelta(days=1)
# Other times are looked for in steps, some days before and after the wish.
STEP = timedelta(minutes=30)
DAYS_AROUND = 14
MOST_A_DAY = 2


class Verdict(StrEnum):
    FREE = "free"
    ASKED_BEFORE = "asked_before"
    TAKEN = "taken"
    CLOSED = "closed"
    TOO_SOON = "too_soon"
    NO_SUCH_TIME = "no_such_time"


VERDICT_WORDS = {
    Verdict.FREE: _("free"),
    Verdict.ASKED_BEFORE: _("Somebody asked for this time before you."),
    Verdict.TAKEN: _("The room is taken at this time."),
    Verdict.CLOSED: _("The room is closed at this time."),
    Verdict.TOO_SOON: _("This day is too soon: we need time to prepare."),
    Verdict.NO_SUCH_TIME: _(
        "This time does not exist on that day: the clocks go forward in the night."
    ),
}
# Requests that nobody has decided about yet.
UNDECIDED = {"requested", "needs_information"}


@dataclass(frozen=True)
class Wish:
    """A meeting as people ask for it: a day, clocks, perhaps weekly until a day."""

    first_day: date
    begins: time
    ends: time
    until: date | None = None

    @property
    def days(self) -> list[date]:
        return weekly(self.first_day, self.until)


@dataclass(frozen=True)
class PlannedDate:
    """One date of a wish; a time that the clocks skip is moved to one that exists."""

    starts_at: datetime
    ends_at: datetime
    verdict: Verdict

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def exists(self) -> bool:
        return self.verdict != Verdict.NO_SUCH_TIME

    @property
    def is_free(self) -> bool:
        return self.verdict == Verdict.FREE

    @property
    def words(self):
        return VERDICT_WORDS[self.verdict]


def plan(room: Room, wish: Wish) -> list[PlannedDate]:
    """Each date of a wish with its verdict, in one query for all of them."""
    days = wish.days
    slots = slots_around(room, days[0], days[-1])
    return [_planned(room, day, wish, slots) for day in days]


def judge(
    room: Room, starts_at: datetime, ends_at: datetime, slots: Iterable[RoomSlot]
) -> Verdict:
    """Whether the room's terms and these slots leave this meeting its time."""
    if timezone.localtime(starts_at).date() < room.first_day_to_ask_for:
        return Verdict.TOO_SOON
    return judge_anew(room, starts_at, ends_at, slots)


def judge_anew(
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    slots: Iterable[RoomSlot],
    ignoring: RoomSlot | None = None,
) -> Verdict:
    """As `judge`, for a date that staff move: lead time is theirs to give."""
    if not _is_open(room, timezone.localtime(starts_at), timezone.localtime(ends_at)):
        return Verdict.CLOSED
    begin, end = blocked(room, starts_at, ends_at)
    for slot in slots:
        meets = slot.blocked_from < end and slot.blocked_until > begin
        if meets and (ignoring is None or slot.pk != ignoring.pk):
            undecided = slot.case.state in UNDECIDED
            return Verdict.ASKED_BEFORE if undecided else Verdict.TAKEN
    return Verdict.FREE


def slots_around(room: Room, first_day: date, last_day: date) -> list[RoomSlot]:
    """Slots that hold the room on these days or close to them, with their cases."""
    begin, end = around(first_day - A_DAY, time()), around(last_day + 2 * A_DAY, time())
    holding = RoomSlot.objects.filter(room=room).holding().within(begin, end)
    return list(holding.select_related("case"))


def is_free_now(slot: RoomSlot) -> bool:
    """Whether a date that somebody wished for could be given to them now."""
    others = slots_around(slot.room, slot.starts_at.date(), slot.ends_at.date())
    return judge(slot.room, slot.starts_at, slot.ends_at, others) == Verdict.FREE


def nearest_free(
    room: Room, starts_at: datetime, ends_at: datetime, count: int = 3
) -> list[PlannedDate]:
    """Free times of the same length, the nearest ones, in the order of time."""
    wished, ends = timezone.localtime(starts_at), timezone.localtime(ends_at)
    first = max(wished.date() - DAYS_AROUND * A_DAY, room.first_day_to_ask_for)
    days = [first + each * A_DAY for each in range(2 * DAYS_AROUND + 1)]
    slots = slots_around(room, days[0], days[-1])
    found: list[tuple[datetime, datetime]] = []
    times = _times_of(room, days, ends - wished)
    for begin, end in sorted(times, key=lambda each: abs(each[0] - wished)):
        on_this_day = sum(each[0].date() == begin.date() for each in found)
        if on_this_day < MOST_A_DAY and judge(room, begin, end, slots) == Verdict.FREE:
            found.append((begin, end))
        if len(found) == count:
            break
    return [PlannedDate(begin, end, Verdict.FREE) for begin, end in sorted(found)]


def _times_of(
    room: Room, days: Iterable[date], length: timedelta
) -> Iterator[tuple[datetime, datetime]]:
    """Every time that the room is open for so long, in steps from its opening."""
    for day in days:
        for hours in room.open_times(day):
            begin = datetime.combine(day, hours.opens)
            while begin + length <= datetime.combine(day, hours.closes):
                with suppress(NoSuchTime):
                    yield at(day, begin.time()), at(day, (begin + length).time())
                begin += STEP


def _planned(
    room: Room, day: date, wish: Wish, slots: Iterable[RoomSlot]
) -> PlannedDate:
    starts_at, ends_at = around(day, wish.begins), around(day, wish.ends)
    if not (exists(day, wish.begins) and exists(day, wish.ends)):
        return PlannedDate(starts_at, ends_at, Verdict.NO_SUCH_TIME)
    return PlannedDate(starts_at, ends_at, judge(room, starts_at, ends_at, slots))


def _is_open(room: Room, starts_at: datetime, ends_at: datetime) -> bool:
    begins, ends = starts_at.time(), ends_at.time()
    return any(
        hours.opens <= begins and ends <= hours.closes
        for hours in room.open_times(starts_at.date())
    )
