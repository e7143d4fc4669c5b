"""The inbox of volunteer applications."""

import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from forms_app.engine.inbox import InboxViewSet
from forms_app.engine.inbox.filters import StateFilter
from forms_app.volunteers.entry import VolunteerDesk
from forms_app.volunteers.models import VolunteerApplication
from forms_app.volunteers.questions import Region, Spoken, slot_choices
from forms_app.volunteers.workflow import WORKFLOW
from home.keys_field import delimited


class HasKeyFilter(django_filters.ChoiceFilter):
    """Cases whose list of keys holds the chosen one."""

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.filter(**{f"{self.field_name}__contains": delimited(value)})


class VolunteerApplicationFilterSet(WagtailFilterSet):
    state = StateFilter(WORKFLOW)
    region = django_filters.ChoiceFilter(label=_("Region"), choices=Region.choices)
    spoken = HasKeyFilter(label=_("Speaks"), choices=Spoken.choices)
    availability = HasKeyFilter(label=_("Has time"), choices=slot_choices)
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES
    )

    class Meta:
        model = VolunteerApplication
        fields: tuple[str, ...] = ()


class VolunteerApplicationInbox(InboxViewSet):
    model = VolunteerApplication
    name = "volunteer_applications"
    menu_label = _("Volunteers")
    menu_order = 130
    filterset_class = VolunteerApplicationFilterSet
    desk = VolunteerDesk()
    more_columns = (
        Column("region", label=_("Region"), accessor="get_region_display"),
        Column(
            "spoken",
            label=_("Speaks"),
            accessor=lambda case: case.answer_in_words("spoken"),
        ),
    )
