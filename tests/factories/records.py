"""Facts and cases, each complete without options."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from events.models import Course, CourseRun, Event, EventDate
from forms_app.models import Intake, Registration
from services.models import Place
from tests.factories.cases import CaseFactory


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Place {n}")
    street = "Example street 1"
    city = "Praha 1"


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    name = factory.Sequence(lambda n: f"Course {n}")
    hours = 100


class CourseRunFactory(DjangoModelFactory):
    """A run that takes registrations now, first come, two seats and two to wait."""

    class Meta:
        model = CourseRun

    course = factory.SubFactory(CourseFactory)
    place = factory.SubFactory(PlaceFactory)
    code = factory.Sequence(lambda n: f"run-{n}")
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=90))
    registration_opens_at = factory.LazyFunction(
        lambda: timezone.now() - timedelta(days=1)
    )
    registration_closes_at = factory.LazyFunction(
        lambda: timezone.now() + timedelta(days=20)
    )
    capacity = 2
    waiting_list_size = 2


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    name = factory.Sequence(lambda n: f"Event {n}")
    place = factory.SubFactory(PlaceFactory)


class EventDateFactory(DjangoModelFactory):
    """In ten days, for two hours; not from any schedule."""

    class Meta:
        model = EventDate

    event = factory.SubFactory(EventFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    ends_at = factory.LazyAttribute(lambda date: date.starts_at + timedelta(hours=2))
    planned_on = factory.LazyAttribute(lambda date: timezone.localdate(date.starts_at))


class IntakeFactory(DjangoModelFactory):
    class Meta:
        model = Intake
        django_get_or_create = ("name",)

    name = "Course registrations"


class RegistrationFactory(CaseFactory):
    """A stored case in any state, without the steps that lead there."""

    class Meta:
        model = Registration

    run = factory.SubFactory(CourseRunFactory)
    intake = factory.SubFactory(IntakeFactory)
    state = "received"
    state_since = factory.LazyFunction(timezone.now)
    language = "en"
    full_name = factory.Sequence(lambda n: f"Example Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    level = Registration.Level.NONE

    @factory.lazy_attribute
    def queued_at(self):
        return timezone.now() if self.state == "waitlisted" else None

    @factory.lazy_attribute
    def offer_expires_at(self):
        if self.state != "offered":
            return None
        return timezone.now() + timedelta(days=3)
