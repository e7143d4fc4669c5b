from wagtail import hooks

from services.admin import PlaceViewSet
from services.counselling_admin import CounsellingViewSetGroup
from services.room_admin import LendingViewSetGroup


@hooks.register("register_admin_viewset")
def register_places():
    return PlaceViewSet("places")


@hooks.register("register_admin_viewset")
def register_rooms():
    return LendingViewSetGroup()


@hooks.register("register_admin_viewset")
def register_counselling():
    return CounsellingViewSetGroup()
