"""Scenes of the chapters about places, events and courses."""

from django.urls import reverse

from tests.browser.guide.camera import Camera
from tests.browser.guide.stage import Stage


def places(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.read(reverse("places:index"))
    camera.open(reverse("places:edit", args=[stage.place.pk]))
    hours, closures = camera.part("Days with other hours"), camera.part("Closures")
    hours.get_by_role("button").last.click()
    closures.get_by_role("button").last.click()
    camera.take("place", hours, closures)


def events(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("editor")
    camera.open(reverse("public-events:edit", args=[stage.event.pk]))
    camera.take("event", camera.part("Days and series"), height=520)
    camera.take("dates", camera.part("Dates"))
    camera.read(
        reverse("event-dates:edit", args=[stage.event.dates.first().pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[stage.events.pk]),
    )


def courses(camera: Camera, stage: Stage) -> None:
    camera.log_in_as("courses")
    camera.open(reverse("course-runs:edit", args=[stage.run.pk]))
    camera.take("run", camera.part("Registration"))
    camera.take("lesson", camera.part("Lessons"), height=420)
    cancel_the_run(camera)


def cancel_the_run(camera: Camera) -> None:
    """As far as the page that asks whom to tell: nothing is saved."""
    camera.page.locator("#id_is_cancelled").check()
    camera.page.locator("#w-editor-form").evaluate("form => form.requestSubmit()")
    camera.page.locator(".affected h1").wait_for()
    camera.see()


SCENES = {"places": places, "events": events, "courses": courses}
