"""Courses, their terms and meetings: facts, the same in every language.

A *course* is what is taught, a *run* is one term of it with dates and a capacity,
a *lesson* is one meeting.
"""

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from simple_history.models import HistoricalRecords

from events.models.announced import Announced, Meeting
from services.models import Place


class Course(models.Model):
    class Audience(models.TextChoices):
        ADULTS = "adults", _("adults")
        CHILDREN = "children", _("children")

    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("For staff. Visitors see the title of the course's page."),
    )
    audience = models.CharField(
        pgettext_lazy("of a course", "for whom"),
        max_length=10,
        choices=Audience,
        default=Audience.ADULTS,
    )
    hours = models.PositiveSmallIntegerField(
        _("hours of teaching"), help_text=_("For the whole course, in full hours.")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ("name",)

    def __str__(self):
        return self.name


class CourseRunQuerySet(models.QuerySet):
    def upcoming(self, now: datetime):
        """Runs that have not ended yet, the next one first."""
        return self.filter(ends_on__gte=timezone.localdate(now)).order_by(
            "starts_on", "pk"
        )

    def with_facts(self):
        return self.select_related("course", "place__successor")


class CourseRun(Announced, ClusterableModel):
    TOLD = ("is_cancelled", "place_id")

    class Enrolment(models.TextChoices):
        FIRST_COME = "first_come", _("seats are offered at once, in order of arrival")
        BY_COORDINATOR = "by_coordinator", _("a coordinator decides about each seat")

    class Level(models.TextChoices):
        BEGINNER = "beginner", _("complete beginners")
        A1 = "a1", "A1"
        A2 = "a2", "A2"
        B1 = "b1", "B1"

    course = models.ForeignKey(
        Course,
        verbose_name=_("course"),
        on_delete=models.PROTECT,
        related_name="runs",
    )
    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Part of the web address in all languages: czech-a1-spring-2027"),
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), on_delete=models.PROTECT, related_name="runs"
    )
    level = models.CharField(
        pgettext_lazy("of a course", "level"),
        max_length=10,
        choices=Level,
        default=Level.BEGINNER,
    )
    teaching_language = models.CharField(
        _("language of teaching"),
        max_length=60,
        choices=[("cs", _("Czech")), ("cs-en", _("Czech with help in English"))],
        default="cs",
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    capacity = models.PositiveSmallIntegerField(_("seats"))
    waiting_list_size = models.PositiveSmallIntegerField(
        _("places on the waiting list"), default=10
    )
    registration_opens_at = models.DateTimeField(_("registration opens"))
    registration_closes_at = models.DateTimeField(_("registration closes"))
    enrolment = models.CharField(
        _("how seats are given"),
        max_length=20,
        choices=Enrolment,
        default=Enrolment.FIRST_COME,
    )
    days_to_accept = models.PositiveSmallIntegerField(
        _("days to accept an offered seat"), default=3
    )
    deposit = models.PositiveIntegerField(
        _("deposit in CZK"),
        default=0,
        help_text=_("Returned after enough attendance. 0 where there is none."),
    )
    is_cancelled = models.BooleanField(_("cancelled"), default=False)

    history = HistoricalRecords()
    objects = CourseRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("course run")
        verbose_name_plural = _("course runs")
        ordering = ("starts_on", "code")
        constraints = (
            models.CheckConstraint(
                name="run_starts_before_it_ends",
                condition=Q(starts_on__lte=F("ends_on")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            models.CheckConstraint(
                name="registration_opens_before_it_closes",
                condition=Q(registration_opens_at__lt=F("registration_closes_at")),
                violation_error_message=_("Registration must close after it opens."),
            ),
            models.CheckConstraint(
                name="run_has_seats",
                condition=Q(capacity__gte=1),
                violation_error_message=_("A run needs at least one seat."),
            ),
        )

    def __str__(self):
        return self.code

    @property
    def where(self) -> Place:
        """Where to go: on its first day, or today once it has begun."""
        return self.place.on(max(self.starts_on, timezone.localdate()))

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    def registration_is_open_at(self, moment: datetime) -> bool:
        return (
            not self.is_cancelled
            and self.registration_opens_at <= moment < self.registration_closes_at
        )


class Lesson(Meeting):
    """One meeting. A cancelled lesson stays, so that calendars can say so."""

    run = ParentalKey(CourseRun, on_delete=models.CASCADE, related_name="lessons")

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ("starts_at",)
        constraints = (
            models.CheckConstraint(
                name="lesson_begins_before_it_ends",
                condition=Q(starts_at__lt=F("ends_at")),
                violation_error_message=_("A lesson must end after it begins."),
            ),
        )

    def __str__(self):
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def calendar_key(self) -> str:
        return f"lesson-{self.pk}"

    @property
    def is_off(self) -> bool:
        """Cancelled by itself or together with the whole run."""
        return self.is_cancelled or self.run.is_cancelled

    @property
    def where(self) -> Place:
        """Where to go on that day, also when the place has moved by then."""
        return self.run.place.on(timezone.localdate(self.starts_at))

    @property
    def all_changes(self) -> int:
        """The number that calendars compare: the highest one is the truth."""
        return self.sequence + self.run.sequence

    @property
    def last_changed_at(self) -> datetime:
        return max(self.changed_at, self.run.changed_at)
