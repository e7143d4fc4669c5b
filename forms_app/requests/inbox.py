"""The inbox of plain requests."""

import django_filters
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from forms_app.engine.inbox import InboxViewSet
from forms_app.engine.inbox.filters import StateFilter
from forms_app.engine.submission import Intake
from forms_app.requests.entry import RequestDesk
from forms_app.requests.models import PlainRequest
from forms_app.requests.workflow import WORKFLOW
from services.models import Place


def topics(request):
    """Topics of the requests that this person may see."""
    visible = PlainRequest.objects.visible_to(request.user)
    return Intake.objects.filter(pk__in=visible.values("intake"))


class RequestFilterSet(WagtailFilterSet):
    state = StateFilter(WORKFLOW)
    topic = django_filters.ModelChoiceFilter(
        label=_("Topic"), field_name="intake", queryset=topics
    )
    place = django_filters.ModelChoiceFilter(
        label=_("Place"), queryset=Place.objects.all()
    )
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES
    )

    class Meta:
        model = PlainRequest
        fields: tuple[str, ...] = ()


class RequestInbox(InboxViewSet):
    model = PlainRequest
    name = "requests"
    menu_label = _("Requests")
    menu_order = 120
    filterset_class = RequestFilterSet
    desk = RequestDesk()
    more_columns = (
        Column("topic", label=_("Topic"), accessor="intake.name"),
        Column("place", label=_("Place"), accessor="place.name"),
    )
