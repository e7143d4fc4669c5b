"""Each chapter's scene happens as told, and makes the pictures that it shows.

`make pictures` keeps them for the guide, in both languages; otherwise they go to a
temporary folder, in one language, and only their making is judged.
"""

import os
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from icp.guide.chapters import CHAPTERS, Chapter
from icp.guide.words import GUIDE_LANGUAGES
from tests.browser.guide.camera import PATIENCE, Camera
from tests.browser.guide.scenes import SCENES
from tests.browser.guide.stage import Stage, set_stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.grid,  # the admin looks the same on every database
    pytest.mark.django_db(transaction=True),
]

KEPT = os.environ.get("GUIDE_PICTURES") == "keep"
GUIDE = Path(__file__).parents[3] / "site" / "icp" / "static" / "guide"
# High enough that nothing has to be scrolled.
SCREEN = {"width": 1240, "height": 3200}


@pytest.fixture
def camera(browser, live_server, settings, tmp_path):
    settings.SITE_URL = live_server.url
    context = browser.new_context(base_url=live_server.url, viewport=SCREEN)
    context.set_default_timeout(PATIENCE)
    yield Camera(context.new_page(), live_server.url, tmp_path)
    context.close()


def parts_of(chapter: Chapter) -> tuple[set[str], set[str]]:
    """The names of its pictures, and the labels of the admin that it quotes."""
    soup = BeautifulSoup(render_to_string(chapter.template_name), "html.parser")
    pictures = {Path(each["src"]).stem for each in soup.select("img")}
    return pictures, {each.get_text() for each in soup.select(".guide__label")}


def wrong_with(chapter: Chapter, camera: Camera, stage: Stage) -> list[str]:
    camera.begin()
    try:
        SCENES[chapter.slug](camera, stage)
    except Exception as failure:
        return [f"{chapter.slug}: {str(failure)[:300]}"]
    pictures, labels = parts_of(chapter)
    seen = camera.words.casefold()
    return [
        *(f"{chapter.slug}: no picture {each}" for each in pictures - camera.taken),
        *(f"{chapter.slug}: needless {each}" for each in camera.taken - pictures),
        *(
            f"{chapter.slug}: no “{each}” in sight"
            for each in labels
            if each.casefold() not in seen
        ),
    ]


@pytest.mark.parametrize("language", GUIDE_LANGUAGES if KEPT else ["en"])
def test_scene_of_each_chapter_makes_its_pictures(camera, language):
    if KEPT:
        camera.folder = GUIDE / language
    stage = set_stage(language)
    with translation.override(language):
        wrong = [
            each for chapter in CHAPTERS for each in wrong_with(chapter, camera, stage)
        ]
    assert not wrong, "\n".join(wrong)
