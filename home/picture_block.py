"""A picture in the body of a page."""

from django.db.models import prefetch_related_objects
from wagtail.images.blocks import ImageBlock

from home.pictures import files_of_pictures


class PictureBlock(ImageBlock):
    """All pictures of a body come with their files, in one query for all of them."""

    def bulk_to_python(self, values):
        images = super().bulk_to_python(values)
        known = [each for each in images if each is not None]
        prefetch_related_objects(known, files_of_pictures())
        return images
