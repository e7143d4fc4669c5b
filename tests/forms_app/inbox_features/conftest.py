from datetime import timedelta

import pytest
from django.utils import timezone

from events.models import CourseRun
from forms_app.models import Registration
from tests.factories import CourseRunFactory, RegistrationFactory, make_staff


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
def colleague():
    """A coordinator of the courses of all places."""
    return make_staff("colleague", "Course coordinators")


@pytest.fixture
def desk(client, keeper):
    client.force_login(keeper)
    return client


@pytest.fixture
def rested():
    """Let a case rest in its state for some days already."""

    def rest(case: Registration, days: int) -> Registration:
        since = timezone.now() - timedelta(days=days)
        Registration.objects.filter(pk=case.pk).update(state_since=since)
        return case

    return rest
