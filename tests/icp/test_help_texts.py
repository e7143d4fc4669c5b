"""Whatever staff fill in says what it is for, unless its label says it all."""

from django.urls import reverse
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.settings.registry import registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import Page, get_page_models

OURS = {"home", "services", "events", "forms_app"}
# By hand: add a field only if nobody could ask what to put there.
SAYS_IT_ALL = {
    "Closure": {"first_day", "last_day"},
    "CounsellingSlot": {"topic", "weekday", "begins", "ends", "entry"},
    "Course": {"audience"},
    "CourseRun": {
        "course",
        "level",
        "teaching_language",
        "starts_on",
        "ends_on",
        "capacity",
        "registration_closes_at",
        "enrolment",
    },
    "EligibilityRule": {"answer", "outcome"},
    "Event": {"kind", "audience", "is_free"},
    "EventDate": {"starts_at", "ends_at"},
    "HouseRules": {"place"},
    "Lesson": {"starts_at", "ends_at", "is_cancelled"},
    "OpeningHours": {"weekday", "opens", "closes"},
    "Place": {"street", "postal_code"},
    "ReplyWording": {"language", "subject"},
    "Room": {"place"},
    "RoomEquipment": {"item"},
    "RoomHours": {"weekday", "opens", "closes"},
    "Schedule": {"first_day", "begins", "ends", "repeats"},
    "SkippedDay": {"day"},
    "SpecialHours": {"day", "opens", "closes"},
}
# The blocks of a body explain themselves, and Wagtail its schedule.
OF_EVERY_PAGE = {"body", "go_live_at", "expire_at"}


def edit_handlers():
    reverse("wagtailadmin_home")  # view sets register together with the addresses
    yield from (each._edit_handler for each in model_viewsets(viewsets.viewsets))
    yield from (model.get_edit_handler() for model in get_page_models())
    yield from (get_setting_edit_handler(model) for model in registry)


def model_viewsets(found):
    for each in found:
        if isinstance(each, ViewSetGroup):
            yield from model_viewsets(each.registerables)
        elif isinstance(each, ModelViewSet) and each._edit_handler:
            yield each


def unexplained(handler):
    """Model and name of each field without a word of help, its group's included."""
    yield from _unexplained(handler, handler.get_form_class().base_fields)


def _unexplained(panel, fields, group=None):
    if isinstance(panel, InlinePanel):
        yield from unexplained(panel.child_edit_handler)
    elif isinstance(panel, FieldPanel):
        field = fields.get(panel.field_name)
        if not (panel.help_text or group or (field and field.help_text)):
            yield panel.model, panel.field_name
    for child in getattr(panel, "children", ()):
        yield from _unexplained(child, fields, panel.help_text or group)


def test_every_field_that_staff_fill_in_is_explained():
    found = {}
    for handler in edit_handlers():
        for model, name in unexplained(handler):
            is_ours = model._meta.app_label in OURS
            if is_ours and not (issubclass(model, Page) and name in OF_EVERY_PAGE):
                found.setdefault(model.__name__, set()).add(name)
    assert found == SAYS_IT_ALL
