"""The key of a chosen page or picture as a value: so that showing it loads no more.

Wagtail would fetch the chosen pages block by block, in the language in which they were
chosen. `page_links` fetches all of them at once, in the reader's language.
"""

from collections.abc import Iterator

from django.db.models import Model
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class KeyOfTheChosen:
    """For a chooser block: its value is the primary key of what is chosen, or None."""

    chooser = ""

    def to_python(self, value):
        return value

    def bulk_to_python(self, values):
        return list(values)

    def normalize(self, value):
        return value.pk if isinstance(value, Model) else value

    def get_prep_value(self, value):
        return self.normalize(value)

    def value_from_form(self, value):
        return self.normalize(super().value_from_form(value))

    def clean(self, value):
        """The key of something that exists."""
        return self.normalize(super().clean(value))

    def extract_references(self, value):
        if value is not None:
            yield self.model_class, str(value), "", ""

    def render_basic(self, value, context=None):
        """For the comparison of two versions: what is chosen, by its name."""
        chosen = self.model_class.objects.filter(pk=value).first()
        return super().render_basic(chosen, context) if chosen else ""

    # Translators have nothing to do here: one choice stands for all languages.
    def get_translatable_segments(self, value):
        return []

    def restore_translated_segments(self, value, segments):
        return value

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return self.chooser, args, kwargs


class PageReferenceBlock(KeyOfTheChosen, blocks.PageChooserBlock):
    chooser = "wagtail.blocks.PageChooserBlock"


class ImageReferenceBlock(KeyOfTheChosen, ImageChooserBlock):
    chooser = "wagtail.images.blocks.ImageChooserBlock"


def references_in(raw) -> Iterator[int]:
    """The keys of all pages that stored blocks refer to."""
    if isinstance(raw, dict):
        if isinstance(raw.get("page"), int):
            yield raw["page"]
        if raw.get("type") == "page" and isinstance(raw.get("value"), int):
            yield raw["value"]
        raw = raw.values()
    elif not isinstance(raw, list):
        return
    for part in raw:
        yield from references_in(part)
