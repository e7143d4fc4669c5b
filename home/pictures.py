"""Editors' pictures in the sizes and formats that readers' devices ask for.

Making them takes seconds, so no reader waits for it: the worker makes them, and until
then a page shows one file that is made at once. See docs/decisions/0015.
"""

import logging
import time
from collections.abc import Collection, Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Picture
from wagtail.models import ReferenceIndex

from home import page_cache

logger = logging.getLogger(__name__)

# Never cut: a picture may show a map or a sign, whose edges matter.
# The widest first: the page says its width, and a small picture stays small.
FILTERS = tuple(
    Filter(spec)
    for spec in Filter.expand_spec("format-{avif,webp,jpeg}|width-{1200,800,400}")
)
AT_ONCE = next(each for each in FILTERS if each.spec == "format-jpeg|width-800")
# A drawing is sharp in every size, and quickly made.
OF_A_DRAWING = Filter("width-800")
# As wide as the text, which fills a phone.
SIZES = "(min-width: 42rem) 40rem, calc(100vw - 2rem)"
# Messages wait meanwhile.
MOST_SECONDS_A_TURN = 10


def picture_of(image: AbstractImage, **attributes: str) -> Picture | None:
    """All files if they are there, or else one; None for a file that is broken."""
    filters, at_once = _filters_of(image)
    found = image.find_existing_renditions(*filters)
    if len(found) < len(filters):
        only = found.get(at_once) or _make(image, at_once)
        found = {at_once: only} if only else {}
    for each in found.values():
        # Its words are this use's; a picture may stand on a page twice.
        each.image = image
    by_spec = {each.spec: found[each] for each in filters if each in found}
    return Picture(by_spec, {"sizes": SIZES, **attributes}) if found else None


def pictures_with_files(keys: Collection[int]) -> dict[int, AbstractImage]:
    """Pictures by their key, each with what `picture_of` would ask for.

    One query, and another one where some of them have no file yet.
    """
    model = get_image_model()
    specs = [each.spec for each in (*FILTERS, OF_A_DRAWING)]
    files = model.get_rendition_model().objects.filter(filter_spec__in=specs)
    pictures: dict[int, AbstractImage] = {}
    for file in files.filter(image__in=keys).select_related("image"):
        picture = pictures.setdefault(file.image_id, _without_files(file.image))
        picture.prefetched_renditions.append(file)
    if without := set(keys) - pictures.keys():
        for picture in model.objects.filter(pk__in=without):
            pictures[picture.pk] = _without_files(picture)
    return pictures


def _without_files(picture: AbstractImage) -> AbstractImage:
    picture.prefetched_renditions = []
    return picture


def make_missing_files() -> int:
    """Of the pictures that some page shows; the rest of them in the next turn."""
    patience = time.monotonic() + MOST_SECONDS_A_TURN
    made = 0
    for image in _pictures_in_use():
        if time.monotonic() < patience and (new := _make_all(image)):
            page_cache.renew_after_commit()
            made += new
    return made


def _pictures_in_use() -> Iterable[AbstractImage]:
    kind = ContentType.objects.get_for_model(get_image_model())
    uses = ReferenceIndex.objects.filter(to_content_type=kind)
    keys = {int(key) for key in uses.values_list("to_object_id", flat=True)}
    return pictures_with_files(keys).values()


def _filters_of(image: AbstractImage) -> tuple[tuple[Filter, ...], Filter]:
    """The files of this picture, and which of them a page makes at once."""
    if image.is_svg():
        return (OF_A_DRAWING,), OF_A_DRAWING
    return FILTERS, AT_ONCE


def _make_all(image: AbstractImage) -> int:
    filters, _at_once = _filters_of(image)
    found = image.find_existing_renditions(*filters)
    missing = [each for each in filters if each not in found]
    return len([each for each in missing if _make(image, each)])


def _make(image: AbstractImage, wanted: Filter) -> AbstractRendition | None:
    """As `image.get_rendition`, which leaves files open and stops at a broken one."""
    try:
        with image.generate_rendition_file(wanted) as file:
            key = wanted.get_cache_key(image)
            rendition, _made = image.renditions.get_or_create(
                filter_spec=wanted.spec, focal_point_key=key, defaults={"file": file}
            )
            # Of a drawing they are fractions, which HTML does not know.
            rendition.width, rendition.height = map(
                round, (rendition.width, rendition.height)
            )
    except Exception:  # gone, or whatever Pillow makes of it
        logger.exception("No files of picture %s", image.pk)
        return None
    return rendition
