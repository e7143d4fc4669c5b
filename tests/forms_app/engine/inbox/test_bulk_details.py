"""Steps that ask for more than a reason, taken for several cases: asked once."""

import pytest
from django.urls import reverse

from forms_app.engine.inbox.bulk_actions import steps_for_several, steps_one_by_one
from forms_app.engine.outbox import Message
from forms_app.models import (
    PlainRequest,
    Registration,
    RoomRequest,
    VolunteerApplication,
)
from tests.factories import (
    PlainRequestFactory,
    RoomRequestFactory,
    VolunteerApplicationFactory,
    make_staff,
)
from tests.forms_app.engine.inbox.pages import main_words, parsed, words
from tests.forms_app.engine.inbox.several import fields

pytestmark = pytest.mark.django_db

REQUESTS, ROOMS, VOLUNTEERS = "requests", "room-requests", "volunteer_applications"
QUESTION = "On which day do you need the interpreter?"
# By hand: what each case has to be asked by itself.
ONE_BY_ONE = {
    Registration: [],
    RoomRequest: ["answer", "drop_dates", "move", "call_off_dates"],
    PlainRequest: ["answer"],
    VolunteerApplication: ["choose"],
}


@pytest.fixture
def desk(client):
    """Somebody who works in every inbox but that of registrations."""
    person = make_staff("everywhere", "Request coordinators")
    for role in ("Room coordinators", "Volunteer coordinators"):
        person.groups.add(*make_staff(role[:4], role).groups.all())
    client.force_login(person)
    return client


@pytest.fixture
def three():
    return [PlainRequestFactory(language=code) for code in ("ar", "en", "uk")]


def preview(client, inbox, step, *cases):
    keys = [case.pk for case in cases]
    return client.get(reverse(f"{inbox}:bulk"), {"act": step, "case": keys})


def send(client, inbox, response, action, **changes):
    sent = fields(response) | {"action": action} | changes
    return client.post(reverse(f"{inbox}:bulk"), sent, follow=True)


def buttons(response) -> list[str]:
    form = parsed(response).find("form", method="post")
    return [button["value"] for button in form.find_all("button")]


def test_the_question_is_asked_once_and_goes_to_all(desk, three):
    shown = preview(desk, REQUESTS, "ask", *three)
    assert len(parsed(shown).find_all("textarea", {"name": "ask-question"})) == 1
    assert "3 messages" in main_words(shown)
    assert buttons(shown) == ["preview"]

    ready = send(desk, REQUESTS, shown, "preview", **{"ask-question": QUESTION})
    texts = [words(each) for each in parsed(ready).select(".case__message")]
    assert len(texts) == 2
    assert all(QUESTION in text for text in texts)
    # Whoever presses Enter in a field looks first.
    assert buttons(ready) == ["preview", "take"]
    assert not Message.objects.exists()

    send(desk, REQUESTS, ready, "take")
    asked = PlainRequest.objects.values_list("state", "question")
    assert set(asked) == {("needs_information", QUESTION)}
    assert Message.objects.count() == 3
    assert QUESTION in Message.objects.about(three[0]).get().parts[0]["text"]


@pytest.mark.parametrize("action", ["preview", "take"])
def test_what_is_missing_is_asked_for_and_nothing_is_lost(desk, action, three):
    shown = preview(desk, REQUESTS, "ask", *three)
    response = send(
        desk, REQUESTS, shown, action, reason="She waits", **{"ask-question": " "}
    )
    assert response.status_code == 422
    assert "Write your question." in main_words(response)
    assert fields(response)["reason"] == "She waits"
    assert set(PlainRequest.objects.values_list("state", flat=True)) == {"received"}


def test_times_of_interviews_are_offered_to_all(desk):
    people = VolunteerApplicationFactory.create_batch(2)
    shown = preview(desk, VOLUNTEERS, "invite", *people)
    times = {"invite-time_1": "2099-01-01T10:00", "invite-where": "Žitná 51"}
    refused = send(desk, VOLUNTEERS, shown, "preview", **times)
    assert refused.status_code == 422
    assert fields(refused)["invite-where"] == ["Žitná 51"]


def test_a_ground_is_chosen_once_for_all_rooms(desk):
    cases = RoomRequestFactory.create_batch(2)
    shown = preview(desk, ROOMS, "refuse", *cases)
    chosen = {"refuse-ground": "other", "reason": "The heating is broken"}
    send(desk, ROOMS, send(desk, ROOMS, shown, "preview", **chosen), "take", **chosen)
    stored = RoomRequest.objects.values_list("state", "ground")
    assert set(stored) == {("refused", "other")}


@pytest.mark.parametrize("model", ONE_BY_ONE, ids=lambda model: model.kind)
def test_no_step_is_offered_for_several_that_differs_from_case_to_case(model):
    alone = [step.name for step in steps_one_by_one(model)]
    assert alone == ONE_BY_ONE[model]
    assert not {act.name for act in steps_for_several(model)} & {*alone}


def test_list_says_which_steps_are_taken_one_by_one(desk, three):
    page = parsed(desk.get(reverse(f"{REQUESTS}:index")))
    said = words(page.select_one(".bulk-bar__alone"))
    assert said.endswith("something else: Note the applicant's answer")
    options = [each["value"] for each in page.select("select[name=act] option")]
    assert "ask" in options
    assert "answer" not in options


def test_a_step_of_one_case_is_refused_with_words(desk, three):
    response = preview(desk, REQUESTS, "answer", *three)
    assert response.status_code == 422
    assert "Open the cases one by one." in main_words(response)
