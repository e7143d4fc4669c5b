"""Who has chosen a place for a request, if the place moves or closes for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from forms_app.engine.outbox.wording import MoreFacts
from forms_app.engine.telling import Affected, CaseFinder
from forms_app.requests.models import SEES_EVERY_TOPIC, PlainRequest
from forms_app.requests.workflow import OPEN
from home.affected.change import FactChange
from home.affected.finders import register
from services.models import Place
from services.titles import title_of_place
from services.visits import ChangedPlace


@dataclass(frozen=True)
class PlaceNews:
    """It moves, `since` a day that is still to come; or nobody is there after a day."""

    old_place: Place | None = None
    new_place: Place | None = None
    since: date | None = None
    last_day: date | None = None

    @property
    def says_something(self) -> bool:
        return self.old_place is not None or self.last_day is not None


class RequestsForPlace(CaseFinder):
    """A request has no date: a closure of some days is nothing to it."""

    fact = Place
    model = PlainRequest
    message = "place_changed"
    inbox = "requests"
    sees_every_place = SEES_EVERY_TOPIC

    def affected(self, change: FactChange, only: int | None = None) -> list[Affected]:
        if change.is_new:
            return []
        place = ChangedPlace.of(change)
        if not news_of_place(place).says_something:
            return []
        cases = PlainRequest.objects.filter(state__in=OPEN)
        return [Affected(cases.filter(place__in=place.people_were_sent_to))]

    def news(self, case: PlainRequest, change: FactChange, code: str) -> dict[str, Any]:
        news = news_of_place(ChangedPlace.of(change))
        old, new = news.old_place, news.new_place
        return {
            "news": news,
            "old_place_title": title_of_place(old, code) if old else "",
            "new_place_title": title_of_place(new, code) if new else "",
        }

    def example(
        self, change: FactChange, affected: Affected
    ) -> tuple[PlainRequest, MoreFacts]:
        first: Any = affected.cases.select_related("intake").first()
        case = PlainRequest(intake=first.intake, place_id=change.fact.pk)
        case.state = "in_progress"
        return case, partial(self.news, case, change)


def news_of_place(place: ChangedPlace) -> PlaceNews:
    today = timezone.localdate()
    last = place.now.valid_until
    for day in (today, last + timedelta(days=1)) if last else (today,):
        if place.is_elsewhere_now(place.now, day):
            was, now = place.visits(place.now, day)
            return PlaceNews(was.place, now.place, day if day > today else None)
    ends = place.now.successor is None and last != place.was.valid_until
    return PlaceNews(last_day=last if ends and last and last >= today else None)


def register_finders() -> None:
    register(RequestsForPlace())
