"""Each device loads one file of a picture, in its own size and the newest format."""

import gc
import warnings

import pytest

from home.blocks import BodyBlock
from home.models import HomePage, StandardPage
from home.pictures import make_missing_files
from tests.factories.pictures import make_image, stored_picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def address(website, settings, tmp_path) -> str:
    settings.MEDIA_ROOT = tmp_path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        body = BodyBlock().to_python([stored_picture(make_image())])
        home = HomePage.objects.get(locale__language_code="en")
        page = StandardPage(title="Pictures", slug="pictures", body=body)
        page.locale = home.locale
        home.add_child(instance=page)
        make_missing_files()
        yield "/en/pictures/"
        gc.collect()


@pytest.mark.parametrize(
    ("device", "file"),
    [("phone_without_scripts", "width-400.avif"), ("desk", "width-800.avif")],
)
def test_device_loads_the_file_of_its_size(address, request, device, file):
    page = request.getfixturevalue(device)
    loaded = []
    page.on("response", lambda answer: loaded.append((answer.url, answer.status)))
    page.goto(address, wait_until="networkidle")
    pictures = [each for each in loaded if "/media/" in each[0]]
    assert [(url.endswith(file), status) for url, status in pictures] == [(True, 200)]
