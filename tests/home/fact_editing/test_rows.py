"""Two people edit the rows of one record: the lessons of a run, the rules in order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from events.models.courses import Lesson
from services.models.eligibility import EligibilityRule
from tests.factories import CourseRunFactory
from tests.home.fact_editing.facts import FACTS
from tests.staff_forms import form_of, soup_of

pytestmark = pytest.mark.django_db

RUN = FACTS["CourseRun"]


@pytest.fixture
def run():
    """A run with three lessons, a week apart, from 18:00 to 20:00."""
    run = CourseRunFactory()
    day = timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0)
    for week in range(1, 4):
        begin = day + timedelta(weeks=week)
        Lesson.objects.create(
            run=run, starts_at=begin, ends_at=begin + timedelta(hours=2)
        )
    return run


@pytest.fixture
def edit(ada, bob):
    """Both open the form, Ada saves hers, and Bob gets this answer to his."""

    def two_save(url, theirs, mine):
        opened = [form_of(each.get(url)) for each in (ada, bob)]
        assert ada.post(url, opened[0] | theirs).status_code == 302
        answer = bob.post(url, opened[1] | mine)
        assert answer.status_code == 409
        return answer

    return two_save


def lessons() -> list[tuple[str, bool]]:
    return [
        (f"{timezone.localtime(each.ends_at):%H:%M}", each.is_cancelled)
        for each in Lesson.objects.order_by("starts_at")
    ]


def new_lesson(number: int, hour: int) -> dict:
    begin = timezone.localtime() + timedelta(days=40)
    return {
        "lessons-TOTAL_FORMS": number + 1,
        f"lessons-{number}-id": "",
        f"lessons-{number}-starts_at": f"{begin:%Y-%m-%d} {hour}:00",
        f"lessons-{number}-ends_at": f"{begin:%Y-%m-%d} {hour + 1}:00",
        f"lessons-{number}-moved_from": "",
        f"lessons-{number}-DELETE": "",
    }


def headings(answer) -> list[str]:
    return [each.text.strip() for each in soup_of(answer).select(".conflict h3")]


BOTH, THEIRS, MINE = (
    "Changed on both sides: decide",
    "Changed meanwhile: it stands in the form already",
    "Changed only by you: it stands in the form as you typed it",
)


def test_lesson_that_they_cancelled_stays_cancelled(edit, bob, run):
    answer = edit(RUN.url(run), {"lessons-0-is_cancelled": "on"}, {"capacity": "9"})
    assert headings(answer) == [THEIRS, MINE]
    assert bob.post(RUN.url(run), form_of(answer)).status_code == 302
    assert lessons() == [("20:00", True), ("20:00", False), ("20:00", False)]


def test_lessons_that_each_of_two_added_are_both_there(edit, bob, run):
    answer = edit(RUN.url(run), new_lesson(3, 9), new_lesson(3, 11))
    assert headings(answer) == [THEIRS, MINE]
    assert Lesson.objects.count() == 4
    assert bob.post(RUN.url(run), form_of(answer)).status_code == 302
    assert [end for end, _off in lessons()[3:]] == ["10:00", "12:00"]


def test_lesson_that_they_deleted_does_not_come_back(edit, bob, run):
    answer = edit(RUN.url(run), {"lessons-1-DELETE": "1"}, {"capacity": "9"})
    assert headings(answer) == [THEIRS, MINE]
    assert form_of(answer)["lessons-TOTAL_FORMS"] == "2"
    assert bob.post(RUN.url(run), form_of(answer)).status_code == 302
    assert Lesson.objects.count() == 2


@pytest.mark.parametrize(("decision", "left"), [("mine", 3), ("theirs", 2)])
def test_lesson_that_they_deleted_and_i_moved_is_decided(
    edit, bob, run, decision, left
):
    end = timezone.localtime(run.lessons.all()[1].ends_at)
    moved = {"lessons-1-ends_at": f"{end:%Y-%m-%d} 21:00"}
    answer = edit(RUN.url(run), {"lessons-1-DELETE": "1"}, moved)
    assert headings(answer) == [BOTH]
    again = form_of(answer)
    (name,) = (each for each in again if each.startswith("decide-"))
    assert bob.post(RUN.url(run), again | {name: decision}).status_code == 302
    assert Lesson.objects.count() == left
    assert (("21:00", False) in lessons()) == (decision == "mine")


@pytest.mark.parametrize(("decision", "left"), [("mine", 2), ("theirs", 3)])
def test_lesson_that_i_deleted_and_they_moved_is_decided(
    edit, bob, run, decision, left
):
    end = timezone.localtime(run.lessons.all()[1].ends_at)
    moved = {"lessons-1-ends_at": f"{end:%Y-%m-%d} 21:00"}
    answer = edit(RUN.url(run), moved, {"lessons-1-DELETE": "1"})
    assert headings(answer) == [BOTH]
    again = form_of(answer)
    (name,) = (each for each in again if each.startswith("decide-"))
    assert bob.post(RUN.url(run), again | {name: decision}).status_code == 302
    assert Lesson.objects.count() == left


def test_what_is_not_readable_is_kept_as_it_was_typed(edit, bob, run):
    typed = {"starts_on": "next week", "capacity": "many"}
    answer = edit(RUN.url(run), {"capacity": "30"}, typed)
    again = form_of(answer)
    assert {name: again[name] for name in typed} == typed
    assert bob.post(RUN.url(run), again).status_code == 200


def test_third_saver_meets_a_conflict_again(edit, bob, run):
    answer = edit(RUN.url(run), {"capacity": "30"}, {"waiting_list_size": "9"})
    url = RUN.url(run)
    third = form_of(bob.get(url)) | {"capacity": "31"}
    assert bob.post(url, third).status_code == 302
    again = bob.post(url, form_of(answer))
    assert (again.status_code, form_of(again)["capacity"]) == (409, "31")


def rules() -> list[str]:
    found = EligibilityRule.objects.order_by("sort_order")
    return list(found.values_list("answer", flat=True))


RULES = FACTS["EligibilityRules"]
TURNED = {"rules-0-ORDER": "2", "rules-1-ORDER": "1"}


def test_order_that_they_changed_stays(edit, bob):
    url = RULES.url(RULES.make())
    answer = edit(url, TURNED, {"source": "Mine"})
    assert headings(answer) == [THEIRS, MINE]
    assert bob.post(url, form_of(answer)).status_code == 302
    assert rules() == ["eu", "czech"]


def test_order_that_i_changed_is_kept_beside_a_rule_of_theirs(edit, bob):
    url = RULES.url(RULES.make())
    added = {
        "rules-TOTAL_FORMS": "3",
        "rules-2-id": "",
        "rules-2-answer": "other",
        "rules-2-outcome": "ask",
        "rules-2-ORDER": "3",
        "rules-2-DELETE": "",
    }
    answer = edit(url, added, TURNED)
    assert bob.post(url, form_of(answer)).status_code == 302
    assert rules() == ["eu", "other", "czech"]
