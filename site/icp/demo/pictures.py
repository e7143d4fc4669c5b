"""The drawings of the demonstration: our own, under the licence of the project."""

from pathlib import Path

from django.core.files.images import ImageFile
from wagtail.images import get_image_model

FOLDER = Path(__file__).parent / "pictures"
# How editors find them in the library.
TITLES = {
    "library.png": "Knihovna (kresba)",
    "classroom.png": "Učebna (kresba)",
    "counselling.png": "Poradna (kresba)",
    "playroom.png": "Herna (kresba)",
    "walk.png": "Most přes řeku (kresba)",
}


def make_pictures() -> dict[str, int]:
    """Puts into the library what is missing there; gives the key of each file."""
    return {name: _key_of(name, title) for name, title in TITLES.items()}


def _key_of(name: str, title: str) -> int:
    model = get_image_model()
    known = model.objects.filter(title=title).first()
    if known is not None:
        return known.pk
    with (FOLDER / name).open("rb") as file:
        image = model(title=title, file=ImageFile(file, name))
        image.save()
    return image.pk
