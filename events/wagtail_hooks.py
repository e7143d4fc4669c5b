from wagtail import hooks
from wagtail.permissions import register_permission_policy

from events.admin import TeachingViewSetGroup
from events.event_admin import DatesArePlanned
from events.models import EventDate

# Before the view set: it would register a policy that adds and deletes.
register_permission_policy(EventDate, DatesArePlanned(EventDate))


@hooks.register("register_admin_viewset")
def register_teaching():
    return TeachingViewSetGroup()
