from services.models.board_page import CounsellingBoardPage
from services.models.counselling import CounsellingSlot
from services.models.eligibility import EligibilityRule, EligibilityRules
from services.models.eligibility_page import EligibilityPage
from services.models.hours import Closure, OpeningHours, SpecialHours
from services.models.house_rules import HouseRules
from services.models.pages import (
    PlacePage,
    PlacesIndexPage,
    ServicePage,
    ServicesIndexPage,
)
from services.models.places import Place
from services.models.room_pages import HouseRulesPage, RoomPage
from services.models.rooms import Room, RoomEquipment, RoomHours

__all__ = [
    "Closure",
    "CounsellingBoardPage",
    "CounsellingSlot",
    "EligibilityPage",
    "EligibilityRule",
    "EligibilityRules",
    "HouseRules",
    "HouseRulesPage",
    "OpeningHours",
    "Place",
    "PlacePage",
    "PlacesIndexPage",
    "Room",
    "RoomEquipment",
    "RoomHours",
    "RoomPage",
    "ServicePage",
    "ServicesIndexPage",
    "SpecialHours",
]
