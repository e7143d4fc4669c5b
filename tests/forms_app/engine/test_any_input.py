"""Whatever somebody types into a form: it is taken as typed, or the field says no.

Five hundred examples for each form that the public sees. They judge forms, steps and
answers, not the database; `test_nasty_requests` sends the worst of them all the way.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from django import forms
from hypothesis import HealthCheck, given, settings

from forms_app.engine.fields import record_answers
from forms_app.engine.fields.text import NfcCharField
from forms_app.engine.pages import FormPage
from forms_app.engine.pages.check_rows import check_rows
from forms_app.engine.pages.lost_link import LostLinkForm
from forms_app.engine.pages.walk import Walk
from forms_app.models import RoomRequest, VolunteerApplication
from forms_app.requests.step_forms import InformationForm
from forms_app.room_requests.step_forms import AnswerForm as RoomAnswerForm
from forms_app.volunteers.step_forms import ChosenTimeForm
from tests.factories import (
    make_request_forms,
    make_room_site,
    make_small_site,
    make_volunteer_site,
)
from tests.factories.volunteers import in_days
from tests.forms_app.engine.nasty import GOOD, as_received, as_stored, bodies
from tests.forms_app.engine.questions import EVERY_KIND

pytestmark = [pytest.mark.django_db, pytest.mark.grid, pytest.mark.small_site]

five_hundred = settings(
    max_examples=500,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def request_form() -> FormPage:
    make_small_site()
    return make_request_forms(*EVERY_KIND)["en"]


def registration_form() -> FormPage:
    return make_small_site().forms["ar"]


def room_form() -> FormPage:
    site = make_room_site()
    page = site.forms["ar"]
    page.room = site.room
    return page


def volunteer_form() -> FormPage:
    return make_volunteer_site()["cs"]


def names_in(form: forms.Form) -> set[str]:
    """Every name that a browser would send, the parts of a date one by one."""
    parts = {f"{name}_{n}" for name in form.fields for n in range(3)}
    return {*form.fields, *parts, "at", "changing"}


def judge(form: forms.Form, received) -> None:
    """Each text is NFC of what was typed, each other answer allowed, or it is told."""
    for name, field in form.fields.items():
        if name in form.errors:
            assert all(str(words).strip() for words in form.errors[name])
        elif isinstance(field, forms.CharField):
            value = form.cleaned_data[name]
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str):
                    assert unicodedata.is_normalized("NFC", text)
                    assert "\0" not in text
            if type(field) is NfcCharField:
                assert value == as_stored(received.get(name, ""))


@pytest.mark.parametrize(
    "make", [request_form, registration_form, room_form, volunteer_form]
)
def test_a_form_takes_what_was_typed_or_says_what_is_wrong(make):
    page = make()
    day = in_days(14).date().isoformat()
    good = {name: [typed] for name, typed in (GOOD | {"first_day": day}).items()}
    whole = page.make_form(initial={"topic": ["work"]})
    taken = 0

    @five_hundred
    @given(typed=bodies(names_in(whole)))
    def hold(typed):
        received = as_received(good | typed)
        form = page.make_form(received)
        steps = page.steps_of(form)
        walk = Walk.of(form, steps, received)
        wrong = walk.wrong_step(everything=True)
        assert (wrong is None) == form.is_valid()
        assert walk.step_before() in steps
        walk.next_step()
        judge(form, received)
        record_answers(
            [row for row in page.rows if row.clean_name in form.cleaned_data],
            form.cleaned_data,
        )
        if form.is_valid():
            nonlocal taken
            taken += 1
            asked = [name for step in steps for name in step.names]
            assert len(check_rows(form, steps)) == len(asked)

    hold()
    assert taken > 50, "most of these examples never come to the end"


@dataclass(frozen=True)
class Small:
    """A form of one page beside the four: how it is made, and its names."""

    make: Callable[..., forms.Form]
    names: Iterable[str]


def in_a_case(form_class, case) -> Callable[..., forms.Form]:
    return lambda data: form_class(data, case=case)


SMALL = {
    "lost link": Small(LostLinkForm, ["reference", "contact"]),
    "answer about a room": Small(in_a_case(RoomAnswerForm, RoomRequest()), ["answer"]),
    "answer to a question": Small(in_a_case(InformationForm, None), ["information"]),
    "choice of a time": Small(
        lambda data: ChosenTimeForm(
            data, case=VolunteerApplication(offered_times=[in_days(7), in_days(8)])
        ),
        ["time"],
    ),
}


@pytest.mark.parametrize("small", SMALL.values(), ids=SMALL)
def test_a_small_form_takes_what_was_typed_or_says_what_is_wrong(small):
    @five_hundred
    @given(typed=bodies(small.names))
    def hold(typed):
        received = as_received(typed)
        form = small.make(received)
        form.is_valid()
        judge(form, received)

    hold()


class Forgetful(forms.Form):
    """As Django has it: the text stays as it came."""

    name = forms.CharField()


def test_the_judge_notices_a_field_that_keeps_text_as_it_came():
    received = as_received({"name": ["Zoe\u0308"]})
    form = Forgetful(received)
    assert form.is_valid()

    with pytest.raises(AssertionError):
        judge(form, received)
