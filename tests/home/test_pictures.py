"""Editors' pictures: the right file for each device, and no reader waits for it."""

import gc
import warnings
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images import get_image_model
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from home import page_cache, pictures
from home.blocks import BodyBlock
from home.models import HomePage, StandardPage
from home.pictures import FILTERS, make_missing_files
from tests.factories import make_small_site
from tests.factories.pictures import HEIGHT, WIDTH, make_image, stored_picture

pytestmark = pytest.mark.django_db

ADDRESS = "/en/pictures/"
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 800"><path/></svg>'
)
WIDTHS = ["1200w", "800w", "400w"]


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    """Wagtail leaves the files that it opens to the garbage collector."""
    settings.MEDIA_ROOT = tmp_path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture
def image():
    return make_image()


@pytest.fixture
def page_with():
    """Makes a page of these blocks at `ADDRESS`."""
    make_small_site()
    home = HomePage.objects.get(locale__language_code="en")

    def make(*blocks):
        body = BodyBlock().to_python(list(blocks))
        page = StandardPage(title="Pictures", slug="pictures", body=body)
        page.locale = home.locale
        return home.add_child(instance=page)

    return make


def shown(client):
    return BeautifulSoup(client.get(ADDRESS).content, "html.parser")


def files(folder: Path, ending: str) -> list[str]:
    return sorted(path.name for path in folder.rglob(f"*.{ending}"))


def widths(element) -> list[str]:
    return [each.split()[-1] for each in element["srcset"].split(", ")]


def test_picture_offers_each_format_in_each_width(client, page_with, image):
    page_with(stored_picture(image))
    make_missing_files()
    picture = shown(client).picture
    assert [each["type"] for each in picture.find_all("source")] == [
        "image/avif",
        "image/webp",
    ]
    assert {each["sizes"] for each in picture.find_all(["source", "img"])} == {
        pictures.SIZES
    }
    assert [widths(each) for each in picture.find_all(["source", "img"])] == [
        WIDTHS
    ] * 3


def test_picture_keeps_its_place_while_it_loads(client, page_with, image):
    page_with(stored_picture(image))
    for _turn in ("one file", "all files"):
        drawn = shown(client).picture.img
        assert int(drawn["width"]) / int(drawn["height"]) == WIDTH / HEIGHT
        make_missing_files()


def test_only_the_beginning_of_a_page_is_loaded_at_once(client, page_with, image):
    page_with(
        stored_picture(image),
        {"type": "heading", "value": "Next"},
        stored_picture(image),
    )
    assert [each["loading"] for each in shown(client).select("main img")] == [
        "eager",
        "lazy",
    ]


def test_picture_says_what_the_editor_wrote(client, page_with, image):
    page_with(stored_picture(image), stored_picture(image, alt="", decorative=True))
    for _turn in ("one file", "all files"):
        drawn = shown(client).select("main img")
        assert [each["alt"] for each in drawn] == ["A red door", ""]
        make_missing_files()


def test_picture_needs_its_words_or_is_decorative(image):
    block = BodyBlock().child_blocks["image"]
    for value in (
        stored_picture(image),
        stored_picture(image, alt="", decorative=True),
    ):
        block.clean(block.to_python(value["value"]))
    silent = block.to_python(stored_picture(image, alt="")["value"])
    with pytest.raises((ValidationError, StructBlockValidationError)):
        block.clean(silent)


def test_translators_get_the_words_of_a_picture(image):
    body = BodyBlock().to_python([stored_picture(image)])
    found = extract_segments(StandardPage(title="", slug="", body=body))
    words = [each.string.data for each in found if isinstance(each, StringSegmentValue)]
    assert words == ["A red door"]


# No reader waits


def test_reader_before_the_worker_gets_one_file(client, page_with, image, tmp_path):
    page_with(stored_picture(image))
    picture = shown(client).picture
    assert picture.find_all("source") == []
    assert picture.img["src"].endswith(".jpg")
    assert len(files(tmp_path / "images", "jpg")) == 1
    assert files(tmp_path / "images", "avif") == []


def test_worker_makes_what_is_missing_once(client, page_with, image, tmp_path):
    page_with(stored_picture(image))
    shown(client)
    assert make_missing_files() == len(FILTERS) - 1
    assert make_missing_files() == 0
    assert len(files(tmp_path / "images", "avif")) == len(WIDTHS)


def test_worker_leaves_pictures_alone_that_no_page_shows(page_with, image):
    page_with(stored_picture(image))
    make_image("unused")
    assert make_missing_files() == len(FILTERS)


def test_worker_goes_on_another_time_when_its_turn_is_over(
    page_with, image, monkeypatch
):
    page_with(stored_picture(image), stored_picture(make_image("second")))
    monkeypatch.setattr(pictures, "MOST_SECONDS_A_TURN", -1)
    assert make_missing_files() == 0
    monkeypatch.undo()
    assert make_missing_files() == 2 * len(FILTERS)


def test_kept_pages_learn_of_new_files(page_with, image, monkeypatch):
    renewed = []
    page_with(stored_picture(image))
    monkeypatch.setattr(page_cache, "renew_after_commit", lambda: renewed.append(1))
    make_missing_files()
    make_missing_files()
    assert renewed == [1]


def test_broken_file_spoils_neither_the_page_nor_the_others(
    client, page_with, image, caplog, monkeypatch
):
    broken = make_image("broken")
    Path(broken.file.path).write_bytes(b"no picture")
    page_with(stored_picture(broken), stored_picture(image))
    assert len(shown(client).select("main figure")) == 1
    assert make_missing_files() == len(FILTERS) - 1
    assert f"picture {broken.pk}" in caplog.text
    renewed = []
    monkeypatch.setattr(page_cache, "renew_after_commit", lambda: renewed.append(1))
    assert make_missing_files() == 0
    assert renewed == []


def test_new_crop_or_file_is_made_anew(client, page_with, image):
    page_with(stored_picture(image))
    make_missing_files()
    # As Wagtail does when an editor puts another file in its place.
    image.renditions.all().delete()
    assert shown(client).picture.find_all("source") == []
    assert make_missing_files() == len(FILTERS) - 1


def test_many_pictures_take_as_many_queries_as_one(client, page_with, image):
    page = page_with(stored_picture(image))

    def queries() -> int:
        make_missing_files()
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        return len(captured)

    with_one = queries()
    blocks = [stored_picture(make_image(f"picture-{each}")) for each in range(5)]
    page.body = BodyBlock().to_python(blocks)
    page.save()
    assert queries() == with_one <= 12


def test_drawing_stays_one(client, page_with):
    file = SimpleUploadedFile("plan.svg", DRAWING)
    plan = get_image_model().objects.create(title="plan", file=file)
    page_with(stored_picture(plan, alt="The way in"))

    drawn = shown(client).picture.img

    assert [drawn[each] for each in ("alt", "width", "height")] == [
        "The way in",
        "800",
        "400",
    ]
    assert drawn["src"].endswith(".svg")
    assert make_missing_files() == 0
