"""Messages about changed facts are whole in every language."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from forms_app.engine.outbox.wording import render_message
from forms_app.registrations.news import Moved, RunNews, Times
from forms_app.requests.affected import PlaceNews
from forms_app.room_requests.news import RoomNews
from services.models import HouseRules
from tests.factories import (
    PlaceFactory,
    PlainRequestFactory,
    RegistrationFactory,
    RoomRequestFactory,
)
from tests.factories.rooms import in_days

pytestmark = [pytest.mark.django_db, pytest.mark.grid]
LANGUAGES = [code for code, _name in settings.LANGUAGES]
# Of a template that was not rendered, or of a value that is not there.
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|%\(\w+\)|\bNone\b")
# Words of our sources; names of examples are Latin everywhere.
ENGLISH = re.compile(r"\b(you|the|your|this|does|please|here|new|closed)\b", re.I)


def whole_run():
    begins = timezone.now() + timedelta(days=20)
    times = Times(begins, begins + timedelta(hours=1))
    case = RegistrationFactory(state="confirmed")
    news = RunNews(
        old_place=PlaceFactory(),
        new_place=PlaceFactory(),
        since=in_days(3),
        old_dates=(in_days(1), in_days(50)),
        is_another_course=True,
        deposit=2000,
        off=[times],
        closed=[times],
        moved=[Moved(times, times)],
        added=[times],
        back=[times],
    )
    return case, "run_changed", {"news": news, "has_a_seat": True}


def run_after_all():
    return RegistrationFactory(state="cancelled"), "run_takes_place", {}


def whole_room():
    case = RoomRequestFactory(state="confirmed", rules_accepted_at=timezone.now())
    rules = HouseRules.objects.create(
        place=case.room.place, number=2, valid_from=in_days(5)
    )
    news = RoomNews(
        dates=case.held_slots,
        old_place=PlaceFactory(),
        new_place=PlaceFactory(),
        closed=case.held_slots,
        room_for=9,
        rules=rules,
    )
    return case, "room_moved", {"news": news, "missing_words": ["X", "Y"]}


def moving_place():
    news = PlaceNews(PlaceFactory(), PlaceFactory(), in_days(3), in_days(2))
    return PlainRequestFactory(place=PlaceFactory()), "place_changed", {"news": news}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [whole_run, run_after_all, whole_room, moving_place])
def test_message_is_whole_in_every_language(make, language):
    case, name, news = make()
    case.language = language
    titles = {"old_place_title": "A", "new_place_title": "B"}
    subject, text = render_message(case, name, language, lambda code: titles | news)
    assert subject
    assert LEFT_OVER.findall(f"{subject}\n{text}") == []
    assert "\n\n\n" not in text
    words = "\n".join(line for line in text.splitlines() if "http" not in line)
    found = ENGLISH.findall(words.replace("Example", ""))
    assert bool(found) == (language == "en"), found


def test_search_for_english_words_finds_them():
    """A control of the test above: it would see an English sentence."""
    assert ENGLISH.search("Now you come here:")
