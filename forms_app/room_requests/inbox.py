"""The inbox of room requests."""

import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from forms_app.engine.inbox import InboxViewSet
from forms_app.engine.inbox.columns import DayColumn
from forms_app.engine.inbox.filters import StateFilter
from forms_app.room_requests.entry import RoomDesk
from forms_app.room_requests.models import RoomRequest
from forms_app.room_requests.workflow import WORKFLOW
from services.models import Place, Room


class RoomRequestFilterSet(WagtailFilterSet):
    state = StateFilter(WORKFLOW)
    room = django_filters.ModelChoiceFilter(
        label=_("Room"), queryset=Room.objects.all()
    )
    place = django_filters.ModelChoiceFilter(
        label=_("Place"), method="at", queryset=Place.objects.all()
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES
    )

    class Meta:
        model = RoomRequest
        fields: tuple[str, ...] = ()

    def at(self, cases, _name, place):
        return cases.at([place])


class RoomRequestInbox(InboxViewSet):
    model = RoomRequest
    name = "room-requests"
    menu_label = _("Room requests")
    menu_order = 115
    filterset_class = RoomRequestFilterSet
    more_columns = (
        Column("room", label=_("Room"), accessor="room.code"),
        Column("place", label=_("Place"), accessor="room.place.name"),
        DayColumn("first_day", label=_("First date")),
    )
    desk = RoomDesk()
