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


SCENES = {"places": places, "events": events, "courses": courses}
