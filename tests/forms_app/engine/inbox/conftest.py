from datetime import timedelta

import polib
import pytest
from django.utils import timezone

from events.models import CourseRun
from forms_app.models import Registration
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff
from tests.forms_app.engine.inbox.pages import INBOX


@pytest.fixture
def run():
    """Nothing follows by itself here, so that each step is seen alone."""
    return CourseRunFactory(enrolment=CourseRun.Enrolment.BY_COORDINATOR)


@pytest.fixture
def case(run):
    return RegistrationFactory(run=run)


@pytest.fixture
def foreign():
    """A case of a course at another place."""
    return RegistrationFactory(run=CourseRunFactory())


@pytest.fixture
def keeper(run):
    """The coordinator of the run's place."""
    return make_staff("keeper", "Place coordinators", places=[run.place])


@pytest.fixture
def coordinator():
    """The coordinator of the courses of all places."""
    return make_staff("coordinator", "Course coordinators")


@pytest.fixture
def colleague():
    """Another one."""
    return make_staff("colleague", "Course coordinators")


@pytest.fixture
def desk(client, keeper):
    """A client in which the coordinator of the place is logged in."""
    client.force_login(keeper)
    return client


@pytest.fixture
def main_desk(client, coordinator):
    """A client in which the coordinator of all places is logged in."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def inbox(main_desk):
    """Ask for the list as the coordinator of all places."""

    def ask(**parameters):
        return main_desk.get(INBOX, parameters)

    return ask


@pytest.fixture
def rested():
    """Let a case rest in its state for some days already."""

    def rest(case: Registration, days: int) -> Registration:
        since = timezone.now() - timedelta(days=days)
        Registration.objects.filter(pk=case.pk).update(state_since=since)
        return case

    return rest


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
