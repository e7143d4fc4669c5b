import polib
import pytest

from events.models import CourseRun
from tests.factories import CourseRunFactory, make_staff
from tests.forms_app.inbox.pages import INBOX


@pytest.fixture
def run():
    """Nothing follows by itself here, so that each step is seen alone."""
    return CourseRunFactory(enrolment=CourseRun.Enrolment.BY_COORDINATOR)


@pytest.fixture
def coordinator():
    return make_staff("coordinator", "Course coordinators")


@pytest.fixture
def inbox(client, coordinator):
    """Ask for the list as the coordinator of all courses."""
    client.force_login(coordinator)

    def ask(**parameters):
        return client.get(INBOX, parameters)

    return ask


@pytest.fixture
def desk(client, coordinator):
    """A client in which the coordinator of all courses is logged in."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def catalogue(tmp_path, settings):
    """Words in other languages for this test, whatever the site's own are."""

    def make(**languages):
        for code, entries in languages.items():
            file = polib.POFile()
            file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
            file.extend(
                polib.POEntry(msgid=msgid, msgstr=msgstr)
                for msgid, msgstr in entries.items()
            )
            folder = tmp_path / code / "LC_MESSAGES"
            folder.mkdir(parents=True)
            file.save_as_mofile(str(folder / "django.mo"))
        settings.LOCALE_PATHS = [tmp_path]

    return make
