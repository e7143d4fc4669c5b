"""Pictures of the library; whoever makes one names a folder as `MEDIA_ROOT` first."""

from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file_jpeg

WIDTH, HEIGHT = 1600, 1000


def make_image(name="photograph"):
    file = get_test_image_file_jpeg(f"{name}.jpg", size=(WIDTH, HEIGHT))
    image = get_image_model()(title=name, file=file)
    image.save()
    return image


def stored_picture(image, alt="A red door", decorative=False) -> dict:
    """The block of a page's body."""
    value = {"image": image.pk, "alt_text": alt, "decorative": decorative}
    return {"type": "image", "value": value, "id": f"picture-{image.pk}"}
