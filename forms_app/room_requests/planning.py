"""Who would hear of free times, if several room requests took a step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING, cast

from django.db.models import prefetch_related_objects
from django.utils import timezone

from forms_app.engine.foresight import Foresight, Notice
from forms_app.engine.states import Step
from forms_app.room_requests import consequences
from forms_app.room_requests.availability import Verdict, judge
from forms_app.room_requests.guards import dates_to_come
from forms_app.room_requests.slots import RoomSlot
from services.models import Room

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest

# What gives time back, so that others have to be told.
FREEING = {
    consequences.give_the_room_back,
    consequences.take_the_other_time,
    consequences.forget_the_other_time,
}


class DatesAhead(Foresight):
    """The dates that hold each room after each step, and those that people missed."""

    def __init__(self, cases: "Sequence[RoomRequest]", step: Step):
        super().__init__(cases, step)
        prefetch_related_objects(cases, "slots__replaces")
        rooms = Room.objects.with_facts()
        self.rooms = rooms.in_bulk({case.room_id for case in cases})
        self.states: dict[int, str] = {}
        self.holding: dict[int, list[RoomSlot]] = defaultdict(list)
        self.missed: dict[int, list[RoomSlot]] = defaultdict(list)
        if step.then in FREEING:
            self._read_dates()

    def lend(self, case: "RoomRequest") -> None:
        case.room = self.rooms[case.room_id]

    def follow(self, case: "RoomRequest", source: str, step: Step) -> list[Notice]:
        self.states[case.pk] = step.target
        freed = self._give_back(case, step) if step.then in FREEING else []
        return [
            Notice(rival, "time_free", {"free_again": free})
            for rival, free in self._rivals(case, freed)
        ]

    def _read_dates(self) -> None:
        dates = RoomSlot.objects.filter(room__in=self.rooms).select_related("case")
        dates = dates.filter(blocked_until__gt=timezone.now())
        for slot in dates.holding():
            self.holding[slot.room_id].append(slot)
        for slot in dates.filter(state=RoomSlot.State.MISSED):
            self.missed[slot.room_id].append(slot)

    def _give_back(self, case: "RoomRequest", step: Step) -> list[RoomSlot]:
        """The dates that the step frees; the room is held without them from now on."""
        if step.then is consequences.give_the_room_back:
            freed, gone = dates_to_come(case), dates_to_come(case)
        else:
            freed, gone = self._leave_a_move(case, step)
        keys = {slot.pk for slot in gone}
        held = self.holding[case.room_id]
        held[:] = [slot for slot in held if slot.pk not in keys]
        return freed

    def _leave_a_move(
        self, case: "RoomRequest", step: Step
    ) -> tuple[list[RoomSlot], list[RoomSlot]]:
        """What is freed, and which rows hold the room no more."""
        proposed = next(
            slot for slot in case.slots.all() if slot.state == RoomSlot.State.PROPOSED
        )
        if step.then is consequences.forget_the_other_time:
            return [proposed], [proposed]
        # The new time is held from now on, by a row that is not the proposed one.
        moved, old = copy(proposed), cast(RoomSlot, proposed.replaces)
        moved.pk, moved.case = None, case
        self.holding[case.room_id].append(moved)
        return [old], [proposed, old]

    def _rivals(
        self, case: "RoomRequest", freed: list[RoomSlot]
    ) -> "Iterator[tuple[RoomRequest, list[RoomSlot]]]":
        """Whose wish the freed time meets, with what they could have now."""
        wished = defaultdict(list)
        for slot in self.missed[case.room_id]:
            if slot.case_id != case.pk:
                wished[slot.case].append(slot)
        for rival, slots in wished.items():
            if self._is_open(rival) and any(map(_meets_any(freed), slots)):
                free = [slot for slot in slots if self._is_free(slot)]
                if free:
                    yield rival, free

    def _is_open(self, case: "RoomRequest") -> bool:
        state = self.states.get(case.pk, case.state)
        return case.workflow.states[state].is_open

    def _is_free(self, slot: RoomSlot) -> bool:
        if slot.starts_at <= timezone.now():
            return False
        room = self.rooms[slot.room_id]
        others = self.holding[slot.room_id]
        return judge(room, slot.starts_at, slot.ends_at, others) == Verdict.FREE


def _meets_any(freed: Iterable[RoomSlot]):
    """Whether a date that somebody wished for needs some of the freed time."""
    times = [(slot.blocked_from, slot.blocked_until) for slot in freed]
    return lambda wish: any(
        wish.blocked_from < until and wish.blocked_until > begin
        for begin, until in times
    )
