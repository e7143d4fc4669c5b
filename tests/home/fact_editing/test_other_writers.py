"""Conflicts with commands, holidays, older versions, and forms that save themselves."""

from datetime import date, time

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from events.models.courses import Lesson
from home.models import SiteFrame
from services.models import OpeningHours, Place
from services.public_holidays import close_on
from tests.factories import PlaceFactory
from tests.home.fact_editing.facts import FACTS
from tests.staff_forms import form_of, soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]
FRAME = FACTS["SiteFrame"]


def panel(response) -> str:
    return soup_of(response).select_one(".conflict").get_text(" ", strip=True)


def test_change_by_a_command_is_seen_and_nobody_is_accused(bob):
    fact = FACTS["CourseRun"]
    run = fact.make()
    typed = form_of(bob.get(fact.url(run))) | fact.mine
    run.is_cancelled = True
    run.save()
    answer = bob.post(fact.url(run), typed)
    assert answer.status_code == 409
    assert "Saved: the website itself, " in panel(answer)
    assert form_of(answer)["is_cancelled"] == "on"


def test_change_of_a_row_alone_is_seen(bob):
    fact = FACTS["CourseRun"]
    run = fact.make()
    lesson = Lesson.objects.create(
        run=run, starts_at=run.registration_opens_at, ends_at=run.registration_closes_at
    )
    typed = form_of(bob.get(fact.url(run))) | fact.mine
    lesson.is_cancelled = True
    lesson.save()
    answer = bob.post(fact.url(run), typed)
    assert answer.status_code == 409
    assert "Who it was is not recorded." in panel(answer)
    assert form_of(answer)["lessons-0-is_cancelled"] == "on"


def test_holidays_that_were_confirmed_meanwhile_are_not_taken_away(ada, bob):
    fact = FACTS["Place"]
    place = fact.make()
    OpeningHours.objects.create(place=place, weekday=0, opens=time(9), closes=time(12))
    typed = form_of(bob.get(fact.url(place))) | fact.mine
    close_on([place], [date(2099, 1, 5)], get_user_model().objects.get(username="ada"))
    answer = bob.post(fact.url(place), typed)
    assert answer.status_code == 409
    assert "Saved: Ada Example" in panel(answer)
    assert bob.post(fact.url(place), form_of(answer)).status_code == 302
    place.refresh_from_db()
    assert (place.phone, place.closures.count()) == ("+420 222", 1)


def test_confirming_holidays_takes_no_change_of_a_place_back(ada):
    place = PlaceFactory(street="Old street 1")
    OpeningHours.objects.create(place=place, weekday=0, opens=time(9), closes=time(12))
    read_before = Place.objects.get(pk=place.pk)
    place.street = "New street 2"
    place.save()
    made = close_on([read_before], [date(2099, 1, 5)], get_user_model().objects.get())
    place.refresh_from_db()
    assert (made, place.street) == (1, "New street 2")


def test_each_fills_in_another_language_of_the_footer_and_both_stay(ada, bob):
    frame = FRAME.make()
    url = FRAME.url(frame)
    opened = [form_of(each.get(url)) for each in (ada, bob)]
    vietnamese = {"footer-0-value-heading-vi": "Về chúng tôi"}
    arabic = {"footer-0-value-heading-ar": "من نحن"}
    assert ada.post(url, opened[0] | vietnamese).status_code == 302
    answer = bob.post(url, opened[1] | arabic | {"action-publish": "1"})
    assert answer.status_code == 409
    assert "Changed meanwhile" in panel(answer)
    again = form_of(answer) | {"action-publish": "1"}
    assert bob.post(url, again).status_code == 302
    heading = SiteFrame.objects.get().footer[0].value["heading"]
    assert heading.written == {
        "cs": "O nás",
        "vi": "Về chúng tôi",
        "ar": "من نحن",
    }


def test_going_back_to_an_older_version_sees_what_was_saved_meanwhile(ada, bob):
    frame = FRAME.make()
    url = FRAME.url(frame)
    first = SiteFrame.objects.get().latest_revision
    back = reverse("frame:revisions_revert", args=[frame.pk, first.pk])
    assert ada.post(url, form_of(ada.get(url)) | FRAME.theirs).status_code == 302
    opened = form_of(bob.get(back))
    assert ada.post(url, form_of(ada.get(url)) | FRAME.again).status_code == 302
    answer = bob.post(back, opened)
    assert answer.status_code == 409
    assert "Moje" in panel(answer)
    assert bob.post(back, form_of(answer)).status_code == 302
    assert form_of(bob.get(url))["footer-0-value-heading-cs"] == "O nás"


AS_JSON = {"headers": {"accept": "application/json"}}


def test_form_that_saves_by_itself_saves_again_and_again(bob):
    frame = FRAME.make()
    url = FRAME.url(frame)
    typed = form_of(bob.get(url))
    for heading in ("Jedna", "Dvě"):
        typed |= {"footer-0-value-heading-cs": heading}
        answer = bob.post(url, typed, **AS_JSON).json()
        assert answer["success"], answer
        typed |= answer["field_updates"]
        typed["overwrite_revision_id"] = answer["revision_id"]
    assert bob.post(url, typed).status_code == 302
    assert form_of(bob.get(url))["footer-0-value-heading-cs"] == "Dvě"


def test_form_that_saves_by_itself_stops_where_somebody_else_saved(ada, bob):
    frame = FRAME.make()
    url = FRAME.url(frame)
    typed = form_of(bob.get(url)) | FRAME.again
    assert ada.post(url, form_of(ada.get(url)) | FRAME.theirs).status_code == 302
    answer = bob.post(url, typed, **AS_JSON)
    assert (answer.status_code, answer.json()["success"]) == (400, False)
    assert bob.post(url, typed).status_code == 409
    assert form_of(ada.get(url))["footer-0-value-heading-cs"] == "Jejich"


def test_opening_a_form_takes_as_many_queries_for_thirty_rows_as_for_one(
    bob, django_assert_max_num_queries
):
    fact = FACTS["CourseRun"]
    run = fact.make()
    url = fact.url(run)
    bob.get(url)
    for _number in range(30):
        Lesson.objects.create(
            run=run,
            starts_at=run.registration_opens_at,
            ends_at=run.registration_closes_at,
        )
    with django_assert_max_num_queries(20):
        assert bob.get(url).status_code == 200
