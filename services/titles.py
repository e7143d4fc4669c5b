"""What readers call a place: the title of its page in their language."""

from services.models import Place, PlacePage


def title_of_place(place: Place, code: str) -> str:
    """Else the name that staff gave it."""
    pages = PlacePage.objects.live().filter(
        place_id=place.pk, locale__language_code=code
    )
    return pages.values_list("title", flat=True).first() or place.name
