"""Nothing of a form stays on a shared device."""

import pytest

from forms_app.models import Intake
from tests.factories import Question, make_request_forms, make_small_site

pytestmark = [pytest.mark.django_db, pytest.mark.small_site]

TYPED = {"full_name": "Example Person", "email": "person@example.org", "consent": "on"}
CLEAR = 'href="/en/request/?cleared"'


@pytest.fixture
def form():
    make_small_site()
    make_request_forms(Question("topic"))
    return "/en/request/"


@pytest.mark.parametrize("step", ["", "check", "change", "refused"])
def test_every_page_with_answers_offers_to_clear_them(client, form, step):
    if step == "refused":
        Intake.objects.update(is_open=False)

    response = client.post(form, TYPED | {"step": step or "back"})

    page = response.content.decode()
    assert "Example Person" in page
    assert CLEAR in page
    assert response["Cache-Control"] == "no-store"


def test_a_cleared_form_is_empty_and_says_so(client, form):
    client.post(form, TYPED | {"step": "check"})

    response = client.get(f"{form}?cleared")

    page = response.content.decode()
    assert "Example Person" not in page
    assert "Your answers are cleared" in page
    assert response["Cache-Control"] == "no-store"
    assert "Your answers are cleared" not in client.get(form).content.decode()


def test_typing_leaves_no_name_in_a_cookie(client, form):
    client.post(form, TYPED | {"step": "check"})
    client.post(form, TYPED | {"step": "send"})

    kept = " ".join(each.value for each in client.cookies.values())
    assert client.cookies, "the pass for the confirmation is there"
    assert "Example" not in kept
    assert "person" not in kept
