"""The week or month that a calendar shows, as its address names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django import forms

# Beyond these a calendar has nothing to show, and dates run out of numbers.
FIRST_YEAR, LAST_YEAR = 2012, 2100
WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
A_WEEK = timedelta(days=7)


class Span(StrEnum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Period:
    """A whole week (Monday to Sunday) or a whole calendar month."""

    span: Span
    first_day: date
    last_day: date

    @classmethod
    def week_of(cls, day: date) -> Period:
        monday = day - timedelta(days=day.weekday())
        return cls(Span.WEEK, monday, monday + timedelta(days=6))

    @classmethod
    def month_of(cls, day: date) -> Period:
        first = day.replace(day=1)
        return cls(Span.MONTH, first, _next_month(first) - timedelta(days=1))

    @classmethod
    def asked_for(cls, parameters: Mapping[str, str], day: date) -> Period:
        """The period of the address; the week of this day for anything else."""
        form = PeriodForm(parameters)
        if form.is_valid():
            if week := form.cleaned_data["week"]:
                return cls.week_of(week)
            if month := form.cleaned_data["month"]:
                return cls.month_of(month)
        return cls.week_of(day)

    @property
    def is_week(self) -> bool:
        return self.span == Span.WEEK

    @property
    def days(self) -> list[date]:
        count = (self.last_day - self.first_day).days + 1
        return [self.first_day + timedelta(days=each) for each in range(count)]

    @property
    def weeks(self) -> list[Period]:
        """The weeks that this period touches, each of them whole."""
        first, last = Period.week_of(self.first_day), Period.week_of(self.last_day)
        count = (last.first_day - first.first_day).days // 7 + 1
        mondays = [first.first_day + each * A_WEEK for each in range(count)]
        return [Period.week_of(monday) for monday in mondays]

    @property
    def address(self) -> str:
        """`?week=2027-W12` or `?month=2027-03`"""
        if self.is_week:
            year, week, _weekday = self.first_day.isocalendar()
            return f"?week={year}-W{week:02}"
        return f"?month={self.first_day:%Y-%m}"

    @property
    def previous(self) -> Period:
        return self._of(self.first_day - timedelta(days=1))

    @property
    def next(self) -> Period:
        return self._of(self.last_day + timedelta(days=1))

    @property
    def as_week(self) -> Period:
        return Period.week_of(self.first_day)

    @property
    def as_month(self) -> Period:
        """The month in which most of this period lies."""
        return Period.month_of(self.first_day + timedelta(days=3))

    def _of(self, day: date) -> Period:
        return Period.week_of(day) if self.is_week else Period.month_of(day)


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


class WeekField(forms.CharField):
    """`2027-W12` → its Monday"""

    def clean(self, value):
        found = WEEK.fullmatch(super().clean(value))
        return found and _checked(date.fromisocalendar, *map(int, found.groups()), 1)


class MonthField(forms.CharField):
    """`2027-03` → its first day"""

    def clean(self, value):
        found = MONTH.fullmatch(super().clean(value))
        return found and _checked(date, *map(int, found.groups()), 1)


def _checked(make, year: int, *rest: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise forms.ValidationError("")
    try:
        return make(year, *rest)
    except ValueError:
        raise forms.ValidationError("") from None


class PeriodForm(forms.Form):
    week = WeekField(required=False)
    month = MonthField(required=False)
