"""Courses and runs in the admin; events stand beside them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from events.event_admin import EventDateViewSet, EventViewSet
from events.models import Course, CourseRun
from home.columns import YesOrNo
from home.fact_editing.viewset import FactViewSet


class CourseViewSet(FactViewSet):
    model = Course
    name = "courses"
    icon = "doc-full"
    copy_view_enabled = False
    list_display = ("name", "audience", "hours")
    search_fields = ("name",)
    panels = (FieldPanel("name"), FieldPanel("audience"), FieldPanel("hours"))


class CourseRunViewSet(FactViewSet):
    model = CourseRun
    name = "course-runs"
    icon = "calendar-alt"
    copy_view_enabled = False
    list_display = (
        "code",
        "course",
        "place",
        "starts_on",
        "capacity",
        YesOrNo(CourseRun, "is_cancelled"),
    )
    list_filter = ("course", "place", "is_cancelled")
    search_fields = ("code", "course__name")
    panels = (
        MultiFieldPanel(
            [
                FieldPanel("course"),
                FieldPanel("code"),
                FieldPanel(
                    "place",
                    help_text=_("Its coordinators see who registered."),
                ),
                FieldRowPanel([FieldPanel("level"), FieldPanel("teaching_language")]),
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                FieldPanel(
                    "is_cancelled",
                    help_text=_(
                        "Visitors see the run as cancelled, and nobody can register"
                        " any more."
                    ),
                ),
            ],
            heading=_("What, where and when"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("capacity"),
                        FieldPanel(
                            "waiting_list_size",
                            help_text=_(
                                "0 for no waiting list. When it is full, too, nobody"
                                " can register."
                            ),
                        ),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "registration_opens_at",
                            help_text=_(
                                "Before this time the page says when it opens."
                            ),
                        ),
                        FieldPanel("registration_closes_at"),
                    ]
                ),
                FieldPanel("enrolment"),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "days_to_accept",
                            help_text=_(
                                "After that the seat goes to the next in the list."
                            ),
                        ),
                        FieldPanel("deposit"),
                    ]
                ),
            ],
            heading=_("Registration"),
        ),
        InlinePanel(
            "lessons",
            heading=_("Lessons"),
            label=_("Lesson"),
            help_text=_(
                "If people know of a lesson, do not delete it but cancel or move it:"
                " then their calendars follow."
            ),
            panels=[
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldRowPanel([FieldPanel("is_cancelled"), FieldPanel("moved_from")]),
            ],
        ),
    )


class TeachingViewSetGroup(ModelViewSetGroup):
    menu_label = _("Courses and events")
    menu_icon = "calendar-alt"
    menu_order = 210
    items = (CourseRunViewSet, CourseViewSet, EventViewSet, EventDateViewSet)
