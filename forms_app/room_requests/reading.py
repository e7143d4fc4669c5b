"""A room request in words: for messages, for the applicant's page, for staff."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forms_app.engine.fields import AnswerRow, questions_of, read_answers
from forms_app.room_requests.availability import PlannedDate, is_free_now, nearest_free
from forms_app.room_requests.slots import RoomSlot
from home.models import ContactSettings
from home.templatetags.display import day_and_time, in_a_row, long_date, meeting
from services.models import HouseRules, HouseRulesPage, Place, PlacePage, RoomEquipment

if TYPE_CHECKING:
    from forms_app.room_requests.models import RoomRequest


def message_facts(case: "RoomRequest", language: str) -> dict:
    """What templates may name; the callables ask the database only when named."""
    place = _place(case)
    place_page = _place_page(place, language)
    contact = ContactSettings.objects.first()
    return {
        "room": case.room,
        "place": place,
        "place_title": place_page.title if place_page else place.name,
        # Whoever lends the room is nearer than the organisation.
        "contact_email": place.email or (contact.email if contact else ""),
        "contact_phone": place.phone or (contact.phone if contact else ""),
        "reason": getattr(case, "_change_reason", None) or "",
        "question": lambda: question_of(case),
        "dates": lambda: dates_of(case),
        "missed": case.missed_slots,
        "free_again": lambda: list(filter(is_free_now, case.missed_slots())),
        "dropped": lambda: case.details.get("slots", ()),
        "refused_dates": lambda: case.slots.filter(state=RoomSlot.State.DROPPED),
        "why_refused": lambda: _last_reason(case, "drop_dates"),
        "moving": lambda: moving_dates(case),
        "nearest": lambda: nearest_to_the_wish(case),
        "rules_url": lambda: rules_url(case, language),
        "room_url": lambda: room_url(case, language),
    }


def question_of(case: "RoomRequest") -> str:
    """What the coordinator asked last."""
    return _last_reason(case, "ask")


def _last_reason(case: "RoomRequest", step: str) -> str:
    taken = case.history.filter(step=step).order_by("history_id").last()
    return taken.history_change_reason if taken else ""


def dates_of(case: "RoomRequest") -> list[RoomSlot]:
    """The dates that the case has; once it has none left, those that it gave back."""
    dropped = [slot.pk for slot in case.details.get("slots", ())]
    held = [each for each in case.held_slots if each.pk not in dropped]
    released = RoomSlot.State.RELEASED
    return held or [each for each in case.all_slots if each.state == released]


def moving_dates(case: "RoomRequest") -> dict[str, Any]:
    """`old` and `new`: (begin, end) each, of the date that is to be moved."""
    proposed = case.proposed_slot
    if proposed is not None and proposed.replaces is not None:
        old = proposed.replaces
        return {
            "old": (old.starts_at, old.ends_at),
            "new": (proposed.starts_at, proposed.ends_at),
        }
    slot, to = case.details.get("slot"), case.details.get("to")
    return {"old": (slot.starts_at, slot.ends_at), "new": to} if slot and to else {}


def nearest_to_the_wish(case: "RoomRequest") -> list[PlannedDate]:
    slots = case.all_slots
    if not slots:
        return []
    return nearest_free(case.room, slots[0].starts_at, slots[0].ends_at)


def rules_url(case: "RoomRequest", language: str) -> str:
    """Where the version stands that was accepted, or else the one in force."""
    rules = case.rules or HouseRules.objects.in_force(
        case.room.place, timezone.localdate()
    )
    pages = HouseRulesPage.objects.live().filter(rules=rules)
    return _absolute(pages.filter(locale__language_code=language).first())


def room_url(case: "RoomRequest", language: str) -> str:
    return _absolute(case.room_page(language))


def facts_for_staff(case: "RoomRequest") -> list[tuple[Any, Any]]:
    """What coordinators need beside the answers: label and value."""
    facts = [
        (_("Room"), str(case.room)),
        (_("Place"), case.room.place.name),
        (_("People at most"), str(case.room.capacity)),
        (_("Dates"), "; ".join(map(_slot_in_words, case.all_slots))),
    ]
    if case.expires_at:
        facts.append((_("Lapses on"), day_and_time(case.expires_at)))
    if case.ground:
        facts.append((_("Ground of refusal"), case.get_ground_display()))
    if case.rules:
        facts.append((_("House rules accepted"), str(case.rules)))
    return facts


def _slot_in_words(slot: RoomSlot) -> str:
    return f"{meeting(slot.starts_at, slot.ends_at)} ({slot.get_state_display()})"


def answer_rows(case: "RoomRequest", language: str) -> list[AnswerRow]:
    """All answers in this language beside the words that the applicant saw."""
    reader, seen = _own_answers(case, language), _own_answers(case, case.language)
    rows = [
        AnswerRow(*here, *there, is_free_text=position == 0)
        for position, (here, there) in enumerate(zip(reader, seen, strict=True))
    ]
    asked = questions_of(case.intake_id, language)
    return [*rows, *read_answers(case.answers, asked, language)]


def _own_answers(case: "RoomRequest", language: str) -> list[tuple[str, str]]:
    with translation.override(language):
        items = dict(RoomEquipment.Item.choices)
        wanted = in_a_row(items.get(each, each) for each in case.equipment)
        until = long_date(case.repeat_until) if case.repeat_until else ""
        times = f"{case.begins:%H:%M}–{case.ends:%H:%M}"
        return [
            (_("What do you need the room for?"), case.purpose),
            (_("How many people will come?"), str(case.head_count)),
            (_("What do you need in the room?"), capfirst(wanted)),
            (_("Date"), f"{long_date(case.first_day)}, {times}"),
            (_("Every week until"), until),
        ]


def _place(case: "RoomRequest") -> Place:
    """Where the room is on the next of its days, perhaps after a move."""
    return case.room.place.on(max(case.first_day, timezone.localdate()))


def _place_page(place: Place, language: str) -> PlacePage | None:
    pages = PlacePage.objects.live().filter(place=place)
    return pages.filter(locale__language_code=language).first()


def _absolute(page) -> str:
    return settings.SITE_URL + page.url if page else ""
