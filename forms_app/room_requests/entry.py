"""Room requests that staff enter: which rooms, and the form of each."""

from forms_app.room_requests.models import SEES_EVERY_PLACE
from forms_app.room_requests.pages import RoomRequestFormPage
from services.models import Room


class RoomDesk:
    def subjects(self, user) -> list[tuple[str, str]]:
        """Rooms that are lent, of the places that this person coordinates."""
        rooms = Room.objects.lent().select_related("place")
        if not user.has_perm(SEES_EVERY_PLACE):
            rooms = rooms.filter(place__in=user.coordinated_places.all())
        return [(room.code, f"{room.name} – {room.place.name}") for room in rooms]

    def form(self, subject: str, code: str):
        pages = RoomRequestFormPage.objects.live().select_related("locale", "intake")
        page = pages.filter(locale__language_code=code).first()
        room = Room.objects.with_facts().filter(code=subject).first()
        return (page, room) if page and room else None
