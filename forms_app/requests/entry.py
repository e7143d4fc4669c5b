"""Plain requests that staff enter: which forms."""

from django.db.models import Q

from forms_app.engine.inbox.entry import DeskOfForms
from forms_app.requests.models import SEES_EVERY_TOPIC
from forms_app.requests.pages import RequestFormPage


class RequestDesk(DeskOfForms):
    page_model = RequestFormPage

    def pages(self, user):
        """Of the topics that this person handles, or of a place that they coordinate.

        Where the visitor chooses the place, the topic's people enter the request.
        """
        pages = super().pages(user)
        if user.has_perm(SEES_EVERY_TOPIC):
            return pages
        theirs = Q(intake__in=user.handled_intakes.all())
        at_their_place = Q(asks_place=False, place__in=user.coordinated_places.all())
        return pages.filter(theirs | at_their_place)
