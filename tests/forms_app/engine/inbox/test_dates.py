"""Nobody has to ask which number is the month."""

import re
from datetime import UTC, datetime

import pytest

from forms_app.engine.actors import staff
from forms_app.engine.transitions import perform
from tests.factories import RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import inbox, main_words

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 5, 13, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "spelled"),
    [("en", "5 November 2026, 14:05"), ("cs", "5. listopadu 2026, 14:05")],
)
def test_dates_are_spelled_out_in_every_view(
    client, run, time_machine, language, spelled
):
    time_machine.move_to(NOW)
    person = make_staff("reader", "Course coordinators", language=language)
    case = perform(RegistrationFactory(run=run), "offer", staff(person))
    RegistrationFactory(run=run, is_quarantined=True)
    client.force_login(person)
    for address in (inbox("index"), inbox("case", case.pk), inbox("quarantine")):
        told = main_words(client.get(address))
        assert spelled in told, address
        assert not re.search(r"\d+[/.]\s?\d+[/.]\s?\d{4}", told), address
