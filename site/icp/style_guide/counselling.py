"""Who gives counsel when: the board of a week."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from icp.style_guide.moments import TODAY
from icp.style_guide.pages import NOWHERE, page_of_the_place
from icp.style_guide.places import closed_today, example_place, open_place
from icp.style_guide.specimen import Group, Specimen
from services.counselling import TODAY as ONLY_TODAY
from services.counselling import Board, Choice, Meeting
from services.models import Closure, CounsellingSlot


def counselling() -> Group:
    board = Board(Choice(), TODAY, _week())
    nobody = Board(Choice(language="vi", day=ONLY_TODAY), TODAY, board.week)
    known = {"board": board, "url": "", "place_pages": {NOWHERE: page_of_the_place()}}
    day = {**known, "day": TODAY, "today": TODAY, "meetings": board.days[0][1]}
    slots = [each.slot for each in board.week]
    return Group(
        _("Counselling"),
        [
            Specimen("board_today", known),
            Specimen("board_filters", known),
            Specimen("board_nobody", {**known, "board": nobody}),
            Specimen("board_day", day),
            Specimen("place_counselling", {"place": example_place(), "slots": slots}),
        ],
    )


def _week() -> list[Meeting]:
    return [
        _meeting("social", ["cs", "ar"], TODAY),
        _meeting("legal", ["cs", "uk"], TODAY, closed_today()),
        _meeting("families", ["cs", "vi"], TODAY + timedelta(days=1)),
    ]


def _meeting(
    topic: str, languages: list[str], day: date, closure: Closure | None = None
) -> Meeting:
    begins, ends = time(9), time(12)
    slot = CounsellingSlot(topic=topic, languages=languages, begins=begins, ends=ends)
    slot.board_key = None  # no page with the board to lead to
    return Meeting(slot, day, open_place(), begins, ends, closure)
