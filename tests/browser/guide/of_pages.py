"""Scenes of the chapters about pages: what an editor opens, presses and sees."""

from django.urls import reverse
from django.utils.translation import gettext
from playwright.sync_api import Locator

from tests.browser.guide.camera import Camera
from tests.browser.guide.stage import Stage
from tests.browser.steps import follow


def edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def open_more_actions(camera: Camera) -> tuple[Locator, Locator]:
    """The bar with the buttons below a page, and what opens above it."""
    bar = camera.page.locator("footer").first
    bar.locator("[data-w-dropdown-target=toggle]").click()
    return bar, camera.page.locator("[data-tippy-root]").last


def first_steps(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    camera.open(reverse("wagtailadmin_home"))
    page = camera.page
    camera.take("welcome", page.locator(".sidebar"), page.locator("main"), height=640)


def pages(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    page = camera.page
    camera.open(reverse("wagtailadmin_explore", args=[stage.about.get_parent().pk]))
    add = page.get_by_role("link", name=gettext("Add child page"))
    camera.take("pages-list", page.locator("main"), mark=add.first, height=420)
    camera.open(edit(stage.about))
    camera.take("page-editor", page.locator("main"), height=760)


def blocks(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.open(edit(stage.about))
    page = camera.page
    page.locator(".c-sf-add-button").last.click()
    camera.take("blocks", camera.part("body"), page.locator(".w-combobox"))


def pictures(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.read(reverse("wagtailimages:index"), edit(stage.about))
    camera.open(reverse("wagtailimages:add"))
    camera.take("picture", camera.page.locator("main"), height=600)


def publishing(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("author")
    camera.open(edit(stage.submitted))
    camera.take("submit", *open_more_actions(camera))
    follow(camera.page, camera.page.locator("[name=action-submit]"))
    camera.log_in_as("editor")
    camera.read(reverse("wagtailadmin_home"))
    camera.open(edit(stage.submitted))
    camera.take("approve", *open_more_actions(camera))
    take_schedule(camera, stage)


def take_schedule(camera: Camera, stage: Stage) -> None:
    page = camera.page
    camera.open(edit(stage.about))
    open_more_actions(camera)
    page.get_by_role("button", name=gettext("Toggle status")).click()
    page.get_by_role("button", name=gettext("Set schedule")).click()
    camera.take("schedule", page.locator(".w-dialog__box:visible"))


def translating(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.open(reverse("translations"))
    # Not down to the Chinese: not every machine has its letters.
    camera.take("translations", camera.page.locator("main"), height=312)
    url = reverse("translations")
    camera.read(f"{url}?state=stale", f"{url}?state=unchecked")
    english = stage.about.get_translations().get(locale__language_code="en")
    camera.open(edit(english))
    camera.take("translation", camera.page.locator("main"), height=760)


def forms(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.read(edit(stage.form))
    intake, main = stage.intake, camera.page.locator("main")
    first = intake.questions.first()
    camera.open(reverse("questions:edit", args=[first.pk]))
    camera.take("question", main, height=900)
    camera.open(reverse("questions:list", args=[intake.pk]))
    camera.take("questions", camera.page.locator(".questions__list"))
    camera.open(reverse("questions:words", args=[intake.pk, "en"]))
    camera.take("words", camera.page.locator(".questions-words"))
    camera.open(reverse("intakes:edit", args=[intake.pk]))
    camera.take("intake", camera.part("Open and closed, in all languages"))


def alerts(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.open(reverse("alerts_of_the_site:add"))
    camera.take("alert", camera.page.locator("main"), height=700)


def menu_and_footer(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.open(reverse("frame:list"))
    page = camera.page
    camera.read(page.url)
    camera.take("menu", camera.part("menu"))
    footer = camera.part("footer")
    footer.get_by_role("heading", name=gettext("Links")).first.click()
    page.mouse.move(0, 0)  # what the mouse is on gets a mark at its edge
    camera.take("footer", footer)


def reports(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.open(reverse("pages_to_check"))
    camera.take("pages-to-check", camera.page.locator("main"), height=360)
    camera.open(reverse("what_to_mend"))
    camera.take("what-to-mend", camera.page.locator("main"), height=170)
    names = ("broken_links", "failed_searches", "usefulness")
    camera.read(*map(reverse, names))


SCENES = {
    "first-steps": first_steps,
    "pages": pages,
    "blocks": blocks,
    "pictures": pictures,
    "publishing": publishing,
    "translating": translating,
    "forms": forms,
    "alerts": alerts,
    "menu-and-footer": menu_and_footer,
    "reports": reports,
}
