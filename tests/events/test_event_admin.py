"""Editors enter a series once and then cancel or move single dates."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from events.models import Event, EventDate
from tests.events.event_pages import announce
from tests.factories import EventDateFactory, PlaceFactory, make_staff
from tests.staff_forms import version_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_of_march")]

ADD = reverse("public-events:add")


@pytest.fixture
def editor(client):
    client.force_login(make_staff("editor", "Editors"))
    return client


def typed(**more) -> dict:
    """A walk every week from 21 March on, three times."""
    return {
        "name": "Walk",
        "place": PlaceFactory().pk,
        "kind": "excursion",
        "audience": "everyone",
        "languages": ["cs", "uk"],
        "is_free": "on",
        "schedules-TOTAL_FORMS": 1,
        "schedules-INITIAL_FORMS": 0,
        "schedules-MIN_NUM_FORMS": 1,
        "schedules-MAX_NUM_FORMS": 1000,
        "schedules-0-first_day": "2027-03-21",
        "schedules-0-begins": "18:00",
        "schedules-0-ends": "20:00",
        "schedules-0-days": 1,
        "schedules-0-repeats": "weekly",
        "schedules-0-every": 1,
        "schedules-0-until": "",
        "schedules-0-times": 3,
        "skipped_days-TOTAL_FORMS": 1,
        "skipped_days-INITIAL_FORMS": 0,
        "skipped_days-MIN_NUM_FORMS": 0,
        "skipped_days-MAX_NUM_FORMS": 1000,
        "skipped_days-0-day": "2027-03-28",
        **more,
    }


def begins() -> list[str]:
    return [
        f"{timezone.localtime(each.starts_at):%d.%m. %H:%M}"
        for each in EventDate.objects.all()
    ]


def test_series_becomes_dates(editor):
    response = editor.post(ADD, typed())
    assert response.status_code == 302
    assert begins() == ["21.03. 18:00", "04.04. 18:00"]
    event = Event.objects.get()
    assert (event.languages, event.history.count()) == (["cs", "uk"], 1)


def test_form_lists_the_dates_with_links_to_change_them(editor):
    editor.post(ADD, typed())
    page = editor.get(reverse("public-events:edit", args=[Event.objects.get().pk]))
    assert "bound method" not in page.text
    for date in EventDate.objects.all():
        url = reverse("event-dates:edit", args=[date.pk])
        assert f'href="{url}"' in page.content.decode()


def test_series_without_an_end_keeps_what_was_typed_and_says_why(editor):
    response = editor.post(ADD, typed(**{"schedules-0-times": ""}))
    assert response.status_code == 200
    content = response.content.decode()
    assert "A series needs one end" in content
    assert 'value="Walk"' in content
    assert not Event.objects.exists()


def test_event_needs_a_day(editor):
    response = editor.post(ADD, typed(**{"schedules-TOTAL_FORMS": 0}))
    assert response.status_code == 200
    assert not Event.objects.exists()


def change(editor, date, **facts):
    local = {
        "starts_at": f"{timezone.localtime(date.starts_at):%Y-%m-%d %H:%M}",
        "ends_at": f"{timezone.localtime(date.ends_at):%Y-%m-%d %H:%M}",
        "moved_from": "",
        "place": "",
    }
    url = reverse("event-dates:edit", args=[date.pk])
    response = editor.post(url, local | version_of(editor, url) | facts)
    assert response.status_code == 302
    date.refresh_from_db()
    return response


@pytest.fixture
def date():
    return EventDateFactory(starts_at=datetime(2027, 3, 28, 16, tzinfo=UTC))


def test_single_date_is_cancelled_and_leads_back_to_its_event(editor, date):
    response = change(editor, date, is_cancelled="on")
    assert (date.is_cancelled, date.follows_schedule, date.moved_from) == (
        True,
        True,
        None,
    )
    assert response.url == reverse("public-events:edit", args=[date.event_id])
    assert date.history.first().history_user.username == "editor"


def test_single_date_is_moved_and_leaves_its_series(editor, date):
    announce(date.event)
    announced = date.starts_at
    change(editor, date, starts_at="2027-03-29 19:00", ends_at="2027-03-29 21:00")
    assert (date.moved_from, date.follows_schedule) == (announced, False)
    assert f"{timezone.localtime(date.starts_at):%d.%m. %H:%M}" == "29.03. 19:00"


def test_time_that_the_clocks_skip_is_refused_with_words(editor, date):
    url = reverse("event-dates:edit", args=[date.pk])
    late = {"starts_at": "2027-03-28 02:30", "ends_at": "2027-03-28 04:00"}
    response = editor.post(url, late | version_of(editor, url))
    assert response.status_code == 200
    assert "2027-03-28 02:30" in response.content.decode()


@pytest.mark.parametrize("superuser", [False, True])
@pytest.mark.parametrize("action", ["add", "delete"])
def test_dates_are_neither_added_nor_deleted_by_themselves(
    client, date, action, superuser
):
    """A date that its series wants would come back, and one of no series is lost."""
    user = make_staff("somebody", "Editors")
    user.is_superuser = superuser
    user.save()
    client.force_login(user)
    key = [date.pk] if action == "delete" else []
    url = reverse(f"event-dates:{action}", args=key)
    assert client.post(url, {}).status_code == 302
    assert EventDate.objects.get() == date
    edit = reverse("event-dates:edit", args=[date.pk])
    assert client.get(edit).status_code == 200


def test_whoever_is_no_editor_changes_no_event(client, date):
    client.force_login(make_staff("coordinator", "Room coordinators"))
    for url in (
        ADD,
        reverse("public-events:edit", args=[date.event_id]),
        reverse("event-dates:edit", args=[date.pk]),
        reverse("event-dates:index"),
    ):
        assert client.get(url).status_code == 302
