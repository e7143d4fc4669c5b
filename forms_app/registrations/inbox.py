"""The inbox of course registrations."""

import django_filters
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from events.models import CourseRun
from forms_app.engine.inbox import InboxViewSet
from forms_app.engine.inbox.filters import StateFilter
from forms_app.registrations.entry import RegistrationDesk
from forms_app.registrations.models import SEES_EVERY_PLACE, Registration
from forms_app.registrations.seats import seats_of_runs
from forms_app.registrations.workflow import WORKFLOW
from home.folding import fold


class RegistrationFilterSet(WagtailFilterSet):
    state = StateFilter(WORKFLOW)
    run = django_filters.ChoiceFilter(label=_("Course run"))
    place = django_filters.ChoiceFilter(label=_("Place"), method="at")
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES
    )

    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        """One query for both choices: a place without runs has no registrations."""
        super().__init__(*args, **kwargs)
        runs = list(CourseRun.objects.select_related("place"))
        places = {run.place_id: run.place.name for run in runs}
        self.filters["run"].extra["choices"] = [(run.pk, run.code) for run in runs]
        self.filters["place"].extra["choices"] = sorted(
            places.items(), key=lambda choice: fold(choice[1])
        )

    def at(self, cases, _name, place):
        return cases.at([place])


class RegistrationInbox(InboxViewSet):
    model = Registration
    name = "registrations"
    menu_label = _("Course registrations")
    menu_order = 110
    filterset_class = RegistrationFilterSet
    desk = RegistrationDesk()
    more_columns = (
        Column("run", label=_("Course run"), accessor="run.code"),
        Column("place", label=_("Place"), accessor="run.place.name"),
    )

    def notices_for(self, user):
        full = sum(seats.free == 0 for seats in _seats_of_coming_runs(user))
        if not full:
            return []
        words = ngettext("%(count)d full course", "%(count)d full courses", full)
        return [words % {"count": full}]


def _seats_of_coming_runs(user):
    runs = CourseRun.objects.upcoming(timezone.now()).filter(is_cancelled=False)
    if not user.has_perm(SEES_EVERY_PLACE):
        runs = runs.filter(place__in=user.coordinated_places.all())
    return seats_of_runs(runs).values()
