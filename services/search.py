"""Which pages the search reads again when a fact changes."""

from home.search.following import follow
from services.models import Place, PlacePage


def pages_of_place(place: Place):
    return PlacePage.objects.filter(place=place.pk).values_list("pk", flat=True)


def register() -> None:
    follow(Place, pages_of_place)
