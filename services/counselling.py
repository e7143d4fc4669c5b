"""The counselling of the next days: who is there, where, in which languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django import forms
from django.http import QueryDict

from home.folding import fold
from home.spoken_languages import LANGUAGES, language_name
from services.models.counselling import CounsellingSlot
from services.models.hours import Closure
from services.models.places import Place

TODAY = "today"
A_WEEK = 7


@dataclass(frozen=True)
class Meeting:
    """One slot on one day, at the address that counts on that day."""

    slot: CounsellingSlot
    day: date
    place: Place
    begins: time
    ends: time
    closure: Closure | None = None

    @property
    def is_off(self) -> bool:
        return self.closure is not None


@dataclass(frozen=True)
class Choice:
    """What a reader looks for; an empty value means any."""

    topic: str = ""
    place: int | None = None
    language: str = ""
    day: str = ""

    @classmethod
    def asked_for(cls, parameters: Mapping[str, str]) -> Choice:
        """What the address asks for; anything that makes no sense is left out."""
        form = ChoiceForm(parameters)
        form.is_valid()
        found = form.cleaned_data
        return cls(**{name: found.get(name) or any_ for name, any_ in ANYTHING.items()})

    @property
    def is_any(self) -> bool:
        return self == Choice()

    @property
    def address(self) -> str:
        """`?language=vi&day=today`"""
        query = QueryDict(mutable=True)
        for each in fields(self):
            if value := getattr(self, each.name):
                query[each.name] = value
        return f"?{query.urlencode()}"

    def but(self, **changes) -> Choice:
        return replace(self, **changes)

    def takes(self, meeting: Meeting, today: date) -> bool:
        return (
            self.topic in ("", meeting.slot.topic)
            and self.place in (None, meeting.place.pk)
            and (not self.language or self.language in meeting.slot.languages)
            and self._takes_day(meeting.day, today)
        )

    def _takes_day(self, day: date, today: date) -> bool:
        if self.day == TODAY:
            return day == today
        return not self.day or day.weekday() == int(self.day)


class ChoiceForm(forms.Form):
    """The parameters of the address."""

    topic = forms.ChoiceField(choices=CounsellingSlot.Topic.choices, required=False)
    place = forms.IntegerField(min_value=1, max_value=2**31, required=False)
    language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], required=False
    )
    day = forms.ChoiceField(
        choices=[(TODAY, TODAY), *((str(n), n) for n in range(7))], required=False
    )


ANYTHING = {each.name: each.default for each in fields(Choice)}


def meetings(slots: list[CounsellingSlot], today: date) -> list[Meeting]:
    """What takes place from today on, for a week, and what is off because of a closure.

    On a day with special hours, a slot shrinks to them or is left out.
    """
    days = [today + timedelta(days=each) for each in range(A_WEEK)]
    return [
        meeting
        for day in days
        for slot in slots
        if slot.counts_on(day)
        for meeting in _on_day(slot, day)
    ]


def _on_day(slot: CounsellingSlot, day: date) -> Iterator[Meeting]:
    place = slot.place.on(day)
    if not place.is_there(day):
        return
    whole = Meeting(slot, day, place, slot.begins, slot.ends)
    if closure := place.closure_on(day):
        yield replace(whole, closure=closure)
    elif special := place.special_hours_on(day):
        for hours in special:
            begins = max(slot.begins, hours.opens)
            ends = min(slot.ends, hours.closes)
            if begins < ends:
                yield replace(whole, begins=begins, ends=ends)
    else:
        yield whole


def upcoming_meetings(today: date) -> list[Meeting]:
    last = today + timedelta(days=A_WEEK - 1)
    places = Place.objects.with_changes(today).linked()
    slots = list(CounsellingSlot.objects.between(today, last))
    for slot in slots:
        slot.place = places[slot.place_id]
    return meetings(slots, today)


def meetings_today(
    slots: list[CounsellingSlot], place: Place, now: datetime
) -> list[Meeting]:
    """What is not over yet at this place; `now` is on the clocks of Prague."""
    for slot in slots:
        slot.place = place
    found = meetings(slots, now.date())
    return [each for each in found if each.day == now.date() and each.ends > now.time()]


@dataclass(frozen=True)
class Board:
    """The week from today on, and what of it the reader asked for."""

    choice: Choice
    today: date
    week: list[Meeting]

    @classmethod
    def of_this_week(cls, choice: Choice, now: datetime) -> Board:
        """`now` is on the clocks of Prague; what is over today is left out."""
        today = now.date()
        week = [
            each
            for each in upcoming_meetings(today)
            if each.day > today or each.ends > now.time()
        ]
        return cls(choice, today, week)

    @property
    def days(self) -> list[tuple[date, list[Meeting]]]:
        found = [each for each in self.week if self.choice.takes(each, self.today)]
        found.sort(key=lambda each: (each.day, each.begins, each.slot.topic))
        return [
            (day, list(each)) for day, each in groupby(found, lambda each: each.day)
        ]

    @property
    def takes_place(self) -> bool:
        """Somebody is there on one of the days shown."""
        return any(not each.is_off for _day, found in self.days for each in found)

    @property
    def today_by_language(self) -> list[tuple[str, Choice]]:
        """The languages that are spoken today, each with its one tap."""
        spoken = {
            code
            for each in self.week
            if each.day == self.today and not each.is_off
            for code in each.slot.languages
        }
        return [
            (code, Choice(language=code, day=TODAY))
            for code in sorted(spoken, key=_name)
        ]

    @property
    def nearby(self) -> list[tuple[str, Choice]]:
        """What helps when nobody is there: the same question with one answer less."""
        wider = [
            (name, self.choice.but(**{name: ANYTHING[name]}))
            for name in ("day", "place", "topic", "language")
            if getattr(self.choice, name)
        ]
        return [
            (name, choice)
            for name, choice in wider
            if Board(choice, self.today, self.week).takes_place
        ]

    # What can be chosen

    @property
    def topics(self) -> list[tuple[str, str]]:
        found = {each.slot.topic for each in self.week} | {self.choice.topic}
        return [each for each in CounsellingSlot.Topic.choices if each[0] in found]

    @property
    def places(self) -> list[Place]:
        found = {each.place.pk: each.place for each in self.week}
        return sorted(found.values(), key=lambda place: place.name)

    @property
    def languages(self) -> list[tuple[str, str]]:
        found = {code for each in self.week for code in each.slot.languages}
        codes = sorted(found | {self.choice.language} - {""}, key=_name)
        return [(code, language_name(code)) for code in codes]

    @property
    def weekdays(self) -> list[str]:
        return sorted({str(each.day.weekday()) for each in self.week})


def _name(code: str) -> str:
    return fold(language_name(code))
