"""A picture in the body of a page."""

from copy import copy

from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from home.pictures import pictures_with_files


class _PictureChooserBlock(ImageChooserBlock):
    def bulk_to_python(self, values):
        """As in Wagtail: in their order, and each use is an object of its own."""
        pictures = pictures_with_files({value for value in values if value})
        return [copy(pictures.get(value)) for value in values]


class PictureBlock(ImageBlock):
    """All pictures of a body come with their files, in one query for all of them."""

    def __init__(self, required=True, **options):
        super().__init__(required=required, **options)
        chooser = _PictureChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser
