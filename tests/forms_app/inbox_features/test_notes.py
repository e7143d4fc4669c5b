import pytest

from forms_app.models import Note
from tests.forms_app.inbox_features.pages import inbox

pytestmark = pytest.mark.django_db


def test_a_double_click_keeps_one_note(desk, case):
    for _time in range(2):
        desk.post(inbox("note", case.pk), {"text": "Called, nobody there"})
    assert [note.text for note in Note.objects.about(case)] == ["Called, nobody there"]


def test_two_people_who_write_the_same_have_a_note_each(desk, client, case, colleague):
    desk.post(inbox("note", case.pk), {"text": "Called"})
    client.force_login(colleague)
    client.post(inbox("note", case.pk), {"text": "Called"})
    assert Note.objects.about(case).count() == 2
