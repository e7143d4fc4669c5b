"""Places, courses, runs, events and intakes. What exists already is left as it is."""

import tomllib
from datetime import date, time, timedelta
from pathlib import Path

from django.db.models import Model

from events.models import Course, CourseRun, Lesson
from forms_app.models import Intake
from home.clocks import around
from icp.demo.days import christmas_holidays, meetings
from icp.demo.event_facts import make_event
from services.models import (
    Closure,
    CounsellingSlot,
    EligibilityRule,
    EligibilityRules,
    HouseRules,
    OpeningHours,
    Place,
    Room,
    RoomEquipment,
    RoomHours,
)

FACTS = tomllib.loads((Path(__file__).parent / "facts.toml").read_text("utf-8"))


def make_facts(today: date) -> int:
    """Make every record of `facts.toml` that is missing; says how many it made."""
    makers = {
        "places": make_place,
        "courses": make_course,
        "runs": make_run,
        "intakes": make_intake,
        "events": make_event,
        "rooms": make_room,
        "house_rules": make_house_rules,
        "counselling": make_counselling,
        "eligibility": make_eligibility,
    }
    return sum(
        maker(row, today) for kind, maker in makers.items() for row in FACTS[kind]
    )


def make_place(row: dict, today: date) -> bool:
    if Place.objects.filter(name=row["name"]).exists():
        return False
    hours = [
        OpeningHours(weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in row["hours"]
    ]
    facts = row | {"opening_hours": hours, "closures": _closures(row, today)}
    del facts["hours"]
    if "successor" in row:
        facts["successor"] = Place.objects.get(name=row["successor"])
    return _save(Place(**facts))


def _closures(row: dict, today: date) -> list[Closure]:
    """Christmas, where somebody would come in vain."""
    if not row["hours"]:
        return []
    first_day, last_day = christmas_holidays(today)
    reason = Closure.Reason.PUBLIC_HOLIDAY
    return [Closure(first_day=first_day, last_day=last_day, reason=reason)]


def make_course(row: dict, today: date) -> bool:
    if Course.objects.filter(name=row["name"]).exists():
        return False
    return _save(Course(**row))


def make_run(row: dict, today: date) -> bool:
    if CourseRun.objects.filter(code=row["code"]).exists():
        return False
    intervals = meetings(row["meetings"], today)
    starts_on, ends_on = intervals[0][0].date(), intervals[-1][0].date()
    facts = {key: value for key, value in row.items() if key != "meetings"} | {
        "course": Course.objects.get(name=row["course"]),
        "place": Place.objects.get(name=row["place"]),
        "starts_on": starts_on,
        "ends_on": ends_on,
        "registration_opens_at": around(today - timedelta(days=7), time(9)),
        "registration_closes_at": around(starts_on - timedelta(days=3), time(20)),
        "lessons": [Lesson(starts_at=begin, ends_at=end) for begin, end in intervals],
    }
    return _save(CourseRun(**facts))


def make_intake(row: dict, today: date) -> bool:
    if Intake.objects.filter(name=row["name"]).exists():
        return False
    return _save(Intake(**row))


def make_room(row: dict, today: date) -> bool:
    if Room.objects.filter(code=row["code"]).exists():
        return False
    facts = row | {
        "place": Place.objects.get(name=row["place"]),
        "equipment": [RoomEquipment(item=item) for item in row["equipment"]],
        "hours": [
            RoomHours(weekday=weekday, opens=opens, closes=closes)
            for weekday, opens, closes in row["hours"]
        ],
    }
    return _save(Room(**facts))


def make_house_rules(row: dict, today: date) -> bool:
    place = Place.objects.get(name=row["place"])
    if HouseRules.objects.filter(place=place, number=row["number"]).exists():
        return False
    return _save(HouseRules(**row | {"place": place}))


def make_counselling(row: dict, today: date) -> bool:
    facts = row | {"place": Place.objects.get(name=row["place"])}
    what = ("topic", "place", "weekday", "begins")
    if CounsellingSlot.objects.filter(**{key: facts[key] for key in what}).exists():
        return False
    return _save(CounsellingSlot(**facts))


def make_eligibility(row: dict, today: date) -> bool:
    if EligibilityRules.objects.filter(valid_from=row["valid_from"]).exists():
        return False
    rules = [
        EligibilityRule(sort_order=order, answer=answer, outcome=outcome)
        for order, (answer, outcome) in enumerate(row["rules"])
    ]
    return _save(EligibilityRules(**row | {"rules": rules}))


def _save(record: Model) -> bool:
    """Save a new record, with the reason that its history will show."""
    record._change_reason = "Demonstration"
    record.full_clean()
    record.save()
    return True
